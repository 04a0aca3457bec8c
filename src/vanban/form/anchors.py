"""The names under which parts of a document travel through Word: figures, tables and charts, sections.

Word and LibreOffice keep bookmarks whatever else they rewrite; a content control besides locks the figure in Word.
Anchors are lower case, so that the one sign that a bookmark may not hold can be written as a capital letter.
"""

import re

FIGURE, BLOCK, SECTION = "ltf_", "ltb_", "lts_"
TAG = "lt:"
MOST = 40
"""Characters of a bookmark's name that Word keeps."""
ANCHOR = re.compile(r"[a-z0-9][a-z0-9_-]*")


def is_anchor(text: str) -> bool:
    """Whether an id can travel through Word."""
    return bool(ANCHOR.fullmatch(text)) and len(text) + len(FIGURE) <= MOST


def bookmark(prefix: str, anchor: str) -> str:
    """ "so-12" → "ltf_soX12"."""
    return prefix + anchor.replace("-", "X")


def anchor_of(name: str, prefix: str) -> str:
    """The id behind a bookmark's name; empty for another kind of bookmark."""
    found = name.removeprefix(prefix).replace("X", "-") if name.startswith(prefix) else ""
    return found if is_anchor(found) else ""


def anchor_of_tag(tag: str) -> str:
    """The id behind the tag of a content control; empty for a foreign one."""
    found = tag.removeprefix(TAG) if tag.startswith(TAG) else ""
    return found if is_anchor(found) else ""
