"""Which unit of the commune a name in a plan means: the same unit is written in many ways, in one and the
same plan.

Compared after NFC, case, spaces, dashes, "&"/"và" and commas are folded, the older placement of tone marks
is undone ("hoá" = "hóa"), and abbreviations are read letter by letter ("VHXH" = Văn hóa - Xã hội).
Diacritics are kept: they tell words apart. Variants seen: facts, domain (i).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lantoa.core.folding import fold
from vanban.vocabulary import Labelled


class Certainty(Labelled):
    """Mức chắc chắn khi ghép tên đơn vị."""

    EXACT = "exact", "Đúng tên"
    ALIAS = "alias", "Đúng tên gọi khác hoặc tên viết tắt"
    LIKELY = "likely", "Có thể là đơn vị này, cần xác nhận"
    GROUP = "group", "Một nhóm đơn vị, cần chọn"
    NONE = "none", "Chưa ghép được"


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit of the commune and the other names that people have confirmed for it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """``unit_id`` is set for EXACT, ALIAS and a single LIKELY one (which a person still confirms);
    ``candidates`` are the ids worth offering, best first."""

    unit_id: str | None
    certainty: Certainty
    candidates: tuple[str, ...] = ()


LIKELY_FROM = 0.5
"""Share of words that two names must have in common to be offered for one another."""

MOST_WORDS = 30
"""No unit's name is longer; what follows in a hostile text is not looked at."""

_SEPARATORS = re.compile(r"[^\w]+")
_PLACE = re.compile(r"(?<=\w) (?:phường|đặc khu|(?<!hợp tác )xã(?! hội)(?! viên)).*$")
_COUNTRY = re.compile(r"(?<=\w) (?:việt nam|vn)$")
_TYPE = re.compile(r"^(?:văn phòng|phòng|ban|trung tâm|ủy ban) ")
_GROUP = re.compile(r"^(?:thủ trưởng |lãnh đạo |người đứng đầu )?(?:các|những|toàn thể|tất cả|mọi) ")
_OLD_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


def folded_name(text: str) -> str:
    """Words in lower case with single spaces; separators and "và" gone; tone marks in their present place."""
    low = unicodedata.normalize("NFC", text).casefold().replace("\u00f0", "đ")
    words = [word for word in _SEPARATORS.sub(" ", low).split() if word not in ("và", "_")]
    return " ".join(_modern_tones(word) for word in words)


def _modern_tones(word: str) -> str:
    return word[:-2] + _OLD_TONES[word[-2:]] if word[-2:] in _OLD_TONES else word


def match_unit(text: str, units: Sequence[UnitFacts]) -> UnitMatch:
    """The unit that a name of the plan means; nothing is guessed between two that fit equally well.

    Names are tried whole first, then without the place ("… phường Trần Phú"), then as abbreviations, then
    by words.
    """
    name = folded_name(text)
    if not name:
        return UnitMatch(None, Certainty.NONE)
    for found, certainty in ((_same(name, units), Certainty.EXACT), (_called(name, units), Certainty.ALIAS)):
        if found:
            return UnitMatch(found[0] if len(found) == 1 else None, certainty, found)
    if _GROUP.match(name):
        return UnitMatch(None, Certainty.GROUP)
    found = _similar(name, units)
    if not found:
        return UnitMatch(None, Certainty.NONE)
    return UnitMatch(found[0] if len(found) == 1 else None, Certainty.LIKELY, found)


def _same(name: str, units: Sequence[UnitFacts]) -> tuple[str, ...]:
    bare = without_place(name)
    return tuple(unit.id for unit in units if without_place(folded_name(unit.name)) == bare)


def _called(name: str, units: Sequence[UnitFacts]) -> tuple[str, ...]:
    bare = without_place(name)
    found = tuple(unit.id for unit in units if any(_is_called(bare, alias) for alias in unit.aliases))
    return found or tuple(unit.id for unit in units if _is_called(bare, unit.name))


def _is_called(bare: str, other: str) -> bool:
    return reads_as(_words(bare), _words(without_place(folded_name(other))))


def _words(name: str) -> tuple[str, ...]:
    return tuple(name.split()[:MOST_WORDS])


def without_place(name: str) -> str:
    """A folded name without the commune behind it: "công an phường trần phú" is "công an". "Xã hội" stays.

    "Việt Nam" goes too: "Ủy ban Mặt trận Tổ quốc (Việt Nam) phường" is one body, with and without it.
    """
    return _COUNTRY.sub("", _PLACE.sub("", name))


@lru_cache(maxsize=4096)
def reads_as(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names are the same words, where either may write a run of words by their first letters.

    Remembers what it tried: a hostile name of equal letters would otherwise be tried in exponentially many
    ways.
    """
    if not left or not right:
        return not left and not right
    if left[0] == right[0] and reads_as(left[1:], right[1:]):
        return True
    return _opens_with_letters(left, right) or _opens_with_letters(right, left)


def _opens_with_letters(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    letters = short[0]
    run = long[: len(letters)]
    if len(letters) < 2 or "".join(fold(word)[0] for word in run) != fold(letters):
        return False
    return reads_as(short[1:], long[len(letters) :])


def _similar(name: str, units: Sequence[UnitFacts]) -> tuple[str, ...]:
    """Ids of the units that share the most words with the name; several only if they share equally many."""
    bare = without_place(name)
    scores = {unit.id: max(_likeness(bare, other) for other in (unit.name, *unit.aliases)) for unit in units}
    best = max(scores.values(), default=0.0)
    if best < LIKELY_FROM:
        return ()
    return tuple(sorted(unit_id for unit_id, score in scores.items() if score == best))


def _likeness(bare: str, other: str) -> float:
    """Shared words by all words; a name that leaves out the last parts, or only the "Phòng", is just
    likely enough."""
    there = without_place(folded_name(other))
    words, other_words = set(bare.split()), set(there.split())
    shared = len(words & other_words) / len(words | other_words) if words | other_words else 0.0
    is_part = words <= other_words and len(_TYPE.sub("", bare).split()) >= 2
    return max(shared, LIKELY_FROM) if is_part or reads_as(_words(bare), _words(_TYPE.sub("", there))) else shared
