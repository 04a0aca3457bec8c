"""The tables of a report: results, the next period's work, the annex of evidence."""

from collections.abc import Mapping, Sequence

from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.reports.rules import wording
from lantoa.reports.rules.causes import Cause
from lantoa.reports.rules.facts import AnnexEntry, Followed, Line, ReportFacts
from lantoa.reports.rules.runs import figure
from vanban.form.document import Block, DataTable, Text

LINE_HEADERS = {
    CommitmentKind.TARGET: (
        "TT",
        "Chỉ tiêu",
        "Đơn vị chủ trì",
        "Phải thực hiện",
        "Đã thực hiện",
        "Đánh giá",
        "Minh chứng",
    ),
    CommitmentKind.TASK: ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Kết quả", "Đánh giá", "Minh chứng"),
}
WIDTHS = {CommitmentKind.TARGET: (11, 52, 28, 18, 24, 23, 22), CommitmentKind.TASK: (11, 47, 27, 26, 23, 23, 22)}
"""A date needs 26 mm, a share with its percentage 24 mm; a word that does not fit is broken."""

LINE_ANCHORS = {CommitmentKind.TARGET: "bang-chi-tieu", CommitmentKind.TASK: "bang-nhiem-vu"}
SERVES = {CommitmentKind.TARGET: "CT", CommitmentKind.TASK: "NV"}
ANNEX_HEADER = (
    "Mã", "Ngày", "Hoạt động", "Đơn vị thực hiện", "Kênh, hình thức", "Số lượng", "Phục vụ", "Hạng", "Minh chứng",
)  # fmt: skip


def lines_table(facts: ReportFacts, kind: CommitmentKind) -> list[Block]:
    """Every target, or every task, with what was owed and what was done; nothing where there is none."""
    lines = _of_kind(facts, kind)
    if not lines:
        return []
    return [
        DataTable(
            header=LINE_HEADERS[kind],
            rows=tuple(_row(facts, index, line) for index, line in enumerate(lines, start=1)),
            widths=WIDTHS[kind],
            aligns=("center", "left", "left", "center", "center", "left", "left"),
            row_anchors=tuple(f"cam-ket-{line.commitment_id}" for line in lines),
            anchor=LINE_ANCHORS[kind],
        )
    ]


def _of_kind(facts: ReportFacts, kind: CommitmentKind) -> list[Line]:
    return [line for line in facts.lines if line.kind is kind]


def _row(facts: ReportFacts, index: int, line: Line) -> tuple[Text, ...]:
    is_task = line.kind is CommitmentKind.TASK
    done = wording.result(line) if is_task else wording.reached(line)
    return (
        str(index),
        wording.quoted(line.title),
        line.lead,
        wording.term(line) if is_task else wording.needed(line),
        (figure(f"so-{line.commitment_id}", done),),
        wording.judged(line),
        wording.few_references(facts.refs(line.activity_ids)),
    )


def upcoming_table(facts: ReportFacts) -> DataTable:
    """What falls due in the next period, one row for each commitment, in order of the first date."""
    coming = wording.upcoming_by_commitment(facts)
    return DataTable(
        header=("TT", "Chỉ tiêu, nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"),
        rows=tuple(
            (
                str(index), wording.quoted(windows[0].title, wording.SHORTENED), wording.asked_lead(windows[0]),
                wording.when(windows),
            )
            for index, windows in enumerate(coming, start=1)
        ),
        widths=(11, 87, 42, 34),
        aligns=("center", "left", "left", "center"),
        anchor="bang-ky-toi",
    )  # fmt: skip


def followed_table(rows: Sequence[Followed]) -> DataTable:
    """The work that the last report announced, and what became of it."""
    return DataTable(
        header=("TT", "Nhiệm vụ đã đề ra", "Đơn vị chủ trì", "Thời hạn", "Kết quả"),
        rows=tuple(
            (str(index), wording.quoted(row.title, wording.SHORTENED), row.lead, row.when, _came_of(row))
            for index, row in enumerate(rows, start=1)
        ),
        widths=(11, 72, 34, 27, 31),
        aligns=("center", "left", "left", "center", "left"),
        anchor="bang-ky-truoc",
    )


def _came_of(row: Followed) -> str:
    return f"{row.outcome.label} ({row.told})" if row.told else row.outcome.label


def causes_table(lines: Sequence[Line], causes: Mapping[str, Cause]) -> DataTable:
    """Why each line is short, one row each."""
    return DataTable(
        header=("TT", "Chỉ tiêu, nhiệm vụ", "Nguyên nhân"),
        rows=tuple(
            (str(index), wording.quoted(line.title, wording.SHORTENED), _told(causes.get(line.commitment_id)))
            for index, line in enumerate(lines, start=1)
        ),
        widths=(11, 85, 79),
        aligns=("center", "left", "left"),
        anchor="bang-nguyen-nhan",
    )


def _told(cause: Cause | None) -> str:
    return cause.told if cause else "…………………………………………"


def annex_table(facts: ReportFacts) -> DataTable:
    """Every activity that the report names, with its reference and the lines that it serves."""
    serves = _serves(facts)
    return DataTable(
        header=ANNEX_HEADER,
        rows=tuple(_annex_row(entry, serves.get(entry.activity_id, "")) for entry in facts.annex),
        widths=(20, 27, 62, 38, 34, 17, 22, 13, 36),
        aligns=("center", "center", "left", "left", "left", "center", "center", "center", "left"),
        row_anchors=tuple(entry.ref.lower() for entry in facts.annex),
        small=True,
    )


def _serves(facts: ReportFacts) -> Mapping[str, str]:
    """By activity: "CT 2, NV 1", the lines of the report that it stands behind."""
    found: dict[str, list[str]] = {}
    for kind, mark in SERVES.items():
        for index, line in enumerate(_of_kind(facts, kind), start=1):
            for key in line.activity_ids:
                found.setdefault(key, []).append(f"{mark}\u00a0{index}")
    return {key: ", ".join(marks) for key, marks in found.items()}


def _annex_row(entry: AnnexEntry, serves: str) -> tuple[Text, ...]:
    return (
        entry.ref, wording.day(entry.happened_on), entry.title, entry.unit,
        "; ".join(entry.channels) or entry.kind, wording.number(entry.pieces), serves, entry.grade,
        "; ".join(entry.evidence),
    )  # fmt: skip
