"""Page set-up under Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I: paper, margins, font, size."""

from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject

A4 = (210.0, 297.0)
SLACK = 2.0
"""Millimetres: what a printer's driver or a rounding makes."""
LIMITS = (("trên", "top", 20, 25), ("dưới", "bottom", 20, 25), ("trái", "left", 30, 35), ("phải", "right", 15, 20))
FONT = "Times New Roman"
FONTS = ("times new roman", "liberation serif", "tinos", "tex gyre termes")
"""Letters with the same measures."""
SIZES = (13.0, 14.0)
SECOND_PAGE = 3000
"""Letters from which a document has a second page for certain: the first, with its head, holds some 2,000."""


def paper(subject: Subject) -> Iterator[Found]:
    """Another paper than A4."""
    setup = subject.source.setup
    if setup and setup.width and setup.height:
        size = sorted((setup.width, setup.height))
        if any(abs(one - wanted) > SLACK for one, wanted in zip(size, A4, strict=True)):
            yield Found(f"Khổ giấy {setup.width:.0f} × {setup.height:.0f} mm, quy định A4 (210 × 297 mm).")


def margins(subject: Subject) -> Iterator[Found]:
    """Margins that the decree does not allow. Of a PDF only those that are too narrow: its lines tell no more."""
    setup = subject.source.setup
    if not setup:
        return
    wrong = []
    for name, side, low, high in LIMITS:
        size = getattr(setup, side)
        wide = size is not None and size > high + SLACK and subject.source.format == "docx"
        if size is not None and (size < low - SLACK or wide):
            wrong.append(f"lề {name} {size:.0f} mm (quy định {low}-{high} mm)")
    if wrong:
        yield Found(f"{'; '.join(wrong).capitalize()}.")


def page_number(subject: Subject) -> Iterator[Found]:
    """Pages of a Word file that are numbered at the foot, or not at all though there is more than one."""
    setup = subject.source.setup
    if not setup or subject.source.format != "docx" or len(subject.source.text) < SECOND_PAGE:
        return
    if setup.numbered == "bottom":
        yield Found("Số trang đặt ở lề dưới, quy định đặt giữa lề trên.")
    elif setup.numbered == "nowhere":
        yield Found("Văn bản nhiều trang mà không đánh số trang.")


def font(subject: Subject) -> Iterator[Found]:
    """Most letters are not of Times New Roman."""
    setup = subject.source.setup
    if setup and setup.font and setup.font.lower() not in FONTS:
        yield Found(f"Phông chữ {setup.font}, quy định {FONT}.")


def size(subject: Subject) -> Iterator[Found]:
    """Most letters are smaller or larger than 13 to 14."""
    setup = subject.source.setup
    if setup and setup.size and not SIZES[0] <= setup.size <= SIZES[1]:
        yield Found(f"Cỡ chữ của nội dung là {setup.size:g}, quy định 13 đến 14.")
