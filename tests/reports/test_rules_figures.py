"""The figures of a report: every number has its activities, every window closes in one report."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.periods import PeriodKind, ReportCalendar, Window, report_periods
from lantoa.plans.rules.commitment import CommitmentFacts
from lantoa.plans.rules.expansion import expand_all
from lantoa.plans.rules.matching import ActivityFacts
from lantoa.progress.rules import ProgressState
from lantoa.reports.rules import Line, PlanNamed, ReportFacts, facts_from_json, facts_to_json, report_facts
from tests.plans.rule_strategies import YEAR as YEAR_2024
from tests.plans.rule_strategies import activity_lists, commitments, few
from tests.reports.report_sample import ACTIVITIES, sample_report

several = st.lists(commitments, max_size=3, unique_by=lambda c: c.id)
calendars = st.builds(ReportCalendar, data_from_day=st.none() | st.integers(1, 28))
quarters = st.integers(0, 3)


def report_of(
    plan: list[CommitmentFacts], activities: list[ActivityFacts], calendar: ReportCalendar, quarter: int, today: date
) -> ReportFacts:
    return report_facts(
        period=report_periods(PeriodKind.QUARTER, 2024, calendar)[quarter],
        plan=PlanNamed("Kế hoạch"),
        commitments=plan,
        due=expand_all(plan, YEAR_2024),
        activities=activities,
        today=today,
        plan_topics=("procedures", "digital"),
    )


def line_of(report: ReportFacts, commitment_id: str) -> Line:
    return next(line for line in report.lines if line.commitment_id == commitment_id)


def test_the_third_quarter_of_a_monthly_target() -> None:
    line = line_of(sample_report(), "phat-thanh")
    assert [(f.label, f.have, f.need, f.state) for f in line.figures] == [
        ("Tháng 7/2025", 2, 2, ProgressState.DONE),
        ("Tháng 8/2025", 1, 2, ProgressState.MISSED),
        ("Tháng 9/2025", 2, 2, ProgressState.DONE),
    ]
    assert (line.have, line.need, line.percent_done, line.state) == (5, 6, Decimal("83.33"), ProgressState.MISSED)
    assert line.grades == {"A": 5}


def test_more_in_one_month_does_not_make_up_for_another() -> None:
    line = line_of(sample_report(PeriodKind.HALF_YEAR, 0), "phat-thanh")
    assert (line.have, line.need, line.percent_done) == (13, 12, Decimal("100.00"))
    june_only = [a for a in ACTIVITIES if not a.id.startswith("p5")]
    line = line_of(sample_report(PeriodKind.HALF_YEAR, 0, activities=june_only), "phat-thanh")
    assert (line.have, line.percent_done) == (11, Decimal("83.33"))


def test_a_target_of_the_year_runs_and_shows_what_was_measured_so_far() -> None:
    line = line_of(sample_report(), "boi-duong")
    assert not line.figures[0].closed
    assert (line.latest.numerator, line.latest.denominator, line.latest.percent) == (95, 120, Decimal("79.17"))


def test_a_report_made_later_says_the_same_figures() -> None:
    first, later = sample_report(today=date(2025, 10, 6)), sample_report(today=date(2026, 5, 1))
    assert first == later


def test_data_from_day_15_closes_june_july_and_august() -> None:
    report = sample_report(calendar=ReportCalendar(data_from_day=15))
    assert report.period.data == Window(date(2025, 6, 15), date(2025, 9, 14))
    assert [f.label for f in line_of(report, "phat-thanh").figures] == ["Tháng 6/2025", "Tháng 7/2025", "Tháng 8/2025"]


def test_topics_nobody_spoke_of_and_the_next_periods_work() -> None:
    report = sample_report()
    assert report.uncovered_topics == ("indices",)
    assert [u.commitment_id for u in report.upcoming] == [
        "phat-thanh",
        "phat-thanh",
        "bao-cao",
        "boi-duong",
        "cuoc-thi",
        "doi-thoai",
        "phat-thanh",
    ]


def test_only_lines_on_which_a_judgement_is_due_make_the_share() -> None:
    report = sample_report()
    assert [line.commitment_id for line in report.due] == ["phat-thanh", "bao-cao"]
    assert report.percent_done == Decimal("0.00")
    assert [line.commitment_id for line in report.short] == ["phat-thanh", "bao-cao", "boi-duong"]


def test_references_follow_the_days_and_name_their_activities() -> None:
    report = sample_report()
    assert [entry.ref for entry in report.annex] == [f"MC-{n:03}" for n in range(1, 8)]
    assert [entry.happened_on for entry in report.annex] == sorted(entry.happened_on for entry in report.annex)
    assert report.refs(("t1",)) == ("MC-004",)
    assert report.annex[3].evidence == ("Danh sách điểm danh.pdf", "Ảnh lớp học")


def test_a_snapshot_is_read_back_as_it_was() -> None:
    report = sample_report()
    assert facts_from_json(json.loads(json.dumps(facts_to_json(report)))) == report


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"form": 2, "facts": {}},
        {"form": 1},
        {"form": 1, "facts": {}},
        {"form": 1, "facts": {"period": 3}},
        {"form": 1, "facts": {"people": "nhiều"}},
        {"form": 1, "facts": {"unknown": 1}},
    ],
)
def test_what_is_no_snapshot_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="snapshot"):
        facts_from_json(broken)


@few
@given(several, activity_lists(), calendars, quarters, st.dates(date(2024, 1, 1), date(2025, 6, 1)))
def test_every_number_knows_its_activities_and_the_annex_has_them(
    plan: list[CommitmentFacts], activities: list[ActivityFacts], calendar: ReportCalendar, quarter: int, today: date
) -> None:
    report = report_of(plan, activities, calendar, quarter, today)
    listed = {entry.activity_id for entry in report.annex}
    pieces = {entry.activity_id: entry.pieces for entry in report.annex}
    assert len({entry.ref for entry in report.annex}) == len(report.annex) == len(listed)
    for line in report.lines:
        assert set(line.activity_ids) <= listed
        assert sum(line.grades.values()) == line.have
        assert line.in_period <= line.have
    for tally in (*report.topics, *report.channels, *report.kinds):
        assert set(tally.activity_ids) <= set(report.activity_ids) <= listed
        assert tally.pieces == sum(pieces[key] for key in tally.activity_ids)
    assert sum(tally.pieces for tally in report.kinds) == sum(pieces[key] for key in report.activity_ids)


@few
@given(several, activity_lists(), calendars, quarters, st.randoms(use_true_random=False))
def test_the_order_of_activities_does_not_matter_and_the_snapshot_holds_all(
    plan: list[CommitmentFacts],
    activities: list[ActivityFacts],
    calendar: ReportCalendar,
    quarter: int,
    chance: object,
) -> None:
    report = report_of(plan, activities, calendar, quarter, date(2025, 2, 1))
    chance.shuffle(activities)  # type: ignore[attr-defined]
    assert report_of(plan, activities, calendar, quarter, date(2025, 2, 1)) == report
    assert facts_from_json(json.loads(json.dumps(facts_to_json(report)))) == report


@few
@given(several, calendars)
def test_each_window_closes_in_exactly_one_report(plan: list[CommitmentFacts], calendar: ReportCalendar) -> None:
    reports = [report_of(plan, [], calendar, quarter, date(2025, 6, 1)) for quarter in range(4)]
    closed = [
        (line.commitment_id, figure.window)
        for report in reports
        for line in report.lines
        for figure in line.figures
        if figure.closed
    ]
    first, last = reports[0].period.data.start, reports[-1].period.data.end
    owed = {(d.commitment_id, d.window) for d in expand_all(plan, YEAR_2024) if first <= d.window.end <= last}
    assert len(closed) == len(set(closed))
    assert set(closed) == owed


@few
@given(several, activity_lists(), quarters)
def test_evidence_after_the_end_of_the_data_changes_nothing(
    plan: list[CommitmentFacts], activities: list[ActivityFacts], quarter: int
) -> None:
    end = report_periods(PeriodKind.QUARTER, 2024, ReportCalendar())[quarter].data.end
    before = [a for a in activities if a.happened_on <= end]
    today = date(2025, 6, 1)
    assert report_of(plan, activities, ReportCalendar(), quarter, today) == report_of(
        plan, before, ReportCalendar(), quarter, today
    )
