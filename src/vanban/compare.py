"""Two editions of a document compared clause by clause.

Clauses find each other by numbering and by likeness of their words; what is compared then is the words and the facts
(number, deadline, lead …). The result does not depend on the order in which clauses are given, and what is new one way
is dropped the other way.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vanban.vocabulary import Labelled


class ChangeKind(Labelled):
    """Một điều khoản thay đổi thế nào."""

    SAME = "same", "Giữ nguyên"
    REWORDED = "reworded", "Chỉ đổi câu chữ"
    MOVED = "moved", "Chuyển mục"
    CHANGED = "changed", "Thay đổi"
    SPLIT = "split", "Tách ra"
    MERGED = "merged", "Gộp lại"
    NEW = "new", "Mới"
    DROPPED = "dropped", "Bỏ"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of one edition. ``number`` is its numbering ("II.1.a"), ``place`` its order in the document;
    ``facts`` are the names and values that count beside its words. ``key`` is unique within its edition."""

    key: str
    text: str
    number: str = ""
    place: int = 0
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that differs; empty where an edition does not have it."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a clause: one old and one new as a rule; none on one side if it is new or dropped; several where
    it was split or merged, the main one first."""

    kind: ChangeKind
    old: tuple[Clause, ...] = ()
    new: tuple[Clause, ...] = ()
    facts: tuple[FactChange, ...] = ()
    is_moved: bool = False
    is_reworded: bool = False


ALIKE_FROM = 0.5
"""Share of words in common (Jaccard) from which two clauses are one; measured on editions of the five plans."""
ALIKE_AT_SAME_NUMBER = 0.34
SAME_NUMBER_BONUS = 0.15
PART_FROM = 0.6
"""Share of the words of a part that must stand in the whole, and may not stand in its other part."""
FEWEST_WORDS = 4
MOST = 1200
"""Clauses that are compared by likeness; what is beyond them only matches its equal."""

NUMBER = "number"
"""The fact that is taken from the words themselves where a clause brings none."""

_WORD = re.compile(r"[^\W_]+(?:[.,/]\d+)*%?")
_DIGITS = re.compile(r"\d+(?:[.,/-]\d+)*\s?%?")

Pairs = Mapping[str, str]
"""Key of the new clause → key of the old one that it continues."""


def compare(old: Sequence[Clause], new: Sequence[Clause], pairs: Pairs | None = None) -> list[Change]:
    """Every clause of both editions in exactly one change, in the order of the new edition.

    ``pairs``: what continues what, where it is known already; without it, it is found by ``matched``.
    """
    found = matched(old, new) if pairs is None else pairs
    before, after = {clause.key: clause for clause in old}, {clause.key: clause for clause in new}
    heirs: dict[str, list[Clause]] = defaultdict(list)
    for clause in sorted(new, key=_by_place):
        if (key := found.get(clause.key)) in before:
            heirs[str(key)].append(clause)
    loose_old = [clause for clause in sorted(old, key=_by_place) if clause.key not in heirs]
    loose_new = [clause for clause in sorted(new, key=_by_place) if found.get(clause.key) not in before]
    couples = {key: (before[key], _main_first(before[key], there)) for key, there in heirs.items()}
    parts = _parts({key: (one, rest[0]) for key, (one, rest) in couples.items() if len(rest) == 1}, loose_new)
    wholes = _wholes(
        {k: pair for k, pair in couples.items() if len(pair[1]) == 1 and k not in parts.values()}, loose_old
    )
    changes = [
        _change(one, rest, also_new=[c for c in loose_new if parts.get(c.key) == key],
                also_old=[c for c in loose_old if wholes.get(c.key) == key])
        for key, (one, rest) in couples.items()
    ]  # fmt: skip
    changes += [Change(ChangeKind.NEW, new=(clause,)) for clause in loose_new if clause.key not in parts]
    changes += [Change(ChangeKind.DROPPED, old=(clause,)) for clause in loose_old if clause.key not in wholes]
    return _in_order(changes, len(after))


def matched(old: Sequence[Clause], new: Sequence[Clause]) -> dict[str, str]:
    """Key of each new clause that continues an old one → key of that old one; each clause at most once."""
    pairs: dict[str, str] = {}
    _match_equal(old, new, pairs, by_number=True)
    _match_equal(old, new, pairs, by_number=False)
    for left, right in _alike_pairs(old, new, pairs):
        if right.key not in pairs and left.key not in pairs.values():
            pairs[right.key] = left.key
    return pairs


def share_kept(changes: Iterable[Change]) -> float:
    """Which share of the old clauses goes on in some form, 0 to 1; 1 where there were none."""
    listed = list(changes)
    old = sum(len(change.old) for change in listed)
    dropped = sum(len(change.old) for change in listed if change.kind is ChangeKind.DROPPED)
    return (old - dropped) / old if old else 1.0


def has_changed(changes: Iterable[Change]) -> bool:
    """Whether anything differs but the place."""
    return any(change.kind not in (ChangeKind.SAME, ChangeKind.MOVED) for change in changes)


def _match_equal(old: Sequence[Clause], new: Sequence[Clause], pairs: dict[str, str], *, by_number: bool) -> None:
    """Equal words find each other first; among equals the ones of one numbering, then in the order of the document."""
    taken = set(pairs.values())
    there: dict[tuple[str, str], list[Clause]] = defaultdict(list)
    for clause in sorted(old, key=_by_content):
        if clause.key not in taken:
            there[_plain(clause.text), clause.number if by_number else ""].append(clause)
    for clause in sorted(new, key=_by_content):
        same = there.get((_plain(clause.text), clause.number if by_number else ""))
        if clause.key not in pairs and same:
            pairs[clause.key] = same.pop(0).key


def _alike_pairs(old: Sequence[Clause], new: Sequence[Clause], pairs: Pairs) -> list[tuple[Clause, Clause]]:
    """Pairs that are alike enough, the best first. Ties fall the same way whichever edition is called the old one."""
    taken = set(pairs.values())
    left = [clause for clause in sorted(old, key=_by_content) if clause.key not in taken][:MOST]
    right = [clause for clause in sorted(new, key=_by_content) if clause.key not in pairs][:MOST]
    masks = _masks([*left, *right])
    found = []
    for one, mask in zip(left, masks, strict=False):
        for other, its in zip(right, masks[len(left) :], strict=True):
            score = _score(one, other, mask=mask, its=its)
            if score:
                found.append((-score, tuple(sorted((_by_content(one), _by_content(other)))), one, other))
    found.sort(key=lambda one: one[:2])
    return [(one, other) for _score, _content, one, other in found]


def _score(one: Clause, other: Clause, *, mask: int, its: int) -> float:
    shared, either = (mask & its).bit_count(), (mask | its).bit_count()
    if min(mask.bit_count(), its.bit_count()) < FEWEST_WORDS or not shared:
        return 0.0
    alike, same_number = shared / either, bool(one.number) and one.number == other.number
    if alike < (ALIKE_AT_SAME_NUMBER if same_number else ALIKE_FROM):
        return 0.0
    return alike + SAME_NUMBER_BONUS * same_number


def _masks(clauses: Sequence[Clause]) -> list[int]:
    """The words of each clause as bits of a number: counting what two have in common is then one operation."""
    bits: dict[str, int] = {}
    found = []
    for clause in clauses:
        mask = 0
        for word in _words(clause.text):
            mask |= 1 << bits.setdefault(word, len(bits))
        found.append(mask)
    return found


def _parts(couples: Mapping[str, tuple[Clause, Clause]], loose: Sequence[Clause]) -> dict[str, str]:
    """Loose clauses that are a part of an old one, which its own heir no longer has: key of the part → of the old."""
    found: dict[str, str] = {}
    for clause in loose:
        shares = [
            (_part(_words(clause.text), _words(whole.text), _words(heir.text)), _by_content(whole), key)
            for key, (whole, heir) in couples.items()
        ]
        best = max(shares, default=(0.0, (), ""), key=lambda one: (one[0], one[1]))
        if best[0] >= PART_FROM:
            found[clause.key] = best[2]
    return found


def _wholes(couples: Mapping[str, tuple[Clause, list[Clause]]], loose: Sequence[Clause]) -> dict[str, str]:
    """The same, seen from the other side: loose old clauses that went into the new one of a couple."""
    turned = {key: (heirs[0], one) for key, (one, heirs) in couples.items()}
    return _parts(turned, loose)


def _part(part: frozenset[str], whole: frozenset[str], rest: frozenset[str]) -> float:
    """How much of a part stands in the whole and not in the rest of it."""
    if len(part) < FEWEST_WORDS or len(part & whole) < PART_FROM * len(part):
        return 0.0
    own = part - rest
    return len(own & whole) / len(own) if len(own & whole) >= FEWEST_WORDS - 1 else 0.0


def _main_first(one: Clause, heirs: list[Clause]) -> list[Clause]:
    """Of several that continue one clause, the likest is the main one."""
    words = _words(one.text)
    return sorted(
        heirs, key=lambda c: (-len(words & _words(c.text)) / len(words | _words(c.text) or {""}), _by_place(c))
    )


def _change(one: Clause, heirs: list[Clause], *, also_new: list[Clause], also_old: list[Clause]) -> Change:
    new, old = (*heirs, *also_new), (one, *also_old)
    facts = _fact_changes(one, heirs[0])
    moved, reworded = one.number != heirs[0].number, _plain(one.text) != _plain(heirs[0].text)
    return Change(_kind(old, new, facts=facts, moved=moved, reworded=reworded), old, new, facts, moved, reworded)


def _kind(
    old: Sequence[Clause], new: Sequence[Clause], *, facts: tuple[FactChange, ...], moved: bool, reworded: bool
) -> ChangeKind:
    if len(new) > 1:
        return ChangeKind.SPLIT
    if len(old) > 1:
        return ChangeKind.MERGED
    if facts:
        return ChangeKind.CHANGED
    if reworded:
        return ChangeKind.REWORDED
    return ChangeKind.MOVED if moved else ChangeKind.SAME


def _fact_changes(one: Clause, other: Clause) -> tuple[FactChange, ...]:
    before, after = dict(_facts(one)), dict(_facts(other))
    names = dict.fromkeys([*before, *after])
    found = (FactChange(name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(fact for fact in found if _plain(fact.old) != _plain(fact.new))


def _facts(clause: Clause) -> tuple[tuple[str, str], ...]:
    if clause.facts:
        return clause.facts
    figures = sorted(_figure(match.group()) for match in _DIGITS.finditer(clause.text))
    return ((NUMBER, "; ".join(figures)),) if figures else ()


def _figure(text: str) -> str:
    """ "02" and "2" are one number, as are "05/4" and "5/4"."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", text.replace(" ", ""))


def _in_order(changes: list[Change], last: int) -> list[Change]:
    """By the place in the new edition; what was dropped stands behind what preceded it in the old one."""
    anchors = sorted((min(map(_by_place, c.old)), min(map(_by_place, c.new))) for c in changes if c.old and c.new)

    def place(change: Change) -> tuple[tuple[int, str], int, tuple[int, str]]:
        if change.new:
            return min(map(_by_place, change.new)), 0, (0, "")
        own = min(map(_by_place, change.old))
        before = [new for old, new in anchors if old < own]
        return (before[-1] if before else (-1, "")), 1, own

    return sorted(changes, key=place)


def _by_place(clause: Clause) -> tuple[int, str]:
    return clause.place, clause.key


def _by_content(clause: Clause) -> tuple[str, str, int, str]:
    return _plain(clause.text), clause.number, clause.place, clause.key


def _plain(text: str) -> str:
    """Words without case and punctuation: what is read, not how it is set."""
    return " ".join(_tokens(text))


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_tokens(text))


def _tokens(text: str) -> list[str]:
    return [_figure(word) for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold())]
