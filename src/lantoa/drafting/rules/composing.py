"""A draft as an official document: numbering, sentences, the appendix of tasks. The anchor of a block is its key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.drafting.rules.blocks import Block, BlockKind
from lantoa.drafting.rules.sentences import Names, day_words, sentence, told
from vanban.form import document as form

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
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


def _body(blocks: Iterable[Block], names: Names) -> Iterable[form.Block]:
    section = heading = 0
    under = ""
    for block in blocks:
        if not (block.text or block.wording):
            continue
        if block.kind == BlockKind.SECTION.value:
            section, heading, under = section + 1, 0, ""
            yield form.Heading(ROMAN[min(section, len(ROMAN)) - 1], block.text, 1, block.key)
        elif block.kind == BlockKind.HEADING.value:
            heading, under = heading + 1, block.lead
            yield form.Heading(str(heading), block.text, 2, block.key)
        elif block.kind == BlockKind.TEXT.value:
            yield form.Paragraph(block.text, block.key)
        elif block.kind == BlockKind.ITEM.value or block.is_commitment:
            yield form.Bullet(sentence(block, names, under=under), anchor=block.key)


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
