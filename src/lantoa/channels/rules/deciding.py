"""What follows from an outcome: the state, when to try or look again, and when a person is asked. Pure.

The rule that matters: what may have gone out is never sent again by the program unless repeating it is harmless.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lantoa.channels.rules.states import DeliveryState, OutcomeKind, Purpose
from lantoa.core.errors import Refused

S = DeliveryState
K = OutcomeKind

MOST_TRIES = 10
"""With the pauses below: about a day and a half."""
MOST_STEPS = 120
"""A delivery of several steps (a review that is waited for) is handed to a person after so many."""
PAUSES = (5, 30, 120, 600, 1800, 3600, 4 * 3600, 8 * 3600, 12 * 3600)
LOOKS = (20, 60, 300, 1800)
"""After an unknown end it is looked for after so many seconds; a late server may still be at it."""
TOO_LATE = timedelta(days=3)
"""A publication that could not begin within so long is dropped: old news helps nobody. Corrections and recalls are
never too late."""
HOLD = timedelta(minutes=5)
"""How long a delivery rests that waits for an approval, for another delivery or for its account."""
FIGURES = (timedelta(hours=1), timedelta(days=1), timedelta(days=3), timedelta(days=7), timedelta(days=30))


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decision needs to know of the delivery. ``tries``: failures in a row; ``looks``: how often it was looked
    for; ``steps``: all attempts so far."""

    tries: int
    looks: int
    steps: int
    is_harmless: bool
    can_look: bool


@dataclass(frozen=True, slots=True)
class Next:
    """The state, and the moment of the next try or look where there is one. ``code``: why, where it differs from the
    outcome's own."""

    state: DeliveryState
    at: datetime | None = None
    tries: int = 0
    looks: int = 0
    code: str = ""


def after_attempt(kind: OutcomeKind, was: Standing, now: datetime, *, wait: int = 0) -> Next:
    """What follows from an attempt to send."""
    if kind is K.UNKNOWN:
        if was.is_harmless:
            return after_attempt(K.LATER, was, now, wait=wait)
        return Next(S.UNKNOWN, now + timedelta(seconds=LOOKS[0])) if was.can_look else Next(S.TO_CONFIRM)
    if kind is K.LATER:
        tries = was.tries + 1
        if tries >= MOST_TRIES:
            return Next(S.REFUSED, tries=tries, code="gave_up")
        return Next(S.WAITING, now + timedelta(seconds=max(wait, pause_after(tries))), tries=tries)
    if kind is K.GOING:
        if was.steps >= MOST_STEPS:
            return Next(S.TO_CONFIRM, code="never_done")
        return Next(S.WAITING, now + timedelta(seconds=wait))
    ends = {K.SENT: S.SENT, K.REFUSED: S.REFUSED, K.TO_CONFIRM: S.TO_CONFIRM, K.HANDED: S.HANDED}
    return Next(ends[kind])


def after_look(kind: OutcomeKind, was: Standing, now: datetime, *, wait: int = 0) -> Next:
    """What follows from looking whether it went. Not seen is no proof that it did not go: in the end a person looks."""
    if kind is K.SENT:
        return Next(S.SENT)
    if kind is K.GOING:
        return Next(S.WAITING, now + timedelta(seconds=wait))
    looks = was.looks + 1
    if kind is K.TO_CONFIRM or looks >= len(LOOKS):
        return Next(S.TO_CONFIRM, looks=looks, code="" if kind is K.TO_CONFIRM else "not_seen")
    return Next(S.UNKNOWN, now + timedelta(seconds=max(wait, LOOKS[looks])), looks=looks)


def after_silence(was: Standing, now: datetime) -> Next:
    """An attempt without an end: its process died. As an unknown outcome, for the same reason."""
    return after_attempt(K.UNKNOWN, was, now)


def pause_after(tries: int) -> int:
    """Seconds of rest after so many failures in a row."""
    return PAUSES[min(tries, len(PAUSES)) - 1] if tries else 0


def is_too_late(purpose: str, due_at: datetime, now: datetime, *, has_begun: bool) -> bool:
    """Whether a publication that has not begun is to be dropped."""
    return purpose == Purpose.PUBLISH.value and not has_begun and now - due_at > TOO_LATE


def next_figures(sent_at: datetime, now: datetime) -> datetime | None:
    """When the figures of a publication are read next; None after the last time."""
    return next((sent_at + step for step in FIGURES if sent_at + step > now), None)


def check_due(due_at: datetime, now: datetime) -> datetime:
    """The moment of a publication: now, or within a year.

    Raises:
        Refused("due_past"), Refused("due_far").
    """
    if due_at < now - timedelta(minutes=10):
        raise Refused("due_past", "Giờ phát đã qua: hãy chọn “Phát ngay” hoặc một giờ sắp tới.")
    if due_at > now + timedelta(days=366):
        raise Refused("due_far", "Giờ phát xa quá một năm: hãy kiểm tra lại năm đã chọn.")
    return max(due_at, now)
