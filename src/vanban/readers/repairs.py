"""What closed lists and order set right in a scan: the letters of document numbers, usual abbreviations, the Roman
numerals of headings. What was read before is kept beside each repair.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from vanban.blocks import UPPER
from vanban.letters import unmarked
from vanban.readers.pdf_page import Piece
from vanban.readers.seen import Seen

SUFFIXES = (
    "NĐ-CP", "NQ-CP", "QĐ-TTg", "CT-TTg", "CĐ-TTg", "NQ/TW", "NQ-TW", "CT/TW", "CT-TW", "KL/TW", "KL-TW", "QĐ-TW",
    "QĐ/TW", "HD-BTGTW", "HD/VPTW", "NQ/TU", "NQ-TU", "CT/TU", "CT-TU", "CTr/TU", "CTr-TU", "KH/TU", "KH-TU", "QĐ-TU",
    "QH13", "QH14", "QH15", "QH16", "NQ-UBTVQH15", "UBTVQH13", "UBTVQH14", "UBTVQH15", "UBTVQH16", "KH-UBND",
    "QĐ-UBND", "CT-UBND", "BC-UBND", "TB-UBND", "CV-UBND", "CTr-UBND", "TTr-UBND", "NQ-HĐND", "KH-HĐND", "TT-BNV",
    "QĐ-BNV", "TT-BTC", "TT-BTTTT", "TT-BKHCN", "QĐ-BKHCN", "TT-VPCP", "QĐ-VPCP", "TT-BTP", "TT-BVHTTDL", "QĐ-BVHTTDL",
    "KH-BCĐ", "QĐ-BCĐ", "KH-BCĐCCHC", "KH/ĐU", "NQ/ĐU", "CTr/ĐU", "KH-ĐU", "NQ-ĐU", "KH-SNV", "HD-SNV", "KH-MTTQ",
)  # fmt: skip
"""Letters of document numbers (Nghị định 30/2020/NĐ-CP, Hướng dẫn 36-HD/VPTW, and the plans at hand)."""
ABBREVIATIONS = (
    "CCHC", "TTHC", "UBND", "HĐND", "MTTQ", "MTTQVN", "CBCC", "CBCCVC", "CNTT", "CĐS", "DVCTT", "DVC", "PAR", "INDEX",
    "SIPAS", "PAPI", "VHXH", "TCHC", "QPPL", "VBQPPL", "PBGDPL", "TNCS", "CSHCM", "LHPN", "CCB", "TTPVHCC", "PVHCC",
)  # fmt: skip
NUMBER = re.compile(
    r"(?P<before>[(“\"]*(?:\d{1,5}[a-z]?)?[/-](?:\d{4}/)?)(?P<letters>[^\d\s/.,;:)][^\s,;:)]*?)(?P<after>[.,;:)”\"]*)"
)
ROUNDED = "ƠƯÓÒỎÕỌÔỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰ0OG"
"""What a C is taken for."""
CAPITALS = re.compile(rf"(?P<before>\W*)(?P<letters>[A-Z&Đ{ROUNDED}]{{4,8}})(?P<after>\W*)")
ALIKE = str.maketrans({"I": "1", "L": "1", "|": "1", "!": "1", "J": "1", "O": "0", "Q": "0", "G": "0"})
ISO = re.compile(r"(?P<before>[^\w\[\]|!]*)(?P<letters>[1Il|!\[\]]S[O0Q])(?P<after>(?:\W.*)?)")
"""Of a standard's number ("TCVN ISO 9001:2015"), its only letters that look like figures."""
SURE = 0.93
"""An abbreviation that the engine is surer of stays."""


@cache
def _shape(text: str) -> str:
    """A word as its shapes: marks and case dropped, letters that look alike made one."""
    return re.sub(r"[^A-Z0-9]", "", unmarked(text).upper().translate(ALIKE))


def with_known_letters(text: str) -> str:
    """A document number with its letters as a closed list has them ("1824/QDB-UBND" → "1824/QĐ-UBND"); its figures and
    any other word stay."""
    match = NUMBER.fullmatch(text)
    right = _nearest(match["letters"], SUFFIXES) if match and len(match["letters"]) > 2 else None
    return f"{match['before']}{right}{match['after']}" if match and right else text


def repaired(word: Seen) -> Seen:
    """A word with the letters of its document number, or its abbreviation, set right. An abbreviation only where a
    vowel stands in it, as a C is often read: what its writer has mistyped stays ("VHXXH")."""
    match = NUMBER.fullmatch(word.text)
    right = _nearest(match["letters"], SUFFIXES) if match and len(match["letters"]) > 2 else None
    if not match and (standard := ISO.fullmatch(word.text)):
        match, right = standard, "ISO"
    if not match and word.confidence < SURE:
        match = CAPITALS.fullmatch(word.text)
        odd = match and not set(match["letters"]).isdisjoint(ROUNDED)
        right = _nearest(match["letters"], ABBREVIATIONS) if match and odd else None
    if not match or not right or right == match["letters"]:
        return word
    text = f"{match['before']}{right}{match['after']}"
    kind = word.kind or "repaired"
    return replace(word, text=text, kind=kind, others=tuple(dict.fromkeys((word.text, *word.others))))


def _nearest(letters: str, known: Sequence[str]) -> str | None:
    """The one entry of a list that has the same shape, or differs in one letter."""
    if letters in known:
        return letters
    shape = _shape(letters)
    same = [one for one in known if _shape(one) == shape]
    if not same:
        same = [one for one in known if _round(_shape(one)) == _round(shape)]
    if not same and len(shape) >= 4:
        same = [one for one in known if _one_apart(_round(_shape(one)), _round(shape))]
    if len(same) > 1:  # a T without its bar is an I
        same = [one for one in same if _shape(one).replace("T", "1") == shape.replace("T", "1")]
    return same[0] if len(same) == 1 else None


def _round(shape: str) -> str:
    """A shape in which C, G and O are one."""
    return re.sub("[CG]", "0", shape)


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes the same word."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        one[start + 1 :] == other[start + 1 :] or one[start:] == other[start + 1 :] or one[start + 1 :] == other[start:]
    )


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
HEADING = re.compile(r"(?P<n>[IVXHLTUYJ1l|!ỊÌÍĨỈÏïịìíĩỉ]{1,6})(?P<dot>[.,:]?)")
GLUED = re.compile(rf"(?P<n>[IVXHLTUYJ1l|!ỊÌÍĨỈÏïịìíĩỉ]{{1,6}}[.,:])(?P<rest>[{UPPER}].*)")
SHAPES = {
    **dict.fromkeys("IL1l|!JTỊÌÍĨỈÏïịìíĩỉ", "I"), "H": "II", "U": "V", "Y": "V", "V": "V", "X": "X",
}  # fmt: skip


NOT_NUMERALS = ("TL", "TH", "LH", "XH", "TT", "TX")


def with_headings(lines: Iterable[Piece]) -> Iterator[Piece]:
    """The lines of a document in order; Roman numerals of headings in capitals, where they were read as other letters,
    are those that follow the last ones."""
    last = 0
    for read in map(_without_dirt, lines):
        line = _with_known_words(_parted(_with_whole_numbers(read), last))
        match = HEADING.fullmatch(line.words[0].text) if len(line.words) > 1 else None
        if not match or match["n"] in NOT_NUMERALS or not _in_capitals(line.words[1:]):
            yield line
            continue
        right = _numeral(match["n"], last)
        alone = ROMAN[last : last + 1] == (right,) or (len(right) > 1 and ROMAN[last + 1 : last + 2] == (right,))
        if not match["dot"] and not alone:
            yield line
            continue
        if right in ROMAN:
            last = ROMAN.index(right) + 1
        yield line if match.group() == f"{right}." else _renumbered(line, f"{right}.")


SPECK = re.compile(r"[.,:;'`]{1,2}")
"""A line of nothing else, and what stands alone behind a mark that ends a sentence, is dirt of the paper."""
DIRT = re.compile(r"[.,:;'`^_~|¡ˆ°*]{1,3}")
BEHIND_DIRT = re.compile(r"[.,:;'`_]+(?=-$|[\dIVX]{1,4}[.)]|[^\W\d_A-Z]\))")


TITLES = (
    "MỤC ĐÍCH",
    "YÊU CẦU",
    "NỘI DUNG",
    "HÌNH THỨC",
    "NHIỆM VỤ",
    "GIẢI PHÁP",
    "KINH PHÍ",
    "TỔ CHỨC",
    "THỰC HIỆN",
    "CHỈ TIÊU",
)
"""What headings of plans say: such words with other marks say nothing ("NỘI DỤNG")."""


def _with_known_words(line: Piece) -> Piece:
    """A line in capitals with the marks that usual words of headings have."""
    words = list(line.words)
    if not words or not _in_capitals(words):
        return line
    for at in range(len(words) - 1):
        read = [word.text.rstrip(",;:.'") for word in words[at : at + 2]]
        for title in TITLES:
            if " ".join(read) != title and unmarked(" ".join(read)) == unmarked(title):
                words[at : at + 2] = map(_instead, words[at : at + 2], read, title.split())
    return replace(line, text=" ".join(word.text for word in words), words=tuple(words))


def _instead(word: Seen, read: str, right: str) -> Seen:
    if read == right:
        return word
    text = word.text.replace(read, right, 1)
    return replace(
        word, text=text, kind=word.kind or "repaired", others=tuple(dict.fromkeys((word.text, *word.others)))
    )


def _with_whole_numbers(line: Piece) -> Piece:
    """A line in which the number of a document was read as two words, each with its dash ("23/CT- -TTg")."""
    words = list(line.words)
    for at in range(len(words) - 2, -1, -1):
        one, other = words[at : at + 2]
        match = NUMBER.fullmatch(one.text + other.text[1:]) if one.text[-1:] == other.text[:1] == "-" else None
        if match and match["letters"] in SUFFIXES:
            words[at : at + 2] = [_as_one(one, other, match.group())]
    return (
        line
        if len(words) == len(line.words)
        else replace(line, text=" ".join(word.text for word in words), words=tuple(words))
    )


def _as_one(one: Seen, other: Seen, text: str) -> Seen:
    """Two words that stand side by side as one."""
    box, place = (
        (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
        for a, b in ((one.box, other.box), (one.place, other.place))
    )
    sure, others = min(one.confidence, other.confidence), (f"{one.text} {other.text}",)
    return replace(one, text=text, box=box, place=place, confidence=sure, kind="repaired", others=others)


def _parted(line: Piece, last: int) -> Piece:
    """A line in capitals whose numeral was read as one word with the next ("HL.KINH"): as two, where the numeral is
    one, or looks like the one that follows."""
    glued = GLUED.fullmatch(line.words[0].text) if line.words else None
    if not glued or not _in_capitals(line.words):
        return line
    numeral = glued["n"][:-1]
    shaped = "".join(SHAPES[char] for char in numeral)
    if numeral not in ROMAN and (shaped,) != ROMAN[last : last + 1]:
        return line
    first = line.words[0]
    x0, top, x1, bottom = first.box
    cut = x0 + (x1 - x0) * len(glued["n"]) / len(first.text)
    words = (
        replace(first, text=glued["n"], box=(x0, top, cut, bottom)),
        replace(first, text=glued["rest"], box=(cut, top, x1, bottom)), *line.words[1:],
    )  # fmt: skip
    return replace(line, text=" ".join(word.text for word in words), words=words)


def is_dirt(line: Piece) -> bool:
    """Whether a line of a scan is nothing but specks."""
    return bool(line.words) and all(SPECK.fullmatch(word.text) for word in line.words)


def _without_dirt(line: Piece) -> Piece:
    """A line of a scan without a speck that was read as a mark before its first word or behind its last mark."""
    words = line.words
    if len(words) > 1 and SPECK.fullmatch(words[-1].text) and words[-2].text[-1:] in {".", ";", ":"}:
        words = words[:-1]
    if len(words) > 1 and (DIRT.fullmatch(words[0].text) or _before_dash(words)):
        words = words[1:]
    dirt = BEHIND_DIRT.match(words[0].text) if words else None
    if dirt:
        first = words[0]
        words = (replace(first, text=first.text[dirt.end() :], kind="repaired", others=(first.text,)), *words[1:])
    if words is line.words:
        return line
    return replace(line, text=" ".join(word.text for word in words), words=words, x0=words[0].box[0])


def _before_dash(words: Sequence[Seen]) -> bool:
    """Whether a dash is the second word, and specks, or a dash with specks, the first."""
    return bool(re.fullmatch(r"[-–—]?[„_.,'~`]{1,2}", words[0].text) and re.fullmatch("[-–—]", words[1].text))


def _in_capitals(words: Sequence[Seen]) -> bool:
    letters = [char for word in words for char in word.text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def _numeral(read: str, last: int) -> str:
    """What a numeral should be: as read where it is one, and not the last one again; else what comes next, or what its
    shapes make where nothing came before."""
    if read in ROMAN and not (last and read == ROMAN[last - 1]):
        return read
    shaped = "".join(SHAPES[char] for char in read)
    if not last and shaped in ROMAN:
        return shaped
    return ROMAN[last] if last < len(ROMAN) else read


def _renumbered(line: Piece, numeral: str) -> Piece:
    first = line.words[0]
    words = (replace(first, text=numeral, kind="repaired", others=(first.text,)), *line.words[1:])
    return replace(line, text=" ".join(word.text for word in words), words=words)
