"""Writes about content: an item and its revisions. The steps of its life: ``life_actions``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from uuid import UUID

from django.db import models, transaction

from lantoa.communes.models import Commune, Person
from lantoa.content.models import Item, ItemService, Revision, Source, Step
from lantoa.content.richtext import clean
from lantoa.content.rules.facts import facts_from, facts_to_json
from lantoa.content.rules.items import SourceLine, check_head, slug_from
from lantoa.content.rules.kinds import ContentKind, Language, Mark
from lantoa.content.rules.life import REOPENED, ItemState, Standing, StepKind, may_write
from lantoa.content.rules.words import Words, fields_of, tidied, with_forms, words_from
from lantoa.core import clock
from lantoa.core.errors import NotAllowed, Refused
from lantoa.files.models import StoredFile
from lantoa.ledger.actions import queue_up, record
from lantoa.plans.models import Commitment


@dataclass(frozen=True, slots=True)
class Head:
    """What an item is, beside its words."""

    kind: ContentKind
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    language: Language = Language.VI
    unit_id: int | None = None
    credit: str = ""
    mark: Mark = Mark.NONE
    due_on: date | None = None
    commitments: tuple[int, ...] = ()
    sources: tuple[SourceLine, ...] = ()


@transaction.atomic
def create_item(*, commune: Commune, key: UUID, head: Head, words: Words, by: Person | None) -> Item:
    """A new item with its first revision; the same key twice gives the item that is there.

    Raises:
        Refused("content_title"), ("content_list"), ("content_fact"), ("content_long").
    """
    queue_up(commune.pk)
    known: Item | None = Item.objects.filter(commune=commune, key=key).first()
    if known is not None:
        return known
    check_head(head.topics, head.audiences)
    said = _ready(words)
    now = clock.now()
    row = Item.of(
        commune.pk, key=key, kind=head.kind.value, title=said.title, slug=_free_slug(said.title),
        topics=list(head.topics), audiences=list(head.audiences), language=head.language.value, unit_id=head.unit_id,
        author=by, credit=head.credit[:150], mark=head.mark.value, due_on=head.due_on, holder=by, created_by=by,
        created_at=now, changed_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    _set_services(row, head.commitments)
    _set_sources(row, head.sources)
    row.latest = _keep(row, said, by, note="")
    row.save(update_fields=["latest"])
    record(action="content.created", on=row, by=by, kind=row.kind)
    return row


@transaction.atomic
def change_head(*, item: Item, head: Head, standing: Standing, by: Person) -> Item:
    """Kind, topics, audiences, unit, credit, mark, due date, commitments, sources. Not words: no approval is lost."""
    row = locked(item)
    if not may_write(replace(standing, state=ItemState(row.state))):
        raise NotAllowed
    check_head(head.topics, head.audiences)
    row.kind, row.language, row.mark = head.kind.value, head.language.value, head.mark.value
    row.topics, row.audiences, row.unit_id = list(head.topics), list(head.audiences), head.unit_id
    row.credit, row.due_on = head.credit[:150], head.due_on
    row.save(update_fields=["kind", "language", "mark", "topics", "audiences", "unit", "credit", "due_on"])
    _set_services(row, head.commitments)
    _set_sources(row, head.sources)
    record(action="content.head_changed", on=row, by=by)
    return row


@transaction.atomic
def save_revision(
    *, item: Item, words: Words, based_on: int, standing: Standing, by: Person, note: str = ""
) -> Revision:
    """A new revision on top of number ``based_on``; words that change nothing make none.

    An item that was approved, scheduled or published needs approval again: what is out stays out meanwhile.

    Raises:
        NotAllowed; Refused("content_moved_on"): somebody saved meanwhile; ("content_title"), ("content_fact"),
        ("content_long").
    """
    row = locked(item)
    if not may_write(replace(standing, state=ItemState(row.state))):
        raise NotAllowed("Nội dung này đang chờ duyệt hoặc đã duyệt nên chỉ biên tập viên được sửa.")
    if row.current.number != based_on:
        who = row.current.made_by.name if row.current.made_by else "Người khác"
        raise Refused("content_moved_on", f"{who} đã lưu lần {row.current.number} trong lúc anh/chị sửa. {KEPT}")
    said = _ready(words)
    if fields_of(said) == fields_of(words_from(row.current)):
        return row.current
    made = _keep(row, said, by, note=note)
    _reopen(row, by)
    row.latest, row.title, row.changed_at, row.holder = made, said.title, clock.now(), by
    row.save(update_fields=["latest", "title", "changed_at", "holder", "state", "approved", "publish_at", "live"])
    record(action="content.revised", on=row, by=by, number=made.number)
    return made


KEPT = "Lời của anh/chị còn nguyên trong ô dưới đây. Hãy xem lần mới bên cạnh rồi lưu lại."


def _reopen(row: Item, by: Person) -> None:
    """What was approved is so no longer; what is out keeps its approval, unless it was recalled."""
    if ItemState(row.state) not in REOPENED:
        return
    if row.state == ItemState.RECALLED.value:
        row.live = None
    Step.of(
        row.commune_id, item=row, revision=row.latest, kind=StepKind.REOPEN.value, by=by, at=clock.now()
    ).save(force_insert=True)  # fmt: skip
    row.state, row.approved, row.publish_at = ItemState.DRAFT.value, row.live, None


def locked(item: Item) -> Item:
    """The item, nobody else changing it."""
    rows = Item.objects.select_for_update(of=("self",)).select_related("latest__made_by", "approved", "live")
    row: Item = rows.get(pk=item.pk)
    return row


def _ready(words: Words) -> Words:
    """Tidied, cleaned, with every form."""
    said = tidied(words, body=clean(words.body))
    facts_from(facts_to_json(said.facts))
    wanted = {one.file for one in said.media if one.file}
    if StoredFile.objects.filter(pk__in=wanted).count() < len(wanted):
        raise Refused("content_media", "Một ảnh, tệp trong bài không còn trong kho. Hãy bỏ ảnh đó rồi chọn lại.")
    return with_forms(said)


def _keep(row: Item, words: Words, by: Person | None, *, note: str) -> Revision:
    number = row.latest.number + 1 if row.latest else 1
    made = Revision.of(
        row.commune_id, item=row, number=number, made_by=by, made_at=clock.now(), note=note[:300], **fields_of(words)
    )
    made.save(force_insert=True)
    return made


def _free_slug(title: str) -> str:
    base = slug_from(title)
    taken = set(Item.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{again}" for again in count(2))  # made one by one: all of them took 15 ms
    return next(slug for slug in chain((base,), numbered) if slug not in taken)


def _set_services(row: Item, commitments: Sequence[int]) -> None:
    wanted = set(Commitment.objects.filter(pk__in=commitments).values_list("pk", flat=True))
    services: models.QuerySet[ItemService] = ItemService.objects.filter(item=row)
    services.exclude(commitment__in=wanted).delete()
    there = set(services.values_list("commitment_id", flat=True))
    for pk in sorted(wanted - there):
        ItemService.of(row.commune_id, item=row, commitment_id=pk).save(force_insert=True)


def _set_sources(row: Item, sources: Sequence[SourceLine]) -> None:
    Source.objects.filter(item=row).delete()
    for place, one in enumerate(sources):
        Source.of(
            row.commune_id, item=row, text=one.text[:300], number=one.number[:60], url=one.url, position=place
        ).save(force_insert=True)  # fmt: skip
