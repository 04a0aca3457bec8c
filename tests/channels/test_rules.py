"""What follows from an outcome: never a blind repetition, always an end."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.channels.protocol import Picture, Prepared
from lantoa.channels.rules import deciding
from lantoa.channels.rules.deciding import MOST_STEPS, MOST_TRIES, Standing
from lantoa.channels.rules.states import DeliveryState, OutcomeKind
from lantoa.core.errors import Refused

S, K = DeliveryState, OutcomeKind
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
STANDINGS = st.builds(
    Standing, tries=st.integers(0, MOST_TRIES), looks=st.integers(0, 6), steps=st.integers(1, MOST_STEPS + 5),
    is_harmless=st.booleans(), can_look=st.booleans(),
)  # fmt: skip


@given(STANDINGS)
def test_what_may_have_gone_is_sent_again_only_where_that_is_harmless(was: Standing) -> None:
    for follows in (deciding.after_attempt(K.UNKNOWN, was, NOW), deciding.after_silence(was, NOW)):
        if follows.state is S.WAITING:
            assert was.is_harmless


@given(st.sampled_from([K.UNKNOWN, K.LATER, K.REFUSED, K.TO_CONFIRM]), STANDINGS)
def test_not_seen_is_no_reason_to_send_again(kind: OutcomeKind, was: Standing) -> None:
    assert deciding.after_look(kind, was, NOW).state in {S.UNKNOWN, S.TO_CONFIRM}


@given(st.sampled_from(list(K)), STANDINGS, st.integers(0, 10_000))
def test_whatever_goes_on_has_a_moment_and_it_is_not_past(kind: OutcomeKind, was: Standing, wait: int) -> None:
    for decide in (deciding.after_attempt, deciding.after_look):
        follows = decide(kind, was, NOW, wait=wait)
        if follows.state in {S.WAITING, S.UNKNOWN}:
            assert follows.at is not None
            assert follows.at >= NOW


@pytest.mark.parametrize("kind", [K.LATER, K.UNKNOWN])
@given(can_look=st.booleans(), is_harmless=st.booleans())
def test_every_delivery_comes_to_an_end(kind: OutcomeKind, can_look: bool, is_harmless: bool) -> None:
    tries = looks = 0
    state, is_looking = S.WAITING, False
    for steps in range(1, 40):
        was = Standing(tries, looks, steps, is_harmless, can_look)
        follows = (deciding.after_look if is_looking else deciding.after_attempt)(kind, was, NOW)
        state, tries, looks = follows.state, follows.tries, follows.looks
        is_looking = state is S.UNKNOWN
        if state not in {S.WAITING, S.UNKNOWN}:
            break
    assert state in {S.REFUSED, S.TO_CONFIRM}


def test_pauses_grow() -> None:
    pauses = [deciding.pause_after(tries) for tries in range(1, MOST_TRIES)]
    assert pauses == sorted(pauses)


def test_a_recall_is_never_too_late() -> None:
    long_ago = NOW - timedelta(days=300)
    assert deciding.is_too_late("publish", long_ago, NOW, has_begun=False)
    assert not deciding.is_too_late("publish", long_ago, NOW, has_begun=True)
    assert not deciding.is_too_late("recall", long_ago, NOW, has_begun=False)


@pytest.mark.parametrize(("hours", "code"), [(-2, "due_past"), (24 * 400, "due_far")])
def test_a_moment_is_now_or_within_a_year(hours: int, code: str) -> None:
    with pytest.raises(Refused, match=code):
        deciding.check_due(NOW + timedelta(hours=hours), NOW)


def test_what_is_kept_is_what_is_sent() -> None:
    given_ = Prepared("Tin", "Lời", "<p>Bài</p>", "https://a.example", (Picture(3, "", "Ảnh"),), {"author": "UBND"})
    assert Prepared.from_json(given_.to_json()) == given_
