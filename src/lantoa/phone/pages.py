"""What the pages of this room need."""

import json
from typing import Any

from django.urls import reverse

from lantoa.phone.assets import addresses, version

KEPT = ("home", "due_list", "due_calendar", "activities_log", "contributors_send", "phone_waiting")
"""Pages that stay readable without network, as they were last seen by the person who is signed in."""


def worker_page() -> dict[str, Any]:
    """The constants of the worker, as JSON."""
    values = {
        "VERSION": version(),
        "FILES": addresses(),
        "KEPT": [reverse(name) for name in KEPT],
        "WAITING": reverse("phone_waiting"),
        "OFFLINE": reverse("phone_offline"),
        "SIGN_OUT": reverse("account_logout"),
    }
    return {"constants": {name: json.dumps(value) for name, value in values.items()}}
