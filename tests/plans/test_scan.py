"""Đối chiếu với ảnh: doubtful words of a scan are decided by a person, figures before anything else."""

import io
from typing import Any

import pypdfium2 as pdfium
import pytest
from django.urls import reverse
from PIL import Image

from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.ledger.models import Entry
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.correcting import text_key
from lantoa.plans.actions.review import decide_item
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.queries import blockers_of
from lantoa.plans.rules.review import Decision
from tests.factories import World
from tests.plans.samples import read
from tests.plans.scans import scanned, source
from vanban.errors import ReadError
from vanban.page_pictures import page_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(in_commune: World) -> PlanVersion:
    return scanned(in_commune.commune)


def key_of(words: str) -> str:
    text = source().text
    return f"{text.index(words)}-{text.index(words) + len(words)}"


def send(world: World, version: PlanVersion, **given: str) -> Any:
    version.refresh_from_db()
    url = reverse("plans_scan_correct", args=[version.plan_id])
    return world.client().post(url, {"seen": text_key(version), **given})


def answers(**by_words: str) -> dict[str, str]:
    return {f"o-{key_of(words)}": value for words, value in by_words.items()}


def test_the_page_asks_about_figures_first_and_shows_both_readings(in_commune: World, version: PlanVersion) -> None:
    page = in_commune.client().get(reverse("plans_scan", args=[version.plan_id])).content.decode()
    assert page.index("Chữ số, ngày, số văn bản") < page.index("Chữ mờ, chữ khó đọc")
    for words in ("0Z", "02", "30/8/2025", "30/6/2025"):
        assert f'value="{words}"' in page
    assert "máy chắc 94 % số chữ" in page
    assert f'id="doc-{key_of("0Z")}"' in page


def test_review_and_adoption_say_that_figures_wait(in_commune: World, version: PlanVersion) -> None:
    page = in_commune.client().get(reverse("plans_review", args=[version.plan_id])).content.decode()
    assert "Còn 2 chỗ có chữ số" in page
    assert reverse("plans_scan", args=[version.plan_id]) in page
    assert 'data-kind="doubt"' in page
    assert blockers_of(version)[0].code == "figures_open"
    with pytest.raises(Refused):
        adopt_version(version=version, by=in_commune.owner)


def test_what_is_chosen_is_read_anew(in_commune: World, version: PlanVersion) -> None:
    given = {f"o-{key_of('0Z')}": "02", f"o-{key_of('30/8/2025')}": "khac", f"t-{key_of('30/8/2025')}": " 30/06/2025 "}
    answer = send(in_commune, version, **given)
    assert answer.url == reverse("plans_reading", args=[version.plan_id])
    read_version(in_commune.commune.pk, version.pk)
    version.refresh_from_db()
    assert "tối thiểu 02 lần/tháng" in version.text
    assert "30/06/2025" in version.text
    target = Commitment.objects.get(version=version, kind="target", text__contains="truyền thanh")
    assert target.quantity == 2
    assert not [one for one in blockers_of(version) if one.code == "figures_open"]
    entry = Entry.objects.get(action="plan.text_corrected")
    assert entry.data == {"places": 2, "changed": True}
    page = in_commune.client().get(reverse("plans_scan", args=[version.plan_id])).content.decode()
    assert "0Z" not in page
    assert "Biên tập" in page


def test_unsure_words_can_be_left_as_they_are_but_not_figures(in_commune: World, version: PlanVersion) -> None:
    answer = send(in_commune, version, **{"giu-nguyen": "1"})
    assert answer.url == reverse("plans_scan", args=[version.plan_id])
    page = in_commune.client().get(answer.url).content.decode()
    assert "Chữ mờ" not in page
    assert "Chữ số, ngày" in page
    version.refresh_from_db()
    assert version.state == "in_review"


def test_two_clerks_the_second_is_told(in_commune: World, version: PlanVersion) -> None:
    seen = text_key(version)
    send(in_commune, version, **answers(**{"0Z": "02"}))
    read_version(in_commune.commune.pk, version.pk)
    url = reverse("plans_scan_correct", args=[version.plan_id])
    late = in_commune.client().post(url, {"seen": seen, f"o-{key_of('30/8/2025')}": "30/6/2025"})
    assert late.status_code == 422


def test_after_decisions_the_text_stays(in_commune: World, version: PlanVersion) -> None:
    item = Commitment.objects.filter(version=version).order_by("position")[0]
    decide_item(item=item, decision=Decision.ACCEPTED, seen=item.revision, by=in_commune.owner)
    answer = send(in_commune, version, **answers(**{"0Z": "02"}))
    assert answer.status_code == 422
    assert "đã rà soát 1 mục" in answer.content.decode()
    kept = send(in_commune, version, **answers(**{"0Z": "0Z"}))  # no word changes: the review is not lost
    assert kept.status_code == 302


@pytest.mark.parametrize("words", ["", "x" * 201, "\x00"])
def test_hostile_answers(in_commune: World, version: PlanVersion, words: str) -> None:
    key = key_of("0Z")
    answer = send(in_commune, version, **{f"o-{key}": "khac", f"t-{key}": words, "o-9999-1": "x", "o-": "y"})
    assert answer.status_code == 422
    assert "<html" in answer.content.decode()
    version.refresh_from_db()
    assert version.state == "in_review"


def test_reading_again_forgets_the_corrections(in_commune: World, version: PlanVersion) -> None:
    send(in_commune, version, **answers(**{"0Z": "02"}))
    in_commune.client().post(reverse("plans_read_again", args=[version.plan_id]))
    version.refresh_from_db()
    assert version.reading is None


def test_the_picture_of_a_page(in_commune: World, version: PlanVersion) -> None:
    client = in_commune.client(Role.OFFICER)
    for _twice in range(2):
        answer = client.get(reverse("plans_scan_picture", args=[version.plan_id, 1]))
        assert answer["Content-Type"] == "image/jpeg"
        assert Image.open(io.BytesIO(answer.content)).width == 1100
    assert client.get(reverse("plans_scan_picture", args=[version.plan_id, 2])).status_code == 404


def test_the_scan_as_a_pdf_whose_words_are_found(in_commune: World, version: PlanVersion) -> None:
    client = in_commune.client(Role.OFFICER)
    url = reverse("plans_scan_searchable", args=[version.plan_id])
    assert url in client.get(reverse("plans_scan", args=[version.plan_id])).content.decode()
    data = b"".join(client.get(url).streaming_content)
    with pdfium.PdfDocument(data) as document:
        assert "0Z" in document[0].get_textpage().get_text_range()
    assert version.file
    assert store.read(in_commune.commune.pk, version.file.sha256) != data
    send(in_commune, version, **answers(**{"0Z": "02"}))
    read_version(in_commune.commune.pk, version.pk)
    with pdfium.PdfDocument(b"".join(client.get(url).streaming_content)) as document:
        assert "0Z" not in document[0].get_textpage().get_text_range()


def test_a_plan_that_was_not_read_from_a_picture_has_no_such_page(in_commune: World) -> None:
    plain = read(in_commune.commune)
    assert in_commune.client().get(reverse("plans_scan", args=[plain.plan_id])).status_code == 404
    assert (
        "Đối chiếu với ảnh"
        not in in_commune.client().get(reverse("plans_review", args=[plain.plan_id])).content.decode()
    )


def test_a_page_stands_upright() -> None:
    wide = Image.new("RGB", (1200, 600), "white")
    target = io.BytesIO()
    wide.save(target, "JPEG")
    turned = Image.open(io.BytesIO(page_picture(target.getvalue(), 1, turned=90)))
    assert turned.height > turned.width


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"\xff\xd8\xff broken", b"hello"])
def test_what_cannot_be_drawn_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        page_picture(data, 1)
    assert refused.value.code == "page_not_drawn"
