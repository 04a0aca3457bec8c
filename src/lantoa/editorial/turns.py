"""Theo lịch phân công: whose turn it is to write in these days, and whether anything is being written for it."""

from dataclasses import dataclass

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.content.models import Item
from lantoa.content.rules.kinds import ContentKind
from lantoa.core.periods import Window
from lantoa.editorial.rules import kind_for, turn_key
from lantoa.roster.queries import DutyLine, duties, duty_lines, own_parties


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a roster for a commitment that content serves. ``item``: what was drafted for it; ``may_draft``:
    whether this person may have it drafted."""

    line: DutyLine
    kind: ContentKind
    item: Item | None = None
    may_draft: bool = False


def turns_in(actor: Actor, window: Window) -> list[Turn]:
    """Turns whose day lies in the window, in order of days. Five queries."""
    near = duties().filter(work__window_start__lte=window.end, work__window_end__gte=window.start)
    lines = [line for line in duty_lines(near) if line.on and line.on in window]
    kinds = [(line, _kind(line)) for line in lines]
    found = [(line, kind) for line, kind in kinds if kind is not None]
    keys = {turn_key(line.duty.pk): line for line, _kind_ in found}
    items = {item.key: item for item in Item.objects.filter(key__in=list(keys))}
    own = own_parties(actor)
    return [
        Turn(line, kind, items.get(turn_key(line.duty.pk)), _may_draft(actor, line, own)) for line, kind in found
    ]  # fmt: skip


def turn_of(actor: Actor, duty: int) -> Turn | None:
    """One turn by the number of its duty; None where content does not serve it, or it has no day."""
    lines = duty_lines(duties().filter(pk=duty))
    kind = _kind(lines[0]) if lines and lines[0].on else None
    if kind is None:
        return None
    item = Item.objects.filter(key=turn_key(duty)).first()
    return Turn(lines[0], kind, item, _may_draft(actor, lines[0], own_parties(actor)))


def _kind(line: DutyLine) -> ContentKind | None:
    commitment = line.commitment
    return kind_for(commitment.measure, commitment.match_kinds, commitment.match_channels)


def _may_draft(actor: Actor, line: DutyLine, own: frozenset[str]) -> bool:
    """Editors for everybody; whoever writes for their own turn."""
    return actor.may(Permission.EDIT_CONTENT) or (actor.may(Permission.WRITE_CONTENT) and line.party in own)
