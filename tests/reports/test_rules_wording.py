"""The words of a report, and the document that is made of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lantoa.core.periods import PeriodKind
from lantoa.reports.rules import PlanNamed, Remarks, compose, telling, wording
from lantoa.reports.rules.tables import annex_table
from tests.reports.report_sample import ACTIVITIES, LETTERHEAD, sample_report
from vanban.form.document import Bullet, DataTable, Heading, OfficialDocument, Paragraph, plain


def texts(document: OfficialDocument, kind: type = Paragraph) -> list[str]:
    return [plain(b.text) for b in document.body if isinstance(b, kind)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (2, "02"), (10, "10"), (1200, "1.200"), (1234567, "1.234.567")])
def test_numbers_as_documents_write_them(value: int, text: str) -> None:
    assert wording.number(value) == text


@pytest.mark.parametrize(("value", "text"), [("83.33", "83,33%"), ("100.00", "100%"), ("82.50", "82,5%"), ("0", "0%")])
def test_shares_as_documents_write_them(value: str, text: str) -> None:
    assert wording.percent(Decimal(value)) == text


@pytest.mark.parametrize(
    ("kind", "index", "name"),
    [
        (PeriodKind.MONTH, 7, "tháng 8 năm 2025"),
        (PeriodKind.QUARTER, 2, "quý III năm 2025"),
        (PeriodKind.HALF_YEAR, 0, "6 tháng đầu năm 2025"),
        (PeriodKind.NINE_MONTHS, 0, "9 tháng đầu năm 2025"),
        (PeriodKind.YEAR, 0, "năm 2025"),
    ],
)
def test_every_kind_of_period_has_its_name_and_makes_a_document(kind: PeriodKind, index: int, name: str) -> None:
    report = sample_report(kind, index, today=date(2026, 1, 20))
    assert wording.period_name(report) == name
    assert compose(report, LETTERHEAD).title.replace("\u00a0", " ").endswith(name)


def test_a_plan_is_cited_with_what_is_known() -> None:
    full = PlanNamed("Kế hoạch Tuyên truyền CCHC", "05/KH-UBND", date(2025, 1, 10))
    said = "Kế hoạch số 05/KH-UBND ngày 10/01/2025 của UBND phường về tuyên truyền CCHC"
    assert wording.plan_named(replace(full, title="Tuyên truyền CCHC"), "UBND phường") == said
    assert wording.plan_named(replace(full, title="kế hoạch về tuyên truyền CCHC"), "UBND phường") == said
    assert wording.plan_named(PlanNamed("CCHC năm 2025")) == "Kế hoạch về CCHC năm 2025"


def test_shortcomings_say_where_and_how_much() -> None:
    told = [plain(telling.shortcoming(line)) for line in sample_report().short]
    assert told[0].endswith("(Phòng Văn hóa - Xã hội): tháng 8/2025 mới đạt 01/02, còn thiếu 01")
    assert told[1].endswith(": quý III/2025 chưa thực hiện")
    assert told[2].endswith("năm 2025 mới đạt 79,17% (chỉ tiêu trên 80%), có nguy cơ chậm so với hạn 31/12/2025")


def test_the_next_period_asks_whom_it_cannot_order() -> None:
    coming = wording.upcoming_by_commitment(sample_report())
    assert len(coming) == len({windows[0].commitment_id for windows in coming})
    assert wording.when(coming[0]) == "Tháng 10, 11, 12/2025"
    assert "Đề nghị Ủy ban Mặt trận Tổ quốc phường" in [wording.asked_lead(windows[0]) for windows in coming]
    assert "Chờ lịch của cấp trên" in [wording.when(windows) for windows in coming]
    assert "31/12/2025" in [wording.when(windows) for windows in coming]


def test_a_task_says_its_date_and_what_came_of_it() -> None:
    lines = {line.commitment_id: line for line in sample_report().lines}
    assert (wording.term(lines["bao-cao"]), wording.result(lines["bao-cao"])) == ("04/09/2025", "Chưa thực hiện")
    assert wording.term(lines["cuoc-thi"]) == "Chờ lịch của cấp trên"
    assert wording.term(lines["phat-thanh"]) == "Hằng tháng"
    year = {line.commitment_id: line for line in sample_report(PeriodKind.YEAR, 0, today=date(2026, 1, 9)).lines}
    assert wording.term(year["bao-cao"]) == "Hằng quý"
    assert wording.result(year["bao-cao"]) == "02/04 kỳ, 02 hoạt động"


def test_a_report_made_before_its_data_end_says_until_when_it_counts() -> None:
    early = sample_report(today=date(2025, 9, 4))
    assert "từ ngày 01/07/2025 đến ngày 04/09/2025)" in plain(telling.overview(early))
    assert "đến ngày 30/09/2025)" in plain(telling.overview(sample_report()))


def test_an_activity_told_several_times_is_counted_once() -> None:
    once = sample_report()
    doubled = sample_report(activities=[*ACTIVITIES, *reversed(ACTIVITIES)])
    assert doubled == once
    apart = [replace(one, links=(link,)) for one in ACTIVITIES for link in (one.links or (None,)) if link is not None]
    assert sample_report(activities=[*ACTIVITIES, *apart]) == once


def test_many_references_are_shortened_and_the_annex_says_what_each_serves() -> None:
    assert wording.few_references([f"MC-{n:03}" for n in range(1, 12)]) == "MC-001, MC-002, MC-003 và 08 mã khác"
    report = sample_report()
    annex = annex_table(report)
    column = annex.header.index("Phục vụ")
    assert {plain(row[column]) for row in annex.rows} == {"CT\u00a01", "CT\u00a02", "NV\u00a01", ""} - (
        set() if report.refs(report.lines[2].activity_ids) else {"NV\u00a01"}
    )  # fmt: skip


def test_the_same_kind_of_evidence_is_counted_not_repeated() -> None:
    assert wording.tally_of(["Ảnh", "https://a.vn/1", "Ảnh"]) == ("Ảnh (02)", "https://a.vn/1")


def test_references_in_a_row_are_drawn_together() -> None:
    refs = ["MC-001", "MC-003", "MC-004", "MC-005", "MC-009", "MC-010", "MC-999", "MC-1000"]
    said = wording.references(refs).replace("\u00a0", " ")
    assert said == "MC-001, MC-003 - MC-005, MC-009, MC-010, MC-999, MC-1000"
    assert wording.references([]) == ""


def test_a_long_sentence_of_the_plan_is_cut_at_a_word() -> None:
    assert wording.quoted("Tuyên truyền \n\n cải cách;") == "Tuyên truyền cải cách"
    cut = wording.quoted("chữ " * 100)
    assert len(cut) <= 201
    assert cut.endswith("chữ…")


def test_the_document_has_all_its_parts_and_every_figure_its_anchor() -> None:
    report = sample_report()
    document = compose(report, LETTERHEAD, Remarks(causes=("Loa hỏng hai tuần.",), proposals=("Cấp kinh phí.",)))
    headings = [(b.number, plain(b.title)) for b in document.body if isinstance(b, Heading) and b.level == 1]
    assert [number for number, _ in headings] == ["I", "II", "III", "IV", "V"]
    tables = [b for b in document.body if isinstance(b, DataTable)]
    anchors = [  # the table of the next period's work has no numbers
        run.anchor
        for table in tables
        for row in table.rows
        for cell in row
        if not isinstance(cell, str)
        for run in cell
    ]
    assert anchors == [f"so-{line.commitment_id}" for line in report.lines]
    assert "Loa hỏng hai tuần." in texts(document)
    assert texts(document)[-1].endswith("./.")
    annex = document.appendices[0].blocks[0]
    assert isinstance(annex, DataTable)
    assert annex.row_anchors == tuple(entry.ref.lower() for entry in report.annex)


def test_causes_are_never_invented() -> None:
    tables = [b for b in compose(sample_report(), LETTERHEAD).body if isinstance(b, DataTable)]
    causes = next(table for table in tables if table.anchor == "bang-nguyen-nhan")
    assert causes.rows
    assert all(set(plain(row[2])) == {"…"} for row in causes.rows)


def test_a_report_on_nothing_is_still_a_report() -> None:
    report = sample_report(activities=[], today=date(2025, 10, 1))
    document = compose(report, LETTERHEAD)
    assert document.appendices == ()
    assert any("đã thực hiện 0 hoạt động" in text for text in texts(document))
    assert texts(document, Bullet)


def test_no_label_of_the_program_is_left_untold() -> None:
    for quarter in range(4):
        document = compose(sample_report(index=quarter, today=date(2026, 3, 1)), LETTERHEAD)
        said = " ".join(texts(document) + texts(document, Bullet))
        assert "None" not in said
        assert "_" not in said
