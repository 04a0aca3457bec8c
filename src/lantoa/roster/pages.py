"""What the pages of rosters show: rows put together for the templates, no decisions."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.models import CalendarDay
from lantoa.communes.queries import work_calendar
from lantoa.communes.roles import Permission
from lantoa.communes.tabs import Tab
from lantoa.core.holidays import public_holidays, worked_weekends
from lantoa.plans.models import Commitment
from lantoa.plans.rules.commitment import DueKind
from lantoa.roster.models import Duty, Roster, Swap
from lantoa.roster.queries import (
    DutyLine,
    lines_of_roster,
    own_parties,
    period_label,
    rosterable,
    swaps_waiting,
    who_has,
)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One commitment in the list of rosters."""

    commitment: Commitment
    turns: int
    by_roster: bool


def roster_tabs(actor: Actor, here: str) -> list[Tab]:
    """The pages of the room that the person may see; ``here`` is the URL name of the open one."""
    pages = [("roster_list", _("Các lịch phân công"))] if actor.may(Permission.SEE) else []
    pages.append(("roster_mine", _("Lịch của tôi")))
    pages.append(("roster_absences", _("Vắng mặt")))
    if actor.may(Permission.SEE):
        pages.append(("roster_days", _("Ngày nghỉ, làm bù")))
    return [Tab(reverse(name), label, name == here) for name, label in pages]


def roster_lines() -> list[RosterLine]:
    """Commitments due by roster, and all others that have one."""
    commitments = rosterable()
    duties = Duty.objects.filter(work__commitment__in=commitments).order_by()
    counts = dict(duties.values_list("work__commitment").annotate(models.Count("id")))
    lines = [
        RosterLine(row, counts.get(row.pk, 0), by_roster=row.due_kind == DueKind.ROSTER.value) for row in commitments
    ]
    return [line for line in lines if line.by_roster or line.turns]


@dataclass(frozen=True, slots=True)
class SwapLine:
    """A proposal that waits, as a page shows it. ``is_mine``: the reader answers; ``is_asked``: the reader asked."""

    swap: Swap
    text: str
    is_mine: bool
    is_asked: bool


def swap_lines(actor: Actor, roster: Roster | None = None) -> list[SwapLine]:
    """Proposals that wait: all of a roster, or those that concern the person."""
    own = own_parties(actor)
    rows = [row for row in swaps_waiting() if roster is None or row.duty.roster_id == roster.pk]
    lines = [SwapLine(row, _words(row), row.other in own, row.party in own) for row in rows]
    return lines if roster else [line for line in lines if line.is_mine or line.is_asked]


def _words(swap: Swap) -> str:
    own, other = swap.duty.work, swap.wanted.work
    return _("%(who)s (%(period)s) đổi với %(other)s (%(wanted)s)") % {
        "who": who_has(own), "period": period_label(own), "other": who_has(other), "wanted": period_label(other),
    }  # fmt: skip


def to_look_at(lines: list[DutyLine]) -> list[DutyLine]:
    """Duties still to come that have nobody, somebody who is away, or a day off."""
    return [line for line in lines if not line.is_past and (not line.who or line.is_away or line.day_off)]


def show_page(actor: Actor, roster: Roster) -> dict[str, object]:
    """One roster: its table, the turns of each, what to look at, proposals that wait."""
    lines, own = lines_of_roster(roster), own_parties(actor)
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.who or _("Chưa phân công")] = counts.get(line.who or _("Chưa phân công"), 0) + 1
    return {
        "roster": roster, "commitment": roster.commitment, "lines": lines, "counts": sorted(counts.items()),
        "odd": to_look_at(lines), "swaps": swap_lines(actor, roster), "own": own,
        "may_edit": actor.may(Permission.ASSIGN_WORK), "tabs": roster_tabs(actor, "roster_list"),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day off of a year. ``own``: the commune's own row, which may be taken back."""

    on: date
    name: str
    is_off: bool
    own: CalendarDay | None = None


def days_of_year(year: int) -> list[DayLine]:
    """Public holidays, swapped days and the commune's own days of a year, in order; weekends are not listed."""
    own = {row.on: row for row in CalendarDay.objects.filter(on__year=year)}
    calendar = work_calendar()
    days = {*public_holidays(year), *worked_weekends(year), *own}
    return [
        DayLine(day, calendar.holiday(day) or (own[day].name if day in own else ""), calendar.is_off(day), own.get(day))
        for day in sorted(days)
    ]


def download(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to be saved under a Vietnamese name."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": disposition or "attachment"})
