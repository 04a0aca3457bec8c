"""How states and grades look: icon and words, never colour alone. The words are the product's, so they stand once, here."""

from dataclasses import dataclass

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Look:
    """What is shown for one state: a Lucide icon of the sprite and a label."""

    icon: str
    label: "_StrPromise"


@dataclass(frozen=True)
class GradeLook:
    """What is shown for one grade of evidence."""

    label: "_StrPromise"
    explanation: "_StrPromise"


STATES: dict[str, Look] = {
    "not_due": Look("circle-dashed", _("Chưa đến hạn")),
    "on_pace": Look("trending-up", _("Đúng tiến độ")),
    "at_risk": Look("triangle-alert", _("Có nguy cơ")),
    "late": Look("clock-alert", _("Quá hạn")),
    "done": Look("circle-check", _("Hoàn thành")),
    "missed": Look("circle-x", _("Không đạt")),
    "waived": Look("circle-slash", _("Được miễn")),
    "waiting_date": Look("calendar-clock", _("Chờ ngày")),
}

UNKNOWN_STATE = Look("circle-question-mark", _("Chưa rõ"))

GRADES: dict[str, GradeLook] = {
    "A": GradeLook(
        _("Hệ thống ghi nhận"), _("Hệ thống tự ghi nhận khi việc diễn ra (đã đăng, đã phát, đã điểm danh).")
    ),
    "B": GradeLook(_("Biên nhận"), _("Có biên nhận của một hệ thống khác hoặc của cơ quan khác.")),
    "C": GradeLook(_("Tệp có ngày"), _("Có tệp mang ngày tháng: ảnh chụp, biên bản, văn bản.")),
    "D": GradeLook(_("Lời khai"), _("Chỉ có lời khai của người báo, chưa có tệp hay biên nhận.")),
}


def look_of(state: str) -> Look:
    """The look of a state; an unknown one is shown as unknown, not as an error page."""
    return STATES.get(state, UNKNOWN_STATE)
