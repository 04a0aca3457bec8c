"""What order and closed lists set right in the tables of scans: the numbers of rows, words of headers, names of units
that the document writes again and again. What was read before is kept beside each repair.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from vanban.closeness import letters_apart
from vanban.flat import fold
from vanban.readers.grid import ABOVE, Grid
from vanban.readers.seen import MARK, Seen, unmarked
from vanban.restoring.spelling import is_syllable
from vanban.tables import COLUMNS

ROW = re.compile(r"(\d{1,3})[.,:]?")
LIKE_ROW = re.compile(r"\W*\w{0,3}\W*")
"""What may be the number of a row, misread: short, or nothing."""
HEADERS = (
    "TT", "STT", "Số TT", "Nhiệm vụ", "Nội dung", "Nội dung công việc", "Nội dung nhiệm vụ", "Nội dung thực hiện",
    "Nội dung tuyên truyền", "Hình thức tuyên truyền", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp",
    "Cơ quan chủ trì", "Cơ quan phối hợp", "Đơn vị chủ trì", "Đơn vị phối hợp", "Đơn vị thực hiện", "Chủ trì",
    "Phối hợp", "Thời gian hoàn thành", "Thời gian thực hiện", "Thời hạn hoàn thành", "Thời gian", "Thời hạn",
    "Sản phẩm", "Kết quả", "Sản phẩm, kết quả", "Kết quả, sản phẩm", "Ghi chú", "Kinh phí", "Chỉ tiêu", "Đối tượng",
)  # fmt: skip
UNITS = (
    "Văn phòng HĐND và UBND", "Văn phòng HĐND&UBND", "Phòng Văn hóa - Xã hội", "Phòng Văn hóa xã hội",
    "Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế - Hạ tầng và Đô thị",
    "Trung tâm Phục vụ hành chính công", "Công an phường", "Công an xã", "Ban Chỉ huy Quân sự",
    "Các phòng, ban chuyên môn", "Các cơ quan, đơn vị", "Các phòng, ban, đơn vị", "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Đoàn Thanh niên", "Hội Liên hiệp Phụ nữ", "Hội Nông dân", "Hội Cựu chiến binh",
)  # fmt: skip
FEW = 2
"""Letters by which two cells may differ and still say the same; for cells of fewer than ``LONG`` letters, one."""
LONG = 12
EDGE = " .,:;'`"
SURE = 0.93
"""A word that the engine is surer of, and that is a syllable, stays."""


@dataclass(slots=True)
class Mender:
    """Mends the tables of one document. ``known``: its words by their marks; ``names``: units that it names elsewhere,
    or that the commune has; ``changed``: the words that are others now."""

    known: Mapping[str, Seen]
    names: Iterable[str] = ()
    changed: dict[str, Seen] = field(default_factory=dict)

    def mended(self, grid: Grid) -> Grid:
        """The table with its numbers, headers and names set right."""
        rows = [list(row) for row in grid]
        if len(rows) < 2 or not any(mark in self.known for row in rows for cell in row for mark in MARK.findall(cell)):
            return rows
        if dict(COLUMNS)["number"].search(fold(unmarked(rows[0][0])).strip(" .")):
            for row, text in _numbers([row[0] for row in rows[1:]]):
                rows[row + 1][0] = self._with([text], rows[row + 1][0])
        rows[0] = [self._like(cell, HEADERS) for cell in rows[0]]
        said = Counter(unmarked(cell).strip(EDGE) for row in rows[1:] for cell in row)
        often = [text for text, times in said.items() if times > 1]
        return [rows[0], *([self._like(cell, [*often, *UNITS, *self.names]) for cell in row] for row in rows[1:])]

    def _like(self, cell: str, known: Sequence[str]) -> str:
        """The cell as the one entry of a list says it that differs in few letters."""
        plain = unmarked(cell).strip()
        if cell == ABOVE or not plain or plain in known or any(map(str.isdigit, plain)):
            return cell
        same = {one for one in known if _nearly(plain, one)}
        words = same.pop().split() if len(same) == 1 else []
        doubtful = words and all(map(self._is_doubtful, cell.split(), words))
        return self._with(words, cell) if doubtful else cell

    def _is_doubtful(self, part: str, word: str) -> bool:
        """Whether a word may be read as another one: it is the same but for a mark beside it, the engine was not sure
        of it, or it is no syllable."""
        read = unmarked(part)
        seen = self.known.get(part[:1])
        if read.strip(EDGE) == word.strip(EDGE):
            return True
        return bool(seen and seen.confidence < SURE) or not is_syllable(read.strip(EDGE).lower())

    def _with(self, words: Sequence[str], cell: str) -> str:
        """The cell with other words, which keep the places of those that they stand for."""
        parts = cell.split()
        if len(parts) != len(words):
            return " ".join(words)
        return " ".join(self._other(part, word) for part, word in zip(parts, words, strict=True))

    def _other(self, part: str, word: str) -> str:
        mark, seen = (part[0], self.known.get(part[0])) if MARK.match(part) else ("", None)
        if seen and seen.text != word:
            others = tuple(dict.fromkeys((seen.text, *seen.others)))
            self.changed[mark] = replace(seen, text=word, kind=seen.kind or "repaired", others=others)
        return mark + word


def _nearly(read: str, known: str) -> bool:
    """Whether a cell says what an entry of a list says, a few letters aside; never where only a mark at its end is
    missing."""
    if len(read.split()) != len(known.split()) or abs(len(read) - len(known)) > FEW:
        return False
    bare = read.strip(EDGE)
    return letters_apart(bare, known) <= (FEW if len(known) >= LONG else 1) and fold(bare)[:1] == fold(known)[:1]


def _numbers(column: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Rows whose number has to be another, with that number: those between two that count on, and those whose full stop
    is missing where most have one. Only where most rows have a number that fits."""
    cells = [unmarked(cell).strip() for cell in column]
    found = [ROW.fullmatch(cell) for cell in cells]
    sure = _counting([int(one[1]) if one else None for one in found])
    if len(sure) < 2 or 2 * len(sure) < len(cells):
        return
    stop = "." if 2 * sum(cells[row].endswith((".", ",")) for row in sure) > len(sure) else ""
    right = sure | {row: sure[before] + row - before for row, before in _between(sure, cells)}
    for row, number in sorted(right.items()):
        if cells[row] != f"{number}{stop}":
            yield row, f"{number}{stop}"


def _counting(numbers: Sequence[int | None]) -> dict[int, int]:
    """The rows whose numbers count on from row to row: the longest series, gaps for groups allowed."""
    best: list[dict[int, int]] = []
    for row, number in enumerate(numbers):
        if number is None:
            continue
        before = [one for one in best if max(one.values()) < number <= max(one.values()) + row - max(one)]
        longest = max(before, key=len, default={})
        best.append(longest | {row: number})
    return max(best, key=len, default={})


def _between(sure: Mapping[int, int], cells: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Rows between two numbers that leave room for exactly them, and the last row; with the row before that counts."""
    for before, after in pairwise(sorted(sure)):
        if sure[after] - sure[before] == after - before:
            yield from ((row, before) for row in range(before + 1, after) if LIKE_ROW.fullmatch(cells[row]))
    first, last = min(sure), max(sure)
    if sure[first] == first + 1:
        yield from ((row, first) for row in range(first) if cells[row] and LIKE_ROW.fullmatch(cells[row]))
    rest = range(last + 1, len(cells))
    if all(cells[row] and LIKE_ROW.fullmatch(cells[row]) for row in rest):
        yield from ((row, last) for row in rest)
