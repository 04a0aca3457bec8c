"""Drafts for tests."""

from datetime import date
from typing import Any

from lantoa.communes.roles import Role
from lantoa.drafting.actions import Begun, save_changes, start_draft
from lantoa.drafting.models import Draft
from lantoa.drafting.queries import blocks_of, ward_of
from lantoa.drafting.rules.blocks import Block, block_from, to_json
from lantoa.drafting.rules.life import Step
from lantoa.drafting.rules.merging import Changes
from lantoa.drafting.rules.naming import title_of
from lantoa.drafting.rules.template import from_template
from tests.factories import World

START, END = date(2025, 1, 1), date(2025, 12, 31)


def made_draft(world: World) -> Draft:
    """From the template, by the plan owner. Needs the scope."""
    ward = ward_of(world.commune, START, END)
    begun = Begun(title_of(ward.period, ward.name), START, END, from_template(ward))
    return start_draft(commune=world.commune, begun=begun, by=world.owner)


def changed(block: Block, **values: Any) -> Block:
    """The block with other fields, as a page would send it."""
    return block_from({**to_json([block])[0], **values})


def filled(draft: Draft, world: World) -> Draft:
    """Every blank filled in, so that it can be submitted."""
    blocks = [changed(one, **_values(one)) for one in blocks_of(draft)]
    save_changes(draft=draft, changes=Changes(tuple(blocks)), by=world.owner)
    draft.refresh_from_db()
    return draft


def _values(block: Block) -> dict[str, Any]:
    text = block.text
    if "[" in text:
        text = text.replace("[", "").replace("]", "").replace("…", "100/KH-UBND")
    number = {"number": "2"} if block.kind == "target" and block.amount == "floor" else {}
    number = {"number": "80"} if block.amount == "ratio" else number
    return {"text": text, **number}


def steps() -> list[tuple[Role, Step]]:
    """The usual way, and who goes it."""
    return [(Role.PLAN_OWNER, Step.SUBMIT), (Role.LEADER, Step.APPROVE), (Role.CLERK, Step.ISSUE)]
