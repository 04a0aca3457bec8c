"""Forecasts as pages show them: words, and where the ends of the bar stand. No decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lantoa.core.saying import said
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.progress.forecast import forecasts_of, reason_of
from lantoa.progress.models import PlannedWork
from lantoa.progress.planned import planned_of
from lantoa.progress.queries import PlanProgress
from lantoa.progress.rules.closing import Proposal
from lantoa.progress.rules.forecast import Forecast, Verdict

LOOKS = {
    Verdict.MET: "done", Verdict.WILL_MEET: "on_pace", Verdict.IN_DOUBT: "at_risk", Verdict.WILL_MISS: "late",
    Verdict.MISSED: "missed",
}  # fmt: skip
"""A verdict has the colour and the icon of the state that it leads to."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of one open window. ``planned``: what is planned and not done."""

    foretold: Forecast
    unit_text: str
    today: date
    planned: Sequence[PlannedWork] = ()

    @property
    def state(self) -> str:
        """The state whose look the verdict has."""
        return LOOKS[self.foretold.verdict]

    @property
    def label(self) -> str:
        """ "Sẽ không đạt"."""
        return said(self.foretold.verdict.label)

    @property
    def will_miss(self) -> bool:
        """Whether it is foretold that the window will be missed."""
        return self.foretold.verdict is Verdict.WILL_MISS

    @property
    def pace(self) -> str:
        """ "Theo nhịp hiện nay: 3/4 vào ngày 30/11/2026"; for a share, what was measured says more."""
        is_count = self.foretold.measure_kind is MeasureKind.COUNT
        return said(self.foretold.pace) if is_count and self.foretold.verdict is not Verdict.MISSED else ""

    @property
    def reason(self) -> str:
        """Why, in one sentence."""
        return said(reason_of(self.foretold))

    @property
    def chance(self) -> str:
        """The probability of meeting, in steps of five per cent: more would pretend to know more."""
        return _("khả năng đạt khoảng %(n)s %%") % {"n": round(20 * self.foretold.probability) * 5}

    @property
    def safe_words(self) -> str:
        """Until when it can still be saved, or that this day has passed."""
        day = self.foretold.last_safe_on
        if day is None or self.foretold.verdict is Verdict.MISSED:
            return ""
        if day < self.today:
            return _("Lẽ ra phải bắt đầu làm tiếp từ %(day)s; nay cần làm dồn.") % {"day": f"{day:%d/%m/%Y}"}
        return _("Làm tiếp chậm nhất %(day)s thì còn kịp.") % {"day": f"{day:%d/%m/%Y}"}

    @property
    def planned_words(self) -> str:
        """ "Đã dự kiến: 12/11, 19/11"; empty without any."""
        days = ", ".join(f"{row.planned_on:%d/%m}" for row in self.planned)
        return _("Đã dự kiến: %(days)s") % {"days": days} if days else ""

    @property
    def done_percent(self) -> int:
        """Where the solid part of the bar ends."""
        if self.foretold.percent is not None:
            return min(round(self.foretold.percent), 100)
        return _share(self.foretold.done, self.foretold.needed)

    @property
    def expected_percent(self) -> int:
        """Where the pale part ends: what is expected by the deadline; of a share, its goal."""
        if self.foretold.measure_kind is MeasureKind.RATIO:
            return min(round(self.foretold.percent_needed or 0), 100)
        return _share(self.foretold.expected, self.foretold.needed)

    @property
    def passed_percent(self) -> int:
        """Where the line stands: how much of the time has passed."""
        return round(100 * self.foretold.passed)


def _share(part: int, whole: int) -> int:
    return min(100 * part // whole, 100) if whole else 0


def outlook_of(progress: PlanProgress, work: DueWork, commitment: Commitment) -> Outlook | None:
    """The outlook of a window that is open or was missed; None where nothing is to be said."""
    foretold = forecasts_of(progress).get(work.pk)
    if foretold is None or foretold.verdict is Verdict.MET:
        return None
    return Outlook(foretold, commitment.unit_text, progress.today, planned_of(progress).get(work.pk, ()))


def gap_words(outlook: Outlook, proposed: Sequence[Proposal], lead: str) -> str:
    """ "Còn thiếu 2 bài: đề xuất 12/11, 19/11, đơn vị Phòng Văn hóa - Xã hội"."""
    words = {
        "n": sum(one.pieces for one in proposed), "unit": outlook.unit_text or _("phần việc"),
        "days": ", ".join(f"{one.on:%d/%m}" for one in proposed), "lead": lead,
    }  # fmt: skip
    if lead:
        return _("Còn thiếu %(n)s %(unit)s: đề xuất %(days)s, đơn vị %(lead)s") % words
    return _("Còn thiếu %(n)s %(unit)s: đề xuất %(days)s") % words
