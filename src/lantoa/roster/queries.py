"""Reads about rosters: rows as the values that the rules know, and what concerns a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from lantoa.communes.access import Actor
from lantoa.communes.queries import work_calendar
from lantoa.core import clock
from lantoa.core.periods import PeriodKind, Window, label_of
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.queries import adopted_commitments, adopted_version
from lantoa.plans.rules.commitment import DueKind
from lantoa.roster.models import Absence, Duty, Roster, Swap
from lantoa.roster.rules import Away, DutyFacts, PartyKind, Slot, SwapState


def person_key(pk: int) -> str:
    """A person as a party of the rules."""
    return f"p{pk}"


def unit_key(pk: int) -> str:
    """A unit as a party of the rules."""
    return f"u{pk}"


def party_of(work: DueWork) -> str:
    """Who has a piece of due work, as the rules see it; empty while nobody has."""
    if work.unit_id:
        return unit_key(work.unit_id)
    return person_key(work.assignee_id) if work.assignee_id else ""


def own_parties(actor: Actor) -> frozenset[str]:
    """For whom the person speaks in a roster: themselves and their unit."""
    found = {person_key(actor.person.pk)}
    return frozenset(found | ({unit_key(actor.unit_id)} if actor.unit_id else set()))


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty as a page shows it. ``day_off``: why its day is no working day; ``is_away``: the person is away then."""

    duty: Duty
    work: DueWork
    commitment: Commitment
    period: str
    on: date | None
    party: str
    who: str
    day_off: str
    is_away: bool
    is_past: bool

    @property
    def facts(self) -> DutyFacts:
        """As a swap sees it."""
        return DutyFacts(self.duty.pk, self.duty.roster_id, self.party, self.on or self.work.window_end)


def absences(start: date | None = None) -> models.QuerySet[Absence]:
    """Absences that have not ended before a day (default: all)."""
    rows = Absence.objects.select_related("person")
    return rows.filter(end__gte=start) if start else rows


def aways() -> list[Away]:
    """All absences as the rules see them."""
    return [Away(person_key(row.person_id), Window(row.start, row.end)) for row in Absence.objects.all()]


def duties() -> models.QuerySet[Duty]:
    """Every duty of an adopted plan, with its work, commitment and people, in order of time."""
    rows = Duty.objects.filter(work__commitment__in=adopted_commitments().select_related(None).prefetch_related(None))
    wanted = ("roster", "work__assignee", "work__unit", "work__commitment__lead")
    return rows.select_related(*wanted).order_by("on", "work__window_end", "id")


def day_of(duty: Duty) -> date | None:
    """The day of a duty: the due date where the roster makes it, else the day that the roster proposes."""
    work = duty.work
    by_roster = work.commitment.due_kind == DueKind.ROSTER.value
    return (work.due_on or duty.on) if by_roster else duty.on


def duty_lines(rows: Iterable[Duty]) -> list[DutyLine]:
    """The duties as pages show them. Two queries beside those of ``rows``."""
    calendar, away, today = work_calendar(), aways(), clock.today()
    found = []
    for duty in rows:
        work, on, party = duty.work, day_of(duty), party_of(duty.work)
        is_away = on is not None and any(one.party == party and on in one.window for one in away)
        found.append(DutyLine(
            duty=duty, work=work, commitment=work.commitment, period=period_label(work), on=on, party=party,
            who=who_has(work), day_off=calendar.reason(on) if on else "", is_away=is_away,
            is_past=(on or work.window_end) < today,
        ))  # fmt: skip
    return found


def who_has(work: DueWork) -> str:
    """The name of the person or unit that has a piece of due work; empty while nobody has."""
    return str(work.unit or work.assignee or "")


def period_label(work: DueWork) -> str:
    """ "Tháng 8/2026"."""
    return label_of(PeriodKind(work.window_kind), Window(work.window_start, work.window_end))


def roster_of(commitment: Commitment) -> Roster | None:
    """The commitment's roster; after an amendment the one whose duties moved to it."""
    own = models.Q(commitment=commitment) | models.Q(duties__work__commitment=commitment)
    found: Roster | None = Roster.objects.filter(own).order_by("-id").distinct().first()
    if found:
        found.commitment = commitment
    return found


def lines_of_roster(roster: Roster) -> list[DutyLine]:
    """A roster's duties in the order of time."""
    return duty_lines(duties().filter(roster=roster).order_by("work__window_end", "id"))


def lines_of_parties(parties: Iterable[str], *, start: date | None = None) -> list[DutyLine]:
    """What these parties have to do from a day on (default: from today); for own pages, calendars and reminders."""
    keys = frozenset(parties)
    day = start or clock.today()
    people = [int(key[1:]) for key in keys if key.startswith("p")]
    units = [int(key[1:]) for key in keys if key.startswith("u")]
    mine = models.Q(work__assignee__in=people) | models.Q(work__unit__in=units)
    return duty_lines(duties().filter(mine, work__window_end__gte=day))


def swaps_waiting() -> models.QuerySet[Swap]:
    """Proposals that nobody has answered, with both duties."""
    rows = Swap.objects.filter(state=SwapState.PROPOSED.value)
    both = [f"{side}__work__{name}" for side in ("duty", "wanted") for name in ("assignee", "unit", "commitment")]
    return rows.select_related("asked_by", *both).order_by("id")


def swaps_for(parties: frozenset[str]) -> list[Swap]:
    """Proposals that wait for an answer of these parties."""
    return list(swaps_waiting().filter(other__in=parties))


def slots_of(commitment: Commitment, *, start: date) -> list[Slot]:
    """The windows of a commitment's own kind that a roster may give out: not yet over, not released."""
    rows = DueWork.objects.filter(
        commitment=commitment, window_kind=commitment.window, window_end__gte=start, waived_reason=""
    )
    by_roster = commitment.due_kind == DueKind.ROSTER.value
    return [
        Slot(str(row.pk), Window(row.window_start, row.window_end), None if by_roster else row.due_on) for row in rows
    ]


def earlier_loads(roster: Roster, *, start: date, kept: Iterable[int]) -> dict[str, int]:
    """How many turns each party has that a new list leaves as they are: gone by before ``start``, or set by hand."""
    rows = Duty.objects.filter(roster=roster).filter(models.Q(work__window_end__lt=start) | models.Q(pk__in=list(kept)))
    return dict(Counter(party for row in rows.select_related("work") if (party := party_of(row.work))))


def rosterable() -> list[Commitment]:
    """The running plan's commitments, those due by roster first."""
    version = adopted_version()
    if version is None:
        return []
    rows = list(adopted_commitments(version))
    return sorted(rows, key=lambda row: (row.due_kind != DueKind.ROSTER.value, row.position))


def is_by_unit(roster: Roster) -> bool:
    """Whether units take turns, not people."""
    return roster.kind == PartyKind.UNIT.value
