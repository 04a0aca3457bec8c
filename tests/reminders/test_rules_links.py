"""What a link opens, and what may be answered."""

import re
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.reminders.rules.links import (
    MOST_TRIES,
    LinkFacts,
    Reply,
    check_reply,
    commune_of_token,
    is_open,
    quiet_until,
)
from lantoa.reminders.states import AnswerKind

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
OPEN = {"expires_at": NOW + timedelta(days=1), "tries": 0, "used_at": None, "revoked_at": None, "is_here": True}
K = AnswerKind


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"expires_at": NOW}, False),
        ({"used_at": NOW}, False),
        ({"revoked_at": NOW}, False),
        ({"is_here": False}, False),
        ({"tries": MOST_TRIES - 1}, True),
        ({"tries": MOST_TRIES}, False),
    ],
)
def test_a_link_opens_until_it_is_used_revoked_over_or_its_person_left(
    change: dict[str, object], expected: bool
) -> None:
    assert is_open(LinkFacts(**{**OPEN, **change}), NOW) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(K.DONE, TODAY), None),
        (Reply(K.WILL_DO, TODAY), None),
        (Reply(K.WILL_DO, TODAY + timedelta(62)), None),
        (Reply(K.WILL_DO, TODAY - timedelta(1)), "promise_day"),
        (Reply(K.WILL_DO, TODAY + timedelta(63)), "promise_day"),
        (Reply(K.WILL_DO), "promise_day"),
        (Reply(K.HELP, note="việc của đơn vị khác"), None),
        (Reply(K.HELP, note="?"), "help_note"),
    ],
)
def test_replies(reply: Reply, code: str | None) -> None:
    with pytest.raises(Refused, match=f"^{code}:") if code else nullcontext():
        check_reply(reply, allowed=tuple(K), today=TODAY)


def test_who_may_not_log_cannot_say_done() -> None:
    with pytest.raises(Refused, match="answer_kind"):
        check_reply(Reply(K.DONE, TODAY), allowed=(K.WILL_DO, K.HELP), today=TODAY)


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_a_link_of_ours_or_is_told_so(text: str) -> None:
    is_ours = re.fullmatch(r"[\d]{1,9}\.[A-Za-z0-9_-]{20,100}", text)
    with nullcontext() if is_ours else pytest.raises(Refused, match=r"^reminder_link_closed:"):
        commune_of_token(text)


def test_promises_keep_quiet_for_two_weeks_at_most() -> None:
    assert quiet_until(K.WILL_DO, TODAY, TODAY + timedelta(5)) == TODAY + timedelta(5)
    assert quiet_until(K.WILL_DO, TODAY, TODAY + timedelta(60)) == TODAY + timedelta(14)
    assert quiet_until(K.HELP, TODAY, None) == TODAY + timedelta(7)
    assert quiet_until(K.DONE, TODAY, None) is None
