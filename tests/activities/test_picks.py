"""One tap: what fills the log form, and what logs at once from a due item."""

from datetime import date
from html import unescape

import pytest

from lantoa.activities.models import Activity
from lantoa.activities.picks import due_picks, places_of, recent_picks, short_title, title_for
from lantoa.activities.quick import quick_entry
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.plans.models import DueWork
from tests.activities.samples import adopted_plan, commitment, entered, logged
from tests.factories import World

LOG = "/hoat-dong/ghi/"


@pytest.fixture
def world(in_commune: World) -> World:
    adopted_plan(in_commune)
    return in_commune


@pytest.mark.parametrize(
    ("clause", "title"),
    [
        ("Mỗi tháng có ít nhất 02 lượt phát thanh trên hệ thống", "Phát thanh trên hệ thống"),
        ("Định kỳ hằng quý khảo sát mức độ hài lòng.", "Khảo sát mức độ hài lòng"),
        ("100% cán bộ được tập huấn", "100% cán bộ được tập huấn"),
        ("Có ít", "Có ít"),
    ],
)
def test_a_clause_becomes_a_title(clause: str, title: str) -> None:
    assert short_title(clause) == title


def test_a_title_of_before_speaks_of_today() -> None:
    day = date(2026, 11, 22)
    assert title_for("Bản tin tháng 10 về quý III", day) == "Bản tin tháng 11 về quý IV"
    assert title_for("Bản tin tháng 9/2026", day) == "Bản tin tháng 11/2026"
    assert title_for("Tháng hành động", day) == "Tháng hành động"


def test_due_work_of_the_unit_is_offered_until_it_is_entered(world: World) -> None:
    actor, today = world.actor(Role.OFFICER), clock.today()
    radio = commitment("phát thanh").pk

    def offered() -> list[int]:
        return [one.fill["commitments"][0] for one in due_picks(actor, today)]

    assert radio in offered()
    assert next(one for one in due_picks(actor, today) if radio in one.fill["commitments"]).fill["kind"] == "broadcast"
    world.client(Role.OFFICER).post(LOG, entered(commitments=[str(radio)], times="2"))
    assert radio not in offered()
    DueWork.objects.update(window_end=date(2000, 1, 1))
    assert offered() == []


def test_entries_of_before_are_offered_once_for_each_title_and_only_to_their_author(world: World) -> None:
    for title in ("Bản tin tháng 1", "Bản tin tháng 2", "Họp dân"):
        logged(world, title=title, place="Nhà văn hóa", people=40)
    found = recent_picks(world.actor(Role.OFFICER))
    assert [one.label for one in found] == ["Họp dân", f"Bản tin tháng {clock.today().month}"]
    assert "people" not in found[0].fill
    assert places_of(world.actor(Role.OFFICER)) == ["Nhà văn hóa"]
    assert recent_picks(world.actor(Role.EDITOR)) == []


def test_the_links_fill_without_scripts_and_strangers_numbers_fill_nothing(world: World) -> None:
    row = logged(world, title="Họp dân tổ 5", place="Nhà văn hóa tổ 5")
    page = unescape(world.client(Role.OFFICER).get(f"{LOG}?nhu={row.pk}").content.decode())
    assert 'value="Họp dân tổ 5"' in page
    other = unescape(world.client(Role.EDITOR).get(f"{LOG}?nhu={row.pk}").content.decode())
    assert "Họp dân tổ 5" not in other
    for nonsense in ("nhu=x", "nhu=999999999999999999999", "commitment=-1"):
        assert world.client(Role.OFFICER).get(f"{LOG}?{nonsense}").status_code == 200


def test_integrated_is_one_tap_also_without_a_kind(world: World) -> None:
    world.client(Role.OFFICER).post(LOG, entered(kind="", integrated="on"))
    row = Activity.objects.get()
    assert (row.kind, row.integrated, row.channels) == ("meeting", True, ["briefing"])


def test_a_due_item_is_logged_with_one_tap_where_a_meeting_counts(world: World) -> None:
    radio = commitment("phát thanh")
    assert quick_entry(radio, radio.lead_id) is None  # a meeting is no broadcast
    assert quick_entry(commitment("tập huấn"), None) is None  # a ratio needs two numbers
    assert quick_entry(commitment("Tham mưu"), None) is None  # nobody delivers by speaking of it
    radio.match_channels = ["briefing"]
    radio.save()
    fields = quick_entry(radio, radio.lead_id)
    assert fields
    page = world.client(Role.OFFICER).get("/viec/?show=all").content.decode()
    assert "Lồng ghép giao ban" in page
    answer = world.client(Role.OFFICER).post(LOG, {**entered(), **fields})
    row = Activity.objects.get()
    assert (answer.status_code, row.integrated, row.happened_on) == (302, True, clock.today())
    assert [one.commitment_id for one in row.services.all()] == [radio.pk]
