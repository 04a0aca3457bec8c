"""Changes that came back from Word, as changes of the lines of a draft.

A line of words takes the new words. A target or a task takes the part before its fields where only that was changed;
else the whole sentence is kept as somebody's own wording, and the line says that its fields want looking at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lantoa.drafting.rules.blocks import Block, BlockKind, Flag
from lantoa.drafting.rules.composing import ROW
from lantoa.drafting.rules.grids import text_of
from lantoa.drafting.rules.merging import Changes, Content
from lantoa.drafting.rules.sentences import Names, sentence
from vanban.form.back import Change, accept
from vanban.form.document import Bullet, DataTable, Heading, OfficialDocument, Paragraph, Point, plain

PATH = re.compile(r"^(title|basis|body|recipients)(?:\[(\d+)\])?$")
CELLS = re.compile(r"^appendices\[0\]\.blocks\[0\]\.rows\[(\d+)\]$")
LOOK = "Câu được sửa trong Word: hãy xem các ô bên dưới có khớp với câu mới không."
GRID = re.compile(r"^body\[(\d+)\]\.(?:rows\[\d+\]|header)$")
"""A row of a table that the ward wrote itself."""
NEW = {Paragraph: BlockKind.TEXT, Bullet: BlockKind.ITEM, Point: BlockKind.POINT, DataTable: BlockKind.TABLE}


@dataclass(frozen=True, slots=True)
class Came:
    """One change for a person to decide. ``before`` and ``after``: words; ``takeable``: whether a line can take it."""

    index: int
    kind: str
    place: str
    before: str
    after: str
    takeable: bool


@dataclass(slots=True)
class _Taking:
    """What the accepted changes do to the lines."""

    content: Content
    document: OfficialDocument
    names: Names
    number: int
    blocks: dict[str, Block] = field(default_factory=dict)
    deleted: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    title: str = ""

    def key_at(self, part: str, index: int) -> str:
        """Key of the line that a path means; "" behind the last."""
        if part == "body":
            body = self.document.body
            return getattr(body[index], "anchor", "") if index < len(body) else ""
        kind = BlockKind.BASIS if part == "basis" else BlockKind.RECIPIENT
        keys = [block.key for block in self.content.blocks if block.kind == kind.value and block.text]
        return keys[index] if index < len(keys) else ""


def came(changes: Sequence[Change]) -> list[Came]:
    """The changes as they are shown."""
    return [
        Came(index, change.kind, change.place, words_of(change.before), words_of(change.after), is_takeable(change))
        for index, change in enumerate(changes)
    ]


def is_takeable(change: Change) -> bool:
    """Whether it can be taken over here; letterhead, signer, number and pictures are set elsewhere."""
    if CELLS.match(change.path):
        return change.kind == "changed"
    if GRID.match(change.path):
        return True
    if not PATH.match(change.path):
        return False
    kinds = {isinstance(one, DataTable) for one in (change.before, change.after) if one is not None}
    return len(kinds) < 2 and (change.path.startswith("body") or True not in kinds)


def words_of(value: Any) -> str:
    """The words of a block, a line, or a row of cells."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        runs = all(hasattr(one, "text") for one in value)
        return plain(value) if runs else " | ".join(words_of(one) for one in value)
    if isinstance(value, DataTable):
        return text_of([[plain(cell) for cell in row] for row in (value.header, *value.rows)])
    return plain(getattr(value, "text", "") or getattr(value, "title", ""))


def taken_over(
    changes: Sequence[Change], content: Content, document: OfficialDocument, *, names: Names, number: int
) -> tuple[Changes, str]:
    """The accepted changes as changes of lines, and the new title ("" = as it was)."""
    work = _Taking(content, document, names, number, order=[block.key for block in content.blocks])
    _take_grids(work, [change for change in changes if GRID.match(change.path)])
    for change in changes:
        if cells := CELLS.match(change.path):
            _take_row(work, int(cells[1]), change.after)
        elif (found := PATH.match(change.path)) and is_takeable(change):
            _take(work, found[1], int(found[2] or 0), change=change)
    blocks = tuple(work.blocks.values())
    return Changes(blocks, work.deleted, tuple(work.order), content.order_rev), work.title


def _take(work: _Taking, part: str, index: int, *, change: Change) -> None:
    if part == "title":
        work.title = words_of(change.after)
        return
    key = work.key_at(part, index)
    there = work.content.by_key().get(key)
    if change.kind == "added":
        _add(work, part, key, change=change)
    elif there is None:
        return
    elif change.kind == "removed":
        work.deleted[key] = there.rev
    elif change.kind == "moved":
        _move(work, key, work.key_at(part, _index(change.to)))
    else:
        work.blocks[key] = reworded(there, change.after, work.names, under=_under(work.content, key))


def _take_grids(work: _Taking, changed: Sequence[Change]) -> None:
    """Rows of the ward's own tables: the table as it is with the accepted rows."""
    if not changed:
        return
    made = accept(work.document, changed).body
    there = work.content.by_key()
    for index in {int(found[1]) for change in changed if (found := GRID.match(change.path))}:
        key = work.key_at("body", index)
        if key in there:
            work.blocks[key] = replace(there[key], text=words_of(made[index]))


def _add(work: _Taking, part: str, before: str, *, change: Change) -> None:
    key = f"w{work.number}{len(work.blocks)}"
    words = words_of(change.after)
    kind = (
        BlockKind.BASIS if part == "basis" else BlockKind.RECIPIENT if part == "recipients" else kind_of(change.after)
    )
    if words:
        work.blocks[key] = Block(key, kind.value, words)
        at = work.order.index(before) if before in work.order else _end(work, part)
        work.order.insert(at, key)


def _end(work: _Taking, part: str) -> int:
    """Behind the last line of the part."""
    kinds = {"basis": {BlockKind.BASIS.value}, "recipients": {BlockKind.RECIPIENT.value}}
    now = work.content.by_key()
    own = kinds.get(part, set(BlockKind) - {BlockKind.RECIPIENT.value})
    places = [at for at, key in enumerate(work.order, 1) if key in now and now[key].kind in own]
    return max(places, default=len(work.order))


def kind_of(block: Any) -> BlockKind:
    """What a block of Word becomes as a new line."""
    if isinstance(block, Heading):
        return BlockKind.SECTION if block.level == 1 else BlockKind.HEADING
    return NEW.get(type(block), BlockKind.TEXT)


def _move(work: _Taking, key: str, before: str) -> None:
    work.order.remove(key)
    at = work.order.index(before) if before in work.order else _end(work, "body")
    work.order.insert(at, key)


def reworded(block: Block, after: Any, names: Names, *, under: str) -> Block:
    """The line with the words that came back."""
    words = words_of(after).strip()
    if not block.is_commitment:
        return replace(block, text=words)
    if not block.wording:
        own = block.text.strip().rstrip(".;:, ")
        rest = sentence(block, names, under=under).removeprefix(own)
        if words.endswith(rest) and len(words) > len(rest):
            return replace(block, text=words.removesuffix(rest))
    return replace(block, wording=words, flag=Flag.WORD.value, note=LOOK)


def _take_row(work: _Taking, index: int, cells: Any) -> None:
    """A line of the appendix: the task, its units and its output, as far as the units are known by these names."""
    table = work.document.appendices[0].blocks[0] if work.document.appendices else None
    if not isinstance(table, DataTable) or index >= len(table.row_anchors) or not isinstance(cells, tuple):
        return
    key = table.row_anchors[index].removesuffix(ROW)
    there = work.blocks.get(key) or work.content.by_key().get(key)
    if there is None or len(cells) < 6:
        return
    said = [words_of(cell).strip() for cell in cells]
    ids = {name: pk for pk, name in work.names.items()}
    helpers = [one.strip() for one in said[3].split(",") if one.strip()]
    row = replace(there, text=said[1] or there.text, output=said[5][:200], lead=ids.get(said[2], there.lead))
    if all(one in ids for one in helpers):
        row = replace(row, coordinating=tuple(ids[one] for one in helpers))
    if said[4] != words_of(table.rows[index][4]) or said[2] not in {"", *ids}:
        row = replace(row, flag=Flag.WORD.value, note=f"Phụ lục trong Word ghi: {said[2]}; {said[4]}."[:500])
    work.blocks[key] = row


def _index(path: str) -> int:
    found = re.search(r"\[(\d+)\]$", path)
    return int(found[1]) if found else 0


def _under(content: Content, key: str) -> str:
    """The unit that the heading above a line names."""
    under = ""
    for block in content.blocks:
        if block.key == key:
            return under
        if block.kind in {BlockKind.HEADING.value, BlockKind.SECTION.value}:
            under = block.lead
    return under
