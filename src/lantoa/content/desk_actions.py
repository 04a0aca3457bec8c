"""Who works on an item now, comments in place, and the ward's one choice about approval."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.content.actions import locked
from lantoa.content.models import Comment, ContentSetting, Item, Revision
from lantoa.content.rules.kinds import Form
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record

LONGEST_COMMENT = 2000


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it was typed: about which form, which passage."""

    form: Form
    text: str
    quote: str = ""


@transaction.atomic
def hand_to(*, item: Item, person: Person | None, due_on: date | None, by: Person) -> Item:
    """Say who works on it now, and until when."""
    row = locked(item)
    row.holder, row.due_on = person, due_on
    row.save(update_fields=["holder", "due_on"])
    record(action="content.handed", on=row, by=by, person=person.pk if person else None)
    return row


@transaction.atomic
def comment(*, item: Item, revision: Revision, said: Said, by: Person) -> Comment:
    """Leave a comment at a passage. Raises Refused("content_comment"): empty or too long."""
    text, quote = said.text.strip(), " ".join(said.quote.split())[:300]
    if not text or len(text) > LONGEST_COMMENT:
        raise Refused("content_comment", f"Hãy ghi ý kiến, không quá {LONGEST_COMMENT} chữ.")
    row = Comment.of(
        item.commune_id, item=item, revision=revision, form=said.form.value, quote=quote, text=text, by=by,
        at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    record(action="content.commented", on=item, by=by, comment=row.pk)
    return row


@transaction.atomic
def resolve(*, comment: Comment, by: Person) -> None:
    """Note that a comment was dealt with; again: nothing more."""
    row: Comment = Comment.objects.select_for_update(of=("self",)).select_related("item").get(pk=comment.pk)
    if row.resolved_at is None:
        row.resolved_at, row.resolved_by = clock.now(), by
        row.save(update_fields=["resolved_at", "resolved_by"])
        record(action="content.comment_resolved", on=row.item, by=by, comment=row.pk)


@transaction.atomic
def let_owner_approve(*, commune: Commune, allowed: bool, by: Person) -> None:
    """Whether the plan owner may approve in the leaders' place."""
    row = ContentSetting.objects.filter(commune=commune).first() or ContentSetting.of(commune.pk)
    row.owner_approves = allowed
    row.save()
    record(action="content.approval_set", on=row, by=by, allowed=allowed)
