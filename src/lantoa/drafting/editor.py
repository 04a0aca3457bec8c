"""The editor's page: the lines of a draft by section, what is lacking, what was laid aside, what the linter says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lantoa.communes.queries import units_in_use
from lantoa.core.clock import WARD_TIME
from lantoa.core.periods import PeriodKind
from lantoa.core.saying import said, said_choices
from lantoa.documents.queries import register_here
from lantoa.drafting.actions import Saved
from lantoa.drafting.models import Aside, Draft
from lantoa.drafting.queries import blocks_of, open_asides, unit_names
from lantoa.drafting.remarks import remarks_of
from lantoa.drafting.rules.blanks import lacks
from lantoa.drafting.rules.blocks import Amount, Block, BlockKind, Bold, Flag, Timing, to_json
from lantoa.drafting.rules.composing import ROMAN
from lantoa.drafting.rules.sentences import Names, sentence
from vanban.vocabulary import ActivityKind, Channel

IN_BODY = (
    BlockKind.TEXT, BlockKind.ITEM, BlockKind.POINT, BlockKind.HEADING, BlockKind.TARGET, BlockKind.TASK,
    BlockKind.TABLE, BlockKind.SECTION,
)  # fmt: skip
KINDS_IN = {
    "mo-dau": (BlockKind.BASIS, BlockKind.TEXT, BlockKind.SECTION),
    "noi-nhan": (BlockKind.RECIPIENT,),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line on the page. ``sentence``: what will be printed, where it is made from fields."""

    block: Block
    sentence: str
    asides: Sequence[Aside] = ()
    notes: Sequence[str] = ()

    @property
    def flag_label(self) -> str:
        """Where the line comes from."""
        return said(Flag(self.block.flag).label) if self.block.flag else ""


@dataclass(slots=True)
class Group:
    """A section of the page: its own heading line, if it has one, and the lines under it."""

    key: str
    label: str
    kinds: Sequence[BlockKind]
    head: Row | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def last(self) -> str:
        """Key of the last line: what is added to the section comes behind it."""
        if self.rows:
            return self.rows[-1].block.key
        return self.head.block.key if self.head else ""


def groups(
    blocks: Iterable[Block], names: Names, *, asides: Sequence[Aside] = (), notes: Mapping[str, str] | None = None
) -> list[Group]:
    """The lines by section: what opens the plan, each section, the recipients last."""
    opening = Group("mo-dau", _("Căn cứ và mở đầu"), KINDS_IN["mo-dau"])
    found, recipients = [opening], Group("noi-nhan", _("Nơi nhận"), KINDS_IN["noi-nhan"])
    by_key: dict[str, list[Aside]] = defaultdict(list)
    for aside in asides:
        by_key[aside.key].append(aside)
    under = ""
    for block in blocks:
        if block.kind in {BlockKind.HEADING.value, BlockKind.SECTION.value}:
            under = block.lead
        said_of = (notes or {}).get(block.key, "")
        row = Row(block, sentence(block, names, under=under), by_key[block.key], [said_of] if said_of else [])
        if block.kind == BlockKind.SECTION.value:
            found.append(Group(block.key, ROMAN[min(len(found), len(ROMAN)) - 1], IN_BODY, row))
        elif block.kind == BlockKind.RECIPIENT.value:
            recipients.rows.append(row)
        else:
            found[-1].rows.append(row)
    return [*found, recipients]


def editor_page(draft: Draft) -> dict[str, Any]:
    """Everything that the page shows."""
    blocks, names = blocks_of(draft), unit_names()
    return {
        "draft": draft,
        "groups": groups(blocks, names, asides=open_asides(draft), notes=return_notes(draft)),
        **remarks_page(draft),
        "empty": [Row(Block("mau", kind.value), "") for kind in BlockKind],
        "acts": register_here().acts,
        **choices(),
    }


def remarks_page(draft: Draft) -> dict[str, Any]:
    """What stands beside the lines; remarks may be set aside there."""
    return {"draft": draft, "lacks": lacks(blocks_of(draft)), "remarks": remarks_of(draft), "may_dismiss": True}


def return_notes(draft: Draft) -> dict[str, str]:
    """What the leader wants mended, by line; nothing once it was submitted again."""
    last = draft.steps.order_by("-id").first()
    return dict(last.notes) if last else {}


def choices() -> dict[str, Any]:
    """What can be chosen in the fields of a line."""
    return {
        "units": list(units_in_use()), "amounts": said_choices(Amount), "timings": said_choices(Timing),
        "pers": said_choices(PeriodKind), "activities": said_choices(ActivityKind), "channels": said_choices(Channel),
        "bolds": said_choices(Bold), "kind_names": dict(said_choices(BlockKind)),
    }  # fmt: skip


def answer(saved: Saved, known: Mapping[str, int]) -> dict[str, Any]:
    """What the page is told after saving. ``known``: the revisions that it had; it gets the lines that differ."""
    draft, content, names = saved.draft, saved.merged.content, unit_names()
    late = {block.key for block in saved.merged.aside}
    fresh = [block for block in content.blocks if known.get(block.key) != block.rev and block.key not in late]
    return {
        "number": draft.revision, "order_rev": content.order_rev, "order": [block.key for block in content.blocks],
        "revs": {block.key: block.rev for block in content.blocks}, "fresh": to_json(fresh),
        "sentences": _sentences(content.blocks, names), "at": f"{draft.changed_at.astimezone(WARD_TIME):%H:%M}",
        "asides": [_aside(row, content.by_key(), names, draft=draft) for row in saved.asides],
    }  # fmt: skip


def _sentences(blocks: Iterable[Block], names: Names) -> dict[str, str]:
    """What is printed for each target and task."""
    under, found = "", {}
    for block in blocks:
        if block.kind in {BlockKind.HEADING.value, BlockKind.SECTION.value}:
            under = block.lead
        if block.is_commitment:
            found[block.key] = sentence(block, names, under=under)
    return found


def _aside(row: Aside, there: Mapping[str, Block], names: Names, *, draft: Draft) -> dict[str, Any]:
    other = there.get(row.key)
    who = draft.changed_by.name if draft.changed_by else ""
    return {
        "id": row.pk, "key": row.key, "by": who, "rev": other.rev if other else 0,
        "theirs": to_json([other])[0] if other else None, "words": sentence(other, names) if other else "",
    }  # fmt: skip
