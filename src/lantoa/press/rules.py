"""The words and the waiting of the register of the press. Pure."""

from datetime import date, timedelta

from lantoa.core.errors import Refused
from vanban.vocabulary import ActivityKind, Labelled

LONG = timedelta(days=14)
"""A weekly paper has had two issues by then."""


class PlacementState(Labelled):
    """Tình trạng của một bài gửi báo, đài, bản tin."""

    TO_SEND = "to_send", "Cần gửi"
    SENT = "sent", "Đã gửi, chờ đăng"
    SILENT = "silent", "Lâu chưa thấy đăng"
    APPEARED = "appeared", "Đã đăng, phát"
    UNUSED = "unused", "Không đăng"


def state_now(state: str, sent_on: date, today: date) -> PlacementState:
    """Sent long ago and never seen: somebody should ask."""
    found = PlacementState(state)
    return PlacementState.SILENT if found is PlacementState.SENT and today - sent_on > LONG else found


def kind_of(outlet: str) -> ActivityKind:
    """What it counts as in the plan: on the air a feature, in print an article."""
    return ActivityKind.FEATURE if outlet in {"radio", "television"} else ActivityKind.NEWS


def check_days(sent_on: date, appeared_on: date | None, today: date) -> None:
    """Neither has still to come, and nothing appears before it was sent.

    Raises:
        Refused: ``press_future``, ``press_before``.
    """
    if max(sent_on, appeared_on or sent_on) > today:
        raise Refused("press_future", "Ngày này chưa tới: chỉ ghi việc đã làm, bài đã đăng, đã phát.")
    if appeared_on and appeared_on < sent_on:
        raise Refused("press_before", "Ngày đăng, phát sớm hơn ngày gửi: hãy kiểm tra lại hai ngày.")
