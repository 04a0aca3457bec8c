"""Tags of the public pages: ``{% load portal %}``."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};:,>])\s*")
_TOKENS = re.compile(r":root\s*\{.*?\n\}", re.DOTALL)


@register.simple_tag
@cache
def portal_css() -> SafeString:
    """The style sheet, in the page itself: one request draws a page. Names of colours are those of the staff face."""
    tokens = _TOKENS.search(_read("lantoa/css/tokens.css"))
    whole = (tokens[0] if tokens else "") + _read("portal/portal.css")
    small = _AROUND.sub(r"\1", _COMMENT.sub("", whole)).replace(";}", "}")
    return mark_safe(re.sub(r"\s+", " ", small).strip())  # noqa: S308 - files of the program


def _read(name: str) -> str:
    found = finders.find(name)
    return Path(str(found)).read_text()


@register.simple_tag
def jsonld(data: dict[str, Any]) -> SafeString:
    """Data for search engines, in a script element that runs nothing."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above
