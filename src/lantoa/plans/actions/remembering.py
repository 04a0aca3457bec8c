"""Keeping what a reviewer chose, as part of the decision itself: the decision has the entry in the ledger."""

from typing import Any

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.plans.models import Commitment, Contradiction, StandingDecision
from lantoa.plans.rules.review import Decision
from lantoa.plans.rules.standing import StandingKind, key_of
from lantoa.plans.standing import contradiction_key, item_value, item_words, read_words

DROPPED = "bỏ mục này"
SIDES = {"left": "theo “{left}”", "right": "theo “{right}”", "both": "cả hai đều đúng"}
SHORT = 120


def keep_item(row: Commitment, *, by: Person) -> None:
    """Remember what a person made of an item; a decision that is taken back is forgotten. Reads ``coordinating``."""
    text = read_words(row, row.version.text)
    key = key_of(text)
    if row.decision == Decision.DROPPED.value:
        _keep(row.commune_id, StandingKind.ITEM, key, text=text, words=DROPPED, value={"decision": row.decision}, by=by)
    elif row.decision == Decision.ACCEPTED.value:
        units = list(row.coordinating.order_by("unit_id").values_list("unit_id", flat=True))
        value = {"fields": item_value(row), "coordinating": units}
        _keep(row.commune_id, StandingKind.ITEM, key, text=text, words=item_words(row), value=value, by=by)
    else:
        StandingDecision.objects.filter(kind=StandingKind.ITEM.value, key=key).delete()


def keep_contradiction(row: Contradiction, *, by: Person | None) -> None:
    """Remember which of two places held."""
    words = SIDES[row.decision].format(left=row.left_text[:SHORT], right=row.right_text[:SHORT])
    text, value = row.message, {"decision": row.decision, "note": row.note}
    _keep(
        row.commune_id, StandingKind.CONTRADICTION, contradiction_key(row), text=text, words=words, value=value, by=by
    )


def _keep(
    commune_id: int, kind: StandingKind, key: str, *, text: str, words: str, value: dict[str, Any], by: Person | None
) -> None:
    """The latest choice outweighs what was remembered before."""
    StandingDecision.objects.update_or_create(
        commune_id=commune_id, kind=kind.value, key=key,
        defaults={
            "text": text[:2000], "words": words[:600], "value": value, "decided_by": by, "decided_at": clock.now(),
        },
    )  # fmt: skip
