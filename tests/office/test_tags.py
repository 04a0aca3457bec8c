"""Tags, filters and looks of the staff face."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.grades import EvidenceGrade
from lantoa.office.appearance import GRADES, STATE_ICONS
from lantoa.office.comparison import compare_words
from lantoa.office.templatetags import lantoa as tags
from lantoa.progress.rules import ProgressState

WORDS = st.lists(st.sampled_from(["phát", "thanh", "02", "buổi", "mỗi", "tháng", "đơn", "vị"]), max_size=12)


def render(source: str, **context: object) -> str:
    return Template("{% load lantoa %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(0, 0, "0"), (1234567, 0, "1.234.567"), (-1234, 0, "-1.234"), (12.5, 1, "12,5"),
     (Decimal("1234.5"), 2, "1.234,50"),
     (None, 0, ""), ("64 %", 0, "64 %"), (True, 0, "True")],
)  # fmt: skip
def test_numbers_are_written_the_vietnamese_way(value: object, places: int, text: str) -> None:
    assert tags.vnum(value, places) == text


@given(st.integers())
def test_a_number_keeps_its_digits(number: int) -> None:
    assert int(tags.vnum(number).replace(".", "")) == number


def test_days_and_times_are_those_of_the_ward() -> None:
    late_in_utc = datetime(2026, 3, 4, 18, 5, tzinfo=UTC)
    assert tags.vdate(late_in_utc) == "05/03/2026"
    assert tags.vdatetime(late_in_utc) == "01:05 ngày 05/03/2026"
    assert tags.vtime(late_in_utc) == "01:05"
    assert tags.vdate(date(2026, 3, 5)) == "05/03/2026"
    assert tags.vweekday(date(2026, 3, 8)) == "CN"
    assert tags.vdate(None) == tags.vdatetime(None) == tags.vtime(None) == ""


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(3, 4, "75 %"), (999, 1000, "99 %"), (5, 4, "100 %"), (1, 0, "0 %")]
)
def test_a_share_is_full_only_when_all_is_there(part: int, whole: int, text: str) -> None:
    assert tags.vpercent(part, whole) == text


@pytest.mark.parametrize("state", list(ProgressState))
def test_every_state_has_an_icon_and_its_own_words(state: ProgressState) -> None:
    html = render("{% state_badge state %}", state=state)
    assert f'data-state="{state.value}"' in html
    assert state.label in html
    assert f"#{STATE_ICONS[state]}" in html


def test_a_state_that_nobody_knows_is_no_error_page() -> None:
    assert "Chưa rõ" in render("{% state_badge state %}", state="<b>lạ</b>")
    assert "<b>" not in render("{% state_badge state %}", state="<b>lạ</b>")


def test_grades_are_shown_strongest_first_and_only_where_there_is_something() -> None:
    html = render("{% grade_chips counts %}", counts={"D": 1, "A": 1200, "B": 0})
    assert html.index('data-grade="A"') < html.index('data-grade="D"')
    assert "1.200" in html
    assert 'data-grade="B"' not in html
    assert "Chưa có minh chứng" in render("{% grade_chips counts %}", counts={})
    assert set(GRADES) == {grade.value for grade in EvidenceGrade}


def test_grades_may_come_as_the_enum() -> None:
    assert 'data-grade="C"' in render("{% grade_chips counts %}", counts={EvidenceGrade.C: 2})
    assert 'data-grade="B"' in render("{% grade_chips counts %}", counts=EvidenceGrade.B)


def test_progress_says_in_words_what_the_bar_shows() -> None:
    html = render('{% progress_bar 3 4 state="late" unit="buổi" %}')
    assert "<b>3</b>/4 buổi" in html
    assert "75 %" in html
    assert "width:75%" in html


def get(query: str) -> HttpRequest:
    return RequestFactory().get("/viec/", QUERY_STRING=query)


def test_a_changed_query_keeps_the_other_filters() -> None:
    source = "{% query_string trang=2 loc=None %}"
    assert render(source, request=get("don-vi=3&trang=1&loc=x")) == "?don-vi=3&amp;trang=2"
    assert render(source) == "?trang=2"


def test_a_hostile_query_stays_text() -> None:
    assert "<script" not in render("{% query_string trang=2 %}", request=get('q="><script>alert(1)</script>'))


def test_the_way_back_is_ours_or_home() -> None:
    request = get("")
    request.META["HTTP_REFERER"] = "http://testserver/ke-hoach/"
    assert render("{% back_url %}", request=request) == "http://testserver/ke-hoach/"
    request.META["HTTP_REFERER"] = "https://nguoi-la.example/"
    assert render("{% back_url %}", request=request) == "/"


def test_page_numbers_show_ends_and_neighbours() -> None:
    assert tags.page_numbers(Paginator(range(240), 20), 6) == [1, "…", 5, 6, 7, "…", 12]


@given(WORDS, WORDS)
def test_compared_texts_keep_every_word(left: list[str], right: list[str]) -> None:
    lefts, rights = compare_words(" ".join(left), " ".join(right))
    assert " ".join(piece.text for piece in lefts).split() == left
    assert " ".join(piece.text for piece in rights).split() == right
    common = [[piece.text for piece in side if not piece.differs] for side in (lefts, rights)]
    assert " ".join(common[0]) == " ".join(common[1])


@given(WORDS)
def test_equal_texts_differ_nowhere(words: list[str]) -> None:
    text = " ".join(words)
    assert not any(piece.differs for side in compare_words(text, text) for piece in side)


@pytest.mark.parametrize(("name", "letter"), [("Nguyễn Thị Hạnh", "H"), ("  ", "?"), (None, "?"), ("Đức", "Đ")])
def test_a_person_is_shown_by_the_given_name(name: str | None, letter: str) -> None:
    assert tags.initials(name) == letter


def test_an_icon_is_decoration_unless_it_has_words() -> None:
    assert 'aria-hidden="true"' in render('{% icon "plus" %}')
    assert 'role="img" aria-label="Thêm &quot;x&quot;"' in render("{% icon 'plus' words %}", words='Thêm "x"')
