"""Reads of reminders: the rows as the facts that the rules know."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import models

from lantoa.activities.models import Evidence
from lantoa.communes.models import Commune, Membership, Person
from lantoa.communes.queries import members, work_calendar
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.grades import EvidenceState
from lantoa.core.tenancy import scope
from lantoa.plans.models import DueWork
from lantoa.plans.queries import adopted_version
from lantoa.progress.forecast import forecasts_of
from lantoa.progress.presenting import WorkLine, work_lines
from lantoa.progress.queries import PlanProgress
from lantoa.progress.recent import recent_progress
from lantoa.progress.rules import ProgressState
from lantoa.progress.rules.forecast import Forecast, Verdict
from lantoa.reminders.inspecting import inspection_items
from lantoa.reminders.models import Answer, Digest, DigestItem, Nudge, Preference, ReminderSetting, Round
from lantoa.reminders.publishing import publishing_items
from lantoa.reminders.rules.gathering import (
    ESCALATE_EVERY,
    Item,
    PersonFacts,
    Seat,
    Situation,
    Told,
    WorkFacts,
    recipients,
)
from lantoa.reminders.rules.links import HELP_QUIET, LONGEST_QUIET, quiet_until
from lantoa.reminders.rules.timing import NEAR, SILENCE, next_round
from lantoa.reminders.states import AnswerKind, DigestState, Reason, RoundState
from lantoa.roster.models import Duty

NOTE_IN_ITEM = 160


def setting_of(commune_id: int) -> ReminderSetting:
    """The commune's choice; an unsaved row with the usual values where none was made."""
    return ReminderSetting.objects.first() or ReminderSetting.of(commune_id)


def preference_of(commune_id: int, person: Person) -> Preference:
    """The person's choice; an unsaved row with the usual values where none was made."""
    return Preference.objects.filter(person=person).first() or Preference.of(commune_id, person=person)


def running_progress(today: date) -> PlanProgress | None:
    """The progress of the plan that runs today; None without one."""
    version = adopted_version(today)
    return recent_progress(version, today=today) if version else None


def people_facts() -> tuple[PersonFacts, ...]:
    """Everybody with an open role and an account in use. One query."""
    seats: dict[int, list[Seat]] = {}
    for row in members().filter(person__is_active=True):
        seats.setdefault(row.person_id, []).append(Seat(row.role, row.unit_id, row.title))
    return tuple(PersonFacts(person_id, tuple(found)) for person_id, found in seats.items())


def is_here(person_id: int) -> bool:
    """Whether the person has an open role in the open commune and an account in use."""
    found: bool = members().filter(person_id=person_id, person__is_active=True).exists()
    return found


def work_facts(progress: PlanProgress) -> tuple[WorkFacts, ...]:
    """Every piece of due work of the plan, judged and foretold."""
    foretold = forecasts_of(progress)
    turns = dict(Duty.objects.filter(on__isnull=False).values_list("work_id", "on"))
    return tuple(_work(line, foretold.get(line.work.pk), turns.get(line.work.pk)) for line in work_lines(progress))


def _work(line: WorkLine, foretold: Forecast | None, duty_on: date | None) -> WorkFacts:
    return WorkFacts(
        work_id=line.work.pk, commitment_id=line.commitment.pk, subject=line.commitment.text,
        deadline=line.progress.deadline, state=line.progress.state,
        detail=" · ".join(part for part in (line.period, line.figure) if part),
        unit_id=line.work.unit_id or line.commitment.lead_id, assignee_id=line.work.assignee_id,
        missing=_missing(foretold), duty_on=duty_on,
    )  # fmt: skip


def _missing(foretold: Forecast | None) -> int:
    if foretold is None or foretold.verdict is not Verdict.WILL_MISS:
        return 0
    return max(foretold.needed - foretold.expected, 1)


def situation(commune_id: int, *, today: date) -> Situation:
    """Everything that today's digests follow from. Needs the commune's scope."""
    progress, people = running_progress(today), people_facts()
    days_ahead = setting_of(commune_id).days_ahead
    return Situation(
        today=today,
        days_ahead=days_ahead,
        works=work_facts(progress) if progress else (),
        people=people,
        quiet=quiet(today),
        nudged=frozenset(Nudge.objects.filter(digest__isnull=True).values_list("work_id", "person_id")),
        told=told(today),
        others=other_items(commune_id, people, today=today, days_ahead=days_ahead),
    )


def quiet(today: date) -> Mapping[tuple[int, int], date]:
    """Work and person → until when they need not be told, by the latest answer. A call for help that was handled
    quiets no more."""
    since = today - max(LONGEST_QUIET, HELP_QUIET)
    rows = Answer.objects.filter(at__date__gte=since, work__isnull=False).order_by("at", "id")
    latest = {(row.work_id, row.person_id): row for row in rows}
    found = {key: _quiet_until(row) for key, row in latest.items()}
    return {key: until for key, until in found.items() if until is not None}


def _quiet_until(row: Answer) -> date | None:
    if row.kind == AnswerKind.HELP.value and row.handled_at is not None:
        return None
    answered_on = row.at.astimezone(clock.WARD_TIME).date()
    return quiet_until(AnswerKind(row.kind), answered_on, row.promised_on)


def told(today: date) -> Mapping[tuple[int, int], Told]:
    """Leader and commitment → the last escalation that still counts."""
    rows = DigestItem.objects.filter(
        reason=Reason.ESCALATED.value, digest__on__gt=today - ESCALATE_EVERY, work__isnull=False
    ).order_by("digest__on", "severity")
    found = rows.values_list("digest__person_id", "work__commitment_id", "digest__on", "severity")
    return {(person, commitment): Told(on, severity) for person, commitment, on, severity in found}


def other_items(
    commune_id: int, people: tuple[PersonFacts, ...], *, today: date, days_ahead: int
) -> Mapping[int, tuple[Item, ...]]:  # fmt: skip
    """Person → what comes from elsewhere: returned evidence, inspections, content and where it goes, and calls for
    help for plan owners."""
    found: dict[int, list[Item]] = {}
    seen = inspection_items(people, today=today, days_ahead=days_ahead)
    published = publishing_items(commune_id, people, today=today, days_ahead=days_ahead)
    for person_id, item in (*_returned(), *seen, *published):
        found.setdefault(person_id, []).append(item)
    owners = Membership.objects.filter(ended_at__isnull=True, role=Role.PLAN_OWNER.value)
    calls = [_call(row) for row in open_calls(today)]
    for person_id in owners.values_list("person_id", flat=True).distinct():
        found.setdefault(person_id, []).extend(calls)
    return {person_id: tuple(items) for person_id, items in found.items() if items}


def _returned() -> Iterable[tuple[int, Item]]:
    rows = Evidence.objects.filter(state=EvidenceState.RETURNED.value, activity__withdrawn_at__isnull=True)
    for row in rows.select_related("activity").order_by("id"):
        if row.added_by_id is not None:
            yield (
                row.added_by_id,
                Item(Reason.RETURNED, row.activity.title, row.note[:NOTE_IN_ITEM], activity_id=row.activity_id),
            )


def open_calls(today: date) -> models.QuerySet[Answer]:
    """Calls for help of the last two months that nobody has handled yet, the newest first."""
    rows = Answer.objects.filter(kind=AnswerKind.HELP.value, handled_at__isnull=True, work__isnull=False)
    return rows.filter(at__date__gte=today - timedelta(days=62)).select_related("person", "work__commitment")


def _call(row: Answer) -> Item:
    assert row.work is not None  # noqa: S101 - the query asked for it
    return Item(
        Reason.HELP, row.work.commitment.text, f"{row.person.name}: {row.note}"[:NOTE_IN_ITEM], row.work.due_on,
        commitment_id=row.work.commitment_id,
    )  # fmt: skip


def communes_to_serve(now: datetime) -> list[int]:
    """Communes in which a round or a mail is due, or an attempt has no receipt. One scope over all that are in use."""
    with scope(opened_communes()):
        rounds = Round.objects.filter(state=RoundState.PLANNED.value, due_at__lte=now)
        mails = Digest.objects.filter(state=DigestState.PLANNED.value, send_after__lte=now)
        silent = Digest.objects.filter(state=DigestState.SENDING.value, tried_at__lte=now - SILENCE)
        return sorted({pk for rows in (rounds, mails, silent) for pk in rows.values_list("commune_id", flat=True)})


def communes_without_plan(now: datetime) -> list[int]:
    """Communes that remind and have no round planned in the near future."""
    opened = opened_communes()
    with scope(opened):
        planned = Round.objects.filter(state=RoundState.PLANNED.value, due_at__lte=now + NEAR)
        off = ReminderSetting.objects.filter(is_on=False)
        return sorted(set(opened).difference(*(rows.values_list("commune_id", flat=True) for rows in (planned, off))))


def opened_communes() -> list[int]:
    """Ids of the communes that are in use."""
    return list(Commune.objects.filter(opened_at__isnull=False).values_list("id", flat=True))


def round_to_plan(commune_id: int, now: datetime) -> tuple[date, datetime]:
    """The day and the moment of the commune's next round."""
    finished = Round.objects.exclude(state=RoundState.PLANNED.value).filter(due_at__gte=now - NEAR)
    days = frozenset(finished.values_list("on", flat=True))
    return next_round(now, setting_of(commune_id).at, work_calendar(), finished=days)


def usual_recipient(work: DueWork, people: tuple[PersonFacts, ...]) -> int | None:
    """Whom to urge about a piece of work: who has it, else the head of the unit."""
    unit_id = work.unit_id or work.commitment.lead_id
    facts = WorkFacts(
        work.pk, work.commitment_id, "", work.window_end, ProgressState.LATE, unit_id=unit_id,
        assignee_id=work.assignee_id,
    )  # fmt: skip
    return min(recipients(facts, people), default=None)
