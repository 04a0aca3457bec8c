"""Cells of scanned tables: specks and noise go, what belongs to words stays; only two rules open a column."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vanban.readers.cell_picture import only_words, spots_of
from vanban.readers.cell_repairs import as_meant
from vanban.readers.cell_words import sound_lines
from vanban.readers.cleaning import _blots
from vanban.readers.engine import SeenWord
from vanban.readers.pdf_objects import Rule
from vanban.readers.pdf_rules import grids
from vanban.readers.pdf_tables import PdfTable
from vanban.readers.scan_page import _is_of_cell
from vanban.readers.seen import Seen

Box = tuple[int, int, int, int]
LETTERS = [(x, 60, x + 22, 90) for x in range(60, 300, 30)]
"""At 300 dots an inch: the small letters of one line, base at 90."""


def cell(*spots: Box) -> Image.Image:
    picture = Image.new("L", (500, 400), 255)
    draw = ImageDraw.Draw(picture)
    for x0, top, x1, bottom in (*LETTERS, *spots):
        draw.rectangle((x0, top, x1 - 1, bottom - 1), fill=20)
    return picture


def stays(spot: Box) -> bool:
    picture, (left, top) = only_words(cell(spot), 300)
    x, y = (spot[0] + spot[2]) // 2 - left, (spot[1] + spot[3]) // 2 - top
    inside = 0 <= x < picture.width and 0 <= y < picture.height
    return inside and int(np.asarray(picture)[y, x]) < 100


@pytest.mark.parametrize(
    "mark",
    [
        (66, 46, 76, 54),  # over a letter
        (66, 94, 74, 102),  # under one
        (288, 82, 296, 90),  # a stop behind the last
        (286, 84, 294, 98),  # a comma
        (300, 74, 316, 79),  # a dash
    ],
)
def test_marks_of_letters_stops_and_dashes_stay(mark: Box) -> None:
    assert stays(mark)


@pytest.mark.parametrize("speck", [(400, 70, 408, 78), (100, 200, 108, 208), (20, 130, 28, 138), (320, 62, 328, 70)])
def test_specks_elsewhere_go(speck: Box) -> None:
    assert not stays(speck)


def test_both_dots_of_a_semicolon_stay() -> None:
    picture, (left, top) = only_words(cell((288, 82, 296, 96), (288, 62, 296, 69)), 300)
    column = np.asarray(picture)[:, 292 - left] < 100
    assert column[65 - top]
    assert column[88 - top]


def test_noise_of_the_paper_goes_and_the_cell_is_cut_to_its_words() -> None:
    picture = cell()
    noise = np.random.default_rng(3).integers(205, 256, (400, 500)).astype(np.uint8)
    noisy = Image.fromarray(np.minimum(np.asarray(picture), noise))
    clean, corner = only_words(noisy, 300)
    assert set(np.unique(np.asarray(clean))) <= {20, 255}
    assert corner == (35, 35)
    assert clean.size == (LETTERS[-1][2] + 25 - 35, 80)


@pytest.mark.parametrize("size", [(9, 9), (40, 500)])
def test_a_cell_without_letters_stays_as_it_is(size: tuple[int, int]) -> None:
    empty = Image.new("L", size, 255)
    assert only_words(empty, 300) == (empty, (0, 0))


def test_spots_hang_together_over_corners_and_forks() -> None:
    fork = np.array([[1, 0, 1, 0, 0], [1, 0, 1, 0, 1], [0, 1, 0, 0, 1]], bool)
    found = sorted((spot.x0, spot.top, spot.x1, spot.bottom) for spot in spots_of(fork))
    assert found == [(0, 0, 3, 3), (4, 1, 5, 3)]


def blots(*rows: str) -> int:
    marks = np.zeros((30, 30), bool)
    for down, row in enumerate(rows, 13):
        marks[down, 12 : 12 + len(row)] = [char == "#" for char in row]
    return int(_blots(marks, 75).sum())


def test_a_blurred_dash_is_no_blot_and_a_round_spot_is() -> None:
    """At 150 dots, askew, "chính quyền - người dân" had lost its dash, as it was then."""
    assert not blots("...##", "#####", "####")
    assert not blots("#####", "#####")
    assert blots(".##.", "####", "####", ".##.")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("tuyên truyền CCHC. định kỳ", "tuyên truyền CCHC định kỳ"),
        ("báo cáo của.cơ quan", "báo cáo của cơ quan"),
        ("Biên'soạn tin", "Biên soạn tin"),
        ("Phát thanh. Họp dân.", "Phát thanh. Họp dân."),
        ("đơn vị). và TP. Hà Nội", "đơn vị). và TP. Hà Nội"),
        ("tin,bài", "tin,bài"),
        ("Cổng chinhphu.vn", "Cổng chinhphu.vn"),
        ("3,", "3,"),
        ("Tổ dân phố số.5", "Tổ dân phố số 5"),
        ("Ủy ban MTTQ Việt. Nam", "Ủy ban MTTQ Việt Nam"),
        ("theo quy, định của công: tác", "theo quy định của công tác"),
        ("Các phòng, ban; tin, bài", "Các phòng, ban; tin, bài"),
        ("gồm: tin, ảnh", "gồm: tin, ảnh"),
        ("Cán bộ, công chức, viên chức", "Cán bộ, công chức, viên chức"),
    ],
)
def test_stops_that_specks_made_go(read: str, meant: str) -> None:
    words = [SeenWord(text, (20.0 * n, 0, 20.0 * n + 18, 12), 0.9) for n, text in enumerate(read.split())]
    assert " ".join(word.text for line in sound_lines([words]) for word in line) == meant


@pytest.mark.parametrize(
    ("text", "kept"), [("UBNDĐ", True), ("2025", True), ("định", True), ("Ÿ;", False), ("ỞSẮÀ", False)]
)
def test_a_line_of_a_cell_that_is_hardly_seen_is_asked_about(text: str, kept: bool) -> None:
    """The last line of "Văn phòng HĐND và UBND" was dropped without a trace."""
    assert _is_of_cell([SeenWord(text, (0, 0, 40, 12), 0.2)]) is kept


def test_one_rule_that_a_speck_has_lengthened_opens_no_column() -> None:
    level = [Rule(False, at, 100, 500) for at in (50.0, 90.0, 150.0)]
    upright = [Rule(True, at, 50, 150) for at in (100.0, 300.0, 500.0)]
    longer = [level[0]._replace(high=534.0), *level[1:]]
    (grid,) = grids(longer + upright)
    assert len(grid.columns) == 3
    (grid,) = grids([rule._replace(high=534.0) for rule in level] + upright)
    assert len(grid.columns) == 4


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Quý 11/2026", "Quý II/2026"),
        ("Quý 1V", "Quý IV"),
        ("Quý II/2026", "Quý II/2026"),
        ("quý 2/2026", "quý 2/2026"),
        ("ngày 11/2026", "ngày 11/2026"),
        ("nhân tạo (A)), trợ lý", "nhân tạo (AI), trợ lý"),
        ("(TTHC) và (A)", "(TTHC) và (A)"),
        ("Văn phòng UBNHD phường", "Văn phòng UBND phường"),
        ("VHXXH", "VHXXH"),
        ("tối thiểu O1 tin", "tối thiểu 01 tin"),
        ("trợ Ìý ảo theo Ïịch", "trợ lý ảo theo lịch"),
        ("In ấn, Internet, Ít nhất", "In ấn, Internet, Ít nhất"),
    ],
)
def test_what_can_only_be_meant_is_said(read: str, meant: str) -> None:
    words = [Seen(text, (0, 0, 9, 9), (0, 0, 9, 9), 0.9) for text in read.split()]
    found = as_meant(words)
    assert " ".join(word.text for word in found) == meant
    assert all(word.kind == "repaired" and word.others == (was.text,) for word, was in zip(found, words, strict=True)
               if word.text != was.text)  # fmt: skip


def test_an_abbreviation_that_the_engine_is_sure_of_stays() -> None:
    assert as_meant([Seen("UBNĐ", (0, 0, 9, 9), (0, 0, 9, 9), 0.97)])[0].text == "UBNĐ"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ((99.0, 129.0, 289.0, 389.0, 490.0, 572.0), True),  # a second photo, from a little nearer
        ((124.0, 155.0, 310.0, 408.0, 507.0, 587.0), True),  # drawn in aside by a scanner
        ((109.0, 170.0, 295.0, 393.0, 492.0, 572.0), False),  # another column
        ((109.0, 140.0, 295.0, 393.0, 572.0), False),
        ((60.0, 101.0, 305.0, 430.0, 560.0, 672.0), False),  # another width
    ],
)
def test_a_table_goes_on_where_the_next_page_has_its_columns(other: tuple[float, ...], *, same: bool) -> None:
    edges = (109.0, 140.0, 295.0, 393.0, 492.0, 572.0)
    first, second = (PdfTable((at[0], 50.0, at[-1], 400.0), at, [["a"]]) for at in (edges, other))
    assert first.goes_on_as(second) is same
