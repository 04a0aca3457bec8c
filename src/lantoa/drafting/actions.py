"""Writes about the words of a draft. Nothing that anybody wrote is ever lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from lantoa.communes.models import Commune, Person, Signer
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.drafting.models import Aside, Draft, DraftRevision, Start
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.blocks import Block, block_from, to_json
from lantoa.drafting.rules.life import EDITABLE, Stage
from lantoa.drafting.rules.merging import Changes, Content, Merged, merge
from lantoa.ledger.actions import record
from lantoa.plans.models import PlanVersion

ONE_SITTING = timedelta(minutes=10)
"""Saving by itself every second makes one former state, not a thousand, as long as one person goes on writing."""
CLOSED = "Bản soạn đã được trình, ban hành hoặc bỏ nên không sửa được nữa. Hãy tải lại trang."


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new draft begins with."""

    title: str
    period_start: date
    period_end: date
    blocks: Sequence[Block]
    start: Start = Start.TEMPLATE
    based_on: PlanVersion | None = None
    signer: Signer | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft after a change, and the rows of what came second."""

    draft: Draft
    merged: Merged
    asides: tuple[Aside, ...] = ()


@transaction.atomic
def start_draft(*, commune: Commune, begun: Begun, by: Person | None, unit_id: int | None = None) -> Draft:
    """A new draft. Raises Refused("draft_period"): the days stand in the wrong order."""
    _check_period(begun.period_start, begun.period_end)
    signer = begun.signer or Signer.objects.filter(is_active=True).first()
    row = Draft.of(
        commune.pk, title=begun.title, period_start=begun.period_start, period_end=begun.period_end,
        start=begun.start.value, based_on=begun.based_on, unit_id=unit_id, signer=signer, content=to_json(begun.blocks),
        created_by=by, changed_by=by, changed_at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    _keep(row, by)
    record(action="draft.started", on=row, by=by, start=row.start, blocks=len(begun.blocks))
    return row


def _check_period(start: date, end: date) -> None:
    if start > end:
        raise Refused("draft_period", "Ngày bắt đầu phải trước ngày kết thúc. Hãy kiểm tra lại kỳ kế hoạch.")


@transaction.atomic
def change_head(
    *, draft: Draft, title: str, period_start: date, period_end: date, signer: Signer | None, by: Person
) -> None:
    """Title, period, signer. Raises Refused("draft_closed"), ("draft_period")."""
    _check_period(period_start, period_end)
    row = locked(draft)
    row.title, row.period_start, row.period_end, row.signer = title, period_start, period_end, signer
    row.save(update_fields=["title", "period_start", "period_end", "signer"])
    record(action="draft.head_changed", on=row, by=by)


@transaction.atomic
def save_changes(*, draft: Draft, changes: Changes, by: Person) -> Saved:
    """Take over what one writer did; what somebody else changed meanwhile keeps their words (``rules.merging``).

    Raises:
        Refused("draft_closed"): it was submitted meanwhile; ("draft_long").
    """
    row = locked(draft)
    merged = merge(content_of(row), changes, number=row.revision + 1)
    if merged.changed:
        write(row, merged, by)
    return Saved(row, merged, tuple(_lay_aside(row, block, by) for block in merged.aside))


def content_of(row: Draft) -> Content:
    """The words of a draft, to be merged."""
    return Content(blocks_of(row), row.order_rev)


def locked(draft: Draft) -> Draft:
    """The draft, nobody else writing in it. Raises Refused("draft_closed")."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("commune__province", "signer")
    row: Draft = rows.get(pk=draft.pk)
    if Stage(row.stage) not in EDITABLE:
        raise Refused("draft_closed", CLOSED)
    return row


def write(row: Draft, merged: Merged, by: Person) -> None:
    """Put the merged words in the row. One former state and one entry for each sitting."""
    row.content, row.order_rev = to_json(merged.content.blocks), merged.content.order_rev
    row.revision += 1
    row.changed_by, row.changed_at = by, clock.now()
    row.save(update_fields=["content", "order_rev", "revision", "changed_by", "changed_at"])
    if _keep(row, by):
        record(action="draft.written", on=row, by=by, number=row.revision)


def _keep(row: Draft, by: Person | None) -> bool:
    """Keep the state as it is now; False where it replaces the same person's of a moment ago."""
    last = DraftRevision.objects.filter(draft=row).order_by("-id").first()
    same = last is not None and by is not None and last.by_id == by.pk
    if last and same and not last.sent and last.number > 1 and clock.now() - last.at < ONE_SITTING:
        last.content, last.number = row.content, row.revision
        last.save(update_fields=["content", "number"])
        return False
    made = DraftRevision.of(row.commune_id, draft=row, number=row.revision, content=row.content, by=by, at=clock.now())
    made.save(force_insert=True)
    return True


def _lay_aside(row: Draft, block: Block, by: Person) -> Aside:
    """Keep the words that came second; sent again, they replace one's own."""
    mine: Aside | None = Aside.objects.filter(draft=row, key=block.key, by=by, settled=False).first()
    if mine:
        mine.block, mine.at = to_json([block])[0], clock.now()
        mine.save(update_fields=["block", "at"])
        return mine
    made = Aside.of(row.commune_id, draft=row, key=block.key, block=to_json([block])[0], by=by, at=clock.now())
    made.save(force_insert=True)
    record(action="draft.aside", on=row, by=by, blocks=1)
    return made


@transaction.atomic
def settle_aside(*, aside: Aside, take: bool, by: Person) -> Saved:
    """Decide about words that came second: they replace the line as it is now, or are left where they lie."""
    row = locked(aside.draft)
    content = content_of(row)
    there = content.by_key().get(aside.key)
    mine = block_from(aside.block)
    changes = Changes((_as_of(mine, there),)) if take else Changes()
    merged = merge(content, changes, number=row.revision + 1)
    if merged.changed:
        write(row, merged, by)
    aside.settled = True
    aside.save(update_fields=["settled"])
    record(action="draft.settled", on=row, by=by, taken=take)
    return Saved(row, merged)


def _as_of(mine: Block, there: Block | None) -> Block:
    return replace(mine, rev=there.rev if there else 0)


@transaction.atomic
def restore_revision(*, revision: DraftRevision, by: Person) -> Draft:
    """Let a draft say again what it said then; what it says now stays among the former states."""
    row = locked(revision.draft)
    number = row.revision + 1
    wanted = from_state(revision.content, number)
    write(row, Merged(Content(wanted, number), (), changed=True), by)
    record(action="draft.restored", on=row, by=by, former=revision.number)
    return row


def from_state(content: Any, number: int) -> tuple[Block, ...]:
    """Blocks of a former state, as new ones: whoever has the page open is told of every line."""
    return tuple(replace(block_from(one), rev=number) for one in content)
