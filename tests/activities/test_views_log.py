"""Entering an activity through its page: rights, errors that keep what was typed, evidence, double sending."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.activities.models import Activity, Evidence, Service
from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from tests.activities.samples import adopted_plan, commitment, entered, first_day, logged
from tests.factories import World
from tests.files import samples

LOG = "/hoat-dong/ghi/"


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def world(in_commune: World) -> World:
    adopted_plan(in_commune)
    return in_commune


def photo(name: str = "Ảnh hội nghị.jpg", **more: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.jpeg(**more), "image/jpeg")


def only() -> Activity:
    found: Activity = Activity.objects.get()
    return found


def test_three_fields_are_enough_and_the_grade_is_someones_word(world: World) -> None:
    response = world.client(Role.OFFICER).post(LOG, entered(), follow=True)
    row = only()
    assert response.redirect_chain[-1][0] == reverse("activities_show", args=[row.pk])
    assert "Chưa có ảnh hoặc đường dẫn" in response.content.decode()
    assert (row.unit_id, row.channels, row.logged_by) == (
        world.actor(Role.OFFICER).unit_id, ["broadcast"], world.person(Role.OFFICER)
    )  # fmt: skip
    assert not row.evidence.exists()
    assert Entry.objects.get(action="activity.logged").data["grade"] == "D"


def test_everything_at_once(world: World) -> None:
    radio, staff_trained = commitment("phát thanh"), commitment("tập huấn")
    data = entered(
        channels=["broadcast", "zalo"], topics=["digital"], audiences=["residents"], people="1200", times="3",
        place="Nhà văn hóa TDP 5", note="Có sự tham dự của Chủ tịch", integrated="on",
        links="https://phuong.example.vn/tin/1\nphuong.example.vn/tin/2",
        commitments=[radio.pk, staff_trained.pk], **{f"num_{staff_trained.pk}": "45", f"den_{staff_trained.pk}": "50"},
        files=[photo(), SimpleUploadedFile("Biên bản.pdf", samples.PDF)],
    )  # fmt: skip
    world.client(Role.OFFICER).post(LOG, data)
    row = only()
    assert (row.people, row.times, row.integrated, row.place) == (1200, 3, True, "Nhà văn hóa TDP 5")
    assert row.channels == ["broadcast", "zalo", "briefing"]
    numbers = set(row.services.values_list("commitment_id", "numerator", "denominator"))
    assert numbers == {(radio.pk, None, None), (staff_trained.pk, 45, 50)}
    pieces = list(row.evidence.select_related("file"))
    assert [piece.grade for piece in pieces] == ["C"] * 4
    assert [str(piece.file or piece.url) for piece in pieces] == [
        "Ảnh hội nghị.jpg", "Biên bản.pdf", "https://phuong.example.vn/tin/1", "https://phuong.example.vn/tin/2",
    ]  # fmt: skip
    assert pieces[0].dated_on == date(2025, 8, 15), "the camera's date"
    assert pieces[1].dated_on == clock.today(), "no date in it: the day of entry"


def test_the_ledger_holds_no_words_of_people(world: World) -> None:
    world.client(Role.OFFICER).post(LOG, entered(title="Gặp ông Nguyễn Văn A", note="0912345678", place="nhà ông A"))
    assert "Nguy" not in str(Entry.objects.get(action="activity.logged").data)


def test_the_same_form_sent_twice_is_one_activity(world: World) -> None:
    data = entered(files=[photo()])
    client = world.client(Role.OFFICER)
    client.post(LOG, data)
    again = client.post(LOG, {**data, "files": [photo()], "title": "Đã sửa tên"}, follow=True)
    assert only().title == "Phát thanh về dịch vụ công trực tuyến"
    assert "đã được ghi trước đó" in again.content.decode()
    assert (Evidence.objects.count(), Entry.objects.filter(action="activity.logged").count()) == (1, 1)


def test_another_persons_key_gives_nothing_away(world: World) -> None:
    row = logged(world, Role.EDITOR)
    response = world.client(Role.OFFICER).post(LOG, entered(row.key))
    assert response.status_code == 422
    assert "đã được dùng" in response.content.decode()
    assert Activity.objects.count() == 1


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": " "}, "Đã làm gì?"),
    "short title": ({"title": "abc"}, "Đã làm gì?"),
    "long title": ({"title": "x" * 301}, "Đã làm gì?"),
    "nul": ({"title": "Phát\x00 thanh"}, "Đã làm gì?"),
    "no kind": ({"kind": ""}, "Loại hoạt động"),
    "made-up kind": ({"kind": "hack"}, "Loại hoạt động"),
    "future": ({"happened_on": str(clock.today() + timedelta(days=1))}, "chưa tới"),
    "before the plan": ({"happened_on": str(first_day() - timedelta(days=1))}, "sớm hơn ngày đầu của kế hoạch"),
    "no such day": ({"happened_on": "2026-02-30"}, "Ngày thực hiện"),
    "year 9999": ({"happened_on": "9999-12-31"}, "chưa tới"),
    "huge number of people": ({"people": "99999999999999999999"}, "Số người"),
    "negative people": ({"people": "-1"}, "Số người"),
    "no times": ({"times": "0"}, "Số lần"),
    "huge times": ({"times": "1e9"}, "Số lần"),
    "script link": ({"links": "javascript:alert(1)"}, "không phải đường dẫn"),
    "data link": ({"links": "data:text/html,<script>"}, "không phải đường dẫn"),
    "words": ({"links": "xem trên Facebook"}, "không phải đường dẫn"),
    "made-up channel": ({"channels": ["hack"]}, "Kênh"),
    "unknown commitment": ({"commitments": ["999999999"]}, "không còn trong kế hoạch"),
    "no key": ({"key": ""}, "Mã gửi"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(case: str, world: World) -> None:
    change, words = WRONG[case]
    radio = commitment("phát thanh")
    kept = {"place": "Hội trường <b>UBND</b>", "topics": ["digital"], "note": "Ghi chú dài", "commitments": [radio.pk]}
    response = world.client(Role.OFFICER).post(LOG, entered(**{**kept, **change}))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert not Activity.objects.exists()
    assert "Hội trường &lt;b&gt;UBND&lt;/b&gt;" in page
    assert "<b>UBND" not in page
    assert 'value="digital" ' in page
    if "commitments" not in change:
        assert f'value="{radio.pk}" id="serve-{radio.pk}" checked' in page


def test_files_have_to_be_chosen_again_and_the_page_says_so(world: World) -> None:
    response = world.client(Role.OFFICER).post(LOG, entered(title="", files=[photo()]))
    assert "xin chọn lại ảnh, tệp" in response.content.decode()


HOSTILE = {
    "bom.png": (samples.png_bomb(), "60 triệu điểm ảnh"),
    "anh.jpg": (b"<html><script>alert(1)</script>", "HTML"),
    "hinh.svg": (b"<svg onload=alert(1)>", "SVG"),
    "rong.jpg": (b"", "rỗng"),
    "ke-hoach.pdf": (samples.jpeg(), "nội dung là ảnh JPEG"),
    "may-tinh.jpg": (b"MZ" + b"\x00" * 99, "chương trình"),
    "a.heic": (samples.HEIC, "hỏng"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_name_and_nothing_is_saved(name: str, world: World) -> None:
    data, words = HOSTILE[name]
    response = world.client(Role.OFFICER).post(LOG, entered(files=[photo(), SimpleUploadedFile(name, data)]))
    page = response.content.decode()
    assert response.status_code == 422
    assert (name in page, words in page) == (True, True)
    assert not Activity.objects.exists()


def test_twenty_one_files_are_too_many(world: World) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"chu") for n in range(21)]
    response = world.client(Role.OFFICER).post(LOG, entered(files=files))
    assert "tối đa 20 tệp" in response.content.decode()


def test_an_endless_file_is_dropped_on_arrival(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lantoa.files.uploads.largest", lambda _: 1000)
    response = world.client(Role.OFFICER).post(LOG, entered(files=[photo()]))
    assert response.status_code == 422
    assert "200 MB" in response.content.decode()


@pytest.mark.parametrize(
    ("part", "whole"),
    [("", ""), ("45", ""), ("", "50"), ("51", "50"), ("0", "0"), ("90%", "100"),
     ("-1", "5"), ("9" * 12, "9" * 12)]
)  # fmt: skip
def test_a_ratio_asks_for_two_numbers_that_make_a_share(part: str, whole: str, world: World) -> None:
    pk = commitment("tập huấn").pk
    data = entered(commitments=[pk], **{f"num_{pk}": part, f"den_{pk}": whole})
    response = world.client(Role.OFFICER).post(LOG, data)
    assert response.status_code == 422
    assert "100% cán bộ" in response.content.decode()
    assert not Service.objects.exists()


def test_an_officer_cannot_enter_for_another_unit(world: World) -> None:
    other = Unit.objects.order_by("id").last()
    assert other is not None
    world.client(Role.OFFICER).post(LOG, entered(unit=other.pk))
    assert only().unit_id == world.actor(Role.OFFICER).unit_id, "the field is not theirs to set"
    assert world.client(Role.PLAN_OWNER).post(LOG, entered(unit=other.pk)).status_code == 302
    assert Activity.objects.filter(unit=other).count() == 1


def test_the_unit_of_another_commune_is_no_choice(world: World) -> None:
    from tests.factories import build_world

    stranger = build_world("Phường Khác")
    with scope([stranger.commune.pk]):
        foreign = Unit.objects.all()[0].pk
    response = world.client(Role.PLAN_OWNER).post(LOG, entered(unit=foreign))
    assert response.status_code == 422
    assert not Activity.objects.exists()


def test_a_contributor_enters_without_a_unit(world: World) -> None:
    assert world.client(Role.CONTRIBUTOR).post(LOG, entered(files=[photo()])).status_code == 302
    assert only().unit_id is None


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.PROVINCE_OFFICIAL, Role.ADMINISTRATOR])
def test_who_only_looks_cannot_enter(role: Role, world: World) -> None:
    assert world.client(role).get(LOG).status_code == 403
    assert world.client(role).post(LOG, entered()).status_code == 403
    assert not Activity.objects.exists()


def test_the_link_that_led_here_fills_the_form(world: World) -> None:
    radio = commitment("phát thanh")
    page = world.client(Role.OFFICER).get(f"{LOG}?topics=digital&kind=broadcast&commitment={radio.pk}").content.decode()
    assert f'value="{radio.pk}" id="serve-{radio.pk}" checked' in page
    assert '<option value="broadcast" selected>' in page
    nonsense = f"{LOG}?topics=<script>&kind=%00&commitment=' OR 1=1"
    assert world.client(Role.OFFICER).get(nonsense).status_code == 200


def test_what_the_commune_uses_most_stands_first(world: World) -> None:
    for _ in range(3):
        logged(world, kind="posting", channels=("notice_board",))
    page = world.client(Role.OFFICER).get(LOG).content.decode()
    assert page.index('value="notice_board"') < page.index('name="channels" value="broadcast"')
    assert page.index('<option value="posting"') < page.index('<option value="news"')


SUGGEST = "/hoat-dong/goi-y/"


def test_suggestions_tick_what_fits_and_say_why(world: World) -> None:
    page = world.client(Role.OFFICER).post(SUGGEST, entered()).content.decode()
    radio, trained = commitment("phát thanh"), commitment("tập huấn")
    assert f'id="serve-{radio.pk}" checked' in page
    assert f'id="serve-{trained.pk}" checked' not in page
    assert "Tự chọn vì" in page


def test_a_tick_set_by_hand_is_left_alone(world: World) -> None:
    radio, task = commitment("phát thanh"), commitment("văn bản chỉ đạo")
    data = entered(commitments=[task.pk], touched=[radio.pk, task.pk])
    page = world.client(Role.OFFICER).post(SUGGEST, data).content.decode()
    assert f'id="serve-{radio.pk}" checked' not in page
    assert f'id="serve-{task.pk}" checked' in page


@pytest.mark.parametrize(
    "data", [{}, {"happened_on": "x"}, {"title": "<script>"}, {"commitments": ["x", "9" * 30, "-1"]}]
)
def test_half_a_form_gets_half_an_answer(data: dict[str, Any], world: World) -> None:
    response = world.client(Role.OFFICER).post(SUGGEST, data)
    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_without_a_plan_an_activity_can_still_be_entered(in_commune: World) -> None:
    client = in_commune.client(Role.OFFICER)
    assert "Chưa có kế hoạch nào" in client.get(LOG).content.decode()
    assert client.post(LOG, entered()).status_code == 302


def test_the_log_page_asks_few_queries(world: World, django_assert_max_num_queries: Any) -> None:
    client = world.client(Role.OFFICER)
    with django_assert_max_num_queries(26):
        client.get(LOG)


def test_two_keys_are_two_activities(world: World) -> None:
    client = world.client(Role.OFFICER)
    for _ in range(2):
        client.post(LOG, entered(uuid4()))
    assert Activity.objects.count() == 2
