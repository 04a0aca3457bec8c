"""Who is told of what: from judged work and people to the items of each person's digest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lantoa.communes.roles import Role
from lantoa.core.folding import fold
from lantoa.core.periods import Window
from lantoa.progress.rules import ProgressState
from lantoa.reminders.states import Reason

OPEN = frozenset({ProgressState.NOT_DUE, ProgressState.ON_PACE, ProgressState.AT_RISK})
"""States in which work can still be done in time."""
ESCALATE_EVERY = timedelta(days=7)
HEADS = ("truong ", "chanh ", "giam doc", "chu tich", "bi thu", "chi huy truong", "doi truong")
DEPUTIES = ("pho ", "quyen ")
"""How titles begin, folded: there is no list of heads, the title of the role says it."""


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """One piece of due work, judged. ``missing``: how many pieces the forecast says will be missing (0 = it says no
    such thing). ``detail``: "Tháng 11/2026, 1/4 lần". ``duty_on``: the day that a roster gave its turn."""

    work_id: int
    commitment_id: int
    subject: str
    deadline: date
    state: ProgressState
    detail: str = ""
    unit_id: int | None = None
    assignee_id: int | None = None
    missing: int = 0
    duty_on: date | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One open role of a person."""

    role: str
    unit_id: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person of the commune."""

    id: int
    seats: tuple[Seat, ...] = ()

    def has(self, role: Role) -> bool:
        """Whether one of the seats is this role."""
        return any(seat.role == role.value for seat in self.seats)

    def sits_in(self, unit_id: int | None) -> bool:
        """Whether one of the seats is in the unit."""
        return unit_id is not None and any(seat.unit_id == unit_id for seat in self.seats)

    def titles_in(self, unit_id: int) -> list[str]:
        """The titles held in a unit, folded."""
        return [fold(seat.title) + " " for seat in self.seats if seat.unit_id == unit_id]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a person is told. ``path``: where it stands, where neither work nor activity says."""

    reason: Reason
    subject: str
    detail: str = ""
    due_on: date | None = None
    work_id: int | None = None
    commitment_id: int | None = None
    activity_id: int | None = None
    severity: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """When a leader was last told of a commitment, and how much was forecast to be missing then."""

    on: date
    severity: int


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the digests of one day follow from.

    ``quiet``: work and person → until which day the person need not be told, because of what they answered.
    ``nudged``: work and person, asked for by the plan owner. ``told``: leader and commitment → the last escalation.
    ``others``: person → items that come from elsewhere (returned evidence, roster, inspections, calls for help).
    """

    today: date
    days_ahead: int
    works: tuple[WorkFacts, ...]
    people: tuple[PersonFacts, ...]
    quiet: Mapping[tuple[int, int], date] = field(default_factory=dict)
    nudged: frozenset[tuple[int, int]] = frozenset()
    told: Mapping[tuple[int, int], Told] = field(default_factory=dict)
    others: Mapping[int, tuple[Item, ...]] = field(default_factory=dict)


def reason_of(work: WorkFacts, *, today: date, days_ahead: int) -> Reason | None:
    """Why somebody should hear of the work today; None: no reason."""
    if work.state is ProgressState.LATE:
        return Reason.LATE
    if work.state not in OPEN or work.deadline < today:
        return None
    soon = Window(today, today + timedelta(days=days_ahead))
    if work.deadline in soon:
        return Reason.SOON
    if work.missing > 0:
        return Reason.FORECAST
    return Reason.DUTY if work.duty_on is not None and work.duty_on in soon else None


def is_foretold(work: WorkFacts, today: date) -> bool:
    """Whether the work can still be done in time, and will not be if things go on as they do."""
    return work.state in OPEN and work.deadline >= today and work.missing > 0


def heads_of(unit_id: int, people: Iterable[PersonFacts]) -> frozenset[int]:
    """Who answers for a unit: its heads by title; without one its deputies; without any everyone who sits there."""
    inside = [one for one in people if one.sits_in(unit_id)]
    for beginnings in (HEADS, DEPUTIES):
        found = frozenset(one.id for one in inside if any(t.startswith(beginnings) for t in one.titles_in(unit_id)))
        if found:
            return found
    return frozenset(one.id for one in inside)


def recipients(work: WorkFacts, people: tuple[PersonFacts, ...]) -> frozenset[int]:
    """Who is told: the person it was given to while they are here; else the unit's head; else the plan owners."""
    if any(one.id == work.assignee_id for one in people):
        return frozenset({work.assignee_id}) if work.assignee_id is not None else frozenset()
    if work.unit_id is not None and (heads := heads_of(work.unit_id, people)):
        return heads
    return frozenset(one.id for one in people if one.has(Role.PLAN_OWNER))


def escalations(situation: Situation, leader_id: int) -> list[Item]:
    """What a leader is told: only what is forecast to be missed, never a date alone; each commitment at most once in
    seven days, unless more is forecast to be missing than was told."""
    worst: dict[int, WorkFacts] = {}
    for work in situation.works:
        if not is_foretold(work, situation.today):
            continue
        known = worst.get(work.commitment_id)
        if known is None or (work.missing, -work.deadline.toordinal()) > (known.missing, -known.deadline.toordinal()):
            worst[work.commitment_id] = work
    return [_item(work, Reason.ESCALATED) for work in worst.values() if _is_news(situation, leader_id, work)]


def _is_news(situation: Situation, leader_id: int, work: WorkFacts) -> bool:
    told = situation.told.get((leader_id, work.commitment_id))
    return told is None or situation.today - told.on >= ESCALATE_EVERY or work.missing > told.severity


def items_for(situation: Situation) -> dict[int, list[Item]]:
    """The items of everybody who is to be told anything, in the order in which they are shown."""
    found: dict[int, list[Item]] = {}
    for work in situation.works:
        for person_id, item in _told_of(situation, work):
            found.setdefault(person_id, []).append(item)
    for person in situation.people:
        more = [*situation.others.get(person.id, ())]
        more += escalations(situation, person.id) if person.has(Role.LEADER) else []
        if more:
            found.setdefault(person.id, []).extend(more)
    return {person_id: in_order(items) for person_id, items in found.items()}


def _told_of(situation: Situation, work: WorkFacts) -> list[tuple[int, Item]]:
    nudged = [one.id for one in situation.people if (work.work_id, one.id) in situation.nudged]
    told = [(person_id, _item(work, Reason.NUDGED)) for person_id in nudged]
    reason = reason_of(work, today=situation.today, days_ahead=situation.days_ahead)
    if reason is None:
        return told
    usual = recipients(work, situation.people).difference(nudged)
    told += [(one, _item(work, reason)) for one in sorted(usual) if not _is_quiet(situation, work.work_id, one)]
    return told


def _is_quiet(situation: Situation, work_id: int, person_id: int) -> bool:
    until = situation.quiet.get((work_id, person_id))
    return until is not None and situation.today < until


def _item(work: WorkFacts, reason: Reason) -> Item:
    turn = f"Phiên phân công ngày {work.duty_on:%d/%m/%Y}" if work.duty_on else ""
    lost = "Theo nhịp hiện nay sẽ không đạt" if reason is Reason.SOON and work.missing else ""
    return Item(
        reason, work.subject, " · ".join(part for part in (work.detail, turn, lost) if part), work.deadline,
        work_id=work.work_id, commitment_id=work.commitment_id,
        severity=work.missing,
    )  # fmt: skip


ORDER = {reason: place for place, reason in enumerate(Reason)}


def in_order(items: Iterable[Item]) -> list[Item]:
    """By reason, then by day; one piece of work stands once, under its most pressing reason."""
    ordered = sorted(items, key=lambda one: (ORDER[one.reason], one.due_on or date.max, one.work_id or 0, one.subject))
    seen: set[int] = set()
    kept = []
    for one in ordered:
        if one.work_id is None or one.work_id not in seen:
            kept.append(one)
        if one.work_id is not None:
            seen.add(one.work_id)
    return [replace(one, subject=_short(one.subject)) for one in kept]


def _short(text: str, most: int = 290) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
