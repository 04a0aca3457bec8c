"""Writes of the calendar: move the day of an item; draft what is lacking, one press."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from lantoa.activities.picks import short_title
from lantoa.communes.models import Commune, Person
from lantoa.content.actions import Head, create_item, locked
from lantoa.content.desk_actions import hand_to
from lantoa.content.models import Item
from lantoa.content.rules.kinds import ContentKind
from lantoa.content.rules.words import Words
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.editorial.gaps import Gap
from lantoa.editorial.rules import check_move, draft_key, turn_key
from lantoa.editorial.turns import Turn
from lantoa.ledger.actions import record
from vanban.vocabulary import Topic


@transaction.atomic
def move_item(*, item: Item, on: date, by: Person) -> Item:
    """Another day until which it is to be done. Whether ``by`` may is decided in ``access``.

    Raises:
        Refused("editorial_state"), ("editorial_day").
    """
    row = locked(item)
    if row.due_on == on:
        return row
    check_move(row.state, on, today=clock.today())
    row.due_on = on
    row.save(update_fields=["due_on"])
    record(action="content.due_moved", on=row, by=by, due_on=on.isoformat())
    return row


@transaction.atomic
def draft_gap(*, gap: Gap, by: Person) -> list[Item]:
    """One empty item for each proposed day, with kind, topics, audiences, commitment and day, which its title names: so
    several of one commitment can be told apart. Pressed twice: the same.

    Raises:
        Refused("editorial_no_gap"): nothing is lacking any more, or no day is left.
    """
    if not gap.proposed:
        raise Refused("editorial_no_gap", "Phần việc này không còn thiếu, hoặc không còn ngày làm việc trước hạn.")
    about = short_title(gap.commitment.text)
    return [
        create_item(
            commune=gap.work.commune, key=draft_key(gap.work.pk, one.on, number), head=_head(gap, one.on),
            words=Words(f"{gap.kind.label} {one.on:%d/%m}: {about}"[:200]), by=by,
        )
        for number, one in enumerate(gap.proposed)
    ]  # fmt: skip


def _head(gap: Gap, on: date) -> Head:
    commitment = gap.commitment
    return Head(
        gap.kind, topics=_known(commitment.match_topics), audiences=tuple(commitment.match_audiences),
        unit_id=gap.work.unit_id or commitment.lead_id, due_on=on, commitments=(commitment.pk,),
    )  # fmt: skip


def _known(topics: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in topics if one in Topic._value2member_map_)


@transaction.atomic
def draft_turn(*, turn: Turn, by: Person) -> Item:
    """An empty item for a turn of the roster, due on its day, in the hands of whose turn it is. Pressed twice: the
    same."""
    line = turn.line
    commitment, assignee = line.commitment, line.work.assignee
    head = Head(
        turn.kind, topics=_known(commitment.match_topics), audiences=tuple(commitment.match_audiences),
        unit_id=line.work.unit_id or commitment.lead_id, due_on=line.on, commitments=(commitment.pk,),
    )  # fmt: skip
    title = f"{turn.kind.label} {line.period.lower()}: {short_title(commitment.text)}"[:200]
    key = turn_key(line.duty.pk)
    is_new = not Item.objects.filter(key=key).exists()
    item = create_item(commune=line.work.commune, key=key, head=head, words=Words(title), by=by)
    if is_new and assignee is not None and assignee.pk != by.pk:
        hand_to(item=item, person=assignee, due_on=line.on, by=by)
    return item


@transaction.atomic
def draft_topic(*, commune: Commune, topic: Topic, on: date, by: Person) -> Item:
    """An empty item about a topic that nobody writes about, due on this day. Pressed twice on a day: the same."""
    head = Head(ContentKind.NEWS, topics=(topic.value,), audiences=("residents",), due_on=on)
    return create_item(
        commune=commune, key=draft_key("topic", topic.value, on), head=head, words=Words(f"Tin: {topic.label}"), by=by
    )
