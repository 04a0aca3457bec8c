"""Gaps against the plan: windows, topics and audiences that lack content, and the days proposed to fill them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.communes.queries import work_calendar
from lantoa.content.models import Item, ItemService
from lantoa.content.rules.kinds import ContentKind
from lantoa.content.rules.life import ItemState
from lantoa.core.holidays import WorkCalendar
from lantoa.core.periods import Window
from lantoa.core.saying import said
from lantoa.editorial.rules import Owed, kind_for, lacking
from lantoa.plans.models import Commitment, DueWork, PlanElement
from lantoa.progress.forecast import forecasts_of
from lantoa.progress.presenting import period_named
from lantoa.progress.queries import PlanProgress
from lantoa.progress.rules import NOT_OWED, ProgressState, WindowProgress
from lantoa.progress.rules.closing import Proposal, proposals
from lantoa.progress.rules.forecast import Forecast
from vanban.vocabulary import Audience, Topic


@dataclass(frozen=True, slots=True)
class Gap:
    """A window for which nothing is being written though it lacks pieces. ``proposed``: days for them."""

    work: DueWork
    commitment: Commitment
    kind: ContentKind
    period: str
    deadline: date
    owed: Owed
    proposed: Sequence[Proposal]
    foretold: Forecast | None

    @property
    def days(self) -> str:
        """ "12/11, 19/11"."""
        return ", ".join(f"{one.on:%d/%m}" for one in self.proposed)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A topic or an audience of the plan of which nothing is written or out in these days."""

    code: str
    label: str


def gaps_of(progress: PlanProgress, window: Window) -> list[Gap]:
    """Windows that touch these days and lack pieces that nobody writes, the earliest deadline first."""
    pairs = [(work, one) for work, one in progress.pairs() if _is_open(one, progress.today, window)]
    coming = _coming({int(one.commitment_id) for _work, one in pairs})
    calendar = work_calendar()
    found = [gap for work, one in pairs if (gap := _gap(progress, work, one, coming=coming, calendar=calendar))]
    return sorted(found, key=lambda gap: (gap.deadline, gap.commitment.position, gap.work.pk))


def _is_open(one: WindowProgress, today: date, window: Window) -> bool:
    owed = one.state not in NOT_OWED | {ProgressState.DONE, ProgressState.WAITING_DATE}
    return owed and not one.met and one.deadline >= today and one.window.overlaps(window)


def _coming(commitments: Collection[int]) -> Mapping[int, list[date]]:
    """Days of items in the making, by the commitment that they serve; what is out was counted as done."""
    rows = ItemService.objects.filter(commitment__in=commitments, item__live__isnull=True).exclude(
        item__state__in=[ItemState.ARCHIVED.value, ItemState.RECALLED.value]
    )
    found: dict[int, list[date]] = defaultdict(list)
    for commitment, due_on, publish_at in rows.values_list("commitment_id", "item__due_on", "item__publish_at"):
        day = publish_at.date() if publish_at else due_on
        if day:
            found[commitment].append(day)
    return found


def _gap(
    progress: PlanProgress, work: DueWork, one: WindowProgress, *, coming: Mapping[int, list[date]],
    calendar: WorkCalendar,
) -> Gap | None:  # fmt: skip
    commitment = progress.commitments[one.commitment_id]
    kind = kind_for(commitment.measure, commitment.match_kinds, commitment.match_channels)
    span = Window(one.window.start, max(one.deadline, one.window.end))
    days = [day for day in coming.get(commitment.pk, ()) if day in span]
    foretold = forecasts_of(progress).get(work.pk)
    owed = Owed(one.need, one.have, len(days) * (foretold.each if foretold else 1))
    if kind is None or not owed.missing:
        return None
    left = Window(max(progress.today, one.window.start), one.deadline)
    proposed = proposals(
        owed.missing, left, calendar=calendar, have=one.have + owed.coming, taken=days,
        each=foretold.each if foretold else 1,
    ) if left.start <= left.end else []  # fmt: skip
    return Gap(work, commitment, kind, period_named(one), one.deadline, owed, proposed, foretold)


def lacking_topics(progress: PlanProgress, items: Iterable[Item]) -> list[Lacking]:
    """Topics of the plan that no item of these days speaks of."""
    there = {topic for item in items for topic in item.topics}
    wanted = _codes(progress, "content")
    return [Lacking(code, said(Topic(code).label)) for code in lacking(wanted, there) if _is_of(Topic, code)]


def lacking_audiences(progress: PlanProgress, items: Iterable[Item]) -> list[Lacking]:
    """Audiences of the plan that no item of these days speaks to."""
    there = {one for item in items for one in item.audiences}
    wanted = _codes(progress, "audience")
    return [Lacking(code, said(Audience(code).label)) for code in lacking(wanted, there) if _is_of(Audience, code)]


def _codes(progress: PlanProgress, kind: str) -> list[str]:
    rows = PlanElement.objects.filter(version=progress.version, kind=kind).exclude(code="")
    return list(rows.order_by("id").values_list("code", flat=True))


def _is_of(labels: type[Topic] | type[Audience], code: str) -> bool:
    return code in labels._value2member_map_
