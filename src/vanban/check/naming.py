"""Names of places: another ward's, one that there is not, a level that there is no more."""

import re
from collections.abc import Iterator
from datetime import date

from vanban.check.gazetteer import Gazetteer, gazetteer
from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of
from vanban.flat import fold
from vanban.head import communes
from vanban.outline import Node, Zone
from vanban.reading import Item

TWO_LEVELS = date(2025, 7, 1)
"""Luật Tổ chức chính quyền địa phương 72/2025/QH15: no district level from this day on."""
OWN = re.compile(r"(?:địa bàn|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng ủy|HĐND|Hội đồng nhân dân|toàn|nhà nước)$")
GONE = re.compile(
    r"(?<!\w)(?:cấp [Hh]uyện|UBND [Hh]uyện|Ủy ban nhân dân [Hh]uyện|[Hh]uyện [uủ][ỷy]|[Hh]uyện|[Tt]hị trấn|[Tt]hị xã|"
    r"[Qq]uận(?= [A-ZĐ\d])|cấp quận)(?!\w)"
)
HISTORY = re.compile(
    r"(?:kết thúc|không (?:còn|tổ chức)|bỏ|chấm dứt|sắp xếp|sáp nhập|hợp nhất|giải thể|chuyển giao|bàn giao|trước đây|"
    r"cũ\b|nguyên là|thay (?:cho|thế))",
    re.I,
)
OFTEN = 2
"""Times that a name stands in the text before it is taken for the commune's."""
TITLE_END = re.compile(r"[;.]")


def other_name(subject: Subject) -> Iterator[Found]:
    """The commune by two names ("Thạch Khôi", "Thạch Khê"); what the list of communes knows of both is said."""
    for one in subject.contradictions:
        if one.kind == "name":
            places = _places(subject, one.right.text)
            many = f" ({places} chỗ)" if places > 1 else ""
            known = _known(one.left.text, one.right.text)
            yield Found(f"{one.message.rstrip('.')}{many}.{known}", one.right.span, one.left.span)


def another_commune(subject: Subject) -> Iterator[Found]:
    """A commune that has nothing of the own name, named as if it were the own: "trên địa bàn phường …"."""
    own = subject.reading.commune
    if not own:
        return
    similar = {fold(one.right.text) for one in subject.contradictions if one.kind == "name"}
    for node in subject.zone(Zone.PREAMBLE, Zone.BODY, Zone.CLOSING):
        for item in communes(node.block.flat):
            if _is_other(item, own, node) and fold(item.text) not in similar and not in_act(subject, item.span[0]):
                similar.add(fold(item.text))
                yield Found(
                    f"Văn bản của {own.text} nhưng nhắc đến {item.text} như địa bàn của mình.", item.span, own.span
                )


def unknown_commune(subject: Subject) -> Iterator[Found]:
    """The own commune is not in the list of communes of 01/07/2025."""
    own, known = subject.reading.commune, gazetteer()
    if not own or not known or not since_two_levels(subject) or known.has(own.text):
        return
    if _places(subject, own.text) < OFTEN:
        return
    near = known.nearest(own.text)
    yield Found(f"Không có {own.text} trong danh mục đơn vị hành chính cấp xã từ 01/7/2025.{near}", own.span)


def gone_level(subject: Subject) -> Iterator[Found]:
    """Districts and towns in a document of the two levels; not in titles of acts, not where history is told."""
    if not since_two_levels(subject):
        return
    found = [
        (match, node)
        for match, node in subject.search(GONE, Zone.PREAMBLE, Zone.BODY, Zone.CLOSING, Zone.RECIPIENTS)
        if not in_act(subject, place_of(node, match)[0]) and not _of_history(node, match)
    ]
    if found:
        match, node = found[0]
        many = f" ({len(found)} chỗ)" if len(found) > 1 else ""
        yield Found(
            f"Văn bản nhắc đến “{match.group()}”{many}; từ 01/7/2025 chỉ còn hai cấp tỉnh và xã.", place_of(node, match)
        )


def since_two_levels(subject: Subject) -> bool:
    """Whether the document is of the time after the districts; of a year that reaches into it where it has no day."""
    head = subject.head
    if head.issued_on:
        return date.fromisoformat(head.issued_on) >= TWO_LEVELS
    return bool(head.period and head.period.end and date.fromisoformat(head.period.end) >= TWO_LEVELS)


def in_act(subject: Subject, at: int) -> bool:
    """Whether a place is inside of an act that is named, or of what stands behind it up to the end of the clause."""
    for mention in subject.mentions:
        if mention.span[0] > at:
            return False
        end = TITLE_END.search(subject.source.text, mention.span[1], mention.node.block.end)
        if at < (end.start() if end else mention.node.block.end):
            return True
    return False


def _of_history(node: Node, match: re.Match[str]) -> bool:
    text = node.block.flat.text
    return bool(HISTORY.search(text[max(0, match.start() - 60) : match.end() + 25]))


def _is_other(item: Item, own: Item, node: Node) -> bool:
    if fold(item.text).split()[1:] == fold(own.text).split()[1:] or fold(item.text).startswith(fold(own.text)):
        return False
    if fold(own.text).startswith(fold(item.text)) or set(fold(item.text).split()[1:]) & set(fold(own.text).split()[1:]):
        return False
    flat = node.block.flat
    at = flat.at.index(item.span[0]) if item.span[0] in flat.at else 0
    return bool(OWN.search(flat.text[:at].rstrip()))


def _places(subject: Subject, name: str) -> int:
    wanted = fold(name)
    return sum(fold(item.text) == wanted for node in subject.nodes for item in communes(node.block.flat))


def _known(one: str, two: str) -> str:
    known: Gazetteer | None = gazetteer()
    if not known:
        return ""
    said = [words for words in (known.about(one), known.about(two)) if words]
    return f" Theo danh mục hành chính: {'; '.join(said)}." if said else ""
