"""Appendices: promised and not there, there and never named."""

import re
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of

PROMISED = re.compile(
    r"(?:Phụ lục|Danh mục|danh mục|phụ lục|Biểu)[^.;]{0,60}?(?:đính kèm|kèm theo|gửi kèm)|(?:kèm theo|"
    r"đính kèm) (?:Phụ lục|Danh mục)"
)


def missing(subject: Subject) -> Iterator[Found]:
    """The text sends its reader to an appendix, and the file ends with the signature."""
    if subject.skeleton.has_appendix:
        return
    for match, node in subject.search(PROMISED):
        yield Found("Văn bản nhắc đến phụ lục, danh mục kèm theo nhưng tệp không có.", place_of(node, match))
        return
