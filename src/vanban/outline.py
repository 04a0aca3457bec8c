"""Paragraphs → zones (head, preamble, body, closing, recipients, signature, appendix) and the tree of sections.

The tree follows markers by rank (I. / 1. / 1.1. / a) / - / +), whatever gaps the numbering has. Each section gets a
role from its title; a section whose title says nothing takes the role of the one above.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from vanban.blocks import UPPER, Block, Mark
from vanban.flat import fold
from vanban.reading import Section


class Zone(StrEnum):
    """The parts of an official document, in their order."""

    HEAD = "head"
    PREAMBLE = "preamble"
    BODY = "body"
    CLOSING = "closing"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    APPENDIX = "appendix"


class Role(StrEnum):
    """What a section is for."""

    PURPOSE = "purpose"
    TARGETS = "targets"
    AUDIENCES = "audiences"
    CONTENTS = "contents"
    FORMS = "forms"
    SOLUTIONS = "solutions"
    TASKS = "tasks"
    DUTIES = "duties"
    FUNDING = "funding"
    OTHER = "other"


ROLES = (
    (Role.FUNDING, re.compile(r"kinh phí|nguồn lực")),
    (Role.TARGETS, re.compile(r"chỉ tiêu|mục tiêu cụ thể")),
    (
        Role.DUTIES,
        re.compile(r"tổ chức thực hiện|phân công|trách nhiệm|chế độ (?:thông tin,? )?báo cáo|kiểm tra, giám sát"),
    ),
    (Role.PURPOSE, re.compile(r"mục đích|mục tiêu|yêu cầu|quan điểm")),
    (Role.TASKS, re.compile(r"nhiệm vụ|công việc|tiến độ|kế hoạch cụ thể|hoạt động cụ thể")),
    (Role.FORMS, re.compile(r"^(?:các )?hình thức|^phương thức|^phương pháp|^kênh")),
    (Role.CONTENTS, re.compile(r"nội dung")),
    (Role.FORMS, re.compile(r"hình thức|phương thức")),
    (Role.AUDIENCES, re.compile(r"đối tượng")),
    (Role.SOLUTIONS, re.compile(r"giải pháp|biện pháp")),
)
RANK = {
    Mark.PART: 0,
    Mark.ROMAN: 1,
    Mark.NUMBER: 2,
    Mark.DECIMAL: 3,
    Mark.LETTER: 5,
    Mark.DASH: 6,
    Mark.PLUS: 7,
    Mark.NONE: 9,
}
BULLET = RANK[Mark.DASH]
SIGNATURE = re.compile(
    rf"^(?:(?:TM|KT|TL|TUQ|Q)\. ?[{UPPER}]|[TK]/[MTL] [{UPPER}]|(?:PHÓ )?CHỦ TỊCH(?: UBND.*)?$|\(?[Đđ]ã ký\)?$|"
    r"(?:TRƯỞNG PHÒNG|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|(?:PHÓ )?BÍ THƯ|THƯ KÝ|CHỦ TỌA)$)"
)
APPENDIX = re.compile(
    r"^(?:(?:PHỤ LỤC|Phụ lục)\b(?! đính| kèm| này| ban)[^.;]{0,60}$|(?:DANH (?:MỤC|SÁCH)|BẢNG|BIỂU)\b[^a-zà-ỹ]*$)"
)
APPENDIX_ALONE = re.compile(r"^(?:PHỤ LỤC|Phụ lục)(?: (?:số )?(?:[IVX]+|\d{1,2}))?:?$")
"""In a draft without signature nothing else parts the body from its appendix."""
TITLE = re.compile(rf"^KẾ HOẠCH(?: ?$| (?=[{UPPER}]{{2}}))")
OTHER_TITLE = re.compile(
    r"^(?:BÁO CÁO|QUYẾT ĐỊNH|TỜ TRÌNH|THÔNG BÁO|NGHỊ QUYẾT|GIẤY MỜI|BIÊN BẢN|HƯỚNG DẪN|CHƯƠNG TRÌNH|CHỈ THỊ|PHƯƠNG ÁN|"
    r"ĐỀ ÁN|QUY CHẾ|CÔNG ĐIỆN)$"
)
"""The other types of Nghị định 30/2020/NĐ-CP, Phụ lục III, alone on their line."""
ADDRESSED = re.compile(r"^Kính gửi ?:")
"""Stands where other types have their name: a công văn has none."""
SENTENCE = 80
BASIS = re.compile(r"^(?:Căn cứ|Thực hiện|Để |Nhằm |Triển khai|Tiếp tục|Theo |UBND|Ủy ban nhân dân|Trên cơ sở|Xét )")
CLOSING = re.compile(
    r"^(?:Trên đây|Yêu cầu (?:các|thủ trưởng|toàn)|Trong quá trình|Căn cứ (?:Kế hoạch|nội dung)|Nhận được|"
    r"(?:UBND|Ủy ban nhân dân) (?:phường|xã|thị trấn|đặc khu)[^.;]{0,30} (?:yêu cầu|đề nghị))"
)


@dataclass(slots=True)
class Node:
    """A paragraph and the paragraphs under it. ``role`` is the role of the section it stands in (its own, when it is
    a heading); ``path`` is the labels of the headings above and its own ("IV.2.b")."""

    block: Block
    zone: Zone
    role: Role = Role.OTHER
    path: str = ""
    heading: bool = False
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands behind the marker."""
        return self.block.body.text

    @property
    def end(self) -> int:
        """The end of the last paragraph under it."""
        return self.children[-1].end if self.children else self.block.end


def zone_of_blocks(blocks: list[Block]) -> list[Zone]:
    """One zone for each block."""
    zones: list[Zone] = []
    zone = Zone.HEAD
    titled = False
    last_marked = _last_marked(blocks)
    for index, block in enumerate(blocks):
        named = index > 0 and is_title(blocks[index - 1].flat.text) and _names(block)
        zone = _late_zone(zone, block) or _early_zone(
            zone, block, titled=titled and not named, may_close=index > last_marked
        )
        titled = titled or bool(TITLE.match(block.flat.text)) or is_title(block.flat.text)
        zones.append(zone)
    return zones


def is_title(text: str) -> bool:
    """Whether a line is the name of a type, or "Kính gửi: …" of a công văn."""
    return bool(TITLE.fullmatch(text) or OTHER_TITLE.match(text) or ADDRESSED.match(text))


def _names(block: Block) -> bool:
    """Whether the paragraph under "KẾ HOẠCH" is its title, also one that begins like a legal basis ("Thực hiện …")."""
    return block.mark is Mark.NONE and not block.flat.text.endswith((".", ":", ";", ",")) and len(block.flat.text) < 300


def _last_marked(blocks: list[Block]) -> int:
    """The last numbered or bulleted paragraph of the body: what closes a plan stands behind it."""
    last = -1
    for index, block in enumerate(blocks):
        if block.flat.text.startswith("Nơi nhận") or SIGNATURE.match(block.flat.text):
            break
        if block.mark is not Mark.NONE:
            last = index
    return last


def _late_zone(zone: Zone, block: Block) -> Zone | None:
    """The zone where a plan ends: recipients, signature, appendix; None while the body goes on."""
    text = block.flat.text
    if zone is Zone.APPENDIX:
        return zone
    if zone in (Zone.RECIPIENTS, Zone.SIGNATURE, Zone.CLOSING) and APPENDIX.match(text):
        return Zone.APPENDIX
    if zone is Zone.BODY and APPENDIX_ALONE.match(text):
        return Zone.APPENDIX
    if text.startswith("Nơi nhận") and zone is not Zone.HEAD:
        return Zone.RECIPIENTS
    if zone not in (Zone.HEAD, Zone.PREAMBLE) and SIGNATURE.match(text):
        return Zone.SIGNATURE
    return zone if zone in (Zone.RECIPIENTS, Zone.SIGNATURE) else None


def _early_zone(zone: Zone, block: Block, *, titled: bool, may_close: bool) -> Zone:
    text = block.flat.text
    if zone in (Zone.HEAD, Zone.PREAMBLE):
        if block.mark in (Mark.PART, Mark.ROMAN, Mark.NUMBER):
            return Zone.BODY
        return Zone.PREAMBLE if titled and (BASIS.match(text) or _is_sentence(block)) else zone
    if zone is Zone.BODY and may_close and CLOSING.match(text):
        return Zone.CLOSING
    return zone


def _is_sentence(block: Block) -> bool:
    """A paragraph with which the text itself begins, whatever its first words: "Ngày 05/5/2026, tại …"."""
    text = block.flat.text
    return block.mark is Mark.NONE and len(text) > SENTENCE and text.endswith((".", ":", ";"))


def rank(block: Block) -> int:
    """How wide a paragraph's marker is: 0 for a part, 9 for none."""
    return RANK[block.mark] + (block.label.count(".") - 1 if block.mark is Mark.DECIMAL else 0)


def build(blocks: list[Block]) -> list[Node]:
    """The tree: roots are the blocks outside the body and the widest sections of the body."""
    roots: list[Node] = []
    stack: list[Node] = []
    for block, zone in zip(blocks, zone_of_blocks(blocks), strict=True):
        node = Node(block, zone)
        if zone is not Zone.BODY:
            stack = []
            roots.append(node)
            continue
        while stack and rank(stack[-1].block) >= rank(block):
            stack.pop()
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    for root in roots:
        _settle(root, None)
    return roots


def _settle(node: Node, parent: Node | None) -> None:
    """Give a node and what is under it their path, role and whether they are headings."""
    label = node.block.label if rank(node.block) < BULLET else ""
    above = parent.path if parent else ""
    if node.block.mark is Mark.DECIMAL:
        above = above.removesuffix(label.rpartition(".")[0]).rstrip(".")
    node.path = f"{above}.{label}" if above and label else above or label
    node.heading = rank(node.block) < BULLET and _reads_as_heading(node)
    inherited = parent.role if parent else Role.OTHER
    node.role = (role_of(node.text, inherited) if node.heading else None) or inherited
    for child in node.children:
        _settle(child, node)


def _reads_as_heading(node: Node) -> bool:
    if node.block.mark in (Mark.PART, Mark.ROMAN):
        return True
    return len(node.text) <= 160 and not node.text.endswith((".", ";"))


def role_of(title: str, inherited: Role) -> Role | None:
    """The role that a heading's words give; None where they say nothing. In a section of duties, a unit's heading
    ("Các phòng …") or "Nội dung" does not change the role; only funding does, where it stands before the colon."""
    words = fold(title)
    if inherited is Role.DUTIES:
        words = words.partition(":")[0]
    for role, pattern in ROLES:
        if pattern.search(words):
            if inherited is Role.DUTIES and role is not Role.FUNDING:
                return None
            return role
    return None


def walk(nodes: list[Node]) -> list[Node]:
    """All nodes, in reading order."""
    found: list[Node] = []
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(node.children))
    return found


def sections(nodes: list[Node]) -> tuple[Section, ...]:
    """The tree of headings and lettered paragraphs for the reading."""
    found: list[Section] = []
    for node in nodes:
        if node.zone is Zone.BODY and rank(node.block) < BULLET:
            title = node.text if node.heading else _first_words(node.text)
            found.append(
                Section(node.block.label, title.rstrip(" :"), (node.block.start, node.end), sections(node.children))
            )
    return tuple(found)


def _first_words(text: str) -> str:
    """The beginning of a long paragraph, up to its first mark of punctuation after forty characters."""
    match = re.search(r"[.;:]", text[40:240])
    return text[: 40 + match.start()] if match else text[:240].rsplit(" ", 1)[0] if len(text) > 240 else text
