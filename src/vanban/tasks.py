"""Tasks: who is to do what by when. One paragraph or bullet is one task, as a careful reader splits a plan.

In the section of duties a heading that names a unit makes it the lead of what stands under it ("1. Phòng …", "2. Văn
phòng …: text", "a) Các phòng …", "Đề nghị X …"). Sections of tasks and solutions name the unit inside the sentence, in
lines of their own ("Đơn vị chủ trì: …"), or not at all.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from vanban import deadlines
from vanban.attributes import ATTRIBUTE, assignment, with_attributes
from vanban.blocks import Mark
from vanban.flat import Flat, clean
from vanban.organisations import ASKS, HEAD_NOUNS, ORDERS, VERB, Found, coordinating, is_loose, same_unit, unit_at
from vanban.outline import CLOSING, Node, Role, Zone
from vanban.reading import Deadline, Modality, Task
from vanban.references import find_acts
from vanban.sentences import sentences
from vanban.source import Cell, Source, Span
from vanban.tables import TaskRow

COLON = re.compile(r" ?[:;] ?")
ASSIGNS = re.compile(r"(?<!\w)(?:(?P<order>[Gg]iao|[Pp]hân công)(?: cho)?|do) (?=[^\W\d_])")
IN_CHARGE = re.compile(r" (?:làm )?(?:chủ trì|thực hiện|phụ trách|đầu mối)")
DETAIL = re.compile(
    r"(?:Thành phần|Địa điểm|Hình thức|Đối tượng|Số lượng|Kinh phí|Ghi chú|Quy mô|Yêu cầu|Mục đích|Phương thức|"
    r"Cách thức)"
    r"[^:.;]{0,30}: "
)
TURN = re.compile(r"[;.] ")
SERVES = re.compile(r" (?:có trách nhiệm|chịu trách nhiệm)(?: |: ?)")
GENERIC = re.compile(
    r"(?:(?:nghiêm túc|tích cực|khẩn trương|chủ động|tập trung|phối hợp|tổ chức|triển khai)[ ,]*){0,6}"
    r"thực hiện(?: (?:tốt|nghiêm túc|đảm bảo|bảo đảm|có hiệu quả|đầy đủ|hiệu quả|kế hoạch này|các nội dung|theo)){0,6}"
    r"[^.;]{0,80}[./ ]*$",
    re.I,
)
POINTS = re.compile(
    r"^(?:\(|Có |Chi tiết |Nội dung )?[^.;,]{0,60}(?:phụ lục|danh mục|biểu)[^.;,]{0,40}(?:kèm theo|đính kèm|gửi kèm)",
    re.I,
)
TROUBLE = re.compile(r"khó khăn|vướng mắc|phát sinh", re.I)
DUTY = re.compile(r"báo cáo|tổng hợp|gửi|xây dựng|ban hành|đăng ký|cử |hoàn thành|trước ngày", re.I)
AFTER_BASIS = re.compile(r"^(?:Căn cứ|Trên cơ sở|Theo)[^.;]{3,160}?, (?=\w)")
SUBJECT = re.compile(
    r"^(?:(?:UBND|Ủy ban nhân dân) (?:phường|xã|thị trấn|đặc khu)[^,.;]{0,30}? )?(?:yêu cầu|đề nghị) ", re.I
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The unit that the headings above have named."""

    name: str
    span: Span
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A paragraph taken apart: the unit it begins with and where the rest begins."""

    unit: Found | None
    rest: int
    asked: bool


class Tasks:
    """Collects the tasks of one plan; ``year`` is the plan's, for dates without one."""

    def __init__(self, source: Source, year: int | None) -> None:
        self.source = source
        self.year = year
        self.found: list[Task] = []

    def read(self, nodes: list[Node]) -> None:
        """Every task of the body and of the closing paragraphs."""
        for node in nodes:
            if node.zone is Zone.BODY:
                self._section(node)
            elif node.zone is Zone.CLOSING:
                self._closing(node.block.flat, node.path)

    def _section(self, node: Node) -> None:
        if node.role is Role.DUTIES:
            self._duties(node, None)
        elif node.role in (Role.TASKS, Role.SOLUTIONS):
            self._assigned(node)
        else:
            if node.role is Role.PURPOSE:
                self._implied(node)
            for child in node.children:
                self._section(child)

    def _duties(self, node: Node, lead: Lead | None) -> None:
        """A paragraph in the section of duties, and what stands under it."""
        if node.role is Role.FUNDING:
            return
        if node.role is not Role.DUTIES:
            self._section(node)
            return
        below = lead
        if node.block.mark in (Mark.PART, Mark.ROMAN):
            pass
        elif node.block.mark is Mark.NONE and CLOSING.match(node.text):
            self._closing(node.block.flat, node.path)
        else:
            below = self._duty(node, lead)
        for child in node.children:
            self._duties(child, below)

    def _duty(self, node: Node, lead: Lead | None) -> Lead | None:
        """One paragraph of duties: adds its task, returns the lead for what stands under it."""
        body = node.block.body
        if self._attribute(body):
            return lead
        parts = units_in_turn(body.text)
        if parts:
            for start, end in parts:
                self._one_assigned(node, body.part(start, end))
            return lead
        named = take_apart(body.text, heading=node.heading and bool(node.children))
        if named.unit:
            span = body.span(named.unit.start, named.unit.end)
            here = Lead(clean(named.unit.text), span, named.asked)
            if lead and node.block.mark is Mark.NONE and same_or_loose(lead.name, here.name):
                here = replace(lead, asked=lead.asked or named.asked)
            lead = here
        elif node.heading and node.children and not lead:
            return lead
        if named.rest < len(body.text) and not _only_intro(node):
            self._add(body.part(named.rest, len(body.text)), node.path, lead)
        return lead

    def _assigned(self, node: Node) -> None:
        """Tasks and solutions: the lead stands in the sentence, in a line of its own, or nowhere."""
        if node.role not in (Role.TASKS, Role.SOLUTIONS):
            self._section(node)
            return
        body = node.block.body
        is_sheet = _is_sheet(node)
        top = node.block.mark in (Mark.PART, Mark.ROMAN) or (node.heading and node.children and not is_sheet)
        if not top and not self._attribute(body) and not _only_intro(node) and not POINTS.search(body.text[:120]):
            self._one_assigned(node, body)
        for child in node.children:
            if not (is_sheet and DETAIL.match(child.text)):
                self._assigned(child)

    def _one_assigned(self, node: Node, body: Flat) -> None:
        skip = AFTER_BASIS.match(body.text)
        start = skip.end() if skip else 0
        named = take_apart(body.text[start:], heading=False)
        lead = None
        if named.unit:
            unit = named.unit
            lead = Lead(clean(unit.text), body.span(start + unit.start, start + unit.end), named.asked)
        if not lead:
            self._add(body, node.path, _assigned_in(body))
            return
        begin = 0 if not lead else start if skip else start + named.rest
        self._add(body.part(begin, len(body.text)), node.path, lead)

    def _implied(self, node: Node) -> None:
        """ "Thủ trưởng các cơ quan, đơn vị có trách nhiệm …" outside the section of duties."""
        body = node.block.body
        unit = unit_at(body.text)
        serves = SERVES.match(body.text, unit.end) if unit else None
        if unit and serves:
            lead = Lead(clean(unit.text), body.span(unit.start, unit.end))
            self._add(body.part(serves.end(), len(body.text)), node.path, lead, "duty_implied")

    def _closing(self, flat: Flat, path: str) -> None:
        """Duties in the closing paragraph; "thực hiện nghiêm túc" and "nếu có vướng mắc" are none."""
        for start, end in sentences(flat.text):
            text = flat.text[start:end]
            if text.startswith("Trên đây") or TROUBLE.search(text) or not DUTY.search(text) or _is_generic(text):
                continue
            skip = SUBJECT.match(text) or AFTER_BASIS.match(text)
            at = skip.end() if skip else 0
            unit = unit_at(text, at)
            if unit:
                lead = Lead(
                    clean(unit.text), flat.span(start + unit.start, start + unit.end), "đề nghị" in text[:at].casefold()
                )
                self._add(flat.part(start, end), path, lead)

    def _attribute(self, body: Flat) -> bool:
        """Lines such as "Đơn vị chủ trì: …" belong to the task before them."""
        if not ATTRIBUTE.match(body.text) or not self.found:
            return False
        self.found[-1] = with_attributes(self.found[-1], body, self.year)
        return True

    def _add(self, flat: Flat, path: str, lead: Lead | None, *doubts: str) -> None:
        skip = len(flat.text) - len(flat.text.lstrip(" :;,"))
        flat = flat.part(skip, len(flat.text))
        place = assignment(flat.text)
        task = make_task(
            self.source.text, flat.part(0, place) if place else flat, lead, section=path, year=self.year, doubts=doubts
        )
        self.found.append(with_attributes(task, flat.part(place, len(flat.text)), self.year) if place else task)

    def read_row(self, row: TaskRow, section: str) -> None:
        """The task of a row of a table."""
        cell = row.task
        flat = _flat_of(self.source.text, cell)
        lead = Lead(clean(row.lead.text), (row.lead.start, row.lead.end)) if row.lead else None
        doubts = ("table_guessed",) if not row.certain else ()
        task = make_task(self.source.text, flat, lead, section=section, year=self.year, doubts=doubts)
        when = _cell_deadline(self.source.text, row.deadline, self.year)
        named = tuple(clean(part) for part in (row.coordinating.text.split(";") if row.coordinating else ()))
        self.found.append(
            replace(
                task,
                row=row.number,
                coordinating=named or task.coordinating,
                deadline=when[0] if when else task.deadline,
                output=clean(row.output.text) if row.output else None,
                doubts=_settled(task, row, when[1] if when else ()),
            )
        )


def _is_generic(text: str) -> bool:
    """ "Yêu cầu các đơn vị nghiêm túc thực hiện Kế hoạch này": an order to comply, not a task."""
    verb = VERB.search(text)
    return bool(verb and GENERIC.match(text, verb.start() + 1) and not DUTY.search(text))


def _settled(task: Task, row: TaskRow, more: tuple[str, ...]) -> tuple[str, ...]:
    """Doubts of a table row: a deadline cell replaces what was doubted about the sentence."""
    kept = [
        code
        for code in task.doubts
        if not (row.deadline and code.startswith("deadline_")) and code != "split_uncertain"
    ]
    return tuple(dict.fromkeys((*kept, *more)))


def _is_sheet(node: Node) -> bool:
    """A heading that is itself the task, with lines of who and when under it; not where one of them says what."""
    texts = [child.text for child in node.children]
    return any(ATTRIBUTE.match(text) for text in texts) and not any(text.startswith("Nội dung") for text in texts)


def _assigned_in(body: Flat) -> Lead | None:
    """ "… . Giao Phòng X chủ trì, …", "… do Phòng X thực hiện" later in a sentence of tasks."""
    for match in ASSIGNS.finditer(body.text):
        unit = unit_at(body.text, match.end())
        if unit and (match["order"] or IN_CHARGE.match(body.text, unit.end)):
            return Lead(clean(unit.text), body.span(unit.start, unit.end))
    return None


def units_in_turn(text: str) -> list[Span]:
    """ "Công an: …; Trạm Y tế: …; Bưu điện: …" in one paragraph: the stretch of each; [] where there is only one."""
    begins = [0, *(match.end() for match in TURN.finditer(text))]
    starts = [at for at in begins if _opens(text, at)]
    if len(starts) < 2 or starts[0] != 0:
        return []
    return list(pairwise([*starts, len(text)]))


def _opens(text: str, at: int) -> bool:
    """Whether a unit and a colon stand at an offset."""
    prefix = ASKS.match(text[at:]) or ORDERS.match(text[at:])
    start = at + (prefix.end() if prefix else 0)
    unit = unit_at(text, start)
    return bool((unit and text.startswith(":", unit.end)) or _before_colon(text, start))


def take_apart(text: str, *, heading: bool) -> Named:
    """The unit a paragraph begins with, asked or ordered, and where what it is to do begins."""
    prefix = ASKS.match(text) or ORDERS.match(text)
    start = prefix.end() if prefix else 0
    asked = bool(ASKS.match(text))
    unit = unit_at(text, start)
    head = unit if unit and COLON.match(text, unit.end) else _before_colon(text, start)
    if head and (not unit or unit.end <= head.end):
        colon = COLON.match(text, head.end)
        rest = colon.end() if colon else len(text)
        politely = ASKS.match(text[rest:])
        return Named(head, rest + (politely.end() if politely else 0), asked or bool(politely))
    if heading and text.isupper() and HEAD_NOUNS.match(text.capitalize()) and not VERB.search(f" {text.lower()}"):
        return Named(Found(text.rstrip(" :.;"), 0, len(text.rstrip(" :.;"))), len(text), asked)
    if heading and len(text) <= 160 and HEAD_NOUNS.match(text, start) and (not unit or not VERB.match(text, unit.end)):
        return Named(Found(text[start:].rstrip(" :"), start, len(text.rstrip(" :"))), len(text), asked)
    if unit:
        return _unit_then_verb(text, unit, asked=asked, ordered=bool(prefix))
    return Named(None, 0, asked=False)


def _unit_then_verb(text: str, unit: Found, *, asked: bool, ordered: bool) -> Named:
    """A unit at the start counts when nothing follows it, or what it is to do."""
    rest = text[unit.end :]
    if not rest.strip(" :.;"):
        return Named(unit, len(text), asked)
    serves = SERVES.match(text, unit.end)
    if serves:
        return Named(unit, serves.end(), asked)
    if ordered or VERB.match(text, unit.end) or rest.startswith(","):
        return Named(unit, unit.end + len(rest) - len(rest.lstrip(" ,")), asked)
    return Named(None, 0, asked=False)


def _before_colon(text: str, start: int) -> Found | None:
    """ "Văn phòng HĐND - UBND phường: Chủ trì …": what stands before the first colon, where it reads as a unit."""
    at = text.find(":", start, start + 170)
    if at < 0 or not HEAD_NOUNS.match(text, start):
        return None
    name = text[start:at].strip()
    if VERB.search(name) and not re.search(r"dịch vụ|thông tin", name):
        return None
    return Found(name, start, start + len(name)) if len(name) > 2 and "." not in name else None


def same_or_loose(lead: str, here: str) -> bool:
    """Whether a sentence under a unit's heading names that unit again, perhaps shortened."""
    return same_unit(lead, here) or is_loose(here)


def _only_intro(node: Node) -> bool:
    """A paragraph that only introduces the bullets under it."""
    return bool(node.children) and node.text.rstrip().endswith(":")


def make_task(
    source: str, flat: Flat, lead: Lead | None, *, section: str, year: int | None, doubts: tuple[str, ...] = ()
) -> Task:
    """A task from its words: deadline, coordinating units, modality and doubts follow from them."""
    span = flat.span(0, len(flat.text))
    acts = tuple((act.start, act.end) for act in find_acts(flat.text))
    when = deadlines.best(flat.text, year, acts)
    found = list(doubts)
    if not lead:
        found.append("lead_missing")
    elif is_loose(lead.name):
        found.append("lead_group")
    if when:
        found.extend(when.doubts)
    if len(sentences(flat.text)) > 1:
        found.append("split_uncertain")
    return Task(
        text=clean(source[span[0] : span[1]]),
        span=span,
        section=section,
        lead=lead.name if lead else None,
        coordinating=tuple(item.text for item in coordinating(flat.text, lead.name if lead else None)),
        deadline=_placed(when, flat),
        modality=_modality(flat.text, lead),
        doubts=tuple(dict.fromkeys(found)),
        lead_span=lead.span if lead else None,
    )


def _modality(text: str, lead: Lead | None) -> Modality:
    if lead and lead.asked:
        return Modality.REQUESTED
    return Modality.ENCOURAGED if re.match(r"Khuyến khích|Động viên", text) else Modality.MUST


def _placed(match: deadlines.Match | None, flat: Flat) -> Deadline | None:
    return replace(match.deadline, span=flat.span(match.start, match.end)) if match else None


def _flat_of(source: str, cell: Cell) -> Flat:
    return Flat.of(source, [(cell.start, cell.end)])


def _cell_deadline(source: str, cell: Cell | None, year: int | None) -> tuple[Deadline, tuple[str, ...]] | None:
    if not cell:
        return None
    flat = _flat_of(source, cell)
    match = deadlines.of_cell(flat.text, year)
    if not match:
        return None
    return replace(match.deadline, span=flat.span(0, len(flat.text))), match.doubts
