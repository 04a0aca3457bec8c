"""Appendices: promised and not there, there and never named, numbered otherwise than the decree says."""

import re
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of, whole
from vanban.outline import Zone

PROMISED = re.compile(
    r"(?:Phụ lục|Danh mục|danh mục|phụ lục|Biểu|(?:có|theo) [Dd]anh sách)[^.;]{0,60}?(?:đính kèm|kèm theo|gửi kèm)|"
    r"(?:kèm theo|đính kèm) (?:Phụ lục|Danh mục|Danh sách)"
)
NAMED = re.compile(r"phụ lục|danh mục|biểu (?:mẫu|số|kèm)|bảng (?:sau|dưới|phân công|tiến độ)|kèm theo|đính kèm", re.I)
TITLED = re.compile(r"^(?:PHỤ LỤC|Phụ lục)(?: (?:số )?(?P<n>[IVX]+|\d{1,2}))?")
INSIDE = (Zone.PREAMBLE, Zone.BODY, Zone.CLOSING)


def missing(subject: Subject) -> Iterator[Found]:
    """The text sends its reader to an appendix, and the file ends with the signature."""
    if subject.skeleton.has_appendix:
        return
    for match, node in subject.search(PROMISED):
        yield Found("Văn bản nhắc đến phụ lục, danh mục kèm theo nhưng tệp không có.", place_of(node, match))
        return


def uncited(subject: Subject) -> Iterator[Found]:
    """There is an appendix, and no sentence of the text sends its reader there."""
    first = next((node for node in subject.zone(Zone.APPENDIX) if TITLED.match(node.block.flat.text)), None)
    if first and not any(NAMED.search(node.block.flat.text) for node in subject.zone(*INSIDE)):
        yield Found("Văn bản có phụ lục nhưng trong nội dung không nhắc đến.", whole(first.block))


def number(subject: Subject) -> Iterator[Found]:
    """Appendices are numbered in Roman; the only one has no number."""
    titles = [(match, node) for match, node in subject.search(TITLED, Zone.APPENDIX)]
    for match, node in titles:
        figure = match["n"]
        if figure and figure.isdigit():
            mend = "Chỉ có một phụ lục thì ghi “Phụ lục”, không đánh số." if len(titles) == 1 else ""
            yield Found(f"“{match.group()}”: phụ lục đánh số bằng chữ số La Mã.", place_of(node, match), mend=mend)
