"""Sheets, codes, places: pure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.printed.rules.codes import LETTERS, Code, code_from
from lantoa.printed.rules.posting import MOST_PLACES, PostingState, Standing, check_put_up, places_from, state_of
from lantoa.printed.rules.sizes import FITTING, Layout, Sheet, Size, check_sheet, fill_of

TODAY = date(2026, 11, 28)
OWN = st.text(alphabet=LETTERS, min_size=5, max_size=5)


@given(st.integers(1, 2**31 - 1), OWN)
def test_a_code_is_read_back(commune: int, own: str) -> None:
    code = Code(commune, own)
    assert code_from(str(code)) == code
    assert code_from(f" {str(code).lower()} ") == code


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "0-00000", "A-1234", "A-123456", "ÁÁ-12345", "A" * 4000, "ZZZZZZZ-00000", "U-12345"]
)
def test_what_is_no_code(text: str) -> None:
    assert code_from(text) is None


def test_letters_that_people_mistake() -> None:
    assert code_from("1O-o0lI1") == code_from("10-00111") == Code(32, "00111")


@pytest.mark.parametrize("layout", list(Layout))
def test_sheets_that_are_printed_and_not(layout: Layout) -> None:
    for size in Size:
        if size in FITTING[layout]:
            check_sheet(Sheet(layout, size))
        else:
            with pytest.raises(Refused, match="khổ"):
                check_sheet(Sheet(layout, size))


def test_letters_grow_with_the_sheet() -> None:
    assert Sheet(Layout.POSTER, Size.A4).scale == 1
    assert Sheet(Layout.POSTER, Size.A0).scale == pytest.approx(4.0, abs=0.01)
    assert Sheet(Layout.BANNER, Size.A0).width > Sheet(Layout.BANNER, Size.A0).height


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_more_words_never_stand_larger(some: int, more: int) -> None:
    sheet = Sheet(Layout.POSTER, Size.A3)
    few, many = (fill_of(sheet, letters=letters) for letters in sorted((some, more)))
    assert few.text >= many.text >= 1.2
    assert few.title > few.text


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing(None, None, None, outdated=True), PostingState.PLANNED),
        (Standing(TODAY, None, None, outdated=False), PostingState.UP),
        (Standing(TODAY, None, TODAY, outdated=False), PostingState.UP),
        (Standing(TODAY, None, date(2026, 11, 27), outdated=False), PostingState.STALE),
        (Standing(TODAY, None, None, outdated=True), PostingState.STALE),
        (Standing(TODAY, TODAY, date(2026, 1, 1), outdated=True), PostingState.DOWN),
    ],
)
def test_states_of_a_place(standing: Standing, state: PostingState) -> None:
    assert state_of(standing, today=TODAY) is state


def test_places_once_and_tidy() -> None:
    assert places_from([" Cổng  chợ ", "", "Cổng chợ", "Trạm y tế"]) == ("Cổng chợ", "Trạm y tế")
    with pytest.raises(Refused):
        places_from([f"Nơi {n}" for n in range(MOST_PLACES + 1)])
    with pytest.raises(Refused):
        places_from(["x" * 201])


@pytest.mark.parametrize("day", [date(2026, 11, 29), date(2026, 10, 31)])
def test_days_on_which_nothing_was_put_up(day: date) -> None:
    with pytest.raises(Refused):
        check_put_up(day, made_on=date(2026, 11, 1), today=TODAY)
