"""How a ward usually works: how often a window is met in time, and when of its time the work is done.

Learned from windows whose deadline has passed, beginning with what is believed before anything is known. Recent
windows weigh more, since people and habits change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.progress.rules.tracks import Track

GRID = 20
"""Steps of the working time in which a rhythm is kept."""

FADE = 0.8
"""What a window weighs beside the one after it."""

FIRST_SHARE = 0.7
"""How often a window is met in time, believed before anything is known."""
FIRST_RATE = 1.2
"""Pieces of work for each piece that is needed, before anything is known."""
FIRST_BEND = 1.5
"""Work comes towards the end of its time: the share done by the position u is u ** FIRST_BEND, before anything is
known."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``share_met``: of windows, met in time. ``rate``: pieces done in time for each piece needed. ``done_by[i]``:
    of all that was done in time, the share that had been done at the position i / GRID."""

    share_met: float = FIRST_SHARE
    rate: float = FIRST_RATE
    done_by: tuple[float, ...] = tuple((i / GRID) ** FIRST_BEND for i in range(GRID + 1))

    def by(self, position: float) -> float:
        """The share of the work that is usually done by a position; between two steps a straight line."""
        place = min(max(position, 0.0), 1.0) * GRID
        low = min(int(place), GRID - 1)
        return self.done_by[low] + (self.done_by[low + 1] - self.done_by[low]) * (place - low)


def learned(before: Rhythm, past: Iterable[Track], *, belief: float, fade: float = FADE) -> Rhythm:
    """The rhythm after looking at past windows, the latest last. ``belief``: how many windows ``before`` is worth."""
    weighted = weights(list(past), fade)
    if not weighted:
        return before
    weight = sum(one for _track, one in weighted)
    met = sum(one for track, one in weighted if track.met_at is not None)
    rate = sum(one * min(track.total / track.need, 3.0) for track, one in weighted)
    return Rhythm(
        share_met=(before.share_met * belief + met) / (belief + weight),
        rate=(before.rate * belief + rate) / (belief + weight),
        done_by=_shape(before, weighted, belief),
    )


def weights(past: Sequence[Track], fade: float = FADE) -> list[tuple[Track, float]]:
    """Each window with its weight: 1 for the latest, less for each one before."""
    last = len(past) - 1
    return [(track, fade ** (last - place)) for place, track in enumerate(past)]


def _shape(before: Rhythm, weighted: list[tuple[Track, float]], belief: float) -> tuple[float, ...]:
    """Each window in which anything was done speaks with one voice, however many pieces it has."""
    worked = [(track, weight) for track, weight in weighted if track.total]
    total = sum(weight for _track, weight in worked)
    sums = [share * belief for share in before.done_by]
    for track, weight in worked:
        each = weight / track.total
        for position, number, _day in track.pieces:
            if position < 1:
                for step in range(int(position * GRID) + 1, GRID + 1):
                    sums[step] += each * number
    return tuple(min(one / (belief + total), 1.0) for one in sums)
