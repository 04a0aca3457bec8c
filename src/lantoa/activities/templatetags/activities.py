"""Values for the scripts of the log form, and the form that logs with one tap."""

import json
from typing import Any
from uuid import uuid4

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.activities.quick import quick_entry
from lantoa.communes.roles import Permission
from lantoa.plans.models import Commitment

register = template.Library()

HOLE = "\x00"
"""Stands in a drawn form for what belongs to one page; the database holds no such character."""


@register.filter
def as_json(value: object) -> str:
    """JSON for a ``data-`` attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False)


@register.simple_tag(takes_context=True)
def log_integrated(context: dict[str, Any], commitment: Commitment) -> SafeString:
    """The button "Lồng ghép giao ban": one tap and it is logged. Nothing where it would not count."""
    actor = context.get("actor")
    if actor is None or not actor.may(Permission.LOG_ACTIVITY):
        return SafeString("")
    return _sendable(_quick(commitment, actor.unit_id), context)


@register.simple_tag(takes_context=True)
def log_from_line(
    context: dict[str, Any], commitment: Commitment, assignee_id: int | None, *, drawn: dict[str, SafeString]
) -> SafeString:
    """Under a line of due work of one's own: "Ghi" opens the form filled in, "Lồng ghép giao ban" logs at once.

    ``drawn``: what was drawn of the line. The buttons are drawn once for each unit with a hole for what differs from
    page to page: a list of due work has some twenty, and they were a quarter of its processor time.
    """
    actor = context.get("actor")
    own = actor is not None and (
        assignee_id == actor.person.pk or (actor.unit_id is not None and commitment.lead_id == actor.unit_id)
    )
    if actor is None or not own or not actor.may(Permission.LOG_ACTIVITY):
        return SafeString("")
    name = f"log from line, unit {actor.unit_id}"
    if name not in drawn:
        link = render_to_string("activities/_line_actions.html", {"commitment": commitment})
        drawn[name] = format_html("{}{}</div>", link, _quick(commitment, actor.unit_id))
    return _sendable(drawn[name], context)


def _quick(commitment: Commitment, unit_id: int | None) -> SafeString:
    values = {"entry": quick_entry(commitment, unit_id), "commitment": commitment, "hole": HOLE}
    return render_to_string("activities/_quick.html", values)


def _sendable(drawn: SafeString, context: dict[str, Any]) -> SafeString:
    """With the key of this sending and the page's token against forged forms in the hole."""
    if HOLE not in drawn:
        return drawn
    token, key = context.get("csrf_token"), format_html('<input type="hidden" name="key" value="{}">', uuid4())
    guard = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token) if token else ""
    before, _hole, after = drawn.partition(HOLE)
    return SafeString(before + guard + key + after)
