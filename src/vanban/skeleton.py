"""A source as a tree: its paragraphs, its head, its tables; what both the reader of plans and the linter begin with."""

import re
from dataclasses import dataclass, replace

from vanban.blocks import read_blocks
from vanban.flat import clean
from vanban.head import Head, read_head
from vanban.outline import APPENDIX, OTHER_TITLE, Node, Role, build, walk
from vanban.source import Source, Table
from vanban.tables import flattened, is_layout, layout_lines, task_rows

OTHER_KINDS = re.compile(r"^(?:BÁO CÁO|QUYẾT ĐỊNH|TỜ TRÌNH|THÔNG BÁO|NGHỊ QUYẾT|GIẤY MỜI|BIÊN BẢN|CÔNG VĂN|HỢP ĐỒNG)\b")
USUAL = (Role.PURPOSE, Role.CONTENTS, Role.FORMS, Role.TARGETS, Role.TASKS, Role.DUTIES)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """``nodes`` are the roots of the tree; ``tables`` the tables that say something, a flattened one last."""

    nodes: tuple[Node, ...]
    head: Head
    tables: tuple[Table, ...]
    has_appendix: bool

    @classmethod
    def of(cls, source: Source) -> "Skeleton":
        """The skeleton of a source; lines of a flattened table stand in the table only."""
        by_place = sorted((*source.lines, *layout_lines(source)), key=lambda line: line.start)
        whole = replace(source, lines=tuple(by_place))
        appendix, tables = _tables(whole)
        guessed = tables and not tables[-1].certain
        kept = tuple(line for line in whole.lines if not (guessed and line.start >= tables[-1].rows[0][0].start))
        nodes = build(read_blocks(replace(whole, lines=kept)))
        return cls(tuple(nodes), read_head(nodes, source.text), tables, appendix)

    @property
    def is_plan(self) -> bool:
        """Whether this is a plan: its name says so, or its sections do and no other name stands there."""
        if self.head.kind:
            return True
        if any(_other_kind(node.block.flat.text) for node in self.nodes[:12]):
            return False
        roles = {node.role for node in walk(list(self.nodes)) if node.heading}
        return len(roles.intersection(USUAL)) >= 2


def _other_kind(text: str) -> bool:
    return bool(OTHER_KINDS.match(text) or OTHER_TITLE.match(text))


def _tables(source: Source) -> tuple[bool, tuple[Table, ...]]:
    """Whether there is an appendix, and the tables of the document: true ones, and a flattened one where none is."""
    true = tuple(table for table in source.tables if not is_layout(table))
    start = next((line.start for line in source.lines if APPENDIX.match(clean(source.line_text(line)))), None)
    if not any(task_rows(table) for table in true):
        guess = flattened(source, start if start is not None else 0)
        if guess:
            return True, (*true, guess)
    return start is not None or bool(true), true
