"""Changes that came back from Word, as changes of the lines of a draft.

A line of words takes the new words. A target or a task takes the part before its fields where only that was changed;
else the whole sentence is kept as somebody's own wording, and the line says that its fields want looking at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lantoa.drafting.rules.blocks import Block, BlockKind, Bold, Flag
from lantoa.drafting.rules.composing import ROW
from lantoa.drafting.rules.merging import Changes, Content
from lantoa.drafting.rules.sentences import Names, sentence
from lantoa.drafting.rules.states import CELLS, GRID, PATH, State, words_of
from vanban.form.back import Change, accept
from vanban.form.document import Bullet, DataTable, Heading, Paragraph, Point

GONE = "Dòng này đã bị xóa trên phần mềm sau khi tải tệp Word này về; nếu vẫn cần, hãy thêm lại ở trang soạn."
LOOK = "Câu được sửa trong Word: hãy xem các ô bên dưới có khớp với câu mới không."
BOLD_KINDS = frozenset({BlockKind.TEXT.value, BlockKind.ITEM.value, BlockKind.POINT.value})
NEW = {Paragraph: BlockKind.TEXT, Bullet: BlockKind.ITEM, Point: BlockKind.POINT, DataTable: BlockKind.TABLE}


@dataclass(frozen=True, slots=True)
class Came:
    """One change for a person to decide. ``before`` and ``after``: words; ``takeable``: whether a line can take it;
    ``since``: what others did to the line after the file went out; ``row``: a line of the appendix."""

    index: int
    kind: str
    place: str
    before: str
    after: str
    takeable: bool
    since: str = ""
    row: bool = False

    @property
    def only_look(self) -> bool:
        """The words are the same; letters are bold now or not any more, or the line is of another kind."""
        return self.kind == "changed" and self.before == self.after


@dataclass(slots=True)
class _Taking:
    """What the accepted changes do to the lines. ``base``: the state that the changes are counted in."""

    content: Content
    base: State
    names: Names
    number: int
    blocks: dict[str, Block] = field(default_factory=dict)
    deleted: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    title: str = ""

    def place(self, part: str, index: int) -> str:
        """Key of the line before which something stands that is put before a place of the base: the first line from
        there on that is still in the draft; "" at the end of the part."""
        there = set(self.order)
        key = self.base.key_at(f"{part}[{index}]")
        while key and key not in there:
            index += 1
            key = self.base.key_at(f"{part}[{index}]")
        return key


def came(changes: Sequence[Change], since: Mapping[int, str] | None = None) -> list[Came]:
    """The changes as they are shown. ``since``: what others did to the lines meanwhile (``three.moved_on``)."""
    others = since or {}
    return [
        Came(
            index, change.kind, change.place, words_of(change.before), words_of(change.after),
            is_takeable(change) and others.get(index) != GONE, others.get(index, ""), bool(CELLS.match(change.path)),
        )
        for index, change in enumerate(changes)
    ]  # fmt: skip


def is_takeable(change: Change) -> bool:
    """Whether it can be taken over here; letterhead, signer, number and pictures are set elsewhere."""
    if CELLS.match(change.path):
        return change.kind != "moved"
    if GRID.match(change.path):
        return True
    if not PATH.match(change.path):
        return False
    kinds = {isinstance(one, DataTable) for one in (change.before, change.after) if one is not None}
    return len(kinds) < 2 and (change.path.startswith("body") or True not in kinds)


def taken_over(
    changes: Sequence[Change], content: Content, base: State, *, names: Names, number: int
) -> tuple[Changes, str]:
    """The accepted changes as changes of lines, and the new title ("" = as it was). ``base``: the draft as it was when
    the file went out."""
    work = _Taking(content, base, names, number, order=[block.key for block in content.blocks])
    _take_grids(work, [change for change in changes if GRID.match(change.path)])
    for change in changes:
        if cells := CELLS.match(change.path):
            _take_cells(work, int(cells[1]), change)
        elif (found := PATH.match(change.path)) and is_takeable(change):
            _take(work, found[1], int(found[2] or 0), change=change)
    blocks = tuple(work.blocks.values())
    return Changes(blocks, work.deleted, tuple(work.order), content.order_rev), work.title


def _take(work: _Taking, part: str, index: int, *, change: Change) -> None:
    if part == "title":
        work.title = words_of(change.after)
        return
    key = work.base.key_at(change.path)
    there = work.content.by_key().get(key)
    if change.kind == "added":
        _add(work, part, work.place(part, index), change=change)
    elif there is None:
        return
    elif change.kind == "removed":
        work.deleted[key] = there.rev
    elif change.kind == "moved":
        _move(work, key, work.place(part, _index(change.to)))
    else:
        work.blocks[key] = reworded(there, change.after, work.names, under=_under(work.content, key))


def _take_grids(work: _Taking, changed: Sequence[Change]) -> None:
    """Rows of the ward's own tables: the table as it is with the accepted rows."""
    if not changed:
        return
    made = accept(work.base.document, changed).body
    there = work.content.by_key()
    for index in {int(found[1]) for change in changed if (found := GRID.match(change.path))}:
        key = work.base.key_at(f"body[{index}]")
        if key in there:
            work.blocks[key] = replace(there[key], text=words_of(made[index]))


def _add(work: _Taking, part: str, before: str, *, change: Change) -> None:
    key = f"w{work.number}x{len(work.blocks)}"
    words = words_of(change.after)
    kind = (
        BlockKind.BASIS if part == "basis" else BlockKind.RECIPIENT if part == "recipients" else kind_of(change.after)
    )
    if words:
        work.blocks[key] = Block(key, kind.value, words, bold=bold_of(change.after, "") if kind in BOLD_KINDS else "")
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


def bold_of(value: Any, usual: str) -> str:
    """How bold a line came back: as a whole, up to its colon, not at all; bold letters elsewhere in it cannot be kept
    (ADR 0028): then it stays as it was."""
    text = getattr(value, "text", value)
    runs = [run for run in text if run.text.strip()] if isinstance(text, tuple) else []
    bold = [run.bold for run in runs]
    if not any(bold):
        return ""
    if all(bold):
        return Bold.WHOLE.value
    lead = "".join(run.text for run in runs[: bold.index(False)]) if bold[0] else ""
    is_lead = lead.rstrip().endswith(":") and not any(bold[bold.index(False) :])
    return Bold.LEAD.value if is_lead else usual


def reworded(block: Block, after: Any, names: Names, *, under: str) -> Block:
    """The line with the words that came back."""
    words = words_of(after).strip()
    if not block.is_commitment:
        return replace(block, text=words, bold=bold_of(after, block.bold) if block.kind in BOLD_KINDS else block.bold)
    if not block.wording:
        own = block.text.strip().rstrip(".;:, ")
        rest = sentence(block, names, under=under).removeprefix(own)
        if words.endswith(rest) and len(words) > len(rest):
            return replace(block, text=words.removesuffix(rest))
    return replace(block, wording=words, flag=Flag.WORD.value, note=LOOK)


def _take_cells(work: _Taking, index: int, change: Change) -> None:
    """A line of the appendix: the task, its units and its output, as far as the units are known by these names. A new
    line is a new task behind the one above it; a line that is gone takes its task along."""
    table = _appendix(work.base)
    if table is None or index > len(table.row_anchors):
        return
    if change.kind == "added":
        before = table.row_anchors[index - 1].removesuffix(ROW) if index else ""
        block = _with_cells(work, Block(f"w{work.number}x{len(work.blocks)}", BlockKind.TASK.value), change.after)
        at = work.order.index(before) + 1 if before in work.order else _first_task(work)
        work.order.insert(at, block.key)
        work.blocks[block.key] = block
        return
    key = table.row_anchors[index].removesuffix(ROW)
    there = work.blocks.get(key) or work.content.by_key().get(key)
    if there is None:
        return
    if change.kind == "removed":
        work.deleted[key] = there.rev
        return
    work.blocks[key] = _with_cells(work, there, change.after, when=words_of(table.rows[index][4]))


def _appendix(base: State) -> DataTable | None:
    table = base.document.appendices[0].blocks[0] if base.document.appendices else None
    return table if isinstance(table, DataTable) else None


def _first_task(work: _Taking) -> int:
    now = work.content.by_key()
    places = (at for at, key in enumerate(work.order) if key in now and now[key].kind == BlockKind.TASK.value)
    return next(places, _end(work, "body"))


def _with_cells(work: _Taking, there: Block, cells: Any, *, when: str = "") -> Block:
    """The task as its line of the appendix has it; what cannot be taken into a field is told beside it."""
    if not isinstance(cells, tuple) or len(cells) < 6:
        return there
    said = [words_of(cell).strip() for cell in cells]
    ids = {name: pk for pk, name in work.names.items()}
    helpers = [one.strip() for one in said[3].split(",") if one.strip()]
    row = replace(there, text=said[1] or there.text, output=said[5][:200], lead=ids.get(said[2], there.lead))
    if all(one in ids for one in helpers):
        row = replace(row, coordinating=tuple(ids[one] for one in helpers))
    if said[4] != when or said[2] not in {"", *ids}:
        row = replace(row, flag=Flag.WORD.value, note=f"Phụ lục trong Word ghi: {said[2]}; {said[4]}."[:500])
    return row


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
