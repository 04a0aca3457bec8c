"""The lines under which a leader signs: seals and signatures run through them, and there are few that they can be.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7: "TM.", "KT.", "TL.", "TUQ.", "Q." before the office, in capitals. A line
is set right only towards this list. The name below is never guessed: where the engine was not sure, the clerk is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vanban.closeness import letters_apart
from vanban.letters import bare
from vanban.readers.pdf_page import Piece
from vanban.readers.seen import Seen

BODIES = ("ỦY BAN NHÂN DÂN", "ĐẢNG ỦY", "BAN THƯỜNG VỤ", "BAN CHỈ ĐẠO", "HỘI ĐỒNG NHÂN DÂN", "BAN THƯỜNG TRỰC")
OFFICES = (
    "CHỦ TỊCH", "TRƯỞNG BAN", "BÍ THƯ", "CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG", "GIÁM ĐỐC",
)  # fmt: skip
DEPUTIES = (
    "PHÓ CHỦ TỊCH", "PHÓ TRƯỞNG BAN", "PHÓ BÍ THƯ", "PHÓ CHÁNH VĂN PHÒNG", "PHÓ TRƯỞNG PHÒNG", "PHÓ GIÁM ĐỐC",
    "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "ỦY VIÊN",
)  # fmt: skip
LINES = (
    *(f"TM. {body}" for body in BODIES), *OFFICES, *DEPUTIES,
    *(f"{how}. {office}" for how in ("KT", "TL", "TUQ", "Q") for office in OFFICES),
)  # fmt: skip
SHAPES = {bare(line).replace(".", "").replace(" ", "").upper(): line for line in (*LINES, *BODIES)}
NUMBERED = re.compile(r"\W*[IVX]{1,5}\s*[.)]")
LETTERS = re.compile(r"[^A-Z]")
SHORT, LONG = 7, 12
"""Letters of a line in which one, and in which two may be wrong."""
CAPITALS = 0.75
"""Part of the letters."""
SURE = 0.97
"""Confidence of a name of which nobody is asked."""
NAME = re.compile(r"[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,5}")
DIRT = " .,:;'`^_~|¡ˆ°*“”\"„-—‹›"
BELOW = 170.0
"""Points from the office down to the name: the room for a signature."""
SOON = 10
"""Lines."""


def with_signers(lines: Iterable[Piece]) -> Iterator[Piece]:
    """The lines of a document; those of scans under which somebody signs as the list has them, and the name below as a
    question where it is not sure."""
    office: Piece | None = None
    waited = 0
    for line in lines:
        mended = _mended(line) if line.words else line
        if mended.text in LINES:
            office, waited = mended, 0
        elif office and (waited := waited + 1) <= SOON and _is_name(mended, office):
            mended, office = _asked(mended), None
        yield mended


def _mended(line: Piece) -> Piece:
    right = _nearest(line.text)
    if right is None or right == line.text:
        return line
    one = _joined(line.words, right)
    return replace(line, text=right, words=(replace(one, kind="repaired", others=(line.text,)),))


def _nearest(text: str) -> str | None:
    """The one line of the list that was meant."""
    if NUMBERED.match(text) or any(map(str.isdigit, text)):
        return None
    letters = [char for char in text if char.isalpha()]
    if not letters or sum(char.isupper() for char in letters) < CAPITALS * len(letters):
        return None
    shape = LETTERS.sub("", bare(text).upper())
    if shape in SHAPES:
        return SHAPES[shape]
    most = 2 if len(shape) >= LONG else int(len(shape) >= SHORT)
    apart = {one: letters_apart(shape, one) for one in SHAPES if abs(len(one) - len(shape)) <= most}
    least = min(apart.values(), default=most + 1)
    near = [one for one, many in apart.items() if many == least]
    return SHAPES[near[0]] if least <= most and len(near) == 1 else None


def _is_name(line: Piece, office: Piece) -> bool:
    below = 0 < line.top - office.top < BELOW
    beside = line.x0 < office.x1 and office.x0 < line.x1
    return bool(line.words) and below and beside and bool(NAME.fullmatch(line.text.strip(DIRT)))


def _asked(line: Piece) -> Piece:
    """A name as one word, so that one question is asked about it."""
    text = line.text.strip(DIRT)
    if text == line.text and all(word.confidence >= SURE and not word.kind for word in line.words):
        return line
    return replace(line, text=text, words=(replace(_joined(line.words, text), kind="unsure", others=()),))


def _joined(words: Sequence[Seen], text: str) -> Seen:
    def around(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
        left, top, right, bottom = zip(*boxes, strict=True)
        return min(left), min(top), max(right), max(bottom)

    sure = min(word.confidence for word in words)
    return Seen(text, around([word.box for word in words]), around([word.place for word in words]), sure)
