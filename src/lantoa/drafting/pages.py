"""What the pages of a draft show."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.drafting.access import standing_of
from lantoa.drafting.dismissing import OVER
from lantoa.drafting.models import Draft, DraftRevision
from lantoa.drafting.queries import blocks_of, document_of, drafts
from lantoa.drafting.remarks import remarks_of
from lantoa.drafting.rules.blanks import lacks
from lantoa.drafting.rules.blocks import Block, BlockKind
from lantoa.drafting.rules.life import WAITS_FOR, Hat, Stage, may_edit, steps_open
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
        "may_issue": actor.may(Permission.ISSUE_PLAN),
        "remarks": remarks_of(draft) if Stage(draft.stage) not in OVER else None,
        "may_restore": bool(standing.hats & {Hat.AUTHOR, Hat.SIGNER}),
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


def return_places(draft: Draft) -> list[tuple[str, str]]:
    """Where the leader may say what to mend: the whole, then each section by its heading line."""
    sections = [block for block in blocks_of(draft) if block.kind == BlockKind.SECTION.value and block.text]
    return [("chung", _("Cả văn bản")), *((block.key, block.text) for block in sections)]


@dataclass(frozen=True, slots=True)
class ForHome:
    """A draft that waits for this person, as the home page lists it."""

    title: str
    text: str
    url: str


def for_home(actor: Actor) -> list[ForHome]:
    """Drafts that wait for a step of this person."""
    words = {
        Stage.SUBMITTED: _("Bản soạn kế hoạch chờ duyệt"), Stage.RETURNED: _("Bản soạn kế hoạch bị trả lại để sửa"),
        Stage.APPROVED: _("Kế hoạch đã duyệt, chờ số và ngày"),
    }  # fmt: skip
    rows = drafts().filter(stage__in=[stage.value for stage in words])
    return [
        ForHome(words[Stage(one.stage)], one.title, reverse("drafting_show", args=[one.pk]))
        for one in rows
        if waits_for(actor, one)
    ]
