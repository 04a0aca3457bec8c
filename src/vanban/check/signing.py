"""Who signs, and who receives."""

import re
from collections.abc import Iterator

from vanban.blocks import UPPER
from vanban.check.issuers import is_party
from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of
from vanban.flat import fold
from vanban.organisations import Found as Named
from vanban.organisations import find_units, is_loose, same_unit
from vanban.outline import Node, Zone
from vanban.reading import Item, Task
from vanban.source import Span

ENDINGS = (Zone.RECIPIENTS, Zone.SIGNATURE)
ON_BEHALF = re.compile(r"T ?/ ?M|TM\b")
CHAIR = re.compile(r"(?:KT\. ?)?(?:PHÓ )?CHỦ TỊCH")
DEPUTY = re.compile(r"PHÓ CHỦ TỊCH")
FOR_CHAIR = re.compile(r"K ?/ ?T|KT\b")
SLASHED = re.compile(rf"\b(?:T ?/ ?M|K ?/ ?T|T ?/ ?L|(?:TM|KT|TL|TUQ)(?= [{UPPER}]))")
DEGREE = re.compile(
    rf"^(?:(?:T[hH][sS]|TS|GS|PGS|BS|KS|CN|LS|Th\.S|T\.S)\.? ?|(?:Ông|Bà|Đồng chí|Đ/c|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|"
    rf"Cử nhân|Kỹ sư|Bác sĩ|Luật sư|Nhà giáo ưu tú)[: ] ?)[{UPPER}]\w+"
)
ARCHIVE = re.compile(r"L[ưu]u\b")
COLON = re.compile(r"Lưu ?:")

COVER = (
    (re.compile(r"mặt trận|mttq|đoàn thể|đoàn thanh niên|hội |phụ nữ|nông dân|cựu chiến binh|chính trị"),
     re.compile(r"mặt trận|mttq|đoàn thể|chính trị ?- ?xã hội|tổ chức thành viên|hội\b|đoàn\b")),
    (re.compile(r"đảng|tuyên giáo|dân vận|chi bộ"), re.compile(r"đảng|chi bộ|cơ quan")),
    (re.compile(r"thôn|xóm|ấp|bản|buôn|tổ dân phố|khu phố|khu dân cư|khóm|làng"),
     re.compile(r"thôn|xóm|ấp|bản\b|buôn|tổ dân phố|khu phố|khu dân cư|khóm|làng|cơ sở|tdp")),
    (re.compile(r"trường|hiệu trưởng"), re.compile(r"trường|cơ quan|đơn vị")),
    (re.compile(r""),
     re.compile(r"(?:các |, ?)(?:phòng|ban\b|ngành)|cơ quan|đơn vị|thành viên|công chức|bộ phận|như (?:trên|mục)")),
)  # fmt: skip
"""Kinds of units and the words of a recipient that may mean them."""
PLACES_OF_PEOPLE = re.compile(r"(?:thủ trưởng )?các (?:thôn|xóm|ấp|bản|buôn|tổ dân phố|khu phố|khóm|làng|trường)")
"""Groups that "Các phòng, ban, đơn vị" does not mean."""
WARD_UNIT = re.compile(
    r"(?:Phòng|Công an|Ban Chỉ huy|Ban CHQS|Ban CH|BCH|Trạm|Trung tâm|"
    r"Các (?:thôn|tổ dân phố|khu phố|trường|ấp|xóm|bản)|Đoàn|Hội)\b"
)
ABOVE = re.compile(r"\b(?:Sở|tỉnh|[Tt]hành phố|huyện|TP|Trung ương|HĐND|UBND)\b")

USUAL = frozenset(["phường", "xã", "đặc", "khu", "ban", "các", "phòng", "và", "ủy", "trung", "tâm"])
"""Words that many units have."""
MOST_NAMES = 6
"""Units named in one remark."""


def authority_missing(subject: Subject) -> Iterator[Found]:
    """A plan of a People's Committee signed without "TM. ỦY BAN NHÂN DÂN"."""
    text = " ".join(node.block.flat.text for node in subject.zone(*ENDINGS))
    if CHAIR.search(text) and not ON_BEHALF.search(text) and "UBND PHƯỜNG" not in text and "UBND XÃ" not in text:
        match, node = next(subject.search(CHAIR, *ENDINGS))
        yield Found("Phần ký thiếu “TM. ỦY BAN NHÂN DÂN” phía trên chức vụ người ký.", place_of(node, match))


def deputy_alone(subject: Subject) -> Iterator[Found]:
    """A deputy signs without "KT. CHỦ TỊCH"."""
    text = " ".join(node.block.flat.text for node in subject.zone(*ENDINGS))
    if not FOR_CHAIR.search(text):
        for match, node in subject.search(DEPUTY, *ENDINGS):
            yield Found("Phó Chủ tịch ký nhưng thiếu “KT. CHỦ TỊCH”.", place_of(node, match))
            return


def authority_form(subject: Subject) -> Iterator[Found]:
    """ "T/M", "K/T", "TM ỦY BAN" instead of "TM.", "KT."; the Party writes "T/M"."""
    if is_party(subject):
        return
    for match, node in subject.search(SLASHED, *ENDINGS):
        right = f"{re.sub(r'[ /]', '', match.group())}."
        yield Found(f"Viết “{match.group()}” chưa đúng thể thức.", place_of(node, match), mend=f"Viết “{right}”.")


def signer_degree(subject: Subject) -> Iterator[Found]:
    """A degree or a form of address before the signer's name."""
    for match, node in subject.search(DEGREE, Zone.SIGNATURE):
        yield Found("Trước họ tên người ký không ghi học hàm, học vị, danh xưng.", place_of(node, match))


def recipients_missing(subject: Subject) -> Iterator[Found]:
    """A signed document without "Nơi nhận"."""
    signed = any(node.zone is Zone.SIGNATURE for node in subject.nodes)
    if signed and not any(node.zone is Zone.RECIPIENTS for node in subject.nodes):
        yield Found("Văn bản chưa có “Nơi nhận”.")


def archive_missing(subject: Subject) -> Iterator[Found]:
    """Recipients without "Lưu: VT, …", or "Lưu VT" without its colon; the Party writes "Lưu Văn phòng Đảng ủy"."""
    nodes = list(subject.zone(Zone.RECIPIENTS))
    lines = [node for node in nodes if ARCHIVE.search(node.block.flat.text)]
    if nodes and not lines:
        yield Found("Nơi nhận chưa có dòng “Lưu: VT, …”.", (nodes[0].block.start, nodes[0].block.end))
    for node in lines:
        if not COLON.search(node.block.flat.text) and not is_party(subject):
            match = ARCHIVE.search(node.block.flat.text)
            yield Found("Sau chữ “Lưu” thiếu dấu hai chấm.", place_of(node, match) if match else None)


def recipient_missing(subject: Subject) -> Iterator[Found]:
    """Units get tasks and the plan is not sent to them. Said once."""
    recipients = [fold(item.text) for item in subject.reading.recipients]
    if not recipients:
        return
    left_out: dict[str, Task] = {}
    for task in subject.reading.tasks:
        if task.lead and not _covered(task.lead, recipients):
            left_out.setdefault(fold(task.lead), task)
    if left_out:
        tasks = list(left_out.values())
        names = "; ".join(f"“{task.lead}”" for task in tasks[:MOST_NAMES]) + ("…" if len(tasks) > MOST_NAMES else "")
        said = f"{names} được giao việc nhưng không có trong Nơi nhận."
        yield Found(said, tasks[0].lead_span or tasks[0].span, _recipients_span(subject))


def recipient_idle(subject: Subject) -> Iterator[Found]:
    """A unit of the ward receives the plan and the plan gives it nothing to do."""
    if not subject.reading.tasks:
        return
    body = [unit for node in subject.zone(Zone.BODY, Zone.CLOSING) for unit in find_units(node.block.flat.text)]
    named = [*body, *(Named(task.lead, 0, 0) for task in subject.reading.tasks if task.lead)]
    for item in subject.reading.recipients:
        if WARD_UNIT.match(item.text) and not ABOVE.search(item.text) and not _known(item, named):
            yield Found(f"“{item.text}” có trong Nơi nhận nhưng kế hoạch không giao việc.", item.span)


def _known(item: Item, named: list[Named]) -> bool:
    words = set(fold(item.text).split()) - USUAL
    return any(same_unit(item.text, one.text) or len(words & set(fold(one.text).split())) > 1 for one in named)


def _covered(lead: str, recipients: list[str]) -> bool:
    name = fold(lead).removeprefix("lãnh đạo ")
    if any(same_unit(lead, recipient) or name in recipient for recipient in recipients):
        return True
    if is_loose(lead) and not PLACES_OF_PEOPLE.match(name):
        return True
    covers = next(two for one, two in COVER if one.search(name))
    return any(covers.search(recipient) for recipient in recipients)


def _recipients_span(subject: Subject) -> Span | None:
    node: Node | None = next(iter(subject.zone(Zone.RECIPIENTS)), None)
    return (node.block.start, node.block.end) if node else None
