"""A plan from its source: ``read_plan`` is the door of the library."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vanban.blocks import UPPER, Mark
from vanban.channels import find_channels
from vanban.check.checker import check_subject
from vanban.check.subject import Subject
from vanban.dates import iso, parse_day
from vanban.errors import ReadError
from vanban.flat import Flat, clean, fold
from vanban.head import NUMBER, Head
from vanban.known_units import known_units
from vanban.organisations import Found, find_units
from vanban.outline import Node, Role, Zone, sections, walk
from vanban.readers.damage import is_damaged, is_vietnamese
from vanban.readers.refusals import check_words, refusal
from vanban.reading import Item, Reading, Reference, Stretch, Target, Task, plain
from vanban.references import Act, find_acts, merge
from vanban.register import Register, register
from vanban.skeleton import Skeleton
from vanban.source import Source, Table, Uncertain, printed_lines
from vanban.tables import task_rows
from vanban.target_tables import targets_of
from vanban.targets import read_targets
from vanban.tasks import Tasks
from vanban.topics import find_audiences, topic_of

LONGEST = 400_000
"""Characters. A plan has some 20,000; beyond this a file is something else, and reading it would only cost time."""

APPENDIX_NAME = re.compile(r"(?:PHỤ LỤC|Phụ lục)")

NOT_A_PLAN = (
    "Tệp này không giống một kế hoạch: không thấy tên loại “KẾ HOẠCH” và các mục thường có. "
    "Hãy kiểm tra xem đã chọn đúng tệp chưa."
)


def read_plan(source: Source, *, names: Sequence[str] = ()) -> Reading:
    """A source → the full reading. ``names``: units that the caller knows, told from other words wherever they stand,
    however unusual they are (``known_units``).

    Raises ReadError ``empty``, ``too_long``, ``endless_word``, ``damaged_text`` or ``not_a_plan``."""
    with known_units(names):
        reading, is_plan = _read(source)
    if not is_plan:
        raise ReadError("not_a_plan", NOT_A_PLAN)
    return reading


def read_document(source: Source, *, acts: Register | None = None, names: Sequence[str] = ()) -> Reading:
    """As ``read_plan``, for a text that need not be a plan; ``acts``: another register than the one that ships.

    Raises ReadError ``empty``, ``too_long``, ``endless_word``, ``damaged_text``."""
    with known_units(names):
        return _read(source, acts)[0]


def check_text(text: str) -> None:
    """Raise ReadError where a text cannot be read at all."""
    if not text.strip():
        raise refusal("empty")
    if len(text) > LONGEST:
        raise refusal("too_long", limit=LONGEST // 3000)
    check_words(text)
    if is_damaged(text) and is_vietnamese(text):
        raise refusal("damaged_text")


def _read(source: Source, acts: Register | None = None) -> tuple[Reading, bool]:
    check_text(source.text)
    skeleton = Skeleton.of(source)
    head = skeleton.head
    year = int(head.period.end[:4]) if head.period and head.period.end else None
    nodes = list(skeleton.nodes)
    tasks = Tasks(source, year)
    tasks.read(nodes)
    for index, table in enumerate(skeleton.tables, 1):
        for row in task_rows(table):
            tasks.read_row(row, _table_name(nodes, table, index))
    reading = _assemble(source, _Found(skeleton, tuple(tasks.found)))
    subject = Subject(reading, source, skeleton, acts or register())
    made = replace(reading, contradictions=subject.contradictions)
    return replace(made, findings=check_subject(subject)), skeleton.is_plan


def _table_name(nodes: list[Node], table: Table, index: int) -> str:
    """The heading that a table stands under: "Phụ lục 1"."""
    place = table.rows[0][0].start
    before = [node for node in nodes if node.block.start <= place and node.zone is Zone.APPENDIX]
    named = [node.block.flat.text for node in before if APPENDIX_NAME.match(node.block.flat.text)]
    return named[-1][:60] if named else f"Bảng {index}"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the first steps found, for the last one."""

    skeleton: Skeleton
    tasks: tuple[Task, ...]


def _assemble(source: Source, found: _Found) -> Reading:
    of = found.skeleton
    text, head, nodes, tasks = source.text, of.head, list(of.nodes), list(found.tasks)
    everything = walk(nodes)
    inner = [node.block.flat for node in everything if _speaks(node)] + _cells(text, of.tables)
    references = _references(text, [node for node in everything if not _is_own(node, head)], head)
    targets = [*read_targets(text, nodes, tasks)]
    targets += _of_tables(text, found, targets)
    return Reading(
        text=text,
        kind=head.kind,
        number=head.number,
        issued_on=head.issued_on,
        place=head.place,
        issuer=head.issuer,
        title=head.title,
        period=head.period,
        commune=None if _is_unsure(source, head.commune) else head.commune,
        sections=sections(nodes),
        references=tuple(references),
        targets=tuple(targets),
        tasks=tuple(tasks),
        contents=tuple(_contents(text, everything)),
        channels=_mentions(inner, lambda flat: [(one, code.value) for one, code in find_channels(flat)]),
        audiences=_mentions(inner, lambda flat: [(one, code.value) for one, code in find_audiences(flat)]),
        organisations=_mentions(inner, lambda flat: [(one, None) for one in find_units(flat)]),
        recipients=tuple(_recipients(text, nodes)),
        funding=tuple(_funding(text, everything)),
        tables=of.tables,
        uncertain=tuple(_stretch(source, one) for one in source.uncertain),
        source=_source_facts(source),
    )


def _is_unsure(source: Source, item: Item | None) -> bool:
    """Whether a name stands on words that could not be read surely: people are asked, it is not guessed."""
    if item is None:
        return False
    start, end = item.span
    return any(one.kind == "unsure" and one.start < end and start < one.end for one in source.uncertain)


INNER = (Zone.PREAMBLE, Zone.BODY, Zone.CLOSING)


def _speaks(node: Node) -> bool:
    """Whether a paragraph is the plan's own words: its body and its title, not the forms of the head."""
    return node.zone in INNER or (node.zone is Zone.HEAD and not node.block.flat.text.isupper())


def _cells(text: str, tables: tuple[Table, ...]) -> list[Flat]:
    return [Flat.of(text, [(cell.start, cell.end)]) for table in tables for row in table.rows[1:] for cell in row]


def _source_facts(source: Source) -> dict[str, Any]:
    facts = {"format": source.format, "pages": source.pages, "engine": source.engine, "notes": list(source.notes)}
    seen = [sheet.confidence for sheet in source.sheets if sheet.confidence is not None]
    return {
        **facts,
        "sheets": [plain(sheet) for sheet in source.sheets],
        "lines": printed_lines(source) if source.words else [],
        "confidence": round(sum(seen) / len(seen), 3) if seen else None,
    }


def _stretch(source: Source, one: Uncertain) -> Stretch:
    text = source.text[one.start : one.end]
    return Stretch(text, (one.start, one.end), one.kind, one.confidence, one.others, one.page, one.box)


def _of_tables(text: str, of: _Found, known: list[Target]) -> list[Target]:
    """Targets in the columns of tables, but for the rows whose own wording holds one."""
    found: list[Target] = []
    for index, table in enumerate(of.skeleton.tables, 1):
        name = _table_name(list(of.skeleton.nodes), table, index)
        taken = {one.row for one in known if one.section == name}
        found.extend(replace(one, section=name) for one in targets_of(text, table, taken))
    return found


ATTACHED = re.compile(r"^\W{0,2}(?:Ban hành )?[Kk]èm theo ")


def _is_own(node: Node, head: Head) -> bool:
    """Whether a line names the plan itself: "Số: 09/KH-UBND" in its head, "(Kèm theo Kế hoạch …)" in its appendix."""
    text = node.block.flat.text
    if node.zone is Zone.APPENDIX and ATTACHED.match(text):
        return True
    return node.zone is Zone.HEAD and bool(head.number and NUMBER.search(text))


def _itself(act: Act, head: Head) -> bool:
    """Whether an act is the plan that names it: its number, and no other day or higher issuer."""
    if not head.number or fold(act.number or "") != fold(head.number):
        return False
    day = iso(parse_day(act.date)) if act.date else None
    higher = re.search(r"tỉnh|thành phố|Chính phủ|Bộ|Sở", act.issuer or "")
    return day == head.issued_on if day and head.issued_on else not higher


def _references(text: str, nodes: list[Node], head: Head) -> list[Reference]:
    """One entry for each distinct act, at its first mention; the plan is not its own."""
    flats = [node.block.flat for node in nodes]
    acts = [replace(act, place=flat.span(act.start, act.end)) for flat in flats for act in find_acts(flat.text)]
    acts = [act for act in acts if not _itself(act, head)]
    return [
        Reference(
            text=clean(text[slice(*act.place)]),
            span=act.place,
            kind=act.kind,
            number=act.number,
            as_written=act.as_written,
            date=act.date,
            issued_on=iso(parse_day(act.date)) if act.date else None,
            issuer=act.issuer,
            title=act.title,
        )
        for act in merge(acts)
    ]


def _mentions(flats: Iterable[Flat], find: Callable[[str], list[tuple[Found, str | None]]]) -> tuple[Item, ...]:
    """Each distinct wording once, at its first place."""
    seen: dict[str, Item] = {}
    for flat in flats:
        for found, code in find(flat.text):
            key = fold(found.text)
            if key not in seen:
                seen[key] = Item(found.text, flat.span(found.start, found.end), code)
    return tuple(seen.values())


def _contents(text: str, nodes: list[Node]) -> Iterable[Item]:
    """What the campaign is to speak of: each paragraph of the section of contents that is not only an introduction."""
    for node in nodes:
        if node.role is not Role.CONTENTS or node.zone is not Zone.BODY or node.heading:
            continue
        if node.text.rstrip().endswith(":") and (node.children or node.block.mark is Mark.NONE):
            continue
        span = node.block.body.span(0, len(node.text))
        topic = topic_of(node.text)
        yield Item(clean(text[span[0] : span[1]]), span, topic.value if topic else None)


SIGNED = re.compile(rf"(?:TM|KT|TL|TUQ)\. ?[{UPPER}]|(?:PHÓ )?CHỦ TỊCH\b")


def _recipients(text: str, nodes: list[Node]) -> Iterable[Item]:
    for node in nodes:
        if node.zone is not Zone.RECIPIENTS:
            continue
        body = node.block.body
        first = body.text.startswith("Nơi nhận")
        if not first and node.block.mark is Mark.NONE and not body.text.endswith((";", ".")):
            continue
        start = len("Nơi nhận") if first else 0
        signed = SIGNED.search(body.text)
        end = signed.start() if signed else len(body.text)
        while start < end and body.text[start] in " :-":
            start += 1
        while end > start and body.text[end - 1] in " ;.,":
            end -= 1
        if end > start:
            span = body.span(start, end)
            yield Item(clean(text[span[0] : span[1]]), span)


def _funding(text: str, nodes: list[Node]) -> Iterable[Item]:
    """Paragraphs of the section of funding, and the heading itself where it says all ("III. Kinh phí: …")."""
    for node in nodes:
        if node.role is Role.FUNDING and node.zone is Zone.BODY and not (node.heading and len(node.text) < 60):
            span = node.block.body.span(0, len(node.text))
            yield Item(clean(text[span[0] : span[1]]), span)
