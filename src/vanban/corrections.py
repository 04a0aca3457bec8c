"""A source that people set right, word by word, before it is read; and a source as JSON, to be kept until then.

A scan is read once (seconds a page); what a clerk decides about doubtful figures is put into the kept source, and the
plan is read from it anew in a fraction of a second. Only places that the reader itself called uncertain are touched.
"""

import dataclasses
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vanban.errors import ReadError
from vanban.source import Cell, Line, Setup, Sheet, Source, Table, Uncertain, Word

LONGEST = 200
"""Characters of one correction: a word, a number, at most a line."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Characters ``[start, end)`` of ``Source.text`` should read ``text``."""

    start: int
    end: int
    text: str


def corrected(source: Source, corrections: Iterable[Correction]) -> Source:
    """The source with the corrections in it; every offset follows, and the places that were decided are no longer
    uncertain (also those whose reading stays as it was).

    Raises:
        ReadError: ``bad_correction``: outside of the text, overlapping, empty, over two hundred characters or lines.
    """
    wanted = sorted(corrections, key=lambda one: (one.start, one.end))
    _check(source, wanted)
    moved = _mover(wanted)
    decided = {(one.start, one.end) for one in wanted}
    return replace(
        source,
        text=_text(source.text, wanted),
        lines=tuple(_moved(line, moved) for line in source.lines),
        words=tuple(_moved(word, moved) for word in source.words),
        tables=tuple(_table(table, moved, _text(source.text, wanted)) for table in source.tables),
        uncertain=tuple(_moved(one, moved) for one in source.uncertain if (one.start, one.end) not in decided),
    )


def _check(source: Source, wanted: Sequence[Correction]) -> None:
    at = 0
    for one in wanted:
        sound = at <= one.start < one.end <= len(source.text) and one.text.strip() and len(one.text) <= LONGEST
        if not sound or any(char < " " or char in "\u2028\u2029\x7f" for char in one.text):
            raise ReadError("bad_correction", "Chỗ sửa không còn khớp với văn bản. Hãy mở lại trang đối chiếu rồi sửa.")
        at = one.end


def _text(text: str, wanted: Sequence[Correction]) -> str:
    parts, at = [], 0
    for one in wanted:
        parts += [text[at : one.start], one.text]
        at = one.end
    return "".join([*parts, text[at:]])


def _mover(wanted: Sequence[Correction]) -> Callable[[int, bool], int]:
    """Where an offset of the old text lies in the new one. An offset inside of a corrected place goes to its edge: a
    start to its beginning, an end to its end."""
    starts = [one.start for one in wanted]
    shifts = [0]
    for one in wanted:
        shifts.append(shifts[-1] + len(one.text) - (one.end - one.start))

    def move(offset: int, is_end: bool) -> int:
        before = bisect_right(starts, offset - 1 if is_end else offset)
        if before and offset < wanted[before - 1].end:
            one = wanted[before - 1]
            return one.start + shifts[before - 1] + (len(one.text) if is_end else 0)
        return offset + shifts[before]

    return move


def _moved(item: Any, move: Callable[[int, bool], int]) -> Any:
    return replace(item, start=move(item.start, False), end=move(item.end, True))


def _table(table: Table, move: Callable[[int, bool], int], text: str) -> Table:
    rows = tuple(tuple(_cell(cell, move, text) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _cell(cell: Cell, move: Callable[[int, bool], int], text: str) -> Cell:
    if cell.start == cell.end:
        return replace(cell, start=move(cell.start, True), end=move(cell.start, True))
    moved: Cell = _moved(cell, move)
    return replace(moved, text=" ".join(text[moved.start : moved.end].split()))


def source_as_dict(source: Source) -> dict[str, Any]:
    """The source as JSON values; ``source_from_dict`` gives it back equal."""
    words = [[word.start, word.end, word.page, *word.box, word.confidence] for word in source.words]
    return {**dataclasses.asdict(replace(source, words=())), "words": words}  # thousands of them: without their names


def source_from_dict(data: Mapping[str, Any]) -> Source:
    """The source that ``source_as_dict`` wrote.

    Raises:
        ReadError: ``bad_source``: the data are of another version, or spoilt.
    """
    try:
        return Source(
            **{
                **data,
                "lines": tuple(Line(**_boxed(one)) for one in data["lines"]),
                "tables": tuple(_table_from(one) for one in data["tables"]),
                "uncertain": tuple(
                    Uncertain(**{**_boxed(one), "others": tuple(one["others"])}) for one in data["uncertain"]
                ),
                "sheets": tuple(Sheet(**one) for one in data["sheets"]),
                "notes": tuple(data["notes"]),
                "setup": Setup(**data["setup"]) if data.get("setup") else None,
                "words": tuple(
                    Word(one[0], one[1], one[2], (one[3], one[4], one[5], one[6]), one[7]) for one in data["words"]
                ),
            }
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise ReadError(
            "bad_source", "Bản đọc đã lưu không dùng được nữa. Hãy bấm “Đọc lại” để đọc lại tệp."
        ) from error


def _boxed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "box": tuple(data["box"]) if data["box"] else None}


def _table_from(data: Mapping[str, Any]) -> Table:
    rows = tuple(tuple(Cell(**cell) for cell in row) for row in data["rows"])
    return Table(**{**data, "rows": rows})
