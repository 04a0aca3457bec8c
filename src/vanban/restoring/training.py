"""Makes a model from texts and from pages that an engine has misread. Used by ``scripts/build_restoring.py`` and by
``bench/restoring.py``; nothing of it runs when a document is read."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vanban.letters import unmarked
from vanban.restoring.candidates import Finder
from vanban.restoring.channel import learn
from vanban.restoring.language import Trainer
from vanban.restoring.spelling import apart, is_syllable, skeleton

BAND = 120
GAP = 0.9
Pair = tuple[str, str]


def words_of(text: str) -> list[str]:
    """The lower-case words of a text, without punctuation."""
    return [word.lower() for _, word, _ in map(apart, text.split()) if word]


def nearness(true: str, read: str) -> float:
    """0 for the same letters, 1 for nothing in common (share of letters to change)."""
    from vanban.restoring.candidates import distance

    one, other = unmarked(true.lower()), skeleton(read)
    return distance(one, other) / max(len(one), len(other), 1)


def aligned(true: Sequence[str], read: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Places of the same word in a text and in what was read of it; None where one of them has nothing."""
    table, way = _table(true, read)
    i, j = len(true), len(read)
    out: list[tuple[int | None, int | None]] = []
    while i or j:
        step = way.get((i, j), 1 if i else 2)
        if step == 0:
            i, j = i - 1, j - 1
            out.append((i, j))
        elif step == 1:
            i -= 1
            out.append((i, None))
        else:
            j -= 1
            out.append((None, j))
    del table
    return out[::-1]


def _table(true: Sequence[str], read: Sequence[str]) -> tuple[dict[Pair, float], dict[tuple[int, int], int]]:
    costs: dict[Pair, float] = {}
    way: dict[tuple[int, int], int] = {}
    slope = len(read) / max(1, len(true))
    before = {j: GAP * j for j in range(BAND)}
    for i, word in enumerate(true, 1):
        middle = round(i * slope)
        row: dict[int, float] = {}
        for j in range(max(0, middle - BAND), min(len(read), middle + BAND) + 1):
            best, step = before.get(j, math.inf) + GAP, 1
            if j and row.get(j - 1, math.inf) + GAP < best:
                best, step = row[j - 1] + GAP, 2
            if j:
                pair = (word, read[j - 1])
                if pair not in costs:
                    costs[pair] = 1.6 * nearness(*pair)
                if before.get(j - 1, math.inf) + costs[pair] <= best:
                    best, step = before[j - 1] + costs[pair], 0
            row[j] = best
            way[i, j] = step
        before = row
    return costs, way


def pairs_of(true: str, read: str) -> Counter[Pair]:
    """(true word, word as read) of a page, lower case, where they are near enough to be the same."""
    one, other = words_of(true), words_of(read)
    found = [(one[i], other[j]) for i, j in aligned(one, other) if i is not None and j is not None]
    return Counter(pair for pair in found if nearness(*pair) <= 0.67)


def pair_costs(pairs: Mapping[Pair, float]) -> dict[str, dict[str, float]]:
    """Word as read → true word → -log p(read | true), for what was seen on pages."""
    totals: Counter[str] = Counter()
    for (true, _), n in pairs.items():
        totals[true] += n  # type: ignore[assignment]
    out: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (true, read), n in pairs.items():
        out[read][true] = -math.log(n / (totals[true] + 1))
    return dict(out)


def finder_of(
    texts: Iterable[tuple[str, float]], *, words: Mapping[str, float], pairs: Mapping[Pair, float], least: float = 0.0
) -> Finder:
    """A finder of candidates, and in it the language, from texts with their weights, a list of words of one or more
    syllables with theirs, and pairs."""
    trainer = Trainer()
    for entry, weight in words.items():
        trainer.add_compound(entry.split(), weight)
    for text, weight in texts:
        for line in text.split("\n"):
            found = words_of(line)
            if found:
                trainer.add(found, weight)
    lexicon = {word for entry in words for word in entry.split() if is_syllable(word)}
    lexicon |= {word for word in trainer.words if is_syllable(word)}
    lexicon |= {word for word, n in trainer.words.items() if n >= 8 and word.isalpha()}
    sound = {pair: n for pair, n in pairs.items() if pair[0] in lexicon}
    return Finder(trainer.language(lexicon=lexicon, least=least), learn(sound), pair_costs(sound))
