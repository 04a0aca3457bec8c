"""How states and grades look: icon and words, never colour alone. The words of a state are those of its rule."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lantoa.core.grades import EvidenceGrade
from lantoa.progress.rules.judging import ProgressState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown for one state: an icon of the sprite and words in the language of the page."""

    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class GradeLook:
    """What is shown for one grade of evidence beside its letter."""

    label: "_StrPromise"
    explanation: str


STATE_ICONS: dict[ProgressState, str] = {
    ProgressState.NOT_DUE: "circle-dashed",
    ProgressState.ON_PACE: "trending-up",
    ProgressState.AT_RISK: "triangle-alert",
    ProgressState.LATE: "clock-alert",
    ProgressState.DONE: "circle-check",
    ProgressState.MISSED: "circle-x",
    ProgressState.WAIVED: "circle-slash",
    ProgressState.WAITING_DATE: "calendar-clock",
    ProgressState.OPTIONAL: "sparkles",
    ProgressState.ALTERNATIVE: "arrow-left-right",
}

GRADES: dict[str, GradeLook] = {
    "A": GradeLook(_("Hệ thống ghi nhận"), EvidenceGrade.A.label),
    "B": GradeLook(_("Biên nhận"), EvidenceGrade.B.label),
    "C": GradeLook(_("Tệp có ngày"), EvidenceGrade.C.label),
    "D": GradeLook(_("Lời khai"), EvidenceGrade.D.label),
}

PLAN_STEPS = (_("Tải lên"), _("Đọc"), _("Rà soát"), _("Ban hành"))


def look_of(state: str) -> Look:
    """The look of a state; an unknown one is shown as unknown, not as an error page."""
    try:
        known = ProgressState(state)
    except ValueError:
        return Look("circle-question-mark", gettext("Chưa rõ"))
    return Look(STATE_ICONS[known], gettext(known.label))
