"""The tree of an official document: what it says, not how it looks.

Kế hoạch, báo cáo, tờ trình, thông báo (Mẫu 1.4 of Phụ lục III, Nghị định 30/2020/NĐ-CP), quyết định (1.2), công văn
(1.5), giấy mời (1.7), biên bản (1.9); parts and their order: Phụ lục I. Every value is frozen; texts are plain
``str`` or a tuple of ``Run``. Nothing here knows DOCX, HTML or PDF.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. ``anchor`` is an id by which a page can find it (a figure and its evidence)."""

    text: str
    bold: bool = False
    italic: bool = False
    anchor: str = ""


Text = str | tuple[Run, ...]
"""What a reader sees in a line: plain words, or runs of different looks."""


def as_runs(text: Text, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """The runs of a text; a plain string becomes one run of the given look, no text becomes none."""
    if isinstance(text, str):
        return (Run(text, bold=bold, italic=italic),) if text else ()
    return text


def plain(text: Text) -> str:
    """The words alone."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """Phần, mục, khoản có tiêu đề. Level 1 prints "I. TIÊU ĐỀ" in capitals, level 2 "1. Tiêu đề" bold, level 3
    bold italic ("1.1. …"). ``number`` stands without its full stop; "" for a heading without number."""

    number: str
    title: Text
    level: Literal[1, 2, 3] = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; first line indented unless ``indent`` is False."""

    text: Text
    anchor: str = ""
    align: Align = "justify"
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item opened by "-", or by "+" one level deeper."""

    text: Text
    mark: Literal["-", "+"] = "-"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Điểm: a) b) c) d) đ) e) … ``label`` without the bracket."""

    label: str
    text: Text
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """Khoản without a title: "1. Văn phòng …", number and text upright. ``number`` without its full stop."""

    number: str
    text: Text
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Điều of a quyết định: "Điều 1. …", word and number bold, as is the ``title`` if it has one. ``number`` alone."""

    number: str
    text: Text = ""
    title: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A ruled table. ``widths`` are mm or any weights (scaled to the width of the page; none = equal columns),
    ``aligns`` one per column (none = left). ``row_anchors`` one id per row, or none."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...] = ()
    aligns: tuple[Align, ...] = ()
    row_anchors: tuple[str, ...] = ()
    anchor: str = ""
    small: bool = False
    """Smaller letters, for long lists in an appendix."""

    def __post_init__(self) -> None:
        """Refuse a table whose rows do not fit its header: it would be printed with cells in wrong columns."""
        columns = len(self.header)
        if not columns or any(len(row) != columns for row in self.rows):
            raise ValueError("mỗi dòng của bảng phải có đủ số ô như dòng tiêu đề")
        for name, values, size in (
            ("widths", self.widths, columns),
            ("aligns", self.aligns, columns),
            ("row_anchors", self.row_anchors, len(self.rows)),
        ):
            if values and len(values) != size:
                raise ValueError(f"{name} có {len(values)} giá trị, cần {size}")
        if any(width <= 0 for width in self.widths):
            raise ValueError("widths phải là số dương")

    def shares(self) -> tuple[float, ...]:
        """The part of the whole width that each column takes; they sum to 1."""
        widths = self.widths or (1.0,) * len(self.header)
        whole = sum(widths)
        return tuple(width / whole for width in widths)

    def align(self, column: int) -> Align:
        """How the cells of a column are set."""
        return self.aligns[column] if self.aligns else "left"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label and one whole number for each series. ``note``: what stands at its end, where that
    is not the first number."""

    label: str
    values: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of whole numbers. ``bars`` lie from left to right, ``columns`` stand on a line of time; of two series
    the second is the frame in which the first is seen (done of owed). Readable in black and white."""

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    shape: Literal["bars", "columns"] = "bars"
    anchor: str = ""

    def __post_init__(self) -> None:
        """Refuse a chart that could not be drawn."""
        if not self.series or not self.bars or any(len(bar.values) != len(self.series) for bar in self.bars):
            raise ValueError("mỗi cột của biểu đồ phải có đủ số liệu")
        if any(value < 0 for bar in self.bars for value in bar.values):
            raise ValueError("số liệu của biểu đồ không được âm")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a part of the document begins, for those who take it apart again; it prints nothing."""

    key: str


Block = Heading | Paragraph | Bullet | Point | Clause | Article | DataTable | Chart | Mark


@dataclass(frozen=True, slots=True)
class Appendix:
    """Phụ lục, on pages of its own, numbered from 1. ``number`` is "I", "II", … or "" for the only one;
    ``attached_to`` is what stands in the brackets: "Kèm theo Kế hoạch số …"."""

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    attached_to: str = ""
    landscape: bool = False
    digital: tuple[str, ...] = ()
    """Of an annex in a file of its own: số, ký hiệu and time of its digital signature (khoản 1 mục III)."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Quyền hạn, chức vụ and the signer's name without degree or title. ``authority`` is one line each:
    "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"."""

    authority: tuple[str, ...]
    signer: str = ""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A whole document.

    ``kind`` is the name of the type ("KẾ HOẠCH", "BÁO CÁO"), "" for a công văn (Mẫu 1.5 of Phụ lục III, whose trích
    yếu stands under its number: "V/v …"); ``title`` its trích yếu, with lines broken by hand as line
    breaks; ``issuer`` the lines of the
    issuing body, ``parent`` the body above it if any. ``number`` is số and ký hiệu ("12/BC-UBND"; "/BC-UBND" while the
    number is not yet given). ``issued_on`` None prints an open date in ``year``.
    """

    kind: str
    title: str
    issuer: tuple[str, ...]
    number: str = ""
    place: str = ""
    issued_on: date | None = None
    year: int | None = None
    parent: str = ""
    addressees: tuple[str, ...] = ()
    basis: tuple[Text, ...] = ()
    body: tuple[Block, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    signature: Signature | None = None
    recipients: tuple[str, ...] = field(default=())
    cosigner: Signature | None = None
    """Who signs at the left, as on minutes (Mẫu 1.9 of Phụ lục III); the recipients then stand below."""
    dated: bool = True
    """Whether place and date stand in the head; minutes say their time in the text."""
    deciding: str = ""
    """Thẩm quyền ban hành of a quyết định: "CHỦ TỊCH ỦY BAN NHÂN DÂN …"; căn cứ and "QUYẾT ĐỊNH:" stand below."""
    secrecy: Literal["", "MẬT", "TỐI MẬT", "TUYỆT MẬT"] = ""
    urgency: Literal["", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"] = ""
    circulation: Literal["", "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"] = ""
    contact: tuple[str, ...] = ()
    """Address, telephone, … at the foot of the first page (ô số 13): at most two lines."""
    digital: tuple[str, ...] = ()
    """What the digital signature of a copy, or of a document sent beside another, says in the top right corner
    (ô số 14): lines of 10 pt. Empty for the document itself, whose signature shows as a picture."""

    def blocks(self) -> Iterator[Block]:
        """Every block, of the body and of the appendices, in reading order."""
        yield from self.body
        for appendix in self.appendices:
            yield from appendix.blocks
