"""Doubtful words of a scan as the language expects them; nothing that may be a name or a figure is touched."""

import pytest

from vanban.readers.doubtful import with_expected
from vanban.readers.seen import Seen

BOX = (0.0, 0.0, 9.0, 9.0)


def words(text: str, sure: float) -> list[Seen]:
    return [Seen(word, BOX, BOX, sure) for word in text.split()]


def expected(text: str, sure: float = 0.85) -> str:
    return " ".join(word.text for word in with_expected(words(text, sure)))


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("phối hợp lựa chợn tổ chức", "phối hợp lựa chọn tổ chức"),
        ("trang thông tìn điện tử", "trang thông tin điện tử"),
        ("của cơ quan, đơn vì).", "của cơ quan, đơn vị)."),
        ("thời gian haàn thành", "thời gian hoàn thành"),
    ],
)
def test_marks_that_the_engine_doubts_are_those_of_the_language(read: str, right: str) -> None:
    assert expected(read) == right


@pytest.mark.parametrize(
    "text",
    ["thôn Đông Mỹ, xã Tân Lập", "ông Nguyễn Văn Thúy", "đủ 05 tin bài", "12/KH-UBND", "", "CCHC", "email abc@xyz.vn",
     "đoàn viên tình nguyện", "thì và thi", "lễ hội đền làng"],
)  # fmt: skip
def test_names_figures_and_sound_words_stay(text: str) -> None:
    assert expected(text) == text


def test_a_sure_word_stays_and_what_was_read_is_kept() -> None:
    assert expected("lựa chợn tổ chức", 0.98) == "lựa chợn tổ chức"
    changed = with_expected(words("lựa chợn tổ chức", 0.8))[1]
    assert (changed.kind, changed.others) == ("repaired", ("chợn",))
    hardly_seen = with_expected(words("lựa chợn tổ chức", 0.4))[1]
    assert (hardly_seen.text, hardly_seen.kind) == ("chọn", "unsure")


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("của Úy ban nhân dân", "của Ủy ban nhân dân"),
        ("phường Tố Hữu", "phường Tố Hữu"),
        ("thôn Đông mỹ", "thôn Đông mỹ"),
        ("xã Yên hòa", "xã Yên hòa"),
    ],
)
def test_a_capital_before_a_small_letter_gets_the_marks_with_which_it_is_a_word(read: str, right: str) -> None:
    assert expected(read) == right
    assert expected(read, 0.98) == read


def begins(text: str, sure: float = 0.85) -> str:
    return " ".join(word.text for word in with_expected(words(text, sure), begins=True))


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Phổi hợp tổ chức", "Phối hợp tổ chức"),
        ("Tuyện truyền trên hệ thống", "Tuyên truyền trên hệ thống"),
        ("Nguyễn Văn Thúy", "Nguyễn Văn Thúy"),
        ("Bạch mai", "Bạch mai"),
    ],
)
def test_the_first_word_of_a_cell_is_mended_where_it_is_no_name(read: str, right: str) -> None:
    assert begins(read) == right
    assert begins(read, 0.98) == read
