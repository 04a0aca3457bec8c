"""Topics (nội dung) and audiences (đối tượng) of a plan, with the codes of the closed lists."""

import re

from vanban.flat import fold
from vanban.organisations import Found
from vanban.vocabulary import Audience, Topic

WORDS: tuple[tuple[Topic, str], ...] = (
    (Topic.INDICES, r"par ?index|sipas|papi|\bpci\b|\bdti\b|ddci|chỉ số"),
    (Topic.QUALITY, r"iso 9001|hệ thống quản lý chất lượng|tcvn"),
    (Topic.GOOD_MODELS, r"mô hình|điển hình|sáng kiến|cách làm (?:hay|hiệu quả)|biểu dương|tấm gương|gương điển hình"),
    (Topic.SUPERVISION, r"giám sát|phản ánh|kiến nghị|góp ý|quyền,? (?:và )?nghĩa vụ|đường dây nóng"),
    (Topic.ONLINE_SERVICES, r"dịch vụ công(?: trực tuyến)?|thanh toán trực tuyến|bưu chính công ích"),
    (Topic.TWO_LEVELS, r"0?2 cấp|hai cấp|phân cấp|phân quyền|ủy quyền|sắp xếp đơn vị hành chính|chính quyền đô thị"),
    (Topic.DISCIPLINE, r"kỷ luật|kỷ cương|đạo đức công vụ|quy tắc ứng xử|văn hóa công (?:vụ|sở)|thái độ"),
    (Topic.PROCEDURES, r"thủ tục hành chính|tthc|một cửa|kiểm soát thủ tục|bộ phận (?:một cửa|tiếp nhận)"),
    (Topic.DIGITAL, (
        r"chuyển đổi số|(?:chính quyền|chính phủ) (?:điện tử|số)|công nghệ thông tin|kinh tế số|định danh|đề án 06|"
        r"dữ liệu"
    )),
    (Topic.CIVIL_SERVICE, r"công vụ|công chức|viên chức|tuyển dụng|tinh giản biên chế|nhân tài"),
    (Topic.ORGANISATION, r"tổ chức bộ máy|bộ máy|sắp xếp, kiện toàn|kiện toàn|tinh gọn"),
    (Topic.PUBLIC_FINANCE, r"tài chính công|tự chủ|tài chính|ngân sách|kinh phí"),
    (Topic.INSTITUTIONS, r"thể chế|văn bản quy phạm|hoàn thiện (?:thể chế|cơ chế)"),
    (Topic.LEADERSHIP, r"người đứng đầu|cấp ủy|vai trò, trách nhiệm|chỉ đạo quyết liệt"),
    (Topic.RESULTS, r"kết quả|tồn tại|hạn chế|tình hình triển khai"),
    (Topic.POLICY, (
        r"quan điểm|chủ trương|chính sách|chương trình tổng thể|nghị quyết|quyết định số|tầm "
        r"quan trọng|ý nghĩa"
    )),
)  # fmt: skip
PATTERNS = tuple((topic, re.compile(words)) for topic, words in WORDS)

AUDIENCE_WORDS: tuple[tuple[Audience, str], ...] = (
    (Audience.REPORTERS, (
        r"(?:đội ngũ )?(?:báo cáo viên|tuyên truyền viên|cộng tác viên|phóng viên|"
        r"biên tập viên)(?:, (?:báo cáo viên|tuyên truyền viên|biên tập viên))*"
    )),
    (Audience.OFFICIALS, (
        r"(?:đội ngũ )?cán bộ(?:,? (?:và )?(?:công chức|viên chức|người lao động|đảng viên))+|"
        r"(?<!cán bộ, )công chức, viên chức(?:(?:,| và) người lao động)?|cán bộ quản lý|"
        r"người đứng đầu(?: (?:các )?cơ quan(?:, (?:tổ chức|đơn vị))?)?|đảng viên"
    )),
    (Audience.MEMBERS, r"(?:các )?(?:đoàn viên, hội viên|hội viên, đoàn viên|đoàn viên|hội viên)"),
    (Audience.BUSINESSES, r"(?:cộng đồng )?doanh nghiệp(?:, hộ kinh doanh)?|hộ kinh doanh|hợp tác xã"),
    (Audience.RESIDENTS, (
        r"(?:các tầng lớp |mọi tầng lớp |quần chúng )nhân dân|người dân|công dân|nhân dân|hộ gia đình|thanh niên|"
        r"học sinh"
    )),
    (Audience.ORGANISATIONS, (
        r"(?:các )?tổ chức (?:chính trị ?[-–] ?xã hội|xã hội|đoàn thể)|(?:các )?đoàn thể|"
        r"(?:cơ quan, )?tổ chức(?=[,;.]| và| đối| được)"
    )),
)  # fmt: skip
AUDIENCE_OF = {f"a{index}": audience for index, (audience, _) in enumerate(AUDIENCE_WORDS)}
AUDIENCE = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<a{index}>{words})" for index, (_, words) in enumerate(AUDIENCE_WORDS)) + r")(?!\w)",
    re.IGNORECASE,
)


def topic_of(text: str) -> Topic | None:
    """The topic that a text of contents speaks of first and most; None where no word of any topic stands in it."""
    words = fold(text)[:1500]
    best: tuple[float, Topic] | None = None
    for order, (topic, pattern) in enumerate(PATTERNS):
        places = [match.start() for match in pattern.finditer(words)]
        if places:
            score = len(places) + 2.0 * (1 - places[0] / max(len(words), 1)) - order * 0.05
            best = max(best, (score, topic), key=lambda pair: pair[0]) if best else (score, topic)
    return best[1] if best else None


def find_audiences(text: str) -> list[tuple[Found, Audience]]:
    """Every audience named in a flat text, with its code."""
    return [
        (Found(match.group(), match.start(), match.end()), AUDIENCE_OF[match.lastgroup or ""])
        for match in AUDIENCE.finditer(text)
    ]


def audience_of(text: str) -> Audience | None:
    """The first audience that a text names."""
    return next((audience for _, audience in find_audiences(text)), None)
