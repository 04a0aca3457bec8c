"""Why something is late or missed: a closed list, words, and what the software can guess. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lantoa.core.grades import EvidenceGrade
from lantoa.progress.rules import ProgressState
from lantoa.reports.rules.facts import Line, ReportFacts
from vanban.vocabulary import Labelled

NEEDS = frozenset({ProgressState.LATE, ProgressState.MISSED})
"""Work at risk can still be done in time: nobody has to explain it yet."""


class CauseKind(Labelled):
    """Nguyên nhân chưa đạt."""

    NOT_BEGUN = "not_begun", "Chưa triển khai thực hiện"
    NO_EVIDENCE = "no_evidence", "Đã làm nhưng chưa có minh chứng"
    LATE_EVIDENCE = "late_evidence", "Ghi nhận, gửi minh chứng muộn"
    NOT_MATCHING = "not_matching", "Việc đã làm chưa đúng nội dung, hình thức kế hoạch yêu cầu"
    PARTLY = "partly", "Thực hiện chưa đủ số lượng"
    WAITING = "waiting", "Chờ lịch, văn bản hướng dẫn của cấp trên"
    COORDINATION = "coordination", "Phối hợp giữa các đơn vị chưa kịp thời"
    STAFF = "staff", "Thiếu nhân lực, kiêm nhiệm nhiều việc"
    FUNDING = "funding", "Thiếu kinh phí, trang thiết bị"
    FORCE = "force", "Khách quan: thiên tai, dịch bệnh, nhiệm vụ đột xuất"
    UNIT_SILENT = "unit_silent", "Đơn vị chủ trì chưa gửi hoặc chưa hoàn thiện báo cáo"
    OTHER = "other", "Nguyên nhân khác"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why one line is short. ``source``: the unit that said so in its own report."""

    kind: CauseKind
    words: str = ""
    source: str = ""

    @property
    def told(self) -> str:
        """ "Thiếu kinh phí, trang thiết bị: loa tổ 5 hỏng (theo báo cáo của …)"."""
        text = f"{self.kind.label}: {self.words}" if self.words else self.kind.label
        if self.kind is CauseKind.OTHER and self.words:
            text = self.words
        return f"{text.rstrip('.;')} (theo báo cáo của {self.source})" if self.source else text.rstrip(".;")


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a line beside its figures. ``late``: activities entered after the data ended; ``unmatched``:
    activities given for it that its measure does not count; ``said``: the cause in the lead unit's accepted report;
    ``silent``: that unit owes a report and has not handed it in."""

    late: int = 0
    unmatched: int = 0
    said: Cause | None = None
    silent: bool = False


def owing(facts: ReportFacts) -> tuple[Line, ...]:
    """Lines that need a cause before the report can be submitted: something in them is late or missed."""
    return tuple(line for line in facts.short if any(figure.state in NEEDS for figure in line.short))


def missing(facts: ReportFacts, causes: Mapping[str, Cause]) -> tuple[Line, ...]:
    """Lines whose cause nobody has told; "khác" needs words."""
    return tuple(line for line in owing(facts) if not _is_told(causes.get(line.commitment_id)))


def _is_told(cause: Cause | None) -> bool:
    return cause is not None and (cause.kind is not CauseKind.OTHER or bool(cause.words.strip()))


def suggested(line: Line, hint: Hint) -> Cause:
    """The likeliest cause: what the unit said; else what the figures show. A person decides."""
    if hint.said is not None:
        return hint.said
    short = [figure for figure in line.short if figure.state in NEEDS] or list(line.short)
    if any(figure.waiting_for for figure in short):
        return Cause(CauseKind.WAITING)
    if hint.late:
        return Cause(CauseKind.LATE_EVIDENCE)
    if hint.unmatched:
        return Cause(CauseKind.NOT_MATCHING)
    return Cause(_from_figures(line, hint))


def _from_figures(line: Line, hint: Hint) -> CauseKind:
    have = sum(figure.have for figure in line.short)
    if have and set(line.grades) <= {EvidenceGrade.D.value}:
        return CauseKind.NO_EVIDENCE
    if have:
        return CauseKind.PARTLY
    return CauseKind.UNIT_SILENT if hint.silent else CauseKind.NOT_BEGUN


def suggestions(facts: ReportFacts, hints: Mapping[str, Hint]) -> dict[str, Cause]:
    """By commitment, for every line that needs a cause."""
    return {
        line.commitment_id: suggested(line, hints.get(line.commitment_id, Hint())) for line in owing(facts)
    }  # fmt: skip


def cause_of(kind: str, words: str = "", source: str = "") -> Cause:
    """From stored or sent values. Raises ValueError for a kind that is not in the list."""
    return Cause(CauseKind(kind), " ".join(words.split())[:500], source)


def causes_from(rows: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, Cause]:
    """By commitment, from what a table keeps."""
    return {key: cause_of(row["kind"], row.get("words", ""), row.get("source", "")) for key, row in rows}
