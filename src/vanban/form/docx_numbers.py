"""Automatic numbers of a DOCX: I. / 1. / 1.1., Điều 1., khoản 1., a), "-" and "+" are Word lists, not typed.

The tree's labels are the truth: where Word would count differently (a gap in the plan, letters from đ on, which no
format of Word knows), a list with a start of its own is opened, or the label is typed. Decision 0027.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from vanban.form import measures
from vanban.form.document import Article, Block, Bullet, Clause, Heading, Point
from vanban.form.docx_base import element, twips
from vanban.readers.numbering import roman

FONT = "Times New Roman"
LISTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "heading": (
        ("upperRoman", "%1.", "VBHeading1"),
        ("decimal", "%2.", "VBHeading2"),
        ("decimal", "%2.%3.", "VBHeading3"),
    ),
    "article": (("decimal", "Điều %1.", ""),),
    "clause": (("decimal", "%1.", ""),),
    "point": (("lowerLetter", "%1)", ""),),
    "bullet": (("bullet", "-", ""), ("bullet", "+", "")),
}
"""For each kind of list its levels: Word's format, the text around the number, the style that it belongs to."""
LETTERS = "abcd"
"""Word's letters run a b c d e f; ours a b c d đ e g: they agree up to here."""
WORDS = re.compile(r"^Điều\s+")


def add_lists(document: Any) -> dict[str, int]:
    """Our lists, in a document that has not got them. Returns the number of each list's first use."""
    root = _root(document)
    abstract = _next(root, "abstractNum", "abstractNumId")
    number = _next(root, "num", "numId")
    found = {}
    first = root.find(qn("w:num"))
    for offset, (name, levels) in enumerate(LISTS.items()):
        made = _abstract(abstract + offset, name, levels)
        if first is None:
            root.append(made)
        else:
            first.addprevious(made)
        found[name] = number + offset
    for offset in range(len(LISTS)):
        root.append(_number(number + offset, abstract + offset))
    _link(document, found["heading"])
    return found


def _root(document: Any) -> Any:
    part = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        root = element("numbering")
        made = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element


def _next(root: Any, tag: str, name: str) -> int:
    used = [int(one.get(qn(f"w:{name}"), "0")) for one in root.findall(qn(f"w:{tag}"))]
    return max(used, default=0) + 1


def _abstract(number: int, name: str, levels: Sequence[tuple[str, str, str]]) -> Any:
    made = element("abstractNum", abstractNumId=number)
    made.append(element("multiLevelType", val="multilevel" if len(levels) > 1 else "singleLevel"))
    made.append(element("name", val=f"vanban-{name}"))
    for depth, (form, text, style) in enumerate(levels):
        level = element("lvl", ilvl=depth)
        level.append(element("start", val=1))
        level.append(element("numFmt", val=form))
        if style:
            level.append(element("pStyle", val=style))
        level.append(element("suff", val="space"))
        level.append(element("lvlText", val=text))
        level.append(element("lvlJc", val="left"))
        place = element("pPr")
        place.append(element("ind", left=0, firstLine=twips(measures.FIRST_LINE)))
        level.append(place)
        level.append(_letters(bold=name == "article"))
        made.append(level)
    return made


def _letters(*, bold: bool) -> Any:
    look = element("rPr")
    look.append(element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT))
    if bold:
        look.append(element("b"))
    return look


def _number(number: int, abstract: int) -> Any:
    made = element("num", numId=number)
    made.append(element("abstractNumId", val=abstract))
    return made


def _link(document: Any, number: int) -> None:
    """A heading that the clerk adds by its style takes its number from the same list."""
    for depth, (_, _, style_id) in enumerate(LISTS["heading"]):
        for style in document.styles.element.findall(qn("w:style")):
            if style.get(qn("w:styleId")) == style_id:
                properties = style.get_or_add_pPr()
                properties.insert_element_before(number_mark(number, depth), *_AFTER_NUMBER)


_AFTER_NUMBER = tuple(
    f"w:{tag}"
    for tag in ("suppressLineNumbers", "pBdr", "shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")
)


def number_mark(number: int, depth: int) -> Any:
    """What puts a paragraph into a list; list 0 takes it out of its style's."""
    mark = element("numPr")
    mark.append(element("ilvl", val=depth))
    mark.append(element("numId", val=number))
    return mark


@dataclass(frozen=True, slots=True)
class Place:
    """The list and level of a block whose label Word counts."""

    number: int
    depth: int


OUTSIDE = Place(0, 0)
"""No list: the label, if any, is typed."""


@dataclass(slots=True)
class Counting:
    """Counts along as Word does, and opens a new list where the tree counts otherwise."""

    root: Any
    first: dict[str, int]
    abstracts: dict[str, int]
    free: int
    now: dict[str, int] = field(default_factory=dict)
    counted: dict[str, list[int]] = field(default_factory=dict)
    lettered: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, document: Any) -> "Counting":
        """The lists of a document that has ours."""
        root = _root(document)
        abstracts = {}
        for abstract in root.findall(qn("w:abstractNum")):
            name = abstract.find(qn("w:name"))
            if name is not None and name.get(qn("w:val"), "").startswith("vanban-"):
                found = name.get(qn("w:val")).removeprefix("vanban-")
                abstracts[found] = int(abstract.get(qn("w:abstractNumId")))
        names = {str(number): name for name, number in abstracts.items()}
        first: dict[str, int] = {}
        for number in root.findall(qn("w:num")):
            name = names.get(number.find(qn("w:abstractNumId")).get(qn("w:val")))
            if name:
                first.setdefault(name, int(number.get(qn("w:numId"))))
        return cls(root, first, abstracts, _next(root, "num", "numId"), dict(first))

    def prepare(self, blocks: Iterable[Block]) -> None:
        """Find the lists of points whose letters Word can count."""
        points: list[Point] = []
        for block in blocks:
            if isinstance(block, Point):
                if block.label == "a":
                    self._letter(points)
                points.append(block)
            elif isinstance(block, Heading | Article | Clause):
                self._letter(points)
        self._letter(points)

    def _letter(self, points: list[Point]) -> None:
        labels = "".join(point.label for point in points)
        if labels and LETTERS.startswith(labels):
            self.lettered |= {id(point) for point in points}
        points.clear()

    def place(self, block: Block) -> Place:
        """Where a block is counted; ``OUTSIDE`` where its label has to be typed."""
        if isinstance(block, Bullet):
            return Place(self.first["bullet"], 0 if block.mark == "-" else 1)
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Article):
            return self._counted("article", 0, _decimal(block.number))
        if isinstance(block, Clause):
            return self._counted("clause", 0, _decimal(block.number))
        if isinstance(block, Point) and id(block) in self.lettered:
            return self._counted("point", 0, LETTERS.index(block.label) + 1)
        return OUTSIDE

    def _heading(self, block: Heading) -> Place:
        if block.level == 1:
            return self._counted("heading", 0, _roman(block.number))
        if block.level == 2:
            return self._counted("heading", 1, _decimal(block.number))
        above, dot, last = block.number.rpartition(".")
        upper = self.counted.get("heading", [0, 0, 0])[1]
        return self._counted("heading", 2, _decimal(last) if dot and above == str(upper) else 0)

    def _counted(self, name: str, depth: int, value: int) -> Place:
        """A place whose next number is ``value``; 0 is no number that Word could count."""
        if not value:
            return OUTSIDE
        counts = self.counted.setdefault(name, [0] * len(LISTS[name]))
        if counts[depth] + 1 != value or (value == 1 and name in {"point", "clause"} and counts[depth]):
            self._open(name, depth, value)
        counts[depth] = value
        counts[depth + 1 :] = [0] * (len(counts) - depth - 1)
        return Place(self.now[name], depth)

    def _open(self, name: str, depth: int, value: int) -> None:
        made = _number(self.free, self.abstracts[name])
        override = element("lvlOverride", ilvl=depth)
        override.append(element("startOverride", val=value))
        made.append(override)
        self.root.append(made)
        self.now[name] = self.free
        self.free += 1


def _decimal(text: str) -> int:
    text = WORDS.sub("", text.strip())
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and not text.startswith("0") else 0


def _roman(text: str) -> int:
    return next((number for number in range(1, 100) if roman(number) == text.strip().upper()), 0)
