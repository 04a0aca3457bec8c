"""Names of places: another ward's, one that there is not, a level that there is no more."""

import re
from collections.abc import Iterator

from vanban.check.gazetteer import Gazetteer, gazetteer
from vanban.check.gone import GONE, GONE_BODY, HISTORY, since_two_levels
from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of
from vanban.flat import fold
from vanban.head import communes
from vanban.outline import Node, Zone
from vanban.reading import Item

OWN = re.compile(
    r"(?:địa bàn|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng ủy|HĐND|Hội đồng nhân dân|toàn|nhà nước|truyền thanh|"
    r"thông tin điện tử(?: của)?|(?:[Cc]ông chức|[Cc]án bộ|người lao động|người dân|Nhân dân)(?: (?:của|trên))?|"
    r"Công an|Trung tâm Phục vụ hành chính công)$"
)
OFTEN = 2
"""Times that a name stands in the text before it is taken for the commune's."""
TITLE_END = re.compile(r"[;.]")
LEVELS = ("phường", "xã")


def other_name(subject: Subject) -> Iterator[Found]:
    """The commune by two names ("Thạch Khôi", "Thạch Khê"); what the list of communes knows of both is said."""
    for one in subject.contradictions:
        if one.kind == "name":
            places = _places(subject, one.right.text)
            many = f" ({places} chỗ)" if places > 1 else ""
            known = _known(one.left.text, one.right.text)
            yield Found(f"{one.message.rstrip('.')}{many}.{known}", one.right.span, one.left.span)
    yield from _other_level(subject)


def _other_level(subject: Subject) -> Iterator[Found]:
    """The own name with another level: "xã Bạch Mai" in a plan of phường Bạch Mai, but for what it once was. Once."""
    own = subject.reading.commune
    level, _, name = fold(own.text).partition(" ") if own else ("", "", "")
    if not own or level not in LEVELS:
        return
    others = tuple(f"{other} {name}" for other in LEVELS if other != level)
    for node in subject.zone(Zone.PREAMBLE, Zone.BODY, Zone.CLOSING):
        for item in communes(node.block.flat):
            past = HISTORY.search(subject.source.text[max(0, item.span[0] - 60) : item.span[1] + 25])
            if fold(item.text) in others and not past and not in_act(subject, item.span[0]):
                said = f"Tên địa phương không thống nhất: “{shown(own.text)}” và “{item.text}”."
                yield Found(said, item.span, own.span)
                return


def shown(name: str) -> str:
    """A name out of a line in capitals as running text has it."""
    level, _, rest = name.partition(" ")
    return f"{level.lower()} {rest.title()}" if name.isupper() else name


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
                    f"Văn bản của {shown(own.text)} nhưng nhắc đến {item.text} như địa bàn của mình.",
                    item.span,
                    own.span,
                )


def unknown_commune(subject: Subject) -> Iterator[Found]:
    """The own commune is not in the list of communes of 01/07/2025."""
    own, known = subject.reading.commune, gazetteer()
    if not own or not known or not since_two_levels(subject) or known.has(own.text):
        return
    if _places(subject, own.text) < OFTEN:
        return
    near = known.nearest(own.text)
    yield Found(f"Không có {shown(own.text)} trong danh mục đơn vị hành chính cấp xã từ 01/7/2025.{near}", own.span)


def gone_level(subject: Subject) -> Iterator[Found]:
    """Districts and towns in a document of the two levels; not in titles of acts, not where history is told."""
    if not since_two_levels(subject):
        return
    found = [
        (match, node)
        for match, node in subject.search(GONE, Zone.HEAD, Zone.PREAMBLE, Zone.BODY, Zone.CLOSING, Zone.RECIPIENTS)
        if not in_act(subject, place_of(node, match)[0]) and not _of_history(node, match)
    ]
    if found:
        match, node = found[0]
        many = f" ({len(found)} chỗ)" if len(found) > 1 else ""
        yield Found(
            f"Văn bản nhắc đến “{match.group()}”{many}; từ 01/7/2025 chỉ còn hai cấp tỉnh và xã.", place_of(node, match)
        )


def gone_body(subject: Subject) -> Iterator[Found]:
    """A department of the former districts, or one that was merged into another; not in titles of acts, not where
    history is told. Each name once."""
    if not since_two_levels(subject):
        return
    seen: set[str] = set()
    for match, node in subject.search(GONE_BODY, Zone.HEAD, Zone.PREAMBLE, Zone.BODY, Zone.CLOSING, Zone.RECIPIENTS):
        name = fold(match.group())
        if name not in seen and not in_act(subject, place_of(node, match)[0]) and not _of_history(node, match):
            seen.add(name)
            yield Found(f"“{match.group()}” có thể không còn sau sắp xếp bộ máy năm 2025.", place_of(node, match))


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
