"""The texts of the sample ward: items in every stage of their life. The hotline leads nowhere."""

from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.content.rules.facts import Fact, FactKind
from lantoa.content.rules.kinds import ContentKind, Mark
from lantoa.content.rules.words import Words

HOTLINE = Fact("duong-day-nong", FactKind.PHONE, "Đường dây nóng", "02253000123", everywhere=True)
PORTAL = Fact("cong-dvc", FactKind.LINK, "Cổng Dịch vụ công quốc gia", "https://dichvucong.gov.vn")
HALL = Fact("noi-nop", FactKind.PLACE, "Nơi tiếp nhận hồ sơ", "Trung tâm Phục vụ hành chính công phường Hoa Mai")
NEXT_VISIT = "2026-12-05"
"""Replaced by a day of the coming week when it is written."""
HOURS = Fact("gio", FactKind.TIME, "Giờ tiếp nhận", "07:30-11:30")


def last_quarter_end(today: date) -> date:
    """The last day of the quarter before this one."""
    return date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Written:
    """One item. ``serves``: a piece of the sentence of the commitment; ``until``: how far it has come; ``out``: how many
    days ago it went out; ``picture``: a drawing and what it shows; ``by_hand``: posted on Zalo, too, by a person; ``early``: those days
    before the end of the last quarter, so that its report has something of it."""

    kind: ContentKind
    words: Words
    author: str
    until: str
    topics: tuple[str, ...]
    serves: tuple[str, ...] = ()
    mark: Mark = Mark.NONE
    credit: str = ""
    sources: str = ""
    due_in: int | None = None
    out: int | None = None
    picture: tuple[str, str] | None = None
    sound: bool = False
    by_hand: bool = False
    early: bool = False

    def went_out(self, today: date) -> date:
        """The day on which it went out."""
        return (last_quarter_end(today) if self.early else today) - timedelta(days=self.out or 0)


ITEMS = (
    Written(
        ContentKind.ARTICLE,
        Words(
            "Nộp hồ sơ đăng ký khai sinh tại nhà, nhận kết quả qua bưu chính",
            "Người dân phường Hoa Mai không phải đến trụ sở khi đăng ký khai sinh: hồ sơ nộp trên [[cong-dvc]], kết quả"
            " trả tận nhà.",
            "<p>Trung tâm Phục vụ hành chính công phường hướng dẫn người dân nộp hồ sơ đăng ký khai sinh theo ba bước.</p>"
            "<ol><li>Đăng nhập [[cong-dvc]] bằng tài khoản định danh điện tử.</li><li>Chọn thủ tục “Đăng ký khai sinh”,"
            " điền thông tin, chụp và gửi giấy chứng sinh.</li><li>Chọn nhận kết quả qua bưu chính hoặc tại [[noi-nop]].</li>"
            "</ol><p>Lệ phí đăng ký khai sinh đúng hạn: [[le-phi]]; bản sao trích lục thu [[phi-ban-sao]] một bản."
            " Thời hạn giải quyết là [[thoi-han]].</p><p>Ai chưa quen thao tác có thể đến [[noi-nop]] trong giờ làm việc,"
            " buổi sáng từ [[gio]], hoặc gọi [[duong-day-nong]] để được hướng dẫn.</p>",
            facts=(
                PORTAL, HALL, HOURS, HOTLINE,
                Fact("le-phi", FactKind.FEE, "Lệ phí đăng ký đúng hạn", "0", everywhere=True),
                Fact("phi-ban-sao", FactKind.FEE, "Phí bản sao trích lục", "8000"),
                Fact("thoi-han", FactKind.NUMBER, "Thời hạn giải quyết", "1 ngày làm việc"),
            ),
        ),
        "motcua", "published", ("online_services", "procedures"), ("Đăng ít nhất 03 tin, bài", "đăng tin, bài"),
        sources="Cổng Dịch vụ công quốc gia https://dichvucong.gov.vn", out=19, by_hand=True,
        picture=("phone", "Tranh vẽ: điện thoại đang mở mẫu đơn đăng ký khai sinh trực tuyến"),
    ),
    Written(
        ContentKind.NEWS,
        Words(
            "“Ngày thứ Sáu không chờ”: hồ sơ chứng thực trả ngay trong buổi",
            "Từ ngày [[bat-dau]], mỗi sáng thứ Sáu bộ phận một cửa bố trí thêm một quầy, hồ sơ chứng thực được trả ngay"
            " trong buổi.",
            "<p>Sau khi thực hiện mô hình “Ngày thứ Sáu không chờ”, [[ket-qua]] được trả trong buổi, người dân không phải"
            " quay lại lần hai.</p><p>Bà Đinh Thị Tuyết, tổ dân phố 7, cho biết: “Tôi đến lúc tám rưỡi, uống chưa hết chén"
            " trà đã có bản chứng thực”.</p><p>Mô hình do công chức một cửa đề xuất, Ủy ban nhân dân phường cho làm thử"
            " rồi nhân rộng. Cần hỏi thêm, người dân gọi [[duong-day-nong]].</p>",
            facts=(
                HOTLINE, Fact("bat-dau", FactKind.DATE, "Ngày bắt đầu", "2026-08-07"),
                Fact("ket-qua", FactKind.NUMBER, "Kết quả", "96 % hồ sơ chứng thực"),
            ),
        ),
        "truyenthanh", "published", ("good_models", "procedures"), ("Đăng ít nhất 03 tin, bài",), Mark.GOOD_MODEL,
        credit="Hoàng Thị Nga, cộng tác viên tổ dân phố 5", out=15, early=True,
        picture=("counter", "Tranh vẽ: người dân trước các quầy của bộ phận một cửa sáng thứ Sáu"),
    ),
    Written(
        ContentKind.NEWS,
        Words(
            "Vẫn còn hồ sơ trả quá hạn ở lĩnh vực đất đai",
            "Trong quý vừa qua, [[qua-han]] lĩnh vực đất đai trả quá hạn; phường xin lỗi người dân và công khai cách khắc phục.",
            "<p>Qua kiểm tra, [[qua-han]] trả quá hạn do chờ trích đo thửa đất. Ủy ban nhân dân phường đã gửi thư xin lỗi từng"
            " người nộp hồ sơ và hẹn lại ngày trả.</p><p>Từ nay, hồ sơ còn 02 ngày đến hạn được báo cho lãnh đạo phụ trách."
            " Người dân phản ánh việc chậm trễ qua [[duong-day-nong]].</p>",
            facts=(HOTLINE, Fact("qua-han", FactKind.NUMBER, "Hồ sơ quá hạn", "4 hồ sơ")),
        ),
        "vanphong", "published", ("results", "discipline"), ("Đăng ít nhất 03 tin, bài",), Mark.SHORTCOMING,
        out=11, early=True,
    ),
    Written(
        ContentKind.BULLETIN,
        Words(
            "Bản tin truyền thanh: thanh toán trực tuyến phí, lệ phí",
            "Người dân nộp hồ sơ trực tuyến thanh toán phí, lệ phí ngay trên [[cong-dvc]], không dùng tiền mặt.",
            "<p>Sau khi hồ sơ được tiếp nhận, hệ thống gửi thông báo số tiền phải nộp. Người dân chọn ngân hàng hoặc ví điện"
            " tử, xác nhận và lưu biên lai điện tử.</p><p>Biên lai điện tử có giá trị như biên lai giấy. Nếu đã trừ tiền mà"
            " chưa thấy biên lai, hãy gọi [[duong-day-nong]] trong giờ hành chính.</p>",
            facts=(PORTAL, HOTLINE),
        ),
        "truyenthanh", "approved", ("online_services",), ("Phát thanh nội dung CCHC",), due_in=3,
    ),
    Written(
        ContentKind.LEAFLET,
        Words(
            "Năm việc làm được trên điện thoại, không cần đến phường",
            "Xác nhận cư trú, khai sinh, cấp bản sao trích lục, đăng ký hộ kinh doanh, nộp phạt hành chính: làm trên"
            " [[cong-dvc]].",
            "<ul><li>Đăng ký khai sinh</li><li>Cấp bản sao trích lục hộ tịch</li><li>Xác nhận thông tin cư trú</li>"
            "<li>Đăng ký thành lập hộ kinh doanh</li><li>Nộp phạt vi phạm hành chính</li></ul><p>Hướng dẫn trực tiếp tại"
            " [[noi-nop]], buổi sáng từ [[gio]]. Đường dây nóng: [[duong-day-nong]].</p>",
            facts=(PORTAL, HALL, HOURS, HOTLINE),
        ),
        "motcua", "submitted", ("online_services", "digital"), ("Phát hành tờ rơi",), due_in=5,
    ),
    Written(
        ContentKind.ARTICLE,
        Words(
            "Chính quyền địa phương 02 cấp: việc nào làm ở phường, việc nào lên tỉnh",
            "Theo [[van-ban]], nhiều việc trước đây phải lên cấp huyện nay giải quyết ngay tại phường.",
            "<p>Ủy ban nhân dân phường tiếp nhận các thủ tục về hộ tịch, chứng thực, đất đai, hộ kinh doanh, bảo trợ xã hội"
            " theo phân cấp của [[van-ban]].</p><p>Người dân chưa rõ nộp ở đâu xin hỏi tại [[noi-nop]] hoặc gọi"
            " [[duong-day-nong]].</p>",
            facts=(HALL, HOTLINE, Fact("van-ban", FactKind.DOCUMENT, "Văn bản phân cấp", "Luật số 72/2025/QH15")),
        ),
        "vanphong", "returned", ("two_levels", "organisation"), ("Đăng ít nhất 03 tin, bài",), due_in=-2,
        sources="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    ),
    Written(
        ContentKind.VIDEO,
        Words(
            "Kịch bản video: trợ lý ảo trả lời thủ tục hành chính",
            "Người dân hỏi, trợ lý ảo chỉ ra đúng thủ tục, giấy tờ và nơi nộp.",
            "<p>Cảnh một: bác tổ trưởng hỏi giấy tờ xin trợ cấp xã hội.</p><p>Cảnh hai: trợ lý ảo trả lời, nhắc gọi"
            " [[duong-day-nong]] khi cần gặp công chức.</p>",
            facts=(HOTLINE,),
        ),
        "truyenthanh", "draft", ("digital",), ("02 phóng sự hoặc video",), due_in=14,
    ),
    Written(
        ContentKind.NOTICE,
        Words(
            "Cấp căn cước lưu động cho người cao tuổi tại Tổ dân phố 9",
            "Tổ lưu động nhận hồ sơ căn cước của người cao tuổi, người khuyết tật tại [[noi-lam]], ngày [[ngay-lam]].",
            "<p>Người cao tuổi, người khuyết tật không đi lại được đăng ký với tổ trưởng tổ dân phố trước một ngày. Tổ lưu"
            " động nhận hồ sơ tại [[noi-lam]], ngày [[ngay-lam]], từ [[gio-lam]].</p><p>Cần hỏi thêm, gọi"
            " [[duong-day-nong]].</p>",
            facts=(
                HOTLINE, Fact("noi-lam", FactKind.PLACE, "Nơi nhận hồ sơ", "Nhà văn hóa Tổ dân phố 9"),
                Fact("ngay-lam", FactKind.DATE, "Ngày nhận hồ sơ", NEXT_VISIT),
                Fact("gio-lam", FactKind.TIME, "Giờ nhận hồ sơ", "07:30-11:00"),
            ),
        ),
        "motcua", "published", ("procedures",), ("Thường xuyên niêm yết",), out=6, by_hand=True,
        picture=("posting", "Tranh vẽ: bảng tin tổ dân phố có dán thông báo"),
    ),
    Written(
        ContentKind.NOTICE,
        Words(
            "Bộ phận một cửa nghỉ sáng thứ Bảy tuần này",
            "Bộ phận một cửa không nhận hồ sơ sáng thứ Bảy tuần này do bảo trì hệ thống.",
            "<p>Bộ phận một cửa không nhận hồ sơ sáng thứ Bảy tuần này do bảo trì hệ thống. Việc gấp xin gọi"
            " [[duong-day-nong]].</p>",
            facts=(HOTLINE,),
        ),
        "motcua", "published", ("procedures",), out=9,
    ),
    Written(
        ContentKind.BULLETIN,
        Words(
            "Bản tin truyền thanh: phản ánh, kiến nghị ở đâu, bao lâu có trả lời",
            "Phản ánh, kiến nghị về thủ tục hành chính gọi [[duong-day-nong]]; phường trả lời trong [[han-tra-loi]].",
            "<p>Khi gặp phiền hà, chậm trễ lúc làm thủ tục, mời bà con gọi [[duong-day-nong]] hoặc gửi thư đến Ủy ban nhân"
            " dân phường.</p><p>Phường ghi nhận, kiểm tra và trả lời trong [[han-tra-loi]]. Câu trả lời về việc chung được"
            " công khai, không nêu tên người phản ánh.</p>",
            facts=(HOTLINE, Fact("han-tra-loi", FactKind.NUMBER, "Thời hạn trả lời", "10 ngày làm việc")),
        ),
        "truyenthanh", "published", ("supervision",), out=13, sound=True,
    ),
    Written(
        ContentKind.PICTURES,
        Words(
            "Ảnh: một buổi hướng dẫn nộp hồ sơ trực tuyến ở nhà văn hóa tổ dân phố",
            "Tổ công nghệ số cộng đồng giúp bà con nộp hồ sơ trên [[cong-dvc]] ngay tại nhà văn hóa.",
            "<p>Mỗi tối thứ Ba, các thành viên tổ công nghệ số cộng đồng ngồi cùng bà con, chỉ từng bước trên điện thoại. Ai"
            " chưa có tài khoản định danh được hướng dẫn đăng ký trước.</p><p>Hỏi lịch của tổ mình: [[duong-day-nong]].</p>",
            facts=(PORTAL, HOTLINE),
        ),
        "truyenthanh", "published", ("digital", "online_services"), out=4,
        picture=("conference", "Tranh vẽ: bà con ngồi trong nhà văn hóa nghe hướng dẫn nộp hồ sơ trực tuyến"),
    ),
    Written(
        ContentKind.NEWS,
        Words(
            "Tuần tới: đối thoại về thủ tục hành chính với hộ kinh doanh chợ Hoa Mai",
            "Lãnh đạo phường đối thoại với hộ kinh doanh về đăng ký kinh doanh, thuế, vệ sinh an toàn thực phẩm tại"
            " [[noi-hop]].",
            "<p>Hộ kinh doanh gửi câu hỏi trước qua [[duong-day-nong]] hoặc hỏi trực tiếp tại [[noi-hop]]. Câu trả lời được"
            " đăng trên cổng của phường.</p>",
            facts=(HOTLINE, Fact("noi-hop", FactKind.PLACE, "Nơi đối thoại", "Ban quản lý chợ Hoa Mai")),
        ),
        "vanphong", "scheduled", ("procedures", "supervision"), ("Đăng ít nhất 03 tin, bài",), due_in=1,
    ),
)  # fmt: skip
RECALLED = "Bộ phận một cửa nghỉ sáng thứ Bảy tuần này"
WHY_RECALLED = "Lịch bảo trì đã dời sang tháng sau, bộ phận một cửa vẫn làm việc."
CORRECTED = "Cấp căn cước lưu động cho người cao tuổi tại Tổ dân phố 9"
WHY_CORRECTED = "Công an phường báo đổi giờ nhận hồ sơ"
