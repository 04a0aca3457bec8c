"""Spreadsheets read in a process of their own: encodings, separators, merged cells, limits, files made to hurt."""

import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from vanban.errors import ReadError
from vanban.sheets import MOST_COLUMNS, MOST_ROWS, plain, read_book, separator_of

TEXT = 'Ngày{0}Nội dung\r\n05/03/2025{0}"Hội nghị; cải, cách\tđối thoại"\r\n'
ROWS = ((1, ("Ngày", "Nội dung")), (2, ("05/03/2025", "Hội nghị; cải, cách đối thoại")))


def xlsx(change: Any) -> bytes:
    book = openpyxl.Workbook()
    change(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cp1258(text: str) -> bytes:
    """As Windows wrote it: letters with their marks, tones apart."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = b""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones))
        out += (base + "".join(c for c in apart if c in tones)).encode("cp1258")
    return out


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_text_tables(sign: str, encoding: str) -> None:
    text = TEXT.format(sign)
    data = cp1258(text) if encoding == "cp1258" else text.encode(encoding)
    assert read_book(data).sheets[0].rows == ROWS


def test_excel_says_its_separator() -> None:
    assert separator_of("sep=|\na|b") == "|"
    assert [row[0] for row in read_book(b"sep=;\na;b\n").sheets[0].rows] == [2]


def test_merged_days_hidden_sheets_and_1904() -> None:
    def change(book: Any, sheet: Any) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        sheet["B2"], sheet["C2"], sheet["C3"], sheet["C4"] = datetime.date(2025, 3, 5), "a", "b", "c"
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("A1:C1")
        book.create_sheet("Ẩn").sheet_state = "hidden"

    book = read_book(xlsx(change))
    day = {"d": "2025-03-05"}
    assert book.sheets[0].rows == ((2, ("", day, "a")), (3, ("", day, "b")), (4, ("", "", "c")))
    assert book.hidden == ("Ẩn",)


def test_formulas_are_not_computed() -> None:
    def change(_book: Any, sheet: Any) -> None:
        sheet["A1"], sheet["B1"] = "=1+1", "x"

    assert read_book(xlsx(change)).sheets[0].rows == ((1, ("", "x")),)


def test_a_million_empty_rows_are_nothing() -> None:
    def change(_book: Any, sheet: Any) -> None:
        sheet["A1"], sheet["A1000000"] = "x", " "

    assert read_book(xlsx(change)).sheets[0].rows == ((1, ("x",)),)


def test_more_rows_and_columns_than_are_taken() -> None:
    data = "\n".join(";".join(["x"] * 80) for _ in range(MOST_ROWS + 5)).encode()
    sheet = read_book(data).sheets[0]
    assert (len(sheet.rows), sheet.cut, len(sheet.rows[0][1])) == (MOST_ROWS, True, MOST_COLUMNS)


def bomb() -> bytes:
    """A sheet of eight million cells in a few hundred kilobytes: the reader has to be stopped."""
    out = io.BytesIO()
    row = b"<row>" + b'<c t="inlineStr"><is><t>a</t></is></c>' * 200 + b"</row>"
    plain_book = io.BytesIO(xlsx(lambda _book, sheet: sheet.append(["a"])))
    with zipfile.ZipFile(plain_book) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            if not name.endswith("sheet1.xml"):
                archive.writestr(name, whole.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for _ in range(40):
                sheet.write(row * 1000)
            sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 broken", "sheet_broken"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "sheet_broken"),
        (b"\n\n  \n", "sheet_empty"),
        (b"\x00\x01\x02\x03" * 300, "sheet_encoding"),
        (
            xlsx(lambda _book, sheet: sheet.__setitem__("XFD1048576", "x") or sheet.__setitem__("A1", "y")),
            "sheet_too_complex",
        ),
    ],
)
def test_files_that_cannot_be_read(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as refusal:
        read_book(data)
    assert refusal.value.code == code


def test_a_bomb_takes_only_the_child_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.sheets.MOST_MEMORY", 300 * 1024 * 1024)
    with pytest.raises(ReadError, match="sheet_too_complex"):
        read_book(bomb())


def test_cells_are_clean_text() -> None:
    assert plain("  Tie\u0302\u0301ng\u00a0 Vie\u0302\u0323t \r\n hai\x00 ") == "Tiếng Việt\nhai"
    assert plain("x" * 9000) == "x" * 5000
    assert (plain(2.0), plain(2.5), plain(True), plain(datetime.time(7, 30))) == (2, 2.5, True, "07:30:00")
