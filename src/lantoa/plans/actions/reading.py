"""What the reading job writes: its progress, its result as rows, its failure as words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db import transaction

from lantoa.communes.models import Commune
from lantoa.ledger.actions import record
from lantoa.plans.actions.editions import tie_to_former
from lantoa.plans.models import Commitment, CommitmentUnit, Contradiction, PlanElement, PlanVersion
from lantoa.plans.queries import unit_facts
from lantoa.plans.rules.intake import (
    HeadDraft,
    ItemDraft,
    elements_from_reading,
    head_from_reading,
    head_texts,
    items_from_reading,
)
from lantoa.plans.rules.places import mentions, named_communes, other_commune, other_province
from lantoa.plans.rules.review import VersionState

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """What came out of a document: the reading as JSON, the proposals, the paragraphs (start, end, marker), and
    the source itself where some of its words are uncertain."""

    reading: dict[str, Any]
    proposals: Sequence[Json] = ()
    paragraphs: Sequence[tuple[int, int, str]] = field(default=())
    kept: Json | None = None


def show_progress(*, version_id: int, percent: int, stage: str) -> None:
    """Say how far the reading is. In a transaction of its own, so that the page sees it at once."""
    rows = PlanVersion.objects.filter(pk=version_id, state=VersionState.READING.value)
    rows.update(progress=percent, stage=stage[:120])


@transaction.atomic
def fail_reading(*, version_id: int, code: str, message: str) -> None:
    """The document cannot be read: keep the reason, which says what to do."""
    version = _locked(version_id)
    if version is None:
        return
    version.state, version.stage = VersionState.UNREADABLE.value, ""
    version.error_code, version.error_message = code[:40], message[:500]
    version.save(update_fields=["state", "stage", "error_code", "error_message"])
    record(action="plan.unreadable", on=version, by=version.created_by, code=version.error_code)


@transaction.atomic
def save_reading(*, version_id: int, read: Read, items: Sequence[ItemDraft] | None = None) -> bool:
    """Put the result before the reviewers. ``items``: the commitments, where people wrote them as rows (a plan that was
    drafted here): then they are not guessed from the text.

    Safe twice: a version that is no longer being read stays as it is.

    Returns whether this call wrote it.
    """
    version = _locked(version_id)
    if version is None:
        return False
    _clear(version)
    _write_head(version, head_from_reading(read.reading))
    items = items_from_reading(read.reading, unit_facts(), read.proposals) if items is None else items
    _write_items(version, items)
    _write_elements(version, read.reading)
    _write_contradictions(version, read.reading)
    _settle(version, read)
    tie_to_former(version)
    record(action="plan.read", on=version, by=version.created_by, items=len(items))
    return True


def _locked(version_id: int) -> PlanVersion | None:
    rows = PlanVersion.objects.select_for_update(of=("self",)).select_related(
        "plan", "file", "commune__province", "based_on"
    )
    return rows.filter(pk=version_id, state=VersionState.READING.value).first()


def _clear(version: PlanVersion) -> None:
    for model in (Commitment, PlanElement, Contradiction):
        model.objects.filter(version=version).delete()


def _settle(version: PlanVersion, read: Read) -> None:
    version.text = str(read.reading.get("text") or "").replace("\x00", " ")
    version.reading = {
        "source": _origin(read.reading),
        "tables": read.reading.get("tables") or [],
        "findings": read.reading.get("findings") or [],
        "paragraphs": [list(one) for one in read.paragraphs],
        **({"kept": read.kept} if read.kept else {}),
    }
    version.notes = list((read.reading.get("source") or {}).get("notes") or [])
    version.other_commune = _other_commune(version.commune, read.reading)
    version.state, version.progress, version.stage = VersionState.IN_REVIEW.value, 100, ""
    version.error_code = version.error_message = ""
    version.save()


def _origin(reading: Json) -> Json:
    """What the text was read from. The places of its lines stay away: what pages need of them stands in ``kept``."""
    return {name: value for name, value in (reading.get("source") or {}).items() if name != "lines"}


def _other_commune(commune: Commune, reading: Json) -> str:
    """The name of the other commune that a document is of, with its province where the name is the same as ours."""
    texts = head_texts(reading)
    if mentions(texts, commune.name):
        return _namesake(commune, str(reading.get("text") or ""))
    known = {found.folded: found.name for found in Commune.objects.filter(folded__in=named_communes(texts))}
    other = other_commune(texts, commune.name, known)
    return known[other] if other else ""


def _namesake(commune: Commune, text: str) -> str:
    namesakes = Commune.objects.filter(folded=commune.folded).exclude(pk=commune.pk).select_related("province")
    provinces = {one.province.name: one.name for one in namesakes if one.province_id != commune.province_id}
    other = other_province(text, commune.province.name, provinces) if provinces else None
    return f"{provinces[other]}, {other}" if other else ""


def _write_head(version: PlanVersion, head: HeadDraft) -> None:
    """Only what is missing: what a person has typed stays, also over a second reading. An amendment has a head of its
    own: the plan keeps the one that is in force."""
    if version.based_on_id:
        _write_own_head(version, head)
        return
    plan = version.plan
    if head.title and version.file and plan.title == PurePath(version.file.name).stem:
        plan.title = head.title
    plan.number = plan.number or head.number
    plan.issued_on = plan.issued_on or head.issued_on
    if plan.period_start is None and head.period:
        plan.period_start, plan.period_end = head.period.start, head.period.end
    plan.save()


def _write_own_head(version: PlanVersion, head: HeadDraft) -> None:
    version.title = version.title or head.title
    version.number = version.number or head.number
    version.issued_on = version.issued_on or head.issued_on
    if version.period_start is None and head.period and not version.is_partial:
        version.period_start, version.period_end = head.period.start, head.period.end


def _write_items(version: PlanVersion, items: Sequence[ItemDraft]) -> None:
    rows = [_item_row(version, item, position) for position, item in enumerate(items, start=1)]
    Commitment.objects.bulk_create(rows)
    for row, item in zip(rows, items, strict=True):
        row.same_as = rows[item.same_as] if item.same_as is not None else None
    Commitment.objects.bulk_update([row for row in rows if row.same_as], ["same_as"])
    links = [
        CommitmentUnit.of(version.commune_id, commitment=row, unit_id=int(unit_id))
        for row, item in zip(rows, items, strict=True)
        for unit_id in item.coordinating_ids
    ]
    CommitmentUnit.objects.bulk_create(links)


def _item_row(version: PlanVersion, item: ItemDraft, position: int) -> Commitment:
    start, end = item.span or (None, None)
    return Commitment.of(
        version.commune_id,
        version=version, text=item.text, span_start=start, span_end=end, section=item.section, position=position * 10,
        origin=item.origin.value, reason=item.reason, doubts=list(item.doubts), assumptions=list(item.assumptions),
        lead_id=int(item.lead_id) if item.lead_id else None, lead_text=item.lead_text,
        coordinating_text=list(item.coordinating_text), output=item.output, unit_text=item.unit_text,
        deadline_text=item.deadline_text, alternative_group=item.alternative_group,
        **_defaults(item), **_due(item),
    )  # fmt: skip


def _defaults(item: ItemDraft) -> dict[str, Any]:
    found, measure = item.defaults, item.defaults.measure
    return {
        "kind": found.kind.value,
        "modality": found.modality.value,
        "measure": measure.kind.value,
        "quantity": measure.n,
        "percent": measure.percent,
        "above": measure.above,
        "match_kinds": sorted(measure.match.kinds),
        "match_channels": sorted(measure.match.channels),
        "match_topics": sorted(measure.match.topics),
        "match_audiences": sorted(measure.match.audiences),
        "window": found.window_kind.value,
        "also_windows": [kind.value for kind in found.also_window_kinds],
        "active_from": found.active_from,
        "active_to": found.active_to,
    }


def _due(item: ItemDraft) -> dict[str, Any]:
    due = item.defaults.due
    return {
        "due_kind": due.kind.value,
        "due_on": due.on,
        "due_days": due.days,
        "due_working_days": due.working_days,
        "due_event": due.event[:300],
        "due_event_on": due.event_on,
        "due_day": due.day,
        "due_before": due.before,
        "due_dates": [day.isoformat() for day in due.dates if isinstance(day, date)],
    }


def _write_elements(version: PlanVersion, reading: Json) -> None:
    rows = [
        PlanElement.of(
            version.commune_id, version=version, kind=element.kind, text=element.text, code=element.code,
            span_start=element.span[0] if element.span else None, span_end=element.span[1] if element.span else None,
            data=element.data, position=position,
        )
        for position, element in enumerate(elements_from_reading(reading), start=1)
    ]  # fmt: skip
    PlanElement.objects.bulk_create(rows)


def _write_contradictions(version: PlanVersion, reading: Json) -> None:
    rows = [_contradiction(version, raw) for raw in reading.get("contradictions") or [] if isinstance(raw, Mapping)]
    Contradiction.objects.bulk_create(rows)


def _contradiction(version: PlanVersion, raw: Json) -> Contradiction:
    left, right = raw.get("left") or {}, raw.get("right") or {}
    left_span, right_span = left.get("span") or (None, None), right.get("span") or (None, None)
    return Contradiction.of(
        version.commune_id, version=version, kind=str(raw.get("kind") or "")[:20],
        message=str(raw.get("message") or "")[:500],
        left_text=" ".join(str(left.get("text") or "").split()), left_start=left_span[0], left_end=left_span[1],
        right_text=" ".join(str(right.get("text") or "").split()), right_start=right_span[0], right_end=right_span[1],
    )  # fmt: skip
