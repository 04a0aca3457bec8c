"""Writes about how a person is reminded, and when a commune reminds."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.ledger.actions import record
from lantoa.reminders.drawing import plan_round
from lantoa.reminders.models import Preference, ReminderSetting
from lantoa.reminders.queries import is_here


@transaction.atomic
def choose(*, preference: Preference, by_mail: bool, weekdays: Iterable[int], by: Person) -> None:
    """Whether and on which days the person gets mail. The page reminds in any case."""
    preference.by_mail, preference.weekdays = by_mail, sorted(set(weekdays))
    preference.save()
    record(
        action="reminders.chosen", on=preference, by=by, by_mail=by_mail, weekdays=preference.weekdays,
        person=preference.person_id,
    )  # fmt: skip


@transaction.atomic
def stop_mail(*, commune_id: int, person_id: int) -> None:
    """Switch a person's mails off by the link of a mail; nothing happens for who is not here any more."""
    if not is_here(person_id):
        return
    preference, _ = Preference.objects.get_or_create(commune_id=commune_id, person_id=person_id)
    if preference.by_mail:
        preference.by_mail = False
        preference.save(update_fields=["by_mail"])
        record(action="reminders.stopped", on=preference, by=None, person=person_id)


@transaction.atomic
def change_setting(*, setting: ReminderSetting, by: Person, now: datetime) -> None:
    """When the commune reminds; the next round is planned by it."""
    setting.save()
    record(
        action="reminders.set", on=setting, by=by, is_on=setting.is_on, at=setting.at.strftime("%H:%M"),
        days_ahead=setting.days_ahead,
    )  # fmt: skip
    plan_round(commune_id=setting.commune_id, now=now)
