"""What is to come: events that are planned and that people may come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.core import clock
from lantoa.core.periods import Window
from lantoa.portal.models import Portal
from lantoa.portal.pages import address, whole
from lantoa.portal.rules import open_event
from lantoa.progress.planned import planned_of
from lantoa.progress.recent import running_progress
from lantoa.reminders.rules.calendar import DayEvent, Entry, as_icalendar
from vanban.vocabulary import ActivityKind


@dataclass(frozen=True, slots=True)
class Coming:
    """One planned event. ``what``: the sentence of the plan that it carries out; ``pk``: names it in addresses."""

    pk: int
    on: date
    kind: str
    what: str
    unit: str
    commitment: int


def coming_events(portal: Portal, *, most: int = 60) -> list[Coming]:
    """Planned events from today on, by day. Needs the open scope."""
    today = clock.today()
    progress = running_progress(portal.commune_id, today=today)
    if progress is None:
        return []
    rows = {row.pk: row for row in progress.rows}
    found = []
    for work, planned in planned_of(progress).items():
        commitment = progress.commitments[str(rows[work].commitment_id)]
        kind = open_event(commitment.match_kinds, commitment.match_audiences)
        if kind:
            lead = commitment.lead.name if commitment.lead else ""
            label = ActivityKind(kind).label
            found += [
                Coming(
                    one.pk, one.planned_on, label, commitment.text, one.unit.name if one.unit else lead, commitment.pk
                )
                for one in planned
                if one.planned_on >= today
            ]
    return sorted(found, key=lambda one: (one.on, one.commitment))[:most]


def as_calendar(portal: Portal, events: Iterable[Coming]) -> bytes:
    """Events as a file of iCalendar: whole days, each under a name that stays when its day is moved. A calendar that
    subscribes gets the whole list each time, so what is gone needs no word."""
    link = whole(address("portal_calendar", portal))
    entries = [
        Entry(
            DayEvent(
                f"su-kien-{one.pk}.{portal.commune_id}@lantoa", Window(one.on, one.on), f"{one.kind}: {one.what}"[:200],
                " · ".join(part for part in (one.unit, portal.commune.name) if part), link,
            ),
            0, clock.now(),
        )
        for one in events
    ]  # fmt: skip
    return as_icalendar(f"{portal.commune.name}: lịch sắp tới", entries)
