"""A plan in the genre, to begin with: our own wording, filled with the ward's units; what nobody said stays blank.

Structure as plans of wards have it (facts: domain): căn cứ; I mục đích, yêu cầu, chỉ tiêu; II nội dung; III hình thức;
IV tổ chức thực hiện; V kinh phí; the appendix comes from the tasks. No number and no date is made up: a target has its
"[cần điền]" until somebody says how much.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from lantoa.core.folding import fold
from lantoa.drafting.rules.blocks import Amount, Block, BlockKind, Timing
from vanban.vocabulary import ActivityKind, Channel


@dataclass(frozen=True, slots=True)
class WardUnit:
    """A unit as the template needs it. ``asked``: Party and Front bodies are asked, not ordered."""

    id: str
    name: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Ward:
    """Whose plan it is. ``name``: as in a sentence ("phường Hoa Mai"); ``level``: its kind; ``period``: in words."""

    name: str
    level: str
    province: str
    period: str
    units: tuple[WardUnit, ...] = ()
    recipients: tuple[str, ...] = ()

    def unit(self, *words: str) -> str:
        """Id of the first unit whose name has one of the words; "" where the ward has none: then it is left blank."""
        for word in words:
            for unit in self.units:
                if fold(word) in fold(unit.name):
                    return unit.id
        return ""


CULTURE, OFFICE, ONE_STOP = ("văn hóa",), ("văn phòng",), ("hành chính công", "một cửa")
SERVICES, ECONOMY = ("sự nghiệp công", "truyền thông", "truyền thanh"), ("kinh tế",)
PURPOSE = (
    (
        "Nâng cao nhận thức, trách nhiệm của cán bộ, công chức, viên chức, nhất là người đứng đầu các phòng, ban,"
        " đơn vị về"
        " mục đích, ý nghĩa và nội dung của công tác cải cách hành chính (CCHC)."
    ),
    (
        "Giúp cá nhân, tổ chức, doanh nghiệp trên địa bàn hiểu rõ quyền và lợi ích của mình, tích cực sử dụng dịch"
        " vụ công"
        " trực tuyến, tham gia giám sát và góp ý cho công tác CCHC."
    ),
)
DEMANDS = (
    (
        "Tuyên truyền thường xuyên, kịp thời, đúng trọng tâm; nội dung phù hợp với từng nhóm đối tượng; hình thức đa"
        " dạng, dễ"
        " hiểu, dễ thực hiện."
    ),
    (
        "Phân công rõ đơn vị chủ trì, đơn vị phối hợp, thời hạn và kết quả của từng nhiệm vụ (chi tiết tại Phụ lục kèm"
        " theo); mọi kết quả đều có minh chứng."
    ),
    "Sử dụng kinh phí tiết kiệm, hiệu quả; kết hợp với các hoạt động chuyên môn, tránh trùng lặp, hình thức.",
)
CONTENTS = (
    "Chủ trương của Đảng, chính sách, pháp luật của Nhà nước và các văn bản chỉ đạo, điều hành của cấp trên về CCHC.",
    (
        "Kết quả thực hiện sáu nội dung CCHC: cải cách thể chế; cải cách thủ tục hành chính; cải cách tổ chức bộ máy;"
        " cải cách"
        " chế độ công vụ; cải cách tài chính công; xây dựng và phát triển chính quyền điện tử, chính quyền số."
    ),
    "Danh mục, quy trình giải quyết thủ tục hành chính thuộc thẩm quyền cấp xã; cách nộp hồ sơ, thanh toán trực tuyến.",
    "Hoạt động của chính quyền địa phương 02 cấp; địa chỉ, đường dây nóng tiếp nhận phản ánh, kiến nghị.",
    "Mô hình, sáng kiến, cách làm hay; gương người tốt, việc tốt; phê bình những hạn chế trong thực hiện CCHC.",
)
FORMS = (
    "Trên hệ thống truyền thanh cơ sở, trang thông tin điện tử, trang mạng xã hội chính thức của {level}.",
    "Qua hội nghị, tập huấn, tọa đàm, đối thoại; lồng ghép trong giao ban, sinh hoạt chi bộ, đoàn thể, họp khu dân cư.",
    "Qua pano, áp phích, băng rôn, tờ rơi, bảng tin; niêm yết công khai tại nơi tiếp nhận và trả kết quả.",
    "Qua mạng lưới báo cáo viên, tuyên truyền viên, cộng tác viên ở cơ sở.",
)


def from_template(ward: Ward) -> tuple[Block, ...]:
    """The blocks of a new plan."""
    parts = [*_opening(ward), *_aims(ward), *_contents(ward), *_doing(ward), *_money(), *_closing(ward)]
    return keyed(parts)


def keyed(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with keys in their order."""
    return tuple(replace(block, key=f"d{number}") for number, block in enumerate(blocks, 1))


def line(kind: BlockKind, text: str, **fields: Any) -> Block:
    """A block whose key is given later."""
    values = {name: getattr(value, "value", value) for name, value in fields.items()}
    return Block("d0", kind.value, text, **values)


def _opening(ward: Ward) -> Iterator[Block]:
    yield line(
        BlockKind.BASIS, "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", ref="72/2025/QH15"
    )
    yield line(
        BlockKind.BASIS, "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương"
        " trình tổng"
        " thể cải cách hành chính nhà nước giai đoạn 2021-2030", ref="76/NQ-CP",
    )  # fmt: skip
    yield line(
        BlockKind.BASIS,
        f"Thực hiện [Kế hoạch số …, ngày … của UBND {ward.province} về tuyên truyền cải cách hành chính {ward.period}]",
    )
    yield line(
        BlockKind.TEXT,
        f"Ủy ban nhân dân {ward.name} ban hành Kế hoạch tuyên truyền cải cách hành chính {ward.period} như sau:",
    )


def _aims(ward: Ward) -> Iterator[Block]:
    yield line(BlockKind.SECTION, "Mục đích, yêu cầu")
    yield line(BlockKind.HEADING, "Mục đích")
    yield from (line(BlockKind.ITEM, text) for text in PURPOSE)
    yield line(BlockKind.HEADING, "Yêu cầu")
    yield from (line(BlockKind.ITEM, text) for text in DEMANDS)
    yield line(BlockKind.HEADING, "Chỉ tiêu cụ thể")
    yield from _targets(ward)


def _targets(ward: Ward) -> Iterator[Block]:
    culture, services = ward.unit(*CULTURE), ward.unit(*SERVICES) or ward.unit(*CULTURE)
    yield line(
        BlockKind.TARGET, f"Đăng tin, bài về CCHC trên trang thông tin điện tử của {ward.level}", unit="tin, bài",
        per="month", activity=ActivityKind.NEWS, channel=Channel.PORTAL, lead=culture,
    )  # fmt: skip
    yield line(
        BlockKind.TARGET, "Phát thanh nội dung CCHC trên hệ thống truyền thanh cơ sở", unit="lần", per="month",
        activity=ActivityKind.BROADCAST, channel=Channel.BROADCAST, lead=services,
    )  # fmt: skip
    yield line(
        BlockKind.TARGET, f"Đăng bài về CCHC trên trang mạng xã hội chính thức của {ward.level}", unit="bài",
        per="month",
        activity=ActivityKind.POST, lead=culture,
    )  # fmt: skip
    yield line(
        BlockKind.TARGET, "Tổ chức hoặc lồng ghép hội nghị tuyên truyền về CCHC", unit="hội nghị", per="half_year",
        activity=ActivityKind.CONFERENCE, lead=culture,
    )  # fmt: skip
    yield line(
        BlockKind.TARGET, f"Thủ tục hành chính thuộc thẩm quyền của {ward.level} được niêm yết, cập nhật công khai"
        f" đầy đủ,"
        " kịp thời", amount=Amount.WHOLE, activity=ActivityKind.POSTING, lead=ward.unit(*ONE_STOP),
    )  # fmt: skip
    yield line(
        BlockKind.TARGET, "Cán bộ, công chức, viên chức được phổ biến, quán triệt nội dung CCHC", amount=Amount.WHOLE,
        lead=ward.unit(*OFFICE),
    )  # fmt: skip
    yield line(
        BlockKind.TARGET, "Tỷ lệ người dân được tiếp cận thông tin về CCHC", amount=Amount.RATIO, lead=culture,
    )  # fmt: skip


def _contents(ward: Ward) -> Iterator[Block]:
    yield line(BlockKind.SECTION, "Nội dung tuyên truyền")
    yield from (line(BlockKind.ITEM, text) for text in CONTENTS)
    yield line(BlockKind.SECTION, "Hình thức tuyên truyền")
    yield from (line(BlockKind.ITEM, text.format(level=ward.level)) for text in FORMS)


def _doing(ward: Ward) -> Iterator[Block]:
    """Under a heading for each unit of the ward what it usually does; a unit that we know nothing of gets a blank."""
    yield line(BlockKind.SECTION, "Tổ chức thực hiện")
    for unit in ward.units:
        yield line(BlockKind.HEADING, f"Đề nghị {unit.name}" if unit.asked else unit.name, lead=unit.id)
        yield from _duties(ward, unit)


ASKED_FOR = "Tuyên truyền, vận động đoàn viên, hội viên và Nhân dân tham gia thực hiện, giám sát công tác CCHC"
"""Of bodies that are asked, not ordered: a row too, else nobody would see whether it was done."""
PARTY = "Định hướng nội dung tuyên truyền CCHC cho đội ngũ báo cáo viên và trong sinh hoạt chi bộ"
PARTY_BODY = re.compile(r"dang(?: uy)?$|dang uy|tuyen giao|dan van")


def _duties(ward: Ward, unit: WardUnit) -> Iterator[Block]:
    office, others = ward.unit(*OFFICE), [one.id for one in ward.units if one.id != unit.id and not one.asked]
    both = tuple(one for one in (office,) if one and one != unit.id)
    known = {
        ward.unit(*CULTURE): (
            ("Tham mưu, theo dõi, đôn đốc các đơn vị thực hiện Kế hoạch", Timing.MONTH, tuple(others), ""),
            ("Tổng hợp, báo cáo kết quả tuyên truyền CCHC với cơ quan cấp trên", Timing.QUARTER, both, "Báo cáo"),
            ("Kiểm tra công tác tuyên truyền CCHC tại các đơn vị, khu dân cư", Timing.HALF_YEAR, both, ("Thông báo"
            " kết quả")),
        ),
        office: (
            ("Lồng ghép nội dung CCHC vào các buổi giao ban của Ủy ban nhân dân", Timing.MONTH, (), ""),
            ("Tổ chức đối thoại giữa chính quyền với người dân, doanh nghiệp về CCHC", Timing.PLAN, (), "Biên bản"),
        ),
        ward.unit(*ONE_STOP): (
            ("Hướng dẫn người dân, doanh nghiệp nộp hồ sơ, thanh toán trực tuyến", Timing.MONTH, (), ""),
            ("Khảo sát mức độ hài lòng của người dân, tổ chức", Timing.QUARTER, both, "Kết quả khảo sát"),
        ),
        ward.unit(*SERVICES): (
            ("Biên tập, phát sóng chương trình tuyên truyền CCHC", Timing.ROSTER, (), "Bản tin"),
        ),
        ward.unit(*ECONOMY): (
            ("Tham mưu bố trí kinh phí thực hiện Kế hoạch", Timing.PLAN, (), ""),
        ),
    }  # fmt: skip
    duties = known.get(unit.id, ())
    if unit.asked:
        words = PARTY if PARTY_BODY.search(fold(unit.name)) else ASKED_FOR
        duties = ((words, Timing.PLAN, (), ""),)
    elif not duties:
        yield line(BlockKind.ITEM, "[nhiệm vụ của đơn vị]")
    for text, timing, helpers, output in duties:
        yield line(BlockKind.TASK, text, lead=unit.id, timing=timing, coordinating=helpers, output=output)


def _money() -> Iterator[Block]:
    yield line(BlockKind.SECTION, "Kinh phí thực hiện")
    yield line(
        BlockKind.TEXT, "Kinh phí thực hiện Kế hoạch được bố trí từ nguồn ngân sách nhà nước theo phân cấp và các"
        " nguồn hợp"
        " pháp khác theo quy định. [dự toán, nếu có]",
    )  # fmt: skip


def _closing(ward: Ward) -> Iterator[Block]:
    yield line(
        BlockKind.TEXT, f"Trên đây là Kế hoạch tuyên truyền cải cách hành chính {ward.period} của Ủy ban nhân dân"
        f" {ward.name}. Yêu cầu các phòng, ban, đơn vị triển khai thực hiện; nếu có khó khăn, vướng mắc, kịp thời"
        f" báo cáo"
        " Ủy ban nhân dân để xem xét, giải quyết./.",
    )  # fmt: skip
    yield from (line(BlockKind.RECIPIENT, text) for text in ward.recipients)
