"""What the pages of a report need: the preview with its links, and the items behind a number."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.activities.models import Activity
from lantoa.communes.access import Actor
from lantoa.communes.models import Commune
from lantoa.communes.queries import setting_of
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.files import store
from lantoa.ledger.kept import kept
from lantoa.reports.access import standing_of
from lantoa.reports.documents import desk_of, document_digest, document_of
from lantoa.reports.editor import typed_everywhere
from lantoa.reports.forms_used import current_template
from lantoa.reports.life_actions import blockers_of
from lantoa.reports.models import Report
from lantoa.reports.queries import (
    ReportSlot,
    due_day_of,
    period_of,
    slots_of_year,
    usual_year,
    years_of_plans,
)
from lantoa.reports.rules import AnnexEntry, ReportFacts, facts_from_json
from lantoa.reports.rules.behind import OVERALL, Source, numbers, sources
from lantoa.reports.rules.calendar import SlotState
from lantoa.reports.rules.life import Hat, Stage, Step, may_edit, steps_open
from lantoa.reports.rules.sections import Section
from lantoa.reports.units import HEAVY, unit_rows
from vanban.form.errors import FormError
from vanban.form.html import render_html
from vanban.form.letterhead import NEEDED, PLACES, check_form

__all__ = ["OVERALL", "behind", "list_page", "preview_of", "show_page"]


@dataclass(frozen=True, slots=True)
class Behind:
    """One number of a report and the entries of the annex behind it."""

    title: str
    entries: list[AnnexEntry]
    changed: dict[str, str]
    sources: tuple[tuple[Source, str], ...] = ()
    """Items and opinions behind it, each with its address ("" = this person may not open it)."""


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
    """The calendar of one year in groups, what can be made when asked for, and what was made. Gathered once for each
    change in the ward."""
    name = ("reports", year_text, actor.permissions, actor.unit_id, clock.today(), get_language())
    return dict(kept(actor.commune.pk, name, lambda: _gathered(actor, year_text)))


def _gathered(actor: Actor, year_text: str) -> dict[str, object]:
    today, year = clock.today(), asked_year(year_text)
    slots = slots_of_year(actor.commune, year, today=today) if year else []
    made = Report.objects.select_related("docx", "pdf", "made_by", "unit").defer(*HEAVY).order_by("-id")[:MOST_MADE]
    shown = [slot for slot in slots if slot.asked or slot.state is SlotState.ON_DEMAND]
    by_state = {state: [slot for slot in shown if slot.state is state] for state in SlotState}
    coming = next((slot for slot in slots if slot.key == next_key(slots)), None)
    return {
        "year": year,
        "years": years_of_plans(),
        "groups": [SlotGroup(state, by_state[state]) for state in LIST_ORDER if by_state[state]],
        "on_demand": by_state[SlotState.ON_DEMAND],
        "due": due_day_of(setting_of(actor.commune)) if year else None,
        "made": [(row, period_of(row)) for row in made],
        "may_make": actor.may(Permission.MAKE_REPORT),
        "own_unit": actor.unit_id if actor.may(Permission.DRAFT_UNIT_REPORT) else None,
        "may_set": actor.may(Permission.MANAGE_COMMUNE),
        "coming": coming,
        "units": unit_rows(coming.version, coming.period, today=today) if coming else [],
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
    links = {anchor: reverse("reports_behind", args=[report.pk, anchor]) for anchor, _title, _ids in numbers(facts)}
    return mark_safe(render_html(document_of(report, commune), links=links))  # noqa: S308 - it escapes every text


def behind(report: Report, anchor: str, actor: Actor) -> Behind:
    """The items of one number, as they were. 404 for a number that the report does not have."""
    facts = snapshot_of(report)
    for known, title, ids in numbers(facts):
        if known == anchor:
            wanted = set(ids)
            entries = [entry for entry in facts.annex if entry.activity_id in wanted]
            found = tuple((one, _address(one, actor)) for one in sources(facts, anchor))
            return Behind(title, entries, _changed(entries), found)
    raise Http404


def _address(one: Source, actor: Actor) -> str:
    if one.kind == "item":
        return reverse("content_show", args=[one.pk])
    may_open = actor.may(Permission.EDIT_CONTENT) or actor.may(Permission.APPROVE_CONTENT)
    return reverse("contributors_desk", args=[one.pk]) if may_open else ""


def _changed(entries: list[AnnexEntry]) -> dict[str, str]:
    """What became of entries since: by activity, in words; nothing for those that are as they were."""
    ids = [int(entry.activity_id) for entry in entries if entry.activity_id.isdigit()]
    now = Activity.objects.in_bulk(ids)
    found = {}
    for entry in entries:
        row = now.get(int(entry.activity_id)) if entry.activity_id.isdigit() else None
        if row is None or row.is_withdrawn:
            found[entry.activity_id] = _("Đã rút sau khi lập báo cáo")
        elif (row.title, row.happened_on, row.times) != (entry.title, entry.happened_on, entry.pieces):
            found[entry.activity_id] = _("Đã sửa sau khi lập báo cáo")
    return found


NOTES_ALL = "all"


def notes_of(report: Report) -> list[tuple[str, str]]:
    """What the latest return asked to mend: (section, words); empty unless the report lies returned."""
    last = report.steps.filter(step=Step.RETURN.value).last() if report.stage == Stage.RETURNED.value else None
    labels = {NOTES_ALL: _("Ý kiến chung"), **{one.value: said(one.label) for one in Section}}
    return [(labels.get(key, key), text) for key, text in last.notes.items()] if last else []


def show_page(actor: Actor, report: Report, *, is_ready: bool, is_stuck: bool) -> dict[str, object]:
    """One report with its life: what it says, where it stands, what this person may do with it."""
    standing = standing_of(actor, report)
    shown = bool(report.snapshot)
    editing = shown and may_edit(standing)
    desk = desk_of(report, actor.commune) if shown and not report.is_final else None
    period = period_of(report)
    ward_units = [] if report.unit_id or report.is_final else unit_rows(report.version, period, today=clock.today())
    return {
        "report": report,
        "period": period,
        "preview": preview_of(report, actor.commune) if shown else "",
        "is_ready": is_ready,
        "is_stuck": is_stuck,
        "stage": Stage(report.stage),
        "steps": [step.value for step in steps_open(standing)],
        "may_edit": editing,
        "may_redo": bool(standing.hats & {Hat.DRAFTER, Hat.KEEPER}),
        "may_bundle": shown and actor.may(Permission.BUNDLE_EVIDENCE),
        "blockers": blockers_of(report) if editing and is_ready else [],
        "typed": typed_everywhere(desk) if desk else [],
        "notes": notes_of(report),
        "history": list(report.steps.select_related("by")),
        "units": ward_units,
        "is_printed": is_ready and _is_printed(report, actor.commune),
        "replaced_by": report.replaced_by.exclude(stage=Stage.DRAFT.value).defer(*HEAVY).order_by("-id").first(),
    }


def _is_printed(report: Report, commune: Commune) -> bool:
    """Whether Word and PDF show the text as it is now."""
    if not report.printed_sha256:
        return True  # made before wording could change
    return report.printed_sha256 == document_digest(document_of(report, commune))


def letterhead_page() -> dict[str, object]:
    """The form that counts now and what is remarkable about it; how a form is made."""
    template = current_template()
    info, fault = None, ""
    if template and template.file:
        try:
            info = check_form(store.read(template.commune_id, template.file.sha256))
        except (FormError, FileNotFoundError) as error:
            fault = getattr(error, "message", "")
    return {"template": template, "info": info, "fault": fault, "places": PLACES, "needed": NEEDED}
