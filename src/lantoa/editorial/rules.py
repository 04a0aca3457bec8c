"""The editorial calendar: which commitments content serves, what is lacking, which days may be moved to. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from lantoa.content.rules.kinds import ContentKind
from lantoa.content.rules.life import ItemState
from lantoa.core.errors import Refused
from lantoa.core.periods import Window
from lantoa.plans.rules.commitment import MeasureKind
from vanban.vocabulary import ActivityKind, Channel

C, A, K = Channel, ActivityKind, ContentKind
OF_KIND = {
    A.NEWS.value: K.NEWS, A.BROADCAST.value: K.BULLETIN, A.FEATURE.value: K.FEATURE, A.POST.value: K.NEWS,
    A.PRINTED.value: K.POSTER,
}  # fmt: skip
OF_CHANNEL = {
    C.BROADCAST.value: K.BULLETIN, C.PORTAL.value: K.NEWS, C.HIGHER_PORTAL.value: K.NEWS, C.ZALO.value: K.NEWS,
    C.FACEBOOK.value: K.NEWS, C.YOUTUBE.value: K.VIDEO, C.SOCIAL.value: K.NEWS, C.PRESS.value: K.ARTICLE,
    C.BULLETIN.value: K.ARTICLE, C.PRINT.value: K.POSTER, C.LEAFLET.value: K.LEAFLET,
}  # fmt: skip
"""What is made for a commitment that counts such activities, or activities on such a channel."""
WRITTEN = frozenset({ItemState.DRAFT.value, ItemState.SUBMITTED.value, ItemState.RETURNED.value,
                     ItemState.APPROVED.value})  # fmt: skip
"""States in which the day of an item is the day until which it is to be done."""
LOOKS = {
    ItemState.DRAFT.value: "not_due", ItemState.SUBMITTED.value: "waiting_date", ItemState.RETURNED.value: "at_risk",
    ItemState.APPROVED.value: "on_pace", ItemState.SCHEDULED.value: "on_pace", ItemState.PUBLISHED.value: "done",
    ItemState.CORRECTED.value: "done",
}  # fmt: skip
"""A state of an item has the colour and the icon of this state of work (office)."""
AHEAD_DAYS = 400


def kind_for(measure: str, kinds: Collection[str], channels: Collection[str]) -> ContentKind | None:
    """What kind of content a commitment asks for; None where content does not serve it."""
    if measure != MeasureKind.COUNT.value:
        return None
    by_kind = [OF_KIND[one] for one in kinds if one in OF_KIND]
    by_channel = [OF_CHANNEL[one] for one in channels if one in OF_CHANNEL]
    if kinds and not by_kind:
        return None
    # the channel says it finer: a "feature" on YouTube is a video, "news" on the loudspeaker a bulletin
    return next(iter([*by_channel, *by_kind]), None)


@dataclass(frozen=True, slots=True)
class Owed:
    """One window of a commitment: pieces needed, done, and in the making."""

    need: int
    have: int
    coming: int

    @property
    def missing(self) -> int:
        """Pieces that nobody is writing yet."""
        return max(self.need - self.have - self.coming, 0)


def lacking(wanted: Iterable[str], there: Collection[str]) -> list[str]:
    """Topics or audiences of the plan of which nothing is written or out, in the order of the plan."""
    return [one for one in dict.fromkeys(wanted) if one not in there]


def check_move(state: str, on: date, *, today: date) -> None:
    """Raises Refused("editorial_state"): only what is being written has a day that can be moved here;
    ("editorial_day"): the day has passed or lies beyond any plan."""
    if state not in WRITTEN:
        raise Refused(
            "editorial_state",
            "Nội dung này đã hẹn giờ, đã phát hành hoặc đã cất nên không dời hạn ở đây được. "
            "Hãy mở trang của nội dung để đổi giờ phát hành.",
        )
    if not today <= on <= today + timedelta(days=AHEAD_DAYS):
        raise Refused("editorial_day", f"Ngày {on:%d/%m/%Y} đã qua hoặc quá xa: hãy chọn một ngày từ hôm nay.")


def turn_key(duty: int) -> UUID:
    """The key of the draft for a turn of a roster: pressed twice it is one."""
    return uuid5(NAMESPACE_URL, f"lantoa-editorial/turn/{duty}")


def draft_key(*parts: object) -> UUID:
    """The same proposal always has the same key: pressed twice it is one item."""
    return uuid5(NAMESPACE_URL, "lantoa-editorial/" + "/".join(map(str, parts)))


def week_of(day: date) -> Window:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Window(monday, monday + timedelta(days=6))
