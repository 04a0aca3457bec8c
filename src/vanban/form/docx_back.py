"""A DOCX that went out by ``render_docx(protect=True)`` and comes back: its sections, figures and tables.

Tracked changes are read as accepted (insertions kept, deletions gone) and counted; comments are counted, not read. The
file is as untrusted as any upload: the package is opened with the care of ``vanban.readers``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vanban.form.anchors import BLOCK, FIGURE, SECTION, anchor_of, anchor_of_tag
from vanban.form.document import Bullet, Heading, Paragraph, Run
from vanban.form.docx_marks import END
from vanban.form.editing import Fixed, Written, joined
from vanban.form.looks import LOOKS
from vanban.form.wording import clean
from vanban.readers.package import Package, W
from vanban.readers.refusals import refusal

DELETED = {f"{W}{tag}" for tag in ("del", "moveFrom")}
SILENT = {f"{W}{tag}" for tag in ("rPr", "pPr", "sdtPr", "instrText", "delText", "txbxContent", "pict", "object")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
HOLDERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
OFF = {"0", "false", "off"}
NAMES = {look.name: style_id for style_id, look in LOOKS.items()}
MARKED = re.compile(r"^([-–—+•*])\s+")
NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})?\.?\s+")
REVISED = re.compile(r"-r\d+$")
"""A section's mark ends in its revision; any other mark only says what document it is, and may stand on the same spot
(other programs do not keep the order of marks on one spot)."""
MOST_BLOCKS = 2000


@dataclass(slots=True)
class Returned:
    """What came back. ``tables``: the cells of each named table; ``strange``: tables and pictures that somebody put in,
    by section; ``tracked`` and ``comments``: how many."""

    sections: dict[str, list[Written]] = field(default_factory=dict)
    tables: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    strange: list[tuple[str, str]] = field(default_factory=list)
    tracked: int = 0
    comments: int = 0


def read_back(data: bytes) -> Returned:
    """The parts of an edited document. Raises ``ReadError``: broken, a bomb, with a password, no Word file."""
    package = Package(data)
    main = package.main_part()
    if main is None:
        raise refusal("unknown_format")
    root = package.xml(main)
    body = root.find(f"{W}body")
    if body is None:
        raise refusal("broken_docx")
    reader = _Reader(_style_names(package.optional_xml(package.beside(main, "styles.xml"))))
    reader.walk(body)
    changes = [f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo")]
    reader.out.tracked = sum(1 for tag in changes for _ in body.iter(tag))
    reader.out.comments = sum(1 for _ in body.iter(f"{W}commentReference"))
    return reader.out


def _style_names(root: Any | None) -> dict[str, str]:
    """Style ids of the file → ours: other programs rename the ids and keep the names."""
    found = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        name = style.find(f"{W}name")
        known = NAMES.get(name.get(f"{W}val", "")) if name is not None else None
        if known:
            found[style.get(f"{W}styleId", "")] = known
    return found


@dataclass(slots=True)
class _Reader:
    styles: dict[str, str]
    out: Returned = field(default_factory=Returned)
    section: str = ""
    open: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def walk(self, parent: Any) -> None:
        """Every paragraph and table, through content controls and tracked insertions."""
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag in HOLDERS:
                self.walk(child)

    def add(self, block: Written) -> None:
        self.count += 1
        if self.count > MOST_BLOCKS:
            raise refusal("too_complex")
        if self.section and self.section != END:
            self.out.sections[self.section].append(block)

    def enter(self, element: Any) -> None:
        """A section begins where its bookmark stands."""
        for mark in element.iter(f"{W}bookmarkStart"):
            if found := anchor_of(mark.get(f"{W}name", ""), SECTION):
                self.out.sections.setdefault(found, [])
                if found == END or REVISED.search(found):
                    self.section = found

    def paragraph(self, paragraph: Any) -> None:
        self.enter(paragraph)
        style = self.styles.get(_value(paragraph, "pStyle"), _value(paragraph, "pStyle"))
        name = _block_name(paragraph)
        runs = joined(list(self.runs(paragraph)))
        if name:
            self.add(Fixed(name))
            return
        if next(paragraph.iter(f"{W}drawing", f"{W}pict"), None) is not None:
            self.out.strange.append((self.section, "ảnh"))
        if style in {"VBHeading1", "VBChartTitle", "VBAppendix", "VBAppendixTitle"}:
            return
        if "".join(run.text for run in runs).strip():
            self.add(_written(style, runs, listed=_is_listed(paragraph)))

    def table(self, table: Any) -> None:
        self.enter(table)
        if self.section == END or not self.section:
            return
        name = _block_name(table)
        if not name:
            self.out.strange.append((self.section, "bảng"))
            return
        self.out.tables[name] = tuple(tuple(self.cell(cell) for cell in _cells(row)) for row in _rows(table))
        self.add(Fixed(name))

    def cell(self, cell: Any) -> str:
        lines = ("".join(run.text for run in self.runs(one)) for one in cell.iter(f"{W}p"))
        return " ".join(" ".join(lines).split())

    def runs(self, parent: Any, figure: str = "") -> Iterator[Run]:
        """The runs of a paragraph; ``anchor`` names the figure that they belong to."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}bookmarkStart":
                if found := anchor_of(child.get(f"{W}name", ""), FIGURE):
                    self.open[child.get(f"{W}id", "")] = found
            elif tag == f"{W}bookmarkEnd":
                self.open.pop(child.get(f"{W}id", ""), None)
            elif tag == f"{W}r":
                yield from self.run(child, figure)
            elif isinstance(tag, str) and tag not in SILENT | DELETED:
                yield from self.runs(child, _tagged(child) or figure)

    def run(self, run: Any, figure: str) -> Iterator[Run]:
        look = run.find(f"{W}rPr")
        if _flag(look, "vanish"):
            return
        words = "".join(_words(run))
        if words:
            anchor = figure or (list(self.open.values())[-1] if self.open else "")
            yield Run(clean(words), _flag(look, "b"), _flag(look, "i"), anchor)


def _written(style: str, runs: list[Run], *, listed: bool) -> Written:
    first = runs[0]
    if style == "VBHeading2":
        found = None if listed else NUMBERED.match(first.text)
        cut = first.text[found.end() :] if found and not first.anchor else first.text
        plain = [Run(cut, anchor=first.anchor), *(Run(one.text, anchor=one.anchor) for one in runs[1:])]
        return Heading("", tuple(run for run in plain if run.text), 2)
    mark = MARKED.match(first.text) if not first.anchor else None
    if mark or listed or style in {"VBBullet", "VBBullet2"}:
        cut = first.text[mark.end() :] if mark else first.text
        kept = [Run(cut, first.bold, first.italic, first.anchor), *runs[1:]]
        deep = style == "VBBullet2" or (mark is not None and mark.group(1) == "+")
        return Bullet(tuple(run for run in kept if run.text), "+" if deep else "-")
    return Paragraph(tuple(runs))


def _value(paragraph: Any, tag: str) -> str:
    found = paragraph.find(f"{W}pPr/{W}{tag}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _is_listed(paragraph: Any) -> bool:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(f"{W}val", "0") != "0"


def _block_name(element: Any) -> str:
    for mark in element.iter(f"{W}bookmarkStart"):
        if found := anchor_of(mark.get(f"{W}name", ""), BLOCK):
            return found
    return ""


def _tagged(element: Any) -> str:
    if element.tag != f"{W}sdt":
        return ""
    tag = element.find(f"{W}sdtPr/{W}tag")
    return anchor_of_tag(tag.get(f"{W}val", "")) if tag is not None else ""


def _flag(look: Any | None, tag: str) -> bool:
    found = look.find(f"{W}{tag}") if look is not None else None
    return found is not None and found.get(f"{W}val", "1") not in OFF


def _words(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in {f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"}:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def _rows(table: Any) -> Iterator[Any]:
    for row in table.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in HOLDERS:
            yield from _cells(child)
