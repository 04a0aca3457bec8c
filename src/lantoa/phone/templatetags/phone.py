"""Whose page it is, for the scripts of the phone."""

import json
from typing import Any

from django import template
from django.urls import reverse

from lantoa.communes.roles import Permission
from lantoa.phone.pages import KEPT
from lantoa.phone.who import tag_of

register = template.Library()


@register.simple_tag(takes_context=True)
def who_tag(context: dict[str, Any]) -> str:
    """The tag of who is signed in; empty for nobody."""
    return tag_of(context.get("actor"))


@register.simple_tag(takes_context=True)
def kept_pages(context: dict[str, Any]) -> str:
    """Addresses that this person may keep on the phone, as a JSON list; empty for nobody."""
    actor = context.get("actor")
    if actor is None:
        return "[]"
    sees, logs = actor.may(Permission.SEE), actor.may(Permission.LOG_ACTIVITY)
    asked = {"home": sees, "due_list": sees, "due_calendar": False, "activities_log": logs, "phone_waiting": True}
    asked["contributors_send"] = actor.may(Permission.SEND_NEWS)
    return json.dumps([reverse(name) for name in KEPT if asked[name]])
