"""Pages of content: what a person posts becomes an item; what is wrong is said beside what was typed."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.approved import approved
from lantoa.content.life_actions import take_step
from lantoa.content.models import Comment, Item, Revision
from lantoa.content.rules.life import StepKind
from lantoa.core.tenancy import scope
from tests.activities.samples import adopted_plan, commitment
from tests.content.made import approved_item, made_item, published_item, revised, submitted
from tests.factories import World
from tests.files.samples import jpeg

pytestmark = pytest.mark.django_db


def typed(**values: Any) -> dict[str, Any]:
    """What a browser posts."""
    given: dict[str, Any] = {
        "key": str(uuid4()), "title": "Nộp hồ sơ khai sinh tại nhà", "kind": "article", "language": "vi",
        "mark": "none",
        "summary": "Từ 15/9/2026, nộp hồ sơ trên mạng.", "topics": ["online_services"],
        "body": "Lệ phí bản sao là [[le-phi]].\n\n- Gọi [[duong-day-nong]] & hỏi",
        "f-1-label": "Lệ phí", "f-1-kind": "fee", "f-1-value": "8.000", "f-1-key": "le-phi",
        "f-2-label": "Đường dây nóng", "f-2-kind": "phone", "f-2-value": "0226 385 1234", "f-2-key": "",
        "f-2-everywhere": "1", "f-3-label": "", "f-3-kind": "date", "f-3-value": "", "f-3-key": "",
        "auto-short": "1", "auto-spoken": "1", "auto-poster": "1", "auto-mail": "1",
    }  # fmt: skip
    return {**given, **values}


def post(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(name, args=args), data)


def test_an_item_is_written_in_one_go(in_commune: World) -> None:
    adopted_plan(in_commune)
    served = commitment("phát thanh")
    data = typed(commitments=[str(served.pk)], sources="Nghị quyết số 76/NQ-CP\nhttps://abc.gov.vn/x")
    client = in_commune.client(Role.OFFICER)
    first = post(client, "content_new", **data)
    again = post(client, "content_new", **data)
    item = Item.objects.get()
    assert first["Location"] == again["Location"] == reverse("content_show", args=[item.pk])
    assert [one.commitment_id for one in item.services.all()] == [served.pk]
    assert [one.number for one in item.sources.all()] == ["76/NQ-CP", ""]
    assert item.current.body_html == (
        "<p>Lệ phí bản sao là [[le-phi]].</p>\n<ul><li>Gọi [[duong-day-nong]] &amp; hỏi</li></ul>"
    )
    page = client.get(first["Location"]).content.decode()
    assert "Lệ phí bản sao là 8.000 đồng." in page
    assert "0226 385 1234" in page
    assert "Từ 15/9/2026" in page
    spoken = client.get(f"{first['Location']}?dang=spoken").content.decode()
    assert "tám nghìn đồng" in spoken
    assert "Đọc khoảng" in spoken


def test_typed_facts_are_taken_out_by_one_button(in_commune: World) -> None:
    post(in_commune.client(Role.EDITOR), "content_new", **typed(extract="1"))
    item = Item.objects.get()
    assert {one["kind"] for one in item.current.facts} == {"fee", "phone", "date"}
    assert "15/9/2026" not in item.current.summary


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(in_commune: World) -> None:
    client = in_commune.client(Role.EDITOR)
    answer = post(client, "content_new", **typed(**{"f-1-value": "rẻ", "short": "Lời của tôi"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Số tiền phải là số đồng" in page
    assert "Lời của tôi" in page
    assert "Lệ phí bản sao là" in page
    assert post(client, "content_new", **typed(title="")).status_code == 422
    assert post(client, "content_new", **typed(body="x" * 300_000)).status_code in {302, 422}
    assert post(client, "content_new", **typed(title="\x00a", summary="\x00")).status_code in {302, 422}
    assert not Item.objects.filter(title="").exists()


def test_a_form_that_somebody_wrote_in_is_theirs(in_commune: World) -> None:
    item = made_item(in_commune)
    client = in_commune.client(Role.EDITOR)
    shown = item.current.forms["short"]["text"]
    data = typed(based_on="1", title="Tiêu đề mới", short=shown, poster="Áp phích của tôi [[duong-day-nong]]")
    assert post(client, "content_edit", item.pk, **data).status_code == 302
    forms = Revision.objects.get(item=item, number=2).forms
    assert forms["short"]["text"].startswith("Tiêu đề mới")
    assert forms["poster"] == {"text": "Áp phích của tôi [[duong-day-nong]]", "edited": True}


def test_of_two_editors_the_second_keeps_their_words_and_sees_the_first_s(in_commune: World) -> None:
    item = made_item(in_commune)
    revised(in_commune, item, title="Người thứ nhất")
    client = in_commune.client(Role.EDITOR)
    data = typed(based_on="1", title="Người thứ hai")
    answer = post(client, "content_edit", item.pk, **data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Người thứ hai" in page
    assert reverse("content_revision", args=[item.pk, 2]) in page
    assert 'name="based_on" value="2"' in page
    item.refresh_from_db()
    assert item.title == "Người thứ nhất"


def test_hostile_html_comes_out_as_words(in_commune: World) -> None:
    body = (
        '<p onclick="x()">Một <b>hai</b><script>alert(1)</script><img src="https://xau.vn/a.png" onerror=x>'
        '<a href="javascript:x">ba</a><iframe src="//x"></iframe><svg onload=x></svg><style>p{}</style></p>'
    )
    post(in_commune.client(Role.EDITOR), "content_new", **typed(body=body))
    kept = Item.objects.get().current.body_html
    assert re.search("<(b|strong)>hai</", kept)
    for bad in ("onclick", "script", "alert", "xau.vn", "javascript", "iframe", "svg", "style"):
        assert bad not in kept


def test_pictures_come_with_a_description_or_not_to_approval(in_commune: World) -> None:
    client = in_commune.client(Role.EDITOR)
    picture = _file("anh.jpg", jpeg())
    post(client, "content_new", **typed(pictures=picture))
    item = Item.objects.get()
    (one,) = item.current.media
    assert "chưa có lời mô tả" in client.get(reverse("content_show", args=[item.pk])).content.decode()
    data = typed(based_on="1", **{"m-1-file": str(one["file"]), "m-1-alt": "Công chức hướng dẫn", "m-1-credit": "Tổ 5"})
    assert post(client, "content_edit", item.pk, **data).status_code == 302
    item.refresh_from_db()
    assert item.current.media == [{"file": one["file"], "url": "", "alt": "Công chức hướng dẫn", "credit": "Tổ 5"}]
    stolen = typed(based_on="2", **{"m-1-file": "99999999"})
    assert "không còn trong kho" in post(client, "content_edit", item.pk, **stolen).content.decode()
    assert post(client, "content_new", **typed(pictures=_file("x.jpg", b"GIF89a<script>"))).status_code == 422


def _file(name: str, data: bytes) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


def test_from_the_officer_to_the_leader_by_buttons(in_commune: World) -> None:
    item = made_item(in_commune)
    officer, leader = in_commune.client(Role.OFFICER), in_commune.client(Role.LEADER)
    assert post(officer, "content_step", item.pk, "submit").status_code == 302
    assert "Nội dung chờ duyệt" in _home(in_commune, Role.LEADER)
    assert post(officer, "content_step", item.pk, "approve", revision="1").status_code == 403
    assert post(leader, "content_return", item.pk, note="Ghi rõ nơi nộp").status_code == 302
    assert "Ghi rõ nơi nộp" in officer.get(reverse("content_show", args=[item.pk])).content.decode()
    post(officer, "content_step", item.pk, "submit")
    assert post(leader, "content_step", item.pk, "approve", revision="1").status_code == 302
    assert approved(item.pk).number == 1
    assert post(leader, "content_step", item.pk, "approve", revision="1").status_code == 409


def _home(world: World, role: Role) -> str:
    from lantoa.content.pages import for_home

    return " ".join(one.title for one in for_home(world.actor(role)))


def test_a_leader_decides_on_a_phone_without_signing_in(in_commune: World) -> None:
    item = submitted(in_commune)
    editor, stranger = in_commune.client(Role.EDITOR), Client()
    leader = in_commune.person(Role.LEADER)
    page = post(editor, "content_link", item.pk, person=str(leader.pk)).content.decode()
    url = "/noi-dung/duyet/" + page.split("/noi-dung/duyet/")[1].split('"')[0]
    answer = stranger.get(url)
    assert "8.000 đồng" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    assert Item.objects.get(pk=item.pk).state == "submitted", "looking changes nothing: scanners of messages look"
    assert stranger.post(f"{url}da-mo/").status_code == 204
    assert stranger.post(url, {"do": "return", "note": ""}).status_code == 422
    assert "Đã duyệt" in stranger.post(url, {"do": "approve"}).content.decode()
    assert stranger.post(url, {"do": "approve"}).status_code == 404
    assert stranger.get(url).status_code == 404
    item.refresh_from_db()
    assert (item.state, item.steps.get(kind="approve").by) == ("approved", leader)


def test_comments_recall_handing_on_and_putting_away(in_commune: World) -> None:
    item = published_item(in_commune)
    leader, editor = in_commune.client(Role.LEADER), in_commune.client(Role.EDITOR)
    post(leader, "content_comment", item.pk, form="spoken", quote="kính thưa", text="Đọc chậm hơn <b>")
    page = leader.get(reverse("content_show", args=[item.pk]) + "?dang=spoken").content.decode()
    assert "Đọc chậm hơn &lt;b&gt;" in page
    post(editor, "content_resolve", item.pk, Comment.objects.get().pk)
    assert Comment.objects.get().resolved_by == in_commune.person(Role.EDITOR)
    post(editor, "content_hand", item.pk, person=str(in_commune.person(Role.OFFICER).pk), due_on="2026-12-01")
    standing = standing_of(in_commune.actor(Role.EDITOR), item)
    take_step(item=item, step=StepKind.RECALL, standing=standing, by=in_commune.owner, note="Sai lệ phí bản sao")
    assert post(editor, "content_archive", item.pk).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.holder) == ("archived", in_commune.person(Role.OFFICER))
    assert item.title not in editor.get(reverse("content_list")).content.decode()


def test_the_list_its_filters_and_its_excel(in_commune: World) -> None:
    approved_item(in_commune)
    made_item(in_commune, title="Gương sáng công chức một cửa")
    client = in_commune.client(Role.LEADER)

    def listed(query: str) -> str:
        return str(client.get(reverse("content_list") + query).content.decode())

    assert "Gương sáng" in listed("?q=guong%20sang")
    assert "Gương sáng" not in listed("?state=approved")
    assert "Gương sáng" not in listed("?cho=toi")
    assert listed("?kind=khong-co&unit=abc&nam=x&q=%00&trang=99999")
    answer = client.get(reverse("content_excel") + "?state=approved")
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")


def test_good_models_that_are_out_stand_in_their_list(in_commune: World) -> None:
    item = published_item(in_commune)
    data = typed(based_on="1", mark="good_model", topics=["good_models"], title=item.title)
    post(in_commune.client(Role.EDITOR), "content_edit", item.pk, **data)
    page = in_commune.client().get(reverse("content_marked")).content.decode()
    assert reverse("content_show", args=[item.pk]) in page


def test_the_live_look_says_what_is_wrong_and_keeps_nothing(in_commune: World) -> None:
    client = in_commune.client(Role.EDITOR)
    page = post(client, "content_check", **typed(short="Lệ phí 9.000 đồng [[duong-day-nong]]")).content.decode()
    assert "không khớp dữ kiện nào" in page
    assert 'id="xem-poster"' in page
    assert "Số tiền phải là" in post(client, "content_check", **typed(**{"f-1-value": "rẻ"})).content.decode()
    assert not Item.objects.exists()


def test_old_revisions_can_be_read_and_compared(in_commune: World) -> None:
    item = made_item(in_commune)
    revised(in_commune, item, title="Nộp hồ sơ ở nhà")
    client = in_commune.client(Role.INSPECTOR)
    assert "chỉ để xem" in client.get(reverse("content_revision", args=[item.pk, 1])).content.decode()
    page = client.get(reverse("content_compare", args=[item.pk])).content.decode()
    assert "<del>" in page
    assert client.get(reverse("content_compare", args=[item.pk]) + "?tu=2&den=2").status_code == 200
    assert client.get(reverse("content_revision", args=[item.pk, 9])).status_code == 404


def test_pages_ask_the_database_a_bounded_number_of_times(
    in_commune: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        made_item(in_commune, title=f"Tin số {number}")
    item = published_item(in_commune)
    client = in_commune.client(Role.EDITOR)
    with scope([in_commune.commune.pk]):
        for name, args, most in (
            ("content_list", [], 25),
            ("content_show", [item.pk], 32),
            ("content_edit", [item.pk], 25),
        ):
            with django_assert_max_num_queries(most):
                assert client.get(reverse(name, args=args)).status_code == 200
