"""What the pages of a report need: the preview with its links, and the items behind a number."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from lantoa.communes.access import Actor
from lantoa.communes.models import Commune
from lantoa.communes.queries import setting_of
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.reports.jobs import remarks_of
from lantoa.reports.models import Report
from lantoa.reports.queries import (
    ReportSlot,
    due_day_of,
    letterhead_of,
    period_of,
    slots_of_year,
    usual_year,
    years_of_plans,
)
from lantoa.reports.rules import AnnexEntry, ReportFacts, compose, facts_from_json
from lantoa.reports.rules.calendar import SlotState
from vanban.form.html import render_html

OVERALL = ("tong-hoat-dong", "muc-do-hoan-thanh")


@dataclass(frozen=True, slots=True)
class Behind:
    """One number of a report and the entries of the annex behind it."""

    title: str
    entries: list[AnnexEntry]


LIST_ORDER = (SlotState.NEXT, SlotState.OVERDUE, SlotState.AHEAD)
MOST_MADE = 100


@dataclass(frozen=True, slots=True)
class SlotGroup:
    """Reports of the calendar under one heading."""

    state: SlotState
    slots: list[ReportSlot]


def asked_year(text: str) -> int | None:
    """The year that was asked for, or else the usual one. None without a plan; 404 for a year that no plan touches."""
    if not text:
        return usual_year(clock.today())
    if text not in {str(year) for year in years_of_plans()}:
        raise Http404
    return int(text)


def next_key(slots: list[ReportSlot]) -> str:
    """The report that is due next, or else the latest that is overdue; empty where nothing is owed."""
    owed = [slot for slot in slots if slot.state in {SlotState.NEXT, SlotState.OVERDUE}]
    coming = next((slot for slot in owed if slot.state is SlotState.NEXT), owed[-1] if owed else None)
    return coming.key if coming else ""


def list_page(actor: Actor, year_text: str) -> dict[str, object]:
    """The calendar of one year in groups, what can be made when asked for, and what was made."""
    today, year = clock.today(), asked_year(year_text)
    slots = slots_of_year(actor.commune, year, today=today) if year else []
    made = Report.objects.select_related("docx", "pdf", "made_by").defer("snapshot").order_by("-id")[:MOST_MADE]
    shown = [slot for slot in slots if slot.asked or slot.state is SlotState.ON_DEMAND]
    by_state = {state: [slot for slot in shown if slot.state is state] for state in SlotState}
    return {
        "year": year,
        "years": years_of_plans(),
        "groups": [SlotGroup(state, by_state[state]) for state in LIST_ORDER if by_state[state]],
        "on_demand": by_state[SlotState.ON_DEMAND],
        "due": due_day_of(setting_of(actor.commune)) if year else None,
        "made": [(row, period_of(row)) for row in made],
        "may_make": actor.may(Permission.MAKE_REPORT),
        "may_set": actor.may(Permission.MANAGE_COMMUNE),
        "today": today,
    }


def snapshot_of(report: Report) -> ReportFacts:
    """The figures as they were when the report was made. 404 while there are none."""
    if not report.snapshot:
        raise Http404
    return facts_from_json(report.snapshot)


def preview_of(report: Report, commune: Commune) -> SafeString:
    """The document as HTML; every number is a link to what stands behind it."""
    facts = snapshot_of(report)
    links = {anchor: reverse("reports_behind", args=[report.pk, anchor]) for anchor, _title, _ids in _numbers(facts)}
    document = compose(facts, letterhead_of(commune, report), remarks_of(report))
    return mark_safe(render_html(document, links=links))  # noqa: S308 - render_html escapes every text


def behind(report: Report, anchor: str) -> Behind:
    """The items of one number. 404 for a number that the report does not have."""
    facts = snapshot_of(report)
    for known, title, ids in _numbers(facts):
        if known == anchor:
            wanted = set(ids)
            return Behind(title, [entry for entry in facts.annex if entry.activity_id in wanted])
    raise Http404


def _numbers(facts: ReportFacts) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every number of the document: its anchor, what it counts, the activities behind it."""
    yield OVERALL[0], "Tất cả hoạt động trong kỳ", facts.activity_ids
    served = tuple(key for line in facts.lines for key in line.activity_ids)
    yield OVERALL[1], "Hoạt động phục vụ các chỉ tiêu, nhiệm vụ trong kỳ", served
    for line in facts.lines:
        yield f"so-{line.commitment_id}", line.title, line.activity_ids
        yield f"ton-tai-{line.commitment_id}", line.title, line.activity_ids
    for prefix, tallies in (("noi-dung", facts.topics), ("kenh", facts.channels)):
        for tally in tallies:
            yield f"{prefix}-{tally.code}", tally.label, tally.activity_ids
