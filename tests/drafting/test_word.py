"""A draft goes out as Word, is worked on there, comes back, and its changes are decided on."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from lantoa.core.errors import Refused
from lantoa.drafting.models import Draft
from lantoa.drafting.printing import docx_of
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.returning import came
from lantoa.drafting.word import changes_of, receive_word, take_word
from tests.drafting.made import made_draft
from tests.factories import World

pytestmark = pytest.mark.django_db


def worked(data: bytes, work: Callable[[Any], None]) -> bytes:
    made = Document(io.BytesIO(data))
    work(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def replaced(made: Any, old: str, new: str) -> None:
    for run in (run for paragraph in made.paragraphs for run in paragraph.runs if old in run.text):
        run.text = run.text.replace(old, new)


def back(world: World, draft: Draft, work: Callable[[Any], None]) -> Any:
    return receive_word(draft=draft, upload=worked(docx_of(draft), work), name="sua.docx", by=world.owner)


def test_what_nobody_touched_has_no_changes(in_commune: World) -> None:
    draft = made_draft(in_commune)
    assert changes_of(back(in_commune, draft, lambda _made: None)) == ()


def test_words_that_were_changed_in_word_are_taken_over_one_by_one(in_commune: World) -> None:
    draft = made_draft(in_commune)

    def work(made: Any) -> None:
        replaced(made, "để xem xét, giải quyết./.", "để giải quyết./.")
        replaced(
            made,
            "tổ chức. Đơn vị phối hợp: Văn phòng HĐND và UBND. Thời gian: hằng quý",
            "tổ chức. Thời gian: hằng tháng",
        )
        gone = next(one for one in made.paragraphs if "Qua mạng lưới báo cáo viên" in one.text)
        gone._p.getparent().remove(gone._p)

    row = back(in_commune, draft, work)
    found = came(changes_of(row))
    assert sorted(one.kind for one in found) == ["changed", "changed", "removed"]
    closing = next(one.index for one in found if "để giải quyết" in one.after)
    survey = next(one.index for one in found if "Khảo sát" in one.after)
    assert take_word(row=row, chosen={closing, survey}, revision=draft.revision, by=in_commune.owner) == 2
    lines = blocks_of(Draft.objects.get(pk=draft.pk))
    assert any(one.text.endswith("để giải quyết./.") for one in lines)
    task = next(one for one in lines if one.wording)
    assert "Thời gian: hằng tháng" in task.wording
    assert task.flag == "word"
    assert any("Qua mạng lưới" in one.text for one in lines), "what was not chosen stays"


def test_the_words_of_a_task_alone_are_its_text(in_commune: World) -> None:
    draft = made_draft(in_commune)

    row = back(in_commune, draft, lambda made: replaced(made, "Lồng ghép nội dung CCHC", "Lồng ghép nội dung cải cách"))
    found = came(changes_of(row))
    take_word(row=row, chosen={one.index for one in found}, revision=draft.revision, by=in_commune.owner)
    lines = blocks_of(Draft.objects.get(pk=draft.pk))
    task = next(one for one in lines if one.text.startswith("Lồng ghép nội dung cải cách"))
    assert (task.kind, task.wording, task.timing) == ("task", "", "month")


def test_another_document_and_rubbish_are_refused(in_commune: World) -> None:
    draft = made_draft(in_commune)
    other = Document()
    other.add_paragraph("Thư mời họp")
    out = io.BytesIO()
    other.save(out)
    with pytest.raises(Refused, match="word_foreign"):
        receive_word(draft=draft, upload=out.getvalue(), name="khac.docx", by=in_commune.owner)
    with pytest.raises(Refused):
        receive_word(draft=draft, upload=b"PK\x03\x04rubbish", name="hong.docx", by=in_commune.owner)


def test_the_page_shows_both_and_refuses_what_is_stale(in_commune: World) -> None:
    draft = made_draft(in_commune)
    row = back(in_commune, draft, lambda made: replaced(made, "để xem xét", "<b>lời mới</b>"))
    path = reverse("drafting_word", args=[draft.pk, row.pk])
    page = in_commune.client().get(path).content.decode()
    assert "&lt;b&gt;lời" in page
    assert in_commune.client().post(path, {"change": ["0"], "revision": "99"}).status_code == 409
    assert in_commune.client().post(path, {"change": ["0", "x"], "revision": "1"}).status_code == 302
