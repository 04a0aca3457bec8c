"""Which column is what, by its heading: as officials write them, in any case, with and without diacritics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lantoa.core.folding import fold
from vanban.sheets import Cell
from vanban.vocabulary import Labelled


class Field(Labelled):
    """What a column of the spreadsheet may hold."""

    HAPPENED_ON = "happened_on", "Ngày thực hiện"
    TITLE = "title", "Đã làm gì"
    KIND = "kind", "Loại hoạt động"
    UNIT = "unit", "Đơn vị thực hiện"
    CHANNELS = "channels", "Kênh, hình thức"
    TOPICS = "topics", "Nội dung tuyên truyền"
    AUDIENCES = "audiences", "Đối tượng"
    PEOPLE = "people", "Số người tham dự, tiếp cận"
    TIMES = "times", "Số lần, số lượng"
    PLACE = "place", "Địa điểm"
    LINKS = "links", "Đường dẫn bài đăng"
    INTEGRATED = "integrated", "Lồng ghép"
    NOTE = "note", "Ghi chú"


NAMES: Mapping[Field, str] = {
    Field.HAPPENED_ON: "ngay|ngay thuc hien|ngay thang|ngay thang nam|thoi gian|thoi gian thuc hien|ngay dang|"
    "ngay phat|ngay to chuc|thoi diem|date|ngay dang tai|ngay phat song|ngay dien ra",
    Field.TITLE: "da lam gi|noi dung hoat dong|ten hoat dong|hoat dong|noi dung cong viec|cong viec|"
    "tieu de|ten tin bai|noi dung thuc hien|ten tin, bai|noi dung|ten bai|ten su kien|"
    "viec da lam|noi dung da thuc hien|trich yeu|ten",
    Field.KIND: "loai hoat dong|loai|loai hinh|the loai|hinh thuc hoat dong|nhom hoat dong",
    Field.UNIT: "don vi thuc hien|don vi|don vi chu tri|co quan thuc hien|bo phan|phong ban|"
    "co quan, don vi|noi thuc hien|chu tri|don vi phu trach",
    Field.CHANNELS: "kenh, hinh thuc|kenh|hinh thuc|hinh thuc tuyen truyen|phuong tien|kenh tuyen truyen|"
    "kenh truyen thong|hinh thuc thuc hien|noi dang|dang tren",
    Field.TOPICS: "noi dung tuyen truyen|chu de|linh vuc|nhom noi dung|chuyen de|linh vuc cchc",
    Field.AUDIENCES: "doi tuong|doi tuong tuyen truyen|thanh phan|doi tuong tham du|thanh phan tham du",
    Field.PEOPLE: "so nguoi|so nguoi tham du|so luot nguoi|so nguoi tham du, tiep can|so nguoi tiep can|"
    "luot tiep can|so dai bieu|luot nguoi|so luot tiep can|so nguoi tham gia|luot xem",
    Field.TIMES: "so lan|so luong|so lan, so luong|so buoi|so cuoc|so tin bai|so tin, bai|so luot|so luot phat",
    Field.PLACE: "dia diem|noi to chuc|dia diem to chuc|noi dien ra",
    Field.LINKS: "duong dan|duong dan bai dang|link|lien ket|url|link bai|link minh chung|"
    "dia chi bai viet|minh chung|duong link",
    Field.INTEGRATED: "long ghep|co long ghep",
    Field.NOTE: "ghi chu|dien giai|mo ta|chu thich",
}
_BY_NAME = {name: field for field, names in NAMES.items() for name in names.split("|")}
IGNORED = frozenset({"stt", "tt", "so tt", "loi", "so thu tu", "no", "#"})
LOOKED_AT = 25
"""Rows from the top among which the headings stand; above them are names of offices and titles."""
FEWEST = 2
REQUIRED = (Field.HAPPENED_ON, Field.TITLE)


@dataclass(frozen=True, slots=True)
class Layout:
    """``header``: number of the row with the headings; ``headings`` by column; ``columns``: field → column."""

    header: int
    headings: tuple[str, ...]
    columns: Mapping[str, int]

    @property
    def missing(self) -> tuple[Field, ...]:
        """Columns without which nothing can be entered."""
        return tuple(field for field in REQUIRED if field.value not in self.columns)


def heading_of(cell: Cell) -> str:
    """A heading as it is compared: folded, without brackets, stars and colons behind it."""
    text = fold(str(cell)) if isinstance(cell, str) else ""
    return text.partition("(")[0].strip(" *:.-")


def field_of(cell: Cell) -> Field | None:
    """What a heading means; None where it is not known."""
    return _BY_NAME.get(heading_of(cell))


def recognise(rows: Sequence[tuple[int, Sequence[Cell]]]) -> Layout | None:
    """Where the headings stand and what they mean: the row that names most fields. None where no row names two.

    "Nội dung" is the title, unless another column is the title: then it is what was spoken of.
    """
    best: Layout | None = None
    for number, cells in rows[:LOOKED_AT]:
        found = Layout(number, tuple(_shown(cell) for cell in cells), _columns(cells))
        if len(found.columns) >= FEWEST and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _shown(cell: Cell) -> str:
    return " ".join(str(cell).split()) if isinstance(cell, str) else ""


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(cells):
        field = field_of(cell)
        if field and field.value not in found:
            found[field.value] = column
        elif field and heading_of(cell) != "noi dung" and heading_of(cells[found[field.value]]) == "noi dung":
            found.setdefault(Field.TOPICS.value, found[field.value])  # "Tên hoạt động" beside "Nội dung"
            found[field.value] = column
        elif field and heading_of(cell) == "noi dung":
            found.setdefault(Field.TOPICS.value, column)
    return found


def chosen_columns(chosen: Mapping[str, str], width: int) -> dict[str, int]:
    """The columns that a person set: field → number of the column as text; what is no column is left out."""
    known = {field.value for field in Field}
    return {
        field: int(text)
        for field, text in chosen.items()
        if field in known and text.isascii() and text.isdigit() and len(text) < 4 and int(text) < width
    }
