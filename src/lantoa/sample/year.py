"""What the sample ward did: an invented year, with strong and weak months, so that every page has something true to show.

Every entry is a plain value; ``load`` enters it through the same actions that the pages use. Weak spots on purpose:
August has two broadcasts of four, July two news items of three, no topic of public finance, the dialogue of the second
half-year is missing, the quarterly survey of quarter III is below its mark, some entries have no file at all; and in the
month that runs the loudspeakers are silent after their first broadcast.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

VHXH = "Phòng Văn hóa - Xã hội"
VP = "Văn phòng HĐND và UBND"
HCC = "Trung tâm Phục vụ hành chính công"
DVSNC = "Trung tâm Dịch vụ sự nghiệp công"
KT = "Phòng Kinh tế, Hạ tầng và Đô thị"
MTTQ = "Ủy ban Mặt trận Tổ quốc Việt Nam"
BXD = "Ban Xây dựng Đảng"


@dataclass(frozen=True, slots=True)
class Done:
    """One activity of the sample. ``serves``: pieces of the sentences of the commitments that it serves.

    ``proof``: "photo", "link", "both" or "" (someone's word). ``measured``: numerator and denominator of a ratio.
    """

    on: date
    kind: str
    title: str
    unit: str
    serves: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ("residents",)
    people: int | None = None
    times: int = 1
    place: str = ""
    proof: str = ""
    integrated: bool = False
    measured: tuple[int, int] | None = None


BROADCAST_DAYS = {1: (6, 13, 20, 27), 2: (3, 10, 24, 26), 3: (3, 10, 17, 24, 31), 4: (7, 14, 21, 28), 5: (5, 12, 19, 26),
                  6: (2, 9, 16, 23, 30), 7: (7, 14, 21, 28), 8: (4, 18), 9: (1, 8, 15, 22, 29), 10: (6, 13, 20, 27),
                  11: (3, 10), 12: ()}  # fmt: skip
BULLETINS = (
    ("Hướng dẫn nộp hồ sơ trực tuyến trên Cổng Dịch vụ công quốc gia", ("online_services", "digital")),
    ("Quy trình giải quyết thủ tục hành chính tại Trung tâm Phục vụ hành chính công phường", ("procedures",)),
    ("Chính quyền địa phương 02 cấp: người dân cần biết", ("two_levels", "organisation")),
    ("Kỷ luật, kỷ cương hành chính và đạo đức công vụ", ("discipline", "civil_service")),
    ("Thanh toán trực tuyến phí, lệ phí và nghĩa vụ tài chính", ("online_services",)),
    ("Nghị quyết 76/NQ-CP và Chương trình tổng thể cải cách hành chính nhà nước", ("policy", "institutions")),
    ("Đường dây nóng tiếp nhận phản ánh, kiến nghị của người dân", ("supervision",)),
    ("Chỉ số hài lòng của người dân (SIPAS) và những việc phường đang làm", ("indices",)),
)

NEWS_DAYS = {1: (8, 15, 22), 2: (5, 12, 25), 3: (5, 12, 19, 26), 4: (2, 9, 23), 5: (7, 14, 21), 6: (4, 11, 18, 25), 7: (9, 23),
             8: (6, 13, 27), 9: (3, 10, 24), 10: (1, 8, 15, 29), 11: (5, 12), 12: ()}  # fmt: skip
NEWS = (
    ("Phường Hoa Mai rút ngắn thời gian giải quyết thủ tục đăng ký khai sinh", ("procedures", "results")),
    ("Tổ công nghệ số cộng đồng hướng dẫn người cao tuổi nộp hồ sơ trực tuyến", ("digital", "online_services")),
    ("Gương điển hình: cán bộ một cửa tận tụy vì dân", ("good_models", "civil_service")),
    ("Lãnh đạo phường kiểm tra việc tiếp nhận hồ sơ tại Trung tâm Phục vụ hành chính công", ("leadership",)),
    ("Công khai kết quả giải quyết phản ánh, kiến nghị trong tháng", ("supervision", "results")),
    ("Mô hình “Ngày thứ Sáu không chờ” tại bộ phận tiếp nhận hồ sơ", ("good_models", "procedures")),
    ("Những điểm mới về phân cấp, phân quyền cho cấp xã", ("two_levels",)),
)

EVENTS = (
    (1, 20, "document", "Trình bố trí kinh phí thực hiện Kế hoạch tuyên truyền CCHC", KT, ("Tham mưu bố trí kinh phí",), (), (), ("officials",), None, "photo"),
    (2, 6, "printed", "Treo 12 băng rôn, 04 pano tuyên truyền CCHC tại trụ sở và các trục đường chính", DVSNC, ("Treo băng rôn",), ("print",), ("policy",), ("residents",), None, "photo"),
    (3, 18, "conference", "Hội nghị tuyên truyền CCHC cho tổ trưởng tổ dân phố và cộng tác viên", VHXH, ("ít nhất 02 hội nghị", "ít nhất 03 hội nghị", "Tổ chức hội nghị tuyên truyền"), ("conference",), ("policy", "procedures"), ("residents", "reporters"), 86, "both"),
    (4, 14, "training", "Tập huấn kỹ năng số, dịch vụ công trực tuyến cho cán bộ, công chức phường", VHXH, ("100% cán bộ, công chức",), ("training",), ("digital", "civil_service"), ("officials",), 41, "photo"),
    (4, 24, "dialogue", "Đối thoại giữa Chủ tịch UBND phường với người dân, doanh nghiệp về thủ tục hành chính", VP, ("ít nhất 01 buổi đối thoại", "Chủ trì tổ chức đối thoại"), ("dialogue",), ("procedures", "supervision"), ("residents", "businesses"), 120, "both"),
    (5, 15, "printed", "Phát 3.400 tờ rơi hướng dẫn nộp hồ sơ trực tuyến tại 17 tổ dân phố", HCC, ("Phát hành tờ rơi",), ("leaflet",), ("online_services",), ("residents",), 3400, "photo"),
    (5, 20, "training", "Cử 06 công chức dự lớp tập huấn CCHC, chuyển đổi số do tỉnh tổ chức (đợt 1)", VP, ("do tỉnh tổ chức",), ("training",), ("digital", "civil_service"), ("officials",), 6, "photo"),
    (5, 28, "feature", "Video “Nộp hồ sơ tại nhà trong 5 bước”", DVSNC, ("02 phóng sự hoặc video",), ("youtube", "zalo", "facebook"), ("online_services", "digital"), ("residents",), 5200, "link"),
    (6, 10, "inspection", "Kiểm tra công tác tuyên truyền CCHC tại 05 đơn vị và 06 tổ dân phố", VHXH, ("Kiểm tra công tác tuyên truyền",), (), ("leadership", "discipline"), ("officials",), None, "photo"),
    (7, 16, "conference", "Sinh hoạt chuyên đề về CCHC tại chi bộ các tổ dân phố", VHXH, ("ít nhất 02 hội nghị", "ít nhất 03 hội nghị"), ("conference", "briefing"), ("policy", "leadership"), ("members",), 210, "photo"),
    (8, 21, "meeting", "Tuyên truyền dịch vụ công trực tuyến tại buổi gặp mặt hộ kinh doanh chợ Hoa Mai", KT, ("đến doanh nghiệp, hộ kinh doanh",), ("briefing",), ("online_services",), ("businesses",), 64, "photo"),
    (9, 11, "meeting", "Hội nghị báo cáo viên: chuyên đề cải cách hành chính", BXD, ("Hội nghị báo cáo viên",), ("conference",), ("policy", "organisation"), ("reporters", "members"), 75, ""),
    (9, 13, "meeting", "Điểm hướng dẫn nộp hồ sơ trực tuyến tại nhà văn hóa tổ dân phố 3 và 11", HCC, ("điểm hướng dẫn người dân nộp hồ sơ",), ("briefing",), ("online_services",), ("residents",), 74, "photo"),
    (9, 17, "meeting", "Vận động đoàn viên, hội viên cài đặt tài khoản định danh điện tử, nộp hồ sơ trực tuyến", MTTQ, ("vận động đoàn viên, hội viên",), ("briefing", "contributors"), ("online_services", "digital"), ("members",), 340, "photo"),
    (10, 9, "feature", "Phóng sự “Một ngày ở Trung tâm Phục vụ hành chính công”", DVSNC, ("02 phóng sự hoặc video", "một trong số các hình thức"), ("broadcast", "youtube"), ("procedures", "good_models"), ("residents",), 2750, "link"),
    (10, 22, "survey", "Khảo sát qua điện thoại và phiếu: người dân tiếp cận thông tin CCHC", VHXH, ("đạt trên 80%",), (), ("indices",), ("residents", "organisations"), 400, "photo"),
)  # fmt: skip
"""Month, day, kind, title, unit, serves, channels, topics, audiences, people, proof."""

MEASURED = {"Tập huấn kỹ năng số": (41, 48), "Khảo sát qua điện thoại": (334, 400)}
REPORT_DAYS = ((3, 3, "Quý I"), (6, 3, "06 tháng đầu năm"), (9, 8, "Quý III"))
SATISFACTION = ((3, 25, (188, 200)), (6, 24, (176, 190)), (9, 25, (161, 205)))


def sample_year(year: int, until: date) -> list[Done]:
    """Everything that the ward did from January to ``until``, in order of days. Ends with October at the latest, plus the
    first weeks of November."""
    entries = [*_broadcasts(year), *_news(year), *_events(year), *_routine(year), *_reports(year)]
    done = (one for one in entries if one.on <= until and not _fell_through(one, until))
    return sorted(done, key=lambda one: (one.on, one.title))


def _fell_through(one: Done, until: date) -> bool:
    """In the month that runs only one broadcast was aired, so that there is always something that will be missed."""
    return one.kind == "broadcast" and one.on.replace(day=1) == until.replace(day=1) and one.on.day > 7


def _broadcasts(year: int) -> Iterator[Done]:
    serves = ("Phát thanh nội dung CCHC", "Biên tập, phát sóng chương trình")
    number = 0
    for month, days in BROADCAST_DAYS.items():
        for day in days:
            title, topics = BULLETINS[number % len(BULLETINS)]
            number += 1
            yield Done(
                date(year, month, day), "broadcast", f"Phát thanh: {title}", DVSNC, serves, ("broadcast",), topics,
                people=None, proof="photo" if number % 3 == 0 else "", place="17 cụm loa tổ dân phố",
            )  # fmt: skip


def _news(year: int) -> Iterator[Done]:
    number = 0
    for month, days in NEWS_DAYS.items():
        for day in days:
            title, topics = NEWS[number % len(NEWS)]
            number += 1
            yield Done(
                date(year, month, day), "news", title, VHXH, ("ít nhất 03 tin, bài", "đăng tin, bài"),
                ("portal", "zalo") if number % 2 else ("portal",), topics, proof="link", people=180 + 37 * (number % 9),
            )  # fmt: skip


def _events(year: int) -> Iterator[Done]:
    for month, day, kind, title, unit, serves, channels, topics, audiences, people, proof in EVENTS:
        measured = next((share for name, share in MEASURED.items() if title.startswith(name)), None)
        yield Done(
            date(year, month, day), kind, title, unit, serves, channels, topics, audiences, people, proof=proof,
            measured=measured,
        )  # fmt: skip


def _routine(year: int) -> Iterator[Done]:
    for month in range(1, 12):
        yield Done(
            date(year, month, 4), "meeting", f"Lồng ghép nội dung CCHC tại giao ban tháng {month} của UBND phường", VP,
            ("giao ban định kỳ hằng tháng",), ("briefing",), ("leadership", "results"), ("officials",), 32,
            integrated=True, proof="" if month % 4 == 0 else "photo",
        )  # fmt: skip
        if month not in {2, 9}:
            yield Done(
                date(year, month, 17), "posting", f"Cập nhật, niêm yết thủ tục hành chính tháng {month}", HCC,
                ("Thường xuyên niêm yết",), ("notice_board", "portal"), ("procedures",), proof="photo",
            )  # fmt: skip
    for month, day, measured in SATISFACTION:
        yield Done(
            date(year, month, day), "survey", "Khảo sát mức độ hài lòng tại nơi tiếp nhận hồ sơ", HCC,
            ("khảo sát mức độ hài lòng",), (), ("indices",), people=measured[1], proof="photo",
        )  # fmt: skip
    yield Done(
        date(year, 6, 20), "posting", "Rà soát, niêm yết đủ thủ tục hành chính thuộc thẩm quyền", HCC,
        ("100% thủ tục hành chính",), ("notice_board", "portal"), ("procedures",), measured=(412, 418), proof="photo",
    )  # fmt: skip


def _reports(year: int) -> Iterator[Done]:
    for month, day, period in REPORT_DAYS:
        yield Done(
            date(year, month, day), "document", f"Báo cáo kết quả tuyên truyền CCHC {period}", VHXH,
            ("Tổng hợp, báo cáo kết quả",), (), ("results",), ("officials",), proof="photo",
        )  # fmt: skip
