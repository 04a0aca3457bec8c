"""Roman numerals of headings and letters of points, set right by their order: an engine reads "III." as "I1II.", "IH."
or "HI.", and "đ)" as "d)"."""

import re

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SPECKS = "[-_~.•*'‘`]?"
"""What an engine reads of dirt before a numeral."""
HEADING = re.compile(rf"(?m)^[ \t]*({SPECKS}[IVXHLTUÌĨ1l|Ị]{{1,5}})\.[ \t]*(?=[^\Wa-z\d_][^a-z\n]{{2}})")


Mended = dict[int, tuple[str, str]]
"""Where it begins → what was read, and what it must be."""


def mended_numerals(text: str) -> Mended:
    """The numerals of headings. Only those that are wrong; a sound one counts on from where
    it is, so that a number that the plan itself has skipped stays skipped."""
    out: Mended = {}
    before = 0
    for match in HEADING.finditer(text):
        read = match[1].lstrip(SPECKS[1:-2])
        if read == match[1] and read in NUMERALS and NUMERALS.index(read) + 1 >= before:
            before = NUMERALS.index(read) + 1
            continue
        if read.isdigit() or before >= len(NUMERALS) or (not before and not read.startswith("I")):
            continue
        before = NUMERALS.index(read) if read in NUMERALS and NUMERALS.index(read) >= before else before
        out[match.start(1)] = (match[1], NUMERALS[before])
        before += 1
    return out


NUMBER = re.compile(r"(?m)^[ \t]*([-_~•*'‘’`]*(\d{1,2}))\.[ \t]*(?=[^\W\d_])")
BULLET = re.compile(r"(?m)^[ \t]*((?:_|[^\w\s(“\"+-])[ \t]+([-+]))(?=[ \t])")


def mended_numbers(text: str) -> Mended:
    """A speck before a number that counts on ("-2." after "1."), and one before a bullet ("’ - Lưu: VT"): both go."""
    out: Mended = {match.start(1): (match[1], match[2]) for match in BULLET.finditer(text)}
    last = 0
    for match in NUMBER.finditer(text):
        number = int(match[2])
        if match[1] != match[2] and number == last + 1:
            out[match.start(1)] = (match[1], match[2])
        last = number
    return out


POINT = re.compile(rf"(?m)^[ \t]*({SPECKS}([0-9A-Za-zđĐ]))\)[ \t]*(?=[^\W\d_])")
LETTERS = "abcdđeghiklmnopqrstuvxy"


def mended_points(text: str) -> Mended:
    """The letters of points: the second of two "d)" is "đ)"; a figure
    between "a)" and "c)" is "b)"; specks before a letter go."""
    points = [(match.start(1), match[1], match[2]) for match in POINT.finditer(text)]
    out: Mended = {}
    before = ""
    for index, (start, read, letter) in enumerate(points):
        after = points[index + 1][2] if index + 1 < len(points) else ""
        right = _point(before, letter, after)
        if right and right != read:
            out[start] = (read, right)
        before = right or letter
    return out


def _point(before: str, letter: str, after: str) -> str:
    """The letter that must stand there; "" where order says nothing."""
    due = LETTERS[LETTERS.index(before) + 1 :][:1] if before in LETTERS and before else "a"
    if letter == due or (due == "đ" and letter == "d"):
        return due
    follows = LETTERS[LETTERS.index(due) + 1 :][:1] if due else ""
    if letter.isdigit() and before and due and after == follows:
        return due
    return letter if letter.isalpha() and letter.islower() else ""
