"""Values for the scripts of the log form, and the form that logs with one tap."""

import json
from typing import Any
from uuid import uuid4

from django import template

from lantoa.activities.quick import quick_entry
from lantoa.communes.roles import Permission
from lantoa.plans.models import Commitment

register = template.Library()


@register.filter
def as_json(value: object) -> str:
    """JSON for a ``data-`` attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False)


@register.inclusion_tag("activities/_quick.html", takes_context=True)
def log_integrated(context: dict[str, Any], commitment: Commitment) -> dict[str, Any]:
    """The button "Lồng ghép giao ban": one tap and it is logged. Nothing where it would not count."""
    actor = context.get("actor")
    allowed = actor is not None and actor.may(Permission.LOG_ACTIVITY)
    entry = quick_entry(commitment, actor.unit_id) if allowed and actor else None
    return {"entry": entry, "key": uuid4(), "commitment": commitment, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("activities/_line_actions.html", takes_context=True)
def log_from_line(context: dict[str, Any], commitment: Commitment, assignee_id: int | None) -> dict[str, Any]:
    """Under a line of due work of one's own: "Ghi" opens the form filled in, "Lồng ghép giao ban" logs at once."""
    actor = context.get("actor")
    own = actor is not None and (
        assignee_id == actor.person.pk or (actor.unit_id is not None and commitment.lead_id == actor.unit_id)
    )
    shown = own and actor is not None and actor.may(Permission.LOG_ACTIVITY)
    return {"shown": shown, "commitment": commitment, "actor": actor, "csrf_token": context.get("csrf_token")}
