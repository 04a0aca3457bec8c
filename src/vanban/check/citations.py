"""Acts that the text names: numbers written wrongly, dates left out."""

import re
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject


def undated(subject: Subject) -> Iterator[Found]:
    """An act whose date stands nowhere in the text."""
    for item in subject.reading.references:
        if item.number and item.kind != "Tiêu chuẩn" and not item.date:
            yield Found(f"{item.kind or 'Văn bản'} số {item.number} chưa ghi ngày ban hành.", item.span)


def broken(subject: Subject) -> Iterator[Found]:
    """ "749/QĐ TTg", "942/QĐ- TTg": blanks inside a number, or a blank in the place of a hyphen."""
    for mention in subject.mentions:
        act = mention.act
        if act.kind != "Tiêu chuẩn" and act.number and act.as_written and _broken(act.as_written, act.number):
            yield Found(
                f"Số, ký hiệu viết chưa đúng thể thức: “{act.as_written}”.",
                mention.span,
                mend=f"Viết liền: “{act.number}”.",
            )


def _broken(written: str, number: str) -> bool:
    """Whether more than a line end separates what is written from the number."""
    return re.sub(r"\s", "", written).replace("–", "-") != number
