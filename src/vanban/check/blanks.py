"""What is left open in the head, and what a plan as a whole lacks."""

from collections.abc import Iterator

from vanban.check.form import has_head
from vanban.check.issuers import type_name
from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.source import Span


def number_missing(subject: Subject) -> Iterator[Found]:
    """No "Số: …" with a figure."""
    if not subject.head.number and has_head(subject):
        yield Found("Chưa có số, ký hiệu của văn bản.")


def issued_on_missing(subject: Subject) -> Iterator[Found]:
    """No full date in the head; minutes say the day in their text (mẫu 1.10)."""
    if not subject.head.issued_on and has_head(subject) and type_name(subject) != "BIÊN BẢN":
        yield Found("Chưa có ngày, tháng, năm ban hành.")


def period_missing(subject: Subject) -> Iterator[Found]:
    """No year or half-year that the plan is for."""
    if not subject.head.period:
        yield Found("Chưa thấy kỳ (năm) của kế hoạch trong tên kế hoạch.", subject.head.title_span)


def commune_unreadable(subject: Subject) -> Iterator[Found]:
    """The commune's name stands on words that could not be read surely; it is asked for, never guessed."""
    named = subject.head.commune
    if named and not subject.reading.commune:
        yield Found(f"Chưa đọc chắc được tên xã, phường: trong tệp ghi “{named.text}”.", named.span)


def no_target(subject: Subject) -> Iterator[Found]:
    """Nothing in the plan can be counted."""
    if not subject.reading.targets:
        yield Found(
            "Kế hoạch chưa có chỉ tiêu đo được: không câu nào nêu số lượng, tỷ lệ hay số lần.", _targets(subject)
        )


def no_task(subject: Subject) -> Iterator[Found]:
    """Nothing in the plan is anybody's to do."""
    if not subject.reading.tasks:
        yield Found("Chưa đọc được nhiệm vụ nào của kế hoạch.")


def _targets(subject: Subject) -> Span | None:
    """The heading that promises targets."""
    for node in subject.nodes:
        if node.heading and ("mục tiêu" in node.text.casefold() or "chỉ tiêu" in node.text.casefold()):
            return node.block.start, node.block.end
    return None
