"""What an entry may say, as values alone."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.activities.rules import (
    LONGEST_LINK,
    ActivityDraft,
    Served,
    ServiceDraft,
    check_draft,
    check_reason,
    clean_link,
    clean_links,
    completed,
    grade_of_entry,
    is_far,
)
from lantoa.core.errors import Refused
from lantoa.core.grades import EvidenceGrade
from lantoa.core.periods import Window

TODAY = date(2025, 8, 15)
FIRST = date(2025, 1, 1)
PLAN = Window(FIRST, date(2025, 12, 31))
DRAFT = ActivityDraft(key=uuid4(), title="Phát thanh", kind="broadcast", happened_on=TODAY)


def code_of(draft: ActivityDraft, *served: Served) -> str:
    try:
        check_draft(draft, {one.id: one for one in served}, today=TODAY, earliest=FIRST)
    except Refused as refusal:
        return refusal.code
    return ""


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_only_days_from_the_plan_to_today(day: date) -> None:
    code = code_of(replace(DRAFT, happened_on=day))
    assert code == ("day_future" if day > TODAY else "day_before_plan" if day < FIRST else "")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"people": -1}, "number_people"),
        ({"people": 1_000_001}, "number_people"),
        ({"people": 1_000_000}, ""),
        ({"people": 0}, ""),
        ({"times": 0}, "number_times"),
        ({"times": 1_001}, "number_times"),
        ({"times": 1_000}, ""),
    ],
)
def test_numbers_stay_believable(change: dict[str, int], code: str) -> None:
    assert code_of(replace(DRAFT, **change)) == code


@given(st.integers(-5, 60) | st.none(), st.integers(-5, 60) | st.none())
def test_a_ratio_is_a_share_of_something(part: int | None, whole: int | None) -> None:
    draft = replace(DRAFT, services=(ServiceDraft(1, part, whole),))
    good = part is not None and whole is not None and 0 <= part <= whole and whole > 0
    assert (code_of(draft, Served(1, "100% được tập huấn", is_ratio=True, period=PLAN)) == "") == good


def test_a_commitment_of_a_later_plan_is_refused() -> None:
    later = Served(1, "Nhiệm vụ", is_ratio=False, period=Window(TODAY + timedelta(days=1), date(2026, 12, 31)))
    assert code_of(replace(DRAFT, services=(ServiceDraft(1),)), later) == "commitment_before_plan"
    assert code_of(replace(DRAFT, services=(ServiceDraft(2),)), later) == "commitment_unknown"


def test_after_the_plan_a_late_report_is_taken() -> None:
    over = Served(1, "Báo cáo năm", is_ratio=False, period=Window(FIRST, TODAY - timedelta(days=1)))
    assert code_of(replace(DRAFT, services=(ServiceDraft(1),)), over) == ""


@pytest.mark.parametrize(
    ("given_link", "wanted"),
    [
        ("https://phuong.example.vn/tin?id=1#a", "https://phuong.example.vn/tin?id=1#a"),
        (" HTTP://phuong.example.vn ", "HTTP://phuong.example.vn"),
        ("facebook.com/phuong/posts/1", "https://facebook.com/phuong/posts/1"),
        ("https://phường.example.vn/tin", "https://phường.example.vn/tin"),
    ],
)
def test_addresses_of_pages_are_taken(given_link: str, wanted: str) -> None:
    assert clean_link(given_link) == wanted


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)", "JaVaScRiPt://x.vn/%0aalert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.vn/x",
        "https://", "http:///x", "https://a", "https://user:mk@a.vn/", "https://a.vn/<script>", 'https://a.vn/"onclick=',
        "https://a.vn/a b", "https://a.vn/\nx", "https://[bad", "https://a.vn:99999999/", "\\\\may\\tep", "xem o day",
        "https://a.vn/" + "x" * LONGEST_LINK,
    ],
)  # fmt: skip
def test_anything_else_is_no_address(bad: str) -> None:
    with pytest.raises(Refused) as refusal:
        clean_link(bad)
    assert refusal.value.code == "link_bad"


@given(st.text(max_size=60))
def test_whatever_is_taken_as_a_link_is_http(text: str) -> None:
    try:
        link = clean_link(text)
    except Refused:
        return
    assert link.lower().startswith(("http://", "https://"))
    assert not set(link) & set('"<> \n\r\t\\')


def test_links_come_once_and_not_too_many() -> None:
    assert clean_links(["a.vn/1", "", "https://a.vn/1"]) == ("https://a.vn/1",)
    with pytest.raises(Refused, match="link_many"):
        clean_links(f"a.vn/{n}" for n in range(11))


def test_the_kind_says_the_channel_unless_the_person_did() -> None:
    assert completed(DRAFT).channels == ("broadcast",)
    assert completed(replace(DRAFT, channels=("zalo",))).channels == ("zalo",)
    assert completed(replace(DRAFT, kind="news")).channels == ()
    assert completed(replace(DRAFT, kind="news", integrated=True)).channels == ("briefing",)
    assert completed(completed(replace(DRAFT, integrated=True))) == completed(replace(DRAFT, integrated=True))


def test_a_reason_says_something() -> None:
    assert check_reason("  Ghi   trùng\n") == "Ghi trùng"
    with pytest.raises(Refused):
        check_reason(" .   ")


def test_grades() -> None:
    assert grade_of_entry(has_file=True, has_link=False) is EvidenceGrade.C
    assert grade_of_entry(has_file=False, has_link=True) is EvidenceGrade.C
    assert grade_of_entry(has_file=False, has_link=False) is EvidenceGrade.D


def test_a_photo_of_another_week_is_pointed_out() -> None:
    assert not is_far(TODAY - timedelta(days=7), TODAY)
    assert is_far(TODAY - timedelta(days=8), TODAY)
    assert not is_far(None, TODAY)
