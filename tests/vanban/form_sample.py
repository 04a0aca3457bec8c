"""A report and a plan of an imagined ward, with one of everything that a document can hold."""

from datetime import date

from vanban.form.document import (
    Appendix,
    Bullet,
    DataTable,
    Heading,
    OfficialDocument,
    Paragraph,
    Point,
    Run,
    Signature,
)

COLUMNS = ("TT", "Chỉ tiêu, nhiệm vụ", "Đơn vị chủ trì", "Kết quả", "Đánh giá")


def long_table(rows: int = 30) -> DataTable:
    return DataTable(
        header=COLUMNS,
        rows=tuple(
            (
                f"{number}.",
                f"Phát thanh bản tin số {number} về cải cách hành chính trên hệ thống truyền thanh phường",
                "Phòng Văn hóa - Xã hội",
                (Run(f"{number}/24 buổi", anchor=f"so-{number}"),),
                "Đạt",
            )
            for number in range(1, rows + 1)
        ),
        widths=(10, 65, 35, 30, 25),
        aligns=("center", "justify", "left", "center", "center"),
        row_anchors=tuple(f"dong-{number}" for number in range(1, rows + 1)),
    )


def report(*, rows: int = 30, paragraphs: int = 6) -> OfficialDocument:
    text = (
        "Ủy ban nhân dân phường đã chỉ đạo các phòng, ban, đơn vị tổ chức thông tin, tuyên truyền về cải cách hành "
        "chính bằng nhiều hình thức, phù hợp với từng nhóm đối tượng; việc đưa tin kịp thời, đúng định hướng."
    )
    body = [
        Paragraph("Ủy ban nhân dân phường Hoa Mai báo cáo kết quả công tác tuyên truyền như sau:"),
        Heading("I", "Công tác chỉ đạo, điều hành", 1, anchor="muc-1"),
        Heading("1", "Ban hành văn bản", 2),
        Paragraph((Run("Trong kỳ đã phát thanh "), Run("18 buổi", bold=True, anchor="so-lieu"), Run(", đạt 75%."))),
        *(Paragraph(text) for _ in range(paragraphs)),
        Heading("2", "Kết quả theo hình thức", 2),
        Bullet("Hệ thống truyền thanh: 18 buổi, mỗi buổi 15 phút;", anchor="kenh-1"),
        Bullet("cụm loa tổ dân phố số 1: 10 buổi;", "+"),
        Bullet("cụm loa tổ dân phố số 2: 08 buổi.", "+"),
        Point("a", "Trang thông tin điện tử: 12 tin, bài;"),
        Point("đ", "Mạng xã hội: <script>alert(1)</script> & 40 lượt chia sẻ."),
        Heading("II", "Kết quả thực hiện chỉ tiêu", 1),
        long_table(rows),
        Heading("III", "Tồn tại, nguyên nhân", 1),
        *(Paragraph(text) for _ in range(paragraphs)),
        Paragraph("Trên đây là Báo cáo công tác tuyên truyền cải cách hành chính quý III năm 2026./."),
    ]
    return OfficialDocument(
        kind="Báo cáo",
        title="Kết quả thông tin, tuyên truyền cải cách hành chính quý III năm 2026",
        parent="Ủy ban nhân dân thành phố Sông Bằng",
        issuer=("Ủy ban nhân dân", "phường Hoa Mai"),
        number="5/BC-UBND",
        place="Hoa Mai",
        issued_on=date(2026, 2, 5),
        addressees=("Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch"),
        basis=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 15/01/2026 của Ủy ban nhân dân phường;",
        ),
        body=tuple(body),
        signature=Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Trần Thị Bình Minh"),
        recipients=("Như trên", "TT Đảng ủy, HĐND phường;", "- Các phòng, ban, đơn vị", "Lưu: VT, VHXH"),
        appendices=(
            Appendix(
                "Danh mục minh chứng",
                (long_table(24),),
                "I",
                "Kèm theo Báo cáo số 05/BC-UBND ngày 05/02/2026 của UBND phường Hoa Mai",
                landscape=True,
            ),
            Appendix("Văn bản đã ban hành", (Paragraph("Không có."),), "II"),
        ),
    )
