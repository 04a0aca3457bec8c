"""A draft as an official document: numbering, sentences, the appendix of tasks. The anchor of a block is its key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.drafting.rules.blocks import Block, BlockKind, Bold
from lantoa.drafting.rules.grids import aligns_of, rows_of, widths_of
from lantoa.drafting.rules.sentences import Names, day_words, sentence, told
from vanban.form import document as form
from vanban.form.relabel import LETTERS

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
HEADS = frozenset({BlockKind.SECTION.value, BlockKind.HEADING.value})
OUTSIDE = frozenset({BlockKind.BASIS.value, BlockKind.RECIPIENT.value})
"""Lines that stand before and behind the body."""
APPENDIX_TITLE = "Danh mục nhiệm vụ cụ thể"
COLUMNS = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm")
WIDTHS = (10, 62, 32, 32, 32, 26)
ROW = "-pl"
"""Behind the key of a task: its line of the appendix."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands around the text: who issues, who signs, number and date once the clerk has given them."""

    title: str
    issuer: tuple[str, ...]
    place: str
    parent: str = ""
    body_name: str = ""
    authority: tuple[str, ...] = ()
    signer: str = ""
    number: str = "/KH-UBND"
    issued_on: date | None = None
    year: int | None = None


def compose(blocks: Sequence[Block], paper: Paper, names: Names) -> form.OfficialDocument:
    """The whole plan. Empty lines are left out; what is blank stays blank."""
    return form.OfficialDocument(
        kind="KẾ HOẠCH",
        title=paper.title,
        issuer=paper.issuer,
        number=paper.number,
        place=paper.place,
        parent=paper.parent,
        issued_on=paper.issued_on,
        year=paper.year,
        basis=tuple((form.Run(block.text, anchor=block.key),) for block in of_kind(blocks, BlockKind.BASIS)),
        body=tuple(_body(blocks, names)),
        appendices=_appendices(blocks, paper, names),
        signature=form.Signature(paper.authority, paper.signer),
        recipients=tuple(block.text for block in of_kind(blocks, BlockKind.RECIPIENT)),
    )


def of_kind(blocks: Iterable[Block], kind: BlockKind) -> list[Block]:
    """The blocks of a kind that say something."""
    return [block for block in blocks if block.kind == kind.value and block.text]


@dataclass(slots=True)
class _Count:
    """Where the numbering stands, and whose heading we are under."""

    section: int = 0
    heading: int = 0
    point: int = 0
    under: str = ""


def _body(blocks: Iterable[Block], names: Names) -> Iterable[form.Block]:
    count = _Count()
    for block in blocks:
        if block.kind in OUTSIDE or not (block.text or block.wording):
            continue
        if block.kind in HEADS:
            yield _heading(block, count)
        elif block.kind == BlockKind.TEXT.value:
            count.point = 0
            yield form.Paragraph(styled(block), block.key)
        elif block.kind == BlockKind.POINT.value:
            count.point += 1
            yield form.Point(LETTERS[min(count.point, len(LETTERS)) - 1], styled(block), block.key)
        elif block.kind == BlockKind.TABLE.value:
            yield _grid(block)
        else:
            words = sentence(block, names, under=count.under) if block.is_commitment else styled(block)
            yield form.Bullet(words, anchor=block.key)


def _heading(block: Block, count: _Count) -> form.Heading:
    count.point = 0
    if block.kind == BlockKind.SECTION.value:
        count.section, count.heading, count.under = count.section + 1, 0, ""
        return form.Heading(ROMAN[min(count.section, len(ROMAN)) - 1], block.text, 1, block.key)
    count.heading, count.under = count.heading + 1, block.lead
    return form.Heading(str(count.heading), block.text, 2, block.key)


def styled(block: Block) -> form.Text:
    """The words of a line, with what is bold in them."""
    if block.bold == Bold.WHOLE.value:
        return (form.Run(block.text, bold=True),)
    lead, colon, rest = block.text.partition(":")
    if block.bold == Bold.LEAD.value and colon:
        return (form.Run(lead + colon, bold=True), form.Run(rest)) if rest else (form.Run(lead + colon, bold=True),)
    return block.text


def _grid(block: Block) -> form.DataTable:
    rows = rows_of(block.text)
    return form.DataTable(rows[0], rows[1:], widths=widths_of(rows), aligns=aligns_of(rows), anchor=block.key)


def _appendices(blocks: Iterable[Block], paper: Paper, names: Names) -> tuple[form.Appendix, ...]:
    tasks = of_kind(blocks, BlockKind.TASK)
    if not tasks:
        return ()
    rows = tuple(_row(number, block, names) for number, block in enumerate(tasks, 1))
    table = form.DataTable(
        header=COLUMNS, rows=rows, widths=WIDTHS, anchor="phu-luc", small=True,
        aligns=("center", "justify", "left", "left", "left", "left"),
        row_anchors=tuple(f"{block.key}{ROW}" for block in tasks),
    )  # fmt: skip
    return (form.Appendix(title=APPENDIX_TITLE, blocks=(table,), attached_to=_attached(paper), landscape=True),)


def _row(number: int, block: Block, names: Names) -> tuple[form.Text, ...]:
    said = told(block, names)
    return (f"{number}.", said.what, said.lead, said.coordinating, said.when, said.output)


def _attached(paper: Paper) -> str:
    symbol = paper.number if not paper.number.startswith("/") else f"     {paper.number}"
    on = day_words(paper.issued_on.isoformat()) if paper.issued_on else f"     /     /{paper.year or '      '}"
    return f"Kèm theo Kế hoạch số {symbol} ngày {on} của {paper.body_name}"
