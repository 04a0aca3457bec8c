"""The form of Nghị định 30/2020/NĐ-CP, block by block: what is prescribed, and what is measured in our PDF."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.vanban.printed import Line, Page, Rule

LEFT, RIGHT, TOP, BOTTOM = (30.0, 35.0), (15.0, 20.0), (20.0, 25.0), (20.0, 25.0)
"""Margins in mm (mục I.3 of Phụ lục I)."""


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A block: its place in the decree (ô số), in which document it is looked for, how its line begins, and what is
    prescribed: sizes in points from–to, look, case, place ("head left", "head right", "centre", "left", …)."""

    block: str
    cell: str
    kind: str
    start: str
    size: tuple[float, float]
    bold: bool = False
    italic: bool = False
    upper: bool = False
    place: str = ""


TABLE = (
    Prescribed("Quốc hiệu", "1", "ke-hoach", "CỘNG HÒA", (12, 13), bold=True, upper=True, place="head right"),
    Prescribed("Tiêu ngữ", "1", "ke-hoach", "Độc lập", (13, 14), bold=True, place="head right"),
    Prescribed("Cơ quan chủ quản", "2", "to-trinh", "UBND PHƯỜNG", (12, 13), upper=True, place="head left"),
    Prescribed(
        "Cơ quan ban hành", "2", "ke-hoach", "PHƯỜNG HOA MAI", (12, 13), bold=True, upper=True, place="head left"
    ),
    Prescribed("Số, ký hiệu", "3", "ke-hoach", "Số: 15/KH-UBND", (13, 13), place="head left"),
    Prescribed("Địa danh, thời gian", "4", "ke-hoach", "Hoa Mai, ngày", (13, 14), italic=True, place="head right"),
    Prescribed("Tên loại", "5a", "ke-hoach", "KẾ HOẠCH", (13, 14), bold=True, upper=True, place="centre"),
    Prescribed("Trích yếu", "5a", "ke-hoach", "Tuyên truyền cải cách", (13, 14), bold=True, place="centre"),
    Prescribed("Trích yếu công văn", "5b", "cong-van", "V/v", (12, 13), place="head left"),
    Prescribed("Căn cứ", "6", "quyet-dinh", "Căn cứ Luật", (13, 14), italic=True, place="indent"),
    Prescribed(
        "Thẩm quyền ban hành", "6", "quyet-dinh", "CHỦ TỊCH ỦY BAN", (13, 14), bold=True, upper=True, place="centre"
    ),
    Prescribed("QUYẾT ĐỊNH:", "6", "quyet-dinh", "QUYẾT ĐỊNH:", (13, 14), bold=True, upper=True, place="centre"),
    Prescribed("Điều", "6", "quyet-dinh", "Điều 2.", (13, 14), bold=True, place="indent"),
    Prescribed("Nội dung", "6", "ke-hoach", "Thực hiện Kế hoạch", (13, 14), place="indent"),
    Prescribed("Mục", "6", "ke-hoach", "I. MỤC ĐÍCH", (13, 14), bold=True, upper=True, place="indent"),
    Prescribed("Khoản có tiêu đề", "6", "ke-hoach", "1. Mục đích", (13, 14), bold=True, place="indent"),
    Prescribed("Khoản không tiêu đề", "6", "cong-van", "1. Tham mưu", (13, 14), place="indent"),
    Prescribed("Điểm", "6", "ke-hoach", "a) Tham mưu", (13, 14), place="indent"),
    Prescribed("Quyền hạn người ký", "7a", "ke-hoach", "TM. ỦY BAN", (13, 14), bold=True, upper=True, place="sign"),
    Prescribed("Chức vụ người ký", "7a", "ke-hoach", "CHỦ TỊCH", (13, 14), bold=True, upper=True, place="sign"),
    Prescribed("Họ tên người ký", "7b", "ke-hoach", "Nguyễn Thị Ánh Tuyết", (13, 14), bold=True, place="sign"),
    Prescribed("Kính gửi một nơi", "9a", "to-trinh", "Kính gửi: Ủy ban", (13, 14), place="centre"),
    Prescribed("Kính gửi nhiều nơi", "9a", "cong-van", "- Các phòng, ban", (13, 14), place="under colon"),
    Prescribed("Từ Nơi nhận", "9b", "ke-hoach", "Nơi nhận:", (12, 12), bold=True, italic=True, place="left"),
    Prescribed("Danh sách nơi nhận", "9b", "ke-hoach", "- Sở Nội vụ;", (11, 11), place="left"),
    Prescribed(
        "Dấu mức độ khẩn", "10b", "thong-bao", "THƯỢNG KHẨN", (13, 14), bold=True, upper=True, place="head left"
    ),
    Prescribed("Phạm vi lưu hành", "11", "thong-bao", "LƯU HÀNH", (13, 14), bold=True, upper=True, place="head left"),
    Prescribed("Địa chỉ cơ quan", "13", "cong-van", "Số 12 đường", (11, 12), place="foot"),
    Prescribed("Từ Phụ lục", "mục III.1", "ke-hoach", "Phụ lục I", (14, 14), bold=True, place="centre"),
    Prescribed("Tên phụ lục", "mục III.1", "ke-hoach", "PHÂN CÔNG", (13, 14), bold=True, upper=True, place="centre"),
    Prescribed("Kèm theo", "mục III.1", "ke-hoach", "(Kèm theo", (13, 14), italic=True, place="centre"),
)


def found(one: Prescribed, pages: list[Page]) -> tuple[Page, Line]:
    """The line of a block, and the page that it stands on."""
    for page in pages:
        for line in page.lines():
            if line.text.startswith(one.start) and fits(one, line):
                return page, line
    raise AssertionError(f"{one.block}: no line “{one.start}” in {one.kind} that looks as prescribed")


def fits(one: Prescribed, line: Line) -> bool:
    """Whether a line has the size, look and case; of an item the words with which it begins are looked at."""
    words = line.words[: len(one.start.split())]
    text = " ".join(word.text for word in words)
    low, high = one.size
    return (
        all(low - 0.05 <= word.size <= high + 0.05 for word in words)
        and all(word.bold == one.bold and word.italic == one.italic for word in words)
        and (text == text.upper()) == (one.upper or text == text.upper())
        and (not one.upper or line.text == line.text.upper())
    )


def near(value: float, wanted: float, by: float = 0.6) -> bool:
    """Whether two measures (mm) are the same for the eye."""
    return abs(value - wanted) <= by


PLACES: Mapping[str, Callable[[Page, Line], bool]] = {
    "head left": lambda page, line: line.y < 80 and near(line.middle, 62.5),
    "head right": lambda page, line: line.y < 60 and near(line.middle, 145),
    "centre": lambda page, line: near(line.middle, 112.5),
    "indent": lambda page, line: near(line.x, 42.7),
    "left": lambda page, line: near(line.x, 30),
    "sign": lambda page, line: near(line.middle, 149),
    "under colon": lambda page, line: near(line.x, colon(page), 1.5),
    "foot": lambda page, line: line.y > 275 and near(line.middle, 112.5),
}


def colon(page: Page) -> float:
    """Where the colon of "Kính gửi:" stands."""
    return page.line("Kính gửi:").end - 1.4


def rule_below(page: Page, line: Line) -> Rule:
    """The rule under a line, by at most 5 mm."""
    under = [r for r in page.rules if 0 < r.y - line.y < 5 and r.height < 1 and r.x < line.middle < r.x + r.width]
    return min(under, key=lambda rule: rule.y)


def row(one: Prescribed, pages: list[Page]) -> str:
    """A line of docs/reference/form.md: what is prescribed, and what was measured."""
    _, line = found(one, pages)
    word = line.words[0]
    low, high = one.size
    look = ", ".join(name for name, given in (("bold", one.bold), ("italic", one.italic)) if given) or "upright"
    case = "capitals" if one.upper else "as written"
    place = (
        f"middle {line.middle:.1f} mm"
        if one.place in {"centre", "head left", "head right", "sign"}
        else f"from {line.x:.1f} mm"
    )
    size = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return f"| {one.block} | {one.cell} | {size} pt, {look}, {case} | {word.size:g} pt, {place} | {one.place} |"
