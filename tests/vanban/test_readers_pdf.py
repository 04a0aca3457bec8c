from itertools import pairwise

import pytest

from tests.vanban.form_sample import COLUMNS, long_table, report
from vanban.form.document import Appendix, OfficialDocument
from vanban.form.pdf import pdf_available, render_pdf
from vanban.readers import open_source
from vanban.readers.pdf import _ranges
from vanban.source import Source

pytestmark = pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango nên không in được PDF")

PAGE = "@page { size: A4; margin: 20mm } body { font: 14pt 'Liberation Serif' } "
RULED = "table { border-collapse: collapse } td, th { border: .5pt solid black; padding: 3pt; vertical-align: top } "


def printed(html: str, css: str = "") -> Source:
    import weasyprint

    made = weasyprint.HTML(string=f"<meta charset=utf-8><style>{PAGE}{css}</style>{html}").write_pdf()
    return open_source(made)


def texts(source: Source) -> list[str]:
    return [source.line_text(line) for line in source.lines]


def rows(source: Source, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in source.tables[number].rows]


@pytest.fixture(scope="module")
def source() -> Source:
    return open_source(render_pdf(report()))


def test_lines_are_complete_and_in_reading_order(source: Source) -> None:
    lines = texts(source)
    parts = (
        "ỦY BAN NHÂN DÂN THÀNH",
        "PHƯỜNG HOA MAI",
        "Số: 05/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hoa Mai, ngày 05 tháng 02 năm 2026",
        "BÁO CÁO",
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "Trong kỳ đã phát thanh 18 buổi, đạt 75%.",
        "Nơi nhận:",
        "- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN",
        "PHÓ CHỦ TỊCH",
        "Trần Thị Bình Minh",
        "Phụ lục I",
    )
    places = [lines.index(part) for part in parts]
    assert places == sorted(places)


def test_page_numbers_are_gone(source: Source) -> None:
    assert not [text for text in texts(source) if text.isdigit()]


def test_a_table_over_pages_is_one_table_with_one_header(source: Source) -> None:
    assert [len(table.rows) for table in source.tables] == [31, 25]
    grid = rows(source)
    assert grid[0] == list(COLUMNS)
    assert [row[0] for row in grid[1:]] == [f"{n}." for n in range(1, 31)]
    assert grid[17][1] == "Phát thanh bản tin số 17 về cải cách hành chính trên hệ thống truyền thanh phường"


def test_cells_and_lines_have_their_place_and_never_overlap(source: Source) -> None:
    spans = [(line.start, line.end) for line in source.lines]
    cells = [(c.start, c.end) for t in source.tables for row in t.rows for c in row if c.text]
    everything = sorted(spans + cells)
    assert all(a[1] <= b[0] for a, b in pairwise(everything))
    assert all(source.text[c.start : c.end] == c.text for t in source.tables for row in t.rows for c in row)
    line = next(line for line in source.lines if source.line_text(line) == "BÁO CÁO")
    assert line.bold
    assert line.box is not None
    assert line.box[1] < line.box[3] < 842
    assert not next(line for line in source.lines if source.line_text(line).startswith("Trong kỳ")).bold


def test_every_word_of_a_document_is_read_once(source: Source) -> None:
    document = report()
    said = " ".join(" ".join(texts(source)).split())
    assert said.count("việc đưa tin kịp thời, đúng định hướng.") == 12
    assert document.recipients[0] in said


def test_a_row_cut_by_the_page_is_made_whole() -> None:
    tall = " ".join(f"từ{n}" for n in range(700))
    html = (
        "<table><thead><tr><th>TT<th>Nhiệm vụ<th>Thời hạn</thead>"
        f"<tr><td>1<td>{tall}<td>Trong năm</tr><tr><td>2<td>Việc hai<td>Quý III</tr></table>"
    )
    grid = rows(printed(html, RULED + "tr { break-inside: auto }"))
    assert grid[0] == ["TT", "Nhiệm vụ", "Thời hạn"]
    assert grid[1] == ["1", tall, "Trong năm"]
    assert grid[2] == ["2", "Việc hai", "Quý III"]


def test_merged_cells_and_a_header_of_two_rows() -> None:
    html = (
        "<table><tr><th rowspan=2>TT<th rowspan=2>Việc<th colspan=2>Đơn vị</tr><tr><th>chủ trì<th>phối hợp</tr>"
        "<tr><td>1<td>A<td rowspan=2>Phòng X<td>Y</tr><tr><td>2<td>B<td>Z</tr></table>"
    )
    assert rows(printed(html, RULED)) == [
        ["TT", "Việc", "Đơn vị chủ trì", "Đơn vị phối hợp"],
        ["1", "A", "Phòng X", "Y"],
        ["2", "B", "", "Z"],
    ]


def test_line_breaks_in_a_cell_become_blanks_but_a_broken_number_stays_whole() -> None:
    html = "<table><tr><td>a<td>b</tr><tr><td>Văn phòng<br>HĐND-<br>UBND<td>c</tr></table>"
    assert rows(printed(html, RULED))[1] == ["Văn phòng HĐND-UBND", "c"]


def test_a_frame_and_rules_under_headings_are_no_table() -> None:
    source = printed("<p style='border: 1pt solid black'>Trong khung</p><h1>Mục</h1><hr><p>đoạn</p>")
    assert source.tables == ()
    assert "Trong khung" in texts(source)


def test_running_heads_go_and_text_in_the_margin_that_does_not_repeat_stays() -> None:
    css = "@page { @top-left { content: 'KH tuyên truyền trang ' counter(page) } } p { break-after: page }"
    lines = texts(printed("<p>một</p><p>hai</p><p>ba</p><p>bốn</p>", css))
    assert lines == ["một", "hai", "ba", "bốn"]


def test_a_justified_line_with_wide_blanks_is_one_line() -> None:
    html = "<p style='width: 9cm; text-align: justify'>Đăng tải trên trang https://hoamai.songbang.gov.vn/cchc ngay</p>"
    assert texts(printed(html))[0].startswith("Đăng tải trên trang")


def test_a_blank_line_stands_where_paragraphs_stand_apart() -> None:
    source = printed("<p style='margin:0'>" + "chữ " * 60 + "</p><p style='margin-top: 12pt'>đoạn sau</p>")
    assert "\n\nđoạn sau" in source.text


def test_lying_pages_are_read() -> None:
    document = OfficialDocument(
        kind="KẾ HOẠCH",
        title="x",
        issuer=("a",),
        appendices=(Appendix("Nhiệm vụ", (long_table(40),), "1", landscape=True),),
    )
    source = open_source(render_pdf(document))
    assert [len(table.rows) for table in source.tables] == [41]


@pytest.mark.parametrize(
    ("numbers", "said"), [([1], "1"), ([1, 2], "1, 2"), ([1, 2, 3, 4], "1–4"), ([5, 1, 2, 3, 7, 8], "1–3, 5, 7, 8")]
)
def test_pages_that_follow_one_another_are_a_range(numbers: list[int], said: str) -> None:
    assert _ranges(numbers) == said
