"""Reads about drafts, and what a draft is composed of."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models

from lantoa.communes.letterhead import official_head
from lantoa.communes.models import Commune, Unit
from lantoa.communes.queries import units_in_use
from lantoa.drafting.models import Aside, Draft
from lantoa.drafting.rules.blocks import Block, from_json
from lantoa.drafting.rules.composing import Paper, compose
from lantoa.drafting.rules.life import Stage
from lantoa.drafting.rules.naming import period_words
from lantoa.drafting.rules.template import Ward, WardUnit
from lantoa.plans.models import Plan
from vanban.form.document import OfficialDocument
from vanban.form.tree import tree_from_json


def drafts() -> models.QuerySet[Draft]:
    """The commune's drafts, the one that was worked on last first; without their words."""
    rows = Draft.objects.exclude(stage=Stage.DROPPED.value).select_related("changed_by", "plan")
    return rows.defer("content", "frozen")


def blocks_of(draft: Draft) -> tuple[Block, ...]:
    """The draft as the rules know it."""
    return from_json(draft.content)


def unit_names() -> dict[str, str]:
    """Id of every unit, also of those no longer in use, → its name."""
    return {str(pk): name for pk, name in Unit.objects.values_list("pk", "name")}


def ward_of(commune: Commune, start: date, end: date) -> Ward:
    """The ward as the template needs it."""
    units = tuple(WardUnit(str(unit.pk), unit.name, unit.asked) for unit in units_in_use())
    return Ward(
        name=commune.in_text, level=commune.kind, province=_in_text(commune.province.name),
        period=period_words(start, end), units=units, recipients=official_head(commune).plan_recipients,
    )  # fmt: skip


def _in_text(name: str) -> str:
    return name[:1].lower() + name[1:] if name.startswith(("Tỉnh ", "Thành phố ")) else name


def paper_of(draft: Draft) -> Paper:
    """What stands around the words: the ward's letterhead, the signer that was chosen, number and date."""
    head = official_head(draft.commune)
    signer = draft.signer
    return Paper(
        title=draft.title, issuer=head.issuer, place=head.place, parent=head.parent, body_name=f"UBND"
        f" {draft.commune.in_text}",
        authority=signer.lines if signer else head.signature.authority,
        signer=signer.name if signer else head.signature.signer, number=draft.number or "/KH-UBND",
        issued_on=draft.dated_on, year=draft.period_start.year if draft.dated_on is None else None,
    )  # fmt: skip


def document_of(draft: Draft) -> OfficialDocument:
    """The document as it stands; one that was issued comes from what was frozen alone."""
    if draft.frozen:
        return tree_from_json(draft.frozen)
    return compose(blocks_of(draft), paper_of(draft), unit_names())


def open_asides(draft: Draft) -> Sequence[Aside]:
    """Words that came second and wait for somebody's decision."""
    return list(Aside.objects.filter(draft=draft, settled=False).select_related("by"))


def plans_here() -> models.QuerySet[Plan]:
    """Plans of the product that a draft may be compared with, the latest first."""
    return Plan.objects.order_by("-period_start", "-id")


def digest_of(value: Any) -> str:
    """SHA-256 of a JSON value in its one canonical form."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
