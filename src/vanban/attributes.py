"""Who and by when, said beside a task and not in it: lines ("Đơn vị chủ trì: …", "Thời gian: …") and brackets behind
the sentence ("(Phòng Văn hóa - Xã hội chủ trì, phối hợp với Công an xã; hoàn thành trước 15/11/2026)").
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from vanban import deadlines
from vanban.flat import Flat
from vanban.organisations import ORDERS, coordinating, find_units, is_loose, unit_at
from vanban.reading import Deadline, Task

WORDS = (
    r"(?:(?P<lead>(?:{c}ơ quan|{d}ơn vị|{b}ộ phận)(?:, đơn vị)?(?: được giao)? (?:chủ trì|thực hiện|đầu mối)"
    r"(?: thực hiện)?|{ch}ủ trì(?: thực hiện)?|{ph}ụ trách)|"
    r"(?P<with>(?:(?:{c}ơ quan|{d}ơn vị|{b}ộ phận)(?:, đơn vị)? )?[Pp]hối hợp(?: thực hiện)?)|"
    r"(?P<time>{t}hời (?:gian|hạn|điểm)(?: (?:thực hiện|hoàn thành|tổ chức))?|{ti}ến độ|{h}oàn thành)|"
    r"(?P<output>{s}ản phẩm|{k}ết quả|Đầu ra)(?: đầu ra| hoàn thành)?) ?: "
)
CAPITAL = {"c": "C", "d": "Đ", "b": "B", "ch": "Ch", "ph": "Ph", "t": "T", "ti": "Ti", "h": "H", "s": "S", "k": "K"}
ATTRIBUTE = re.compile(r"(?<!\w)" + WORDS.format(**CAPITAL))
IN_BRACKETS = re.compile(ATTRIBUTE.pattern, re.IGNORECASE)
BRACKETS = re.compile(r" ?\((?P<in>[^()]{4,260}(?:\([^()]{1,60}\)[^()]{0,120})?)\)[ .;,/]*$")
BY = re.compile(r"(?:do |Do )")
LEADS = re.compile(r" ?(?:$|[,;.]|(?:là (?:đơn vị|cơ quan) )?(?:chủ trì|thực hiện|phụ trách|đầu mối|tham mưu))")


def assignment(text: str) -> int | None:
    """Where the words end that are the task itself, and what assigns it begins; None where nothing does."""
    inline = next((match.start() for match in ATTRIBUTE.finditer(text) if match.start() > 12), None)
    if inline is not None:
        return inline
    brackets = BRACKETS.search(text, max(0, len(text) - 460))
    if not brackets or brackets.start() < 12:
        return None
    inside = brackets["in"]
    return brackets.start() if _leader(inside) or IN_BRACKETS.search(inside) else None


def _leader(inside: str) -> tuple[int, int] | None:
    """The unit that brackets name as the one in charge: "(Phòng X chủ trì, …)", "(giao Phòng X)"."""
    prefix = BY.match(inside) or ORDERS.match(inside)
    unit = unit_at(inside, prefix.end() if prefix else 0)
    return (unit.start, unit.end) if unit and LEADS.match(inside, unit.end) else None


def attributes(flat: Flat, pattern: re.Pattern[str] = ATTRIBUTE) -> Iterator[tuple[str, Flat]]:
    """ "Đơn vị chủ trì: X. Thời gian: Quý III." → ("lead", X), ("time", Quý III)."""
    marks = list(pattern.finditer(flat.text))
    for match, after in zip_longest(marks, marks[1:]):
        end = after.start() if after else len(flat.text)
        while end > match.end() and flat.text[end - 1] in " .;,-+":
            end -= 1
        if match.lastgroup and end > match.end():
            yield match.lastgroup, flat.part(match.end(), end)


def with_attributes(task: Task, flat: Flat, year: int | None) -> Task:
    """The task with what a line of attributes, or what stands in brackets behind it, says of it."""
    brackets = BRACKETS.match(flat.text)
    if brackets:
        flat = flat.part(brackets.start("in"), brackets.end("in"))
    task = _led(task, flat, year) if brackets else task
    for name, value in attributes(flat, IN_BRACKETS if brackets else ATTRIBUTE):
        task = _with(task, name, value, year=year)
    return task


def _led(task: Task, flat: Flat, year: int | None) -> Task:
    leader = _leader(flat.text)
    if leader:
        task = _with(task, "lead", flat.part(*leader), year=year)
        others = tuple(item.text for item in coordinating(flat.text, task.lead))
        task = replace(task, coordinating=others or task.coordinating)
    when = deadlines.best(flat.text, year)
    return _due(task, replace(when.deadline, span=flat.span(when.start, when.end)), when.doubts) if when else task


def _with(task: Task, name: str, value: Flat, *, year: int | None) -> Task:
    if name == "lead":
        doubts = tuple(code for code in task.doubts if not code.startswith("lead_"))
        group = ("lead_group",) if is_loose(value.text) else ()
        return replace(task, lead=value.text, lead_span=value.span(0, len(value.text)), doubts=doubts + group)
    if name == "with":
        return replace(task, coordinating=named_units(value.text))
    if name == "output":
        return replace(task, output=value.text)
    when = deadlines.of_cell(value.text, year)
    return _due(task, replace(when.deadline, span=value.span(0, len(value.text))), when.doubts) if when else task


def _due(task: Task, deadline: Deadline, doubts: tuple[str, ...]) -> Task:
    kept = tuple(code for code in task.doubts if not code.startswith("deadline_"))
    return replace(task, deadline=deadline, doubts=kept + doubts)


def named_units(text: str) -> tuple[str, ...]:
    """The units of a list: parted at semicolons, and at commas where a unit stands on either side of each."""
    found: list[str] = []
    for part in re.split(r" ?; ?", text.strip(" .;,")):
        chain = unit_at(part)
        whole = chain and chain.end == len(part)
        found.extend([item.text for item in find_units(part)] if whole else [part])
    return tuple(name for name in found if name)
