"""What inspections add: visits that come, and what they asked units to mend. For digests and for calendars."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse

from lantoa.core.periods import Window
from lantoa.inspections.queries import follow_ups, inspections
from lantoa.inspections.rules import InspectionState
from lantoa.reminders.rules.calendar import DayEvent
from lantoa.reminders.rules.gathering import Item, PersonFacts, heads_of
from lantoa.reminders.states import Reason

VISIT = "Kiểm tra {unit}"
ASKED = "Khắc phục theo kiến nghị kiểm tra: {text}"


def inspection_items(
    people: tuple[PersonFacts, ...], *, today: date, days_ahead: int
) -> Iterable[tuple[int, Item]]:  # fmt: skip
    """Person → visits of the next days (who leads them, who answers for the unit), and what is to be mended by then."""
    until = today + timedelta(days=days_ahead)
    for visit in inspections().filter(state=InspectionState.PLANNED.value, planned_on__range=(today, until)):
        item = Item(Reason.INSPECTION, VISIT.format(unit=visit.unit), visit.place[:160], visit.planned_on)
        for person_id in {visit.lead_id, *heads_of(visit.unit_id, people)}:
            yield person_id, item
    for one in follow_ups(today=today, open_only=True):
        if one.due_on <= until:
            detail = "Đã quá hạn khắc phục" if one.is_overdue else ""
            item = Item(Reason.INSPECTION, ASKED.format(text=one.finding.text)[:290], detail, one.due_on)
            for person_id in heads_of(one.unit_id, people):
                yield person_id, item


def inspection_events(
    commune_id: int, me: PersonFacts, people: tuple[PersonFacts, ...], *, base: str, today: date
) -> Iterable[DayEvent]:  # fmt: skip
    """The same for a person's calendar: visits that stand, and what is still to be mended. ``base``: of addresses."""
    standing = (InspectionState.PLANNED.value, InspectionState.RUNNING.value)
    for visit in inspections().filter(state__in=standing):
        if me.id in {visit.lead_id, *heads_of(visit.unit_id, people)}:
            url = f"{base}{reverse('inspection_show', args=[visit.pk])}"
            day = Window(visit.planned_on, visit.planned_on)
            yield DayEvent(
                f"kiem-tra-{visit.pk}.{commune_id}@lantoa", day, VISIT.format(unit=visit.unit), visit.place, url
            )
    for one in follow_ups(today=today, open_only=True):
        if me.id in heads_of(one.unit_id, people):
            url = f"{base}{reverse('finding_show', args=[one.finding.pk])}"
            words = ASKED.format(text=" ".join(one.finding.text.split()))[:280]
            day = Window(one.due_on, one.due_on)
            yield DayEvent(f"kien-nghi-{one.finding.pk}.{commune_id}@lantoa", day, words, "", url)
