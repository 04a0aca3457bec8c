"""Repairs of scans: only from closed lists and order, with what was read kept beside; and figures read twice."""

from dataclasses import replace

import pytest

from vanban.readers.numbers_again import with_known_numbers
from vanban.readers.pdf_page import Piece
from vanban.readers.repairs import repaired, with_headings
from vanban.readers.seen import Box, Seen
from vanban.readers.twice import read_twice


def word(text: str, x: float = 0, confidence: float = 0.8) -> Seen:
    box = (x, 10.0, x + 8 * len(text), 20.0)
    return Seen(text, box, box, confidence)


def line(text: str) -> Piece:
    words = tuple(word(one, 60 * number) for number, one in enumerate(text.split()))
    return Piece(text, 0, 10, 500, 20, 18, words=words)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("131/2020/NÐ-CP;", "131/2020/NĐ-CP;"), ("117/NG-CP", "117/NQ-CP"), ("76/NO-CP", "76/NQ-CP"),
        ("63/2025/QHI5,", "63/2025/QH15,"), ("1674/NQ-UBTVOQH15", "1674/NQ-UBTVQH15"), ("09/CI-TTg", "09/CT-TTg"),
        ("CCHƠ", "CCHC"), ("(TTHƠ)", "(TTHC)"), ("CCHCƠ", "CCHC"),
        ("1SO", "ISO"), ("IS0:2015", "ISO:2015"),
    ],
)  # fmt: skip
def test_letters_of_numbers_and_abbreviations_are_set_right(read: str, right: str) -> None:
    mended = repaired(word(read))
    assert mended.text == right
    assert mended.kind == "repaired"
    assert mended.others == (read,)


@pytest.mark.parametrize(
    "right", ["30/2020/NĐ-CP", "12/KH-UBND", "01/ABC-XYZ", "30/6/2025", "tin/bài", "HĐND&UBND", "BIDV", "ISO", "1SOA"]
)
def test_what_is_right_or_unknown_stays(right: str) -> None:
    assert repaired(word(right)) == word(right)


def test_a_sure_abbreviation_stays() -> None:
    assert repaired(word("CCHO", confidence=0.97)).text == "CCHO"


def test_numerals_of_headings_follow_each_other() -> None:
    read = [
        "I. MỤC ĐÍCH",
        "- việc",
        "H. NỘI DUNG",
        "; IH. NHIỆM VỤ",
        "TV. KINH PHÍ",
        "V TỔ CHỨC THỰC HIỆN",
        "TM. ỦY BAN",
    ]
    out = [one.text for one in with_headings([line(text) for text in read])]
    assert out == [
        "I. MỤC ĐÍCH", "- việc", "II. NỘI DUNG", "III. NHIỆM VỤ", "IV. KINH PHÍ", "V. TỔ CHỨC THỰC HIỆN", "TM. ỦY BAN",
    ]  # fmt: skip


def test_a_gap_of_the_paper_stays_a_gap() -> None:
    out = [one.text for one in with_headings([line("I. MỤC ĐÍCH"), line("III. NHIỆM VỤ")])]
    assert out == ["I. MỤC ĐÍCH", "III. NHIỆM VỤ"]


def test_specks_before_a_marker_are_no_part_of_it() -> None:
    assert [one.text for one in with_headings([line(".2. Yêu cầu"), line(": - Việc")])] == ["2. Yêu cầu", "- Việc"]


def again(text: str):  # type: ignore[no-untyped-def]
    def read(_box: Box) -> str:
        return text

    return read


def test_figures_that_agree_are_left_alone() -> None:
    words = [word("ít", 0), word("nhất", 30), word("02", 80), word("lần/tháng", 120)]
    assert read_twice(words, again("nhất 02 lần/tháng")) == tuple(words)


def test_figures_that_differ_keep_both_readings() -> None:
    words = [word("ngày", 0), word("30/8/2025", 60)]
    out = read_twice(words, again("30/6/2025"))
    assert out[1] == replace(words[1], kind="figures_differ", others=("30/6/2025",))


def test_a_reading_that_is_a_number_wins_over_one_that_is_not() -> None:
    out = read_twice([word("60Vb")], again("60%"))
    assert (out[0].text, out[0].kind, out[0].others) == ("60%", "figures_differ", ("60Vb",))


def test_words_without_figures_are_not_read_again() -> None:
    def never(_box: Box) -> str:
        raise AssertionError

    assert read_twice([word("tuyên"), word("truyền", 60)], never)


def test_a_number_read_in_two_ways_is_the_one_that_the_document_names_elsewhere() -> None:
    doubtful = replace(word("168/2024/QH15", confidence=0.5), kind="figures_differ", others=("169/2024/QH 15",))
    other = replace(word("171/2024/QH15", confidence=0.5), kind="figures_differ", others=("177/2024/QH15",))
    lines = [line("Luật số 169/2024/QH15;"), replace(line("theo"), words=(word("theo"), doubtful, other))]
    words = list(with_known_numbers(lines))[1].words
    assert [one.text for one in words] == ["theo", "169/2024/QH15", "171/2024/QH15"]
    assert (words[1].kind, words[1].others[0]) == ("figures_differ", "168/2024/QH15")
