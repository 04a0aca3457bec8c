"""What stands behind each number of a report. Pure."""

from collections.abc import Callable, Iterator

from lantoa.core.grades import EvidenceGrade
from lantoa.reports.rules.facts import AnnexEntry, ReportFacts

OVERALL = ("tong-hoat-dong", "muc-do-hoan-thanh")
Number = tuple[str, str, tuple[str, ...]]


def numbers(facts: ReportFacts) -> Iterator[Number]:
    """Every number of the document: its anchor, what it counts, the activities behind it."""
    yield OVERALL[0], "Tất cả hoạt động trong kỳ", facts.activity_ids
    yield "tong-luot-nguoi", "Hoạt động có người tham dự, tiếp cận", _where(facts, lambda entry: entry.people > 0)
    proven = _where(facts, lambda entry: entry.grade != EvidenceGrade.D.value)
    yield "tong-co-minh-chung", "Hoạt động có minh chứng đã được xác nhận", proven
    served = tuple(key for line in facts.lines for key in line.activity_ids)
    yield OVERALL[1], "Hoạt động phục vụ các chỉ tiêu, nhiệm vụ trong kỳ", served
    for line in facts.lines:
        yield f"so-{line.commitment_id}", line.title, line.activity_ids
        yield f"ton-tai-{line.commitment_id}", line.title, line.activity_ids
    for prefix, tallies in (("noi-dung", facts.topics), ("kenh", facts.channels)):
        for tally in tallies:
            yield f"{prefix}-{tally.code}", tally.label, tally.activity_ids
            if tally.people:
                yield f"{prefix}-{tally.code}-nguoi", tally.label, tally.activity_ids


def _where(facts: ReportFacts, wanted: Callable[[AnnexEntry], bool]) -> tuple[str, ...]:
    inside = set(facts.activity_ids)
    return tuple(entry.activity_id for entry in facts.annex if entry.activity_id in inside and wanted(entry))
