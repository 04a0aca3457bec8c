"""List numbers of a DOCX, which Word counts and does not store: numPr (paragraph, then style chain) → "1.", "a)", "-".

Word's automatic letters run a b c d e f, without đ; they are given as Word prints them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from vanban.readers.package import W

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
KEPT_BULLETS = {"-": "-", "–": "-", "—": "-", "+": "+"}


def roman(number: int) -> str:
    """Roman numeral of a number from 1."""
    out = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def letters(number: int) -> str:
    """Word's letters: a … z, aa, bb …"""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def counted(form: str, number: int) -> str:
    """A number in one of Word's formats; an unknown format counts in decimals."""
    if number < 1 or number > 5000:
        return str(number)
    made = FORMS.get(form)
    return made(number) if made else str(number)


FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any | None) -> "Numbering":
        """The lists of numbering.xml (None: no list)."""
        made = cls()
        if root is None:
            return made
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {_int(level.get(f"{W}ilvl")): _level(level) for level in abstract.iter(f"{W}lvl")}
            made.abstracts[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in root.iter(f"{W}num"):
            made._add_list(number)
        return made

    def label(self, list_id: str, depth: int) -> str:
        """Count one paragraph of a list, and give its label ("" where it has none)."""
        abstract = self.lists.get(list_id)
        levels = self.abstracts.get(abstract or "")
        if abstract is None or not levels or depth not in levels:
            return ""
        counter = self.counters.setdefault(abstract, {})
        self._begin(list_id, counter)
        level = levels[depth]
        counter[depth] = counter.get(depth, level.start - 1) + 1
        for deeper in [one for one in counter if one > depth]:
            del counter[deeper]
        if level.form == "bullet":
            return KEPT_BULLETS.get(level.text.strip(), "-" if depth == 0 else "+")
        return self._text(level, levels, counter)

    def _begin(self, list_id: str, counter: dict[int, int]) -> None:
        """A list with a start of its own begins anew when it is first met."""
        if list_id in self.begun:
            return
        self.begun.add(list_id)
        for depth, start in self.overrides.get(list_id, {}).items():
            counter[depth] = start - 1

    @staticmethod
    def _text(level: Level, levels: dict[int, Level], counter: dict[int, int]) -> str:
        text = level.text
        for depth in range(9):
            mark = f"%{depth + 1}"
            if mark in text:
                other = levels.get(depth, Level())
                form = "decimal" if level.legal else other.form
                text = text.replace(mark, counted(form, counter.get(depth, other.start)))
        return text.strip()

    def _add_list(self, number: Any) -> None:
        list_id = number.get(f"{W}numId", "")
        abstract = number.find(f"{W}abstractNumId")
        if abstract is None:
            return
        self.lists[list_id] = abstract.get(f"{W}val", "")
        for override in number.iter(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                depth = _int(override.get(f"{W}ilvl"))
                self.overrides.setdefault(list_id, {})[depth] = _int(start.get(f"{W}val"), 1)


def _level(level: Any) -> Level:
    def value(tag: str, usual: str) -> str:
        found = level.find(f"{W}{tag}")
        return usual if found is None else str(found.get(f"{W}val", usual))

    legal = level.find(f"{W}isLgl") is not None
    return Level(value("numFmt", "decimal"), value("lvlText", ""), _int(value("start", "1"), 1), legal)


def _int(text: str | None, usual: int = 0) -> int:
    try:
        return int(text or "")
    except ValueError:
        return usual
