"""What is never guessed: numbers, codes, abbreviations, addresses, names of people and of places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vanban.letters import unmarked
from vanban.readers.repairs import with_known_letters
from vanban.restoring.headings import NUMERALS
from vanban.restoring.spelling import apart, skeleton

ABBREVIATIONS = {
    unmarked(one): one
    for one in (
        "HĐND", "NĐ", "QĐ", "CĐ", "TĐ", "ĐU", "ĐVHC", "BCĐ", "HĐND&UBND", "NĐ-CP", "QĐ-TTg", "QĐ-UBND", "HĐ", "ĐT",
        "QĐ-BNV", "NQ-HĐND", "UBTVQH", "HĐBT", "LĐTBXH", "GDĐT", "GD&ĐT", "TNMT", "VHTT", "MTTQ",
    )
}  # fmt: skip
ABBREVIATIONS |= {"HPND": "HĐND", "NP": "NĐ", "NP-CP": "NĐ-CP", "QP-TTg": "QĐ-TTg", "QP-UBND": "QĐ-UBND"}
"""A closed list: abbreviations and endings of numbers whose Đ is lost. Their figures are never touched."""
CODE_END = re.compile(r"(?<=/)[A-Z]{2,}(?:-[A-Za-z]+)?$")
PLACES = frozenset(("xã", "phường", "tỉnh", "huyện", "quận", "thôn", "xóm", "ấp", "bản", "thị trấn", "thành phố"))
"""Words after which capitals are the name of a place."""
SURELY_PLACES = {"xa": "xã", "phuong": "phường", "huyen": "huyện", "thon": "thôn", "xom": "xóm"}
"""The same however their marks were restored: "x3 Ta Cuong" must not become "xả Tả Cương"."""
NOT_NAMES = frozenset(("hội", "ủy", "năm", "về", "trong", "và", "có", "giai", "đoạn", "nội", "văn", "kế", "để", "trên"))
"""Words that stand after them all the same: "xã hội", "tỉnh ủy", "XÃ NĂM 2025"."""
TITLES = frozenset(("ông", "bà", "chí"))
GLUE = re.compile(r"(?:[.,;:'’“”_]+|(?<=[^\W\d_A-Z])-(?=[^\W\d_A-Z]))")
"""Between two words without a blank. A hyphen between small letters: Vietnamese has none there."""
WORD = re.compile(r"[^\s/]*\d\S*|[^\s/]*[@:]\S+|[^\s/]+")
"""What has figures is one word with its strokes ("76/NQ-CP"); "lượt/tuần" is two."""
ADDRESS = re.compile(r"@\w+\.\w|www\.|https?:|\.(?:vn|com|org)\b|/\w+/", re.IGNORECASE)
MOST_OF_NAME = 4


@dataclass(frozen=True, slots=True)
class Token:
    """Characters ``[start, end)`` of the text without the punctuation around them; ``glued`` is what stands right
    before, ``closed`` right after; ``ends_line``: nothing but punctuation follows on the line. ``joined``: the sign
    that glues it to the word before, where a blank was lost or a speck was read ("ndi.dung", "hinh thirc.T6 chirc")."""

    start: int
    end: int
    word: str
    glued: str
    closed: str
    ends_line: bool
    joined: str = ""


def tokens_of(text: str) -> list[Token]:
    """The words of a text."""
    out = []
    for match in WORD.finditer(text):
        before, word, after = apart(match.group())
        if not word:
            continue
        start = match.start() + len(before)
        rest = text[match.end() : match.end() + 200].split("\n", 1)[0]
        whole = Token(start, start + len(word), word, before, after, not rest.strip(" .,;:*'"))
        out += _parted(whole)
    return out


def _parted(whole: Token) -> list[Token]:
    """The words that a sign holds together; the token itself where it is one word, a number or an address."""
    word = whole.word
    glue = GLUE.search(word)
    if not glue or ADDRESS.search(word) or not all(map(_has_word, (word[: glue.start()], word[glue.end() :]))):
        return [whole]
    middle, begin = whole.start + glue.start(), whole.start + glue.end()
    first = replace(whole, end=middle, word=word[: glue.start()], closed=glue.group(), ends_line=False)
    second = replace(whole, start=begin, word=word[glue.end() :], glued=glue.group(), joined=glue.group())
    return [first, second]


def _has_word(part: str) -> bool:
    """A numeral of a heading, or letters with hardly a figure among them and no other sign that glues."""
    letters = sum(map(str.isalpha, part))
    return part in NUMERALS or (
        len(part) > 1 and part[0].isalpha() and letters >= len(part) - 1 and not GLUE.search(part)
    )


def is_kept(word: str) -> bool:
    """Whether a token stays as it was read whatever stands around it: figures, codes, addresses, abbreviations."""
    if word in NUMERALS or (len(word) == 1 and unmarked(word.lower()) not in "aeiouy"):
        return True
    letters = [char for char in word if char.isalpha() or char in "¢€£§"]
    figures = sum(map(str.isdigit, word))
    if not letters or ADDRESS.search(word) or len(word) > 14:
        return True
    if "/" in word and (figures or len(word) <= 4):  # "b/c": để báo cáo
        return True
    return figures > len(letters) or (figures > 1 and any(map(str.isupper, letters)))


def is_abbreviation(word: str, line_is_capital: bool) -> bool:
    """Capitals in a line that is not all capitals: "UBND", "TTHC", "MTTQ"."""
    return not line_is_capital and len(word) > 1 and word.upper() == word and sum(map(str.isalpha, word)) > 1


def mended_code(word: str) -> str:
    """An abbreviation or a number with the lost Đ of its ending put back; the figures stay."""
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    known = with_known_letters(word)
    if known != word:
        return known
    return CODE_END.sub(lambda match: ABBREVIATIONS.get(match.group(), match.group()), word)


def levels(tokens: Sequence[Token], kept: set[int]) -> dict[int, str]:
    """Place of a word → the level of the place whose name stands behind it, where what was read says one."""
    before = ((at - 1, skeleton(tokens[at - 1].word)) for at in kept if at and at - 1 not in kept)
    return {at: SURELY_PLACES[word] for at, word in before if word in SURELY_PLACES}


def names(tokens: Sequence[Token], words: Sequence[str]) -> set[int]:
    """Places of tokens that are names of communes and of people, told by the restored words before them and by their
    capitals; ``words`` are the restored words, lower case. What is a name in one place is one wherever it stands."""
    found = _names_of_places(tokens, words) | _signers(tokens, words)
    return found | _again(tokens, found)


def _again(tokens: Sequence[Token], found: set[int]) -> set[int]:
    """Other places with two capitalised words that are a name elsewhere."""
    read = [skeleton(token.word) for token in tokens]
    pairs = {(read[at], read[at + 1]) for at in found if at + 1 in found and not tokens[at].closed}
    places = (at for at in range(len(tokens) - 1) if (read[at], read[at + 1]) in pairs and not tokens[at].closed)
    return {one for at in places if all(map(_capital, tokens[at : at + 2])) for one in (at, at + 1)}


def _capital(token: Token) -> bool:
    return token.word[:1].isupper()


def _names_of_places(tokens: Sequence[Token], words: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for index, word in enumerate(words):
        two = " ".join(words[index - 1 : index + 1]) if index else word
        surely = unmarked(word) in SURELY_PLACES or skeleton(tokens[index].word) in SURELY_PLACES
        if (surely or word in PLACES or two in PLACES or word in TITLES) and not tokens[index].closed:
            capital = tokens[index].word.isupper() and len(tokens[index].word) > 1
            found |= _run(tokens, words, index + 1, most=2 if capital else MOST_OF_NAME)
    return found


def _run(tokens: Sequence[Token], words: Sequence[str], begin: int, *, most: int) -> set[int]:
    found: set[int] = set()
    for index in range(begin, min(begin + most, len(tokens))):
        token = tokens[index]
        plain = token.word.isupper() and len(token.word) > 1 and words[index] in NOT_NAMES
        apart_by = token.start - tokens[index - 1].end  # a new paragraph begins no name
        if apart_by > 2 or token.glued or not token.word[:1].isupper() or plain or len(token.word) > 8:
            break
        found.add(index)
        if token.closed or token.ends_line:
            break
    return found


def _signers(tokens: Sequence[Token], words: Sequence[str]) -> set[int]:
    """Runs of two to four capitalised words at the end of a line after "Nơi nhận"."""
    start = next((i for i in range(len(words) - 1, 0, -1) if words[i - 1 : i + 1] == ["nơi", "nhận"]), len(words))
    found: set[int] = set()
    for index in range(start + 1, len(tokens)):
        if not tokens[index].ends_line:
            continue
        begin = index
        while begin > start + 1 and _like_name(tokens[begin]) and not tokens[begin - 1].closed:
            begin -= 1
            if tokens[begin].ends_line:
                begin += 1
                break
        run = [at for at in range(begin, index + 1) if _like_name(tokens[at])]
        if 2 <= len(run) <= MOST_OF_NAME and run[-1] - run[0] == len(run) - 1:
            found.update(run)
    return found


def _like_name(token: Token) -> bool:
    return token.word[:1].isupper() and not token.word.isupper() and token.word.isalpha()
