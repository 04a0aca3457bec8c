"""A DOCX that went out by ``render_docx(protect=True)`` and comes back: its sections, figures and tables.

Tracked changes are read as accepted (insertions kept, deletions gone) and counted; comments are counted, not read. The
file is as untrusted as any upload: the package is opened with the care of ``vanban.readers``.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from vanban.form.anchors import BLOCK, SECTION, anchor_of
from vanban.form.document import Bullet, Heading, Paragraph, Run
from vanban.form.docx_marks import END
from vanban.form.docx_runs import HOLDERS, RunReader, cells, is_listed, rows, style_names
from vanban.form.editing import Fixed, Written, joined
from vanban.readers.package import Package, W
from vanban.readers.refusals import refusal

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
    reader = _Reader(style_names(package.optional_xml(package.beside(main, "styles.xml"))))
    reader.walk(body)
    changes = [f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo")]
    reader.out.tracked = sum(1 for tag in changes for _ in body.iter(tag))
    reader.out.comments = sum(1 for _ in body.iter(f"{W}commentReference"))
    return reader.out


@dataclass(slots=True)
class _Reader(RunReader):
    out: Returned = field(default_factory=Returned)
    section: str = ""
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
        style = self.style(paragraph)
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
            self.add(_written(style, runs, listed=is_listed(paragraph)))

    def table(self, table: Any) -> None:
        self.enter(table)
        if self.section == END or not self.section:
            return
        name = _block_name(table)
        if not name:
            self.out.strange.append((self.section, "bảng"))
            return
        self.out.tables[name] = tuple(tuple(self.cell(cell) for cell in cells(row)) for row in rows(table))
        self.add(Fixed(name))

    def cell(self, cell: Any) -> str:
        lines = ("".join(run.text for run in self.runs(one)) for one in cell.iter(f"{W}p"))
        return " ".join(" ".join(lines).split())


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


def _block_name(element: Any) -> str:
    for mark in element.iter(f"{W}bookmarkStart"):
        if found := anchor_of(mark.get(f"{W}name", ""), BLOCK):
            return found
    return ""
