"""Which letters can be printed: those of our own. What they have not would be drawn in whatever a machine happens to
have, or leave a gap; here it becomes a sign that is seen, and whoever prints is told."""

import re
from functools import cache

from vanban.form.widths import FOLDER

USUAL = re.compile(
    "[^\t\n -~\u00a0-\u024f\u1ea0-\u1ef9\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ab\u2264\u2265]"
)
"""Beyond these the letters themselves are asked."""
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
"""Marks that print nothing."""
ALIKE = str.maketrans(
    {
        "\u2011": "-",
        "\u2028": "\n",
        "\u2029": "\n",
        "✓": "√",
        "✔": "√",
        "☐": "□",
        "☑": "■",
        "☒": "■",
        "➢": "►",
        "✗": "x",
    }
    | {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪"}
)
"""Signs that have a like among ours; the last are Word's bullets of the Symbol and Wingdings letters."""
ABSENT = "□"


def without_glyph(text: str) -> tuple[str, ...]:
    """The characters of a text that our letters have not, each once, in their order."""
    if not USUAL.search(text):
        return ()
    left = UNSEEN.sub("", text.translate(ALIKE))
    return tuple(dict.fromkeys(char for char in USUAL.findall(left) if ord(char) not in _covered()))


def printable(text: str) -> str:
    """A text in which every character can be drawn: what cannot is "□"."""
    absent = without_glyph(text)
    if not absent and not USUAL.search(text):
        return text
    return text.translate(ALIKE).translate({ord(char): ABSENT for char in absent})


def told(absent: tuple[str, ...]) -> str:
    """What to say of characters that cannot be printed."""
    shown = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in absent[:MOST]) + ("…" if len(absent) > MOST else "")
    return f"Phông chữ in không có ký tự {shown}; bản PDF in “{ABSENT}” thay vào. Hãy thay bằng chữ hoặc dấu khác."


MOST = 5


@cache
def _covered() -> frozenset[int]:
    """Code points of the letters; scripts/build_letters.py writes them beside the files."""
    ranges = (line.split("-") for line in (FOLDER / "fonts" / "covered.txt").read_text("ascii").split())
    return frozenset(code for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))
