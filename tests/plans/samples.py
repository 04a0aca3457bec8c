"""A small plan of our own, in the genre, for tests that may not depend on the real ones."""
# ruff: noqa: E501

from lantoa.communes.models import Commune
from lantoa.plans.actions.intake import receive_plan
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, Contradiction, Plan, PlanVersion

PLAN = """\
ỦY BAN NHÂN DÂN
PHƯỜNG THỬ NGHIỆM
Số: 25/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thử Nghiệm, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
Tuyên truyền cải cách hành chính phường Thử Nghiệm năm 2025

Căn cứ Quyết định số 100/QĐ-UBND ngày 05/01/2025 của UBND tỉnh về Kế hoạch cải cách hành chính năm 2025;
UBND phường Thử Nghiệm ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2025 như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao nhận thức của cán bộ, công chức và người dân về cải cách hành chính.
2. Chỉ tiêu
- Tuyên truyền cải cách hành chính trên hệ thống truyền thanh phường tối thiểu 02 lần/tháng.
- Đăng ít nhất 01 tin, bài/tháng trên Trang thông tin điện tử phường.
- 100% cán bộ, công chức được bồi dưỡng kiến thức về cải cách hành chính trong năm.

II. NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN
1. Nội dung
- Tuyên truyền về cải cách thủ tục hành chính, dịch vụ công trực tuyến.
2. Hình thức
- Tuyên truyền trên hệ thống truyền thanh, Trang thông tin điện tử, Zalo của phường.

III. KINH PHÍ
Kinh phí thực hiện từ nguồn ngân sách phường năm 2025.

IV. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
- Chủ trì, phối hợp với Văn phòng HĐND và UBND tham mưu triển khai Kế hoạch; báo cáo kết quả trước ngày 05 tháng cuối của quý.
- Biên tập nội dung tuyên truyền về cải cách hành chính hằng tháng.
2. Trung tâm Phục vụ hành chính công
- Niêm yết công khai đầy đủ thủ tục hành chính tại trụ sở trước ngày 30/6/2025.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường
- Phối hợp tuyên truyền cải cách hành chính đến đoàn viên, hội viên và Nhân dân.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
"""


def given(commune: Commune, text: str = PLAN, name: str = "ke-hoach.txt", by: object = None) -> PlanVersion:
    """Received, not read yet. Needs the commune's scope."""
    return receive_plan(commune=commune, upload=text.encode(), name=name, by=by)  # type: ignore[arg-type]


def read(commune: Commune, text: str = PLAN, name: str = "ke-hoach.txt", by: object = None) -> PlanVersion:
    """Received and read: in review, unless the document cannot be read. Needs the commune's scope."""
    version = given(commune, text, name, by)
    read_version(commune.pk, version.pk)
    return PlanVersion.objects.select_related("plan", "file").get(pk=version.pk)


def in_review(commune: Commune) -> PlanVersion:
    """The rows of a review with one item and one contradiction, without any reading. Needs the commune's scope."""
    plan = Plan.of(commune.pk, title="Kế hoạch tuyên truyền")
    plan.save()
    version = PlanVersion.of(commune.pk, plan=plan, state="in_review", text="Tuyên truyền hằng tháng.", reading={})
    version.save()
    Commitment.of(commune.pk, version=version, kind="task", text="Tuyên truyền hằng tháng.").save()
    Contradiction.of(commune.pk, version=version, message="Hai chỗ khác nhau.", left_text="a", right_text="b").save()
    return version
