"""The sample ward's public face: open, with hotlines that lead nowhere."""

from lantoa.communes.models import Commune, Person
from lantoa.portal.actions import change_portal
from lantoa.portal.queries import portal_of
from lantoa.portal.rules import Hotline

HOTLINES = [
    Hotline("Hướng dẫn thủ tục, dịch vụ công trực tuyến", "0000 000 101", "Giờ hành chính"),
    Hotline("Phản ánh thái độ, tinh thần phục vụ", "0000 000 102", "Cả ngày, kể cả ngày nghỉ"),
    Hotline("Trung tâm Phục vụ hành chính công", "0000 000 103", "Giờ hành chính và sáng thứ Bảy"),
]


def open_portal(commune: Commune, *, owner: Person) -> None:
    """Once; whoever tries the sample may close it again."""
    portal = portal_of(commune)
    if portal.pk:
        return
    values = {
        "is_on": True, "address": "Số 1 đường Hoa Mai, phường Hoa Mai", "email": "ubnd@hoamai.example",
        "hours": "Thứ Hai đến thứ Sáu: 7 giờ 30 – 11 giờ 30, 13 giờ 30 – 17 giờ",
        "intro": "Phường Hoa Mai công khai những việc đã hứa trong kế hoạch tuyên truyền cải cách hành chính và kết quả "
                 "từng kỳ, để người dân, doanh nghiệp theo dõi và góp ý.",
    }  # fmt: skip
    change_portal(commune=commune, values=values, hotlines=HOTLINES, seen=portal.revision, by=owner)
