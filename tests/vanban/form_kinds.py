"""One document of each kind that a commune issues, of an imagined ward; written for these tests."""
# ruff: noqa: E501, ISC004 - prose of documents

from dataclasses import replace
from datetime import date

from tests.vanban.form_sample import report
from vanban.form.document import (
    Appendix,
    Article,
    Bullet,
    Clause,
    DataTable,
    Heading,
    OfficialDocument,
    Paragraph,
    Point,
    Run,
    Signature,
)

ISSUER = ("Ủy ban nhân dân", "phường Hoa Mai")
CHAIR = Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Nguyễn Thị Ánh Tuyết")
DEPUTY = Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Trần Văn Hữu")
DUTIES = (
    "Tham mưu Ủy ban nhân dân phường ban hành văn bản chỉ đạo, đôn đốc các phòng, ban, đơn vị thực hiện nghiêm túc, kịp thời "
    "các nội dung của Kế hoạch số 15/KH-UBND; tổng hợp kết quả, báo cáo Ủy ban nhân dân thành phố trước ngày 15 tháng cuối quý.",
    "Duy trì chuyên mục “Cải cách hành chính” trên Trang thông tin điện tử phường; bảo đảm tối thiểu 02 tin/bài mỗi tháng, có "
    "ảnh hoặc video minh họa, phản ánh đúng tình hình ở tổ dân phố.",
    "Phát thanh trên hệ thống truyền thanh cơ sở ít nhất 02 lần/tháng, mỗi lần từ 10 đến 15 phút, vào khung giờ 06 giờ 30 phút và "
    "17 giờ 00 phút; nội dung do Phòng Văn hóa - Xã hội biên tập.",
)


def plan() -> OfficialDocument:
    """Kế hoạch with letters beyond d, two appendices, one lying."""
    rows = tuple(
        (
            str(number),
            f"Tổ chức hoạt động tuyên truyền số {number}: " + DUTIES[number % 3],
            "Phòng Văn hóa - Xã hội",
            "Văn phòng HĐND và UBND; các tổ dân phố",
            "Hằng tháng" if number % 2 else "Quý II/2026",
        )
        for number in range(1, 15)
    )
    table = DataTable(
        ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
        rows,
        widths=(10, 70, 32, 32, 21),
        aligns=("center", "justify", "left", "left", "center"),
    )
    attached = "Kèm theo Kế hoạch số 15/KH-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân phường Hoa Mai"
    return OfficialDocument(
        kind="Kế hoạch",
        title="Tuyên truyền cải cách hành chính\ntrên địa bàn phường Hoa Mai năm 2026",
        issuer=ISSUER,
        number="15/KH-UBND",
        place="Hoa Mai",
        issued_on=date(2026, 1, 20),
        body=(
            Paragraph(
                "Thực hiện Kế hoạch số 210/KH-UBND ngày 30 tháng 12 năm 2025 của Ủy ban nhân dân thành phố Sông Bằng về cải cách "
                "hành chính nhà nước năm 2026, Ủy ban nhân dân phường Hoa Mai ban hành Kế hoạch tuyên truyền như sau:"
            ),
            Heading("I", "Mục đích, yêu cầu"),
            Heading("1", "Mục đích", 2),
            Paragraph(DUTIES[0]),
            Heading("2", "Yêu cầu", 2),
            *(Bullet(text) for text in DUTIES),
            Bullet("Cấp nào, đơn vị nào làm thì cấp đó, đơn vị đó chịu trách nhiệm;", "+"),
            Bullet("Không để chậm, muộn.", "+"),
            Heading("II", "Nội dung tuyên truyền"),
            *(Point(label, DUTIES[index % 3]) for index, label in enumerate("abcdđeghik")),
            Heading("III", "Tổ chức thực hiện"),
            Heading("1", "Phòng Văn hóa - Xã hội", 2),
            *(Point(label, DUTIES[index]) for index, label in enumerate("abc")),
            Heading("2", "Văn phòng HĐND và UBND phường", 2),
            *(Point(label, DUTIES[index]) for index, label in enumerate("ab")),
            Heading("3", "Các tổ dân phố", 2),
            Heading("3.1", "Tổ trưởng", 3),
            Paragraph(DUTIES[2]),
            Heading("3.2", "Cộng tác viên", 3),
            Paragraph(DUTIES[1]),
            Paragraph("Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2026 của phường Hoa Mai./."),
        ),
        signature=CHAIR,
        recipients=(
            "Ủy ban nhân dân thành phố Sông Bằng",
            "Sở Nội vụ",
            "Thường trực Đảng ủy, HĐND phường",
            "Chủ tịch, các Phó Chủ tịch UBND phường",
            "Các phòng, ban, đơn vị, tổ dân phố",
            "Lưu: VT, VHXH",
        ),
        appendices=(
            Appendix("Phân công nhiệm vụ tuyên truyền", (table,), "I", attached),
            Appendix("Lịch phát thanh", (replace(table, rows=rows[:9]),), "II", attached, landscape=True),
        ),
    )


def letter() -> OfficialDocument:
    """Công văn to several, with address at the foot of the first page."""
    return OfficialDocument(
        kind="",
        title="đôn đốc báo cáo kết quả tuyên truyền cải cách hành chính quý I năm 2026",
        issuer=ISSUER,
        number="7/UBND-VHXH",
        place="Hoa Mai",
        issued_on=date(2026, 3, 9),
        addressees=("Các phòng, ban, đơn vị thuộc phường", "Tổ trưởng các tổ dân phố"),
        body=(
            Paragraph("Thực hiện Kế hoạch số 15/KH-UBND, Ủy ban nhân dân phường yêu cầu các đơn vị, tổ dân phố:"),
            Clause("1", DUTIES[0]),
            Clause("2", DUTIES[1]),
            Clause("3", DUTIES[2]),
            Paragraph("Yêu cầu các đơn vị nghiêm túc thực hiện./."),
        ),
        signature=Signature(("TL. Chủ tịch", "Chánh Văn phòng"), "Lê Quang Vũ"),
        recipients=("Chủ tịch, các PCT UBND phường (để báo cáo)", "Lưu: VT, VHXH"),
        contact=("Số 12 đường Hoa Mai, phường Hoa Mai, thành phố Sông Bằng", "Điện thoại: 0200 3 800 800"),
    )


def submission() -> OfficialDocument:
    """Tờ trình to one addressee; signed directly by the head of a unit."""
    return OfficialDocument(
        kind="Tờ trình",
        title="Về việc phê duyệt dự toán kinh phí tuyên truyền cải cách hành chính năm 2026",
        parent="UBND phường Hoa Mai",
        issuer=("Phòng Văn hóa - Xã hội",),
        number="03/TTr-VHXH",
        place="Hoa Mai",
        issued_on=date(2026, 2, 2),
        addressees=("Ủy ban nhân dân phường Hoa Mai",),
        basis=(
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Kế hoạch số 15/KH-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân phường Hoa Mai tuyên truyền cải cách "
            "hành chính trên địa bàn phường Hoa Mai năm 2026",
        ),
        body=(
            Paragraph("Phòng Văn hóa - Xã hội kính trình Ủy ban nhân dân phường phê duyệt dự toán như sau:"),
            DataTable(
                ("TT", "Nội dung chi", "Thành tiền (đồng)"),
                (
                    ("1", "Biên tập, phát thanh", "12.000.000"),
                    ("2", "In tờ gấp", "8.500.000"),
                    ("", "Cộng", "20.500.000"),
                ),
                widths=(12, 100, 53),
                aligns=("center", "left", "right"),
            ),
            Paragraph("Kính đề nghị Ủy ban nhân dân phường xem xét, phê duyệt./."),
        ),
        signature=Signature(("Trưởng phòng",), "Phạm Thị Hương"),
        recipients=("Lưu: VHXH",),
    )


def decision() -> OfficialDocument:
    """Quyết định of the chair, signed by a deputy."""
    return OfficialDocument(
        kind="Quyết định",
        title="Về việc thành lập Tổ cộng tác viên tuyên truyền cải cách hành chính",
        issuer=ISSUER,
        number="128/QĐ-UBND",
        place="Hoa Mai",
        issued_on=date(2026, 10, 5),
        deciding="Chủ tịch Ủy ban nhân dân phường Hoa Mai",
        basis=(
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Kế hoạch số 15/KH-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân phường Hoa Mai",
            "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội",
        ),
        body=(
            Article(
                "1", "Thành lập Tổ cộng tác viên tuyên truyền cải cách hành chính phường Hoa Mai gồm 12 thành viên."
            ),
            Article("2", "", "Nhiệm vụ của Tổ cộng tác viên"),
            Clause("1", DUTIES[1]),
            Clause("2", DUTIES[2]),
            Point("a", "Đưa tin về hoạt động ở tổ dân phố;"),
            Point("b", "Gửi ảnh, video;"),
            Point("c", "Phản ánh ý kiến của Nhân dân."),
            Article("3", "Quyết định này có hiệu lực kể từ ngày ký."),
            Article(
                "4",
                "Chánh Văn phòng HĐND và UBND, Trưởng phòng Văn hóa - Xã hội và các cá nhân có tên tại Điều 1 chịu trách "
                "nhiệm thi hành Quyết định này./.",
            ),
        ),
        signature=Signature(("KT. Chủ tịch", "Phó Chủ tịch"), "Trần Văn Hữu"),
        recipients=("Như Điều 4", "Chủ tịch UBND phường (để báo cáo)", "Lưu: VT, VHXH"),
    )


def notice() -> OfficialDocument:
    """Thông báo with marks of urgency and circulation; TUQ."""
    return OfficialDocument(
        kind="Thông báo",
        title="Kết luận của Chủ tịch Ủy ban nhân dân phường tại cuộc họp giao ban tháng 9",
        issuer=ISSUER,
        number="45/TB-UBND",
        place="Hoa Mai",
        issued_on=date(2026, 9, 30),
        urgency="THƯỢNG KHẨN",
        circulation="LƯU HÀNH NỘI BỘ",
        body=(
            Paragraph("Ngày 29/9/2026, Chủ tịch Ủy ban nhân dân phường chủ trì họp giao ban và kết luận:"),
            *(Clause(str(number + 1), text) for number, text in enumerate(DUTIES)),
            Paragraph("Văn phòng thông báo để các đơn vị biết, thực hiện./."),
        ),
        signature=Signature(("TUQ. Chủ tịch", "Trưởng phòng Văn hóa - Xã hội"), "Phạm Thị Hương"),
        recipients=("Các phòng, ban, đơn vị", "Lưu: VT"),
    )


def invitation() -> OfficialDocument:
    """Giấy mời (Mẫu 1.7)."""
    return OfficialDocument(
        kind="Giấy mời",
        title="Dự hội nghị đối thoại giữa Chủ tịch Ủy ban nhân dân phường với Nhân dân",
        issuer=ISSUER,
        number="9/GM-UBND",
        place="Hoa Mai",
        year=2026,
        body=(
            Paragraph("Ủy ban nhân dân phường Hoa Mai trân trọng kính mời: Đại diện các hộ dân tổ dân phố số 3"),
            Paragraph("Tới dự hội nghị đối thoại về giải quyết thủ tục hành chính."),
            Paragraph((Run("Chủ trì:", bold=True), Run(" Bà Nguyễn Thị Ánh Tuyết, Chủ tịch Ủy ban nhân dân phường."))),
            Paragraph((Run("Thời gian:", bold=True), Run(" 08 giờ 00 phút, ngày 15 tháng 5 năm 2026."))),
            Paragraph((Run("Địa điểm:", bold=True), Run(" Hội trường Ủy ban nhân dân phường."))),
            Paragraph("Rất mong các ông, bà đến dự đầy đủ, đúng giờ./."),
        ),
        signature=DEPUTY,
        recipients=("Như kính mời", "Lưu: VT, VHXH"),
    )


KINDS = {
    "ke-hoach": plan,
    "bao-cao": report,
    "cong-van": letter,
    "to-trinh": submission,
    "quyet-dinh": decision,
    "thong-bao": notice,
    "giay-moi": invitation,
}
