"""Where printed matter hangs, from its planning to its taking down. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.core.errors import Refused
from vanban.vocabulary import Labelled

MOST_PLACES, LONGEST_PLACE = 60, 200


class PostingState(Labelled):
    """Tình trạng ở một nơi."""

    PLANNED = "planned", "Chưa dán"
    UP = "up", "Đang dán"
    STALE = "stale", "Cần gỡ"
    DOWN = "down", "Đã gỡ"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules need to know of a place."""

    put_up_on: date | None
    taken_down_on: date | None
    expires_on: date | None
    outdated: bool
    """Whether what hangs there was recalled, or corrected after it was printed."""


def state_of(standing: Standing, *, today: date) -> PostingState:
    """A sheet that is out of date is to be taken down, whatever the reason."""
    if standing.taken_down_on is not None:
        return PostingState.DOWN
    if standing.put_up_on is None:
        return PostingState.PLANNED
    over = standing.expires_on is not None and standing.expires_on < today
    return PostingState.STALE if over or standing.outdated else PostingState.UP


def places_from(lines: Iterable[str]) -> tuple[str, ...]:
    """Places, each once, in their order.

    Raises:
        Refused("print_places"): too many, or a line that is too long for a place.
    """
    places = tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
    if len(places) > MOST_PLACES:
        raise Refused("print_places", f"Mỗi lần thêm nhiều nhất {MOST_PLACES} nơi. Hãy chia thành nhiều lần.")
    long = [place for place in places if len(place) > LONGEST_PLACE]
    if long:
        raise Refused("print_places", f"“{long[0][:60]}…” dài quá {LONGEST_PLACE} chữ: mỗi dòng chỉ ghi tên một nơi.")
    return places


def check_put_up(day: date, *, made_on: date, today: date) -> None:
    """Raises Refused("print_day"): not yet, or before it was printed."""
    if not made_on <= day <= today:
        raise Refused(
            "print_day",
            f"Ngày dán phải từ ngày lập ấn phẩm ({made_on:%d/%m/%Y}) đến hôm nay ({today:%d/%m/%Y}). Hãy sửa lại ngày.",
        )
