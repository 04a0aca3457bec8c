"""Words of the province's or the city's plan left in a commune's."""

import re
from collections.abc import Iterator

from vanban.check.naming import in_act
from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of
from vanban.outline import Role, Zone

ABOVE = re.compile(
    r"(?:(?:UBND|Ủy ban nhân dân) (?:tỉnh|[Tt]hành phố)(?: [A-ZĐ]\w+){0,3} (?:đã )?giao|"
    r"từ (?:tỉnh|[Tt]hành phố) đến (?:cơ sở|xã|cấp xã)|"
    r"[Tt]ham mưu (?:cho )?(?:UBND|Ủy ban nhân dân|Chủ tịch UBND) (?:tỉnh|[Tt]hành phố))"
)
ORDERED = re.compile(
    r"(?:^|[.;:] )(?:\W{0,3}|(?:[\dIVXa-zđ]{1,4}[.)]|[-+]) )"
    r"(?:(?:[Gg]iao|[Yy]êu cầu|[Pp]hấn đấu(?: có)?|100 ?%)(?: cho)? )?"
    r"(?:100 ?% )?(?P<b>(?:[Cc]ác )?[Ss]ở, (?:ban, )?ngành|[Ss]ở (?:Nội vụ|Tài chính|Tư pháp|Văn hóa|Khoa học)|"
    r"(?:UBND|Ủy ban nhân dân) (?:cấp xã|các xã|các phường))(?! (?:có ý kiến|hướng dẫn))"
)
"""Bodies that a commune cannot give work to, where a sentence begins with them or with an order to them."""
GOAL = re.compile(
    r"[Tt]rên (?:toàn tỉnh|toàn [Tt]hành phố)(?! \w+ \d)|"
    r"[Tt]rên địa bàn (?:(?:toàn )?tỉnh|toàn thành phố|[Tt]hành phố(?! thuộc))(?: [A-ZĐ]\w*(?: [A-ZĐ]\w*)?)?"
)
GOALS = (Role.PURPOSE, Role.TARGETS)


def higher(subject: Subject) -> Iterator[Found]:
    """Words of the province's plan in a commune's."""
    if not subject.reading.commune:
        return
    for match, node in subject.search(ABOVE, Zone.PREAMBLE, Zone.BODY, Zone.CLOSING):
        if not in_act(subject, place_of(node, match)[0]):
            yield Found(f"“{match.group()}”: lời của văn bản cấp trên, chưa sửa cho cấp xã.", place_of(node, match))
    for match, node in subject.search(ORDERED, Zone.BODY):
        yield Found(
            f"Kế hoạch của cấp xã lại giao việc cho “{match['b']}”: lời của văn bản cấp trên.",
            place_of(node, match, "b"),
        )
    for match, node in subject.search(GOAL, Zone.BODY):
        if node.role in GOALS and not in_act(subject, place_of(node, match)[0]):
            yield Found(f"Mục đích, mục tiêu của kế hoạch cấp xã lại ghi “{match.group()}”.", place_of(node, match))
