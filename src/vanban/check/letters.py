"""Letters of a document tree that cannot be printed."""

from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.form.glyphs import ABSENT, without_glyph


def absent(subject: Subject) -> Iterator[Found]:
    """A character that the letters of the printed document have not: an emoji, chữ Nôm. Only of documents that are
    written here; each once."""
    if subject.source.engine != "tree":
        return
    text = subject.source.text
    for char in without_glyph(text):
        at = text.index(char)
        said = f"Phông chữ in không có ký tự “{char}” (U+{ord(char):04X}); bản PDF in “{ABSENT}” thay vào."
        yield Found(said, (at, at + len(char)))
