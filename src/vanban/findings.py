"""The linter's remarks that reading itself gives: gaps in numbering, a promised appendix that is not there,
blanks in the head, tasks without an owner, no target that can be measured, and every contradiction."""

import re
from collections.abc import Iterator
from itertools import pairwise

from vanban.blocks import Mark
from vanban.flat import Flat
from vanban.head import Head
from vanban.outline import Node, Zone
from vanban.reading import Contradiction, Finding, Reference, Target, Task

ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
TYPED = "abcdđeghiklmnopqrstuvxy"
AUTOMATIC = "abcdefghijklmnopqrstuvwxyz"
APPENDIX = re.compile(
    r"(?:Phụ lục|Danh mục|danh mục|phụ lục|Biểu)[^.;]{0,60}?(?:đính kèm|kèm theo|gửi kèm)|(?:kèm theo|"
    r"đính kèm) (?:Phụ lục|Danh mục)"
)


def find_findings(
    nodes: list[Node],
    head: Head,
    found: tuple[list[Reference], list[Target], list[Task]],
    *,
    contradictions: list[Contradiction],
    has_appendix: bool,
) -> list[Finding]:
    """Every remark, contradictions first."""
    references, targets, tasks = found
    return [
        *(Finding(f"contradiction_{item.kind}", "warning", item.message, item.right.span) for item in contradictions),
        *_of_head(head),
        *_of_numbering(nodes),
        *([] if has_appendix else _of_appendix([node.block.flat for node in _all(nodes)])),
        *_of_items(targets, tasks),
        *_of_references(references),
    ]


def _of_head(head: Head) -> Iterator[Finding]:
    if not head.number:
        yield Finding("number_missing", "info", "Chưa có số, ký hiệu của kế hoạch.")
    if not head.issued_on:
        yield Finding("issued_on_missing", "info", "Chưa có ngày, tháng, năm ban hành.")
    if not head.period:
        yield Finding("period_missing", "warning", "Chưa thấy kỳ (năm) của kế hoạch trong tên kế hoạch.")


def _all(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.children)


def _of_numbering(nodes: list[Node]) -> Iterator[Finding]:
    for mark in (Mark.ROMAN, Mark.NUMBER, Mark.LETTER):
        yield from _gaps([node for node in nodes if node.block.mark is mark and node.zone is Zone.BODY], mark)
    for node in nodes:
        yield from _of_numbering(node.children)


def _gaps(siblings: list[Node], mark: Mark) -> Iterator[Finding]:
    orders = [TYPED, AUTOMATIC] if mark is Mark.LETTER else [ROMANS if mark is Mark.ROMAN else _numbers()]
    for before, after in pairwise(siblings):
        one, two = before.block.label, after.block.label
        if not any(_follows(order, one, two) for order in orders):
            span = (after.block.start, after.block.start + len(two) + 1)
            yield Finding("numbering_gap", "warning", f"Đánh số không liên tục: sau “{one}” là “{two}”.", span)


def _numbers() -> tuple[str, ...]:
    return tuple(str(number) for number in range(100))


def _follows(order: str | tuple[str, ...], one: str, two: str) -> bool:
    one, two = one.lstrip("0") or one, two.lstrip("0") or two
    return one in order and two in order and order.index(two) == order.index(one) + 1


def _of_appendix(flats: list[Flat]) -> Iterator[Finding]:
    for flat in flats:
        match = APPENDIX.search(flat.text)
        if match:
            span = flat.span(match.start(), match.end())
            yield Finding(
                "appendix_missing", "warning", "Kế hoạch nhắc đến phụ lục, danh mục kèm theo nhưng tệp không có.", span
            )
            return


def _of_items(targets: list[Target], tasks: list[Task]) -> Iterator[Finding]:
    if not targets:
        yield Finding("no_measurable_target", "warning", "Kế hoạch chưa có chỉ tiêu đo được.")
    if not tasks:
        yield Finding("no_task", "warning", "Chưa đọc được nhiệm vụ nào của kế hoạch.")
    for task in tasks:
        if not task.lead:
            yield Finding("task_without_lead", "warning", "Nhiệm vụ chưa giao đơn vị chủ trì.", task.span)
        if not task.deadline:
            yield Finding("task_without_deadline", "info", "Nhiệm vụ chưa có thời hạn.", task.span)
    for target in targets:
        if "quantity_period_missing" in target.doubts:
            yield Finding("target_without_period", "warning", "Chỉ tiêu chưa nêu kỳ (tháng, quý, năm).", target.span)


def _of_references(references: list[Reference]) -> Iterator[Finding]:
    for item in references:
        if item.number and item.kind != "Tiêu chuẩn" and not item.date:
            yield Finding("reference_undated", "info", f"Văn bản số {item.number} chưa ghi ngày ban hành.", item.span)
        if item.kind != "Tiêu chuẩn" and item.number and item.as_written and _broken(item.as_written, item.number):
            yield Finding(
                "reference_broken", "info", f"Số, ký hiệu viết chưa đúng thể thức: “{item.as_written}”.", item.span
            )


def _broken(written: str, number: str) -> bool:
    """Whether more than a line end separates what is written from the number ("749/QĐ TTg")."""
    return re.sub(r"\s", "", written).replace("–", "-") != number
