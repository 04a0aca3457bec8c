"""Folding of Vietnamese text, so that "ke hoach" finds "kế hoạch" (facts: platform 6)."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, no marks, đ→d, single spaces."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("\u00f0", "d"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SPACES.sub(" ", bare).strip()
