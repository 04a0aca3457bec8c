"""Columns by their headings, days in every writing, values of closed lists; what is wrong is said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.activities.importing.rules.days import DayOrder, read_day, suspicious
from lantoa.activities.importing.rules.headings import NAMES, Field, recognise
from lantoa.activities.importing.rules.rows import Context, fingerprint, read_row
from lantoa.activities.importing.rules.states import TRANSITIONS, RunState
from lantoa.activities.importing.rules.values import code_of, codes_of, guessed_kind, number_of, truth_of
from lantoa.core.folding import fold
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic

TODAY = date(2026, 11, 22)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(days)
def test_a_day_is_read_however_it_is_written(day: date) -> None:
    writings = (
        f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day.day}/{day.month}/{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}", f"Thứ Hai, {day:%d/%m/%Y}", f"{day:%d/%m/%Y} 14:30",
        f"14h30 ngày {day:%d/%m/%Y}", f"{day:%Y-%m-%d}T00:00:00", f"'{day:%d/%m/%Y}",
    )  # fmt: skip
    assert {read_day(text).day for text in writings} == {day}
    assert read_day({"d": day.isoformat()}).day == day
    assert read_day(f"{day:%m/%d/%Y}", DayOrder.MONTH_FIRST).day == day
    serial = (day - date(1899, 12, 30)).days
    read = read_day(serial)
    assert (read.day, bool(read.remark)) == (day, True)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("31/02/2025", "có 28 ngày"), ("29/02/2025", "có 28 ngày"), ("00/01/2025", "có 31 ngày"), ("", "chưa có ngày"),
        ("03/25/2025", "không có tháng 25"), ("05/13/2025", "Cách ghi ngày"), ("5/3", "thiếu năm"),
        ("3/2025", "chỉ có tháng"),
        ("05/03-07/03/2025", "nhiều ngày"), ("5, 7 và 9/3/2025", "nhiều ngày"), ("quý I", "không phải ngày"),
        (12, "không phải ngày"), (44216.5e9, "không phải ngày"), (True, "chưa có ngày"),
        ({"d": "1899-12-31"}, "không đúng"),
        ("1/1/0001", "năm 0001"), ("01/01/1999", "năm 1999"), ("=TODAY()", "không phải ngày"),
        ("9" * 4000, "không phải ngày"),
    ],
)  # fmt: skip
def test_what_is_no_day_says_what_to_do(cell: object, words: str) -> None:
    read = read_day(cell)  # type: ignore[arg-type]
    assert read.day is None
    assert words in read.problem


def test_two_digit_years_are_of_this_century_and_said() -> None:
    read = read_day("5/3/25")
    assert (read.day, "hai chữ số" in read.remark) == (date(2025, 3, 5), True)


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(allow_nan=False), st.booleans()))
def test_no_cell_breaks_the_reading_of_days(cell: object) -> None:
    read = read_day(cell)  # type: ignore[arg-type]
    assert (read.day is None) == bool(read.problem)


def test_a_column_with_days_and_months_exchanged_gives_itself_away() -> None:
    real = [{"d": f"2025-0{n}-01"} for n in range(1, 8)]
    assert "đảo" in suspicious([*real, "25/03/2025"])
    assert "kiểu Mỹ" in suspicious(["03/25/2025", "03/05/2025"])
    assert "lẫn" in suspicious(["03/25/2025", "25/03/2025"])
    assert suspicious([{"d": "2025-01-20"}, *real, "25/03/2025"]) == ""
    assert suspicious([]) == ""


def test_every_field_has_names_and_no_name_means_two_things() -> None:
    assert set(NAMES) == set(Field)
    every = [name for names in NAMES.values() for name in names.split("|")]
    assert len(every) == len(set(every))
    assert [name for name in every if fold(name) != name] == []


@pytest.mark.parametrize(
    "heading", ["Ngày thực hiện", "NGÀY THỰC HIỆN *", "ngay thuc hien", "Ngày thực hiện (dd/mm)", "NGÀY"]
)
def test_a_heading_in_any_dress(heading: str) -> None:
    layout = recognise([(1, ("UBND PHƯỜNG",)), (2, ("STT", heading, "Nội dung"))])
    assert layout is not None
    assert (layout.header, layout.columns) == (2, {"happened_on": 1, "title": 2})


def test_content_beside_a_title_is_what_was_spoken_of() -> None:
    layout = recognise([(1, ("Ngày", "Nội dung", "Tên hoạt động"))])
    assert layout is not None
    assert layout.columns == {"happened_on": 0, "topics": 1, "title": 2}
    assert recognise([(1, ("a", "b")), (2, (5, {"d": "2025-01-01"}))]) is None


@pytest.mark.parametrize("labels", [ActivityKind, Channel, Topic, Audience])
def test_every_label_of_a_list_is_read_back(labels: type[Labelled]) -> None:
    for one in labels:
        assert codes_of(one.label, labels) == ((one.value,), ())
        assert code_of(fold(one.label), labels) == one.value
    every = "; ".join(one.label for one in labels)
    assert codes_of(every, labels) == (tuple(one.value for one in labels), ())


def test_usual_words_and_what_is_not_in_the_list() -> None:
    assert codes_of("Zalo OA, Fanpage", Channel) == (("zalo", "facebook"), ())
    assert codes_of("loa truyền thanh", Channel) == (("broadcast",), ())
    assert codes_of("bồ câu; Zalo", Channel) == (("zalo",), ("bồ câu",))
    assert guessed_kind("Hội nghị tuyên truyền CCHC") == "conference"
    assert guessed_kind("Việc không rõ") is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1.250 người", 1250), ("1 250", 1250), (45.0, 45), ("", None), ("45", 45), ("45,0", 45),
     ("khoảng 50", "khoảng 50"),     (4.5, "4.5"), ("-3", "-3"), ("9" * 99, "9" * 99)],
)  # fmt: skip
def test_numbers(cell: object, number: object) -> None:
    assert number_of(cell) == number  # type: ignore[arg-type]


def test_truths() -> None:
    assert [truth_of(cell) for cell in ("x", "Có", True, "", "không", "chắc là có")] == [
        True,
        True,
        True,
        False,
        False,
        None,
    ]


def context(**columns: int) -> Context:
    return Context(columns={"happened_on": 0, "title": 1, "kind": 2, **columns}, today=TODAY)


def test_every_fault_of_a_row_is_told_at_once() -> None:
    row = read_row(("31/02/2026", "abc", "Xiếc", "nhiều", "có thể"), context(people=3, integrated=4))
    assert [one.field for one in row.problems] == ["happened_on", "title", "kind", "people", "integrated"]
    assert row.draft is None


def test_the_rules_of_entries_by_hand_hold_here_too() -> None:
    late = read_row((f"{TODAY + timedelta(days=1):%d/%m/%Y}", "Đăng tin về CCHC", "Tin, bài"), context())
    assert "chưa tới" in late.problems[0].text
    many = read_row(("01/02/2026", "Đăng tin về CCHC", "Tin, bài", 99_000_000), context(people=3))
    assert many.problems[0].field == "people"


def test_what_is_not_in_a_list_goes_to_the_note() -> None:
    row = read_row(("01/02/2026", "Đăng tin về CCHC", "Tin, bài", "bồ câu", "xong"), context(channels=3, note=4))
    assert row.draft is not None
    assert (row.draft.note, row.draft.channels) == ("xong\nKênh, hình thức: bồ câu", ())


@pytest.mark.parametrize(
    "cells", [("I", "Quý I"), ("", "Tháng 3"), ("Tổng cộng", "", "", 5), ("", "", "Người lập biểu")]
)
def test_headings_of_groups_and_sums_are_no_activities(cells: tuple[object, ...]) -> None:
    assert read_row(cells, context()).skipped  # type: ignore[arg-type]


@given(
    st.lists(st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.just({"d": "2026-01-05"})), max_size=8)
)
def test_no_row_breaks_the_reading(cells: list[object]) -> None:
    row = read_row(cells, context(channels=3, topics=4, people=5, links=6, unit=7))  # type: ignore[arg-type]
    assert row.skipped or (row.draft is None) == bool(row.problems)


def test_the_same_thing_has_the_same_mark() -> None:
    one = read_row(("01/02/2026", "Đăng tin về CCHC", "Tin, bài"), context()).draft
    two = read_row(({"d": "2026-02-01"}, "ĐĂNG  TIN VE CCHC", "tin bai"), context()).draft
    other = read_row(({"d": "2026-02-02"}, "Đăng tin về CCHC", "Tin, bài"), context()).draft
    assert one is not None
    assert two is not None
    assert other is not None
    assert fingerprint(one) == fingerprint(two) != fingerprint(other)


def test_the_life_of_an_import_comes_to_an_end() -> None:
    assert set(TRANSITIONS) == set(RunState)
    assert {state for state, to in TRANSITIONS.items() if not to} == {RunState.UNDONE, RunState.DROPPED}
