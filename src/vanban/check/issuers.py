"""Whose document it is. The Party has a form of its own (Hướng dẫn 36-HD/VPTW), and only a People's Committee is told
to ask the Front and the Party instead of ordering them."""

import re

from vanban.check.subject import Subject
from vanban.head import PARTY_NUMBER
from vanban.outline import OTHER_TITLE, TITLE, Zone

PARTY = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM")
FRONT = re.compile(
    r"MẶT TRẬN TỔ QUỐC|MTTQ|HỘI (?:LIÊN HIỆP|NÔNG DÂN|CỰU CHIẾN BINH|LHPN)|ĐOÀN (?:TNCS|THANH NIÊN)|LIÊN ĐOÀN LAO ĐỘNG|"
    r"CÔNG ĐOÀN"
)


def is_party(subject: Subject) -> bool:
    """A document of a body of the Party: by the words at its top, or by its number ("Số 18-KH/ĐU")."""
    return bool(PARTY.search(_top(subject)) or PARTY_NUMBER.search(_top(subject)))


def is_front(subject: Subject) -> bool:
    """A document of the Front or of a union."""
    return bool(FRONT.search(_top(subject)))


def type_name(subject: Subject) -> str:
    """The name of the type as it stands over the document, "KẾ HOẠCH"; "" for a công văn."""
    for node in subject.nodes[:16]:
        text = node.block.flat.text
        match = OTHER_TITLE.match(text) or TITLE.match(text)
        if match:
            return match.group().strip()
    return ""


def _top(subject: Subject) -> str:
    """What stands above the name of the type."""
    words: list[str] = []
    for node in subject.zone(Zone.HEAD):
        text = node.block.flat.text
        if TITLE.match(text) or OTHER_TITLE.match(text) or text.startswith("Kính gửi"):
            break
        words.append(text)
    return "\n".join(words)
