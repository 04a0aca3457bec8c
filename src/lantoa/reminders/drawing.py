"""Rounds and digests: a day's reminding is planned, becomes due, and is drawn up once for each person."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.communes.queries import work_calendar
from lantoa.core import mail
from lantoa.ledger.actions import record
from lantoa.plans.models import DueWork
from lantoa.reminders.models import Digest, DigestItem, Nudge, Round
from lantoa.reminders.queries import preference_of, round_to_plan, setting_of, situation
from lantoa.reminders.rules.gathering import Item, items_for
from lantoa.reminders.rules.timing import is_too_late, wants_mail, ward_day
from lantoa.reminders.states import DigestState, RoundState

HELD = {RoundState.DONE: "reminders.round_done", RoundState.DROPPED: "reminders.round_dropped"}


@transaction.atomic
def plan_round(*, commune_id: int, now: datetime) -> Round | None:
    """Plan the next round in place of whatever is planned; None where the commune does not remind."""
    Round.objects.filter(state=RoundState.PLANNED.value).delete()
    if not setting_of(commune_id).is_on:
        return None
    on, due_at = round_to_plan(commune_id, now)
    row = Round.of(commune_id, on=on, due_at=due_at)
    Round.objects.bulk_create([row], ignore_conflicts=True)  # another worker may plan at the same moment
    return row


@transaction.atomic
def hold_round(*, commune_id: int, now: datetime) -> int:
    """Draw up the digests of a round that is due, and plan the next one. Returns how many people are reminded.

    The row is claimed for this transaction; who finds it locked leaves it alone. What is too late is dropped with an
    entry and never made up for; a day that became a day off, or a commune that stopped reminding, is passed over.
    """
    due = Round.objects.filter(state=RoundState.PLANNED.value, due_at__lte=now)
    row: Round | None = due.select_for_update(skip_locked=True).order_by("due_at").first()
    if row is None:
        return 0
    told = 0
    if is_too_late(row.on, now):
        _finish(row, RoundState.DROPPED, now, told=told)
    elif setting_of(commune_id).is_on and not work_calendar().is_off(row.on):
        told = draw_all(commune_id, row.on, now)
        _finish(row, RoundState.DONE, now, told=told)
    plan_round(commune_id=commune_id, now=now)
    return told


def _finish(row: Round, state: RoundState, now: datetime, *, told: int) -> None:
    row.state, row.finished_at = state.value, now
    row.save(update_fields=["state", "finished_at"])
    record(action=HELD[state], on=row, by=None, on_day=row.on.isoformat(), told=told)


def draw_all(commune_id: int, on: date, now: datetime) -> int:
    """Draw up the digests of everybody who is to be told anything on a day. Returns how many are new."""
    wanted = items_for(situation(commune_id, today=on))
    people = Person.objects.in_bulk(wanted)
    drawn = [
        draw_digest(commune_id=commune_id, person=people[pk], items=items, on=on, now=now)
        for pk, items in wanted.items()
        if pk in people
    ]
    return sum(one is not None for one in drawn)


@transaction.atomic
def draw_digest(
    *, commune_id: int, person: Person, items: Sequence[Item], on: date, now: datetime
) -> Digest | None:  # fmt: skip
    """The person's digest of the day, once; None where there is one already. Waiting nudges become part of it."""
    why = why_no_mail(commune_id, person, on)
    state = DigestState.PAGE_ONLY if why else DigestState.PLANNED
    digest: Digest
    digest, is_new = Digest.objects.get_or_create(
        commune_id=commune_id, person=person, on=on, defaults={"state": state.value, "send_after": now, "why": why}
    )
    if not is_new:
        return None
    DigestItem.objects.bulk_create(_row(digest, place, item) for place, item in enumerate(items))
    Nudge.objects.filter(person=person, digest__isnull=True).update(digest=digest)
    record(action="digest.drawn", on=digest, by=None, person=person.pk, items=len(items), state=state.value)
    return digest


def why_no_mail(commune_id: int, person: Person, on: date) -> str:
    """Why the person is reminded on the page only; empty where a mail is to go out."""
    choice = preference_of(commune_id, person)
    if not mail.is_ready():
        return "mail_off"
    if not person.email:
        return "no_address"
    if not choice.by_mail:
        return "chosen_off"
    return "" if wants_mail(choice.weekdays, on) else "not_this_day"


def _row(digest: Digest, place: int, item: Item) -> DigestItem:
    return DigestItem.of(
        digest.commune_id, digest=digest, reason=item.reason.value, work_id=item.work_id, activity_id=item.activity_id,
        subject=item.subject[:300], detail=item.detail[:300], due_on=item.due_on, severity=min(item.severity, 30_000),
        position=place, path=item.path[:200],
    )  # fmt: skip


@transaction.atomic
def nudge(*, work: DueWork, person: Person, by: Person, now: datetime) -> Digest | None:
    """Đôn đốc ngay: remind one person of one piece of work. It counts toward the one digest a day.

    Without a digest today, on a working day, it goes out now with everything else the person is to be told today;
    otherwise it waits for the next digest.

    Returns:
        Today's digest with it; None when it waits.
    """
    row, is_new = Nudge.objects.get_or_create(
        commune_id=work.commune_id, work=work, person=person, digest=None, defaults={"asked_by": by, "asked_at": now}
    )
    if is_new:
        record(action="reminders.nudged", on=row, by=by, work=work.pk, person=person.pk)
    on = _today_if_worked(now)
    if on is None or Digest.objects.filter(person=person, on=on).exists():
        return None
    items = items_for(situation(work.commune_id, today=on)).get(person.pk, [])
    return draw_digest(commune_id=work.commune_id, person=person, items=items, on=on, now=now)


def _today_if_worked(now: datetime) -> date | None:
    on = ward_day(now)
    return None if work_calendar().is_off(on) or is_too_late(on, now) else on
