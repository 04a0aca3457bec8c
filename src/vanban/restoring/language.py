"""Which syllable follows which: a trigram model of Vietnamese administrative prose.

Interpolated absolute discounting, kept as three sorted arrays of packed keys with one byte for each probability
(steps of 1/16 of a natural logarithm), so that the whole model is some megabytes in memory and is read at once.
"""

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

BITS = 15
MASK = (1 << BITS) - 1
STEP = 16.0
UNKNOWN, START, NUMBER = 0, 1, 2
FIXED = ("<?>", "<s>", "#")
"""A word of no list, the beginning of a paragraph, and anything with figures and no letters."""
DISCOUNT = 0.75
PROBABILITIES = tuple(math.exp(-level / STEP) for level in range(256))


def level(probability: float) -> int:
    """A probability as one byte."""
    return max(0, min(255, round(-math.log(max(probability, 1e-12)) * STEP)))


@dataclass(slots=True)
class Language:
    """``one[c]``: p(c); ``two``/``three``: sorted keys with p(last | those before); ``back_one``, ``back_two``: the
    weight of the shorter history where a longer one was never seen."""

    words: list[str]
    one: bytes
    back_one: bytes
    two_keys: "array[int]"
    two: bytes
    back_two: bytes
    three_keys: "array[int]"
    three: bytes
    numbers: dict[str, int] = field(default_factory=dict)
    known: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers = {word: number for number, word in enumerate(self.words)}

    def number(self, word: str) -> int:
        """The number of a lower-case word."""
        found = self.numbers.get(word)
        if found is not None:
            return found
        return NUMBER if any(map(str.isdigit, word)) and not any(map(str.isalpha, word)) else UNKNOWN

    def alone(self, word: int) -> float:
        """p(word)."""
        return PROBABILITIES[self.one[word]]

    def after(self, history: int, word: int) -> float:
        """p(word | the two words packed in ``history``)."""
        key = history << BITS | word
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._after(history, key)
        return found

    def _after(self, history: int, key: int) -> float:
        at = bisect_left(self.three_keys, key)
        if at < len(self.three_keys) and self.three_keys[at] == key:
            return PROBABILITIES[self.three[at]]
        at = bisect_left(self.two_keys, history)
        weight = 1.0
        if at < len(self.two_keys) and self.two_keys[at] == history:
            weight = PROBABILITIES[self.back_two[at]]
        return weight * self._after_one(history & MASK, key & MASK)

    def _after_one(self, before: int, word: int) -> float:
        key = before << BITS | word
        at = bisect_left(self.two_keys, key)
        if at < len(self.two_keys) and self.two_keys[at] == key:
            return PROBABILITIES[self.two[at]]
        return PROBABILITIES[self.back_one[before]] * PROBABILITIES[self.one[word]]


Counts = tuple[Counter[int], Counter[int], Counter[int]]


class Trainer:
    """Counts paragraphs, each with a weight, and makes a Language."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.texts: list[tuple[Sequence[str], float]] = []
        self.compounds: list[tuple[Sequence[str], float]] = []

    def add(self, words: Sequence[str], weight: float = 1.0) -> None:
        """The lower-case words of one paragraph."""
        self.texts.append((words, weight))
        for word in words:
            self.words[word] += weight  # type: ignore[assignment]

    def add_compound(self, words: Sequence[str], weight: float) -> None:
        """The syllables of an entry of a word list: they go together, and say nothing of what stands before."""
        self.compounds.append((words, weight))
        for word in words:
            self.words[word] += weight  # type: ignore[assignment]

    def language(self, *, lexicon: Iterable[str], least: float = 0.0) -> Language:
        """The model over the words of ``lexicon``; trigrams counted less than ``least`` are left out."""
        chosen = sorted(set(lexicon), key=lambda word: (-self.words[word], word))[: MASK - len(FIXED)]
        words = [*FIXED, *chosen]
        numbers = {word: number for number, word in enumerate(words)}
        return _language(words, self._counts(numbers), least=least)

    def _counts(self, numbers: dict[str, int]) -> Counts:
        one: Counter[int] = Counter()
        two: Counter[int] = Counter()
        three: Counter[int] = Counter()
        for words, weight in self.texts:
            history = START << BITS | START
            for word in words:
                number = numbers.get(word, UNKNOWN if any(map(str.isalpha, word)) else NUMBER)
                one[number] += weight  # type: ignore[assignment]
                two[(history & MASK) << BITS | number] += weight  # type: ignore[assignment]
                three[history << BITS | number] += weight  # type: ignore[assignment]
                history = (history & MASK) << BITS | number
        self._count_compounds(numbers, one, two)
        return one, two, three

    def _count_compounds(self, numbers: dict[str, int], one: Counter[int], two: Counter[int]) -> None:
        for words, weight in self.compounds:
            row = [numbers.get(word, UNKNOWN) for word in words]
            for number in row:
                one[number] += weight  # type: ignore[assignment]
            for before, number in pairwise(row):
                two[before << BITS | number] += weight  # type: ignore[assignment]


def _language(words: list[str], counts: Counts, *, least: float) -> Language:
    one, two, three = counts
    total = sum(one.values())
    alone = [(one[number] + 0.05) / (total + 0.05 * (len(words) + 20_000)) for number in range(len(words))]
    back_one, seen_two = _discounted(two, lambda key: alone[key & MASK])
    back_two, seen_three = _discounted(three, lambda key: seen_two[key & (1 << 2 * BITS) - 1])
    twos = sorted(seen_two)
    threes = sorted(key for key in seen_three if three[key] >= least)
    return Language(
        words,
        bytes(map(level, alone)),
        bytes(level(back_one.get(number, 1.0)) for number in range(len(words))),
        array("Q", twos),
        bytes(level(seen_two[key]) for key in twos),
        bytes(level(back_two.get(key, 1.0)) for key in twos),
        array("Q", threes),
        bytes(level(seen_three[key]) for key in threes),
    )


def _discounted(counts: Counter[int], shorter: Callable[[int], float]) -> tuple[dict[int, float], dict[int, float]]:
    """The weight of the shorter history for each history, and the probability of each n-gram."""
    totals: defaultdict[int, float] = defaultdict(float)
    kinds: Counter[int] = Counter()
    for key, n in counts.items():
        totals[key >> BITS] += n
        kinds[key >> BITS] += 1
    back = {history: min(1.0, DISCOUNT * kinds[history] / total) for history, total in totals.items()}
    seen = {}
    for key, n in counts.items():
        history = key >> BITS
        seen[key] = max(n - DISCOUNT, 0.0) / totals[history] + back[history] * shorter(key)
    return back, seen
