"""A higher plan beside a draft: uploaded and read, or one that is in the product; its duties are taken over as rows."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.drafting.actions import content_of, locked, save_changes
from lantoa.drafting.jobs import read_higher
from lantoa.drafting.last_year import taken_of
from lantoa.drafting.models import Draft, HigherPlan, HigherState
from lantoa.drafting.posted import added
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.blocks import Block, Flag, bad_shape, from_json, to_json
from lantoa.drafting.rules.higher import Beside, Cover, compared, raised
from lantoa.drafting.rules.merging import Changes
from lantoa.drafting.rules.taking import row_of
from lantoa.files.actions import enter, receive
from lantoa.files.checks import PLAN_DOCUMENTS
from lantoa.files.uploads import Upload
from lantoa.ledger.actions import record
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.rules.review import Decision


@transaction.atomic
def receive_higher(*, draft: Draft, upload: "Upload | bytes", name: str, by: Person) -> HigherPlan:
    """Keep a higher plan beside a draft and have it read.

    Raises:
        Refused: the file is empty, too large, of a kind that no plan has; ("draft_closed").
    """
    row = locked(draft)
    received = receive(commune=row.commune, upload=upload, name=name, allowed=PLAN_DOCUMENTS)
    file = enter(commune=row.commune, received=received, by=by)
    made = HigherPlan.of(row.commune_id, draft=row, file=file, title=received.name[:300], by=by)
    made.save(force_insert=True)
    record(action="draft.higher_given", on=row, by=by, file=file.sha256)
    read_higher.defer(row.commune_id, made.pk)
    return made


@transaction.atomic
def take_version(*, draft: Draft, version: PlanVersion, by: Person) -> HigherPlan:
    """A plan that is in the product already, beside a draft."""
    row = locked(draft)
    rows = Commitment.objects.filter(version=version).exclude(
        decision__in=(Decision.DROPPED.value, Decision.MERGED.value)
    )
    duties = _keyed([row_of(taken_of(one)) for one in rows.prefetch_related("coordinating")])
    plan = version.plan
    title = f"{plan.title} ({plan.number})" if plan.number else plan.title
    made = HigherPlan.of(
        row.commune_id, draft=row, version=version, title=title[:300], duties=to_json(duties),
        state=HigherState.READY.value, by=by,
    )  # fmt: skip
    made.save(force_insert=True)
    record(action="draft.higher_given", on=row, by=by, version=version.pk)
    return made


def _keyed(rows: list[Block]) -> list[Block]:
    return [replace(row, key=f"h{at}", source="") for at, row in enumerate(rows, 1)]


def beside(higher: HigherPlan) -> list[Beside]:
    """The duties with the lines that carry them out: missing first, then perhaps, weaker, covered."""
    found = compared(from_json(higher.duties), blocks_of(higher.draft), higher.judged)
    order = list(Cover)
    return sorted(found, key=lambda one: order.index(one.cover))


@transaction.atomic
def take_duties(*, higher: HigherPlan, keys: Collection[str], by: Person) -> int:
    """The chosen duties become rows of the draft, behind the last of their kind. Returns how many.

    Raises:
        Refused("nothing_chosen"), ("draft_closed").
    """
    chosen = [duty for duty in from_json(higher.duties) if duty.key in keys]
    if not chosen:
        raise Refused("nothing_chosen", "Chưa chọn nhiệm vụ nào. Hãy đánh dấu ít nhất một dòng rồi bấm Đưa vào.")
    draft = locked(higher.draft)
    for at, duty in enumerate(chosen):
        content = content_of(draft)
        last = [block.key for block in content.blocks if block.kind == duty.kind]
        key = f"c{draft.revision}x{at}"
        row = replace(duty, key=key, rev=0, flag=Flag.HIGHER.value, note=f"Theo {higher.title}"[:500])
        draft = save_changes(draft=draft, changes=added(content, [row], last[-1] if last else ""), by=by).draft
    record(action="draft.duties_taken", on=draft, by=by, duties=len(chosen))
    return len(chosen)


@transaction.atomic
def raise_line(*, higher: HigherPlan, duty: str, by: Person) -> None:
    """The line of the draft that is weaker than a duty gets the amount or the deadline that was asked for.

    Raises:
        Refused("draft_shape"): no line is weaker than this duty any more; ("draft_closed").
    """
    draft = locked(higher.draft)
    found = next((one for one in beside(higher) if one.duty.key == duty and one.cover is Cover.WEAKER), None)
    if found is None or found.own is None:
        raise bad_shape()
    save_changes(draft=draft, changes=Changes((raised(found.own, found.duty),)), by=by)
    record(action="draft.line_raised", on=draft, by=by, higher=higher.pk, duty=duty)


@transaction.atomic
def judge_duty(*, higher: HigherPlan, duty: str, line: str | None, by: Person) -> None:
    """Remember which line of the draft is the same as a duty, "" for none; None takes back what was said.

    Raises:
        Refused("draft_shape"): there is no such duty, or no such line; ("draft_closed").
    """
    draft = locked(higher.draft)
    row = HigherPlan.objects.select_for_update().get(pk=higher.pk)
    lines = {block.key for block in blocks_of(draft)}
    if duty not in {one.key for one in from_json(row.duties)} or (line and line not in lines):
        raise bad_shape()
    kept = {key: one for key, one in row.judged.items() if key != duty}
    row.judged = kept if line is None else {**kept, duty: line}
    row.save(update_fields=["judged"])
    higher.judged = row.judged
    action = "draft.duty_back" if line is None else "draft.duty_same" if line else "draft.duty_other"
    record(action=action, on=draft, by=by, higher=row.pk, duty=duty)


def as_shown(found: list[Beside]) -> dict[str, Any]:
    """How many of each, for the head of the page."""
    return {cover.value: sum(one.cover is cover for one in found) for cover in Cover}
