"""How letters come out of an engine that does not know them: the cost of a true word for what was read.

Each letter of the true word gave none to three of the signs that were read. Costs are natural logarithms of
1/probability, learned by hard EM from pairs (true word, word as read) of our own pages (``training``).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from vanban.restoring.spelling import skeleton

MOST_SIGNS = 3
IMPOSSIBLE = 1e9
ROUNDS = 4
Costs = dict[str, dict[str, float]]


@lru_cache(maxsize=4096)
def usual_cost(letter: str, read: str) -> float:
    """The cost of signs that were never seen for a letter."""
    base = skeleton(letter)
    if letter == "đ" and read == "p":
        return 3.0
    if len(read) == 1:
        return 2.2 if skeleton(read) == base else 6.5
    if not read:
        return 7.0
    return 5.5 + 1.5 * len(read) if base in skeleton(read) else 6.5 + 2.0 * len(read)


class Channel:
    """Costs of letters and, from them, of words."""

    def __init__(self, costs: Costs) -> None:
        self.costs = costs

    def cost(self, letter: str, read: str) -> float:
        """Of one letter for the signs that were read."""
        seen = self.costs.get(letter)
        found = seen.get(read) if seen else None
        return usual_cost(letter, read) if found is None else found

    def word_cost(self, true: str, read: str) -> float:
        """The least cost of a word for what was read; ``IMPOSSIBLE`` where the lengths cannot fit."""
        return self.costs_of((true,), read)[0]

    def costs_of(self, words: Sequence[str], read: str) -> list[float]:
        """The least cost of each word for the same reading; what a letter costs is looked up once."""
        moves: dict[str, list[tuple[int, int, float]]] = {}
        out = []
        for word in words:
            row = [0.0, *[IMPOSSIBLE] * len(read)]
            for letter in word:
                if letter not in moves:
                    moves[letter] = self._moves(letter, read)
                row = _next(row, moves[letter])
            out.append(row[-1])
        return out

    def _moves(self, letter: str, read: str) -> list[tuple[int, int, float]]:
        """(from, to, cost): what a letter may have given of what was read."""
        ends = range(len(read) + 1)
        return [
            (begin, end, self.cost(letter, read[begin:end]))
            for end in ends
            for begin in range(max(0, end - MOST_SIGNS), end + 1)
        ]

    def steps(self, true: str, read: str) -> list[tuple[str, str]]:
        """The cheapest way: each letter with the signs that it gave; empty where there is none."""
        rows = [[0.0, *[IMPOSSIBLE] * len(read)]]
        for letter in true:
            rows.append(_next(rows[-1], self._moves(letter, read)))
        if rows[-1][-1] >= IMPOSSIBLE:
            return []
        out, end = [], len(read)
        for index in range(len(true), 0, -1):
            letter, before, aim = true[index - 1], rows[index - 1], rows[index][end]
            begins = range(max(0, end - MOST_SIGNS), end + 1)
            begin = min(begins, key=lambda at: abs(before[at] + self.cost(letter, read[at:end]) - aim))
            out.append((letter, read[begin:end]))
            end = begin
        return out[::-1]


def _next(before: list[float], moves: list[tuple[int, int, float]]) -> list[float]:
    after = [IMPOSSIBLE] * len(before)
    for begin, end, cost in moves:
        value = before[begin] + cost
        if value < after[end]:
            after[end] = value
    return after


def learn(pairs: Mapping[tuple[str, str], float], *, rounds: int = ROUNDS) -> Channel:
    """A channel from pairs (true, read) with how often each was seen."""
    channel = Channel({})
    kept = [(pair, n) for pair, n in pairs.items() if len(pair[0]) < 12 and len(pair[1]) < 14]
    for _ in range(rounds):
        channel = Channel(_costs((channel.steps(*pair), n) for pair, n in kept))
    return channel


def _costs(ways: Iterable[tuple[list[tuple[str, str]], float]]) -> Costs:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for steps, times in ways:
        for letter, read in steps:
            counts[letter][read] += times  # type: ignore[assignment]
    return {
        letter: {read: -math.log(n / (sum(seen.values()) + 3)) for read, n in seen.items()}
        for letter, seen in counts.items()
    }
