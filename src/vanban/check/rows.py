"""Numbers in the first column of a table: one left out, one given twice."""

import re
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.source import Cell, Table

COUNTS = re.compile(r"(?:số )?(?:s?tt|thứ tự)\.?", re.I)
NUMBER = re.compile(r"0?(\d{1,3})[.)]?")
FEWEST = 3
"""Numbered rows that make a count."""


def gaps(subject: Subject) -> Iterator[Found]:
    """A row "4" behind a row "2"; two rows with the same number. A count may begin anew under a row without a figure
    ("I", "A"), and a cell that is left empty goes on with the row above. Tables guessed from text are let be."""
    for table in subject.reading.tables:
        numbered = _numbered(table)
        if len(numbered) >= FEWEST:
            yield from _of_column(numbered)


def _numbered(table: Table) -> list[tuple[int, Cell]]:
    """The figures of a column that counts; 0 for a row that groups others."""
    if not table.certain or not COUNTS.fullmatch(table.rows[0][0].text.strip()):
        return []
    found = []
    for row in table.rows[1:]:
        text = row[0].text.strip()
        figure = NUMBER.fullmatch(text)
        if figure or text:
            found.append((int(figure[1]) if figure else 0, row[0]))
    return found


def _of_column(numbered: list[tuple[int, Cell]]) -> Iterator[Found]:
    before = 0
    for figure, cell in numbered:
        span = cell.start, cell.end
        if figure and before and figure == before:
            yield Found(f"Hai dòng của bảng cùng đánh số “{figure}”.", span)
        elif figure > 1 and before and figure != before + 1:
            yield Found(f"Số thứ tự trong bảng không liên tục: sau “{before}” là “{figure}”.", span)
        before = figure
