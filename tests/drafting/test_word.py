"""A draft goes out as Word, is worked on there, comes back, and its changes are decided on."""

import copy
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml import OxmlElement

from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.drafting.actions import save_changes
from lantoa.drafting.models import Draft
from lantoa.drafting.printing import docx_of, marked_in
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.merging import Changes
from lantoa.drafting.rules.returning import came
from lantoa.drafting.word import compared, receive_word, send_word, take_word
from tests.drafting.made import changed, made_draft
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
    assert compared(back(in_commune, draft, lambda _made: None)).changes == ()


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
    found = came(compared(row).changes)
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
    found = came(compared(row).changes)
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


def taken(world: World, draft: Draft, row: Any) -> list[Any]:
    """Every change of the file taken over; gives the lines."""
    found = came(compared(row).changes)
    draft.refresh_from_db()
    chosen = {one.index for one in found if one.takeable}
    take_word(row=row, chosen=chosen, revision=draft.revision, by=world.owner)
    return list(blocks_of(Draft.objects.get(pk=draft.pk)))


def said_again(draft: Draft, world: World, start: str, text: str) -> None:
    """Somebody rewrites a line in the product."""
    draft.refresh_from_db()
    line = next(one for one in blocks_of(draft) if one.text.startswith(start))
    save_changes(draft=draft, changes=Changes((changed(line, text=text),)), by=world.person(Role.LEADER))
    draft.refresh_from_db()


def test_a_file_of_an_older_revision_takes_nothing_back_that_others_wrote(in_commune: World) -> None:
    draft = made_draft(in_commune)
    sent = send_word(draft)
    said_again(draft, in_commune, "Tuyên truyền thường xuyên", "Tuyên truyền hằng tuần, dễ hiểu.")
    said_again(draft, in_commune, "Qua mạng lưới báo cáo viên", "Qua cộng tác viên ở tổ dân phố.")

    def work(made: Any) -> None:
        replaced(made, "để xem xét, giải quyết./.", "để giải quyết./.")
        replaced(made, "Qua mạng lưới báo cáo viên", "Qua đội ngũ báo cáo viên")

    row = receive_word(draft=draft, upload=worked(sent, work), name="sua.docx", by=in_commune.owner)
    assert row.seen == 1
    there = compared(row)
    found = came(there.changes, there.since)
    assert [one.kind for one in found] == ["changed", "changed"], "only what was changed in Word"
    late = next(one for one in found if "báo cáo viên" in one.after)
    assert "Qua cộng tác viên ở tổ dân phố." in late.since
    page = in_commune.client().get(reverse("drafting_word", args=[draft.pk, row.pk])).content.decode()
    assert page.count(" checked>") == 1, "what both changed is not ticked beforehand"
    closing = next(one.index for one in found if not one.since)
    take_word(row=row, chosen={closing}, revision=draft.revision, by=in_commune.owner)
    lines = [one.text for one in blocks_of(Draft.objects.get(pk=draft.pk))]
    assert "Tuyên truyền hằng tuần, dễ hiểu." in lines
    assert "Qua cộng tác viên ở tổ dân phố." in lines
    assert any(one.endswith("để giải quyết./.") for one in lines)


def test_bold_letters_come_back_whether_others_wrote_meanwhile_or_not(in_commune: World) -> None:
    draft = made_draft(in_commune)
    sent = send_word(draft)

    def work(made: Any) -> None:
        for run in next(one for one in made.paragraphs if "Qua mạng lưới" in one.text).runs:
            run.bold = True

    row = receive_word(draft=draft, upload=worked(sent, work), name="sua.docx", by=in_commune.owner)
    assert len(compared(row).changes) == 1
    said_again(draft, in_commune, "Tuyên truyền thường xuyên", "Tuyên truyền hằng tuần, dễ hiểu.")
    row.draft = draft
    assert len(compared(row).changes) == 1
    lines = taken(in_commune, draft, row)
    assert next(one.bold for one in lines if one.text.startswith("Qua mạng lưới")) == "whole"


def test_a_line_that_was_deleted_meanwhile_is_only_told_of(in_commune: World) -> None:
    draft = made_draft(in_commune)
    sent = send_word(draft)
    gone = next(one for one in blocks_of(draft) if one.text.startswith("Qua mạng lưới"))
    save_changes(draft=draft, changes=Changes(deleted={gone.key: gone.rev}), by=in_commune.owner)
    draft.refresh_from_db()
    work = worked(sent, lambda made: replaced(made, "Qua mạng lưới", "Qua đội ngũ"))
    there = compared(receive_word(draft=draft, upload=work, name="sua.docx", by=in_commune.owner))
    (only,) = came(there.changes, there.since)
    assert not only.takeable
    assert "đã bị xóa" in only.since


def test_a_file_that_comes_a_second_time_asks_nothing_again(in_commune: World) -> None:
    draft = made_draft(in_commune)
    sent = send_word(draft)

    def work(made: Any) -> None:
        replaced(made, "để xem xét, giải quyết./.", "để giải quyết./.")
        gone = next(one for one in made.paragraphs if "Qua mạng lưới báo cáo viên" in one.text)
        new = copy.deepcopy(gone._p)
        gone._p.addprevious(new)
        replaced(made, "Qua mạng lưới báo cáo viên", "Qua loa kéo, xe lưu động")

    data = worked(sent, work)
    row = receive_word(draft=draft, upload=data, name="sua.docx", by=in_commune.owner)
    lines = taken(in_commune, draft, row)
    assert sum("Qua loa kéo" in one.text for one in lines) == 2
    draft.refresh_from_db()
    again = receive_word(draft=draft, upload=data, name="sua.docx", by=in_commune.owner)
    assert compared(again).changes == ()
    page = in_commune.client().get(reverse("drafting_word", args=[draft.pk, again.pk])).content.decode()
    assert "Không có gì mới" in page


def test_the_file_of_another_draft_of_the_same_ward_is_refused(in_commune: World) -> None:
    """Both come from one template: by the words alone they could not be told apart."""
    draft, other = made_draft(in_commune), made_draft(in_commune)
    with pytest.raises(Refused, match="word_foreign"):
        receive_word(draft=draft, upload=docx_of(other), name="khac.docx", by=in_commune.owner)


def test_lines_of_the_appendix_come_and_go_with_their_task(in_commune: World) -> None:
    draft = made_draft(in_commune)

    def work(made: Any) -> None:
        table = made.tables[-1]
        survey = next(row for row in table.rows if "Khảo sát" in row.cells[1].text)
        new = copy.deepcopy(survey._tr)
        survey._tr.addprevious(new)
        said(survey.cells[1], "Phát tờ rơi tại chợ")
        said(survey.cells[5], "Tờ rơi")
        dropped = next(row for row in table.rows if "Biên tập, phát sóng" in row.cells[1].text)
        dropped._tr.getparent().remove(dropped._tr)

    row = back(in_commune, draft, work)
    assert sorted(one.kind for one in came(compared(row).changes)) == ["added", "removed"]
    lines = taken(in_commune, draft, row)
    new = next(one for one in lines if one.text.startswith("Phát tờ rơi"))
    assert (new.kind, new.output, new.flag) == ("task", "Tờ rơi", "word")
    assert "hằng quý" in new.note.lower()
    assert not any(one.text.startswith("Biên tập, phát sóng") for one in lines)


def said(cell: Any, words: str) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = words


def test_comments_and_tracked_changes_are_told(in_commune: World) -> None:
    draft = made_draft(in_commune)

    def work(made: Any) -> None:
        paragraph = next(one for one in made.paragraphs if "Qua mạng lưới" in one.text)
        made.add_comment(paragraph.runs[0], text="Bỏ <b>ý</b> này?", author="Lãnh đạo", initials="LĐ")
        inserted = OxmlElement("w:ins")
        run = copy.deepcopy(paragraph.runs[0]._r)
        inserted.append(run)
        paragraph._p.append(inserted)

    row = back(in_commune, draft, work)
    page = in_commune.client().get(reverse("drafting_word", args=[draft.pk, row.pk])).content.decode()
    assert "Bỏ &lt;b&gt;ý&lt;/b&gt; này?" in page
    assert "Lãnh đạo:" in page
    assert "Tệp còn 1 chỗ đang theo dõi thay đổi" in page


def test_an_issued_plan_carries_no_mark(in_commune: World) -> None:
    draft = made_draft(in_commune)
    assert marked_in(docx_of(draft)) == (draft.pk, 1)
    draft.stage = "issued"
    assert marked_in(docx_of(draft)) is None
