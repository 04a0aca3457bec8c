# ruff: noqa: E501  (tables of cases, one case to a line)
"""The small grammars: references, quantities, deadlines, organisations, channels, topics."""

from dataclasses import replace

import pytest

from vanban import deadlines
from vanban.channels import find_channels
from vanban.organisations import coordinating, find_units, same_unit
from vanban.quantities import clauses, find_quantities, measure_of, per_of, period_of
from vanban.reading import DeadlineKind, Measure, Modality
from vanban.references import find_acts, merge
from vanban.topics import topic_of
from vanban.vocabulary import Topic


@pytest.mark.parametrize(
    ("text", "kind", "number", "date", "issuer"),
    [
        ("Nghị định số 154/2025/NĐ- CP ngày 15/6/2025 quy định", "Nghị định", "154/2025/NĐ-CP", "15/6/2025", None),
        ("Quyết định số 942/QĐ- TTg ngày 15/6/2021 của Thủ tướng Chính phủ và", "Quyết định", "942/QĐ-TTg", "15/6/2021", "Thủ tướng Chính phủ"),
        ("Quyết định số 749/QĐ TTg ngày 03/6/2020", "Quyết định", "749/QĐ-TTg", "03/6/2020", None),
        ("Kế hoạch số 08/KH UBND ngày 19/7/2025 của Ủy ban nhân dân tỉnh Ninh Bình ban hành", "Kế hoạch", "08/KH-UBND", "19/7/2025", "Ủy ban nhân dân tỉnh Ninh Bình"),
        ("Nghị quyết số 12-NQ/TU của Tỉnh ủy, và", "Nghị quyết", "12-NQ/TU", None, "Tỉnh ủy"),
        ("Luật Cán bộ, công chức số 80/2025/QH15 ngày 24/6/2025;", "Luật", "80/2025/QH15", "24/6/2025", None),
        ("Nghị định 178/2024/NĐ-CP của Chính phủ về chính sách", "Nghị định", "178/2024/NĐ-CP", None, "Chính phủ"),
        ("văn bản số 48/CV BCĐTKNQ18 ngày 03/5/2025 của", "Văn bản", "48/CV-BCĐTKNQ18", "03/5/2025", None),
        ("Quyết định số 37/QĐ-UBND ngày 15 tháng 01 năm 2026 của UBND phường về việc", "Quyết định", "37/QĐ-UBND", "15 tháng 01 năm 2026", "UBND phường"),
        ("theo tiêu chuẩn TCVN ISO 9001:2015 trong", "Tiêu chuẩn", "TCVN ISO 9001:2015", None, None),
        ("quy định của Luật Phổ biến, giáo dục, pháp luật.", "Luật", None, None, None),
        ("Căn cứ Kế hoạch cải cách hành chính của phường năm 2025, UBND phường", "Kế hoạch", None, None, None),
    ],
)  # fmt: skip
def test_reference(text: str, kind: str, number: str | None, date: str | None, issuer: str | None) -> None:
    [act] = find_acts(text)
    assert (act.kind, act.number, act.date, act.issuer) == (kind, number, date, issuer)


@pytest.mark.parametrize(
    "text",
    ["02 lần/tháng", "tối thiểu 01 tin/bài", "nhân ngày 10-10", "giai đoạn 2021-2030", "ngày 15/7/2025", "VH-XH"],
)
def test_no_reference(text: str) -> None:
    assert find_acts(text) == []


def test_one_entry_for_each_act() -> None:
    text = "Nghị quyết số 57-NQ/TW ngày 22/12/2024; Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị"
    [act] = merge(find_acts(text))
    assert (act.date, act.issuer) == ("22/12/2024", "Bộ Chính trị")


def test_one_number_two_dates_are_two_acts() -> None:
    text = "Quyết định số 12/QĐ-UBND ngày 02/01/2025; Quyết định số 12/QĐ-UBND ngày 05/01/2026"
    assert len(merge(find_acts(text))) == 2


def measured(text: str) -> list[tuple[str, str | None, str | None, str | None, Measure]]:
    found = []
    for start, end, items in clauses(text, find_quantities(text)):
        clause = text[start:end]
        item = replace(items[0], start=items[0].start - start, end=items[0].end - start)
        period = period_of(clause, item, item.end)
        found.append((item.quantity, item.unit, item.comparator, period, measure_of(clause, item, period)))
    return found


@pytest.mark.parametrize(
    ("text", "expected", "n", "percent", "per", "activity", "channel"),
    [
        ("Tuyên truyền trên hệ thống truyền thanh phường tối thiểu 02 lần/tháng", ("02", "lần", "tối thiểu", "tháng"), 2, None, "month", "broadcast", "broadcast"),
        ("gửi đăng tối thiểu 01 tin/bài trong 01 tháng trên Trang thông tin CCHC của Thành phố", ("01", "tin/bài", "tối thiểu", "trong 01 tháng"), 1, None, "month", "news", "higher_portal"),
        ("Biên soạn ít nhất 02 tin,bài để phát trên hệ thống truyền thanh", ("02", "tin,bài", "ít nhất", None), 2, None, None, "news", "broadcast"),
        ("đạt trên 80% người dân hài lòng", ("80%", "người dân", "trên", None), None, 80.0, None, "survey", None),
        ("Cập nhật 100% các thủ tục hành chính thuộc thẩm quyền", ("100%", "thủ tục hành chính", None, None), None, 100.0, None, "posting", None),
        ("lồng ghép với hoạt động của đoàn thể ít nhất 01 cuộc/năm", ("01", "cuộc", "ít nhất", "năm"), 1, None, "year", "meeting", None),
        ("Mỗi tuần phát tối thiểu 03 buổi", ("03", "buổi", "tối thiểu", "Mỗi tuần"), 3, None, "week", "broadcast", None),
        ("Hằng quý đăng 3 tin, bài trên Zalo OA của xã", ("3", "tin, bài", None, "Hằng quý"), 3, None, "quarter", "news", "zalo"),
    ],
)  # fmt: skip
def test_quantity(
    text: str, expected: tuple[str, ...], n: int, percent: float, per: str, activity: str, channel: str
) -> None:
    [(*written, measure)] = measured(text)
    assert tuple(written) == expected
    assert (measure.n, measure.percent, measure.per, measure.activity, measure.channel) == (
        n,
        percent,
        per,
        activity,
        channel,
    )


@pytest.mark.parametrize(
    "text",
    [
        "06 nội dung",
        "chính quyền địa phương 02 cấp",
        "hợp nhất 3 tỉnh",
        "6 tháng cuối năm 2025",
        "20 ngày kể từ ngày",
        "phát hành tờ rơi tại 17 tổ dân phố",
    ],
)
def test_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_one_of_several() -> None:
    text = "bằng ít nhất một trong số các hình thức: Cuộc thi; Tọa đàm; Sân khấu hóa"
    [item] = find_quantities(text)
    assert item.modality is Modality.ONE_OF
    assert measure_of(text, item, None).options == ("contest", "dialogue", "performance")


def test_a_sentence_with_several_quantities_is_cut() -> None:
    text = "đăng tối thiểu 01 tin/bài trong 01 tháng và có 06 tin/bài trên Trang; định kỳ có ít nhất 02 tin/bài."
    pieces = [text[start:end] for start, end, _ in clauses(text, find_quantities(text))]
    assert pieces == [
        "đăng tối thiểu 01 tin/bài trong 01 tháng",
        "có 06 tin/bài trên Trang; ",
        "định kỳ có ít nhất 02 tin/bài.",
    ]


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("hoàn thành trước ngày 15/12/2025.", DeadlineKind.FIXED_DATE, {"date": "2025-12-15", "before": True}),
        ("hàng quý, 06 tháng, năm (trước ngày 05 tháng cuối của quý, năm)", DeadlineKind.DAY_OF_LAST_MONTH, {"day": 5, "before": True, "frequencies": ("quarter", "half_year", "year")}),
        ("trước ngày 15 của tháng cuối quý", DeadlineKind.DAY_OF_LAST_MONTH, {"day": 15, "frequencies": ("quarter",)}),
        ("Chậm nhất 20 ngày kể từ ngày UBND Thành phố ban hành Kế hoạch", DeadlineKind.DAYS_AFTER_EVENT, {"days": 20, "event": "UBND Thành phố ban hành Kế hoạch", "working_days": False}),
        ("trong thời hạn 05 ngày làm việc kể từ ngày nhận được", DeadlineKind.DAYS_AFTER_EVENT, {"days": 5, "working_days": True}),
        ("Định kỳ hằng tháng (theo lịch phân công sau)", DeadlineKind.PERIODIC, {"frequencies": ("month",), "roster": True}),
        ("báo cáo định kỳ 9 tháng, năm vào báo cáo", DeadlineKind.PERIODIC, {"frequencies": ("nine_months", "year")}),
        ("Định kỳ hàng quý và năm tổng hợp", DeadlineKind.PERIODIC, {"frequencies": ("quarter", "year")}),
        ("trước ngày 20 hằng tháng", DeadlineKind.PERIODIC, {"frequencies": ("month",), "day": 20, "before": True}),
        ("báo cáo vào thứ sáu hằng tuần", DeadlineKind.PERIODIC, {"text": "vào thứ sáu hằng tuần", "frequencies": ("week",)}),
        ("tổ chức trong tháng 3 và tháng 9.", DeadlineKind.PERIOD, {"text": "trong tháng 3 và tháng 9", "start": "2025-03-01"}),
        ("khảo sát mỗi quý 01 lần", DeadlineKind.PERIODIC, {"text": "mỗi quý 01 lần", "frequencies": ("quarter",)}),
        ("quý (trước ngày 08 của tháng cuối quý), 06 tháng (trước ngày 08/6)", DeadlineKind.DAY_OF_LAST_MONTH, {"day": 8}),
        ("(từ tháng 8/2025 đến tháng 12/2025)", DeadlineKind.PERIOD, {"start": "2025-08-01", "end": "2025-12-31"}),
        ("từ ngày 01/10/2025 đến ngày 15/12/2025", DeadlineKind.PERIOD, {"start": "2025-10-01", "end": "2025-12-15"}),
        ("Trong năm", DeadlineKind.PERIOD, {"start": "2025-01-01", "end": "2025-12-31"}),
        ("trong quý IV/2025", DeadlineKind.PERIOD, {"start": "2025-10-01", "end": "2025-12-31"}),
        ("Theo lịch của Thành phố", DeadlineKind.HIGHER_CALENDAR, {}),
        ("theo chỉ đạo của thành phố", DeadlineKind.HIGHER_CALENDAR, {}),
        ("theo lịch phân công", DeadlineKind.ROSTER, {}),
        ("Thường xuyên cập nhật", DeadlineKind.CONTINUOUS, {}),
        ("thanh quyết toán theo quy định.", DeadlineKind.VAGUE, {}),
        ("nhân ngày Chuyển đổi số quốc gia 10-10.", DeadlineKind.FIXED_DATE, {"date": "2025-10-10"}),
    ],
)  # fmt: skip
def test_deadline(text: str, kind: DeadlineKind, fields: dict[str, object]) -> None:
    found = deadlines.best(text, 2025)
    assert found
    assert found.deadline.kind is kind
    assert {name: getattr(found.deadline, name) for name in fields} == fields


@pytest.mark.parametrize(
    "text", ["theo quy định của Luật Phổ biến", "đến năm 2030", "02 lần/tháng", "các phiên họp thường kỳ"]
)
def test_no_deadline(text: str) -> None:
    assert deadlines.best(text, 2025) is None


def test_a_date_without_year_is_marked_and_needs_the_plans_year() -> None:
    found = deadlines.best("trước ngày 15/6", 2026)
    assert found
    assert (found.deadline.date, found.doubts) == ("2026-06-15", ("deadline_year_assumed",))
    unknown = deadlines.best("trước ngày 15/6", None)
    assert unknown
    assert unknown.deadline.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Phòng Văn hóa - Xã hội", "Phòng Văn hóa – Xã hội", "Phòng Văn hóa xã hội", "Phòng Kinh tế - Hạ tầng - Đô thị",
        "Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng HĐND&UBND", "Văn phòng HĐND và UBND", "Văn phòng HĐND - UBND phường",
        "Trung tâm Phục vụ hành chính công", "Trung tâm Dịch vụ sự nghiệp công", "Ủy ban MTTQ Việt Nam phường",
        "Ban Xây dựng Đảng", "Các phòng, ban, ngành thuộc phường", "các cơ quan, đơn vị có liên quan", "Công an xã",
        "Trung tâm Văn hóa, Thể thao và Truyền thông", "Trưởng các thôn", "Đoàn Thanh niên phường",
        "Công chức văn hóa thông tin, truyền thông", "Văn phòng đảng ủy - Nội vụ xã",
    ],
)  # fmt: skip
def test_unit_is_found_whole(text: str) -> None:
    assert [found.text for found in find_units(f"giao {text}.")] == [text]


def test_wordings_of_one_unit() -> None:
    assert same_unit("Văn phòng HĐND&UBND", "Văn phòng HĐND và UBND")
    assert same_unit("Phòng Văn hóa - Xã hội", "phòng Văn hóa xã hội")
    assert same_unit("Ủy ban Mặt trận Tổ quốc Việt Nam phường", "Ủy ban MTTQ Việt Nam phường")
    assert not same_unit("Phòng Văn hóa - Xã hội", "Các phòng, ban chuyên môn")


def test_coordinating_units_leave_out_the_lead() -> None:
    text = "Chủ trì, phối hợp với các cơ quan chuyên môn; đơn vị liên quan tham mưu"
    assert [found.text for found in coordinating(text, "Phòng Nội vụ")] == [
        "các cơ quan chuyên môn",
        "đơn vị liên quan",
    ]
    assert coordinating("phối hợp Phòng Văn hóa - Xã hội lồng ghép", "Phòng Văn hóa – Xã hội") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("trên hệ thống truyền thanh cơ sở", "broadcast"), ("Trang thông tin điện tử phường", "portal"),
        ("Trang thông tin CCHC của Thành phố", "higher_portal"), ("trang Zalo chính danh (OA)", "zalo"),
        ("Cổng Dịch vụ công quốc gia", "service_portal"), ("pa nô, áp phích", "print"), ("sân khấu hóa", "performance"),
        ("đường dây nóng", "hotline"), ("trợ lý ảo", "assistant"), ("Đài Truyền hình", "press"),
        ("các buổi họp tổ dân phố", "briefing"), ("niêm yết công khai", "notice_board"),
    ],
)  # fmt: skip
def test_channel(text: str, code: str) -> None:
    assert find_channels(text)[0][1].value == code


def test_reports_are_no_press() -> None:
    assert find_channels("báo cáo kết quả") == []


def test_topics() -> None:
    assert topic_of("Việc nâng cao các Chỉ số: PAR INDEX, SIPAS, PAPI") is Topic.INDICES
    assert topic_of("Tình hình thực hiện kỷ luật, kỷ cương hành chính; thanh tra công vụ") is Topic.DISCIPLINE
    assert topic_of("abc") is None


@pytest.mark.parametrize(
    ("clause", "per"),
    [
        ("Đăng ít nhất 04 tin, bài mỗi tháng về CCHC", "month"),
        ("Tổ chức ít nhất 01 hội nghị mỗi quý với các tổ dân phố", "quarter"),
        ("Phát ít nhất 02 lần trong quý IV", None),
    ],
)
def test_a_word_behind_the_period_is_no_roman_number(clause: str, per: str | None) -> None:
    item = find_quantities(clause)[0]
    assert per_of(period_of(clause, item, item.end)) == per
