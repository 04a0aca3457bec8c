"""What the list of plans and a plan's own pages show, prepared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import get_language

from lantoa.communes.models import Person
from lantoa.core.periods import PeriodKind, label_of
from lantoa.core.saying import said
from lantoa.ledger.kept import kept
from lantoa.ledger.models import Entry
from lantoa.plans.heads import head_of
from lantoa.plans.models import Commitment, DueWork, Plan, PlanElement, PlanVersion
from lantoa.plans.queries import commitment_facts, due_rule
from lantoa.plans.review_page import NO_LEAD
from lantoa.plans.rules.commitment import CommitmentKind, Modality
from lantoa.plans.rules.review import Decision, VersionState
from lantoa.plans.wording import due_words, ledger_words, measure_words
from vanban.vocabulary import Audience, Channel, Labelled, Topic


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list: the edition in force (else its newest) and how far it is; ``draft`` is an amendment that
    waits."""

    plan: Plan
    version: PlanVersion
    period: str
    items: int
    decided: int
    due: int
    draft: PlanVersion | None = None

    @property
    def state(self) -> VersionState:
        return VersionState(self.version.state)

    @property
    def percent(self) -> int:
        return self.decided * 100 // self.items if self.items else 0


def plan_rows(commune_id: int) -> list[PlanRow]:
    """All plans with their edition in force, else their newest, the latest period first. Kept until something happens
    (ADR 0023), but for how far a reading is: that moves without an entry in the ledger and is asked for anew."""
    rows = kept(commune_id, ("plan rows", get_language()), _plan_rows)
    is_moving = any(row.state is VersionState.READING for row in rows)
    return _plan_rows() if is_moving else rows


def _plan_rows() -> list[PlanRow]:
    """Three queries."""
    newest: dict[int, PlanVersion] = {}
    shown: dict[int, PlanVersion] = {}
    rows = PlanVersion.objects.exclude(state=VersionState.WITHDRAWN.value).defer("text", "reading")
    for version in rows.select_related("plan", "file").order_by("plan_id", "edition"):
        newest[version.plan_id] = version
        if version.plan_id not in shown or shown[version.plan_id].state != VersionState.ADOPTED.value:
            shown[version.plan_id] = version
    counts = _item_counts(version.pk for version in shown.values())
    found = [
        _plan_row(version, counts.get(version.pk, (0, 0, 0)), draft=newest[plan_id])
        for plan_id, version in shown.items()
    ]
    return sorted(
        found, key=lambda row: (row.plan.period_start is None, row.plan.period_start, row.plan.pk), reverse=True
    )


def _item_counts(version_ids: Iterable[int]) -> dict[int, tuple[int, int, int]]:
    versions = list(version_ids)
    pending = models.Count("pk", filter=models.Q(decision=Decision.PENDING.value))
    items = Commitment.objects.filter(version_id__in=versions).values("version_id").order_by()
    due_rows = DueWork.objects.filter(commitment__version_id__in=versions).values("commitment__version_id").order_by()
    due_rows = due_rows.annotate(n=models.Count("pk"))
    due = {row["commitment__version_id"]: row["n"] for row in due_rows}
    return {
        row["version_id"]: (row["n"], row["n"] - row["pending"], due.get(row["version_id"], 0))
        for row in items.annotate(n=models.Count("pk"), pending=pending)
    }


def _plan_row(version: PlanVersion, counts: tuple[int, int, int], *, draft: PlanVersion) -> PlanRow:
    waiting = draft if draft.pk != version.pk else None
    return PlanRow(version.plan, version, period_words(version), *counts, draft=waiting)


def period_words(version: PlanVersion) -> str:
    """ "Năm 2025", "6 tháng cuối năm 2025", or dates; empty while it is not known."""
    period = head_of(version).period
    return said(label_of(PeriodKind.PLAN, period)) if period else ""


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """One commitment in words."""

    row: Commitment
    measure: str
    due: str
    coordinating: tuple[str, ...]
    modality: str
    counted: tuple[str, ...]
    due_count: int


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The commitments of one lead unit, targets first."""

    title: str
    rows: tuple[CommitmentView, ...]


def commitments_by_unit(version: PlanVersion) -> list[UnitGroup]:
    """What was accepted, by lead unit in the commune's own order; without a lead at the end. Three queries."""
    rows = Commitment.objects.filter(version=version, decision=Decision.ACCEPTED.value).select_related("lead")
    rows = rows.prefetch_related("coordinating__unit").annotate(windows=models.Count("due_work"))
    groups: dict[tuple[int, str], list[CommitmentView]] = {}
    for row in rows.order_by("position", "id"):
        place = (row.lead.position, row.lead.name) if row.lead else (10_000, said(NO_LEAD))
        groups.setdefault(place, []).append(_commitment_view(row))
    return [UnitGroup(title, tuple(groups[place, title])) for place, title in sorted(groups)]


def _commitment_view(row: Commitment) -> CommitmentView:
    facts = commitment_facts(row)
    return CommitmentView(
        row=row,
        measure=measure_words(facts, row.unit_text),
        due=due_words(due_rule(row), facts.window_kind),
        coordinating=tuple(link.unit.name for link in row.coordinating.all()),
        modality="" if facts.modality is Modality.MUST else said(facts.modality.label),
        counted=_counted(row),
        due_count=getattr(row, "windows", 0),
    )


def _counted(row: Commitment) -> tuple[str, ...]:
    lists: tuple[tuple[type[Labelled], list[str]], ...] = (
        (Channel, row.match_channels), (Topic, row.match_topics), (Audience, row.match_audiences),
    )  # fmt: skip
    return tuple(label for labels, codes in lists for code in codes if (label := label_or_none(labels, code)))


def label_or_none(labels: type[Labelled], code: str) -> str | None:
    """The label of a code of a closed list."""
    return next((said(member.label) for member in labels if member.value == code), None)


ELEMENT_TITLES = {
    "content": "Nội dung tuyên truyền",
    "channel": "Kênh, hình thức",
    "audience": "Đối tượng",
    "organisation": "Cơ quan, đơn vị được nêu",
    "funding": "Kinh phí",
    "recipient": "Nơi nhận",
    "reference": "Căn cứ, văn bản viện dẫn",
}
ELEMENT_CODES: dict[str, type[Labelled]] = {"content": Topic, "channel": Channel, "audience": Audience}


@dataclass(frozen=True, slots=True)
class ElementView:
    """Something that the plan names; ``label`` is the closed list's word for it."""

    row: PlanElement
    label: str


def elements_of(
    version: PlanVersion, kinds: Iterable[str] = tuple(ELEMENT_TITLES)
) -> list[tuple[str, list[ElementView]]]:
    """What the plan names besides commitments, kind by kind with its title; kinds without any are left out."""
    rows = list(PlanElement.objects.filter(version=version))
    found = []
    for kind in kinds:
        labels = ELEMENT_CODES.get(kind)
        views = [
            ElementView(row, (labels and label_or_none(labels, row.code)) or "") for row in rows if row.kind == kind
        ]
        if views:
            found.append((ELEMENT_TITLES[kind], views))
    return found


def editions_of(plan_id: int) -> list[PlanVersion]:
    """All versions of a plan, the newest first, without their texts."""
    rows = PlanVersion.objects.filter(plan_id=plan_id).select_related("file", "adopted_by")
    return list(rows.defer("text", "reading").order_by("-edition"))


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history, as components/timeline.html shows it."""

    at: datetime
    who: str
    text: str


def history_of(plan: Plan, versions: Iterable[PlanVersion], *, most: int = 100) -> list[Event]:
    """What happened to the plan and its versions, newest first, from the ledger. Two queries."""
    about = models.Q(object_type="plans.plan", object_id=plan.pk)
    about |= models.Q(object_type="plans.planversion", object_id__in=[version.pk for version in versions])
    entries = list(Entry.objects.filter(about).order_by("-seq")[:most])
    names = Person.objects.in_bulk([entry.actor_id for entry in entries if entry.actor_id])
    return [Event(entry.at, _name(names, entry), ledger_words(entry.action, entry.data)) for entry in entries]


def _name(people: dict[int, Person], entry: Entry) -> str:
    person = people.get(entry.actor_id) if entry.actor_id else None
    return person.name if person else ""


def targets_and_tasks(groups: Iterable[UnitGroup]) -> tuple[int, int]:
    """How many targets, how many tasks."""
    rows = [view.row for group in groups for view in group.rows]
    targets = sum(row.kind == CommitmentKind.TARGET.value for row in rows)
    return targets, len(rows) - targets
