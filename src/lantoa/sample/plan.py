"""The plan of the sample ward: our own writing, in the genre of such plans; the ward and the province are invented.

It holds what real plans hold: targets with floors and percentages, one of several forms, encouraged and requested work,
every kind of deadline, an appendix table, and one contradiction between body and appendix for the reviewer to decide.
"""

from datetime import date

from vanban.form.document import (
    Appendix,
    Block,
    Bullet,
    DataTable,
    Heading,
    OfficialDocument,
    Paragraph,
    Point,
    Signature,
)

PROVINCE = "tỉnh Sông Bằng"
WARD = "phường Hoa Mai"


def sample_title(year: int) -> str:
    """What the plan of a year is about: by this the sample knows its own plans."""
    return f"Thông tin, tuyên truyền cải cách hành chính năm {year} trên địa bàn {WARD}"


def sample_plan(year: int) -> OfficialDocument:
    """The whole plan of one calendar year, signed in January of it."""
    return OfficialDocument(
        kind="KẾ HOẠCH",
        title=sample_title(year),
        issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG HOA MAI"),
        number="09/KH-UBND",
        place="Hoa Mai",
        issued_on=date(year, 1, 12),
        basis=(
            "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành"
            " chính nhà nước giai đoạn 2021-2030;",
            f"Thực hiện Kế hoạch số 04/KH-UBND ngày 05/01/{year} của UBND {PROVINCE} về thông tin, tuyên truyền cải cách"
            f" hành chính năm {year}.",
        ),
        body=(
            Paragraph(
                f"Ủy ban nhân dân {WARD} ban hành Kế hoạch thông tin, tuyên truyền cải cách hành chính (CCHC) năm {year}"
                " như sau:"
            ),
            *_purpose(year), *_content(), *_funding(year), *_responsibility(year), *_closing(year),
        ),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Đỗ Thị Lan Chi"),
        recipients=(
            f"UBND {PROVINCE};", "Sở Nội vụ;", "TT Đảng ủy, TT HĐND phường;", "Chủ tịch, các PCT UBND phường;",
            "Ủy ban MTTQ Việt Nam phường;", "Các phòng, ban, đơn vị thuộc phường;", "17 tổ dân phố;", "Lưu: VT, VHXH.",
        ),
        appendices=(_appendix(year),),
    )  # fmt: skip


def _purpose(year: int) -> tuple[Block, ...]:
    return (
        Heading("I", "Mục đích, yêu cầu", 1),
        Heading("1", "Mục đích", 2),
        Bullet(
            "Nâng cao nhận thức, trách nhiệm của cán bộ, công chức, viên chức và người lao động trong thực hiện nhiệm vụ"
            " CCHC; tạo sự đồng thuận của người dân, tổ chức, doanh nghiệp trên địa bàn phường."
        ),
        Bullet(
            "Giúp người dân, doanh nghiệp hiểu và sử dụng dịch vụ công trực tuyến, thanh toán trực tuyến; tham gia giám"
            " sát, góp ý đối với hoạt động của cơ quan hành chính."
        ),
        Heading("2", "Yêu cầu", 2),
        Bullet("Tuyên truyền thường xuyên, đúng trọng tâm, phù hợp với từng nhóm đối tượng và điều kiện của phường."),
        Bullet("Mỗi hoạt động tuyên truyền phải có minh chứng, được tổng hợp kịp thời để phục vụ báo cáo."),
        Heading("3", "Chỉ tiêu cụ thể", 2),
        Bullet("100% cán bộ, công chức, viên chức được tập huấn, cập nhật kiến thức về CCHC, chuyển đổi số trong năm."),
        Bullet("Phát thanh nội dung CCHC trên hệ thống truyền thanh phường tối thiểu 04 lần/tháng."),
        Bullet("Đăng ít nhất 03 tin, bài về CCHC mỗi tháng trên Trang thông tin điện tử phường."),
        Bullet(
            "Tổ chức ít nhất 02 hội nghị tuyên truyền hoặc sinh hoạt chuyên đề về CCHC trong năm (có thể lồng ghép trong"
            " các cuộc họp của cơ quan, tổ dân phố, đoàn thể)."
        ),
        Bullet("Tổ chức ít nhất 01 buổi đối thoại giữa chính quyền với người dân, doanh nghiệp mỗi 6 tháng."),
        Bullet(
            "Niêm yết công khai, cập nhật kịp thời 100% thủ tục hành chính thuộc thẩm quyền giải quyết của phường tại"
            " Trung tâm Phục vụ hành chính công và trên Trang thông tin điện tử phường."
        ),
        Bullet("Tỷ lệ người dân, tổ chức được tiếp cận thông tin CCHC qua các hình thức truyền thông đạt trên 80%."),
    )


def _content() -> tuple[Block, ...]:
    contents = (
        "Chủ trương của Đảng, chính sách, pháp luật của Nhà nước về CCHC; các văn bản chỉ đạo của tỉnh và của phường.",
        "Vai trò, trách nhiệm của cấp ủy, người đứng đầu cơ quan, đơn vị trong thực hiện nhiệm vụ CCHC.",
        "Cải cách thể chế: kết quả rà soát, hoàn thiện các quy định thuộc thẩm quyền.",
        "Cải cách thủ tục hành chính; cơ chế một cửa, một cửa liên thông; kết quả giải quyết thủ tục hành chính.",
        "Cải cách tổ chức bộ máy; mô hình chính quyền địa phương 02 cấp; phân cấp, phân quyền.",
        "Cải cách chế độ công vụ; kỷ luật, kỷ cương hành chính; đạo đức công vụ.",
        "Cải cách tài chính công; cơ chế tự chủ của đơn vị sự nghiệp công lập.",
        "Xây dựng chính quyền điện tử, chính quyền số; dịch vụ công trực tuyến, thanh toán trực tuyến.",
        "Kết quả các Chỉ số PAR INDEX, SIPAS, PAPI; nhiệm vụ, giải pháp nâng cao các chỉ số của phường.",
        "Mô hình mới, cách làm hay, gương điển hình; phản ánh, kiến nghị và quyền giám sát của người dân.",
    )
    forms = (
        "Tin, bài, phóng sự, video, hình ảnh trên hệ thống truyền thanh phường và Trang thông tin điện tử phường.",
        "Trang Zalo chính danh (OA), Facebook của phường; nhóm Zalo của các tổ dân phố.",
        "Pano, áp phích, băng rôn, khẩu hiệu, tờ rơi; bảng tin công cộng; niêm yết công khai tại nơi tiếp nhận hồ sơ.",
        "Hội nghị, tập huấn, tọa đàm, đối thoại; lồng ghép trong các buổi giao ban, họp tổ dân phố, sinh hoạt đoàn thể.",
        "Ngoài các hình thức trên, thực hiện ít nhất một trong số các hình thức: tổ chức Cuộc thi tìm hiểu về CCHC; sân"
        " khấu hóa; xây dựng phóng sự truyền hình.",
        "Khuyến khích ứng dụng trí tuệ nhân tạo (AI), trợ lý ảo trong biên soạn nội dung và giải đáp cho người dân.",
    )
    letters = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k")
    return (
        Heading("II", "Nội dung, hình thức tuyên truyền", 1),
        Heading("1", "Nội dung", 2),
        *(Point(letter, text) for letter, text in zip(letters, contents, strict=True)),
        Heading("2", "Hình thức", 2),
        *(Point(letter, text) for letter, text in zip(letters, forms, strict=False)),
    )


def _funding(year: int) -> tuple[Block, ...]:
    return (
        Heading("III", "Kinh phí thực hiện", 1),
        Paragraph(
            f"Kinh phí thực hiện được bố trí trong dự toán ngân sách năm {year} của phường và các nguồn hợp pháp khác theo"
            " quy định."
        ),
    )


def _responsibility(year: int) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("IV", "Tổ chức thực hiện", 1)]
    for number, (unit, tasks) in enumerate(_tasks_by_unit(year), start=1):
        blocks += [Heading(str(number), unit, 2), *(Bullet(task) for task in tasks)]
    blocks += [
        Paragraph(
            "6. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường và các tổ chức chính trị - xã hội: Phối hợp tuyên truyền,"
            " vận động đoàn viên, hội viên và Nhân dân tham gia thực hiện, giám sát công tác CCHC."
        ),
        Paragraph(
            "7. Đề nghị Ban Xây dựng Đảng đưa nội dung tuyên truyền CCHC vào Hội nghị báo cáo viên định kỳ và Bản tin sinh"
            " hoạt chi bộ."
        ),
    ]
    return tuple(blocks)


def _tasks_by_unit(year: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("Phòng Văn hóa - Xã hội", (
            "Chủ trì, phối hợp với các phòng, ban, đơn vị tham mưu UBND phường triển khai thực hiện Kế hoạch; hướng dẫn,"
            " kiểm tra, đôn đốc việc thực hiện tại các đơn vị.",
            "Hằng tháng xây dựng và đăng tin, bài tuyên truyền CCHC trên Trang thông tin điện tử phường và trang Zalo OA.",
            "Tổng hợp, báo cáo kết quả tuyên truyền CCHC hằng quý, 06 tháng, năm (trước ngày 05 tháng cuối của quý, năm).",
            f"Tổ chức hội nghị tuyên truyền CCHC cho tổ trưởng tổ dân phố, cộng tác viên trước ngày 30/6/{year}.",
        )),
        ("Văn phòng HĐND và UBND", (
            "Lồng ghép nội dung CCHC vào các buổi giao ban định kỳ hằng tháng của UBND phường.",
            "Tham mưu ban hành Kế hoạch kiểm tra công tác CCHC, chậm nhất 20 ngày kể từ ngày UBND tỉnh ban hành Kế hoạch"
            " kiểm tra CCHC.",
            "Chủ trì tổ chức đối thoại giữa chính quyền với người dân, doanh nghiệp về CCHC.",
        )),
        ("Trung tâm Phục vụ hành chính công", (
            "Thường xuyên niêm yết, cập nhật thủ tục hành chính mới ban hành, sửa đổi, bổ sung, thay thế, bị bãi bỏ; hướng"
            " dẫn người dân sử dụng dịch vụ công trực tuyến, thanh toán trực tuyến.",
            "Định kỳ hằng quý khảo sát mức độ hài lòng của người dân, tổ chức đối với việc giải quyết thủ tục hành chính.",
        )),
        ("Trung tâm Dịch vụ sự nghiệp công", (
            "Biên tập, phát sóng chương trình tuyên truyền CCHC trên hệ thống truyền thanh phường theo lịch phân công.",
            "Xây dựng ít nhất 02 phóng sự hoặc video về CCHC trong năm.",
        )),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", (
            f"Tham mưu bố trí kinh phí thực hiện Kế hoạch trong quý I năm {year}.",
            "Tuyên truyền về CCHC, dịch vụ công trực tuyến đến doanh nghiệp, hộ kinh doanh trên địa bàn phường.",
        )),
    )  # fmt: skip


def _closing(year: int) -> tuple[Block, ...]:
    return (
        Paragraph(
            f"Trên đây là Kế hoạch thông tin, tuyên truyền cải cách hành chính năm {year} trên địa bàn {WARD}. Yêu cầu các"
            " phòng, ban, đơn vị nghiêm túc triển khai thực hiện; nếu có khó khăn, vướng mắc, kịp thời báo cáo UBND phường"
            " (qua Phòng Văn hóa - Xã hội) để xem xét, giải quyết./."
        ),
    )


def _appendix(year: int) -> Appendix:
    vhxh, vp, dvsnc = "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Trung tâm Dịch vụ sự nghiệp công"
    hcc, others = "Trung tâm Phục vụ hành chính công", "Các phòng, ban, đơn vị"
    rows = (
        ("1.", "Treo băng rôn, khẩu hiệu, pano tuyên truyền CCHC tại trụ sở UBND phường và các trục đường chính", dvsnc,
         vhxh, f"Trước ngày 31/3/{year}"),
        ("2.", "Phát thanh nội dung CCHC trên hệ thống truyền thanh phường, tối thiểu 02 lần/tháng", dvsnc, vhxh,
         "Hằng tháng"),
        ("3.", "Phát hành tờ rơi hướng dẫn nộp hồ sơ trực tuyến tại 17 tổ dân phố", hcc, others, f"Quý II năm {year}"),
        ("4.", "Tổ chức Cuộc thi tìm hiểu về CCHC trên địa bàn phường", vhxh, others, "Theo lịch của tỉnh"),
        ("5.", "Tham gia lớp tập huấn về CCHC, chuyển đổi số do tỉnh tổ chức", vp, others, "Theo lịch của tỉnh"),
        ("6.", "Kiểm tra công tác tuyên truyền CCHC tại các đơn vị và tổ dân phố", vhxh, vp, "Mỗi 6 tháng một lần"),
        ("7.", "Tổng kết công tác tuyên truyền CCHC, biểu dương gương điển hình", vhxh, vp, f"Tháng 12 năm {year}"),
    )  # fmt: skip
    return Appendix(
        title="Một số nhiệm vụ cụ thể về tuyên truyền cải cách hành chính",
        attached_to=f"Kèm theo Kế hoạch số 09/KH-UBND ngày 12/01/{year} của UBND {WARD}",
        blocks=(
            DataTable(
                header=("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"),
                rows=rows, widths=(11, 62, 32, 30, 30), aligns=("center", "justify", "center", "center", "center"),
            ),
        ),
    )  # fmt: skip
