"""Words of a scan of which the engine was not sure, and that differ in their marks, or in one letter where they are no
syllable at all, from the word that the language expects there. What was read is kept beside, and a word that the engine
hardly saw is still asked about; capitals, figures and
whatever may be a name are left alone (ADR 0024).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from vanban.letters import bare
from vanban.readers.builder import UNSURE
from vanban.readers.seen import Seen
from vanban.restoring.language import BITS, FIXED, MASK, UNKNOWN, Language
from vanban.restoring.model import shipped
from vanban.restoring.spelling import apart, is_syllable
from vanban.source import UncertainKind

CERTAIN = 0.97
"""Confidence from which on a word stays, whatever is expected."""
GAINS = ((0.9, 5.0), (0.95, 8.0), (CERTAIN, 14.0))
"""Confidence below which so much more likely (natural logarithm) the other word has to be. Right words that the engine
doubts are hardly ever so much less likely than another of the same letters."""
UNHEARD, UNHEARD_FIRST = 5.5, 0.0
"""The same for a word that the language does not know, and for one that begins a cell: nothing speaks for it."""
ALWAYS, NEVER = 0.2, 0.002
"""How likely the next word is behind one with which it makes up a word, and behind one with which it does not."""
REACH = 2
"""Words before and after that count."""


def with_expected(words: Sequence[Seen], *, begins: bool = False) -> tuple[Seen, ...]:
    """The words of a text in order, the doubtful ones as the language expects them; as many as there were. ``begins``:
    the first word has a capital because a sentence begins with it, as in a cell; if a small letter follows, it is no
    name."""
    first = begins and _may_begin(words)
    if all(word.confidence >= CERTAIN for word in words):
        return tuple(words)
    said = [apart(word.text)[1].lower() for word in words]
    out = list(words)
    for index, word in enumerate(words):
        if _is_doubtful(word) or (index == 0 and first):
            other = _expected(said, index, word.confidence)
        else:
            other = _of_one_word(word, words[index + 1] if index + 1 < len(words) else None)
        if other:
            out[index] = _other(word, other if word.text.islower() else other.capitalize())
            said[index] = other
    return tuple(out)


def _of_one_word(word: Seen, after: Seen | None) -> str | None:
    """For a doubtful word with a capital before one in small letters: the only one with other marks that the next goes
    with ("Úy ban" is "Ủy ban"), where it does not go with what was read. A name goes on with a capital."""
    _, core, rest = apart(word.text)
    if after is None or rest or word.kind or word.confidence >= CERTAIN or not (core.isalpha() and core.istitle()):
        return None
    _, behind, _ = apart(after.text)
    if len(core) < 2 or not behind.islower() or _goes_with(core.lower(), behind) >= NEVER:
        return None
    near = [one for one in _same_letters(core.lower()) if _goes_with(one, behind) >= ALWAYS]
    return near[0] if len(near) == 1 else None


def _goes_with(word: str, after: str) -> float:
    """How likely a word stands behind another."""
    language = shipped().language
    numbers = language.number(word), language.number(after)
    return language.after(UNKNOWN << BITS | numbers[0], numbers[1]) if min(numbers) >= len(FIXED) else 0.0


def _may_begin(words: Sequence[Seen]) -> bool:
    """Whether the first of some words is a doubtful one with a capital, and the next goes on in small letters."""
    if len(words) < 2 or words[0].confidence >= CERTAIN or words[0].kind:
        return False
    core, after = apart(words[0].text)[1], apart(words[1].text)[1]
    return len(core) > 1 and core.isalpha() and core.istitle() and after.isalpha() and after.islower()


def _is_doubtful(word: Seen) -> bool:
    core = apart(word.text)[1]
    return word.confidence < CERTAIN and not word.kind and len(core) > 1 and core.isalpha() and core.islower()


def _other(word: Seen, text: str) -> Seen:
    before, _, after = apart(word.text)
    kind: UncertainKind = "unsure" if word.confidence < UNSURE else "repaired"
    return replace(word, text=f"{before}{text}{after}", kind=kind, others=(word.text,))


def _expected(said: Sequence[str], index: int, sure: float) -> str | None:
    """The word that is so much more likely than the one that was read; None where there is none."""
    language = shipped().language
    read = said[index]
    around = [*said[max(0, index - REACH) : index]], [*said[index + 1 : index + 1 + REACH]]
    chances = {word: _chance(language, [*around[0], word, *around[1]], len(around[0])) for word in _like(read)}
    best = max(chances, key=lambda word: chances[word], default=read)
    unheard = UNHEARD if index else UNHEARD_FIRST
    gain = next((gain for least, gain in GAINS if sure < least), math.inf) if _is_word(read) else unheard
    mine = _chance(language, [*around[0], read, *around[1]], len(around[0]))
    return best if best != read and chances[best] - mine >= gain else None


def _chance(language: Language, words: Sequence[str], place: int) -> float:
    """How likely (natural logarithm) the word at a place and the two behind it are."""
    numbers = [UNKNOWN, UNKNOWN, *map(language.number, words)]
    place += 2
    return sum(
        math.log(language.after(numbers[at - 2] << BITS | numbers[at - 1] & MASK, numbers[at]))
        for at in range(place, len(numbers))
    )


@lru_cache(maxsize=512)
def _like(read: str) -> tuple[str, ...]:
    """The words of the language that have the same letters; where it is no syllable, also those that differ in one."""
    same = _same_letters(read)
    return tuple(same) if _is_word(read) else (*same, *_one_letter_apart(read))


def _same_letters(read: str) -> list[str]:
    return shipped().by_skeleton.get(bare(read), [])


def _is_word(read: str) -> bool:
    return is_syllable(read) and read in shipped().language.numbers


def _one_letter_apart(read: str) -> Iterator[str]:
    language = shipped().language
    plain = bare(read)
    for word in language.words[len(FIXED) :]:
        if abs(len(word) - len(read)) < 2 and word[:1] == read[:1] and _apart_by_one(bare(word), plain):
            yield word


def _apart_by_one(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
