"""What stands behind each number of a report. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lantoa.core.grades import EvidenceGrade
from lantoa.reports.rules.facts import AnnexEntry, ReportFacts
from lantoa.reports.rules.published import GOOD_MODELS, OPINIONS, OUTLETS, SHORTCOMINGS

MARKS = (
    ("good_model", GOOD_MODELS, "Gương điển hình, mô hình hay"),
    ("shortcoming", SHORTCOMINGS, "Tồn tại, hạn chế đã nêu công khai"),
)
OVERALL = ("tong-hoat-dong", "muc-do-hoan-thanh")


@dataclass(frozen=True, slots=True)
class Source:
    """Something behind a number that is no activity. ``kind``: "item" of content, "opinion" of people."""

    kind: str
    pk: str
    title: str
    words: str


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
    yield from _published(facts)


def _published(facts: ReportFacts) -> Iterator[Number]:
    for mark, anchor, title in MARKS:
        rows = [one for one in facts.marked if one.mark == mark]
        if rows:
            yield f"{anchor}-so", title, _together(one.activity_ids for one in rows)
        for one in rows:
            yield f"{anchor}-{one.item_id}", one.title, one.activity_ids
    if facts.outlets:
        every = _together(one.activity_ids for one in facts.outlets)
        yield f"{OUTLETS}-so", "Nội dung đã đăng, phát trong kỳ", every
        yield f"{OUTLETS}-kenh", "Nội dung đã đăng, phát trong kỳ", every
    for outlet in facts.outlets:
        yield f"{OUTLETS}-{outlet.code}", outlet.label, outlet.activity_ids
    if facts.voices:
        yield f"{OPINIONS}-so", "Ý kiến của người dân", ()
        yield f"{OPINIONS}-tra-loi", "Ý kiến của người dân đã trả lời", ()
    for voice in facts.voices:
        yield f"{OPINIONS}-{voice.submission_id}", voice.told, ()


def sources(facts: ReportFacts, anchor: str) -> tuple[Source, ...]:
    """What else stands behind a number: the items themselves, the opinions with their answers."""
    found = []
    for mark, start, _title in MARKS:
        for one in facts.marked:
            if one.mark == mark and anchor in {f"{start}-so", f"{start}-{one.item_id}"}:
                found.append(Source("item", one.item_id, one.title, one.summary))
    for voice in facts.voices:
        answered = anchor == f"{OPINIONS}-tra-loi" and bool(voice.answer)
        if answered or anchor in {f"{OPINIONS}-so", f"{OPINIONS}-{voice.submission_id}"}:
            found.append(Source("opinion", voice.submission_id, voice.told, voice.answer))
    return tuple(found)


def _together(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for group in groups for key in group))


def _where(facts: ReportFacts, wanted: Callable[[AnnexEntry], bool]) -> tuple[str, ...]:
    inside = set(facts.activity_ids)
    return tuple(entry.activity_id for entry in facts.annex if entry.activity_id in inside and wanted(entry))
