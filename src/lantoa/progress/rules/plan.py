"""A whole plan at once: every commitment in every window, alternatives, the board, topics, what is due
soon."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lantoa.core.periods import PeriodKind, Window, windows_within
from lantoa.plans.rules.commitment import CommitmentFacts, DueWindow
from lantoa.plans.rules.expansion import expand
from lantoa.plans.rules.matching import ActivityFacts
from lantoa.progress.rules.judging import NOT_OWED, SHORT, Pace, ProgressState, WindowProgress, judge

Waiver = tuple[str, date]
"""A released window: the commitment's id and the first day of the window."""

OPEN_STATES = frozenset({ProgressState.ON_PACE, ProgressState.AT_RISK, ProgressState.NOT_DUE})


def judge_all(
    commitments: Sequence[CommitmentFacts],
    due: Iterable[DueWindow],
    activities: Iterable[ActivityFacts],
    *,
    today: date,
    waivers: frozenset[Waiver] = frozenset(),
    pace: Pace | None = None,
) -> list[WindowProgress]:
    """The progress of every given window, in the order given; windows of unknown commitments are left out."""
    serving = _by_commitment(activities)
    known = {commitment.id: commitment for commitment in commitments}
    judged = [
        judge(
            known[window.commitment_id],
            window,
            serving.get(window.commitment_id, ()),
            today=today,
            waived=(window.commitment_id, window.window.start) in waivers,
            pace=pace,
        )
        for window in due
        if window.commitment_id in known
    ]
    return with_alternatives(judged, {c.id: c.alternative_group for c in commitments})


def judge_plan(
    commitments: Sequence[CommitmentFacts],
    plan_period: Window,
    activities: Iterable[ActivityFacts],
    *,
    today: date,
    waivers: frozenset[Waiver] = frozenset(),
    pace: Pace | None = None,
) -> list[WindowProgress]:
    """The progress of every commitment in every window of its plan, in the order of the commitments and of
    time."""
    due = [window for commitment in commitments for window in expand(commitment, plan_period)]
    return judge_all(commitments, due, activities, today=today, waivers=waivers, pace=pace)


def _by_commitment(activities: Iterable[ActivityFacts]) -> dict[str, list[ActivityFacts]]:
    serving: dict[str, list[ActivityFacts]] = defaultdict(list)
    for activity in activities:
        for commitment_id in sorted({link.commitment_id for link in activity.links}):
            serving[commitment_id].append(activity)
    return serving


def with_alternatives(progress: Iterable[WindowProgress], group_of: Mapping[str, str | None]) -> list[WindowProgress]:
    """One of several is enough: in each window one member of a group answers for it, the others stand aside.

    The one that answers is the one that is done, else the one that is furthest; so a group is owed once,
    is done as soon as any member is, and is late once.
    """
    judged = list(progress)
    if not any(group_of.values()):
        return judged
    members: dict[tuple[str, Window], list[WindowProgress]] = defaultdict(list)
    for one in judged:
        if group := group_of.get(one.commitment_id):
            members[group, one.window].append(one)
    speaker = {key: max(found, key=_furthest).commitment_id for key, found in members.items()}
    return [_stand_aside(one, speaker.get((group_of.get(one.commitment_id) or "", one.window))) for one in judged]


def _furthest(one: WindowProgress) -> tuple[bool, bool, float, str]:
    is_owed = one.state not in NOT_OWED
    return one.met, is_owed, min(one.have / one.need, 1.0), one.commitment_id


def _stand_aside(one: WindowProgress, speaker: str | None) -> WindowProgress:
    if speaker is None or speaker == one.commitment_id or one.state is ProgressState.WAIVED:
        return one
    return replace(one, state=ProgressState.ALTERNATIVE, alternative_to=speaker)


def board(progress: Iterable[WindowProgress], period: Window) -> dict[str, tuple[tuple[WindowProgress, ...], ...]]:
    """Commitments × months of a plan: each window stands once, in the month of its deadline.

    Deadlines before or after the plan stand in its first or last month.
    """
    months = windows_within(PeriodKind.MONTH, period)
    rows: dict[str, list[list[WindowProgress]]] = {}
    for one in progress:
        row = rows.setdefault(one.commitment_id, [[] for _ in months])
        row[_month_index(months, one.deadline)].append(one)
    return {
        commitment_id: tuple(tuple(sorted(cell, key=lambda p: (p.deadline, p.window))) for cell in row)
        for commitment_id, row in rows.items()
    }


def _month_index(months: Sequence[Window], day: date) -> int:
    return next((index for index, month in enumerate(months) if day <= month.end), len(months) - 1)


def short_of(progress: Iterable[WindowProgress]) -> list[WindowProgress]:
    """What is late, missed or at risk: the longest overdue first."""
    return sorted((p for p in progress if p.state in SHORT), key=lambda p: (p.deadline, p.commitment_id))


def due_within(progress: Iterable[WindowProgress], *, today: date, days: int = 7) -> list[WindowProgress]:
    """What is open and due from today to so many days on, in order of the deadline."""
    soon = Window(today, today + timedelta(days=days))
    found = (p for p in progress if p.state in OPEN_STATES and p.deadline in soon)
    return sorted(found, key=lambda p: (p.deadline, p.commitment_id))


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """A topic of the plan and the activities that spoke of it, sorted by id; none = not yet covered."""

    topic: str
    activity_ids: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """Whether any activity spoke of it."""
        return bool(self.activity_ids)


def topics_covered(
    plan_topics: Iterable[str], activities: Iterable[ActivityFacts], window: Window | None = None
) -> tuple[TopicCoverage, ...]:
    """For each topic of the plan, once and in its order, the activities (of a window) that spoke of it."""
    there = [a for a in activities if window is None or a.happened_on in window]
    return tuple(
        TopicCoverage(topic, tuple(sorted({a.id for a in there if topic in a.topics})))
        for topic in dict.fromkeys(plan_topics)
    )
