"""Printing, putting up, taking down, scanning: with a real database, PDF read again and looked at as a picture."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.activities.models import Activity, Evidence
from lantoa.communes.models import Neighbourhood
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import take_step
from lantoa.content.models import Item
from lantoa.content.rules.kinds import Form
from lantoa.content.rules.life import StepKind
from lantoa.content.rules.words import FormText
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.plans.models import Commitment
from lantoa.printed.actions import add_places, make_print, put_up, take_down
from lantoa.printed.models import Posting, Print, ScanDay
from lantoa.printed.posted_list import list_pdf
from lantoa.printed.queries import prints, scans_by_day, stale
from lantoa.printed.rules.posting import PostingState
from lantoa.printed.rules.sizes import Layout, Sheet, Size
from lantoa.printed.sheets import pdf_of
from tests.activities.samples import adopted_plan
from tests.content import made as content
from tests.factories import World, build_world
from tests.files.samples import jpeg
from tests.portal.made import opened, out
from tests.printed import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(in_commune: Any, tmp_path: Path, settings: Any) -> World:
    settings.FILES_ROOT = tmp_path
    return in_commune


def test_only_what_is_approved_is_printed(world: World) -> None:
    draft = content.made_item(world)
    with pytest.raises(Refused) as refusal:
        made.made_print(world, draft)
    assert refusal.value.code == "content_not_approved"


def test_the_same_key_is_one_print(world: World) -> None:
    item, key = content.approved_item(world), uuid4()
    rows = {make_print(item=item, key=key, sheet=made.POSTER, expires_on=None, by=world.owner).pk for _ in range(2)}
    assert len(rows) == 1


def test_places_each_once_with_codes_of_their_own(world: World) -> None:
    print_ = made.made_print(world)
    hamlet = Neighbourhood.of(world.commune.pk, name="Tổ dân phố số 91")
    hamlet.save()
    for _ in range(2):
        add_places(print_=print_, lines=["Trạm y tế", "Trạm  y tế"], neighbourhoods=[hamlet], by=world.owner)
    rows = list(print_.postings.all())
    assert [row.place for row in rows] == ["Bảng tin Tổ dân phố số 91", "Trạm y tế"]
    assert len({row.code for row in rows}) == 2
    with pytest.raises(Refused):
        add_places(print_=print_, lines=[], neighbourhoods=[], by=world.owner)


def test_a_photo_is_evidence_for_what_the_item_serves(world: World) -> None:
    adopted_plan(world)
    commitments = tuple(Commitment.objects.order_by("position").values_list("pk", flat=True))
    item = content.approved_item(world, head=content.head(commitments=commitments))
    row = made.hanging(world, made.made_print(world, item), photo=True)
    activity = Activity.objects.get(pk=row.activity_id)
    assert (activity.kind, activity.channels, activity.place) == ("printed", ["print"], "Cổng chợ Hoa Mai")
    ratio = Commitment.objects.get(measure="ratio").pk
    assert set(activity.services.values_list("commitment", flat=True)) == set(commitments) - {ratio}
    assert Evidence.objects.get(activity=activity).file.sha256 == row.photo.sha256


def test_without_a_photo_nothing_is_claimed(world: World) -> None:
    assert made.hanging(world).activity is None
    assert not Activity.objects.exists()


def test_put_up_once_and_taken_down_once(world: World) -> None:
    row = made.hanging(world)
    with pytest.raises(Refused) as refusal:
        put_up(posting=row, on=clock.today(), photo=None, by=world.owner)
    assert refusal.value.code == "print_up"
    take_down(posting=row, by=world.owner)
    with pytest.raises(Refused) as refusal:
        take_down(posting=row, by=world.owner)
    assert refusal.value.code == "print_down"


def test_what_is_out_of_date_is_listed_to_be_taken_down(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    today = clock.today()
    row = made.hanging(world, made.made_print(world, expires_on=today))
    assert stale(world.commune, today=today) == []
    (line,) = stale(world.commune, today=today + timedelta(days=1))
    assert (line.posting.pk, line.state) == (row.pk, PostingState.STALE)


def test_a_recalled_item_is_to_be_taken_down_and_a_scan_says_so(world: World) -> None:
    row = _published_and_hanging(world)
    _recall(world, row.print.item)
    assert [line.posting.pk for line in stale(world.commune, today=clock.today())] == [row.pk]
    answer = Client().get(f"/q/{row.code}")
    assert answer.status_code == 410
    assert "đã được thu hồi" in answer.text
    assert "Nộp hồ sơ khai sinh" not in answer.text


def test_scans_are_counted_by_place_and_nothing_else_is_kept(world: World) -> None:
    row = _published_and_hanging(world)
    for _ in range(3):
        answer = Client().get(f"/q/{row.code.lower()}", follow=False)
        assert answer.status_code in {200, 302}
        assert not answer.cookies
    Client().head(f"/q/{row.code}")
    Client().get(f"/q/{row.code}", headers={"Sec-Purpose": "prefetch"})
    (day,) = ScanDay.objects.all()
    assert (day.posting_id, day.count) == (row.pk, 3)
    assert scans_by_day(row.print, today=clock.today())[-1] == (clock.today(), 3)
    assert prints(world.commune).get().scans == 3
    assert {field.name for field in ScanDay._meta.get_fields()} == {"id", "commune", "posting", "day", "count"}


def test_a_scan_leads_to_the_article_while_the_sheet_is_true(world: World, settings: Any) -> None:
    elsewhere = _published_and_hanging(world)
    assert Client().get(f"/q/{elsewhere.code}").status_code == 200  # not on the portal: the words themselves
    portal = opened(world)
    row = made.hanging(world, made.made_print(world, out(world, title="Cấp căn cước tại nhà")))
    assert Client().get(f"/q/{row.code}").headers["Location"] == f"/cong/{portal.slug}/bai/{row.print.item.slug}/"
    Print.objects.update(expires_on=clock.today() - timedelta(days=1))
    over = Client().get(f"/q/{row.code}")
    assert "hết hiệu lực" in over.text
    assert f"/cong/{portal.slug}/bai/" in over.text


@pytest.mark.parametrize("code", ["ZZZ-00000", "khong", "0-00000", "%00", "a/b", "A" * 300, "ZZZZZZZ-00000"])
def test_codes_of_nobody(world: World, code: str) -> None:
    assert Client().get(f"/q/{code}").status_code == 404


def test_a_code_opens_its_own_commune_alone(world: World) -> None:
    row = _published_and_hanging(world)
    other = build_world("Phường Khác")
    with scope([other.commune.pk]):
        assert not Posting.objects.filter(own_code=row.own_code).exists()
    assert Client().get(f"/q/{row.code}").status_code in {200, 302}


@pytest.mark.parametrize(("layout", "size"), [("poster", "a3"), ("leaflet", "a5"), ("notice", "a4"), ("banner", "a0")])
def test_a_sheet_for_each_place_of_the_size_that_was_asked(world: World, layout: str, size: str) -> None:
    sheet = Sheet(Layout(layout), Size(size))
    print_ = made.made_print(world, sheet=sheet)
    rows = [made.posting(world, print_, place) for place in ("Cổng chợ", "Trạm y tế")]
    document = pypdfium2.PdfDocument(pdf_of(print_, rows, root="https://phuong.example"))
    assert len(document) == 2
    width, height = document[0].get_size()
    assert (width, height) == (
        pytest.approx(sheet.width / 25.4 * 72, abs=1),
        pytest.approx(sheet.height / 25.4 * 72, abs=1),
    )
    text = " ".join(document[1].get_textpage().get_text_bounded().split())
    assert "NỘP HỒ SƠ KHAI SINH TẠI NHÀ" in text.upper()
    assert rows[1].code in text
    assert rows[0].code not in text
    assert "[[" not in text


def test_words_that_do_not_fit_stand_smaller_and_then_are_refused(world: World) -> None:
    line = "Người dân nộp hồ sơ trực tuyến được giảm lệ phí và không phải đi lại nhiều lần."
    for lines, pages in ((24, 1), (200, 0)):
        poster = FormText("\n".join([line] * lines), edited=True)
        item = content.approved_item(world, body="<p>Bài.</p>", summary="", facts=(), forms={Form.POSTER: poster})
        print_ = made.made_print(world, item)
        if pages:
            assert len(pypdfium2.PdfDocument(pdf_of(print_, [], root=""))) == pages
        else:
            with pytest.raises(Refused, match="rút gọn"):
                pdf_of(print_, [], root="")


def test_a_long_notice_runs_over_pages_and_loses_nothing(world: World) -> None:
    body = "".join(
        f"<p>Điều {n}: người dân nộp hồ sơ tại Trung tâm Phục vụ hành chính công của phường.</p>" for n in range(120)
    )
    item = content.approved_item(world, body=body, facts=(), summary="")
    print_ = made.made_print(world, item, Sheet(Layout.NOTICE, Size.A4))
    document = pypdfium2.PdfDocument(pdf_of(print_, [], root=""))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(document) > 2
    assert all(f"Điều {n}:" in text for n in range(120))


def test_bleed_and_marks_for_the_print_shop(world: World) -> None:
    plain, cut = (
        pypdfium2.PdfDocument(
            pdf_of(made.made_print(world, sheet=Sheet(Layout.POSTER, Size.A4, bleed=bleed)), [], root="")
        )[0]
        for bleed in (False, True)
    )
    assert plain.get_size() == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))
    assert cut.get_size()[0] > plain.get_size()[0] + 2 * 9 / 25.4 * 72 - 1
    left, bottom, right, top = cut.get_trimbox()
    assert (right - left, top - bottom) == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))


def test_the_code_on_the_sheet_can_be_read(world: World) -> None:
    """By the same picture that a phone would see: its modules are dark on light, with a quiet zone around."""
    print_ = made.made_print(world)
    row = made.posting(world, print_)
    picture = pypdfium2.PdfDocument(pdf_of(print_, [row], root="https://phuong.example"))[0].render(scale=3).to_pil()
    corner = picture.convert("L").crop(
        (int(picture.width * 0.7), int(picture.height * 0.8), picture.width, picture.height)
    )
    dark = sum(corner.histogram()[:80]) / (corner.width * corner.height)
    assert 0.05 < dark < 0.6


def test_pages_of_staff(world: World) -> None:
    row = made.hanging(world)
    client = world.client(Role.EDITOR)
    assert "Cổng chợ Hoa Mai" in client.get(f"/an-pham/{row.print_id}/").text
    assert "Áp phích: Nộp hồ sơ khai sinh tại nhà" in client.get("/an-pham/").text
    pdf = client.get(f"/an-pham/{row.print_id}/ban-in/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")  # type: ignore[arg-type]
    assert client.get(f"/an-pham/{row.print_id}/ban-in/?noi=9999999").status_code == 404
    assert client.get(f"/an-pham/{row.print_id}/ban-in/?noi=' OR 1").status_code == 404


def test_a_print_is_made_and_put_up_on_the_pages(world: World) -> None:
    item, client = content.approved_item(world), world.client(Role.EDITOR)
    data = {"key": uuid4(), "item": item.pk, "layout": "leaflet", "size": "a0"}
    assert "in được trên khổ" in client.post("/an-pham/lap/", data).text
    answer = client.post("/an-pham/lap/", {**data, "size": "a5"}, follow=True)
    pk = prints(world.commune).get().pk
    assert answer.redirect_chain == [(f"/an-pham/{pk}/", 302)]
    client.post(f"/an-pham/{pk}/noi-dan/", {"places": "Cổng chợ\nTrạm y tế"})
    posting = Posting.objects.order_by("id")[0]
    photo = jpeg()
    sent = {"on": clock.today().strftime("%d/%m/%Y"), "files": SimpleUploadedFile("a.jpg", photo, "image/jpeg")}
    client.post(f"/an-pham/{pk}/noi-dan/{posting.pk}/dan/", sent)
    posting.refresh_from_db()
    assert posting.put_up_on == clock.today()
    assert posting.activity_id is not None


def _published_and_hanging(world: World) -> Posting:
    return made.hanging(world, made.made_print(world, content.published_item(world)))


def _recall(world: World, item: Item) -> None:
    actor = world.actor(Role.LEADER)
    item.refresh_from_db()
    take_step(
        item=item, step=StepKind.RECALL, standing=standing_of(actor, item), by=actor.person,
        note="Thông tin chưa chính xác",
    )  # fmt: skip


def test_the_public_posting_list_names_what_hangs_at_each_place(world: World) -> None:
    row = made.hanging(world)
    stale_one = made.hanging(world, made.made_print(world, expires_on=clock.today()))
    Print.objects.filter(pk=stale_one.print_id).update(expires_on=clock.today() - timedelta(days=1))
    pdf = list_pdf(world.commune, root="https://phuong.example", place="", today=clock.today())
    words = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    assert "DANH MỤC NIÊM YẾT CÔNG KHAI" in words
    assert row.code in words
    assert stale_one.code not in words, "what is to be taken down is in no list"
    with pytest.raises(Refused, match="print_nothing"):
        list_pdf(world.commune, root="https://phuong.example", place="Không có nơi này", today=clock.today())
