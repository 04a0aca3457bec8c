"""Sheets of paper (ISO 216) and what may stand on them. Pure."""

from dataclasses import dataclass
from math import sqrt

from lantoa.core.errors import Refused
from vanban.vocabulary import Labelled

BLEED_MM, MARK_MM = 3, 9
"""What is printed beyond the edge; that with the room for the marks of the cutter: usual measures of print shops."""


class Size(Labelled):
    """Khổ giấy."""

    A5 = "a5", "A5 (148 × 210 mm)"
    A4 = "a4", "A4 (210 × 297 mm)"
    A3 = "a3", "A3 (297 × 420 mm)"
    A2 = "a2", "A2 (420 × 594 mm)"
    A1 = "a1", "A1 (594 × 841 mm)"
    A0 = "a0", "A0 (841 × 1189 mm)"


class Layout(Labelled):
    """Kiểu ấn phẩm."""

    POSTER = "poster", "Áp phích"
    LEAFLET = "leaflet", "Tờ rơi"
    NOTICE = "notice", "Thông báo niêm yết"
    BANNER = "banner", "Băng rôn, khẩu hiệu"


MILLIMETRES: dict[Size, tuple[int, int]] = {
    Size.A5: (148, 210), Size.A4: (210, 297), Size.A3: (297, 420),
    Size.A2: (420, 594), Size.A1: (594, 841), Size.A0: (841, 1189),
}  # fmt: skip
FITTING: dict[Layout, tuple[Size, ...]] = {
    Layout.POSTER: (Size.A4, Size.A3, Size.A2, Size.A1, Size.A0),
    Layout.LEAFLET: (Size.A5, Size.A4),
    Layout.NOTICE: (Size.A4, Size.A3),
    Layout.BANNER: (Size.A3, Size.A2, Size.A1, Size.A0),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be printed; ``width`` and ``height`` in millimetres after cutting."""

    layout: Layout
    size: Size
    bleed: bool = False

    @property
    def width(self) -> int:
        """A banner lies on its long side."""
        return MILLIMETRES[self.size][1 if self.layout is Layout.BANNER else 0]

    @property
    def height(self) -> int:
        """A banner is a strip: a third as high as it is wide."""
        return self.width // 3 if self.layout is Layout.BANNER else MILLIMETRES[self.size][1]

    @property
    def scale(self) -> float:
        """Letters grow with the sheet: 1 on A4."""
        return self.width / (297 if self.layout is Layout.BANNER else 210)


BANNER_LETTERS = 1000
"""A strip is 76 em wide and 25 high; a capital takes some 0.8 em² of its size with the space around it."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How large letters are on a sheet, in em of its root."""

    title: float
    text: float


def fill_of(sheet: Sheet, *, letters: int, tighter: float = 1) -> Fill:
    """Few words stand large, many stand smaller: from twice the size for a line or two down to the usual one.
    ``letters``: of the title on a banner, else of the text. ``tighter``: below 1 where the words did not fit."""
    if sheet.layout is Layout.BANNER:
        return Fill(round(min(6, sqrt(BANNER_LETTERS / max(letters, 1))), 2), 1.1)
    if sheet.layout is Layout.NOTICE:
        return Fill(1.6, 1.1)
    growth = min(1.0, max(0.0, (700 - letters) / 500))
    return Fill(round((2.4 + 0.8 * growth) * tighter, 2), round((1.2 + 0.7 * growth) * tighter, 2))


def check_sheet(sheet: Sheet) -> None:
    """Raises Refused("print_size"): nobody prints this kind on such a sheet."""
    fitting = FITTING[sheet.layout]
    if sheet.size not in fitting:
        names = ", ".join(size.value.upper() for size in fitting)
        raise Refused("print_size", f"{sheet.layout.label} in được trên khổ {names}. Hãy chọn lại khổ giấy.")
