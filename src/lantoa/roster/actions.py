"""Writes about rosters: make, make again, change a turn, swap. Each leaves one entry.

The roster's row is locked first, so that two people who change it at once come one after the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from lantoa.communes.models import Person, Unit
from lantoa.communes.queries import work_calendar
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.rules.commitment import DueKind
from lantoa.plans.scheduling import refresh_due_work
from lantoa.roster.models import Duty, Roster, RosterMember, Swap
from lantoa.roster.queries import (
    aways,
    day_of,
    earlier_loads,
    party_of,
    person_key,
    roster_of,
    slots_of,
    unit_key,
)
from lantoa.roster.rules import (
    DutyFacts,
    PartyKind,
    SwapState,
    Turn,
    check_still,
    check_swap,
    check_waiting,
    generate,
    parties_in_order,
)


@dataclass(frozen=True, slots=True)
class RosterDraft:
    """What the plan owner chose: people or units in the order of their turns; ``day`` of the window's last month."""

    kind: PartyKind
    people: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    day: int | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """As the rules see them."""
        if self.kind is PartyKind.UNIT:
            return parties_in_order(unit_key(unit.pk) for unit in self.units)
        return parties_in_order(person_key(person.pk) for person in self.people)


@transaction.atomic
def make_roster(*, commitment: Commitment, draft: RosterDraft, by: Person, start: date | None = None) -> Roster:
    """Give every window that is not over by ``start`` (today) to somebody, fairly; turns set by hand stay.

    Raises:
        Refused: ``roster_nobody``, ``roster_many``; ``roster_no_window``: nothing is left to give out.
    """
    parties, first = draft.parties, start or clock.today()
    roster = _roster(commitment, draft, by)
    kept = {duty.work_id: duty.pk for duty in roster.duties.filter(by_hand=True, work__window_end__gte=first)}
    slots = [slot for slot in slots_of(commitment, start=first) if int(slot.id) not in kept]
    if not slots and not kept:
        raise Refused(
            "roster_no_window", "Nhiệm vụ này không còn kỳ nào từ hôm nay đến hết kế hoạch nên không lập lịch được."
        )
    turns = generate(
        slots, parties, work_calendar(), day=draft.day, away=aways(), not_before=first,
        loads=earlier_loads(roster, start=first, kept=kept.values()),
    )  # fmt: skip
    _write(roster, commitment, turns)
    record(action="roster.made", on=roster, by=by, commitment=commitment.pk, kind=roster.kind, turns=_facts(turns))
    return roster


def _roster(commitment: Commitment, draft: RosterDraft, by: Person) -> Roster:
    Commitment.objects.select_for_update().get(pk=commitment.pk)
    found = roster_of(commitment) or Roster.of(commitment.commune_id, commitment=commitment, made_by=by)
    found.commitment, found.kind, found.day = commitment, draft.kind.value, draft.day
    found.revision += 1
    found.save()
    found.members.all().delete()
    people = [RosterMember.of(found.commune_id, roster=found, person=person) for person in draft.people]
    units = [RosterMember.of(found.commune_id, roster=found, unit=unit) for unit in draft.units]
    for position, member in enumerate(units if draft.kind is PartyKind.UNIT else people):
        member.position = position
        member.save(force_insert=True)
    return found


def _facts(turns: Iterable[Turn]) -> list[list[str | None]]:
    return [[turn.slot_id, turn.party, turn.on.isoformat() if turn.on else None] for turn in turns]


def _write(roster: Roster, commitment: Commitment, turns: Sequence[Turn]) -> None:
    works = {str(work.pk): work for work in DueWork.objects.filter(commitment=commitment)}
    there = {duty.work_id: duty for duty in roster.duties.all()}
    for turn in turns:
        work = works[turn.slot_id]
        _give(work, turn.party)
        duty = there.get(work.pk) or Duty.of(roster.commune_id, roster=roster, work=work)
        duty.on, duty.by_hand = turn.on, False
        duty.save()
    _set_dates(roster, commitment)


def _give(work: DueWork, party: str) -> None:
    """The hand that a turn lands in: a person as the assignee, a unit as the unit."""
    number = int(party[1:]) if party else None
    work.assignee_id = number if party.startswith("p") else None
    work.unit_id = number if party.startswith("u") else None
    work.save(update_fields=["assignee", "unit"])


def _set_dates(roster: Roster, commitment: Commitment) -> None:
    """A commitment due by roster gets its due dates from the roster; another keeps those of the plan."""
    if commitment.due_kind != DueKind.ROSTER.value:
        return
    rows = list(Duty.objects.filter(roster=roster).select_related("work"))
    kept = _dates_elsewhere(commitment, [duty.work for duty in rows])
    commitment.due_dates = sorted({*kept, *(duty.on.isoformat() for duty in rows if duty.on)})
    commitment.save(update_fields=["due_dates"])
    refresh_due_work(commitment)


def _dates_elsewhere(commitment: Commitment, works: Iterable[DueWork]) -> set[str]:
    windows = [(work.window_start.isoformat(), work.window_end.isoformat()) for work in works]
    return {day for day in commitment.due_dates if not any(first <= day <= last for first, last in windows)}


@transaction.atomic
def change_duty(*, duty: Duty, party: str, on: date | None, seen: int, by: Person) -> Duty:
    """Another hand or another day for one window, by the plan's owner; a new list leaves it as it is.

    ``seen``: the roster's revision on the page that was filled in.

    Raises:
        Refused: ``roster_changed``: somebody was quicker; ``date_outside_window``; ``duty_day_off``.
    """
    roster = _locked(duty.roster_id)
    if roster.revision != seen:
        raise Refused(
            "roster_changed", "Người khác vừa sửa lịch phân công này. Hãy mở lại trang, xem thay đổi rồi sửa tiếp."
        )
    row = _fresh(duty)
    _check_day(row.work, on)
    _give(row.work, party)
    row.on, row.by_hand = on, True
    row.save(update_fields=["on", "by_hand"])
    _touched(roster)
    _set_dates(roster, row.work.commitment)
    record(action="roster.changed", on=row, by=by, party=party, on_day=on.isoformat() if on else None)
    return row


def _locked(pk: int) -> Roster:
    found: Roster = Roster.objects.select_for_update().get(pk=pk)
    return found


def _touched(roster: Roster) -> None:
    roster.revision += 1
    roster.save(update_fields=["revision"])


def _fresh(duty: Duty) -> Duty:
    found: Duty = Duty.objects.select_related("work__commitment__version__plan", "roster").get(pk=duty.pk)
    return found


def _check_day(work: DueWork, on: date | None) -> None:
    if on and not work.window_start <= on <= work.window_end:
        raise Refused(
            "date_outside_window",
            f"Ngày {on:%d/%m/%Y} không nằm trong kỳ từ {work.window_start:%d/%m/%Y} đến {work.window_end:%d/%m/%Y}."
            " Hãy chọn một ngày trong kỳ.",
        )
    calendar = work_calendar()
    if on and calendar.is_off(on):
        raise Refused(
            "duty_day_off",
            f"Ngày {on:%d/%m/%Y} là ngày nghỉ ({calendar.reason(on)}). Hãy chọn ngày làm việc, ví dụ"
            f" {calendar.last_working(on):%d/%m/%Y}.",
        )


@transaction.atomic
def drop_roster(*, roster: Roster, by: Person) -> None:
    """Give the list up: windows still to come have nobody again, those gone by keep who did them."""
    row = _locked(roster.pk)
    commitment, today = roster.commitment, clock.today()
    for duty in row.duties.select_related("work").filter(work__window_end__gte=today):
        _give(duty.work, "")
    row.duties.all().delete()
    record(action="roster.dropped", on=row, by=by, commitment=commitment.pk)
    if commitment.due_kind == DueKind.ROSTER.value:
        commitment.due_dates = [day for day in commitment.due_dates if day < today.isoformat()]
        commitment.save(update_fields=["due_dates"])
        refresh_due_work(commitment)
    row.delete()


def propose_swap(*, duty: Duty, wanted: Duty, note: str, by: Person) -> Swap:
    """Ask the one who has ``wanted`` to take ``duty`` in exchange. Who may ask is decided by ``access``.

    Raises:
        Refused: see ``rules.check_swap``; ``swap_asked``: the same exchange already waits for its answer.
    """
    with transaction.atomic():
        _locked(duty.roster_id)
        own, other = _facts_of(duty), _facts_of(wanted)
        check_swap(own, other, today=clock.today(), away=aways())
        swap = Swap.of(
            duty.commune_id, duty=duty, wanted=wanted, party=own.party, other=other.party,
            note=" ".join(note.split())[:200], asked_by=by,
        )  # fmt: skip
        try:
            with transaction.atomic():
                swap.save(force_insert=True)
        except IntegrityError as error:
            raise Refused("swap_asked", "Đề nghị đổi hai phần việc này đã có, đang chờ trả lời.") from error
        record(action="swap.proposed", on=swap, by=by, duty=duty.pk, wanted=wanted.pk)
        return swap


def _facts_of(duty: Duty) -> DutyFacts:
    row = _fresh(duty)
    return DutyFacts(row.pk, row.roster_id, party_of(row.work), day_of(row) or row.work.window_end)


@transaction.atomic
def accept_swap(*, swap: Swap, by: Person) -> Swap:
    """Exchange the two duties: each party has as many as before.

    Raises:
        Refused: ``swap_answered``, ``swap_stale``, and as ``rules.check_swap``.
    """
    roster = _locked(swap.duty.roster_id)
    row = _waiting(swap)
    own, other = _facts_of(row.duty), _facts_of(row.wanted)
    check_still(own, other, parties=(row.party, row.other))
    check_swap(own, other, today=clock.today(), away=aways())
    for duty, party in ((row.duty, row.other), (row.wanted, row.party)):
        _give(duty.work, party)
        Duty.objects.filter(pk=duty.pk).update(by_hand=True)
    _touched(roster)
    return _answered(row, SwapState.ACCEPTED, by)


@transaction.atomic
def close_swap(*, swap: Swap, state: SwapState, by: Person) -> Swap:
    """Say no (``DECLINED``), or take one's own proposal back (``WITHDRAWN``).

    Raises:
        Refused("swap_answered").
    """
    _locked(swap.duty.roster_id)
    return _answered(_waiting(swap), state, by)


def _waiting(swap: Swap) -> Swap:
    row: Swap = Swap.objects.select_related("duty__work", "wanted__work").get(pk=swap.pk)
    check_waiting(row.state)
    return row


def _answered(row: Swap, state: SwapState, by: Person) -> Swap:
    row.state, row.answered_by, row.answered_at = state.value, by, clock.now()
    row.save(update_fields=["state", "answered_by", "answered_at"])
    record(action=f"swap.{state.value}", on=row, by=by, duty=row.duty_id, wanted=row.wanted_id)
    return row
