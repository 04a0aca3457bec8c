"""Bodies of the Party and the Front are asked ("Đề nghị …"), not ordered: a People's Committee is not above them."""

import re
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of
from vanban.flat import fold
from vanban.outline import Node, Zone
from vanban.reading import Modality

ASKED = (
    r"(?:Ban Thường trực |Thường trực )?(?:Ủy ban |Uỷ ban |UB)?(?:Mặt trận [Tt]ổ quốc|MTTQ)|Đoàn [Tt]hanh niên|"
    r"Đoàn TNCS|Hội (?:[Ll]iên hiệp )?[Pp]hụ nữ|Hội LHPN|Hội [Nn]ông dân|Hội [Cc]ựu chiến binh|Hội CCB|"
    r"Ban Xây dựng Đảng|Ban XD Đảng|Ban Tuyên giáo|Đảng ủy|Thường trực (?:Đảng ủy|HĐND)|"
    r"các tổ chức chính trị ?[-–] ?xã hội"
)
LEAD = re.compile(rf"(?:{ASKED})", re.I)
ORDERED = re.compile(rf"(?:[Yy]êu cầu|[Gg]iao|[Cc]hỉ đạo|[Pp]hân công) (?:cho )?(?P<u>{ASKED})")


def ordered(subject: Subject) -> Iterator[Found]:
    """A task of a body of the Party or the Front without "Đề nghị"; "Yêu cầu Ủy ban Mặt trận Tổ quốc …"."""
    seen: set[str] = set()
    for task in subject.reading.tasks:
        lead = task.lead or ""
        if LEAD.match(lead) and task.modality is Modality.MUST and task.row is None and fold(lead) not in seen:
            node = subject.node_at(task.span[0])
            if node and "đề nghị" in _all_above(subject, node):
                continue
            seen.add(fold(lead))
            yield Found(f"“{lead}” được giao việc như cấp dưới, chưa dùng lời đề nghị.", task.lead_span or task.span)
    for match, node in subject.search(ORDERED, Zone.BODY, Zone.CLOSING):
        yield Found(
            f"“{match.group()}”: cơ quan Đảng, Mặt trận, đoàn thể được đề nghị, không bị yêu cầu hay giao việc.",
            place_of(node, match),
        )


def _all_above(subject: Subject, node: Node) -> str:
    """The paragraph and the headings above it, in small letters."""
    parents = [one for one in subject.nodes if one.block.start <= node.block.start <= one.end]
    return fold(" ".join(one.block.flat.text[:120] for one in (*parents, node)))
