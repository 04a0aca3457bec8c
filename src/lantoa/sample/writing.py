"""What the sample ward writes: items in every stage of their life, serving the commitments of its plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from lantoa.communes.models import Commune, Membership, Person
from lantoa.communes.roles import Permission, permissions_of
from lantoa.content.actions import Head, create_item
from lantoa.content.desk_actions import Said, comment
from lantoa.content.life_actions import approve, mark_published, submit, take_step
from lantoa.content.models import Item
from lantoa.content.rules.facts import Fact, FactKind
from lantoa.content.rules.items import sources_from
from lantoa.content.rules.kinds import ContentKind, Form, Mark
from lantoa.content.rules.life import Hat, ItemState, Standing, StepKind
from lantoa.content.rules.words import Words
from lantoa.core import clock
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.rules.review import Decision, VersionState

HOTLINE = Fact("duong-day-nong", FactKind.PHONE, "Đường dây nóng", "02253000123", everywhere=True)
PORTAL = Fact("cong-dvc", FactKind.LINK, "Cổng Dịch vụ công quốc gia", "https://dichvucong.gov.vn")
HALL = Fact("noi-nop", FactKind.PLACE, "Nơi tiếp nhận hồ sơ", "Trung tâm Phục vụ hành chính công phường Hoa Mai")
HOURS = Fact("gio", FactKind.TIME, "Giờ tiếp nhận", "07:30-11:30")


@dataclass(frozen=True, slots=True)
class Written:
    """One item. ``serves``: a piece of the sentence of the commitment; ``until``: how far it has come."""

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
        sources="Cổng Dịch vụ công quốc gia https://dichvucong.gov.vn",
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
        credit="Hoàng Thị Nga, cộng tác viên tổ dân phố 5",
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
)  # fmt: skip


def write_content(commune: Commune, *, today: date, people: dict[str, Person]) -> None:
    """Every item that is not there yet, as far as it has come. Needs the scope."""
    in_force = Commitment.objects.filter(
        version__in=PlanVersion.objects.filter(state=VersionState.ADOPTED.value), decision=Decision.ACCEPTED.value
    )
    rows = list(in_force)
    there = set(Item.objects.values_list("key", flat=True))
    for one in ITEMS:
        key = uuid5(NAMESPACE_URL, f"lantoa-sample/noi-dung/{one.words.title}")
        if key in there:
            continue
        author = people[one.author]
        seat = Membership.objects.filter(person=author, ended_at__isnull=True).first()
        head = Head(
            kind=one.kind, topics=one.topics, audiences=("residents",), credit=one.credit, mark=one.mark,
            unit_id=seat.unit_id if seat else None, sources=sources_from(one.sources),
            due_on=today + timedelta(days=one.due_in) if one.due_in is not None else None,
            commitments=tuple(row.pk for row in rows if any(piece.lower() in row.text.lower() for piece in one.serves)),
        )  # fmt: skip
        item = create_item(commune=commune, key=key, head=head, words=one.words, by=author)
        _bring(item, one, people)


def _bring(item: Item, one: Written, people: dict[str, Person]) -> None:
    """Along its way, by the people of the ward."""
    if one.until == "draft":
        return
    author, leader, editor = people[one.author], people["lanhdao"], people["truyenthanh"]
    submit(item=item, standing=_standing(author, item), by=author)
    if one.until == "returned":
        said = Said(Form.ARTICLE, "Nói rõ người dân cần mang theo giấy tờ gì.", "xin hỏi tại")
        comment(item=item, revision=item.current, said=said, by=leader)
        note = "Bổ sung ví dụ ba việc hay gặp nhất; câu thứ hai nên tách đôi cho dễ đọc trên loa."
        take_step(item=item, step=StepKind.RETURN, standing=_standing(leader, item), by=leader, note=note)
    if one.until in {"approved", "published"}:
        approve(item=item, revision=item.current, standing=_standing(leader, item), by=leader)
    if one.until == "published":
        item.refresh_from_db()
        mark_published(item=item, revision_id=item.current.pk, at=clock.now(), by=editor)


def _standing(person: Person, item: Item) -> Standing:
    """As the pages would give it: by the person's roles."""
    roles = frozenset(Membership.objects.filter(person=person, ended_at__isnull=True).values_list("role", flat=True))
    given = permissions_of(roles)
    hats = {
        Permission.WRITE_CONTENT: Hat.WRITER, Permission.EDIT_CONTENT: Hat.EDITOR,
        Permission.APPROVE_CONTENT: Hat.APPROVER, Permission.PUBLISH_CONTENT: Hat.PUBLISHER,
    }  # fmt: skip
    item.refresh_from_db()
    return Standing(
        ItemState(item.state), frozenset(hat for one, hat in hats.items() if one in given), item.live_id is not None
    )
