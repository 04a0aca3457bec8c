"""What an announcer reads: numbers, days, documents, links, abbreviations in words."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.speech import date_words, number_words, reading_seconds, spoken, time_words

UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
         "tám": 8, "chín": 9}  # fmt: skip


def heard(words: str) -> int:
    """The number that a listener writes down: the other way round, written apart from the program."""
    if " tỷ" in words:
        head, _sign, rest = words.partition(" tỷ")
        return heard(head) * 10**9 + (heard(rest.strip()) if rest.strip() else 0)
    total = group = 0
    for word in words.split():
        if word in ("triệu", "nghìn"):
            total += group * (10**6 if word == "triệu" else 1000)
            group = 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group - group % 10 + group % 10 * 10
        elif word == "mười":
            group += 10
        elif word != "linh":
            group += UNITS[word]
    return total + group


@given(st.integers(min_value=0, max_value=10**12))
def test_a_listener_writes_down_the_same_number(number: int) -> None:
    assert heard(number_words(number)) == number


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("15", "mười lăm"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("105", "một trăm linh năm"),
        ("1005", "một nghìn không trăm linh năm"),
        ("8.000 đồng", "tám nghìn đồng"),
        ("30.000đ", "ba mươi nghìn đồng"),
        ("95,5%", "chín mươi lăm phẩy năm phần trăm"),
        ("ngày 02/9/2025", "ngày mùng hai tháng chín năm hai nghìn không trăm hai mươi lăm"),
        ("ngày 15/4", "ngày mười lăm tháng tư"),
        ("tháng 10/2026", "tháng mười năm hai nghìn không trăm hai mươi sáu"),
        ("quý III/2026", "quý ba năm hai nghìn không trăm hai mươi sáu"),
        ("31/2/2026 không có trong lịch", "ba mươi mốt/hai/hai nghìn không trăm hai mươi sáu không có trong lịch"),
        ("lúc 7h30", "lúc bảy giờ ba mươi phút"),
        ("7 giờ 30 phút", "bảy giờ ba mươi phút"),
        ("Nghị quyết số 76/NQ-CP", "Nghị quyết số bảy mươi sáu của Chính phủ"),
        ("Nghị định 30/2020/NĐ-CP", "Nghị định số ba mươi năm hai nghìn không trăm hai mươi của Chính phủ"),
        ("theo 07/KH-UBND", "theo Kế hoạch số bảy của Ủy ban nhân dân"),
        (
            "Luật số 63/2025/QH15",
            "Luật số sáu mươi ba năm hai nghìn không trăm hai mươi lăm của Quốc hội khóa mười lăm",
        ),
        ("gọi 0226 385 1234", "gọi không hai hai sáu, ba tám năm, một hai ba bốn"),
        ("gọi 1022", "gọi một không hai hai"),
        ("https://dichvucong.gov.vn", "dichvucong chấm gov chấm vn"),
        ("CCHC của UBND phường", "cải cách hành chính của Ủy ban nhân dân phường"),
        ("từ 5-7 ngày", "từ năm đến bảy ngày"),
        ("Không có số nào ở đây.", "Không có số nào ở đây."),
    ],
)
def test_it_is_said_as_an_announcer_says_it(written: str, said: str) -> None:
    assert spoken(written) == said


def test_days_and_hours() -> None:
    assert date_words(date(2026, 4, 30)) == "ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi sáu"
    assert time_words(time(7)) == "bảy giờ"


@given(st.text(max_size=300))
def test_any_text_can_be_said_and_takes_some_time(text: str) -> None:
    assert isinstance(spoken(text), str)
    assert reading_seconds(text) >= 0


def test_figures_take_longer_than_their_signs() -> None:
    assert reading_seconds("Năm 2026") > reading_seconds("Năm nay")
    assert reading_seconds("một " * 170) == 60
