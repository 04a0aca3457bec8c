"""Remarks of the linter on pages in another language: ``{% load linter %}``."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from vanban.check.english import ENGLISH, English

register = template.Library()


@register.simple_tag
def rule_in_english(code: str) -> English | None:
    """What a rule is about and how to mend it, on a page in another language than Vietnamese; else None, and the
    message speaks for itself. The message stays beside it, marked as Vietnamese: it quotes the document."""
    return None if get_language() == settings.LANGUAGE_CODE else ENGLISH.get(str(code))
