"""A DOCX that ``render_docx`` wrote and somebody edited, as parts of a document: by our style names, else by its text.

The file is as untrusted as any upload: the package is opened with the care of ``vanban.readers``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from vanban.form.anchors import SECTION, anchor_of
from vanban.form.document import (
    Article,
    Block,
    Bullet,
    Clause,
    DataTable,
    Heading,
    Paragraph,
    Point,
    Run,
    plain,
)
from vanban.form.docx_runs import HOLDERS, RunReader, cells, rows, style_names, value
from vanban.form.editing import joined
from vanban.readers.docx import Styles
from vanban.readers.numbering import Numbering
from vanban.readers.package import Package, W
from vanban.readers.refusals import refusal

MOST_BLOCKS = 5000
MARK = re.compile(r"^([-–—+•*])\s+")
POINT = re.compile(r"^([a-zđ])\)\s+")
CLAUSE = re.compile(r"^(\d{1,3})\.\s+")
ARTICLE = re.compile(r"^Điều\s+(\d{1,3})\.\s*")
HEADING = re.compile(r"^([IVXLC]{1,7}|\d{1,3}(?:\.\d{1,3})*)\.\s+")
HEADINGS: dict[str, Literal[1, 2, 3]] = {"VBHeading1": 1, "VBHeading2": 2, "VBHeading3": 3}
FRAMES = {"VBNation", "VBMotto", "VBNumber", "VBRecipients", "VBRecipientsHead", "VBAuthority", "VBSigner"}
"""A table with such a line only sets things side by side: the head, the signature block."""
ONCE = {
    "VBParent": "parent", "VBNumber": "number", "VBPlace": "date", "VBKind": "kind", "VBTitle": "title",
    "VBAbout": "title", "VBDeciding": "deciding", "VBSigner": "signer",
}  # fmt: skip
LISTED = {
    "VBIssuer": "issuer", "VBAddressees": "addressees", "VBAddressee": "addressees", "VBRecipients": "recipients",
    "VBAuthority": "authority",
}  # fmt: skip
SILENT = {
    "VBNation", "VBMotto", "VBStamp", "VBCirculation", "VBDecides", "VBAddresseeHead", "VBRecipientsHead", "VBRule",
    "VBSignPlace", "VBDigital", "VBContact", "VBChart",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """The place of a chart, by its title; what is drawn in it does not come back."""

    title: str


@dataclass(slots=True)
class ReadAppendix:
    """An appendix as it came back."""

    title: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    blocks: list[Block | Picture] = field(default_factory=list)


@dataclass(slots=True)
class ReadDocument:
    """What came back. ``once``: lines that stand once (title, number, …); ``listed``: lists of lines; ``strange``: how
    many pictures stand in the text that no chart explains."""

    once: dict[str, list[str]] = field(default_factory=dict)
    listed: dict[str, list[str]] = field(default_factory=dict)
    basis: list[tuple[Run, ...]] = field(default_factory=list)
    body: list[Block | Picture] = field(default_factory=list)
    appendices: list[ReadAppendix] = field(default_factory=list)
    strange: int = 0


def opened(data: bytes) -> tuple[Package, str, Any]:
    """The package, the name of its main part, and the body in it. Raises as ``read_document``."""
    package = Package(data)
    main = package.main_part()
    if main is None:
        raise refusal("unknown_format")
    body = package.xml(main).find(f"{W}body")
    if body is None:
        raise refusal("broken_docx")
    return package, main, body


def sections_in(data: bytes) -> tuple[str, ...]:
    """Names that ``render_docx(protect=True)`` gave to places (``anchors.SECTION``). Raises as ``read_document``."""
    _package, _main, body = opened(data)
    names = (anchor_of(mark.get(f"{W}name", ""), SECTION) for mark in body.iter(f"{W}bookmarkStart"))
    return tuple(name for name in names if name)


def read_document(data: bytes) -> ReadDocument:
    """The parts of an edited document. Raises ``ReadError``: broken, a bomb, with a password, not Word, too long."""
    package, main, body = opened(data)
    styles = package.optional_xml(package.beside(main, "styles.xml"))
    numbering = Numbering.of(package.optional_xml(package.beside(main, "numbering.xml")))
    reader = _Reader(style_names(styles), looks=Styles.of(styles), numbering=numbering)
    reader.walk(body)
    return reader.out


@dataclass(slots=True)
class _Reader(RunReader):
    looks: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    out: ReadDocument = field(default_factory=ReadDocument)
    count: int = 0
    closed: bool = False

    def walk(self, parent: Any) -> None:
        """Every paragraph and table, through content controls, tracked insertions and frames without rules."""
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag in HOLDERS:
                self.walk(child)

    def table(self, table: Any) -> None:
        found = list(rows(table))
        if any(self.style(one) in FRAMES for one in table.iter(f"{W}p")):
            for row in found:
                for cell in cells(row):
                    self.walk(cell)
            return
        read = [[self.cell(cell) for cell in cells(row)] for row in found]
        width = max((len(row) for row in read), default=0)
        if width:
            whole = [tuple(row + [()] * (width - len(row))) for row in read]
            self.add(DataTable(whole[0], tuple(whole[1:])))

    def cell(self, cell: Any) -> tuple[Run, ...]:
        words: list[Run] = []
        for paragraph in cell.iter(f"{W}p"):
            words += [*([Run(" ")] if words else []), *self.runs(paragraph)]
        return tuple(joined(words))

    def paragraph(self, paragraph: Any) -> None:
        style = self.style(paragraph)
        label = self.label(paragraph)
        runs = tuple(joined(list(self.runs(paragraph))))
        text = " ".join(plain(runs).split())
        if style == "VBChartTitle":
            self.add(Picture(text))
        elif next(paragraph.iter(f"{W}drawing", f"{W}pict"), None) is not None:
            self.out.strange += style != "VBChart"
        elif text and style not in SILENT:
            self.said(style, runs, label)
        if style in {"VBRecipients", "VBSigner", "VBAuthority"}:
            self.closed = True

    def said(self, style: str, runs: tuple[Run, ...], label: str) -> None:
        """A paragraph with words: where it belongs."""
        text = " ".join(plain(runs).split())
        if style in ONCE:
            self.out.once.setdefault(ONCE[style], []).append(text)
        elif style in LISTED:
            self.out.listed.setdefault(LISTED[style], []).append(text)
        elif style == "VBBasis":
            self.out.basis.append(runs)
        elif style == "VBAppendix":
            self.out.appendices.append(ReadAppendix())
        elif style in {"VBAppendixTitle", "VBAttached"} and self.out.appendices:
            last = self.out.appendices[-1]
            (last.title if style == "VBAppendixTitle" else last.attached).append(text)
        elif self.out.appendices or not self.closed:
            self.add(block_of(style, runs, label))

    def add(self, block: Block | Picture) -> None:
        self.count += 1
        if self.count > MOST_BLOCKS:
            raise refusal("too_complex")
        (self.out.appendices[-1].blocks if self.out.appendices else self.out.body).append(block)

    def label(self, paragraph: Any) -> str:
        """The number that Word counts for a paragraph, by itself or by its style."""
        list_id, depth = value(paragraph, f"numPr/{W}numId"), value(paragraph, f"numPr/{W}ilvl")
        level = int(depth) if depth.isdigit() else None
        for style in self.looks.chain(value(paragraph, "pStyle")):
            list_id = list_id or style.list_id
            level = style.depth if level is None else level
        return self.numbering.label(list_id, level or 0) if list_id and list_id != "0" else ""


def block_of(style: str, runs: tuple[Run, ...], label: str) -> Block:
    """The block that a paragraph is: by its style, by the label that Word counts, by the label typed before it."""
    if style in HEADINGS:
        number, rest = (label.rstrip("."), runs) if label else _typed(HEADING, runs)
        return Heading(number, rest, HEADINGS[style])
    if label:
        return _labelled(label, runs, style)
    for pattern, make in TYPED:
        found, rest = _typed(pattern, runs)
        if found:
            return make(found, rest)
    return Paragraph(runs)


def _labelled(label: str, runs: tuple[Run, ...], style: str) -> Block:
    if label.startswith("Điều"):
        return _article(label.removeprefix("Điều").strip(" ."), runs)
    if label.endswith(")"):
        return Point(label.rstrip(")"), runs)
    if label in {"-", "+"}:
        return Bullet(runs, "+" if label == "+" or style == "VBBullet2" else "-")
    return Clause(label.rstrip("."), runs)


def _typed(pattern: re.Pattern[str], runs: tuple[Run, ...]) -> tuple[str, tuple[Run, ...]]:
    """A label typed before the words, and the words without it; "" where none stands there."""
    found = pattern.match(plain(runs)) if runs and not runs[0].anchor else None
    if found is None:
        return "", runs
    left, rest = found.end(), []
    for run in runs:
        gone = min(left, len(run.text))
        left -= gone
        if run.text[gone:]:
            rest.append(Run(run.text[gone:], run.bold, run.italic, run.anchor))
    return found.group(1), tuple(rest)


def _bullet(mark: str, runs: tuple[Run, ...]) -> Block:
    return Bullet(runs, "+" if mark == "+" else "-")


def _article(number: str, runs: tuple[Run, ...]) -> Block:
    """Điều with its title, which is the bold beginning."""
    if runs and runs[0].bold:
        return Article(number, tuple(joined(list(runs[1:]))), runs[0].text.strip())
    return Article(number, runs)


TYPED: tuple[tuple[re.Pattern[str], Callable[[str, tuple[Run, ...]], Block]], ...] = (
    (ARTICLE, _article),
    (MARK, _bullet),
    (POINT, Point),
    (CLAUSE, Clause),
)
