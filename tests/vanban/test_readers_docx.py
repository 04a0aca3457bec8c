import io
import zipfile
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.vanban.form_sample import COLUMNS, report
from vanban.form.docx import render_docx
from vanban.readers import open_source
from vanban.readers.numbering import letters, roman
from vanban.source import Source

W_NS = nsdecls("w")


def paragraph(inner: str):
    return parse_xml(f"<w:p {W_NS}>{inner}</w:p>")


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def read(document) -> Source:
    out = io.BytesIO()
    document.save(out)
    return open_source(out.getvalue())


def with_body(*parts: str) -> Source:
    document = Document()
    for part in parts:
        document.element.body.sectPr.addprevious(parse_xml(part))
    return read(document)


def texts(source: Source) -> list[str]:
    return [source.line_text(line) for line in source.lines]


def numbered(text: str, list_id: int, depth: int = 0) -> str:
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    return f"<w:p {W_NS}>{place}{run(text)}</w:p>"


def with_lists(levels: str, nums: str, *parts: str) -> Source:
    document = Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(parse_xml(f'<w:abstractNum {W_NS} w:abstractNumId="7">{levels}</w:abstractNum>'))
    for num in nums.split("|"):
        numbering.append(parse_xml(num))
    for part in parts:
        document.element.body.sectPr.addprevious(parse_xml(part))
    return read(document)


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    values = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{values}</w:lvl>'


def num(list_id: int, extra: str = "") -> str:
    return f'<w:num {W_NS} w:numId="{list_id}"><w:abstractNumId w:val="7"/>{extra}</w:num>'


def test_automatic_numbers_are_printed_as_word_prints_them() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
    levels += level(3, "bullet", "\uf0b7")
    source = with_lists(
        levels,
        num(5),
        numbered("MỤC ĐÍCH", 5),
        numbered("Mục đích", 5, 1),
        numbered("điểm", 5, 2),
        numbered("điểm", 5, 2),
        numbered("việc", 5, 3),
        numbered("Yêu cầu", 5, 1),
        numbered("điểm", 5, 2),
        numbered("NỘI DUNG", 5),
        numbered("Nội dung", 5, 1),
    )
    labels = [text.split()[0] for text in texts(source)]
    assert labels == ["I.", "1.", "a)", "b)", "+", "2.", "a)", "II.", "1."]


def test_a_list_may_start_anew_and_from_its_own_number() -> None:
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    source = with_lists(
        level(0, "decimal", "%1."), num(5) + "|" + num(6, over), numbered("a", 5), numbered("b", 6), numbered("c", 6)
    )
    assert texts(source) == ["1. a", "4. b", "5. c"]


def test_many_levels_in_one_number() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.")
    legal = levels.replace('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>')
    source = with_lists(legal, num(5), numbered("A", 5), numbered("B", 5, 1))
    assert texts(source) == ["I. A", "1.1. B"]


def test_a_style_may_bring_the_number() -> None:
    document = Document()
    style = document.styles["List Number"]
    document.add_paragraph("việc thứ nhất", style=style)
    document.add_paragraph("việc thứ hai", style=style)
    assert texts(read(document)) == ["1. việc thứ nhất", "2. việc thứ hai"]


def test_insertions_and_links_are_read_and_deletions_are_not() -> None:
    source = with_body(
        f"<w:p {W_NS}>{run('tối thiểu ')}"
        f'<w:del w:id="1" w:author="x"><w:r><w:delText>01</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="x">{run("02")}</w:ins>'
        f"<w:hyperlink>{run(' lần/tháng')}</w:hyperlink>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('ẩn', '<w:rPr><w:vanish/></w:rPr>')}</w:p>"
    )
    assert texts(source) == ["tối thiểu 02 lần/tháng"]


def test_capitals_hyphens_tabs_and_bold() -> None:
    caps, bold = "<w:rPr><w:caps/></w:rPr>", "<w:rPr><w:b/></w:rPr>"
    source = with_body(
        f"<w:p {W_NS}>{run('kế hoạch', caps)}</w:p>",
        f"<w:p {W_NS}>{run('QĐ')}<w:r><w:noBreakHyphen/></w:r>{run('UBND')}<w:r><w:tab/></w:r>{run('x')}</w:p>",
        f"<w:p {W_NS}>{run('1. Phòng', bold)}</w:p>",
        f"<w:p {W_NS}>{run('đậm', bold)}{run(' nhạt')}</w:p>",
    )
    assert texts(source) == ["KẾ HOẠCH", "QĐ-UBND x", "1. Phòng", "đậm nhạt"]
    assert [line.bold for line in source.lines] == [False, False, True, False]


def test_decomposed_letters_are_composed() -> None:
    apart = "Xa\u0303 ho\u0323\u0302i\u00a0\u200bA"
    source = with_body(f"<w:p {W_NS}>{run(apart)}</w:p>")
    assert source.text == "Xã hội A\n"


def test_line_breaks_make_lines_that_may_be_joined_and_paragraphs_that_may_not() -> None:
    source = with_body(
        f"<w:p {W_NS}>{run('TM. ỦY BAN')}<w:r><w:br/></w:r>{run('CHỦ TỊCH')}</w:p>", f"<w:p {W_NS}>{run('a')}</w:p>"
    )
    assert texts(source) == ["TM. ỦY BAN", "CHỦ TỊCH", "a"]
    assert [line.flows for line in source.lines] == [False, False, True]


def test_merged_cells_stand_once_and_rows_keep_their_width() -> None:
    document = Document()
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    for row, cells in enumerate((("TT", "Việc", "Đơn vị"), ("1", "A", "Phòng X"), ("2", "B", ""), ("3", "C", ""))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(3, 1).merge(table.cell(3, 2))
    source = read(document)
    rows = [[cell.text for cell in row] for row in source.tables[0].rows]
    assert rows == [["TT", "Việc", "Đơn vị"], ["1", "A", "Phòng X"], ["2", "B", ""], ["3", "C", ""]]
    for row in source.tables[0].rows:
        assert all(source.text[cell.start : cell.end] == cell.text for cell in row)


def test_a_header_of_two_rows_becomes_one() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=4)
    table.style = "Table Grid"
    for row, cells in enumerate((("TT", "Việc", "Đơn vị", ""), ("", "", "chủ trì", "phối hợp"), ("1", "A", "X", "Y"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    table.cell(0, 2).merge(table.cell(0, 3))
    rows = [[cell.text for cell in row] for row in read(document).tables[0].rows]
    assert rows == [["TT", "Việc", "Đơn vị chủ trì", "Đơn vị phối hợp"], ["1", "A", "X", "Y"]]


def test_head_and_signature_are_lines_and_only_data_are_tables() -> None:
    source = open_source(render_docx(report()))
    assert [len(table.rows) for table in source.tables] == [31, 25]
    assert [cell.text for cell in source.tables[0].rows[0]] == list(COLUMNS)
    lines = texts(source)
    for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/BC-UBND", "- Lưu: VT, VHXH.", "Trần Thị Bình Minh"):
        assert text in lines
    assert lines.index("- Lưu: VT, VHXH.") < lines.index("TM. ỦY BAN NHÂN DÂN")
    spans = [(line.start, line.end) for line in source.lines]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    cells = [(c.start, c.end) for t in source.tables for row in t.rows for c in row if c.text]
    assert not any(s < e2 and s2 < e for s, e in cells for s2, e2 in spans)


def test_a_page_is_counted_where_word_remembers_its_break() -> None:
    source = with_body(
        f"<w:p {W_NS}>{run('một')}<w:r><w:br w:type='page'/></w:r></w:p>",
        f"<w:p {W_NS}>{run('hai')}<w:r><w:lastRenderedPageBreak/></w:r></w:p>",
        f"<w:p {W_NS}>{run('ba')}</w:p>",
    )
    assert [line.page for line in source.lines] == [1, 2, 3]
    assert source.pages == 3


def test_text_boxes_headers_and_fallbacks_are_left_out() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent><w:p>{run('trong khung')}</w:p></w:txbxContent>"
    source = with_body(
        f"<w:p {W_NS} {mc}>{run('thân')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(source) == ["thân"]


def test_the_strict_form_and_another_main_part_are_read() -> None:
    data = io.BytesIO(render_docx(report()))
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name.replace("document.xml", "document2.xml"), part.replace(b"document.xml", b"document2.xml"))
    assert len(open_source(out.getvalue()).tables) == 2


@pytest.mark.parametrize(("n", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1999, "MCMXCIX")])
def test_roman(n: int, text: str) -> None:
    assert roman(n) == text


def test_letters_run_as_words_do() -> None:
    assert [letters(n) for n in (1, 4, 5, 26, 27)] == ["a", "d", "e", "z", "aa"]
