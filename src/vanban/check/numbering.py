"""Numbers and letters of sections: gaps, twice the same, two alphabets in one list."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from vanban.blocks import Mark
from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.outline import Node, Zone
from vanban.source import Span

ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
NUMBERS = tuple(str(number) for number in range(100))
TYPED = "abcdđeghiklmnopqrstuvxy"
"""Nghị định 30/2020/NĐ-CP, Phụ lục I: points are lettered by the Vietnamese alphabet."""
AUTOMATIC = "abcdefghijklmnopqrstuvwxyz"
"""Word's own lists; accepted where a list keeps to it."""
LISTS = {Mark.ROMAN: (ROMANS,), Mark.NUMBER: (NUMBERS,), Mark.LETTER: (tuple(TYPED), tuple(AUTOMATIC))}
SECOND = {Mark.ROMAN: "II", Mark.NUMBER: "2", Mark.LETTER: "b"}
GLUED = re.compile(r"^(?:[IVX]{1,5}\.|\d{1,2}[.)]|[a-zđ]\))(?=[^\W\d_])")
FOREIGN = "fjwz"


def gaps(subject: Subject) -> Iterator[Found]:
    """ "IV.2" followed by "IV.4"; the same number twice; "d)" followed by "e)" in a list that is lettered as the
    Vietnamese alphabet goes."""
    for siblings, mark in _lists(subject):
        orders = LISTS[mark]
        if mark is Mark.LETTER and _is_typed(siblings):
            orders = orders[:1]
        yield from _late_start(siblings, mark)
        for before, after in pairwise(siblings):
            one, two = _label(before), _label(after)
            foreign = len(orders) == 1 and mark is Mark.LETTER and (one in FOREIGN or two in FOREIGN)
            if not foreign and not any(_follows(order, one, two) for order in orders):
                yield _gap(before, after, mark)


def _late_start(siblings: list[Node], mark: Mark) -> Iterator[Found]:
    """A list whose first item is its second number."""
    first = siblings[0]
    if len(siblings) > 1 and _label(first) == SECOND[mark]:
        said = f"Danh sách bắt đầu từ “{first.block.label}”, không có mục đầu."
        yield Found(said, _span(first), mend="Đánh lại số thứ tự từ đầu; nếu thiếu mục đầu thì bổ sung.")


def _is_typed(siblings: list[Node]) -> bool:
    """Whether a list of points keeps to the Vietnamese alphabet: it has "đ", or "g" behind "e"."""
    labels = [node.block.label for node in siblings]
    return "đ" in labels or ("e", "g") in pairwise(labels)


def _gap(before: Node, after: Node, mark: Mark) -> Found:
    one, two = before.block.label, after.block.label
    span = _span(after)
    if one == two:
        return Found(f"Trùng số thứ tự: hai mục liền nhau cùng đánh “{two}”.", span)
    orders = LISTS[mark]
    due = next((order[order.index(_label(before)) + 1] for order in orders if _label(before) in order[:-1]), "")
    mend = f"Đánh lại mục này là “{due}” và các mục sau theo thứ tự; nếu thiếu hẳn một mục thì bổ sung." if due else ""
    return Found(f"Đánh số không liên tục: sau “{one}” là “{two}”.", span, mend=mend)


def foreign_letters(subject: Subject) -> Iterator[Found]:
    """Points "f)", "j)" in a list that has "đ)": two alphabets in one. Word's own lists (a, b, c, d, e, f) are let
    be. Once for each list."""
    for siblings, mark in _lists(subject):
        foreign = [node for node in siblings if mark is Mark.LETTER and node.block.label in FOREIGN]
        if foreign and _is_typed(siblings):
            label = foreign[0].block.label
            said = f"Điểm “{label})”: chữ “{label}” không có trong bảng chữ cái tiếng Việt mà danh sách này đang dùng."
            yield Found(said, _span(foreign[0]))


def no_blank(subject: Subject) -> Iterator[Found]:
    """ "IV.TỔ CHỨC": no blank behind the number."""
    for node in subject.zone(Zone.BODY):
        match = GLUED.match(node.block.flat.text)
        if match:
            label = match.group()
            yield Found(f"Thiếu dấu cách sau “{label}”.", node.block.flat.span(0, match.end() + 1))


def _lists(subject: Subject) -> Iterable[tuple[list[Node], Mark]]:
    """Every run of sections of one kind under one parent."""
    families = [list(subject.skeleton.nodes), *(node.children for node in subject.nodes)]
    for family in families:
        for mark in LISTS:
            siblings = [node for node in family if node.block.mark is mark and node.zone is Zone.BODY]
            for run in _runs(siblings):
                yield run, mark


def _runs(siblings: list[Node]) -> list[list[Node]]:
    """The articles of a decision are one run, the clauses under each of them another."""
    articles = [node for node in siblings if _is_article(node)]
    if not articles:
        return [siblings] if siblings else []
    runs: list[list[Node]] = [[]]
    for node in siblings:
        if _is_article(node):
            runs.append([])
        else:
            runs[-1].append(node)
    return [articles, *(run for run in runs if run)]


def _is_article(node: Node) -> bool:
    return node.block.mark is Mark.NUMBER and node.block.flat.text.startswith("Điều")


def _label(node: Node) -> str:
    return node.block.label.lstrip("0") or node.block.label


def _follows(order: tuple[str, ...], one: str, two: str) -> bool:
    return one in order and two in order and order.index(two) == order.index(one) + 1


def _span(node: Node) -> Span:
    shown = len("Điều ") if _is_article(node) else 0
    return node.block.start, node.block.start + shown + len(node.block.label) + 1
