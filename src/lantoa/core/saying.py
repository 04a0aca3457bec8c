"""Finished sentences of the rules in the language of the page.

Rules know no framework (design, section 2), so they say Vietnamese sentences with numbers and names already in them.
The catalogue keeps such a sentence with {0}, {1} … in the places of its numbers and of its “names in quotes”;
``scripts/messages.py`` collects the sentences from the code. What the catalogue does not know stays Vietnamese.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_lazy

from vanban.vocabulary import Labelled

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

VALUE = re.compile(r"“[^”]*”|\d+(?:[.,/:]\d+)*")


def pattern_of(sentence: str) -> str:
    """The sentence as the catalogue keeps it: "Tháng 8/2025" → "Tháng {0}"; without values it is itself."""
    places = iter(range(len(sentence)))
    return VALUE.sub(lambda _found: f"{{{next(places)}}}", sentence)


def said(sentence: object) -> str:
    """``sentence`` in the language of the page; as it is, where no translation is known."""
    text = str(sentence)
    if not text or get_language() == settings.LANGUAGE_CODE:  # the translation of nothing is the catalogue's head
        return text
    if (exact := gettext(text)) != text:
        return exact
    pattern = pattern_of(text)
    found = gettext(pattern)
    return found.format(*VALUE.findall(text)) if found != pattern else text


def said_choices(labels: Iterable[Labelled]) -> list[tuple[str, "_StrPromise"]]:
    """The choices of a field, from a closed list; each label in the language of the page that shows it."""
    return [(one.value, gettext_lazy(one.label)) for one in labels]
