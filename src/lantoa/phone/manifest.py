"""The manifest by which a phone installs the pages as an app."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

COLOUR, PAPER = "#7d161b", "#f5f3ee"


def manifest_of() -> dict[str, Any]:
    """W3C web app manifest, in the language of the page."""
    return {
        "id": "/",
        "name": _("Lan Tỏa – Tuyên truyền cải cách hành chính"),
        "short_name": "Lan Tỏa",
        "description": _("Ghi hoạt động, minh chứng; theo dõi việc đến hạn; lập báo cáo."),
        "lang": "vi",
        "dir": "ltr",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": COLOUR,
        "background_color": PAPER,
        "categories": ["government", "productivity"],
        "icons": [
            _icon("phone/icon-192.png", 192, "any"),
            _icon("phone/icon-512.png", 512, "any"),
            _icon("phone/icon-maskable-512.png", 512, "maskable"),
        ],
        "shortcuts": [
            _shortcut(_("Ghi hoạt động"), reverse("activities_log")),
            _shortcut(_("Chờ gửi"), reverse("phone_waiting")),
        ],
    }


def _icon(name: str, side: int, purpose: str) -> dict[str, str]:
    return {"src": static(name), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


def _shortcut(name: str, url: str) -> dict[str, Any]:
    return {"name": name, "url": url, "icons": [_icon("phone/icon-192.png", 192, "any")]}
