# ruff: noqa: E501  (sentences of plans)
"""Each rule: one change of a clean plan that it must find, and changes that it must let be."""

import pytest

from tests.vanban.check.clean_plan import PLAN
from vanban.check import CATALOGUE
from vanban.check.english import ENGLISH
from vanban.plan import read_document
from vanban.readers.text import source_of
from vanban.reading import Finding

UNIT = "- Niêm yết công khai đầy đủ thủ tục hành chính trước ngày 31/3/2026."
SAID = "a) Chủ trương của Đảng, chính sách pháp luật của Nhà nước về CCHC;"
HEAD = PLAN[: PLAN.index("KẾ HOẠCH\n")]
ROWS = "\n".join(("Phụ lục", "TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "1."))
BROADCAST = "- Chủ trì biên tập và phát ít nhất 02 tin, bài mỗi tháng trên hệ thống truyền thanh phường."
CLOSING = "Trên đây là Kế hoạch tuyên truyền cải cách hành chính năm 2026 trên địa bàn phường Bạch Mai."
TABLE = PLAN[PLAN.index("PHỤ LỤC") :]
TARGETS = "III. TỔ CHỨC THỰC HIỆN"

Change = tuple[str, str]
WRONG: list[tuple[str, Change]] = [
    ("head_missing", (HEAD, "")),
    ("nation_missing", ("Độc lập - Tự do - Hạnh phúc\n", "")),
    ("nation_wrong", ("Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc")),
    ("nation_wrong", ("XÃ HỘI CHỦ NGHĨA VIỆT NAM", "XÃ HỘI CHŨ NGHĨA VIỆT NAM")),
    ("number_missing", ("Số: 09/KH-UBND", "Số:    /KH-UBND")),
    ("number_form", ("Số: 09/KH-UBND", "Số: 9/KH-UBND")),
    ("number_form", ("Số: 09/KH-UBND", "Số: 09 / KH - UBND")),
    ("number_kind", ("Số: 09/KH-UBND", "Số: 09/BC-UBND")),
    ("issued_on_missing", ("ngày 12 tháng 01 năm 2026", "ngày   tháng 01 năm 2026")),
    ("date_form", ("ngày 12 tháng 01", "ngày 12 tháng 1")),
    ("date_form", ("ngày 12 tháng 01", "ngày 31 tháng 02")),
    ("date_form", ("ngày 12 tháng 01", "ngày 12 tháng 03")),
    ("place_name", ("Bạch Mai, ngày", "Hải Phòng, ngày")),
    ("head_order", ("Số: 09/KH-UBND\n", "")),
    ("kind_case", ("KẾ HOẠCH\n", "Kế hoạch\n")),
    ("title_missing", ("Tuyên truyền cải cách hành chính năm 2026 trên địa bàn phường Bạch Mai\n\nCăn cứ", "Căn cứ")),
    ("title_stop", ("trên địa bàn phường Bạch Mai\n\n", "trên địa bàn phường Bạch Mai.\n\n")),
    ("basis_marks", ("ngày 26/6/2025;", "ngày 26/6/2025.")),
    ("end_mark", ("thực hiện./.", "thực hiện.")),
    ("authority_missing", ("TM. ỦY BAN NHÂN DÂN\n", "")),
    ("deputy_alone", ("KT. CHỦ TỊCH\n", "")),
    ("authority_form", ("TM. ỦY BAN", "T/M ỦY BAN")),
    ("authority_form", ("KT. CHỦ TỊCH", "KT CHỦ TỊCH")),
    ("signer_degree", ("Trần Thị Mẫu", "ThS. Trần Thị Mẫu")),
    ("recipients_missing", (PLAN[PLAN.index("Nơi nhận") : PLAN.index("TM. ")], "")),
    ("archive_missing", ("- Lưu: VT, VHXH.\n", "")),
    ("archive_missing", ("- Lưu: VT, VHXH.", "- Lưu VT, VHXH.")),
    ("recipient_missing", ("- Các phòng, ban, đơn vị thuộc phường;\n", "")),
    ("recipient_missing", ("- Ủy ban MTTQ Việt Nam phường;\n", "")),
    ("recipient_idle", ("- Lưu: VT", "- Trạm Y tế;\n- Lưu: VT")),
    ("numbering_gap", ("d) Dịch vụ công trực tuyến;\n", "")),
    ("numbering_gap", ("2. Trung tâm", "4. Trung tâm")),
    ("numbering_gap", ("III. TỔ CHỨC", "II. TỔ CHỨC")),
    ("foreign_letter", ("e) Chuyển đổi số.", "e) Chuyển đổi số;\nf) Trợ lý ảo.")),
    ("marker_glued", ("III. TỔ CHỨC", "III.TỔ CHỨC")),
    ("period_missing", (" năm 2026", "")),
    ("contradiction_year", ("Niêm yết công khai đầy đủ thủ tục hành chính trước ngày 31/3/2026.", "Niêm yết công khai thủ tục hành chính năm 2025 trước ngày 31/3/2026.")),
    ("contradiction_name", ("Nhân dân phường Bạch Mai", "Nhân dân phường Bạch Đằng")),
    ("another_commune", (UNIT, "- Niêm yết thủ tục hành chính trên địa bàn phường Hòa Khánh trước ngày 31/3/2026.")),
    ("unknown_commune", ("Bạch Mai", "Bạch Mây Không Có")),
    ("gone_level", (SAID, "a) Chỉ đạo của UBND tỉnh, UBND huyện và xã;")),
    ("gone_level", (SAID, "a) Chương trình của thị trấn;")),
    ("gone_body", (SAID, "a) Phối hợp với Phòng Tư pháp;")),
    ("day_impossible", (UNIT, "- Niêm yết công khai đầy đủ thủ tục hành chính trước ngày 31/4/2026.")),
    ("copied_higher", (SAID, "a) Kinh phí đã được Ủy ban nhân dân tỉnh giao cho các cơ quan;")),
    ("copied_higher", ("Nâng cao nhận thức của", "Trên địa bàn phường, nâng cao nhận thức của cán bộ quản lý từ tỉnh đến cơ sở,")),
    ("closing_scrambled", ("Trên đây là Kế hoạch tuyên truyền", "Trên đây là Kế hoạch CCHC tuyên truyền")),
    ("closing_scrambled", (CLOSING, "Trên đây là Kế hoạch phòng, chống dịch bệnh gia súc, gia cầm vụ đông xuân.")),
    ("closing_scrambled", (CLOSING, CLOSING.replace("2026", "2025"))),
    ("appendix_missing", (TABLE, "")),
    ("appendix_uncited", (" (chi tiết tại Phụ lục kèm theo)", "")),
    ("appendix_number", ("PHỤ LỤC", "Phụ lục 1")),
    ("contradiction_lead", (TABLE, f"{ROWS}\nBiên tập và phát ít nhất 02 tin, bài mỗi tháng trên hệ thống truyền thanh phường\nVăn phòng HĐND và UBND\nPhòng Văn hóa - Xã hội\nHằng tháng\n")),
    ("contradiction_frequency", (TABLE, f"{ROWS}\nBiên tập và phát ít nhất 04 tin, bài mỗi tháng trên hệ thống truyền thanh phường\nPhòng Văn hóa - Xã hội\nVăn phòng HĐND và UBND\nHằng tháng\n")),
    ("contradiction_deadline", (TABLE, f"{ROWS}\nNiêm yết công khai đầy đủ thủ tục hành chính\nTrung tâm Phục vụ hành chính công\nPhòng Văn hóa - Xã hội\nTrước ngày 30/6/2026\n")),
    ("no_measurable_target", ("ít nhất 02 tin, bài mỗi tháng", "tin, bài hằng tháng")),
    ("target_unmeasurable", (TARGETS, "Đáp ứng.\nIII. CHỈ TIÊU\n1. Nâng cao chất lượng tin, bài trên hệ thống truyền thanh.\nIV. TỔ CHỨC THỰC HIỆN")),
    ("target_without_period", (UNIT, "- Tổ chức ít nhất 02 hội nghị tuyên truyền tại các tổ dân phố.")),
    ("target_without_lead", (TARGETS, "III. CHỈ TIÊU\n1. Tổ chức ít nhất 02 hội nghị mỗi năm.\nIV. TỔ CHỨC THỰC HIỆN")),
    ("no_task", (PLAN[PLAN.index(TARGETS) : PLAN.index("Trên đây")], "")),
    ("task_without_lead", (TARGETS, "III. NHIỆM VỤ\n1. Biên soạn sổ tay hỏi đáp về thủ tục hành chính trước ngày 30/4/2026.\nIV. TỔ CHỨC THỰC HIỆN")),
    ("task_without_deadline", (UNIT, "- Niêm yết công khai đầy đủ thủ tục hành chính tại trụ sở.")),
    ("duty_twice", ("3. Đề nghị", "3. Văn phòng HĐND và UBND\n- Niêm yết công khai, đầy đủ thủ tục hành chính trước ngày 31/3/2026.\n4. Đề nghị")),
    ("asked_not_ordered", ("3. Đề nghị Ủy ban", "3. Ủy ban")),
    ("asked_not_ordered", ("Yêu cầu các đơn vị nghiêm túc", "Yêu cầu Ủy ban Mặt trận Tổ quốc phường, các đơn vị nghiêm túc")),
    ("citation_issuer", (SAID, "a) Nghị quyết số 1674/NQ-UBTVQH15 ngày 16/6/2025 của Quốc hội;")),
    ("citation_issuer", (SAID, "a) Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Chính phủ;")),
    ("citation_kind", (SAID, "a) Nghị quyết số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;")),
    ("citation_two_dates", (SAID, "a) Nghị định số 118/2025/NĐ-CP ngày 10/6/2025 của Chính phủ;")),
    ("citation_date", ("118/2025/NĐ-CP ngày 09/6/2025", "118/2025/NĐ-CP ngày 19/6/2025")),
    ("citation_date_unverified", (SAID, "a) Nghị quyết số 57-NQ/TW ngày 22/12/2025 của Bộ Chính trị;")),
    ("citation_replaced", (SAID, "a) Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ;")),
    ("citation_replaced_unverified", (SAID, "a) Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;")),
    ("reference_undated", (SAID, "a) Nghị quyết số 76/NQ-CP của Chính phủ;")),
    ("reference_broken", (SAID, "a) Quyết định số 749/QĐ TTg ngày 03/6/2020 của Thủ tướng Chính phủ;")),
    ("reference_without_so", (SAID, "a) Nghị quyết 76/NQ-CP ngày 15/7/2021 của Chính phủ;")),
    ("law_name", (SAID, "a) Luật Phổ biến, giáo dục, pháp luật;")),
    ("abbreviation_unexplained", (" (CCHC)", "")),
    ("typo", ("Niêm yết công khai", "Lòng ghép, niêm yết công khai")),
    ("syllable_impossible", ("phù hợp với từng nhóm", "phù hợp với ngừơi dân, từng nhóm")),
    ("syllable_impossible", ("đúng nội dung", "đúng nộidung")),
    ("word_twice", ("Các mô hình", "Các các mô hình")),
    ("tone_mixed", ("Các mô hình mới", "Hoạt động văn hoá, mô hình mới")),
    ("people_small", ("và Nhân dân phường", "và phục vụ nhân dân phường")),
    ("name_variants", ("Tổng hợp kết quả", "Phối hợp với Phòng Văn hóa và Xã hội tổng hợp kết quả")),
    ("body_several_names", (UNIT, f"{UNIT}\n- Hướng dẫn người dân tại Bộ phận Tiếp nhận và trả kết quả hằng tháng.\n- Niêm yết tại Trung tâm Phục vụ hành chính công hằng tháng.")),
    ("markdown_left", ("(chi tiết tại Phụ lục kèm theo)", "(*chi tiết tại Phụ lục kèm theo*)")),
    ("debris", ("Tuyên truyền kịp thời", "Tuyên tru6yền kịp thời")),
    ("look_alike", ("Đề nghị Ủy ban", "Ðề nghị Ủy ban")),
    ("space_missing", ("kịp thời, đúng", "kịp thời,đúng")),
    ("space_missing", ("trước ngày 31/3/2026", "trước ngày31/3/2026")),
    ("space_before_mark", ("kịp thời, đúng", "kịp thời , đúng")),
    ("capital_after_semicolon", ("theo), báo cáo", "theo); Báo cáo")),
    ("bracket_open", ("Phụ lục kèm theo), báo", "Phụ lục kèm theo, báo")),
    ("full_stop_missing", ("phù hợp với từng nhóm đối tượng.", "phù hợp với từng nhóm đối tượng.\n- Bảo đảm thiết thực, hiệu quả, tiết kiệm và đúng quy định của pháp luật về thông tin")),
]  # fmt: skip

RIGHT: list[Change] = [
    (UNIT, f"{UNIT}\n- Hướng dẫn người dân tại Bộ phận Một cửa của Trung tâm Phục vụ hành chính công hằng tháng."),
    (SAID, "a) Sắp xếp đơn vị hành chính, kết thúc hoạt động của cấp huyện;"),
    (SAID, "a) Nghị quyết số 35/2023/UBTVQH15 ngày 12/7/2023 của Ủy ban Thường vụ Quốc hội về sắp xếp đơn vị hành chính cấp huyện, cấp xã giai đoạn 2023 - 2030;"),
    (SAID, "a) Kết quả thực hiện năm 2025 của phường;"),
    (SAID, "a) Nghị định số 356/2025/NĐ-CP ngày 31/12/2025 của Chính phủ thay thế Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ;"),
    (SAID, "a) Luật Phổ biến, giáo dục pháp luật; Luật Lưu trữ;"),
    (SAID, "a) Thủ tục hành chính tại https://bachmai.hanoi.gov.vn/cchc-cds và địa chỉ vanthu@bachmai.hanoi.gov.vn;"),
    (SAID, "a) Đời sống người dân dần dần được nâng lên, ngày ngày đổi mới;"),
    (SAID, "a) Tuyên truyền trên Zalo OA, Facebook, YouTube, video clip, pano, infographic;"),
    (SAID, "a) Kinh nghiệm của tỉnh Đắk Lắk, xã Ea Nuôl, người Êđê;"),
    (SAID, "a) Quy tắc ứng xử nơi công cộng trên địa bàn thành phố Hà Nội;"),
    (SAID, "a) Tình hình giải quyết hồ sơ của phường Hòa Khánh, xã Ea Nuôl;"),
    ("- Lưu: VT, VHXH.", "- Sở Nội vụ; Đài Truyền hình;\n- Lưu: VT, VHXH."),
    ("Bạch Mai, ngày 12 tháng 01", "Bạch Mai, ngày 05 tháng 9"),
    ("Số: 09/KH-UBND", "Số: 109/KH-UBND"),
    ("CỘNG HÒA XÃ", "CỘNG HOÀ XÃ"),
    ("\nđ) Phản ánh, kiến nghị của người dân;\ne) Chuyển đổi số.", "\ne) Phản ánh, kiến nghị của người dân;\nf) Chuyển đổi số."),
    (UNIT, "- Niêm yết công khai đầy đủ thủ tục hành chính thường xuyên."),
    (SAID, "a) Quyết định số 37/QĐ-UBND ngày 15/01/2026 của UBND phường và Quyết định số 37/QĐ-UBND ngày 20/01/2026 của UBND thành phố;"),
]  # fmt: skip


def findings(text: str) -> tuple[Finding, ...]:
    return read_document(source_of(text)).findings


def changed(change: Change) -> str:
    old, new = change
    assert old in PLAN, old
    return PLAN.replace(old, new)


def test_a_clean_plan_has_no_finding() -> None:
    assert findings(PLAN) == ()


@pytest.mark.parametrize(("code", "change"), WRONG, ids=[f"{code}-{number}" for number, (code, _) in enumerate(WRONG)])
def test_what_is_wrong_is_found(code: str, change: Change) -> None:
    text = changed(change)
    if code == "head_order":
        text = text.replace("\n\nCăn cứ Luật", "\n\nSố: 09/KH-UBND\nCăn cứ Luật")
    found = [one for one in findings(text) if one.code == code]
    assert found, [one.code for one in findings(text)]
    for one in found:
        assert one.message
        assert one.mend
        assert one.span is None or 0 <= one.span[0] < one.span[1] <= len(text)
        assert one.span is None or one.where


@pytest.mark.parametrize("change", RIGHT, ids=range(len(RIGHT)))
def test_what_is_right_is_let_be(change: Change) -> None:
    assert findings(changed(change)) == ()


def test_every_rule_is_tried() -> None:
    by_file = {"paper", "margins", "font", "font_size", "page_number", "row_gap"}  # test_page.py
    by_file |= {"commune_unreadable", "letter_absent"}  # ../test_restoring.py, ../test_form_long.py
    assert {rule.code for rule in CATALOGUE} == {code for code, _ in WRONG} | by_file


def test_codes_are_unique_and_every_rule_has_its_words() -> None:
    assert len({rule.code for rule in CATALOGUE}) == len(CATALOGUE)
    for rule in CATALOGUE:
        assert rule.title
        assert rule.mend
        assert rule.find.__doc__, rule.code


def test_every_rule_has_its_english() -> None:
    assert set(ENGLISH) == {rule.code for rule in CATALOGUE}
    assert all(one.title and one.mend for one in ENGLISH.values())
