"""Many windows summed at once where nobody asks on which days or of which activities: for roll-ups and the board of a
large ward. Pure.

``sums`` says of each window what ``counting.count`` says in its tally, without ``pieces`` and ``shares`` (held by a
property test). It need not sort anything, and finds the windows that hold a day once for all commitments with the same
windows.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import Match, MeasureKind
from lantoa.plans.rules.counting import Done, Fits, Link, Slot
from lantoa.plans.rules.tally import Tally


class _Places(dict[date, tuple[int, ...]]):
    """Which of some windows hold a day, by their place in the list; looked up once for each day."""

    def __init__(self, windows: tuple[Window, ...]) -> None:
        super().__init__()
        self.windows = windows

    def __missing__(self, day: date) -> tuple[int, ...]:
        found = self[day] = tuple(n for n, one in enumerate(self.windows) if one.start <= day <= one.end)
        return found


class _Sum:
    """One window while it is summed. ``latest``: day and id of the latest measurement, then what it measured."""

    __slots__ = ("fits", "grades", "is_ratio", "latest", "of_count", "work")

    def __init__(self, slot: Slot, fits: Fits) -> None:
        self.work, self.fits = slot.work, fits
        self.is_ratio = slot.measure.kind is MeasureKind.RATIO
        self.of_count = slot.measure.kind is MeasureKind.COUNT
        self.grades: dict[str, int] = {}
        self.latest: tuple[date, str, int, int] | None = None

    def measure(self, done: Done, activity: int, share: tuple[int | None, int | None]) -> None:
        """A measurement, where there is one."""
        part, whole = share
        if part is not None and whole:
            self.grades[done.grade] = self.grades.get(done.grade, 0) + 1
            mine = (done.on, str(activity), part, whole)
            self.latest = max(self.latest, mine) if self.latest else mine

    def tally(self) -> Tally:
        """What it all adds up to."""
        part, whole = self.latest[2:] if self.latest else (None, None)
        return Tally(sum(self.grades.values()), dict(sorted(self.grades.items())), part, whole)


def sums(slots: Iterable[Slot], activities: Mapping[int, Done], links: Iterable[Link]) -> dict[int, Tally]:
    """Every window summed, by the number of its due work; parameters as of ``counting.count``."""
    books, nothing = _books(slots), (_Places(()), ())
    for activity, commitment, counted_on, part, whole in links:
        done = activities.get(activity)
        if done is None:
            continue
        places, bins = books.get(commitment, nothing)
        _on, times, like, grade = done
        for place in places[counted_on or _on]:
            one = bins[place]
            if one.is_ratio:
                one.measure(done, activity, (part, whole))
            elif one.fits[like]:
                one.grades[grade] = one.grades.get(grade, 0) + (times if one.of_count else 1)
    return {one.work: one.tally() for _places, bins in books.values() for one in bins}


def _books(slots: Iterable[Slot]) -> dict[int, tuple[_Places, tuple[_Sum, ...]]]:
    """By commitment: where a day is, and the sums of its windows in that order."""
    fits: dict[Match, Fits] = {}
    mine: dict[int, list[Slot]] = {}
    for slot in slots:
        mine.setdefault(slot.commitment, []).append(slot)
        fits.setdefault(slot.measure.match, Fits(slot.measure.match))
    places: dict[tuple[Window, ...], _Places] = {}
    found = {}
    for commitment, there in mine.items():
        windows = tuple(slot.window for slot in there)
        place = places.setdefault(windows, _Places(windows))
        found[commitment] = (place, tuple(_Sum(slot, fits[slot.measure.match]) for slot in there))
    return found
