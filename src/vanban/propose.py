"""Measurable targets proposed for a plan that has none: from its own sentences and the usual practice of communes.

A proposal is never part of the reading. Each says which sentence it comes from and why, and waits for a person's yes.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from vanban.flat import Flat, clean
from vanban.reading import Measure, MeasureKind, Modality, Reading, Section, plain
from vanban.sentences import sentences
from vanban.source import Span
from vanban.vocabulary import ActivityKind, Channel


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target that a person may take over. ``text`` is our wording; ``source_text`` and ``span`` are the plan's own
    sentence; ``reason`` says in Vietnamese why it is proposed."""

    code: str
    text: str
    source_text: str
    span: Span
    measure: Measure
    unit: str
    reason: str
    lead: str | None = None
    modality: Modality = Modality.FLOOR
    is_proposal: bool = True

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        data: dict[str, Any] = plain(self)
        return data


@dataclass(frozen=True, slots=True)
class Practice:
    """A usual target: what in a plan calls for it, its wording ({level} = phường, xã …; {per} = the window) and
    its measure."""

    code: str
    pattern: re.Pattern[str]
    text: str
    unit: str
    usual: str
    measure: Measure


def _counts(n: int, per: str, activity: ActivityKind, *, channel: Channel | None = None) -> Measure:
    return Measure(MeasureKind.COUNT, n=n, per=per, activity=activity.value, channel=channel.value if channel else None)


ALL_PROCEDURES = Measure(MeasureKind.COVERAGE, percent=100.0, activity=ActivityKind.POSTING.value)
PRACTICES = (
    Practice(
        "broadcast", re.compile(r"truyền thanh|phát thanh(?! và| -)|thông tin cơ sở", re.I),
        "Tuyên truyền cải cách hành chính trên hệ thống truyền thanh {level} ít nhất 02 lần/tháng.", "lần",
        "02 lần mỗi tháng", _counts(2, "month", ActivityKind.BROADCAST, channel=Channel.BROADCAST),
    ),
    Practice(
        "news", re.compile(r"(?:trang|cổng) (?:thông tin điện tử|ttđt)|(?<!thông )tin(?:/|, ?| )bài", re.I),
        "Đăng ít nhất 01 tin, bài/tháng về cải cách hành chính trên Trang thông tin điện tử {level}.", "tin, bài",
        "01 tin, bài mỗi tháng", _counts(1, "month", ActivityKind.NEWS, channel=Channel.PORTAL),
    ),
    Practice(
        "posting", re.compile(
            (
            r"(?:cập nhật|đăng tải|niêm yết|công khai)[^.;]{0,80}(?:thủ tục hành chính|tthc)|(?:thủ tục hành chính|"
            r"tthc)[^.;]{0,60}(?:niêm yết|công khai)"
            ), re.I),
        (
            "Niêm yết, cập nhật công khai đầy đủ, kịp thời 100% thủ tục hành chính thuộc thẩm "
            "quyền của {level}."
        ), "thủ tục hành chính",
        "100% thủ tục được công khai", ALL_PROCEDURES,
    ),
    Practice(
        "conference", re.compile(r"hội nghị|sinh hoạt chuyên đề|giao ban", re.I),
        "Tổ chức hoặc lồng ghép ít nhất 01 hội nghị tuyên truyền cải cách hành chính {per}.", "hội nghị",
        "01 hội nghị mỗi 6 tháng", _counts(1, "half_year", ActivityKind.CONFERENCE),
    ),
    Practice(
        "social", re.compile(r"zalo|facebook|fanpage|mạng xã hội", re.I),
        "Đăng ít nhất 02 bài/tháng về cải cách hành chính trên mạng xã hội của {level}.", "bài đăng",
        "02 bài mỗi tháng", _counts(2, "month", ActivityKind.POST),
    ),
    Practice(
        "training", re.compile(r"tập huấn|bồi dưỡng (?:các )?kiến thức", re.I),
        "Tổ chức hoặc cử cán bộ, công chức tham gia ít nhất 01 lớp tập huấn về cải cách hành chính {per}.", "lớp",
        "01 lớp mỗi năm", _counts(1, "year", ActivityKind.TRAINING),
    ),
    Practice(
        "dialogue", re.compile(r"đối thoại|tọa đàm|toạ đàm", re.I),
        "Tổ chức ít nhất 01 buổi đối thoại, tọa đàm giữa chính quyền với người dân, doanh nghiệp {per}.", "buổi",
        "01 buổi mỗi năm", _counts(1, "year", ActivityKind.DIALOGUE),
    ),
    Practice(
        "contest", re.compile(r"(?:cuộc|hội) thi", re.I),
        "Tổ chức hoặc tham gia ít nhất 01 cuộc thi tìm hiểu về cải cách hành chính {per}.", "cuộc thi",
        "01 cuộc thi mỗi năm", _counts(1, "year", ActivityKind.CONTEST),
    ),
    Practice(
        "printed", re.compile(r"pa ?-?n[ôo]|áp phích|băng[ -]?rôn|khẩu hiệu|tờ rơi|tờ gấp", re.I),
        "Thực hiện ít nhất 01 đợt tuyên truyền trực quan (pano, áp phích, băng rôn, tờ rơi) {per}.", "đợt",
        "01 đợt mỗi 6 tháng", _counts(1, "half_year", ActivityKind.PRINTED),
    ),
    Practice(
        "inspection", re.compile(r"(?:kiểm tra|đôn đốc)[^.;]{0,80}(?:tuyên truyền|kế hoạch|đơn vị)", re.I),
        "Kiểm tra công tác tuyên truyền cải cách hành chính ít nhất 01 lần {per} (có thể lồng ghép).", "lần",
        "01 lần mỗi năm", _counts(1, "year", ActivityKind.INSPECTION),
    ),
)  # fmt: skip
PER_WORDS = {"year": "trong năm", "half_year": "trong mỗi 6 tháng", "plan": "trong kỳ kế hoạch"}


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    span: Span
    lead: str | None


def propose_targets(reading: Reading) -> list[Proposal]:
    """Proposals for a plan without a measurable target, in the order of ``PRACTICES``; [] where the plan has
    targets."""
    if reading.targets:
        return []
    candidates = _sentences(reading)
    found: list[Proposal] = []
    for practice in PRACTICES:
        place = next((sentence for sentence in candidates if practice.pattern.search(sentence.text)), None)
        if place:
            found.append(_propose(reading, practice, place))
    return found


def _sentences(reading: Reading) -> list[_Sentence]:
    """The plan's own sentences: those of its tasks first, because a unit stands behind them."""
    found = [
        _Sentence(clean(reading.text[start:end]), (start, end), task.lead)
        for task in reading.tasks
        for start, end in _split(reading.text, task.span)
    ]
    for section in reading.sections:
        for leaf in _leaves(section):
            found.extend(_Sentence(clean(reading.text[a:b]), (a, b), None) for a, b in _split(reading.text, leaf.span))
    return found


def _leaves(section: Section) -> list[Section]:
    return [leaf for child in section.children for leaf in _leaves(child)] if section.children else [section]


def _split(text: str, span: Span) -> list[Span]:
    flat = Flat.of(text, [span])
    return [flat.span(start, end) for start, end in sentences(flat.text)]


def _propose(reading: Reading, practice: Practice, place: _Sentence) -> Proposal:
    measure = _fitted(practice.measure, reading)
    level = reading.commune.text.split(" ", 1)[0].casefold() if reading.commune else "xã, phường"
    text = practice.text.format(level=level, per=PER_WORDS.get(measure.per or "", ""))
    return Proposal(
        code=practice.code,
        text=text,
        source_text=place.text,
        span=place.span,
        measure=measure,
        unit=practice.unit,
        reason=(
            "Kế hoạch nêu việc này nhưng chưa có số lượng để đo. "
            f"Đề xuất theo thông lệ ở cấp xã: {practice.usual}. Chỉ áp dụng khi được đồng ý."
        ),
        lead=place.lead,
        modality=Modality.MUST if measure.kind is MeasureKind.COVERAGE else Modality.FLOOR,
    )


def _fitted(measure: Measure, reading: Reading) -> Measure:
    """A window of a year, or of half a year, becomes the plan's own period where that is shorter."""
    period = reading.period
    if not period or not period.start or not period.end or period.start[:4] != period.end[:4]:
        return measure
    months = int(period.end[5:7]) - int(period.start[5:7]) + 1
    if (measure.per == "year" and months < 12) or (measure.per == "half_year" and months <= 6):
        return replace(measure, per="plan")
    return measure
