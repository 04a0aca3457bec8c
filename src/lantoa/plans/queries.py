"""Reads about plans: what is adopted, and the rows as the values that the rules know."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models.functions import Cast

from lantoa.communes.queries import units_in_use, work_calendar
from lantoa.core import clock
from lantoa.core.periods import PeriodKind, Window
from lantoa.plans.heads import head_of
from lantoa.plans.models import Commitment, Contradiction, DueWork, Handover, Plan, PlanVersion
from lantoa.plans.rules.commitment import (
    CommitmentFacts,
    CommitmentKind,
    DueKind,
    DueRule,
    DueWindow,
    Match,
    Measure,
    MeasureKind,
    Modality,
)
from lantoa.plans.rules.doubtful import open_figures
from lantoa.plans.rules.doubts import is_sure
from lantoa.plans.rules.expansion import expand_all
from lantoa.plans.rules.review import (
    Blocker,
    ContradictionFacts,
    Decision,
    ItemFacts,
    Origin,
    VersionState,
    adoption_blockers,
    adoption_warnings,
)
from lantoa.plans.rules.units import UnitFacts
from vanban.corrections import source_from_dict
from vanban.errors import ReadError
from vanban.source import Source

HEAVY = ("text", "reading", "notes")
"""Columns of a version that only a review and the document's page need: a whole document, and what was read in it."""


def adopted_versions() -> models.QuerySet[PlanVersion]:
    """Every plan's adopted version, the latest period first."""
    rows = PlanVersion.objects.filter(state=VersionState.ADOPTED.value).select_related("plan")
    return rows.defer(*HEAVY).order_by("-plan__period_start", "-adopted_at", "-id")


def adopted_version(today: date | None = None) -> PlanVersion | None:
    """The plan that runs on a day (default: today in ward time); otherwise the one whose period is nearest to it."""
    day = today or clock.today()
    return min(adopted_versions(), key=lambda version: _days_away(version.plan, day), default=None)


def _days_away(plan: Plan, day: date) -> int:
    start, end = plan.period_start, plan.period_end
    if start is None or end is None:
        return 1_000_000
    return max((start - day).days, (day - end).days, 0)


def adopted_commitments(version: PlanVersion | None = None) -> models.QuerySet[Commitment]:
    """What the ward owes under one adopted version, or under all of them; units come along."""
    rows = Commitment.objects.filter(decision=Decision.ACCEPTED.value, version__state=VersionState.ADOPTED.value)
    rows = rows.filter(version=version) if version else rows
    rows = rows.select_related("lead", "version__plan").defer(*(f"version__{name}" for name in HEAVY))
    return rows.prefetch_related("coordinating__unit")


def plan_period(plan: Plan) -> Window | None:
    """The days of a plan; None while they are not known or stand in the wrong order."""
    start, end = plan.period_start, plan.period_end
    return Window(start, end) if start and end and start <= end else None


def due_rule(row: Commitment) -> DueRule:
    """When each window of the commitment is due."""
    return DueRule(
        kind=DueKind(row.due_kind),
        on=row.due_on,
        dates=tuple(date.fromisoformat(day) for day in row.due_dates),
        days=row.due_days,
        working_days=row.due_working_days,
        event=row.due_event,
        event_on=row.due_event_on,
        day=row.due_day,
        before=row.due_before,
    )


def measure_of(row: Commitment) -> Measure:
    """How much, and which activities count."""
    match = Match(
        kinds=frozenset(row.match_kinds),
        channels=frozenset(row.match_channels),
        topics=frozenset(row.match_topics),
        audiences=frozenset(row.match_audiences),
    )
    return Measure(MeasureKind(row.measure), n=row.quantity, percent=row.percent, above=row.above, match=match)


def commitment_facts(row: Commitment) -> CommitmentFacts:
    """The row as the rules see it; reads ``coordinating`` (prefetch it for lists)."""
    return CommitmentFacts(
        id=str(row.pk),
        kind=CommitmentKind(row.kind),
        modality=Modality(row.modality),
        measure=measure_of(row),
        window_kind=PeriodKind(row.window),
        also_window_kinds=tuple(PeriodKind(kind) for kind in row.also_windows),
        active_from=row.active_from,
        active_to=row.active_to,
        due=due_rule(row),
        alternative_group=row.alternative_group or None,
        title=row.text,
        lead_unit_id=str(row.lead_id) if row.lead_id else None,
        coordinating_unit_ids=frozenset(str(link.unit_id) for link in row.coordinating.all()),
    )


_MATCH = {
    f"{name}_text": Cast(f"match_{name}", models.TextField()) for name in ("kinds", "channels", "topics", "audiences")
}
_JUDGED = (
    "pk", "kind", "modality", "measure", "quantity", "percent", "above", *_MATCH, "due_kind", "alternative_group",
)  # fmt: skip


def judged_facts(rows: models.QuerySet[Commitment]) -> dict[int, CommitmentFacts]:
    """Of many commitments, by number: only what a window is counted and judged by (no words, units or dates). One
    query of plain columns, a tenth of the time of rows."""
    return {row[0]: _judged(row) for row in rows.annotate(**_MATCH).values_list(*_JUDGED)}


@lru_cache(maxsize=8192)
def _judged(row: tuple[Any, ...]) -> CommitmentFacts:
    """Lists come as the database writes them, so that a row that was seen before is not made anew."""
    pk, kind, modality, measure, quantity, percent, above, *match, due, group = row
    asked = Match(*(frozenset(json.loads(codes)) for codes in match))
    return CommitmentFacts(
        str(pk), CommitmentKind(kind), Modality(modality),
        Measure(MeasureKind(measure), n=quantity, percent=percent, above=above, match=asked),
        due=DueRule(DueKind(due)), alternative_group=group or None,
    )  # fmt: skip


def due_window(row: DueWork) -> DueWindow:
    """One piece of due work as the rules see it."""
    return DueWindow(
        commitment_id=str(row.commitment_id),
        kind=PeriodKind(row.window_kind),
        window=Window(row.window_start, row.window_end),
        due_on=row.due_on,
        waiting_for=row.waiting_for,
    )


def terms_of(row: DueWork, commitment: CommitmentFacts) -> CommitmentFacts:
    """The commitment as one window judges it: a window that an amendment left behind keeps the former measure (ADR
    0022). Reads ``terms`` (select it for lists)."""
    if row.terms is None:
        return commitment
    terms = row.terms
    return replace(commitment, measure=measure_of(terms), modality=Modality(terms.modality))


def unit_facts() -> list[UnitFacts]:
    """The commune's units with every name that people have confirmed for them."""
    rows = units_in_use().prefetch_related("aliases")
    return [
        UnitFacts(
            id=str(unit.pk),
            name=unit.name,
            aliases=tuple(name for name in (unit.short_name, *(alias.text for alias in unit.aliases.all())) if name),
        )
        for unit in rows
    ]


def version_of_bytes(sha256: str) -> PlanVersion | None:
    """The version that was made from the same bytes and still stands; None where there is none."""
    gone = (VersionState.WITHDRAWN.value, VersionState.UNREADABLE.value)
    rows = PlanVersion.objects.filter(file__sha256=sha256).exclude(state__in=gone)
    return rows.select_related("plan").order_by("id").first()


def item_facts(row: Commitment) -> ItemFacts:
    """An item of a review as the rules see it."""
    kind = CommitmentKind(row.kind)
    return ItemFacts(
        id=str(row.pk),
        kind=kind,
        decision=Decision(row.decision),
        origin=Origin(row.origin),
        measure=measure_of(row),
        due=due_rule(row),
        lead_unit_id=str(row.lead_id) if row.lead_id else None,
        merged_into=str(row.merged_into_id) if row.merged_into_id else None,
        sure=is_sure(row.doubts, kind),
        place=row.position,
    )


OTHER_COMMUNE = "Văn bản ghi tên “{name}”, không phải đơn vị của anh/chị. Hãy xác nhận đây đúng là kế hoạch của mình."


def blockers_of(version: PlanVersion) -> list[Blocker]:
    """What stands between a version and its adoption."""
    items = [item_facts(row) for row in Commitment.objects.filter(version=version)]
    asked = [
        ContradictionFacts(str(row.pk), bool(row.decision)) for row in Contradiction.objects.filter(version=version)
    ]
    found = adoption_blockers(items, asked, head_of(version).period)
    if figures := open_figures_of(version):
        found.insert(0, Blocker("figures_open", FIGURES_OPEN.format(figures=figures)))
    if needs_confirmation(version):
        found.insert(0, Blocker("other_commune", OTHER_COMMUNE.format(name=version.other_commune)))
    return found


FIGURES_OPEN = "Còn {figures} chỗ có chữ số chưa đối chiếu với ảnh của văn bản. Hãy mở “Đối chiếu với ảnh” để chọn."


def source_of(version: PlanVersion) -> Source | None:
    """The source with its uncertain words; None where the text is what the file says, or was kept by an older
    program."""
    kept = (version.reading or {}).get("kept")
    try:
        return source_from_dict(kept) if kept else None
    except ReadError:
        return None


def open_figures_of(version: PlanVersion) -> int:
    """Places with figures that two readings give differently and nobody has decided."""
    source = source_of(version)
    return open_figures(source) if source else 0


def needs_confirmation(version: PlanVersion) -> bool:
    """Whether the head names another commune and nobody has said that the plan is ours all the same."""
    return bool(version.other_commune) and version.other_commune_confirmed_by_id is None


def warnings_of(version: PlanVersion) -> list[Blocker]:
    """What does not stand in the way of an adoption, but will be missed later."""
    return adoption_warnings(item_facts(row) for row in Commitment.objects.filter(version=version))


def preview_of_due_work(version: PlanVersion, rows: Iterable[Commitment]) -> tuple[int, int]:
    """How many pieces of due work an adoption would make now, and how many of them still wait for a date.

    ``rows``: items with ``coordinating`` prefetched.
    """
    period = head_of(version).period
    accepted = [commitment_facts(row) for row in rows if row.decision == Decision.ACCEPTED.value]
    due = expand_all(accepted, period, work_calendar()) if period else []
    return len(due), sum(bool(window.waiting_for) for window in due)


def version_of_plan(plan_id: int) -> PlanVersion:
    """The newest version of a plan that was not given up. Raises PlanVersion.DoesNotExist."""
    rows = PlanVersion.objects.filter(plan_id=plan_id).exclude(state=VersionState.WITHDRAWN.value)
    version: PlanVersion = rows.select_related("plan", "file").latest("edition")
    return version


def current_of(ids: Iterable[int]) -> dict[int, int]:
    """Commitments of replaced editions → what continues them now, or what their evidence was handed over to. Those
    in force, and those that were dropped for good, are not in it."""
    found: dict[int, int] = {}
    replaced = Commitment.objects.filter(version__state=_REPLACED)
    here = {pk: pk for pk in replaced.filter(pk__in=list(ids)).values_list("pk", flat=True)}
    while here:
        heirs = _heirs(set(here.values()))
        found |= {first: heirs[pk] for first, pk in here.items() if pk in heirs}
        again = set(replaced.filter(pk__in=heirs.values()).values_list("pk", flat=True))
        here = {first: heirs[pk] for first, pk in here.items() if heirs.get(pk) in again}
    in_force = set(adopted_commitments().filter(pk__in=found.values()).values_list("pk", flat=True))
    return {first: pk for first, pk in found.items() if pk in in_force}


_REPLACED = VersionState.SUPERSEDED.value


def _heirs(ids: set[int]) -> dict[int, int]:
    """What each one became in the edition that followed; the first by the order of that edition."""
    handed = Handover.objects.filter(former__in=ids, to__isnull=False, version__adopted_at__isnull=False)
    rows = Commitment.objects.filter(continues__in=ids, version__adopted_at__isnull=False)
    rows = rows.filter(decision=Decision.ACCEPTED.value)
    found = dict(handed.values_list("former_id", "to_id"))
    return found | dict(rows.order_by("-position", "-pk").values_list("continues_id", "pk"))
