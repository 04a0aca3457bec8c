"""Commitments of another plan as rows: years shifted, amounts apart from words, what became of them said."""

from datetime import date
from decimal import Decimal

import pytest

from lantoa.core.holidays import WorkCalendar
from lantoa.drafting.last_year import last_plan
from lantoa.drafting.models import Draft
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.blocks import Block
from lantoa.drafting.rules.renewing import Kept, LastPlan, from_last, on_working_day, told
from lantoa.drafting.rules.sentences import sentence
from lantoa.drafting.rules.taking import Taken, row_of, shifted, without_amount
from lantoa.plans.rules.commitment import DueKind, DueRule, Measure, MeasureKind
from tests.activities.samples import adopted_plan
from tests.drafting.test_rules import NAMES, WARD
from tests.factories import World

COUNT = Measure(MeasureKind.COUNT, n=2)


def target(text: str = "Phát thanh về CCHC tối thiểu 02 lần/tháng.", measure: Measure = COUNT) -> Taken:
    return Taken("5", True, text, measure, "month", DueRule(), lead="1")


def task(text: str = "Tổ chức hội nghị tuyên truyền", due: DueRule | None = None, lead: str = "1") -> Taken:
    return Taken("6", False, text, Measure(MeasureKind.DELIVERABLE), "plan", due or DueRule(), lead=lead)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("trong năm 2026, trước ngày 30/6/2026", "trong năm 2027, trước ngày 30/6/2027"),
        ("theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh năm 2026",
         "theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh năm 2027"),
        ("Nghị định số 15/2026/NĐ-CP; 12026 người", "Nghị định số 15/2026/NĐ-CP; 12026 người"),
    ],
)  # fmt: skip
def test_years_move_and_names_of_acts_stay(text: str, words: str) -> None:
    assert shifted(text, 2026, 1) == words


@pytest.mark.parametrize(
    ("text", "bare", "unit"),
    [
        ("Tuyên truyền trên hệ thống truyền thanh phường tối thiểu 02 lần/tháng.",
         "Tuyên truyền trên hệ thống truyền thanh phường", "lần"),
        ("Đăng ít nhất 02 tin, bài/tháng trên Trang thông tin điện tử",
         "Đăng tin, bài trên Trang thông tin điện tử", "tin, bài"),
        ("Mỗi tháng có hai lượt phát thanh", "", ""),
    ],
)  # fmt: skip
def test_the_amount_is_taken_out_of_the_words(text: str, bare: str, unit: str) -> None:
    assert without_amount(text, 2) == (bare, unit)


def test_a_sentence_that_cannot_be_taken_apart_is_printed_as_it_was() -> None:
    row = row_of(target("Mỗi tháng có hai lượt phát thanh"))
    assert sentence(row, NAMES) == "Mỗi tháng có hai lượt phát thanh"
    assert row.number == "2"
    whole = row_of(
        target("100% cán bộ, công chức được tập huấn về CCHC", Measure(MeasureKind.RATIO, percent=Decimal(100)))
    )
    assert sentence(whole, {}) == "Cán bộ, công chức được tập huấn về CCHC: đạt 100%."


def test_deadlines_move_with_the_year() -> None:
    fixed = row_of(task(due=DueRule(DueKind.FIXED_DATE, on=date(2028, 2, 29))), years=1, old=2028)
    assert (fixed.timing, fixed.on) == ("fixed", "2029-02-28")
    after = row_of(task(due=DueRule(DueKind.DAYS_AFTER_EVENT, days=20, event="UBND tỉnh ban hành")), years=1, old=2026)
    assert (after.timing, after.days, after.event) == ("after", "20", "UBND tỉnh ban hành")


def test_what_was_missed_is_proposed_again_and_what_was_exceeded_is_noted() -> None:
    missed = told(Kept(target(), owed=12, done=8, short=4, have=20, need=24), 2026, 2027)
    over = told(Kept(target(), owed=12, done=12, have=40, need=24), 2026, 2027)
    kept = told(Kept(task(), owed=1, done=1, have=1, need=1), 2026, 2027)
    assert [one.flag for one in (missed, over, kept)] == ["missed", "over", "kept"]
    assert "8/12" in missed.note
    assert "40" in over.note


def test_every_commitment_of_last_year_stands_in_the_new_plan_once() -> None:
    lines = (Kept(target()), Kept(task()), Kept(task("Việc của đơn vị không còn", lead="99")))
    made = from_last(LastPlan(2026, "Kế hoạch", lines, ("Nội dung thứ nhất của kế hoạch cũ",)), WARD, year=2027)
    assert sorted(one.source for one in made if one.is_commitment) == ["5", "6", "6"]
    place = {one.text: number for number, one in enumerate(made)}
    assert place[NAMES["1"]] < place["Tổ chức hội nghị tuyên truyền"]
    assert NAMES["2"] not in place, "a unit that had nothing to do has no empty heading"
    assert place["Việc của đơn vị không còn"] < place["Kinh phí thực hiện"]
    assert "Nội dung thứ nhất của kế hoạch cũ" in place
    assert len({one.key for one in made}) == len(made)


@pytest.mark.django_db
def test_a_plan_that_ran_becomes_a_draft_of_the_next_year(in_commune: World) -> None:
    version = adopted_plan(in_commune)
    last = last_plan(version)
    response = in_commune.client().post(f"/soan-ke-hoach/moi/tu-ke-hoach/{version.plan_id}/")
    draft = Draft.objects.get()
    assert response.headers["Location"].endswith(f"/{draft.pk}/soan/")
    rows = [one for one in blocks_of(draft) if one.is_commitment]
    assert {one.source for one in rows} == {one.taken.id for one in last.lines}
    assert {one.flag for one in rows} <= {"missed", "over", "kept"}
    assert "missed" in {one.flag for one in rows}, "a year of broadcasts that nobody logged"
    assert draft.period_start == date(last.year + 1, 1, 1)


def test_a_deadline_that_falls_on_a_day_off_is_proposed_for_the_working_day_before() -> None:
    """31/10/2027 is a Sunday, 30/4/2027 a holiday."""
    sunday = Block(
        "d1", "task", "Báo cáo trước ngày 31/10/2027", timing="fixed", on="2027-10-31", note="Năm 2026: đạt."
    )
    moved = on_working_day(sunday, WorkCalendar())
    assert (moved.on, moved.text) == ("2027-10-29", "Báo cáo trước ngày 29/10/2027")
    assert moved.note == "Năm 2026: đạt. Ngày 31/10/2027 là Chủ nhật: đề xuất ngày 29/10/2027."
    holiday = on_working_day(Block("d2", "task", "Tổng kết", timing="fixed", on="2027-04-30"), WorkCalendar())
    assert holiday.on < "2027-04-30"
    assert holiday.text == "Tổng kết"
    worked = Block("d3", "task", "Tổng kết", timing="fixed", on="2027-10-29")
    assert on_working_day(worked, WorkCalendar()) == worked
    own = WorkCalendar(off={date(2027, 10, 29): "Ngày truyền thống phường"})
    assert "Ngày truyền thống phường" in on_working_day(worked, own).note
