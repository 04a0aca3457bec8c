"""Tasks and targets: who does it, until when, how it is counted; one duty given twice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from vanban.check.asking import LEAD
from vanban.check.rule import Found
from vanban.check.subject import Subject, whole
from vanban.flat import fold
from vanban.organisations import is_loose, same_unit
from vanban.outline import Node, Role, Zone
from vanban.reading import Measure, Modality, Target, Task
from vanban.source import Span

WORD = re.compile(r"\w+")
SAME = 0.7
FEWEST = 7
"""Words of a task that can be the same duty as another's."""
SUPPORTS = re.compile(r"^(?:phối hợp|tham gia|cử )", re.I)
NOBODY = re.compile(
    r"^(?:Nâng cao|Tăng cường|Gắn |Sắp xếp|Đổi mới|Tiếp tục|Thường xuyên|Phát huy|Đẩy mạnh|Kết hợp|Lồng ghép|Chú trọng|"
    r"Quan tâm|Bảo đảm|Đảm bảo|Khuyến khích|Động viên|Đa dạng)"
)


TIMED = re.compile(r"(?:Cả|Trong|Mỗi|Hằng|Hàng) (?:năm|quý|tháng)\b")
"""A paragraph that begins with the time of all that it counts."""
NEAR = 3
"""Characters between two counts of one clause."""
EVENT = re.compile(
    r"(?:trong|cùng) ngày|ngay (?:sau|khi|trong)|(?:trước|sau|mỗi) (?:khi|buổi|cuộc|đợt|kỳ họp)|"
    r"trong \d{1,2} (?:ngày|giờ)|khi (?:có|phát hiện|được)",
    re.I,
)
"""A time that hangs on what happens."""
DOERS = re.compile(
    r"^(?:\W)*[Mm]ỗi (?:công chức|viên chức|cán bộ|đoàn viên|cộng tác viên)\b(?! được)|"
    r"^(?:\W|\d{1,2}\. |[a-zđ]\) )*(?:Phấn đấu |Bảo đảm |Có )?"
    r"(?:100 ?% |\d{1,3}/\d{1,3} |[Mm]ỗi |[Cc]ác )(?:các )?"
    r"(?:cơ quan|đơn vị|sở|ban|phòng|chi bộ|thôn|xóm|ấp|bản|buôn|tổ dân phố|khu phố|khóm|trường|xã|phường|"
    r"Ban Công tác|tổ chức|[Đđ]oàn|[Hh]ội|"
    r"UBND|Ủy ban)\b(?! dân (?:được|biết))(?:[^.;]{0,70}?) (?!được)(?:tổ chức|xây dựng|ban hành|phát|đăng|đưa|có|"
    r"thực hiện|triển khai|thành lập|duy trì|gửi|niêm yết)\b"
)
"""A target whose subject is whoever does it."""


def without_lead(subject: Subject) -> Iterator[Found]:
    """A task that no unit is to do; general solutions ("Nâng cao nhận thức …") are said of together, once."""
    idle = [task for task in subject.reading.tasks if not task.lead and task.modality is not Modality.ENCOURAGED]
    general = [task for task in idle if task.row is None and NOBODY.match(task.text)]
    for task in idle:
        if task not in general:
            yield Found(f"Nhiệm vụ “{_short(task.text)}” chưa giao đơn vị chủ trì.", task.span)
    if general:
        said = f"{len(general)} giải pháp chưa giao đơn vị nào thực hiện (từ “{_short(general[0].text, 50)}”)."
        yield Found(
            said, general[0].span, mend="Ghi đơn vị chủ trì cho từng giải pháp, hoặc đưa vào phần Tổ chức thực hiện."
        )


def without_deadline(subject: Subject) -> Iterator[Found]:
    """Tasks that say nothing of when: one remark for each unit, at its first such task. Bodies that are asked are
    given no deadline; "02 lần/tháng" is one."""
    units: dict[str, list[Task]] = defaultdict(list)
    counted = [one.span for one in subject.reading.targets if one.measure.per or one.measure.start]
    for task in subject.reading.tasks:
        if (
            "duty_implied" in task.doubts
            or EVENT.search(task.text)
            or any(start < task.span[1] and end > task.span[0] for start, end in counted)
        ):
            continue
        if not task.deadline and task.lead and task.modality is Modality.MUST and not LEAD.match(task.lead):
            units[task.lead].append(task)
    for lead, tasks in units.items():
        first = f"“{_short(tasks[0].text)}”" + (" và các việc sau" if len(tasks) > 1 else "")
        yield Found(f"{lead}: {len(tasks)} nhiệm vụ chưa có thời hạn ({first}).", tasks[0].span)


def target_without_lead(subject: Subject) -> Iterator[Found]:
    """Targets that no unit answers for; "100% chi bộ tổ chức …" names who does it. Said once."""
    led = [task.span for task in subject.reading.tasks if task.lead]
    targets = subject.reading.targets
    given = {_counted(one) for one in targets if one.lead or _touches(one.span, led)}
    idle = [
        one
        for one in targets
        if not one.lead and not DOERS.match(one.text) and not _touches(one.span, led) and _counted(one) not in given
    ]
    if idle:
        said = f"{len(idle)} chỉ tiêu chưa giao đơn vị chịu trách nhiệm (từ “{_short(idle[0].text, 60)}”)."
        yield Found(said, idle[0].span)


def _touches(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _counted(target: Target) -> Measure | str:
    """What is counted, where that is known; two targets with the same are one, said twice."""
    known = target.measure.activity and target.measure.per
    return target.measure if known else fold(target.text)


def target_without_period(subject: Subject) -> Iterator[Found]:
    """A count that does not say in which time; not where the count beside it does ("12 đợt, mỗi tháng 02 đợt")."""
    timed = [one for one in subject.reading.targets if one.measure.per and one.row is None]
    for target in subject.reading.targets:
        node = subject.node_at(target.span[0])
        same = any(one.unit == target.unit and 0 <= one.span[0] - target.span[1] <= NEAR for one in timed)
        whole_of = node is not None and TIMED.match(node.text)
        if "quantity_period_missing" in target.doubts and not same and not whole_of:
            yield Found(f"Chỉ tiêu “{_short(target.text)}” chưa nêu kỳ (tháng, quý, năm).", target.span)


def unmeasurable(subject: Subject) -> Iterator[Found]:
    """A line in the list of targets without a figure, in a plan that has figures elsewhere."""
    if not subject.reading.targets:
        return
    spans = [target.span for target in subject.reading.targets]
    for node in subject.zone(Zone.BODY):
        if (
            _is_target_line(node)
            and not _is_mixed(subject, node)
            and not any(start < node.block.end and end > node.block.start for start, end in spans)
        ):
            yield Found(f"Chỉ tiêu “{_short(node.text)}” không có con số nên không đo được.", whole(node.block))


def twice(subject: Subject) -> Iterator[Found]:
    """Nearly the same words given to two units to lead. Bodies of the Front and the Party are asked, often all of them
    for the same."""
    tasks = [(task, _words(task.text)) for task in subject.reading.tasks if _is_whole(task)]
    for (one, left), (two, right) in combinations(tasks[:200], 2):
        if len(left & right) < SAME * len(left | right) or same_unit(one.lead or "", two.lead or ""):
            continue
        yield Found(
            f"Cùng một việc giao cho hai đơn vị: “{one.lead}” và “{two.lead}” ({_short(two.text)}).", two.span, one.span
        )


def _is_whole(task: Task) -> bool:
    lead = task.lead or ""
    return (
        bool(lead)
        and not is_loose(lead)
        and task.row is None
        and task.modality is not Modality.REQUESTED
        and not SUPPORTS.match(task.text)
        and len(_words(task.text)) >= FEWEST
    )


def _is_target_line(node: Node) -> bool:
    return (
        node.role is Role.TARGETS
        and not node.heading
        and not node.children
        and len(node.text) > 15
        and not node.text.endswith(":")
    )


def _is_mixed(subject: Subject, node: Node) -> bool:
    """Whether the heading above promises other things too: "II. NỘI DUNG, CHỈ TIÊU"."""
    above = [one for one in subject.nodes if one.heading and one.block.start < node.block.start <= one.end]
    named = next((one for one in reversed(above) if "chỉ tiêu" in fold(one.text)), None)
    return bool(named and re.search(r"nội dung|nhiệm vụ|giải pháp", fold(named.text)))


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(fold(text)))


def _short(text: str, most: int = 80) -> str:
    words = text.rstrip(" .;:")
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]}…"
