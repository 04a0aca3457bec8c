"""How far a commitment is in one window: need, have, by when, state. Computed from the evidence alone.

The states, in the order in which they are tried:

1. ``waived``: a person released this window.
2. ``done``: the measure is reached (count ≥ need; the latest measurement ≥ the percentage; one thing
delivered), however late, as long as the work is counted in the window.
3. ``not_due``: the window has not begun.
4. ``optional``: encouraged work that is not (yet) done; it is never late and never missed.
5. ``waiting_date``: the date is not known (an event, a calendar of the higher level). A roster that is
still missing when its window ends does not excuse: then the end of the window is the due date.
6. past the due date: ``late`` while it can still be made good, that is until the window has ended and
``grace_days`` more have passed (evidence comes in late, too); after that ``missed``.
7. ``at_risk``: fewer whole pieces than even work would have finished by yesterday, less a tenth of the
need; or nothing at all in the last third of the time (at most the last 30 days); or a measurement below
the percentage. 8. ``on_pace`` for work in pieces or begun; ``not_due`` for a single piece whose last third
has not come.

"Requested" (đề nghị) work is judged like ordered work: the plan counts on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import (
    CommitmentFacts,
    DueKind,
    DueWindow,
    Measure,
    MeasureKind,
    Modality,
    WindowKind,
)
from lantoa.plans.rules.matching import ActivityFacts
from lantoa.plans.rules.tally import Tally, is_counted, linked_in, tally_of
from vanban.vocabulary import Labelled


class ProgressState(Labelled):
    """Trạng thái của một cam kết trong một kỳ."""

    NOT_DUE = "not_due", "Chưa đến hạn"
    ON_PACE = "on_pace", "Đang thực hiện"
    AT_RISK = "at_risk", "Có nguy cơ chậm"
    LATE = "late", "Quá hạn"
    DONE = "done", "Hoàn thành"
    MISSED = "missed", "Không hoàn thành"
    WAIVED = "waived", "Được miễn"
    WAITING_DATE = "waiting_date", "Chờ ngày"
    OPTIONAL = "optional", "Khuyến khích, chưa làm"
    ALTERNATIVE = "alternative", "Tính ở hình thức thay thế"


NOT_OWED = frozenset({ProgressState.WAIVED, ProgressState.OPTIONAL, ProgressState.ALTERNATIVE})
"""States of a window that nobody owes: they stand outside every share of what was fulfilled."""

SHORT = frozenset({ProgressState.LATE, ProgressState.MISSED, ProgressState.AT_RISK})
"""States that a leader wants to see first, and that a report names as shortcomings."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The few numbers of the rule, so that a commune may set them."""

    grace_days: int = 15
    slack_percent: int = 10
    last_days: int = 30


USUAL_PACE = Pace()


@dataclass(slots=True)
class WindowProgress:
    """One commitment in one window. A value like all others here: read it, never change it. It is not frozen because a
    province makes them by the hundred thousand, and a frozen one takes six times as long to make.

    ``have`` counts pieces of work (ratio: measurements); ``grades`` says how many of them rest on which grade and sums
    up to ``have``. ``numerator`` of ``denominator`` is the latest measurement. ``remaining``: pieces still to do; for
    a ratio how many more in the numerator, or 1 when nothing was measured. ``activity_ids`` is sorted;
    ``unmatched_ids`` are linked but not what the measure counts (for a ratio: without a measurement).
    ``alternative_to``: the commitment in whose place this one of several stands aside.
    """

    commitment_id: str
    kind: WindowKind
    window: Window
    measure_kind: MeasureKind
    need: int
    have: int
    met: bool
    state: ProgressState
    due_on: date | None = None
    waiting_for: str = ""
    percent_needed: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    remaining: int = 0
    grades: Mapping[str, int] = field(default_factory=dict)
    activity_ids: tuple[str, ...] = ()
    unmatched_ids: tuple[str, ...] = ()
    alternative_to: str | None = None

    @property
    def percent(self) -> Decimal | None:
        """The measured percentage, to two places; None where nothing was measured."""
        return percent_of(self.numerator, self.denominator)

    @property
    def deadline(self) -> date:
        """The day after which the work is late: the due date, or the end of the window where there is
        none."""
        return self.due_on or self.window.end


def percent_of(numerator: int | None, denominator: int | None) -> Decimal | None:
    """Hundred times numerator by denominator, to two places; None without a denominator."""
    if numerator is None or not denominator:
        return None
    return (Decimal(100 * numerator) / denominator).quantize(Decimal("0.01"))


class _Found(NamedTuple):
    """What the evidence of one window comes to."""

    have: int
    met: bool
    remaining: int
    numerator: int | None = None
    denominator: int | None = None


class Sums(NamedTuple):
    """The part of a tally that is judged: see ``Tally``."""

    have: int
    grades: Mapping[str, int]
    numerator: int | None = None
    denominator: int | None = None


def judge(
    commitment: CommitmentFacts,
    due: DueWindow,
    activities: Iterable[ActivityFacts],
    *,
    today: date,
    waived: bool = False,
    pace: Pace | None = None,
) -> WindowProgress:
    """The progress of a commitment in one of its windows (see the module for the rule of states).

    Activities that are not linked to the commitment, or lie outside the window, are ignored; one that is
    given twice counts once; their order does not matter.
    """
    linked = linked_in(commitment.id, due.window, activities)
    counted = [a for a in linked if is_counted(commitment.id, commitment.measure, a)]
    return replace(
        judge_tally(
            commitment, due, tally_of(commitment.id, commitment.measure, counted),
            today=today, waived=waived, pace=pace,
        ),
        activity_ids=tuple(a.id for a in counted),
        unmatched_ids=tuple(a.id for a in linked if a not in counted),
    )  # fmt: skip


def judge_tally(
    commitment: CommitmentFacts, due: DueWindow, tally: Tally | Sums, *, today: date, waived: bool = False,
    pace: Pace | None = None,
) -> WindowProgress:  # fmt: skip
    """The same from what the evidence adds up to; which activities they were is not known here."""
    measure = commitment.measure
    found = _measure(measure, tally)
    state = _state(commitment, due, found, today=today, waived=waived, pace=pace or USUAL_PACE)
    return WindowProgress(
        commitment.id, due.kind, due.window, measure.kind, measure.need, found.have, found.met, state, due.due_on,
        due.waiting_for, measure.percent, found.numerator, found.denominator, found.remaining, tally.grades,
    )  # fmt: skip


def _measure(measure: Measure, tally: Tally | Sums) -> _Found:
    if measure.kind is MeasureKind.RATIO:
        return _measure_ratio(measure, tally)
    have, need = tally.have, measure.need
    return _Found(have, have >= need, max(need - have, 0))


def _measure_ratio(measure: Measure, tally: Tally | Sums) -> _Found:
    """The latest measurement speaks."""
    if tally.numerator is None or tally.denominator is None or measure.percent is None:
        return _Found(tally.have, met=False, remaining=1)
    wanted = measure.percent * tally.denominator / 100
    needed = int(wanted.to_integral_value(ROUND_CEILING))
    if measure.above and needed == wanted:
        needed += 1
    remaining = max(needed - tally.numerator, 0)
    return _Found(tally.have, remaining == 0, remaining, tally.numerator, tally.denominator)


def _state(
    commitment: CommitmentFacts, due: DueWindow, found: _Found, *, today: date, waived: bool, pace: Pace
) -> ProgressState:
    if waived:
        return ProgressState.WAIVED
    if found.met:
        return ProgressState.DONE
    if today < due.window.start:
        return ProgressState.NOT_DUE
    if commitment.modality is Modality.ENCOURAGED:
        return ProgressState.OPTIONAL
    if _still_waits(commitment, due, today):
        return ProgressState.WAITING_DATE
    deadline = due.due_on or due.window.end
    if today > deadline:
        closes_on = max(deadline, due.window.end) + timedelta(days=pace.grace_days)
        return ProgressState.LATE if today <= closes_on else ProgressState.MISSED
    return _pace_state(commitment.measure, found, (due.window.start, deadline), today=today, pace=pace)


def _still_waits(commitment: CommitmentFacts, due: DueWindow, today: date) -> bool:
    if not due.waiting_for:
        return False
    return commitment.due.kind is not DueKind.ROSTER or today <= due.window.end


def _pace_state(
    measure: Measure, found: _Found, time: tuple[date, date], *, today: date, pace: Pace
) -> ProgressState:  # fmt: skip
    """``time``: the first day, and the last on which it is not late."""
    days, passed = (time[1] - time[0]).days + 1, (today - time[0]).days
    days_left = days - passed
    is_idle = found.have == 0 and days_left <= min(days // 3, pace.last_days)
    if measure.kind is MeasureKind.RATIO:
        is_behind = found.have > 0
    else:
        slack = measure.need * pace.slack_percent // 100
        is_behind = found.have < measure.need * passed // days - slack
    if is_idle or is_behind:
        return ProgressState.AT_RISK
    return ProgressState.ON_PACE if found.have or measure.need > 1 else ProgressState.NOT_DUE
