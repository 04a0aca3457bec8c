"""Marks of items in a scan: set right where the items beside them leave only one, and nowhere else."""

from dataclasses import replace

import pytest

from tests.vanban.test_readers_repairs import line
from vanban.readers.item_marks import with_item_marks
from vanban.readers.pages import PageContent, assembled
from vanban.readers.repairs import is_dirt, with_headings


def read(*texts: str) -> list[str]:
    return [one.text for one in with_item_marks(with_headings(map(line, texts)))]


def marks(*read_as: str) -> list[str]:
    return [text.split()[0] for text in read(*(f"{one} Việc" for one in read_as))]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("a) h) c)", "a) b) c)"), ("a) b) c) d) d) e)", "a) b) c) d) đ) e)"), ("c) d) d)", "c) d) đ)"),
        ("e) 8) h)", "e) g) h)"), ("e) ø) h)", "e) g) h)"), ("h) f) k)", "h) i) k)"), ("g) h) í)", "g) h) i)"),
        ("k) 1) m)", "k) l) m)"), ("k) I) m)", "k) l) m)"), ("c) d} đ)", "c) d) đ)"), ("d) đ) e) Ê)", "d) đ) e) f)"),
        ("1. ä) b)", "1. a) b)"), ("1. _...ä) b)", "1. a) b)"),
    ],
)  # fmt: skip
def test_a_letter_that_its_neighbours_leave(wrong: str, right: str) -> None:
    assert marks(*wrong.split()) == right.split()


@pytest.mark.parametrize(
    "right",
    [
        "a) b) d)", "a) 1) 2) b)", "a) b) c) 8)", "a) b) a) b)", "c) d) e) f) g)", "e) g) h) k)", "a) h)", "1) 2) 3)",
        "í) b", "e) f)", "d) đ) e) Ä)",
    ],
)  # fmt: skip
def test_a_letter_that_nothing_proves_stays(right: str) -> None:
    assert marks(*right.split()) == right.split()


def test_numbers_of_items_follow_each_other() -> None:
    wrong = ["I. MỤC ĐÍCH", "l. Mục đích", "Việc.", "2. Yêu cầu", "Việc:", "3, Chỉ tiêu", "II. NỘI DUNG", "1. Việc"]
    assert read(*wrong) == [text.replace("l. M", "1. M").replace("3,", "3.") for text in wrong]


def test_a_figure_that_begins_a_line_of_a_sentence_stays() -> None:
    for text in ("theo các khoản 1,", "theo khoản"):
        lines = ["I. MỤC ĐÍCH", "1. Việc", text, "2, Điều 3", "II. NỘI DUNG"]
        assert read(*lines) == lines
    lines = ["1. Việc", "S. Việc", "7. Việc"]
    assert read(*lines) == lines


def test_a_dash_stands_below_others() -> None:
    assert read("- Việc.", '" Nâng cao.', "z Tuyên truyền.") == ["- Việc.", "- Nâng cao.", "- Tuyên truyền."]
    assert read("- Việc và", '" Nâng cao') == ["- Việc và", '" Nâng cao']
    indented = replace(line("z Tuyên truyền."), x0=30)
    assert [one.text for one in with_item_marks([line("- Việc."), indented])] == ["- Việc.", "z Tuyên truyền."]
    assert read("1. Việc", "-„ - Chủ trì") == ["1. Việc", "- Chủ trì"]


def test_headings_of_a_fax() -> None:
    wrong = ["I. MỤC ĐÍCH", "II. NỘI DỤNG, HÌNH THỨC", "HL.KINH PHÍ", "IV TỔ CHỨC THỰC HIỆN", "TM. ỦY BAN"]
    right = ["I. MỤC ĐÍCH", "II. NỘI DUNG, HÌNH THỨC", "III. KINH PHÍ", "IV. TỔ CHỨC THỰC HIỆN", "TM. ỦY BAN"]
    assert read(*wrong) == right
    assert read("I. MỤC ĐÍCH", "lI. NỘI DUNG", "Hï. NHIỆM VỤ", "TV. KINH PHÍ")[1:] == [
        "II. NỘI DUNG", "III. NHIỆM VỤ", "IV. KINH PHÍ",
    ]  # fmt: skip
    assert read("I. MỤC ĐÍCH", "IL.NỘI DUNG", "lll. KINH PHÍ")[1:] == ["II. NỘI DUNG", "III. KINH PHÍ"]
    assert read("I. MỤC ĐÍCH", "HL.KINH PHÍ", "THỊ XÃ", "TX. HỒNG LĨNH")[1:] == [
        "HL.KINH PHÍ",
        "THỊ XÃ",
        "TX. HỒNG LĨNH",
    ]


def test_what_was_read_stays_beside() -> None:
    mended = list(with_item_marks(map(line, ("a) Việc", "h) Việc", "c) Việc"))))[1].words[0]
    assert (mended.text, mended.kind, mended.others) == ("b)", "repaired", ("h)",))


def test_lines_of_a_digital_page_stay() -> None:
    digital = [replace(line(text), words=()) for text in ("a) Việc", "h) Việc", "c) Việc")]
    assert list(with_item_marks(digital)) == digital


def test_a_number_in_two_words_is_one() -> None:
    assert read("Chỉ thị số 23/CT- -TTg ngày 02/9/2021") == ["Chỉ thị số 23/CT-TTg ngày 02/9/2021"]
    assert read("số 23/XY- -TTg ngày") == ["số 23/XY- -TTg ngày"]


def test_specks_that_stand_alone_are_no_line_and_no_end_of_a_sentence() -> None:
    """Of one bit at 200 dpi a line of one speck cut a task in two, and its lead was lost."""
    assert read("các phòng thực hiện. .", "Số: …") == ["các phòng thực hiện.", "Số: …"]
    assert [is_dirt(line(text)) for text in (".", "; '", "…", "- .", "2.")] == [True, True, False, False, False]


def test_a_line_of_specks_does_not_stand_in_the_text() -> None:
    lines = [
        replace(line(text), top=100 + 30 * at, bottom=112 + 30 * at) for at, text in enumerate(("Chủ trì", ".", "việc"))
    ]
    page = PageContent(1, 595, 842, lines, [], "picture", 0, 0.9)
    assert "." not in assembled([page], engine="", notes=[]).text
