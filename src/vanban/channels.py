"""Channels and forms of communication named in a plan, each with the code of the closed list. Closed list: Nghị
định 49/2024/NĐ-CP."""

import re

from vanban.organisations import Found
from vanban.vocabulary import Channel

OWN = (
    r"(?: (?:(?:của |tại |các |ở )*(?:địa phương|phường|xã|thị trấn|đặc khu|cơ sở|cấp xã|thôn|xóm|ấp|bản|buôn|khóm|"
    r"khu phố|tổ dân phố|khu dân cư|"
    r"cơ quan, đơn vị|các cơ quan, đơn vị|UBND (?:phường|xã))|thông minh|"
    r"ứng dụng công nghệ thông tin(?: - viễn thông)?)){0,2}"
)
HIGHER = r"(?: (?:của )?(?:thành phố|tỉnh)(?-i: [A-ZĐ]\w+(?: [A-ZĐ]\w+)?)?)"
OF_BODY = r"(?: (?:của )?(?:các )?cơ quan(?:, đơn vị)?(?:, địa phương)?| (?:của )?đơn vị| thôn| khu dân cư)?"

PATTERNS: tuple[tuple[Channel, str], ...] = (
    (Channel.SERVICE_PORTAL, r"cổng dịch vụ công(?: quốc gia| trực tuyến)?"),
    (Channel.HIGHER_PORTAL, (
        rf"(?:cổng|trang) (?:thông tin điện tử|thông tin cchc|tin cchc|ttđt|"
        rf"thông tin){HIGHER}(?: và các kênh thành phần)?|trang thông tin cchc"
    )),
    (
        Channel.PORTAL,
        (
            rf"(?:chuyên trang(?:, chuyên mục)? (?:trên|của) )?(?:cổng|trang) (?:thông tin điện tử|ttđt|"
            rf"tin điện tử)(?: tổng hợp)?{OWN}{OF_BODY}|website{OWN}|trang web{OWN}"
        ),
    ),
    (Channel.BROADCAST, (
        rf"(?:hệ thống |đài |mạng lưới )?(?:loa )?truyền thanh{OWN}|(?:hệ thống |cụm )*loa(?: (?:phát thanh|kéo|"
        rf"lưu động|không "
        rf"dây|cầm tay|đài)|(?= (?:các )?(?:thôn|ấp|bản|buôn|khu phố|phường|xã|xóm))){OWN}|hệ thống loa{OWN}|"
        rf"sóng truyền "
        rf"thanh{OWN}|(?:hệ thống )?đài phát thanh (?:của )?(?:xã|phường){OWN}|phát thanh (?:cơ sở|lưu động)|"
        rf"xe loa|hệ thống thông tin cơ sở"
    )),
    (Channel.ZALO, r"(?:các )?(?:trang |nhóm |kênh |ứng dụng )*zalo(?: chính danh)?(?: ?\(?oa\)?)?"),
    (Channel.FACEBOOK, r"(?:trang |nhóm )*(?:facebook|fanpage|fan page)(?: facebook)?"),
    (Channel.YOUTUBE, r"(?:kênh )?youtube|tiktok"),
    (Channel.SOCIAL, rf"(?:các )?(?:trang |nền tảng |kênh )*mạng xã hội{OWN}|mạng internet"),
    (Channel.ASSISTANT, r"trí tuệ nhân tạo(?: \(ai\))?(?:, trợ lý ảo)?|trợ lý ảo|chatbot"),
    (Channel.PRESS, (
        r"đài phát thanh(?: và|,)? truyền hình|đài (?:phát thanh|truyền hình)|báo chí|"
        r"(?:các )?(?:phương tiện|cơ quan) (?:thông tin,? )?(?:đại chúng|truyền thông)|cơ quan thông tấn|"
        r"(?-i:[Bb]áo [A-ZĐ]\w+)|"
        r"phát thanh, truyền hình"
    )),
    (Channel.BULLETIN, r"bản tin(?: (?:của|nội bộ|sinh hoạt) ?(?:phường|xã|chi bộ)?)?"),
    (Channel.NOTICE_BOARD, (
        rf"(?:hệ thống )?bảng tin(?: công cộng)?{OF_BODY}|bảng (?:điện tử|led)(?: công cộng)?|màn hình(?: led|"
        rf" điện tử| hiển thị)?|(?:bảng )?niêm yết(?: công khai)?|trụ sở (?:nhà văn hóa|tiếp công dân)"
    )),
    (Channel.PRINT, (
        r"pa ?-?n[ôo]|áp phích|băng[ -]?rôn|băng zôn|khẩu hiệu|tranh cổ động|phướn|cờ phướn|cổ động trực quan|"
        r"biển quảng cáo|trực quan|poster|banner|standee"
    )),
    (Channel.LEAFLET, (
        r"tờ rơi|tờ gấp|tài liệu(?: tuyên truyền)?|cẩm nang|sổ tay|băng, đĩa|băng đĩa|ấn "
        r"phẩm|tờ bướm|infographic"
    )),
    (Channel.BRIEFING, (
        r"(?:các )?(?:cuộc |buổi |chương trình |hội nghị )*giao ban(?:, họp)?(?: định kỳ)?|(?:các )?(?:phiên |"
        r"cuộc |buổi )+họp(?:,? (?:thường kỳ|định kỳ|cơ quan|chi bộ|thôn|xóm|ấp|bản|buôn|khu phố|của các tổ dân phố|"
        r"tổ dân phố|khu dân cư|dân))*(?: của (?:các )?(?:cơ quan, đơn vị|cơ quan|tổ dân phố|thôn))?|họp (?:định kỳ|"
        r"tổ dân phố|thôn|xóm|ấp|bản|buôn|khu phố|chi bộ|giao ban|khu dân cư|dân)|chợ phiên|phiên chợ|"
        r"sinh hoạt (?:đoàn thể(?:, khu dân cư)?|chuyên đề|"
        r"chi bộ|khu dân cư|cộng đồng|hè|chi hội|tổ nhân dân tự quản|câu lạc bộ|dưới cờ)|chào cờ"
    )),
    (Channel.TRAINING, (
        r"(?:các )?(?:lớp |hội nghị |khóa |đợt |chương trình )*(?:tập huấn|bồi dưỡng|đào "
        r"tạo)(?:, bồi dưỡng)?"
    )),
    (Channel.DIALOGUE, (
        r"(?:các )?(?:buổi |hội nghị |cuộc )*(?:gặp mặt, đối thoại|tọa đàm, đối thoại|toạ đàm|tọa đàm|đối thoại|"
        r"gặp mặt|tiếp xúc cử tri|tiếp công dân|diễn đàn)"
    )),
    (Channel.CONFERENCE, (
        r"(?:các )?hội nghị(?: (?:báo cáo viên|tuyên truyền|chuyên đề|quán triệt|phổ biến|triển khai|sơ kết|"
        r"tổng kết|trực tuyến))*|(?:các )?hội thảo(?: chuyên đề)?|nói chuyện chuyên đề"
    )),
    (Channel.CONTEST, (
        r"(?:các )?(?:cuộc thi|hội thi)(?: (?:tuyên truyền|trực tuyến|tìm hiểu|trắc nghiệm|tìm "
        r"kiếm ý tưởng))*"
    )),
    (Channel.PERFORMANCE, (
        r"sân khấu hoá|sân khấu hóa|(?:các )?(?:hoạt động )?(?:văn hóa, văn nghệ|văn hoá, văn nghệ|văn nghệ)|"
        r"chiếu phim(?: lưu động)?|tiểu phẩm|đờn ca tài tử|hát then|giao lưu nghệ thuật|tuyên truyền lưu động"
    )),
    (Channel.HOTLINE, r"(?:điện thoại )?đường dây nóng|tổng đài"),
    (Channel.CONTRIBUTORS, (
        r"(?:mạng lưới |đội ngũ )*(?:cộng tác viên|tuyên truyền viên|báo cáo viên)(?: ở cơ sở| "
        r"cơ sở)?"
    )),
    (Channel.OTHER, (
        r"(?<!thông )tin(?:/|, ?| )bài(?:(?:, ?| )(?:ảnh|phóng sự|viết))?|phóng sự|video(?: clip)?|clip|hình ảnh|"
        r"file âm thanh|chuyên trang, chuyên mục(?: trên cổng thông tin điện tử)?|chuyên mục|chuyên trang|"
        r"chuyên đề|podcast|tin nhắn|nhắn tin|mã qr|ứng dụng công nghệ|ứng dụng vneid"
    )),
)  # fmt: skip
CODES = {f"c{index}": channel for index, (channel, _) in enumerate(PATTERNS)}
CHANNEL = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<c{index}>{pattern})" for index, (_, pattern) in enumerate(PATTERNS)) + r")(?!\w)",
    re.IGNORECASE,
)


def find_channels(text: str) -> list[tuple[Found, Channel]]:
    """Every channel or form named in a flat text, with its code."""
    return [
        (Found(match.group(), match.start(), match.end()), CODES[match.lastgroup or ""])
        for match in CHANNEL.finditer(text)
    ]


def channel_of(text: str) -> Channel | None:
    """The first real channel that a text names (not merely a form such as "tin, bài"); None where there is none."""
    return next((channel for _, channel in find_channels(text) if channel is not Channel.OTHER), None)
