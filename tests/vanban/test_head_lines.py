"""Names of issuers that do not fit on one line of the head, and who of two bodies issues."""

import pytest

from vanban.plan import read_plan
from vanban.readers.text import source_of

REST = """
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Mai, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026
UBND phường Hoa Mai ban hành kế hoạch như sau:
I. MỤC ĐÍCH
1. Nâng cao nhận thức.
II. TỔ CHỨC THỰC HIỆN
- Công an phường phối hợp tuyên truyền.
"""


@pytest.mark.parametrize(
    ("top", "issuer", "number"),
    [
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG HOA MAI\nSố: 04/KH-UBND", "UBND phường Hoa Mai", "04/KH-UBND"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG\nHOA MAI\nSố: 04/KH-UBND", "UBND phường Hoa Mai", "04/KH-UBND"),
        ("ỦY BAN NHÂN DÂN THÀNH\nPHỐ HÀ NỘI\nSố: 04/KH-UBND", "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", "04/KH-UBND"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH\nPHỐ HẢI PHÒNG\nSố: 4/KH-UBND", "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "4/KH-UBND"),
        ("ỦY BAN NHÂN DÂN TỈNH\nTHANH HÓA\nSố: 04/KH-UBND", "ỦY BAN NHÂN DÂN TỈNH THANH HÓA", "04/KH-UBND"),
        ("UBND TỈNH NGHỆ\nAN\n\nSố: 04/KH-UBND", "UBND TỈNH NGHỆ AN", "04/KH-UBND"),
        ("UBND THÀNH PHỐ HÀ NỘI\nUBND PHƯỜNG BẠCH MAI\nSố: 04/KH-UBND", "UBND PHƯỜNG BẠCH MAI", "04/KH-UBND"),
        ("UBND THÀNH PHỐ HÀ\nNỘI\nSỞ NỘI VỤ\nSố: 04/KH-SNV", "SỞ NỘI VỤ", "04/KH-SNV"),
        ("ĐẢNG BỘ TỈNH HÀ TĨNH\nĐẢNG ỦY XÃ CẨM BÌNH\nSố 4-KH/ĐU", "ĐẢNG ỦY XÃ CẨM BÌNH", "4-KH/ĐU"),
        ("Số: 04/KH-UBND", "UBND phường Hoa Mai", "04/KH-UBND"),
    ],
)  # fmt: skip
def test_the_issuer_of_a_head_over_several_lines(top: str, issuer: str, number: str) -> None:
    found = read_plan(source_of(top + REST))
    assert (found.issuer, found.number) == (issuer, number)
