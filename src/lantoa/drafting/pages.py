"""What the pages of a draft show."""

from typing import Any

from django.utils.safestring import mark_safe

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.drafting.access import standing_of
from lantoa.drafting.models import Draft, DraftRevision
from lantoa.drafting.queries import blocks_of, document_of, drafts
from lantoa.drafting.rules.blanks import lacks
from lantoa.drafting.rules.blocks import Block
from lantoa.drafting.rules.life import WAITS_FOR, Stage, may_edit, steps_open
from vanban.form.html import render_html


def list_page(actor: Actor) -> dict[str, Any]:
    """The drafts, and which of them wait for this person."""
    rows = [(draft, waits_for(actor, draft)) for draft in drafts()]
    return {"rows": rows, "may_draft": actor.may(Permission.DRAFT_PLAN)}


def waits_for(actor: Actor, draft: Draft) -> bool:
    """Whether a draft waits for a step of this person."""
    wanted = WAITS_FOR.get(Stage(draft.stage))
    return wanted is not None and wanted in standing_of(actor, draft).hats


def show_page(actor: Actor, draft: Draft) -> dict[str, Any]:
    """One draft with its document on screen."""
    standing, blocks = standing_of(actor, draft), blocks_of(draft)
    found = lacks(blocks)
    editable = may_edit(standing)
    preview = mark_safe(render_html(document_of(draft)))  # noqa: S308 - every text in it was escaped
    return {
        "draft": draft,
        "steps": [step.value for step in steps_open(standing)],
        "may_edit": editable,
        "blockers": [lack for lack in found if lack.must] if editable else [],
        "warnings": [lack for lack in found if not lack.must] if editable else [],
        "preview": preview,
        "history": list(draft.steps.select_related("by")),
        "notes": notes_of(draft, blocks),
        "revisions": former(draft) if editable else [],
    }


def notes_of(draft: Draft, blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """What the leader wants mended: where, and the words; only while the draft is returned."""
    last = draft.steps.order_by("-id").first()
    if draft.stage != Stage.RETURNED.value or last is None:
        return []
    names = {block.key: block.text for block in blocks}
    return [(names.get(key, ""), words) for key, words in last.notes.items()]


def former(draft: Draft) -> list[DraftRevision]:
    """The last former states, newest first; the newest is the draft itself."""
    rows = DraftRevision.objects.filter(draft=draft).select_related("by").defer("content")
    return list(rows.order_by("-id")[1:11])
