"""What a careful reader found in a plan, and how far a reading agrees with it. Texts match when most words do."""

import re
import unicodedata
from collections import Counter
from typing import Any

MOST = 0.6
"""Words in common, of all words of the two."""


def fold(text: str | None) -> str:
    """Wording without what does not count: case, dashes, blanks, end marks."""
    text = unicodedata.normalize("NFC", text or "").replace("Ð", "Đ").replace("–", "-")
    return " ".join(text.split()).strip(" .;:,/").casefold()


def alike(left: str, right: str) -> float:
    """How many words two texts share, of all that they have."""
    one, two = (Counter(re.findall(r"\w+", fold(text))) for text in (left, right))
    every = (one | two).total()
    return (one & two).total() / every if every else 0.0


def same(wanted: str | None, found: str | None) -> bool:
    """Whether two wordings are one, or one holds the other; wanting none is always met."""
    one, two = fold(wanted), fold(found)
    return not one or (bool(two) and (one in two or two in one))


def pairs(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each wanted item with the found one that is most like it, best first, each used once."""
    ranked = sorted(
        ((alike(w["text"], f["text"]), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)),
        key=lambda rank: (-rank[0], rank[1], rank[2]),
    )
    made: dict[int, int] = {}
    for likeness, i, j in ranked:
        if likeness >= MOST and i not in made and j not in made.values():
            made[i] = j
    return [(wanted[i], found[j]) for i, j in sorted(made.items())]


def missed_and_extra(wanted: list[dict[str, Any]], found: list[dict[str, Any]], optional: list[str]) -> list[str]:
    """What is missing ("- …") and what is too much ("+ …"); [] where the reader found just what is there."""
    made = pairs(wanted, found)
    gone = [f"- {item['text']}" for item in wanted if all(item is not one for one, _ in made)]
    more = [item for item in found if all(item is not one for _, one in made)]
    return gone + [f"+ {item['text']}" for item in more if all(alike(item["text"], text) < MOST for text in optional)]


def unnamed(wanted: list[str], found: list[dict[str, Any]]) -> list[str]:
    """The wanted names that no found name is, holds or is held by."""
    names = [fold(item["text"]) for item in found]
    return [
        name for name in wanted if not any(fold(name) in one or (len(one) > 5 and one in fold(name)) for one in names)
    ]
