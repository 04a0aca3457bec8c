"""A draft at one moment: its lines, the document that they make, and which line a path of the document means."""

import re
from dataclasses import dataclass
from typing import Any

from lantoa.drafting.rules.blocks import Block, BlockKind
from lantoa.drafting.rules.grids import text_of
from vanban.form.back_lists import key_of
from vanban.form.document import DataTable, OfficialDocument, plain

PATH = re.compile(r"^(title|basis|body|recipients)(?:\[(\d+)\])?$")
CELLS = re.compile(r"^appendices\[0\]\.blocks\[0\]\.rows\[(\d+)\]$")
GRID = re.compile(r"^body\[(\d+)\]\.(?:rows\[\d+\]|header)$")
"""A row of a table that the ward wrote itself."""


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


@dataclass(frozen=True, slots=True)
class State:
    """A draft at one moment: its lines and the document that they make."""

    blocks: tuple[Block, ...]
    document: OfficialDocument

    def key_at(self, path: str) -> str:
        """Key of the line that a path means; "" for what is no line, and behind the last."""
        if cells := CELLS.match(path):
            return _row_key(self.document, int(cells[1]))
        found = GRID.match(path) or PATH.match(path)
        if found is None:
            return ""
        part, index = (found[1], int(found[2] or 0)) if found.re is PATH else ("body", int(found[1]))
        if part == "body":
            body = self.document.body
            return getattr(body[index], "anchor", "") if index < len(body) else ""
        kind = {"basis": BlockKind.BASIS, "recipients": BlockKind.RECIPIENT}.get(part)
        keys = [one.key for one in self.blocks if kind and one.kind == kind.value and one.text]
        return keys[index] if index < len(keys) else ""

    def looks(self) -> dict[str, Any]:
        """What is printed for each line, by key, as Word files are compared: words, what is bold, the kind; a
        task's line of the appendix by key and ``ROW``."""
        said: dict[str, Any] = {"title": key_of(self.document.title)}
        said |= {block.key: key_of(block.text) for block in self.blocks}
        said |= {str(getattr(one, "anchor", "")): key_of(one) for one in self.document.body}
        for table in self.document.appendices[0].blocks[:1] if self.document.appendices else ():
            if isinstance(table, DataTable):
                said |= {key: key_of(row) for key, row in zip(table.row_anchors, table.rows, strict=False)}
        return said


def _row_key(document: OfficialDocument, index: int) -> str:
    table: Any = document.appendices[0].blocks[0] if document.appendices else None
    anchors = table.row_anchors if isinstance(table, DataTable) else ()
    return anchors[index] if index < len(anchors) else ""
