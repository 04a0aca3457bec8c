"""The closed lists of the field: channels, topics, audiences, kinds of activity. Codes are stable, labels
Vietnamese.

Sources: Nghị định 49/2024/NĐ-CP (forms of grassroots information); Nghị quyết 76/NQ-CP (six fields of
reform); the five plans that the product was asked for.
"""

from enum import StrEnum


class Labelled(StrEnum):
    """A code with its Vietnamese label."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Labelled":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Channel(Labelled):
    """Kênh, hình thức truyền thông."""

    BROADCAST = "broadcast", "Hệ thống truyền thanh"
    PORTAL = "portal", "Trang thông tin điện tử phường, xã"
    HIGHER_PORTAL = "higher_portal", "Cổng/Trang thông tin điện tử cấp trên"
    ZALO = "zalo", "Zalo (OA, nhóm)"
    FACEBOOK = "facebook", "Facebook, fanpage"
    YOUTUBE = "youtube", "YouTube"
    SOCIAL = "social", "Mạng xã hội khác"
    PRESS = "press", "Báo chí, phát thanh, truyền hình"
    BULLETIN = "bulletin", "Bản tin"
    NOTICE_BOARD = "notice_board", "Bảng tin, niêm yết công khai"
    PRINT = "print", "Pano, áp phích, băng rôn, khẩu hiệu"
    LEAFLET = "leaflet", "Tờ rơi, tờ gấp, tài liệu"
    CONFERENCE = "conference", "Hội nghị, họp chuyên đề"
    BRIEFING = "briefing", "Giao ban, họp định kỳ, sinh hoạt (lồng ghép)"
    TRAINING = "training", "Tập huấn, bồi dưỡng"
    DIALOGUE = "dialogue", "Tọa đàm, đối thoại"
    CONTEST = "contest", "Cuộc thi, hội thi"
    PERFORMANCE = "performance", "Sân khấu hóa, văn nghệ, chiếu phim"
    SERVICE_PORTAL = "service_portal", "Cổng Dịch vụ công"
    HOTLINE = "hotline", "Đường dây nóng"
    CONTRIBUTORS = "contributors", "Mạng lưới cộng tác viên"
    ASSISTANT = "assistant", "Trợ lý ảo, AI"
    OTHER = "other", "Hình thức khác"


class Topic(Labelled):
    """Nội dung tuyên truyền; sáu lĩnh vực CCHC đứng đầu (Nghị quyết 76/NQ-CP)."""

    INSTITUTIONS = "institutions", "Cải cách thể chế"
    PROCEDURES = "procedures", "Cải cách thủ tục hành chính"
    ORGANISATION = "organisation", "Cải cách tổ chức bộ máy"
    CIVIL_SERVICE = "civil_service", "Cải cách chế độ công vụ"
    PUBLIC_FINANCE = "public_finance", "Cải cách tài chính công"
    DIGITAL = "digital", "Chính quyền điện tử, chính quyền số"
    POLICY = "policy", "Chủ trương của Đảng, chính sách pháp luật về CCHC"
    LEADERSHIP = "leadership", "Vai trò, trách nhiệm người đứng đầu"
    ONLINE_SERVICES = "online_services", "Dịch vụ công trực tuyến, thanh toán trực tuyến"
    TWO_LEVELS = "two_levels", "Chính quyền địa phương 02 cấp, phân cấp, phân quyền"
    DISCIPLINE = "discipline", "Kỷ luật, kỷ cương, đạo đức công vụ"
    INDICES = "indices", "Các chỉ số PAR INDEX, SIPAS, PAPI, PCI, DTI"
    GOOD_MODELS = "good_models", "Mô hình mới, cách làm hay, gương điển hình"
    SUPERVISION = "supervision", "Quyền giám sát, phản ánh, kiến nghị của người dân"
    RESULTS = "results", "Kết quả và tồn tại trong thực hiện CCHC"
    QUALITY = "quality", "Hệ thống quản lý chất lượng ISO 9001"
    OTHER = "other", "Nội dung khác"


class Audience(Labelled):
    """Đối tượng tuyên truyền."""

    OFFICIALS = "officials", "Cán bộ, công chức, viên chức, người lao động"
    RESIDENTS = "residents", "Người dân"
    BUSINESSES = "businesses", "Doanh nghiệp, hộ kinh doanh"
    ORGANISATIONS = "organisations", "Tổ chức, đoàn thể"
    MEMBERS = "members", "Đoàn viên, hội viên"
    REPORTERS = "reporters", "Báo cáo viên, tuyên truyền viên, cộng tác viên"


class ActivityKind(Labelled):
    """Loại hoạt động; cũng là đơn vị đếm của chỉ tiêu."""

    NEWS = "news", "Tin, bài"
    BROADCAST = "broadcast", "Buổi phát thanh"
    FEATURE = "feature", "Phóng sự, video, chuyên mục"
    POST = "post", "Bài đăng mạng xã hội"
    CONFERENCE = "conference", "Hội nghị, sinh hoạt chuyên đề"
    TRAINING = "training", "Lớp tập huấn, bồi dưỡng"
    DIALOGUE = "dialogue", "Tọa đàm, đối thoại"
    MEETING = "meeting", "Cuộc họp có lồng ghép"
    CONTEST = "contest", "Cuộc thi, hội thi"
    PERFORMANCE = "performance", "Văn nghệ, sân khấu hóa"
    PRINTED = "printed", "Ấn phẩm, pano, tờ rơi"
    POSTING = "posting", "Niêm yết, cập nhật thủ tục hành chính"
    INSPECTION = "inspection", "Kiểm tra, đôn đốc"
    SURVEY = "survey", "Khảo sát, đo lường"
    DOCUMENT = "document", "Văn bản, báo cáo"
    OTHER = "other", "Hoạt động khác"
