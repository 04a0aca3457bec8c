"""Tables compared row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from vanban.form.back_lists import Edit, edited, edits, key_of
from vanban.form.document import DataTable, Text


def same_columns(before: DataTable, after: DataTable) -> bool:
    """Whether two tables can be compared row by row."""
    return len(before.header) == len(after.header)


def table_changes(before: DataTable, after: DataTable) -> list[tuple[str, Edit]]:
    """What was done to a table of as many columns: the part ("header", "rows[3]") and the edit of it."""
    found: list[tuple[str, Edit]] = []
    if key_of(_row(before.header)) != key_of(_row(after.header)):
        found.append(("header", Edit("changed", 0, before.header, after.header)))
    return [*found, *((f"rows[{edit.at}]", edit) for edit in edits(list(before.rows), list(after.rows)))]


def _row(cells: Sequence[Text]) -> tuple[Text, ...]:
    return tuple(cells)


def with_cells(table: Any, parts: Iterable[tuple[str, Edit]]) -> DataTable:
    """A table with chosen edits of its head and rows. Raises ``TypeError`` where there is no table, ``ValueError``
    where a row has too many or too few cells."""
    if not isinstance(table, DataTable):
        raise TypeError("table")
    given = list(parts)
    header = table.header
    for path, edit in given:
        if path.endswith(".header"):
            header = edit.after
    own = [edit for path, edit in given if not path.endswith(".header")]
    anchors = edited(list(table.row_anchors), [_named(edit) for edit in own]) if table.row_anchors else []
    return replace(table, header=header, rows=tuple(edited(list(table.rows), own)), row_anchors=tuple(anchors))


def _named(edit: Edit) -> Edit:
    """The same edit of the rows' names: a new row has none, a changed one keeps its own."""
    if edit.kind == "changed":
        return Edit("moved", edit.at, to=edit.at)
    return replace(edit, before=None, after="" if edit.kind == "added" else None)
