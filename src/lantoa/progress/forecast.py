"""Forecasts of a plan's open windows (dự báo): the rows read into tracks, the rules asked. Nothing is stored.

``forecasts_of(progress)`` gives each owed window that has begun; ``will_miss(progress)`` those that will be missed,
the most pressing first. Words for a page: ``Forecast.pace`` and ``reason_of`` through ``core.saying.said``."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock

from lantoa.communes.queries import work_calendar
from lantoa.core.periods import Window
from lantoa.plans.models import DueWork
from lantoa.plans.queries import due_window, terms_of
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.progress.queries import PlanProgress
from lantoa.progress.rules import NOT_OWED, ProgressState, WindowProgress
from lantoa.progress.rules.forecast import Forecast, Verdict, forecast
from lantoa.progress.rules.rhythm import Rhythm, learned
from lantoa.progress.rules.tracks import Track, WorkDays, track_of_tally, work_days

_foretelling = Lock()

WARD_BELIEF = 6.0
"""Windows that the first belief in a ward's rhythm is worth."""

NOT_FORECAST = NOT_OWED | {ProgressState.WAITING_DATE}
"""Nobody owes it, or nobody knows when: there is nothing to foretell."""


def forecasts_of(progress: PlanProgress) -> Mapping[int, Forecast]:
    """The forecast of each owed window that has begun, by the id of its due work. Kept with ``progress``; one query."""
    if "forecasts" not in progress.memo:
        with _foretelling:  # as in ``progress.recent``: one works, the others wait for it
            if "forecasts" not in progress.memo:
                progress.memo["forecasts"] = _forecasts(progress)
    known: Mapping[int, Forecast] = progress.memo["forecasts"]
    return known


def will_miss(progress: PlanProgress) -> list[tuple[DueWork, WindowProgress, Forecast]]:
    """Open windows that will not be met if things go on as they do: the earliest last safe day first."""
    found = [
        (work, one, foretold)
        for work, one in progress.pairs()
        if (foretold := forecasts_of(progress).get(work.pk)) and foretold.verdict is Verdict.WILL_MISS
    ]
    return sorted(found, key=lambda line: (line[2].last_safe_on or line[2].deadline, line[2].deadline, line[0].pk))


def days_of(progress: PlanProgress) -> WorkDays:
    """Working days around the plan, from a year before it (work may be older) to a year after."""
    stretch = Window(_year_from(progress.period.start, -1), _year_from(progress.period.end, 1))
    calendar = work_calendar()
    return work_days(stretch, lambda day: not calendar.is_off(day))


def _year_from(day: date, years: int) -> date:
    return date(day.year + years, day.month, 1)


def _forecasts(progress: PlanProgress) -> dict[int, Forecast]:
    days = days_of(progress)
    tracks = _tracks(progress, days)
    earlier = _earlier(progress, tracks)
    rhythms = _rhythms(earlier)
    found = {}
    for work, one in progress.pairs():
        if one.state in NOT_FORECAST:
            continue
        track = tracks[work.pk]
        own = [past for past in earlier[track.commitment_id] if _comes_before(past, track)]
        foretold = forecast(track, own=own, ward=rhythms[track.measure], today=progress.today, days=days)
        if foretold:
            found[work.pk] = foretold
    return found


def _comes_before(past: Track, track: Track) -> bool:
    return past.kind is track.kind and past.time.start < track.time.start


def _tracks(progress: PlanProgress, days: WorkDays) -> dict[int, Track]:
    return {
        work.pk: track_of_tally(
            terms_of(work, progress.facts[one.commitment_id]), due_window(work), progress.tallies[work.pk], days=days
        )
        for work, one in progress.pairs()
    }


def _earlier(progress: PlanProgress, tracks: Mapping[int, Track]) -> Mapping[str, list[Track]]:
    """Windows whose deadline has passed, by commitment, the oldest first. What was waived tells nothing."""
    found: dict[str, list[Track]] = defaultdict(list)
    for work, one in progress.pairs():
        track = tracks[work.pk]
        if track.time.end < progress.today and one.state not in NOT_FORECAST:
            found[one.commitment_id].append(track)
    for past in found.values():
        past.sort(key=lambda track: track.time)
    return found


def _rhythms(earlier: Mapping[str, Sequence[Track]]) -> dict[MeasureKind, Rhythm]:
    """The ward's rhythm for each kind of measure, from all its past windows: each counts the same here."""
    past = [track for tracks in earlier.values() for track in tracks]
    return {
        kind: learned(Rhythm(), [track for track in past if track.measure is kind], belief=WARD_BELIEF, fade=1.0)
        for kind in MeasureKind
    }


def reason_of(foretold: Forecast) -> str:
    """Why, in one Vietnamese sentence (``core.saying.said`` translates it); empty for what is met."""
    if foretold.verdict is Verdict.MET:
        return ""
    if foretold.verdict is Verdict.MISSED:
        return f"Đã qua hạn {foretold.deadline:%d/%m/%Y}, còn thiếu {foretold.gap}."
    return f"{_standing(foretold)}; {_passed(foretold)}{_before(foretold)}."


def _standing(foretold: Forecast) -> str:
    if foretold.percent is not None and foretold.percent_needed is not None:
        return f"Lần đo gần nhất {_comma(foretold.percent)} %, cần {_comma(foretold.percent_needed)} %"
    if foretold.measure_kind is MeasureKind.RATIO:
        return "Chưa đo lần nào"
    if foretold.done == 0:
        return "Chưa làm lần nào" if foretold.needed > 1 else "Chưa làm"
    return f"Mới được {foretold.done}/{foretold.needed}"


def _passed(foretold: Forecast) -> str:
    return f"đã qua {round(100 * foretold.passed)} % thời gian"


def _before(foretold: Forecast) -> str:
    if not foretold.past_windows:
        return ""
    return f"; {foretold.past_met}/{foretold.past_windows} kỳ trước đạt đúng hạn"


def _comma(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
