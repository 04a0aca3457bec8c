"""Whether a window will be met if things go on as they do: how much by its deadline, how likely, and until when it
can still be saved. Computed from the evidence alone; the model in words, and how often it is right:
docs/reference/progress.md, ADR 0019.

Three things speak, the nearer one louder: what is believed of every ward, the rhythm of this ward, and this
commitment's own earlier windows at the same share of their time. A single thing to deliver has a distribution of
the time until it is done; pieces of work come as a Poisson stream whose rate is uncertain (Gamma), that is negative
binomial."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import MeasureKind, WindowKind
from lantoa.progress.rules.rhythm import BENDS, Rhythm, learned, normal, weights
from lantoa.progress.rules.tracks import AFTER, Track, WorkDays
from vanban.vocabulary import Labelled

WILL_MEET_FROM = 0.75
WILL_MISS_UNTIL = 0.35
"""Probabilities of meeting, from which and until which a word is spoken out."""
TOO_EARLY = 0.2
"""Share of the time before which nobody is told that a window will be missed: it would be true too seldom to be
heard."""

OWN_BELIEF = 4.0
"""How many earlier windows of its own weigh as much as all that is believed beforehand."""
SOBER = 0.75
"""People are less regular than any model: the odds are brought nearer to one by this power. Found on invented years,
and held on other ones (tests/progress/test_calibration.py)."""
STREAM_BELIEF = 2.0
"""How many earlier windows the stream of pieces weighs as much as."""
CUT_OFF = 0.5
"""What a window says that was met with less to do: nobody knows whether the rest would have been done, too."""
JITTER = 0.05
"""Share of the time by which the same habit comes a little later in one window than in another."""
WHOLE = 0.25
"""How much of the belief in a stream goes to the window as a whole: many people do all of it or nothing."""
FIRST_PIECES = 3.0
"""Pieces of work that the belief in a rate is worth."""
MOST_STEPS = 100
GAP_WINDOWS = 6
LEAST_SPREAD = 3.0
"""Percentage points: two measurements never tell a trend better than this."""


class Verdict(Labelled):
    """Dự báo của một cam kết trong một kỳ."""

    MET = "met", "Đã đạt"
    WILL_MEET = "will_meet", "Sẽ đạt"
    IN_DOUBT = "in_doubt", "Chưa chắc đạt"
    WILL_MISS = "will_miss", "Sẽ không đạt"
    MISSED = "missed", "Đã quá hạn"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What will become of one window.

    ``done`` of ``needed`` pieces today, ``expected`` by the deadline (the median). ``probability`` of being met by
    the deadline, 0 to 1. ``last_safe_on``: the last working day on which the missing ``gap`` pieces, begun that day
    and done at the usual rhythm (one each ``every_days`` days), are still in time; it may lie in the past.
    ``each``: pieces that one entry usually stands for. ``passed``: share of the working time that has passed;
    ``past_met`` of ``past_windows`` earlier windows were met in time. ``percent``: the latest measurement of a
    ratio, ``percent_needed`` its goal."""

    commitment_id: str
    kind: WindowKind
    window: Window
    measure_kind: MeasureKind
    done: int
    needed: int
    expected: int
    probability: float
    verdict: Verdict
    last_safe_on: date | None = None
    every_days: float = 1.0
    each: int = 1
    passed: float = 0.0
    past_met: int = 0
    past_windows: int = 0
    percent: float | None = None
    percent_needed: float | None = None

    @property
    def deadline(self) -> date:
        """The day until which it is to be met: the end of ``window``."""
        return self.window.end

    @property
    def gap(self) -> int:
        """Pieces that are missing today."""
        return 0 if self.verdict is Verdict.MET else max(self.needed - self.done, 1)

    @property
    def pace(self) -> str:
        """ "Theo nhịp hiện nay: 3/4 vào ngày 30/11/2026" in Vietnamese (``core.saying.said`` translates it)."""
        return f"Theo nhịp hiện nay: {self.expected}/{self.needed} vào ngày {self.deadline:%d/%m/%Y}"

    def is_safe_on(self, today: date) -> bool:
        """Whether the last safe day has not passed yet."""
        return self.last_safe_on is not None and today <= self.last_safe_on


@dataclass(frozen=True, slots=True)
class _Outlook:
    """Probability of meeting, and the mean of the pieces still to come until the deadline."""

    probability: float
    coming: float


def forecast(track: Track, *, own: Sequence[Track], ward: Rhythm, today: date, days: WorkDays) -> Forecast | None:
    """The forecast of one window; None before it begins.

    ``own``: earlier windows of the same commitment, the oldest first. ``ward``: what ``rhythm.learned`` says of the
    ward. ``days``: working days that cover all of it.
    """
    if today < track.time.start:
        return None
    passed = min(days.share(today, track.time), 1.0)
    if track.met_at is not None or (track.measure is not MeasureKind.RATIO and track.done >= track.need):
        return _said(track, own, _Outlook(1.0, 0.0), verdict=Verdict.MET, passed=passed, days=days)
    if today > track.time.end:
        return _said(track, own, _Outlook(0.0, 0.0), verdict=Verdict.MISSED, passed=passed, days=days)
    raw = outlook_of(track, own, ward, passed=passed)
    outlook = _Outlook(sober(raw.probability), raw.coming)
    return _said(track, own, outlook, verdict=verdict_of(outlook.probability, passed), passed=passed, days=days)


def sober(probability: float) -> float:
    """Nearer to one half: see ``SOBER``. What is certain stays certain."""
    hit, miss = math.pow(probability, SOBER), math.pow(1 - probability, SOBER)
    return hit / (hit + miss)


def verdict_of(probability: float, passed: float = 1.0) -> Verdict:
    """The word for a probability of meeting, when the share ``passed`` of the time has gone by."""
    if probability >= WILL_MEET_FROM:
        return Verdict.WILL_MEET
    is_told = probability <= WILL_MISS_UNTIL and passed >= TOO_EARLY
    return Verdict.WILL_MISS if is_told else Verdict.IN_DOUBT


def outlook_of(track: Track, own: Sequence[Track], ward: Rhythm, *, passed: float) -> _Outlook:
    """What is to be expected of an open window that is not met."""
    rhythm = learned(ward, own, belief=OWN_BELIEF)
    if track.measure is MeasureKind.RATIO and (track.shares or any(one.shares for one in own)):
        return _Outlook(_ratio(track, own, rhythm, passed=passed), 1.0)
    if track.need == 1:
        probability = still_comes(rhythm.share_met, rhythm.ways, passed)
        return _Outlook(probability, probability)
    return _count(track, own, rhythm, passed=passed)


def still_comes(share: float, ways: Sequence[float], passed: float) -> float:
    """Chance that a thing which has not come by now still comes in time, when ``share`` of such things do."""
    comes = sum(way * share * (1 - passed**bend) for way, bend in zip(ways, BENDS, strict=True))
    open_still = sum(way * (1 - share * passed**bend) for way, bend in zip(ways, BENDS, strict=True))
    return comes / open_still if open_still > 0 else 0.0


def _count(track: Track, own: Sequence[Track], rhythm: Rhythm, *, passed: float) -> _Outlook:
    """Pieces of work: a stream with an uncertain rate, corrected by what earlier windows did with the same time
    left."""
    size = _size(track, own)
    pieces, exposure = FIRST_PIECES, FIRST_PIECES / rhythm.rate
    for one, weight in weights(own):
        pieces += weight * one.total / size
        exposure += weight * one.need / size
    stream = _stream(_Pieces(track.done / size, track.need / size, pieces, exposure), rhythm.ways, passed)
    hits, looked, coming = _like_before(track, own, passed)
    chance = (1 - WHOLE) * stream.probability + WHOLE * still_comes(rhythm.share_met, rhythm.ways, passed)
    return _Outlook(
        probability=(hits + STREAM_BELIEF * chance) / (looked + STREAM_BELIEF),
        coming=(coming + STREAM_BELIEF * size * stream.coming) / (looked + STREAM_BELIEF),
    )


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Done and needed in this window; and what is known of the rate: so many pieces while so many were needed."""

    done: float
    need: float
    before: float
    exposure: float


def _stream(known: _Pieces, ways: Sequence[float], passed: float) -> _Outlook:
    """The stream under each way of spending the time; a way that makes what was seen improbable speaks softly."""
    missing = math.ceil(known.need - known.done)
    voices, chances, means = [], [], []
    for way, bend in zip(ways, BENDS, strict=True):
        by_now = passed**bend
        seen, ahead = known.need * by_now, known.need * (1 - by_now)
        voices.append(way * exactly(round(known.done), shape=known.before, rate=known.exposure, time=seen))
        shape, rate = known.before + known.done, known.exposure + seen
        chances.append(tail(missing, shape=shape, rate=rate, time=ahead))
        means.append(shape * ahead / rate)
    shares = normal(voices)
    return _Outlook(
        probability=sum(share * chance for share, chance in zip(shares, chances, strict=True)),
        coming=sum(share * mean for share, mean in zip(shares, means, strict=True)),
    )


def _like_before(track: Track, own: Sequence[Track], passed: float) -> tuple[float, float, float]:
    """Of earlier windows: in how many (weighted) the rest of the time brought what is missing now, of how many that
    can tell, and how much it brought. A window that was met with less to do stopped there (``CUT_OFF``)."""
    hits = looked = coming = 0.0
    missing = (track.need - track.done) / track.need
    for one, weight in weights(own):
        before = one.done_before(passed - JITTER)
        rest = (one.total - before) / one.need
        voice = weight * CUT_OFF if rest < missing and one.met_at is not None else weight
        hits += voice * (rest >= missing)
        coming += voice * rest * track.need
        looked += voice
    return hits, looked, coming


def _size(track: Track, own: Sequence[Track]) -> float:
    """Pieces that one entry usually stands for: three broadcasts, or all the leaflets; they come together."""
    entries = [number for one in (*own, track) for _position, number, _day in one.pieces]
    usual = sum(entries) / len(entries) if entries else 1.0
    return max(usual, track.need / MOST_STEPS, 1.0)


def exactly(number: int, *, shape: float, rate: float, time: float) -> float:
    """P(exactly ``number`` pieces in ``time``): see ``tail``."""
    if time <= 0:
        return float(number == 0)
    ways = math.lgamma(shape + number) - math.lgamma(shape) - math.lgamma(number + 1)
    return math.exp(ways + shape * math.log(rate / (rate + time)) + number * math.log(time / (rate + time)))


def tail(least: int, *, shape: float, rate: float, time: float) -> float:
    """P(at least ``least`` pieces in ``time``) when pieces come as a Poisson stream whose rate is Gamma(shape,
    rate)."""
    if least <= 0:
        return 1.0
    if time <= 0:
        return 0.0
    miss, hit = rate / (rate + time), time / (rate + time)
    term = total = math.pow(miss, shape)
    for number in range(1, least):
        term *= (shape + number - 1) / number * hit
        total += term
    return min(max(1 - total, 0.0), 1.0)


def _ratio(track: Track, own: Sequence[Track], rhythm: Rhythm, *, passed: float) -> float:
    """A share is reached when it is measured (again) in time, and the trend of the measurements reaches the goal."""
    measured = [day_share for one in (*own, track) for day_share in one.shares]
    again = still_comes(_share_measured(own, rhythm), rhythm.ways, passed)
    return again * reaches(measured, on=track.time.end, goal=track.percent or 0.0)


def _share_measured(own: Sequence[Track], rhythm: Rhythm) -> float:
    """How often a window is measured at all, whatever comes out."""
    weighted = weights(own)
    total = sum(weight for _one, weight in weighted)
    measured = sum(weight for one, weight in weighted if one.total)
    return (max(rhythm.share_met, 0.5) * OWN_BELIEF + measured) / (OWN_BELIEF + total)


def reaches(measured: Sequence[tuple[date, float]], *, on: date, goal: float) -> float:
    """P(a measurement on a day is at least ``goal``), by the straight line through the latest four measurements."""
    last = measured[-4:]
    origin = last[-1][0]
    xs, ys = [float((day - origin).days) for day, _share in last], [share for _day, share in last]
    middle, mean = sum(xs) / len(xs), sum(ys) / len(ys)
    wide = sum((x - middle) ** 2 for x in xs)
    # Half of the slope is believed: of a few measurements most of a slope is chance.
    slope = (
        sum((x - middle) * (y - mean) for x, y in zip(xs, ys, strict=True)) / wide / 2 if wide and len(xs) > 2 else 0
    )
    there = min(mean + slope * ((on - origin).days - middle), 100.0)
    left = sum((y - mean - slope * (x - middle)) ** 2 for x, y in zip(xs, ys, strict=True))
    spread = max(math.sqrt(left / max(len(xs) - 1, 1)), LEAST_SPREAD)
    return 0.5 * math.erfc((goal - there) / spread / math.sqrt(2))


def _said(
    track: Track, own: Sequence[Track], outlook: _Outlook, *, verdict: Verdict, passed: float, days: WorkDays
) -> Forecast:
    every = usual_gap(track, own)
    return Forecast(
        commitment_id=track.commitment_id, kind=track.kind, window=track.time, measure_kind=track.measure,
        done=_done(track, verdict), needed=track.need, expected=_expected(track, outlook, verdict),
        probability=outlook.probability, verdict=verdict,
        last_safe_on=last_safe_day(track, own, days, every_days=every), every_days=every,
        each=max(int(_size(track, own)), 1), passed=passed,
        past_met=sum(one.met_at is not None for one in own), past_windows=len(own),
        percent=track.shares[-1][1] if track.shares else None, percent_needed=track.percent,
    )  # fmt: skip


def _done(track: Track, verdict: Verdict) -> int:
    """Measurements below the goal are no pieces of work."""
    if track.measure is MeasureKind.RATIO:
        return int(verdict is Verdict.MET)
    return track.done


def _expected(track: Track, outlook: _Outlook, verdict: Verdict) -> int:
    """The median: at least what is needed exactly when being met is the likelier half."""
    done = _done(track, verdict)
    if verdict in {Verdict.MET, Verdict.MISSED}:
        return done
    if outlook.probability >= 0.5:
        return max(track.need, done + math.floor(outlook.coming))
    return min(track.need - 1, done + math.floor(outlook.coming + 0.5))


def usual_gap(track: Track, own: Sequence[Track]) -> float:
    """Days from one piece of work to the next in the latest windows; without any, even over the window."""
    found = [gap for one in (*own[-GAP_WINDOWS:], track) for gap in _gaps(one)]
    return float(median(found)) if found else track.time.days / track.need


def _gaps(track: Track) -> list[int]:
    days = [day for position, _number, day in track.pieces if position < AFTER]
    return [(later - day).days for day, later in itertools.pairwise(days)]


def last_safe_day(track: Track, own: Sequence[Track], days: WorkDays, *, every_days: float) -> date | None:
    """See ``Forecast.last_safe_on``; None when even the whole window would not have been enough."""
    missing = max(track.need - _done(track, Verdict.IN_DOUBT), 1)
    steps = math.ceil(missing / _size(track, own)) - 1
    latest = track.time.end - timedelta(days=math.ceil(steps * every_days))
    return days.last_before(latest, track.time.start)
