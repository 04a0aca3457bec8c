"""Tables of scans: rows are counted on, headers and names of units come from closed lists, what was read stays."""

import pytest

from vanban.readers.cell_words import sound_lines
from vanban.readers.engine import SeenWord
from vanban.readers.seen import FIRST_MARK, Seen, marked, unmarked
from vanban.readers.table_repairs import Mender

BOX = (10.0, 10.0, 60.0, 22.0)


def scanned(rows: list[list[str]], sure: float = 0.8) -> tuple[list[list[str]], dict[str, Seen]]:
    """A table as it comes from a scan, each word behind its mark."""
    known: dict[str, Seen] = {}

    def cell(text: str) -> str:
        words = []
        for word in text.split():
            seen = Seen(word, BOX, BOX, sure, mark=chr(FIRST_MARK + len(known)))
            known[seen.mark] = seen
            words.append(marked(seen))
        return " ".join(words)

    return [[cell(text) for text in row] for row in rows], known


def mended(rows: list[list[str]], sure: float = 0.8, names: tuple[str, ...] = ()) -> list[list[str]]:
    grid, known = scanned(rows, sure)
    return [[unmarked(cell) for cell in row] for row in Mender(known, names).mended(grid)]


def numbers(*column: str) -> list[str]:
    return [row[0] for row in mended([["TT", "Nhiệm vụ"], *([text, "việc"] for text in column)])[1:]]


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (("1.", "2.", "", "4.", "2.", "6.", "7", "8."), ("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.")),
        (("1", "2", "3"), ("1", "2", "3")),
        (("l.", "2.", "3.", "9,"), ("1.", "2.", "3.", "4.")),
        (("1.", "2.", "", "3.", "4."), ("1.", "2.", "", "3.", "4.")),
        (("I", "1", "2", "II", "3", "4"), ("I", "1", "2", "II", "3", "4")),
        (("a", "b", "c"), ("a", "b", "c")),
        (("5", "17", "2"), ("5", "17", "2")),
    ],
)
def test_rows_are_counted_on_where_most_of_them_fit(read: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert tuple(numbers(*read)) == right


def test_numbers_of_a_column_with_another_header_are_left() -> None:
    assert [row[0] for row in mended([["Năm", "x"], ["1.", "x"], ["2.", "x"], ["2.", "x"], ["4.", "x"]])[1:]] == [
        "1.", "2.", "2.", "4."
    ]  # fmt: skip


def test_headers_and_units_that_stand_in_a_list() -> None:
    rows = [
        ["TT", "Thời gian haàn thành", "Đơn vị chủ trì"],
        ["1", "Trong năm", "Các phòng, ban chuyêri môn"],
        ["2", "Tháng 2", "Trung tâm Văn hóa cơ sở"],
        ["3", "Tháng 3", "Trung tâm Văn hóa cơ sở."],
        ["4", "Tháng 4", "Trung tâm Văn hóa cơ sở"],
        ["5", "Tháng 5", "Trạm Truyền thánh phường"],
    ]
    out = mended(rows, names=("Trạm Truyền thanh phường",))
    assert out[0][1] == "Thời gian hoàn thành"
    assert [row[2] for row in out[1:]] == [
        "Các phòng, ban chuyên môn", *["Trung tâm Văn hóa cơ sở"] * 3, "Trạm Truyền thanh phường"
    ]  # fmt: skip


def test_a_sure_word_and_a_figure_stay() -> None:
    rows = [["TT", "Nội dung"], ["1", "theo chỉ đạo của thành phố"], ["2", "theo chỉ đạo của Thành phố"],
            ["3", "theo chỉ đạo của Thành phố"], ["4", "đủ 100 tin bài"], ["5", "đủ 100 tin bài"],
            ["6", "đủ 700 tin bài"]]  # fmt: skip
    assert mended(rows, sure=0.96) == rows


def test_what_was_read_is_kept_beside() -> None:
    grid, known = scanned([["TT", "Ghi chủ"], ["1", "việc"]])
    mender = Mender(known)
    mender.mended(grid)
    (changed,) = mender.changed.values()
    assert (changed.text, changed.kind, changed.others) == ("chú", "repaired", ("chủ",))


def test_a_table_of_a_digital_page_is_left() -> None:
    rows = [["TT", "Ghi chủ"], ["1.", "x"], ["3.", "x"], ["3.", "x"]]
    assert Mender({}).mended(rows) == rows


def seen(text: str, wide: float = 30, high: float = 10) -> SeenWord:
    return SeenWord(text, (0, 0, wide, high), 0.9)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ([["..Các", "phòng"], [".", "ban,"]], "Các phòng ban"),
        ([["“Trang", "thông"], ["tin"]], "Trang thông tin"),
        ([["“Trang", "tin”"]], "“Trang tin”"),
        ([["chính", "quyền", "-", "người"], ["dân"]], "chính quyền - người dân"),
        ([["-", "việc", "một"], ["-"]], "- việc một"),
        ([["{theo", "lịch)"]], "(theo lịch)"),
        ([["."], ["'"]], ""),
    ],
)
def test_words_of_a_cell_without_specks(read: list[list[str]], right: str) -> None:
    lines = sound_lines([[seen(word) for word in line] for line in read])
    assert " ".join(word.text for line in lines for word in line) == right


def test_a_speck_between_words_is_no_dash() -> None:
    (line,) = sound_lines([[seen("chính"), seen("-", 8, 8), seen("quyền")]])
    assert [word.text for word in line] == ["chính", "quyền"]
