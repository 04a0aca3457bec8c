"""A small plan of an imagined ward with something of every state, and its report."""

from datetime import date
from decimal import Decimal

from lantoa.core.periods import PeriodKind, ReportCalendar, Window, report_periods
from lantoa.plans.rules.commitment import (
    CommitmentFacts,
    CommitmentKind,
    DueKind,
    DueRule,
    Match,
    Measure,
    MeasureKind,
    Modality,
)
from lantoa.plans.rules.expansion import expand_all
from lantoa.plans.rules.matching import ActivityFacts, ActivityLink
from lantoa.reports.rules import Letterhead, Names, PlanNamed, ReportFacts, report_facts

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))
TARGET, TASK = CommitmentKind.TARGET, CommitmentKind.TASK

COMMITMENTS = [
    CommitmentFacts(
        "phat-thanh", TARGET, Modality.FLOOR,
        Measure(MeasureKind.COUNT, n=2, match=Match(channels=frozenset({"broadcast"}))), PeriodKind.MONTH,
        title="Phát thanh về cải cách hành chính trên hệ thống truyền thanh phường ít nhất 02 lần mỗi tháng;",
        lead_unit_id="vhxh",
    ),
    CommitmentFacts(
        "boi-duong", TARGET, Modality.MUST, Measure(MeasureKind.RATIO, percent=Decimal(80), above=True),
        title="Trên 80% cán bộ, công chức được bồi dưỡng kiến thức về cải cách hành chính.", lead_unit_id="vhxh",
    ),
    CommitmentFacts(
        "bao-cao", TASK, Modality.MUST, Measure(MeasureKind.DELIVERABLE), PeriodKind.QUARTER,
        due=DueRule(DueKind.DAY_OF_LAST_MONTH, day=5, before=True),
        title="Tổng hợp, báo cáo kết quả tuyên truyền định kỳ hằng quý", lead_unit_id="vhxh",
    ),
    CommitmentFacts(
        "doi-thoai", TASK, Modality.REQUESTED, Measure(MeasureKind.DELIVERABLE),
        title="Tổ chức đối thoại giữa chính quyền và người dân", lead_unit_id="mttq",
    ),
    CommitmentFacts(
        "cuoc-thi", TASK, Modality.MUST, Measure(MeasureKind.DELIVERABLE), due=DueRule(DueKind.HIGHER_CALENDAR),
        title="Hưởng ứng cuộc thi tìm hiểu cải cách hành chính của thành phố",
    ),
]  # fmt: skip


def activity(key: str, day: date, serves: str, title: str, **more: object) -> ActivityFacts:
    return ActivityFacts(key, day, title=title, links=(ActivityLink(serves),), **{"kind": "broadcast", **more})  # type: ignore[arg-type]


LOUDSPEAKER = frozenset({"broadcast"})
ACTIVITIES = [
    *(
        activity(
            f"p{month}{n}", date(2025, month, 4 + n), "phat-thanh", f"Bản tin truyền thanh số {n} tháng {month}",
            channels=LOUDSPEAKER, topics=frozenset({"procedures", "online_services"}), unit_id="vhxh", grades=("A",),
        )
        for month, count in ((1, 2), (2, 2), (3, 2), (4, 2), (5, 2), (6, 3), (7, 2), (8, 1), (9, 2), (10, 1))
        for n in range(count)
    ),
    ActivityFacts(
        "t1", date(2025, 8, 20), "training", (ActivityLink("boi-duong", None, 95, 120),), frozenset({"training"}),
        frozenset({"civil_service"}), unit_id="vhxh", grades=("C",), people=95,
        title="Lớp bồi dưỡng kiến thức cải cách hành chính cho cán bộ, công chức",
    ),
    activity("b1", date(2025, 3, 3), "bao-cao", "Báo cáo quý I", kind="document", grades=("C",)),
    activity("b2", date(2025, 6, 4), "bao-cao", "Báo cáo quý II", kind="document", grades=("C",)),
    ActivityFacts("x1", date(2025, 9, 9), "post", channels=frozenset({"zalo"}), title="Đăng bài trên Zalo OA"),
]  # fmt: skip

NAMES = Names(
    {"vhxh": "Phòng Văn hóa - Xã hội", "mttq": "Ủy ban Mặt trận Tổ quốc phường"},
    {"t1": ("Danh sách điểm danh.pdf", "Ảnh lớp học")},
)
PLAN = PlanNamed("Tuyên truyền cải cách hành chính năm 2025 trên địa bàn phường", "05/KH-UBND", date(2025, 1, 10))
LETTERHEAD = Letterhead(
    body_name="Ủy ban nhân dân phường Hoa Mai",
    issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG HOA MAI"),
    place="Hoa Mai",
    recipients=("Sở Nội vụ", "Chủ tịch, các PCT UBND phường", "Lưu: VT, VHXH"),
    signer="Trần Thị Bình Minh",
)


def sample_report(
    kind: PeriodKind = PeriodKind.QUARTER,
    index: int = 2,
    today: date = date(2025, 10, 6),
    calendar: ReportCalendar | None = None,
    activities: list[ActivityFacts] | None = None,
) -> ReportFacts:
    """The report on the third quarter, unless told otherwise."""
    return report_facts(
        period=report_periods(kind, 2025, calendar or ReportCalendar())[index],
        plan=PLAN,
        commitments=COMMITMENTS,
        due=expand_all(COMMITMENTS, YEAR),
        activities=ACTIVITIES if activities is None else activities,
        today=today,
        plan_topics=("procedures", "online_services", "indices"),
        names=NAMES,
    )
