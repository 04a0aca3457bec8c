"""Causes that are asked and guessed; last period's work beside what happened; what stands in the document."""

from dataclasses import replace
from datetime import date

import pytest

from lantoa.core.periods import PeriodKind
from lantoa.plans.rules.expansion import expand_all
from lantoa.progress.rules import judge_all
from lantoa.reports.rules import Remarks, compose
from lantoa.reports.rules.causes import Cause, CauseKind, Hint, missing, owing, suggested, suggestions
from lantoa.reports.rules.facts import Handed, HandedState, Outcome, ReportFacts, Taken
from lantoa.reports.rules.following import Answer, Before, answered, followed, unanswered
from lantoa.reports.rules.snapshot import facts_from_json, facts_to_json
from tests.reports.report_sample import ACTIVITIES, COMMITMENTS, LETTERHEAD, YEAR, sample_report
from vanban.form.document import Chart, DataTable, Paragraph, plain


def line_of(report: ReportFacts, key: str):  # type: ignore[no-untyped-def]
    return next(line for line in report.lines if line.commitment_id == key)


def test_late_and_missed_lines_owe_a_cause_those_at_risk_do_not() -> None:
    report = sample_report()
    assert {line.commitment_id for line in owing(report)} == {"phat-thanh", "bao-cao"}
    assert {line.commitment_id for line in report.short} > {line.commitment_id for line in owing(report)}


def test_a_cause_is_missing_until_it_is_told_and_other_needs_words() -> None:
    report = sample_report()
    assert len(missing(report, {})) == 2
    told = {"phat-thanh": Cause(CauseKind.FUNDING), "bao-cao": Cause(CauseKind.OTHER)}
    assert [line.commitment_id for line in missing(report, told)] == ["bao-cao"]
    told["bao-cao"] = Cause(CauseKind.OTHER, "Chờ thống nhất biểu mẫu")
    assert missing(report, told) == ()


@pytest.mark.parametrize(
    ("key", "hint", "kind"),
    [
        ("phat-thanh", Hint(), CauseKind.PARTLY),
        ("phat-thanh", Hint(late=1), CauseKind.LATE_EVIDENCE),
        ("phat-thanh", Hint(unmatched=2), CauseKind.NOT_MATCHING),
        ("bao-cao", Hint(), CauseKind.NOT_BEGUN),
        ("bao-cao", Hint(silent=True), CauseKind.UNIT_SILENT),
        ("bao-cao", Hint(said=Cause(CauseKind.STAFF, "thiếu người", "Phòng A")), CauseKind.STAFF),
    ],
)
def test_the_likeliest_cause_is_suggested(key: str, hint: Hint, kind: CauseKind) -> None:
    report = sample_report()
    assert suggested(line_of(report, key), hint).kind is kind
    assert suggestions(report, {key: hint})[key].kind is kind


def test_work_proven_by_a_word_only_is_work_without_evidence() -> None:
    spoken = [replace(one, grades=()) for one in ACTIVITIES]
    report = sample_report(activities=spoken)
    assert suggested(line_of(report, "phat-thanh"), Hint()).kind is CauseKind.NO_EVIDENCE


def test_a_cause_names_its_source() -> None:
    assert Cause(CauseKind.FUNDING, "loa hỏng.", "Trung tâm").told == (
        "Thiếu kinh phí, trang thiết bị: loa hỏng (theo báo cáo của Trung tâm)"
    )
    assert Cause(CauseKind.OTHER, "mưa lũ").told == "mưa lũ"


def second_and_third(answers: dict[str, Answer] | None = None):  # type: ignore[no-untyped-def]
    """What the report on the second quarter announced, seen at the end of the third."""
    before = sample_report(index=1, today=date(2025, 7, 5))
    progress = judge_all(COMMITMENTS, expand_all(COMMITMENTS, YEAR), ACTIVITIES, today=date(2025, 10, 1))
    told = Before("Báo cáo Quý II/2025", before.upcoming, ("Ra mắt chuyên mục hỏi đáp",))
    return answered(followed(told, progress), answers or {})


def test_last_periods_work_is_compared_with_what_happened() -> None:
    rows = {row.key: row for row in second_and_third()}
    assert rows["ck-phat-thanh"].outcome is Outcome.PARTLY
    assert rows["ck-phat-thanh"].told == "02/03 kỳ"
    assert rows["ck-bao-cao"].outcome is Outcome.NOT_DONE
    assert rows["tu-1"].outcome is Outcome.UNKNOWN
    assert [row.key for row in unanswered(rows.values())] == ["tu-1"]
    rows = {row.key: row for row in second_and_third({"tu-1": Answer(Outcome.DONE, "từ 15/8")})}
    assert (rows["tu-1"].outcome, rows["tu-1"].told) == (Outcome.DONE, "từ 15/8")


def test_an_answer_never_replaces_what_was_measured() -> None:
    rows = {row.key: row for row in second_and_third({"ck-bao-cao": Answer(Outcome.DONE)})}
    assert rows["ck-bao-cao"].outcome is Outcome.NOT_DONE


def test_a_window_that_an_amendment_took_away_is_asked() -> None:
    before = sample_report(index=1, today=date(2025, 7, 5))
    rows = followed(Before("x", before.upcoming), [])
    assert rows
    assert all(row.asked for row in rows)


def test_the_document_tells_causes_source_and_last_periods_work() -> None:
    rows = second_and_third({"tu-1": Answer(Outcome.DONE)})
    report = replace(
        sample_report(), followed=rows, followed_of="Báo cáo số 05/BC-UBND ngày 03/07/2025",
        handed=(Handed("1", "Phòng A", HandedState.ACCEPTED), Handed("2", "Phòng B", HandedState.LATE)),
        taken=(Taken("Phòng A", "proposals", "Cấp thêm loa."),),
    )  # fmt: skip
    remarks = Remarks(by_line={"phat-thanh": Cause(CauseKind.FUNDING, "loa hỏng", "Phòng A")})
    document = compose(report, LETTERHEAD, remarks)
    tables = {block.anchor: block for block in document.body if isinstance(block, DataTable)}
    assert "theo báo cáo của Phòng A" in plain(tables["bang-nguyen-nhan"].rows[0][2])
    assert plain(tables["bang-ky-truoc"].rows[0][4]) == "Thực hiện một phần (02/03 kỳ)"
    words = " ".join(plain(block.text) for block in document.body if isinstance(block, Paragraph))
    assert "có 01/02 đơn vị đã gửi báo cáo" in words
    assert "Theo báo cáo của Phòng A: Cấp thêm loa." in words
    assert "tại Báo cáo số 05/BC-UBND ngày 03/07/2025" in words


def test_the_snapshot_keeps_all_of_it() -> None:
    report = replace(sample_report(), followed=second_and_third(), taken=(Taken("A", "short", "x"),))
    assert facts_from_json(facts_to_json(report)) == report


def test_charts_show_the_same_numbers_as_the_tables() -> None:
    year = sample_report(PeriodKind.YEAR, 0, today=date(2026, 1, 9))
    charts = {block.anchor: block for block in compose(year, LETTERHEAD).body if isinstance(block, Chart)}
    months = charts["hinh-thang"]
    assert len(months.bars) == 12
    assert sum(bar.values[0] for bar in months.bars) == len(year.activity_ids)
    kinds = charts["hinh-kenh"]
    assert sum(bar.values[0] for bar in kinds.bars) == sum(one.pieces for one in year.channels)
