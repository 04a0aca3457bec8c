"""Bodies of the Party and the Front are asked ("Đề nghị …"), not ordered: a People's Committee is not above them."""

import re
from collections.abc import Iterator

from vanban.check.issuers import is_front, is_party
from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.flat import fold
from vanban.organisations import unit_at
from vanban.outline import Node, Zone
from vanban.reading import Modality

ASKED = (
    r"(?:Ban Thường trực |Thường trực )?(?:Ủy ban |Uỷ ban |UB)?(?:Mặt trận [Tt]ổ quốc|MTTQ)|Đoàn [Tt]hanh niên|"
    r"Đoàn TNCS|Hội (?:[Ll]iên hiệp )?[Pp]hụ nữ|Hội LHPN|Hội [Nn]ông dân|Hội [Cc]ựu chiến binh|Hội CCB|"
    r"Ban Xây dựng Đảng|Ban XD Đảng|Ban Tuyên giáo|(?:Văn phòng|Ủy ban Kiểm tra|UBKT) Đảng ủy(?! ?[-–])|Đảng ủy|"
    r"(?:đồng chí )?Bí thư (?:Đảng ủy|các chi bộ|chi bộ)|(?:các )?chi bộ|Thường trực (?:Đảng ủy|HĐND)|"
    r"các tổ chức chính trị ?[-–] ?xã hội"
)
LEAD = re.compile(rf"(?:{ASKED})", re.I)
ORDERS = r"(?:[Yy]êu cầu|[Gg]iao|[Cc]hỉ đạo|[Pp]hân công)(?: nhiệm vụ)? (?:cho )?"
ORDERED = re.compile(rf"{ORDERS}(?P<u>{ASKED})")
AMONG = re.compile(rf"{ORDERS}(?=[^\W\d_])")
"""An order to several bodies in a row."""


def ordered(subject: Subject) -> Iterator[Found]:
    """A task of a body of the Party or the Front without "Đề nghị"; "Yêu cầu Ủy ban Mặt trận Tổ quốc …". Documents of
    these bodies themselves are let be."""
    if is_party(subject) or is_front(subject):
        return
    orders = list(_orders(subject))
    yield from orders
    told = [one.span for one in orders if one.span]
    seen: set[str] = set()
    for task in subject.reading.tasks:
        lead = task.lead or ""
        if LEAD.match(lead) and task.modality is Modality.MUST and task.row is None and fold(lead) not in seen:
            node = subject.node_at(task.span[0])
            place = task.lead_span or task.span
            if any(start < place[1] and place[0] < end for start, end in told):
                continue
            if (node and "đề nghị" in _all_above(subject, node)) or "(đề nghị)" in lead:
                continue
            seen.add(fold(lead))
            yield Found(f"“{lead}” được giao việc như cấp dưới, chưa dùng lời đề nghị.", place)


def _orders(subject: Subject) -> Iterator[Found]:
    """ "Giao Đảng ủy …", "Yêu cầu Phòng …, Ủy ban MTTQ …"."""
    for match, node in subject.search(AMONG, Zone.PREAMBLE, Zone.BODY, Zone.CLOSING):
        text = node.block.flat.text
        direct = ORDERED.match(text, match.start())
        row = unit_at(text, match.end())
        named = direct["u"] if direct else _among(text[row.start : row.end]) if row else ""
        if named:
            end = direct.end() if direct else row.end if row else match.end()
            yield Found(
                f"“{text[match.start() : end]}”: cơ quan Đảng, Mặt trận, đoàn thể được đề nghị, không bị yêu cầu hay "
                "giao việc.",
                node.block.flat.span(match.start(), end),
            )


def _among(row: str) -> str:
    """The first body of the Party or the Front among units in a row."""
    found = LEAD.search(row)
    return found.group() if found else ""


def _all_above(subject: Subject, node: Node) -> str:
    """The paragraph and the headings above it, in small letters."""
    parents = [one for one in subject.nodes if one.block.start <= node.block.start <= one.end]
    return fold(" ".join(one.block.flat.text[:120] for one in (*parents, node)))
