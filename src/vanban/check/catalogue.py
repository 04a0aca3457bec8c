"""Every rule of the linter, in one table."""

from vanban.check import attached, blanks, citations, duties, numbering
from vanban.check.pairs import pairs
from vanban.check.rule import Rule
from vanban.reading import Level

ERROR, WARNING, HINT = Level.ERROR, Level.WARNING, Level.HINT
FORM = "Nghị định 30/2020/NĐ-CP, Phụ lục I"

CATALOGUE: tuple[Rule, ...] = (
    Rule(
        "number_missing", HINT, blanks.number_missing, "Chưa có số, ký hiệu",
        "Văn thư cấp số khi ban hành; ghi “Số: 05/KH-UBND”.", f"{FORM}, mục II.3", any_kind=True,
    ),
    Rule(
        "issued_on_missing", HINT, blanks.issued_on_missing, "Chưa có ngày ban hành",
        "Ghi đủ địa danh, ngày, tháng, năm khi ký.", f"{FORM}, mục II.4", any_kind=True,
    ),
    Rule(
        "period_missing", WARNING, blanks.period_missing, "Chưa rõ kỳ của kế hoạch",
        "Ghi năm (hoặc 6 tháng, quý) vào trích yếu của kế hoạch.",
    ),
    Rule(
        "no_measurable_target", WARNING, blanks.no_target, "Không có chỉ tiêu đo được",
        "Bổ sung chỉ tiêu có con số, đơn vị đếm và kỳ, ví dụ “ít nhất 02 buổi phát thanh mỗi tháng”.",
    ),
    Rule(
        "no_task", WARNING, blanks.no_task, "Không có nhiệm vụ",
        "Bổ sung phần Tổ chức thực hiện: giao từng việc cho từng đơn vị.",
    ),
    Rule(
        "numbering_gap", WARNING, numbering.gaps, "Đánh số không liên tục",
        "Đánh lại số thứ tự cho liền mạch.", f"{FORM}, mục II.6",
        "1. … 2. … 4. …", "1. … 2. … 3. …", any_kind=True,
    ),
    Rule(
        "foreign_letter", HINT, numbering.foreign_letters, "Điểm đánh bằng chữ f, j, w, z",
        "Dùng bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k…", f"{FORM}, mục II.6",
        "e) … f) … g) …", "đ) … e) … g) …", any_kind=True,
    ),
    Rule(
        "marker_glued", HINT, numbering.no_blank, "Thiếu dấu cách sau số thứ tự",
        "Thêm một dấu cách sau số thứ tự.", f"{FORM}, mục II.6", "IV.TỔ CHỨC", "IV. TỔ CHỨC", any_kind=True,
    ),
    Rule(
        "appendix_missing", WARNING, attached.missing, "Phụ lục được nhắc mà không có",
        "Đính kèm phụ lục vào cùng tệp, hoặc bỏ câu nhắc đến phụ lục.", any_kind=True,
    ),
    Rule(
        "task_without_lead", WARNING, duties.without_lead, "Nhiệm vụ chưa giao ai",
        "Ghi rõ đơn vị chủ trì.",
    ),
    Rule(
        "task_without_deadline", HINT, duties.without_deadline, "Nhiệm vụ chưa có thời hạn",
        "Ghi thời hạn: ngày cụ thể, hằng tháng, hằng quý, hoặc “thường xuyên” nếu làm suốt kỳ.",
    ),
    Rule(
        "target_without_period", WARNING, duties.target_without_period, "Chỉ tiêu chưa nêu kỳ",
        "Ghi rõ số lượng tính cho mỗi tháng, mỗi quý hay cả năm.",
    ),
    Rule(
        "reference_undated", HINT, citations.undated, "Viện dẫn thiếu ngày ban hành",
        "Lần đầu viện dẫn, ghi đủ tên loại, số, ký hiệu, ngày ban hành, cơ quan ban hành và trích yếu.",
        f"{FORM}, mục II.6", any_kind=True,
    ),
    Rule(
        "reference_broken", HINT, citations.broken, "Số, ký hiệu viết chưa đúng",
        "Viết liền, giữa số và ký hiệu có dấu gạch chéo, giữa các chữ viết tắt có dấu gạch nối.", f"{FORM}, mục II.3",
        "749/QĐ TTg", "749/QĐ-TTg", any_kind=True,
    ),
    Rule(
        "contradiction_lead", WARNING, pairs("lead"), "Hai chỗ giao hai đơn vị chủ trì khác nhau",
        "Xác định đơn vị chủ trì đúng rồi sửa chỗ còn lại.",
    ),
    Rule(
        "contradiction_frequency", WARNING, pairs("frequency"), "Hai chỗ nêu số lượng hoặc kỳ khác nhau",
        "Chọn một con số, một kỳ và sửa chỗ còn lại.",
    ),
    Rule(
        "contradiction_deadline", WARNING, pairs("deadline"), "Hai chỗ nêu thời hạn khác nhau",
        "Chọn một thời hạn và sửa chỗ còn lại.",
    ),
    Rule(
        "contradiction_name", ERROR, pairs("name"), "Tên địa phương không thống nhất",
        "Sửa cho đúng tên địa phương ở mọi chỗ.", any_kind=True,
    ),
    Rule(
        "contradiction_year", WARNING, pairs("year"), "Năm không khớp với kỳ của kế hoạch",
        "Kiểm tra và sửa năm cho đúng; nếu nhắc đến năm trước thì nói rõ.",
    ),
)  # fmt: skip
"""Shown in this order in the reference."""

BY_CODE = {rule.code: rule for rule in CATALOGUE}
