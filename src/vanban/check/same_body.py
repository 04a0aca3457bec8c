"""One body of the ward under several names: last year's, this year's, the one that people use."""

import re
from collections.abc import Iterator

from vanban.check.naming import in_act
from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.flat import Flat, fold
from vanban.outline import Zone
from vanban.source import Span

FAMILIES = (
    re.compile(
        r"Trung tâm (?:Văn hóa(?: và|,)? ?(?:[-–] )?(?:Thông tin|Thể thao|Truyền thông)(?:(?:,| và| -) (?:Thể thao|"
        r"Truyền thông|Du lịch|Thông tin))*|Dịch vụ sự nghiệp công(?: lập)?|Cung ứng dịch vụ sự nghiệp công|"
        r"Truyền thông(?: và| -) Văn hóa)|Đài [Tt]ruyền thanh(?! (?:tỉnh|thành phố))"
    ),
    re.compile(
        r"Trung tâm [Pp]hục vụ hành chính công|[Bb]ộ phận (?:[Mm]ột cửa|[Tt]iếp nhận(?: hồ sơ)? và [Tt]rả kết quả)"
    ),
)
"""Bodies that a ward has one of, by the names that they had and have. Decree 150/2025/NĐ-CP and the move to two levels
(01/07/2025) renamed both; plans copied from older ones keep the former name beside the new."""
PART_OF = re.compile(r" (?:thuộc|của|tại) Trung tâm")


def several_names(subject: Subject) -> Iterator[Found]:
    """Two or more names of what is one body in a ward. "Bộ phận Một cửa của Trung tâm …" is a part of it, and a
    name in the title of a cited act is the act's. Once for each body."""
    for family in FAMILIES:
        names: dict[str, tuple[str, Span]] = {}
        for flat in _texts(subject):
            for match in family.finditer(flat.text):
                span = flat.span(*match.span())
                if not PART_OF.match(flat.text, match.end()) and not in_act(subject, span[0]):
                    names.setdefault(fold(match.group()), (match.group(), span))
        if len(names) > 1:
            first, *others = names.values()
            listed = "”, “".join(name for name, _span in (first, *others))
            yield Found(f"Có thể cùng một cơ quan mà gọi {len(names)} tên: “{listed}”.", others[0][1], first[1])


def _texts(subject: Subject) -> Iterator[Flat]:
    for node in subject.zone(Zone.BODY, Zone.CLOSING):
        yield node.block.flat
    yield from subject.cells
