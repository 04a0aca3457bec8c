"""The likeliest word at each place: forward and backward sums over the candidates of a paragraph.

Summing over all ways, rather than taking the one best way, gives each word the probability that it is right; that is
what is shown to people as confidence.
"""

from collections import defaultdict
from collections.abc import Sequence

from vanban.restoring.language import BITS, MASK, START, Language

WIDTH = 24
"""Histories kept at each place."""
Candidates = Sequence[tuple[int, float]]
"""(number of the word, probability of what was read if this is the word), any scale."""
Arc = tuple[int, int, float]
ALL = (1 << 2 * BITS) - 1


def decode(places: Sequence[Candidates], language: Language, *, width: int = WIDTH) -> list[dict[int, float]]:
    """For each place the probability of each word that is still in question; they sum to 1."""
    forward: dict[int, float] = {START << BITS | START: 1.0}
    steps: list[list[Arc]] = []
    states: list[dict[int, float]] = []
    for candidates in places:
        forward, arcs = _step(forward, candidates, language, width=width)
        states.append(forward)
        steps.append(arcs)
    return _backward(states, steps)


def _step(
    forward: dict[int, float], candidates: Candidates, language: Language, *, width: int
) -> tuple[dict[int, float], list[Arc]]:
    after = language.after
    sums: defaultdict[int, float] = defaultdict(float)
    arcs: list[Arc] = []
    for history, so_far in forward.items():
        tail = (history & MASK) << BITS
        for word, fit in candidates:
            value = after(history, word) * fit
            sums[tail | word] += so_far * value
            arcs.append((history, tail | word, value))
    kept = sorted(sums.items(), key=lambda item: -item[1])[:width]
    top = kept[0][1] or 1e-300
    scaled = {state: value / top for state, value in kept}
    return scaled, [arc for arc in arcs if arc[1] in scaled]


def _backward(states: list[dict[int, float]], steps: list[list[Arc]]) -> list[dict[int, float]]:
    out: list[dict[int, float]] = []
    if not states:
        return out
    backward = dict.fromkeys(states[-1], 1.0)
    for index in range(len(states) - 1, -1, -1):
        words: defaultdict[int, float] = defaultdict(float)
        for state, value in states[index].items():
            words[state & MASK] += value * backward.get(state, 0.0)
        total = sum(words.values()) or 1.0
        out.append({word: value / total for word, value in words.items()})
        earlier: defaultdict[int, float] = defaultdict(float)
        for history, state, value in steps[index]:
            earlier[history] += value * backward.get(state, 0.0)
        top = max(earlier.values(), default=1.0) or 1e-300
        backward = {history: value / top for history, value in earlier.items()}
    return out[::-1]
