"""How a ward usually works: how often a window is met in time, how much is done, and when of its time it is done.

Learned from windows whose deadline has passed, beginning with what is believed before anything is known. Recent
windows weigh more, since people and habits change."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.progress.rules.tracks import Track

BENDS = (1.0, 2.0, 6.0)
"""Three ways of spending the time: evenly, towards the end, everything at the end. Under a bend b the share u ** b
of the work is done when the share u of the time has passed."""

FADE = 0.8
"""What a window weighs beside the one after it."""
MOST_VOICES = 4
"""Pieces of one window that speak about the bend: they depend on each other."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``share_met``: of windows, met in time. ``rate``: pieces done in time for each piece needed. ``ways``: how
    probable each of ``BENDS`` is; sums up to 1. The values here are what is believed before anything is known."""

    share_met: float = 0.7
    rate: float = 1.1
    ways: tuple[float, ...] = (0.4, 0.3, 0.3)


def learned(before: Rhythm, past: Iterable[Track], *, belief: float, fade: float = FADE) -> Rhythm:
    """The rhythm after looking at past windows, the latest last. ``belief``: how many windows ``before`` is worth."""
    weighted = weights(list(past), fade)
    weight = sum(one for _track, one in weighted)
    if not weight:
        return before
    met = sum(one for track, one in weighted if track.met_at is not None)
    rate = sum(one * min(track.total / track.need, 3.0) for track, one in weighted)
    return Rhythm(
        share_met=(before.share_met * belief + met) / (belief + weight),
        rate=(before.rate * belief + rate) / (belief + weight),
        ways=_ways(before, weighted, belief / 2),
    )


def weights(past: Sequence[Track], fade: float = FADE) -> list[tuple[Track, float]]:
    """Each window with its weight: 1 for the latest, less for each one before."""
    last = len(past) - 1
    return [(track, fade ** (last - place)) for place, track in enumerate(past)]


def _ways(before: Rhythm, weighted: list[tuple[Track, float]], belief: float) -> tuple[float, ...]:
    """Each past window in which anything was done says which way it looks like, and is one voice."""
    sums, heard = [share * belief for share in before.ways], belief
    for track, weight in weighted:
        positions = [at for at, _number, _day in track.pieces if at <= 1]
        if not positions:
            continue
        voices = min(len(positions), MOST_VOICES) / len(positions)
        likely = [_likelihood(bend, positions) ** voices for bend in BENDS]
        heard += weight
        for place, share in enumerate(normal(p * q for p, q in zip(before.ways, likely, strict=True))):
            sums[place] += weight * share
    return tuple(one / heard for one in sums)


def _likelihood(bend: float, positions: Iterable[float]) -> float:
    """How well a bend explains the positions at which work was done: the product of its densities."""
    return math.prod(bend * math.pow(max(position, 0.02), bend - 1) for position in positions)


def normal(values: Iterable[float]) -> tuple[float, ...]:
    """Brought to a sum of 1; all the same where nothing is left."""
    found = tuple(values)
    total = sum(found)
    return tuple(value / total for value in found) if total else tuple(1 / len(found) for _ in found)
