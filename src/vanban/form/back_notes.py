"""What a Word file that came back holds beside its words: tracked changes, and the comments in its margin."""

from dataclasses import dataclass
from typing import Any

from vanban.form.back_reader import opened
from vanban.form.wording import clean
from vanban.readers.package import W

TRACKED = tuple(f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo"))
MOST, LONGEST = 200, 2000


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin. ``about``: the paragraph that it stands at."""

    author: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Notes:
    """``tracked``: how many changes are tracked and not yet accepted; they count as accepted when the file is read."""

    tracked: int
    comments: tuple[Comment, ...]


def notes_in(data: bytes) -> Notes:
    """Raises ``ReadError`` as ``back_reader.read_document``."""
    package, main, body = opened(data)
    tracked = sum(1 for _ in body.iter(*TRACKED))
    root = package.optional_xml(package.beside(main, "comments.xml"))
    places = _places(body)
    found = [] if root is None else [_comment(one, places) for one in list(root.iter(f"{W}comment"))[:MOST]]
    return Notes(tracked, tuple(one for one in found if one.text))


def _places(body: Any) -> dict[str, str]:
    """Number of a comment → the words of the paragraph that refers to it."""
    found: dict[str, str] = {}
    for paragraph in body.iter(f"{W}p"):
        for mark in paragraph.iter(f"{W}commentRangeStart", f"{W}commentReference"):
            found.setdefault(mark.get(f"{W}id", ""), _words(paragraph)[:LONGEST])
    return found


def _comment(comment: Any, places: dict[str, str]) -> Comment:
    author = clean(comment.get(f"{W}author", ""))[:100]
    return Comment(author, _words(comment)[:LONGEST], places.get(comment.get(f"{W}id", ""), ""))


def _words(element: Any) -> str:
    """The words of a paragraph, or of all paragraphs of a comment."""
    paragraphs = [element] if element.tag == f"{W}p" else list(element.iter(f"{W}p"))
    lines = ("".join(text.text or "" for text in one.iter(f"{W}t")) for one in paragraphs)
    return " ".join(clean(" ".join(lines)).split())
