"""Reading, finding, correcting, proving and withdrawing: who may, what is shown, what is escaped."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.activities.models import Activity, Evidence
from lantoa.activities.queries import activity_facts
from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from tests.activities.samples import adopted_plan, commitment, entered, logged
from tests.factories import World, build_world
from tests.files import samples

LIST = "/hoat-dong/"
XSS = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def world(in_commune: World) -> World:
    adopted_plan(in_commune)
    return in_commune


def page(world: World, path: str, role: Role = Role.OFFICER) -> str:
    response = world.client(role).get(path)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_the_list_shows_pictures_and_grades(world: World) -> None:
    row = logged(world, files={"anh.jpg": samples.jpeg()})
    logged(world, title="Chỉ có lời khai")
    found = page(world, LIST)
    assert f"/tep/{Evidence.objects.get(activity=row).file_id}/anh-nho/" in found
    assert 'data-grade="C"' in found
    assert 'data-grade="D"' in found


@pytest.mark.parametrize("words", ["cải cách", "cai cach", "CAI CACH", "nha van hoa cai", "Cải cách HÀNH"])
def test_search_works_with_and_without_diacritics(words: str, world: World) -> None:
    logged(world, title="Hội nghị về cải cách hành chính", place="Nhà văn hóa")
    logged(world, title="Tập huấn chữ ký số")
    found = page(world, f"{LIST}?q={words}")
    assert "Hội nghị về cải cách" in found
    assert "Tập huấn chữ ký số" not in found


def test_exact_diacritics_come_first(world: World) -> None:
    today = clock.today()
    logged(world, title="Mua bán hàng hoá", happened_on=today)
    logged(world, title="Ban hành quy chế", happened_on=today - timedelta(days=3))
    found = page(world, f"{LIST}?q=ban h%C3%A0nh")
    assert "Ban hành quy chế" in found
    found = page(world, f"{LIST}?q=b%C3%A1n")
    assert found.index("Mua bán") < found.index("Ban hành")


def test_filters(world: World) -> None:
    today = clock.today()
    other = Unit.objects.order_by("id").last()
    assert other is not None
    logged(
        world, Role.PLAN_OWNER, title="Việc một", kind="news", channels=("zalo",), topics=("digital",), unit_id=other.pk
    )
    logged(world, title="Việc hai", happened_on=today - timedelta(days=40))
    for query in ("kind=news", "channel=zalo", "topic=digital", f"unit={other.pk}", f"month={today:%Y-%m}"):
        found = page(world, f"{LIST}?{query}")
        assert ("Việc một" in found, "Việc hai" in found) == (True, False), query


@pytest.mark.parametrize(
    "query", ["unit=abc", "unit=99999999999999999999", "month=2025-13", "month=x", "kind=%00",
     "q=%00%25_'", "trang=abc", "trang=-1", "trang=999"]
)  # fmt: skip
def test_nonsense_in_the_address_is_no_error(query: str, world: World) -> None:
    logged(world)
    page(world, f"{LIST}?{query}")


def test_percent_and_underscore_are_letters_like_others(world: World) -> None:
    logged(world, title="Đạt chỉ tiêu 80% số hộ")
    logged(world, title="Phát thanh sáng")
    assert "Phát thanh sáng" not in page(world, f"{LIST}?q=80%25")
    assert "Phát thanh sáng" not in page(world, f"{LIST}?q=_")


def test_pages_of_twenty_and_a_fixed_number_of_queries(world: World, django_assert_num_queries: Any) -> None:
    client = world.client(Role.OFFICER)
    logged(world, files={"a.jpg": samples.jpeg()})

    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(LIST)
        return len(captured)

    before = queries()
    for number in range(24):
        logged(world, title=f"Việc số {number}", files={"a.jpg": samples.jpeg(size=(60 + number, 50))})
    assert queries() == before
    second = page(world, f"{LIST}?trang=2")
    assert second.count('class="row activity-row"') == 5


def test_a_contributor_sees_own_entries_only(world: World) -> None:
    own = logged(world, Role.CONTRIBUTOR, title="Tin của cộng tác viên", files={"a.jpg": samples.jpeg()})
    other = logged(world, title="Việc của công chức", files={"a.jpg": samples.jpeg()})
    client = world.client(Role.CONTRIBUTOR)
    found = client.get(LIST).content.decode()
    assert ("Tin của cộng tác viên" in found, "Việc của công chức" in found) == (True, False)
    assert client.get(f"{LIST}{other.pk}/").status_code == 404
    shown = client.get(f"{LIST}{own.pk}/")
    assert shown.status_code == 200
    file_id = Evidence.objects.get(activity=own).file_id
    assert client.get(f"/tep/{file_id}/").status_code == 200
    assert client.get(f"/tep/{Evidence.objects.get(activity=other).file_id}/").status_code == 404


def test_everything_typed_is_escaped_everywhere(world: World) -> None:
    row = logged(
        world, title=XSS, place=XSS[:200], note=XSS, files={f"{XSS}.jpg": samples.jpeg()},
        links=("https://a.example.vn/?q=%3Cscript%3E&x='",),
    )  # fmt: skip
    for path in (LIST, f"{LIST}{row.pk}/", f"{LIST}{row.pk}/sua/", f"{LIST}{row.pk}/rut/", f"{LIST}?q={XSS}"):
        found = page(world, path)
        assert "<script>alert" not in found, path
        assert "<img src=x" not in found, path


def test_links_lead_out_without_a_way_back(world: World) -> None:
    row = logged(world, links=("https://facebook.com/phuong/1",))
    assert 'rel="noopener noreferrer nofollow"' in page(world, f"{LIST}{row.pk}/")


def test_the_page_shows_evidence_commitments_and_history(world: World) -> None:
    row = logged(world)
    client = world.client(Role.OFFICER)
    pk = commitment("tập huấn").pk
    client.post(
        f"{LIST}{row.pk}/sua/", entered(row.key, exact="1", commitments=[pk], **{f"num_{pk}": "45", f"den_{pk}": "50"})
    )
    client.post(f"{LIST}{row.pk}/minh-chung/", {"files": SimpleUploadedFile("a.jpg", samples.jpeg())})
    found = page(world, f"{LIST}{row.pk}/")
    for words in ("100% cán bộ", "kết quả 45/50", "Sửa hoạt động", "Thêm minh chứng (1 minh chứng)", "15/08/2025"):
        assert words in found, words


def test_a_photo_of_another_time_is_pointed_out(world: World) -> None:
    row = logged(world, files={"a.jpg": samples.jpeg()})
    assert "hơn 7 ngày" in page(world, f"{LIST}{row.pk}/")


def test_without_evidence_the_page_asks_kindly_for_a_photo(world: World) -> None:
    row = logged(world)
    assert "lời khai (hạng D)" in page(world, f"{LIST}{row.pk}/")
    world.client(Role.OFFICER).post(f"{LIST}{row.pk}/minh-chung/", {"links": "zalo.me/bai-1"})
    assert "lời khai (hạng D)" not in page(world, f"{LIST}{row.pk}/")
    assert activity_facts()[0].grades == ("D",)  # until a second person has seen it


def test_the_same_photo_is_not_added_twice(world: World) -> None:
    row = logged(world, files={"a.jpg": samples.jpeg()})
    for _ in range(2):
        response = world.client(Role.OFFICER).post(
            f"{LIST}{row.pk}/minh-chung/", {"files": SimpleUploadedFile("b.jpg", samples.jpeg())}, follow=True
        )
    assert "đã có từ trước" in response.content.decode()
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [({}, "Chưa có gì để thêm"), ({"links": "javascript:alert(1)"}, "không phải đường dẫn"),
     ({"files": SimpleUploadedFile("a.exe", b"MZ00")}, "chương trình")],
)  # fmt: skip
def test_evidence_that_cannot_be_is_refused_in_place(data: dict[str, Any], words: str, world: World) -> None:
    row = logged(world)
    response = world.client(Role.OFFICER).post(f"{LIST}{row.pk}/minh-chung/", data)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Evidence.objects.exists()


def test_correcting_keeps_evidence_and_key_and_is_told_in_the_ledger(world: World) -> None:
    row = logged(world, files={"a.jpg": samples.jpeg()})
    client = world.client(Role.OFFICER)
    form = client.get(f"{LIST}{row.pk}/sua/").content.decode()
    assert 'value="Phát thanh về dịch vụ công trực tuyến"' in form
    client.post(f"{LIST}{row.pk}/sua/", entered(title="Tên đã sửa", people="12"))
    now = Activity.objects.get()
    assert (now.title, now.people, now.key, now.logged_by_id) == ("Tên đã sửa", 12, row.key, row.logged_by_id)
    assert now.folded.startswith("ten da sua")
    assert now.evidence.count() == 1
    assert Entry.objects.get(action="activity.changed").data["changed"] == ["people", "title"]


def test_correcting_ticks_nothing_by_itself(world: World) -> None:
    row = logged(world)
    assert (
        " checked"
        not in page(world, f"{LIST}{row.pk}/sua/").partition('id="suggestions"')[2].partition("details-of-log")[0]
    )


def test_saving_without_a_change_leaves_no_trace(world: World) -> None:
    row = logged(world, channels=("broadcast",))
    world.client(Role.OFFICER).post(f"{LIST}{row.pk}/sua/", entered(channels=["broadcast"]))
    assert not Entry.objects.filter(action="activity.changed").exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OFFICER, 200), (Role.PLAN_OWNER, 200), (Role.EDITOR, 403),
     (Role.LEADER, 403), (Role.INSPECTOR, 403), (Role.CONTRIBUTOR, 404)],
)  # fmt: skip
def test_who_may_correct(role: Role, status: int, world: World) -> None:
    row = logged(world, Role.OFFICER)
    assert world.client(role).get(f"{LIST}{row.pk}/sua/").status_code == status


def test_a_colleague_of_the_unit_may_add_proof_but_not_correct(world: World) -> None:
    row = logged(world, Role.OFFICER)
    colleague = world.client(Role.EDITOR)
    assert colleague.post(f"{LIST}{row.pk}/minh-chung/", {"links": "a.vn/1"}).status_code == 302
    assert colleague.post(f"{LIST}{row.pk}/sua/", entered()).status_code == 403
    assert colleague.post(f"{LIST}{row.pk}/rut/", {"reason": "không thích"}).status_code == 403


def test_withdrawing_needs_a_reason_keeps_the_row_and_counts_no_more(world: World) -> None:
    row = logged(world, files={"a.jpg": samples.jpeg()})
    client = world.client(Role.OFFICER)
    assert client.post(f"{LIST}{row.pk}/rut/", {"reason": " "}).status_code == 422
    assert len(activity_facts()) == 1
    found = client.post(f"{LIST}{row.pk}/rut/", {"reason": "Ghi trùng với hôm qua"}, follow=True).content.decode()
    assert "Ghi trùng với hôm qua" in found
    assert activity_facts() == []
    assert Evidence.objects.count() == 1
    assert (
        "Phát thanh"
        not in client.get(LIST).content.decode().partition('id="noi-dung"')[2].partition('<ul class="rows"')[2]
    )
    assert row.title in client.get(f"{LIST}?state=withdrawn").content.decode()
    for path in ("sua/", "rut/"):
        assert client.post(f"{LIST}{row.pk}/{path}", entered(reason="Lần nữa xem")).status_code == 403
    assert Entry.objects.filter(action="activity.withdrawn").count() == 1
    assert "trùng" not in str(Entry.objects.get(action="activity.withdrawn").data)


def test_the_plan_owner_may_withdraw_any(world: World) -> None:
    row = logged(world, Role.OFFICER)
    assert world.client(Role.PLAN_OWNER).post(f"{LIST}{row.pk}/rut/", {"reason": "Nhầm đơn vị"}).status_code == 302


def test_another_commune_finds_nothing(world: World) -> None:
    row = logged(world, files={"a.jpg": samples.jpeg()})
    file_id = Evidence.objects.get().file_id
    stranger = build_world("Phường Khác")
    client = stranger.client(Role.PLAN_OWNER)
    for path in ("", "sua/", "rut/"):
        assert client.get(f"{LIST}{row.pk}/{path}").status_code == 404
    assert client.post(f"{LIST}{row.pk}/minh-chung/", {"links": "a.vn/1"}).status_code == 404
    assert client.get(f"/tep/{file_id}/").status_code == 404
    assert client.get(f"/tep/{file_id}/anh-nho/").status_code == 404
    assert row.title not in client.get(LIST).content.decode()
    with scope([stranger.commune.pk]):
        assert not Activity.objects.exists()


def test_facts_for_progress(world: World) -> None:
    trained = commitment("tập huấn")
    from lantoa.activities.rules import ServiceDraft

    logged(world, kind="training", times=2, people=50, services=(ServiceDraft(trained.pk, 45, 50),), links=("a.vn/1",))
    (facts,) = activity_facts(trained.version_id)
    assert (facts.count, facts.people, facts.grades, facts.channels) == (2, 50, ("D",), frozenset({"training"}))
    assert facts.measurement(str(trained.pk)) == (45, 50)
