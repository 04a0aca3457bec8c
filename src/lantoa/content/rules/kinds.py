"""The closed lists of content: kinds, forms, marks. Codes are stable, labels Vietnamese."""

from vanban.vocabulary import Labelled


class ContentKind(Labelled):
    """Loại nội dung (mission C1; Nghị định 49/2024/NĐ-CP: các hình thức thông tin cơ sở)."""

    NEWS = "news", "Tin"
    ARTICLE = "article", "Bài"
    FEATURE = "feature", "Phóng sự, chuyên đề"
    VIDEO = "video", "Video"
    PICTURES = "pictures", "Ảnh, phóng sự ảnh"
    AUDIO = "audio", "Âm thanh"
    INFOGRAPHIC = "infographic", "Đồ họa thông tin"
    LEAFLET = "leaflet", "Tờ rơi, tờ gấp"
    POSTER = "poster", "Áp phích, pano"
    BANNER = "banner", "Băng rôn, khẩu hiệu"
    BULLETIN = "bulletin", "Bản tin truyền thanh"
    NOTICE = "notice", "Thông báo, niêm yết"


class Form(Labelled):
    """Dạng của một nội dung: cùng dữ kiện, khác cách viết theo nơi đọc, nơi nghe."""

    ARTICLE = "article", "Bài trên trang thông tin"
    SHORT = "short", "Tin ngắn cho mạng xã hội"
    SPOKEN = "spoken", "Lời đọc trên loa"
    POSTER = "poster", "Áp phích, tờ rơi"
    MAIL = "mail", "Thư điện tử"


DERIVED = (Form.SHORT, Form.SPOKEN, Form.POSTER, Form.MAIL)
"""Forms that the program drafts from the article."""


class Mark(Labelled):
    """Nội dung nêu điển hình hay nêu tồn tại (mission B6)."""

    NONE = "none", "Không"
    GOOD_MODEL = "good_model", "Mô hình hay, gương điển hình"
    SHORTCOMING = "shortcoming", "Tồn tại, hạn chế cần khắc phục"


class Language(Labelled):
    """Ngôn ngữ của nội dung; mã theo BCP 47."""

    VI = "vi", "Tiếng Việt"
    EN = "en", "Tiếng Anh"
    TAY = "tyz", "Tiếng Tày"
    NUNG = "nut", "Tiếng Nùng"
    THAI = "blt", "Tiếng Thái"
    MUONG = "mtq", "Tiếng Mường"
    MONG = "hmn", "Tiếng Mông"
    DAO = "ium", "Tiếng Dao"
    EDE = "rad", "Tiếng Ê Đê"
    JARAI = "jra", "Tiếng Gia Rai"
    BAHNAR = "bdq", "Tiếng Ba Na"
    KHMER = "km", "Tiếng Khmer"
    CHAM = "cja", "Tiếng Chăm"
    CHINESE = "zh", "Tiếng Hoa"
