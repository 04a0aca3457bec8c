"""Which words a damaged word may stand for, and how well each fits what was read."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from vanban.letters import unmarked
from vanban.restoring.channel import Channel
from vanban.restoring.language import FIXED, UNKNOWN, Language
from vanban.restoring.spelling import skeleton

MOST = 10
SHORTLIST = 45
SWAPS = (
    ("ii", "u"), ("ir", "u"), ("tr", "u"), ("ur", "u"), ("w", "u"), ("wo", "uo"), ("cl", "d"), ("rn", "m"), ("q", "g"),
    ("uc", "uoc"), ("y", "v"), ("ti", "u"), ("th", "u"), ("l", "i"), ("i", "l"), ("p", "d"), ("tt", "u"), ("vv", "w"),
    ("ct", "cu"), ("n", "u"), ("t", "u"), ("j", "i"), ("f", "t"), ("e", "o"), ("m", "ng"),
)  # fmt: skip
"""Pairs of shapes that an engine takes for one another (seen on our own pages)."""
HORNED = re.compile("[it][ir]|ii|w")
"""What is read for ư: "chirc", "thtc", "cdng thwc"."""
AS_READ = 11.0
"""The cost of a word that is of no list, with one more for each letter."""
Fits = tuple[tuple[str, float], ...]
Pairs = Mapping[str, Mapping[str, float]]
"""Word as read → true word → cost: what was seen on our own pages."""


def shortened(word: str) -> set[str]:
    """The word, and what is left of it without one letter, or without two where there are three and more."""
    out = {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}
    if len(word) >= 3:
        out |= {short[:i] + short[i + 1 :] for short in tuple(out) for i in range(len(short))}
    return out


def distance(one: str, other: str) -> int:
    """Letters to change, add or leave out."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(last + (a != b), row[j] + 1, row[j - 1] + 1)
    return row[-1]


class Finder:
    """Finds candidates; remembers them, because a document says the same words again and again."""

    def __init__(self, language: Language, channel: Channel, pairs: Pairs, *, most: int = MOST) -> None:
        self.language, self.channel, self.pairs, self.most = language, channel, pairs, most
        self.by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
        for word in language.words[len(FIXED) :]:
            self.by_skeleton[unmarked(word)].append(word)
        self.index: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.by_skeleton:
            for short in shortened(key):
                self.index[short].append(key)
        self.known: dict[str, Fits] = {}

    def damaged(self, read: str) -> Fits:
        """(word, cost) of the best candidates for a lower-case word that an engine has read."""
        found = self.known.get(read)
        if found is None:
            found = self.known[read] = tuple(self._damaged(read))
        return found

    def unmarked(self, read: str) -> Fits:
        """(word, cost) of the words that are this one with marks; the marks that stand in it must stay."""
        words = [word for word in self.by_skeleton.get(unmarked(read), ()) if read in (word, unmarked(word))]
        return tuple((word, 0.0) for word in words) or ((read, 0.0),)

    def _damaged(self, read: str) -> Iterable[tuple[str, float]]:
        seen = self.pairs.get(read, {})
        language = self.language
        loose = 1 if read.isalpha() else 2  # a figure may stand for more than one letter: "N1 vụ"
        near = {key: 3.0 * far for key, far in self._keys(read).items()}
        words = dict.fromkeys(seen, 0.0) | {
            word: far - 0.6 * math.log(language.alone(language.numbers[word]))
            for key, far in near.items()
            for word in self.by_skeleton[key]
        }
        rough = sorted(words, key=lambda word: (word not in seen, words[word]))[: SHORTLIST * loose]
        scored = []
        for word, by_letters in zip(rough, self.channel.costs_of(rough, read), strict=True):
            cost = min(by_letters, seen.get(word, math.inf))
            scored.append((cost - 0.6 * math.log(language.alone(language.number(word))), word, cost))
        best = [(word, cost) for _, word, cost in sorted(scored)[: self.most * loose]]
        if language.numbers.get(read, UNKNOWN) == UNKNOWN or not best:
            best.append((read, AS_READ + len(read)))
        return best

    def _keys(self, read: str) -> dict[str, int]:
        """Skeletons near to what was read, and how far they are from it."""
        flat = skeleton(read)
        shapes = {flat}
        for shape, other in SWAPS:
            shapes |= {known.replace(shape, other) for known in tuple(shapes)[:12] if shape in known}
        near = {key for shape in shapes for short in shortened(shape) for key in self.index.get(short, ())}
        reach = 1 if len(flat) <= 2 and read.isalpha() else 2 if len(flat) <= 5 else 3
        horned = HORNED.sub("u", flat)
        far = {key: distance(key, flat) for key in near if abs(len(key) - len(flat)) <= 2}
        if horned != flat:
            far = {key: min(steps, distance(key, horned)) for key, steps in far.items()}
        return {key: steps for key, steps in far.items() if steps <= reach}
