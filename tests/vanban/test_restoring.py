"""Marks given back: our own plan, damaged in the way of an engine that does not know Vietnamese."""

import re
from itertools import cycle

import pytest

from tests.seeds import SHARED, needs_seeds
from tests.vanban.sample_plans import XA
from vanban.errors import ReadError
from vanban.letters import unmarked
from vanban.plan import read_plan
from vanban.readers import open_source
from vanban.readers.text import source_of
from vanban.restoring.debris import without_debris
from vanban.restoring.document import recased, restored
from vanban.restoring.guarded import is_kept, mended_code
from vanban.restoring.headings import mended_numbers, mended_numerals, mended_points
from vanban.restoring.spelling import is_syllable, skeleton
from vanban.source import Source

MISREAD = {"ế": "é", "ề": "é", "ệ": "éê", "ộ": "do", "ứ": ("ir", "u"), "ừ": "ir", "ấ": ("4", "a"), "đ": "d", "Đ": "P"}
WITHOUT_LETTERS = re.compile(r"[\W\d_]+")


def damaged(text: str) -> str:
    """Every mark lost; some letters misread by turns."""
    turns = {letter: cycle(signs) for letter, signs in MISREAD.items()}
    return "".join(next(turns[char]) if char in turns else unmarked(char) for char in text)


@pytest.fixture(scope="module")
def xa() -> Source:
    return open_source(damaged(XA).encode())


def test_most_words_come_back(xa: Source) -> None:
    true, got = XA.split(), xa.text.split()
    assert len(true) == len(got)
    assert sum(a == b for a, b in zip(true, got, strict=True)) / len(true) > 0.9


def test_figures_stay_as_they_were_read(xa: Source) -> None:
    pairs = zip(damaged(XA).split(), xa.text.split(), strict=True)
    assert all(got == read for read, got in pairs if WITHOUT_LETTERS.fullmatch(read))


def test_every_word_that_is_not_as_read_is_marked(xa: Source) -> None:
    before, marks = damaged(XA), {(one.start, one.end): one for one in xa.uncertain}
    read = [match.group() for match in re.finditer(r"\S+", before)]
    for match, was in zip(re.finditer(r"\S+", xa.text), read, strict=True):
        if match.group() != was:
            inside = [one for (start, end), one in marks.items() if match.start() <= start and end <= match.end()]
            assert inside, (was, match.group())
            assert all(one.others[0] in was and 0 <= (one.confidence or 0) <= 1 for one in inside)


def test_what_was_done_is_said(xa: Source) -> None:
    assert any("khôi phục" in note for note in xa.notes)
    assert xa.engine.endswith("+restored")


def test_the_plan_is_read_and_its_commune_is_asked_for(xa: Source) -> None:
    whole, reading = read_plan(source_of(XA)), read_plan(xa)
    assert abs(len(reading.tasks) - len(whole.tasks)) <= 1
    assert reading.commune is None
    assert "commune_unreadable" in {finding.code for finding in reading.findings}


def test_text_without_any_marks_is_restored() -> None:
    text = "Đẩy mạnh công tác thông tin, tuyên truyền nhằm nâng cao nhận thức của cán bộ, công chức, viên chức.\n"
    assert restored(source_of(unmarked(text))).text == text


def test_who_does_not_want_it_is_refused_with_a_reason() -> None:
    with pytest.raises(ReadError, match="damaged_text"):
        read_plan(open_source(damaged(XA).encode(), restore=False))


def test_names_of_people_and_communes_stay_as_read() -> None:
    text = (
        "Ke hoach tuyén truyén cai cach hanh chinh trén dia ban x3 Ta Cudng nam 2025.\n"
        "Noi nhan: TM. UY BAN\nVit Van Thuy\n"
    )
    source = restored(source_of(text))
    assert "Ta Cudng năm 2025" in source.text
    assert "Vit Van Thuy" in source.text
    assert {source.text[u.start : u.end] for u in source.uncertain if u.kind == "unsure"} >= {"Ta", "Cudng", "Thuy"}


def test_a_name_is_one_also_where_nothing_before_it_says_so() -> None:
    text = "Uy ban nhan dan x3 Ta Cudng trién khai. Nhan dan Ta Cudng, kế hoach cua Ta Cudng va Nha nuéc v3 Ta Cudng.\n"
    source = restored(source_of(text))
    assert source.text.count("Ta Cudng") == 4
    assert "xã Ta Cudng triển khai" in source.text


@pytest.mark.parametrize("word", ["2025", "76/NQ-CP", "02", "80%", "a@b.vn", "b", "III", "VI", "15/7/2021", "x" * 40])
def test_figures_codes_and_addresses_are_kept(word: str) -> None:
    assert is_kept(word)


def test_a_lost_bar_of_a_code_comes_back_from_a_closed_list() -> None:
    assert mended_code("178/2024/ND-CP") == "178/2024/NĐ-CP"
    assert mended_code("HDND") == "HĐND"
    assert mended_code("12/XY-Z") == "12/XY-Z"


def test_heading_numerals_follow_their_order() -> None:
    text = "I. MUC DICH\nx\nII. NOI DUNG\nx\nI1II. TO CHUC\n"
    assert mended_numerals(text) == {text.index("I1II"): ("I1II", "III")}
    assert mended_numerals("I. A BC\nIII. D EF\n") == {}


def test_words_keep_their_case_and_form() -> None:
    assert [recased("CHU'C", "chức"), recased("Pang", "đảng"), recased("xa", "xã")] == ["CHỨC", "Đảng", "xã"]
    assert skeleton("ch¢é") == "chee"
    assert is_syllable("nghiệp")
    assert not is_syllable("xyz")


@pytest.mark.parametrize("text", ["", "\n\n", "- . -", "🙂 " * 50, "a" * 5000, "Nơi nhận", "xa " * 400])
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(restored(source_of(text)).text, str)


@needs_seeds
@pytest.mark.seeds
def test_tu_cuong_yields_its_outline_its_ten_tasks_and_their_leads() -> None:
    data = (SHARED / "plans" / "tu-cuong-2025.bad-ocr.txt").read_bytes()
    reading = read_plan(open_source(data))
    assert [(one.label, len(one.children)) for one in reading.sections] == [("I", 3), ("II", 2), ("III", 5)]
    assert len(reading.tasks) == 10
    leads = [task.lead or "" for task in reading.tasks]
    assert [lead.split()[0] for lead in leads] == ["Các", *["Văn"] * 6, *["Công"] * 3]
    assert reading.commune is None


def marks_of(text: str) -> dict[str, str]:
    return dict(mended_points(text).values())


def test_letters_of_points_follow_their_order() -> None:
    assert marks_of("a) Mot\nb) Hai\nc) Ba\nd) Bon\nd) Nam\ne) Sau\n") == {"d": "đ"}
    assert marks_of("a) Mot\n8) Hai\nc) Ba\n") == {"8": "b"}
    assert marks_of("a) Mot\n_b) Hai\n") == {"_b": "b"}
    assert marks_of("a) Mot\nb) Hai\nd) Bon\ne) Sau\na) Lai\n8) So\n") == {}


def test_a_speck_before_a_heading_goes() -> None:
    assert mended_numerals("I. A BC\nII. D EF\n-III. G HI\n") == {17: ("-III", "III")}
    assert mended_numerals("I. A BC\n-IV. G HI\n") == {8: ("-IV", "IV")}


def back(text: str) -> str:
    return restored(source_of(text)).text


def test_a_province_comes_back_where_it_is_said_to_be_one_and_a_commune_never() -> None:
    text = "UBND thanh pho Ha Noi, UBND tinh Ninh Binh; UBND xã Ninh Binh; thanh phé Ha N@i trién khai thtrc hién.\n"
    assert back(text) == (
        "UBND thành phố Hà Nội, UBND tỉnh Ninh Bình; UBND xã Ninh Binh; thành phố Hà Nội triển khai thực hiện.\n"
    )
    assert "tỉnh Ha Nxx" in back("Nhiém vu cua tinh Ha Nxx trong nam 2025 cua tinh Ha Nam.\n")


def test_the_motto_comes_back_also_behind_a_commune() -> None:
    assert "Độc lập - Tự do - Hạnh phúc" in back(
        "UY BAN NHAN DAN PHUONG Doc lap - Ty do - Hanh phic\nKe hoach nam 2025\n"
    )


def test_a_blank_that_was_read_as_a_sign_comes_back_marked() -> None:
    source = restored(
        source_of("Théng qua hinh thirc.T6 chirc cac ndi-dung tuyén truyén, don vi chu,tri thu’c hién.\n")
    )
    assert source.text.startswith("Thông qua hình thức. Tổ chức các nội dung tuyên truyền")
    assert {one.others[0] for one in source.uncertain} >= {"thirc.T6", "ndi-dung"}


def test_a_letter_of_the_house_is_set_right_and_its_term_stays() -> None:
    assert mended_code("1232/NQ-UBTVQHI15") == "1232/NQ-UBTVQH15"
    assert mended_code("1824/QDB-UBND") == "1824/QĐ-UBND"


def test_a_speck_before_a_number_or_a_bullet_goes() -> None:
    text = "1. Phong Van hoa\n-2. Van phong\n5. Khac\n-7. Khac\n’ - Luu: VT\n- Gach dau dong\n"
    assert set(mended_numbers(text).values()) == {("-2", "2"), ("’ -", "-")}


def test_lines_of_specks_and_page_numbers_are_no_lines_and_marks_are() -> None:
    said = ("Z", "a)", "1. Phong Van hoa", "_", "3", "II.", "’", "Tham muu thuc hien", "4", "xã", "12", "I")
    source = without_debris(source_of("\n".join(said) + "\n"))
    kept = [source.line_text(line) for line in source.lines]
    assert kept == ["a)", "1. Phong Van hoa", "II.", "Tham muu thuc hien", "12", "I"]
