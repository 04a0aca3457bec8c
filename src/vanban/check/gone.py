"""What there is no more since the provinces and communes were made anew: a level, its bodies, its towns."""

import re
from datetime import date

from vanban.check.subject import Subject

TWO_LEVELS = date(2025, 7, 1)
"""Luật Tổ chức chính quyền địa phương 72/2025/QH15: no district level from this day on."""
TOWNS = (
    "Vinh", "Nam Định", "Thủ Đức", "Biên Hòa", "Nha Trang", "Quy Nhơn", "Hạ Long", "Thái Nguyên", "Việt Trì",
    "Vũng Tàu", "Buôn Ma Thuột", "Đà Lạt", "Mỹ Tho", "Long Xuyên", "Rạch Giá", "Cà Mau", "Thanh Hóa", "Hải Dương",
    "Bắc Ninh", "Bắc Giang", "Phủ Lý", "Hưng Yên", "Thái Bình", "Ninh Bình", "Hoa Lư", "Vĩnh Yên", "Lào Cai",
    "Yên Bái", "Hòa Bình", "Sơn La", "Điện Biên Phủ", "Lai Châu", "Hà Giang", "Cao Bằng", "Lạng Sơn", "Tuyên Quang",
    "Bắc Kạn", "Hà Tĩnh", "Đồng Hới", "Đông Hà", "Tam Kỳ", "Hội An", "Quảng Ngãi", "Tuy Hòa", "Phan Thiết",
    "Phan Rang - Tháp Chàm", "Pleiku", "Kon Tum", "Gia Nghĩa", "Tây Ninh", "Thủ Dầu Một", "Dĩ An", "Thuận An",
    "Tân Uyên", "Bến Cát", "Đồng Xoài", "Bà Rịa", "Tân An", "Bến Tre", "Trà Vinh", "Vĩnh Long", "Sa Đéc", "Cao Lãnh",
    "Hồng Ngự", "Châu Đốc", "Vị Thanh", "Ngã Bảy", "Sóc Trăng", "Bạc Liêu", "Hà Tiên", "Phú Quốc", "Cẩm Phả",
    "Uông Bí", "Móng Cái", "Đông Triều", "Chí Linh", "Từ Sơn", "Phúc Yên", "Sông Công", "Phổ Yên", "Sầm Sơn",
    "Bỉm Sơn", "Tam Điệp", "Cam Ranh", "Bảo Lộc", "Long Khánh",
)  # fmt: skip
"""Cities of provinces that were a level of their own until 01/07/2025."""
GONE = re.compile(
    r"(?<!\w)(?:cấp [Hh]uyện|UBND [Hh]uyện|Ủy ban nhân dân [Hh]uyện|[Hh]uyện [uủ][ỷy]|[Hh]uyện|[Tt]hị trấn|[Tt]hị xã|"
    r"[Qq]uận [uủ][ỷy]|cấp [Qq]uận|UBND [Qq]uận|Ủy ban nhân dân [Qq]uận|[Qq]uận|[Tt]hành phố (?:thuộc|trực thuộc) tỉnh|"
    rf"(?:[Tt]hành phố|TP\.?) (?:{'|'.join(TOWNS)}))(?!\w)"
)
GONE_BODY = re.compile(
    r"(?<!\w)(?:Phòng (?:Tư pháp|Giáo dục và Đào tạo|Nội vụ|Tài chính ?[-–] ?Kế hoạch|Quản lý đô thị|Y tế|Dân tộc|"
    r"Tài nguyên và Môi trường|Lao động ?[-–,] ?Thương binh(?: và|,) Xã hội|Văn hóa (?:và|[-–]) Thông tin)|"
    r"(?:Sở|Bộ) (?:Thông tin và Truyền thông|Lao động ?[-–,] ?Thương binh và Xã hội|Kế hoạch và Đầu tư|"
    r"Giao thông [Vv]ận tải|Tài nguyên và Môi trường)|(?:Sở|Bộ) Nông nghiệp và Phát triển [Nn]ông thôn)(?!\w)"
)
"""Departments of the districts, gone on 01/07/2025; ministries and their departments merged on 01/03/2025."""
HISTORY = re.compile(
    r"(?:kết thúc|không (?:còn|tổ chức)|bỏ|chấm dứt|sắp xếp|sáp nhập|hợp nhất|giải thể|chuyển giao|bàn giao|trước đây|"
    r"cũ\b|nguyên là|thay (?:cho|thế))",
    re.I,
)


def since_two_levels(subject: Subject) -> bool:
    """Whether the document is of the time after the districts; of a year that reaches into it where it has no day."""
    head = subject.head
    if head.issued_on:
        return date.fromisoformat(head.issued_on) >= TWO_LEVELS
    return bool(head.period and head.period.end and date.fromisoformat(head.period.end) >= TWO_LEVELS)
