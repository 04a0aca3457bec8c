# ruff: noqa: E501  (the lines of a plan are as an official would have them)
"""A plan as a clerk makes it in Word: a table without rules for the head, paragraphs, a table in the appendix. Three
faults of the appendix are on purpose: another lead, another frequency, another deadline than the body."""

from io import BytesIO

from docx import Document
from docx.shared import Mm, Pt

LEFT = "ỦY BAN NHÂN DÂN\nĐẶC KHU CÁT HẢI\nSố: 64/KH-UBND"
RIGHT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCát Hải, ngày 27 tháng 01 năm 2026"
BODY = """KẾ HOẠCH
Truyền thông về cải cách hành chính năm 2026 trên địa bàn đặc khu Cát Hải
Căn cứ Kế hoạch số 402/KH-UBND ngày 29 tháng 12 năm 2025 của Ủy ban nhân dân thành phố Hải Phòng về cải cách hành chính năm 2026.
Ủy ban nhân dân đặc khu Cát Hải ban hành Kế hoạch truyền thông về cải cách hành chính năm 2026 như sau:
I. MỤC TIÊU
1. Mục tiêu chung
Giúp cư dân, ngư dân, doanh nghiệp du lịch hiểu và dùng dịch vụ công trực tuyến.
2. Mục tiêu cụ thể
a) 100% thôn, tổ dân phố có điểm tra cứu thủ tục hành chính bằng mã QR trước ngày 30/6/2026;
b) Tối thiểu 60% hồ sơ phát sinh được nộp trực tuyến trong năm 2026;
c) Biên tập ít nhất 02 bản tin song ngữ Việt - Anh mỗi tháng trên trang thông tin điện tử đặc khu.
II. NHIỆM VỤ VÀ PHÂN CÔNG
1. Phòng Văn hóa - Xã hội
- Biên tập ít nhất 02 bản tin song ngữ Việt - Anh mỗi tháng trên trang thông tin điện tử đặc khu.
- Tổng hợp, báo cáo Ủy ban nhân dân đặc khu trước ngày 10 tháng cuối quý.
2. Trung tâm Phục vụ hành chính công
- Lắp đặt điểm tra cứu thủ tục hành chính bằng mã QR tại các thôn, tổ dân phố trước ngày 30/6/2026.
3. Đồn Biên phòng, Công an đặc khu
- Hướng dẫn chủ tàu khai báo cư trú, lưu trú trực tuyến hằng tháng.
4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam đặc khu
- Giám sát việc tiếp nhận, trả lời phản ánh, kiến nghị hằng quý.
III. KINH PHÍ
Từ dự toán ngân sách đặc khu năm 2026 (phân công chi tiết tại Phụ lục kèm theo).
Trên đây là Kế hoạch truyền thông về cải cách hành chính năm 2026 trên địa bàn đặc khu Cát Hải./."""
ENDING = (
    "Nơi nhận:\n- UBND thành phố (b/c);\n- TT Đảng ủy, TT HĐND đặc khu;\n- Ủy ban MTTQ Việt Nam đặc khu;\n- Các phòng, trung tâm, đơn vị;\n- Đồn Biên phòng; Công an đặc khu;\n- Lưu: VT, VHXH.",
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nBùi Tuấn Mạnh",
)
ROWS = (
    ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"),
    ("1", "Biên tập ít nhất 02 bản tin song ngữ Việt - Anh mỗi quý trên trang thông tin điện tử đặc khu", "Phòng Văn hóa - Xã hội", "Các phòng, trung tâm", "Hằng quý"),
    ("2", "Lắp đặt điểm tra cứu thủ tục hành chính bằng mã QR tại các thôn, tổ dân phố", "Phòng Văn hóa - Xã hội", "Các thôn, tổ dân phố", "Trước ngày 15/8/2026"),
    ("4", "Hướng dẫn chủ tàu khai báo cư trú, lưu trú trực tuyến", "Công an đặc khu", "Đồn Biên phòng", "Hằng tháng"),
)  # fmt: skip


def plan_of_cat_hai() -> bytes:
    """The file, as Word would hand it over."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    _table(document, ((LEFT, RIGHT),))
    for line in BODY.split("\n"):
        document.add_paragraph(line)
    _table(document, (ENDING,))
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph("Phân công nhiệm vụ")
    _table(document, ROWS, style="Table Grid")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _table(document, rows, style: str | None = None) -> None:
    table = document.add_table(len(rows), len(rows[0]), style)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)
