"""What the editorial calendar needs, gathered once."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.queries import units_in_use, work_calendar
from lantoa.communes.roles import Permission
from lantoa.content.models import Item
from lantoa.content.rules.kinds import ContentKind
from lantoa.core import clock
from lantoa.core.holidays import WorkCalendar
from lantoa.core.periods import FIRST_DAY, LAST_DAY, PeriodKind, Window, add_months, label_of
from lantoa.core.saying import said
from lantoa.editorial import entries
from lantoa.editorial.entries import Entry, Wanted
from lantoa.editorial.gaps import gaps_of, lacking_audiences, lacking_topics
from lantoa.editorial.rules import week_of
from lantoa.editorial.turns import turns_in
from lantoa.progress.access import running_plan
from vanban.vocabulary import Topic

WEEK = "tuan"


def calendar_page(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """A month or a week with its gaps."""
    day, is_week = _asked_day(query.get("ngay", "")), query.get("xem") == WEEK
    span = week_of(day) if is_week else _month(day)
    shown = span if is_week else _sheet(day)
    wanted = Wanted(query.get("kind", ""), query.get("topic", ""), query.get("unit", ""))
    items = entries.items_in(actor.commune, shown, wanted)
    found = _all_entries(actor, shown, items, wanted=wanted)
    return {
        "month": _table(span, shown, found), "is_week": is_week, "wanted": wanted, "day": day,
        **_links(query, day, is_week=is_week), **_choices(), **_gaps(actor, span),
        "may_draft": actor.may(Permission.EDIT_CONTENT), "may_write": actor.may(Permission.WRITE_CONTENT),
        "empty": not found, "turns": turns_in(actor, span),
    }  # fmt: skip


def _asked_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return clock.today()
    return day if FIRST_DAY <= day <= LAST_DAY else clock.today()


def _month(day: date) -> Window:
    return Window(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def _sheet(day: date) -> Window:
    """Whole weeks around the month, as the sheet shows them."""
    month = _month(day)
    return Window(week_of(month.start).start, week_of(month.end).end)


def _all_entries(actor: Actor, shown: Window, items: list[Item], *, wanted: Wanted) -> list[Entry]:
    found = list(entries.item_entries(items, actor, shown))
    if wanted != Wanted():
        return found
    found += entries.delivery_entries(actor.commune, shown)
    found += entries.turn_entries(shown)
    progress = running_plan(actor)
    return [*found, *entries.planned_entries(progress, shown)] if progress else found


def _table(span: Window, shown: Window, found: Iterable[Entry]) -> dict[str, Any]:
    by_day: dict[date, list[dict[str, str]]] = defaultdict(list)
    for one in found:
        by_day[one.on].append(one.as_item())
    days, calendar_here, today = [], work_calendar(), clock.today()
    day = shown.start
    while day <= shown.end:
        days.append(_cell(day, by_day.get(day, []), span=span, today=today, off=calendar_here))
        day += timedelta(days=1)
    return {"title": _title(span), "weeks": [days[at : at + 7] for at in range(0, len(days), 7)]}


def _cell(
    day: date, items: list[dict[str, str]], *, span: Window, today: date, off: WorkCalendar
) -> dict[str, Any]:  # fmt: skip
    is_off = off.is_off(day)
    return {
        "date": day, "inside": day in span, "today": day == today, "items": items, "off": is_off,
        "holiday": said(off.holiday(day)) if is_off else "",
    }  # fmt: skip


def _title(span: Window) -> str:
    if span.days == 7:
        return _("Tuần %(start)s – %(end)s") % {"start": f"{span.start:%d/%m}", "end": f"{span.end:%d/%m/%Y}"}
    return said(label_of(PeriodKind.MONTH, span))


def _links(query: Mapping[str, str], day: date, *, is_week: bool) -> dict[str, str]:
    kept = {name: query[name] for name in ("kind", "topic", "unit") if query.get(name)}
    if is_week:
        before, after = day - timedelta(days=7), day + timedelta(days=7)
    else:
        before, after = (date(*add_months(day.year, day.month, step), 1) for step in (-1, 1))
    view = {"xem": WEEK} if is_week else {}
    page = reverse("editorial_calendar")
    other = {**kept, "ngay": day.isoformat(), **({} if is_week else {"xem": WEEK})}
    return {
        "url_before": f"?{urlencode({**kept, **view, 'ngay': before.isoformat()})}",
        "url_after": f"?{urlencode({**kept, **view, 'ngay': after.isoformat()})}",
        "url_today": f"{page}?{urlencode({**kept, **view})}", "url_other": f"{page}?{urlencode(other)}",
    }  # fmt: skip


def _choices() -> dict[str, Any]:
    return {"kinds": list(ContentKind), "topics": list(Topic), "units": list(units_in_use())}


def _gaps(actor: Actor, span: Window) -> dict[str, Any]:
    progress = running_plan(actor)
    if progress is None:
        return {"has_plan": False}
    items = entries.items_in(actor.commune, span)
    return {
        "has_plan": True, "gaps": gaps_of(progress, span), "topics_lacking": lacking_topics(progress, items),
        "audiences_lacking": lacking_audiences(progress, items), "plan": progress.version.plan.title,
    }  # fmt: skip


def next_days(today: date, days: int = 5) -> date:
    """The working day so many working days from today: time enough to write something short."""
    free = work_calendar().working_days(Window(today + timedelta(days=1), today + timedelta(days=30)))
    return free[min(days, len(free)) - 1] if free else today + timedelta(days=days)
