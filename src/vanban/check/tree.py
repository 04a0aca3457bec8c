"""The linter on a document tree (``vanban.form``): the tree becomes the text that it would be printed as, every remark
is brought back to the part of the tree that it is about."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from vanban.form import wording as say
from vanban.form.document import Block, Bullet, DataTable, Heading, OfficialDocument, Paragraph, Point, Run, plain
from vanban.reading import Finding
from vanban.register import Register
from vanban.source import Cell, Line, Source, Table


@dataclass(frozen=True, slots=True)
class TreeFinding:
    """A remark and the part of the tree that it is about: ``head``, ``title``, ``basis``, ``body``, ``signature``,
    ``recipients``, ``appendix``; "" where something is missing from the whole. ``index`` counts the blocks of the body,
    of an appendix, or the lines of the part; ``anchor`` is the block's own."""

    finding: Finding
    part: str = ""
    index: int | None = None
    appendix: int | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    part: str
    index: int | None = None
    appendix: int | None = None
    anchor: str = ""


class _Printer:
    """Collects the lines of a document with the place in the tree of each."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.starts: list[int] = []
        self.places: list[_Place] = []

    def line(self, text: str, place: _Place) -> None:
        """One paragraph."""
        words = say.clean(text).strip()
        if words:
            start = self._write(words, place)
            self.lines.append(Line(start, start + len(words), flows=True))

    def table(self, table: DataTable, place: _Place) -> None:
        """A table, cell after cell."""
        rows = [[self._cell(plain(cell), place) for cell in row] for row in (table.header, *table.rows)]
        self.tables.append(Table(tuple(tuple(row) for row in rows)))

    def _cell(self, text: str, place: _Place) -> Cell:
        words = say.clean(text).strip()
        start = self._write(words, place)
        return Cell(words, start, start + len(words))

    def at(self, offset: int) -> _Place:
        """Which part of the tree stands at an offset."""
        return self.places[max(0, bisect_right(self.starts, offset) - 1)]

    def _write(self, words: str, place: _Place) -> int:
        start = self.length
        self.parts.append(f"{words}\n")
        self.length += len(words) + 1
        self.starts.append(start)
        self.places.append(place)
        return start

    def source(self) -> Source:
        """What has been printed."""
        return Source("".join(self.parts), tuple(self.lines), "docx", tuple(self.tables), engine="tree")


def source_of_document(document: OfficialDocument) -> Source:
    """The text of a document as it would be printed."""
    return _print(document).source()


@dataclass(frozen=True, slots=True)
class Examined:
    """The remarks on a tree, the gravest first, and the anchors of the blocks of its body in which a reader sees a
    target or a task."""

    findings: tuple[TreeFinding, ...]
    duties: tuple[str, ...]


def examine(document: OfficialDocument, *, acts: Register | None = None, names: Sequence[str] = ()) -> Examined:
    """Read a document tree as it would be printed and check it; ``acts`` as in ``check``,
    ``names`` as in ``read_document``.

    Raises ReadError ``empty`` or ``too_long``."""
    from vanban.plan import read_document

    printer = _print(document)
    source = printer.source()
    reading = read_document(source, acts=acts, names=names)
    findings = tuple(_placed(finding, printer) for finding in reading.findings)
    spans = [*(target.span for target in reading.targets), *(task.span for task in reading.tasks)]
    places = [printer.at(span[0]) for span in spans]
    anchors = dict.fromkeys(place.anchor for place in places if place.part == "body" and place.anchor)
    return Examined(findings, tuple(anchors))


def check_document(document: OfficialDocument, *, acts: Register | None = None) -> tuple[TreeFinding, ...]:
    """The remarks on a document tree, the gravest first. Parameters and errors as in ``examine``."""
    return examine(document, acts=acts).findings


def _placed(finding: Finding, printer: _Printer) -> TreeFinding:
    if not finding.span:
        return TreeFinding(finding)
    place = printer.at(finding.span[0])
    return TreeFinding(finding, place.part, place.index, place.appendix, place.anchor)


def _print(document: OfficialDocument) -> _Printer:
    printer = _Printer()
    _head(document, printer)
    for index, runs in enumerate(say.basis_runs(document)):
        printer.line(_words(runs), _Place("basis", index))
    _blocks(document.body, printer, None)
    for index, line in enumerate(document.signature.authority if document.signature else ()):
        printer.line(line.upper(), _Place("signature", index))
    if document.signature:
        printer.line(document.signature.signer, _Place("signature"))
    if document.recipients:
        printer.line(say.RECIPIENTS, _Place("recipients"))
    for index, line in enumerate(say.listed(document.recipients)):
        printer.line(line, _Place("recipients", index))
    for number, appendix in enumerate(document.appendices):
        for text in (say.appendix_label(appendix), appendix.title.upper(), say.attached_line(appendix)):
            printer.line(text, _Place("appendix", None, number))
        _blocks(appendix.blocks, printer, number)
    return printer


def _head(document: OfficialDocument, printer: _Printer) -> None:
    for line in (
        document.parent.upper(),
        *(one.upper() for one in document.issuer),
        say.number_line(document) if document.number else "",
    ):
        printer.line(line, _Place("head"))
    for line in (say.NATION, say.MOTTO, say.date_line(document) if document.dated else ""):
        printer.line(line, _Place("head"))
    printer.line(document.kind.upper(), _Place("title"))
    printer.line(document.title if document.kind else say.about_line(document), _Place("title"))
    for index, line in enumerate(document.addressees):
        printer.line(f"Kính gửi: {line}", _Place("head", index))


def _blocks(blocks: tuple[Block, ...], printer: _Printer, appendix: int | None) -> None:
    for index, block in enumerate(blocks):
        place = _Place("body" if appendix is None else "appendix", index, appendix, getattr(block, "anchor", ""))
        if isinstance(block, DataTable):
            printer.table(block, place)
        elif isinstance(block, Heading):
            printer.line(_words(say.heading_runs(block)), place)
        elif isinstance(block, Paragraph):
            printer.line(plain(block.text), place)
        elif isinstance(block, Bullet | Point):
            printer.line(_words(say.item_runs(block)), place)


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
