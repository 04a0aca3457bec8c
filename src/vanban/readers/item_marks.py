"""Marks of items in a scan, set right where the items beside them leave only one: "h)" between a) and c) is b), a
second "d)" is đ), "5," after 4. is "5.". What was read before is kept beside each repair; no other word is touched."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from vanban.blocks import UPPER
from vanban.letters import unmarked
from vanban.readers.pdf_page import Piece

VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
LATIN = "abcdefghijklmnopqrstuvwxyz"
"""Word's automatic letters."""
LETTER = re.compile(rf"(?P<body>[^\W_]|[&©¡!|£])(?P<close>[)}}\]>])(?P<rest>(?:[{UPPER}].*)?)")
NUMBER = re.compile(rf"(?P<body>\d{{1,2}}|[IlSZB|!ó]{{1,2}}|1[Il|!])(?P<close>[.,])(?P<rest>(?:[{UPPER}].*)?)")
HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.")
ROMAN = re.compile(r"[IVX]{1,5}\.")
LOOKS = {"¡": "i", "ø": "g", "&": "g", "©": "c", "Ê": "f", "£": "f", "ƒ": "f"}
FIGURES = str.maketrans({"I": "1", "l": "1", "|": "1", "!": "1", "S": "5", "Z": "2", "B": "8", "ó": "6"})
ENDED = re.compile(r"[.;:!?/][\"”')\]]?(?: ?[-–—'`_.])*$")
DASH = re.compile(r"[-–—]")
LIKE_DASH = re.compile(r"[\"“”=¬÷«»¿]|z")
BESIDE = 4.0
"""Points by which two dashes of one margin may stand apart on a straightened page."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a line may begin with: the number of the line, what was read, and what follows it unparted."""

    at: int
    body: str
    close: str
    rest: str


def with_item_marks(lines: Iterable[Piece]) -> Iterator[Piece]:
    """The lines of a document in order, the marks of scans set right."""
    kept = list(lines)
    for run in _lettered(kept):
        _mend(run, kept, _letter)
    for run in _numbered(kept):
        _mend(run, kept, _number)
    yield from _with_dashes(kept)


def _mend(run: list[_Mark], lines: list[Piece], rule: Callable[[list[_Mark], int, list[Piece]], str | None]) -> None:
    for place, mark in enumerate(run):
        right = rule(run, place, lines)
        if right and right != f"{mark.body}{mark.close}":
            lines[mark.at] = _begun_with(lines[mark.at], f"{right}{mark.rest}")
            run[place] = replace(mark, body=right[:-1], close=right[-1])


def _lettered(lines: Sequence[Piece]) -> Iterator[list[_Mark]]:
    """The marks "a)" … of one list after the other; a heading or an "a)" begins a list."""
    run: list[_Mark] = []
    for at, line in enumerate(tuple(lines)):
        mark = _mark(LETTER, at, line)
        if _is_heading(line) or (mark and mark.body == "a"):
            yield run
            run = []
        if mark:
            run.append(mark)
    yield run


def _numbered(lines: Sequence[Piece]) -> Iterator[list[_Mark]]:
    """The marks "1." … under one Roman heading after the other."""
    run: list[_Mark] = []
    begun = False
    for at, line in enumerate(tuple(lines)):
        mark = _mark(NUMBER, at, line)
        if _is_roman(line):
            yield run
            run, begun = [], True
        elif mark and begun:
            run.append(mark)
    yield run


def _mark(pattern: re.Pattern[str], at: int, line: Piece) -> _Mark | None:
    match = pattern.fullmatch(_first(line))
    follows = match and (match["rest"] or (len(line.words) > 1 and line.words[1].text[:1].isalpha()))
    return _Mark(at, match["body"], match["close"], match["rest"]) if match and follows else None


def _first(line: Piece) -> str:
    return line.words[0].text if line.words else ""


def _is_heading(line: Piece) -> bool:
    return bool(HEADING.fullmatch(_first(line))) or _is_roman(line)


def _is_roman(line: Piece) -> bool:
    """Whether a Roman numeral begins a line; an "I." before small letters may be a "1."."""
    first = _first(line)
    return bool(ROMAN.fullmatch(first)) and (first != "I." or line.text.isupper())


def _letter(run: list[_Mark], place: int, _lines: list[Piece]) -> str | None:
    """The letter that the marks before and after leave for one."""
    mark = run[place]
    before = run[place - 1].body if place else ""
    after = run[place + 1].body if place + 1 < len(run) else ""
    if after:
        steps = [one[one.find(before) + 1 if before else 0 :][:2] for one in _alphabets(run) if before in one]
        proved = {step[0] for step in steps if step[1:] == after}
    else:
        proved = _at_the_end(mark, before)
    return f"{proved.pop()})" if len(proved) == 1 else None


def _at_the_end(mark: _Mark, before: str) -> set[str]:
    """The same for the last mark of a list: only the same "d" again, and what is no letter of a list, or has another
    bracket behind it, and looks like the next letter. A list may have an "f" behind its "đ"."""
    if not before:
        return set()
    if before == mark.body == "d":
        return {"đ"}
    following = {one[one.find(before) + 1 :][:1] for one in (VIETNAMESE, LATIN) if before in one}
    looks = mark.body if mark.body == "đ" else LOOKS.get(mark.body) or unmarked(mark.body).lower()
    known = mark.body in LATIN + VIETNAMESE and mark.close == ")"
    return set() if known else following & {looks}


def _alphabets(run: list[_Mark]) -> tuple[str, ...]:
    """Those that a list may count with: an "đ" makes it Vietnamese, an "e" behind "c", "d" does not."""
    letters = "".join(mark.body for mark in run)
    return (VIETNAMESE,) if "đ" in letters else (LATIN,) if "cde" in letters else (VIETNAMESE, LATIN)


def _number(run: list[_Mark], place: int, lines: list[Piece]) -> str | None:
    """The number that the marks before and after leave for one, or the next one where its dot was read as a comma
    behind the end of a paragraph."""
    mark = run[place]
    before = run[place - 1].body if place else "0"
    after = run[place + 1].body if place + 1 < len(run) else ""
    if not before.isdigit() or not mark.body.translate(FIGURES).isdigit():
        return None
    right = int(before) + 1
    proved = after.isdigit() and int(after) == right + 1
    if mark.body.isdigit() and int(mark.body) == right:
        return f"{mark.body}." if proved or _ends(lines[mark.at - 1]) else None
    return f"{right}." if proved else None


def _ends(line: Piece) -> bool:
    """Whether a paragraph may end with a line."""
    return bool(ENDED.search(line.text)) or _is_heading(line)


def _with_dashes(lines: Sequence[Piece]) -> Iterator[Piece]:
    """A sign alone that looks like a dash is one where it stands below other dashes, and a paragraph begins."""
    margins = [line.x0 for line in lines if DASH.fullmatch(_first(line))]
    last: Piece | None = None
    for line in lines:
        alone = len(line.words) > 1 and LIKE_DASH.fullmatch(_first(line)) and line.words[1].text[0].isupper()
        below = any(abs(line.x0 - margin) < BESIDE for margin in margins)
        last = _begun_with(line, "-") if alone and below and last and _ends(last) else line
        yield last


def _begun_with(line: Piece, text: str) -> Piece:
    """A line whose first word is another."""
    first = line.words[0]
    others = tuple(dict.fromkeys((first.text, *first.others)))
    words = (replace(first, text=text, kind="repaired", others=others), *line.words[1:])
    return replace(line, text=" ".join(word.text for word in words), words=words)
