"""Progress as pages show it: plain values for the templates, no decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.communes.queries import work_calendar
from lantoa.core.holidays import WorkCalendar
from lantoa.core.periods import PeriodKind, Window, label_of, windows_within
from lantoa.core.saying import said
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.plans.rules.days_off import day_note
from lantoa.progress.forecast import forecasts_of, reason_of
from lantoa.progress.outlooks import Outlook, outlook_of
from lantoa.progress.queries import PlanProgress
from lantoa.progress.rules import ProgressState, WindowProgress, board
from lantoa.progress.rules.forecast import Forecast, Verdict

TITLE_LENGTH = 110
"""Characters of a commitment's sentence in the board; its page has the whole."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One piece of due work as a list shows it."""

    work: DueWork
    commitment: Commitment
    progress: WindowProgress
    period: str
    url: str
    outlook: Outlook | None = None
    day_note: str = ""
    """What is to be said where the deadline has to do with a day off."""
    drawn: dict[str, SafeString] = field(default_factory=dict, repr=False, compare=False)
    """The line in HTML, by template, once a page has shown it."""

    @property
    def figure(self) -> str:
        """ "3/4 lần", "86,5 % (trên 80 %)", or empty for a single thing to deliver."""
        return figure_of(self.progress, self.commitment)


def work_lines(progress: PlanProgress) -> list[WorkLine]:
    """Every piece of due work of a plan, in the order of the plan. Kept with ``progress``, for each language."""
    key = f"lines-{get_language()}"
    if key not in progress.memo:
        progress.memo[key] = tuple(line_of(progress, work, one) for work, one in progress.pairs())
    return list(progress.memo[key])


def line_of(progress: PlanProgress, work: DueWork, one: WindowProgress) -> WorkLine:
    """One piece of due work."""
    commitment = progress.commitments[one.commitment_id]
    url = reverse("progress_commitment", args=[commitment.pk])
    outlook = outlook_of(progress, work, commitment)
    is_ahead = one.due_on is not None and one.due_on >= progress.today
    note = _day_note(progress, one) if is_ahead and not one.met else ""
    return WorkLine(work, commitment, one, _named(one), f"{url}#ky-{work.pk}", outlook, note)


def calendar_of(progress: PlanProgress) -> WorkCalendar:
    """The commune's working days; read once for a judged plan, as a change of them leaves an entry in the ledger."""
    found: WorkCalendar = progress.memo.get("calendar") or progress.memo.setdefault("calendar", work_calendar())
    return found


def _day_note(progress: PlanProgress, one: WindowProgress) -> str:
    return said(day_note(one.due_on, progress.facts[one.commitment_id].due, calendar_of(progress)))


def comma(value: object) -> str:
    """A number with the Vietnamese decimal comma and no idle zeros."""
    text = str(value)
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def figure_of(one: WindowProgress, commitment: Commitment) -> str:
    """What was reached and what is needed, in a few characters."""
    if one.measure_kind is MeasureKind.RATIO:
        wanted = _wanted(one, commitment)
        if one.percent is None:
            return _("chưa đo (cần %(wanted)s)") % {"wanted": wanted}
        return _("%(reached)s %% (cần %(wanted)s)") % {"reached": comma(one.percent), "wanted": wanted}
    if one.measure_kind is MeasureKind.COUNT:
        return f"{one.have}/{one.need} {commitment.unit_text}".strip()
    return ""


def _wanted(one: WindowProgress, commitment: Commitment) -> str:
    percent = f"{comma(one.percent_needed)} %"
    return _("trên %(percent)s") % {"percent": percent} if commitment.above else percent


def board_of(progress: PlanProgress) -> dict[str, object]:
    """All commitments × months, grouped into targets and tasks, for ``components/board.html``."""
    months = windows_within(PeriodKind.MONTH, progress.period)
    rows = board(progress.windows, progress.period)
    told = _told(progress)
    groups = (("target", _("Chỉ tiêu")), ("task", _("Nhiệm vụ")))
    return {
        "months": [_month(month, progress) for month in months],
        "groups": [
            {
                "title": title,
                "rows": [
                    _board_row(row, rows[key], told)
                    for key, row in progress.commitments.items()
                    if row.kind == kind and key in rows
                ],
            }
            for kind, title in groups
        ],
    }


def board_drawn(progress: PlanProgress) -> SafeString:
    """The board in HTML, the same for everybody. Kept with ``progress``, for each language."""
    key = f"board-{get_language()}"
    if key not in progress.memo:
        progress.memo[key] = render_to_string("components/board.html", {"board": board_of(progress)})
    drawn: SafeString = progress.memo[key]
    return drawn


def _month(month: Window, progress: PlanProgress) -> dict[str, object]:
    return {
        "label": f"{month.start.month:02d}",
        "full": said(label_of(PeriodKind.MONTH, month)),
        "current": progress.today in month,
    }


Told = Mapping[tuple[str, PeriodKind, Window], Forecast]


def _told(progress: PlanProgress) -> Told:
    """Forecasts of what will be missed, by window."""
    foretold = forecasts_of(progress)
    return {
        (one.commitment_id, one.kind, one.window): foretold[work.pk]
        for work, one in progress.pairs()
        if work.pk in foretold and foretold[work.pk].verdict is Verdict.WILL_MISS
    }


def _board_row(commitment: Commitment, cells: Sequence[tuple[WindowProgress, ...]], told: Told) -> dict[str, object]:
    url = reverse("progress_commitment", args=[commitment.pk])
    return {
        "title": Truncator(commitment.text).chars(TITLE_LENGTH),
        "url": url,
        "unit": str(commitment.lead or commitment.lead_text),
        "cells": [_cell(commitment, found, url=url, told=told) for found in cells],
    }


URGENCY = (
    ProgressState.MISSED, ProgressState.LATE, ProgressState.AT_RISK, ProgressState.ON_PACE, ProgressState.WAITING_DATE,
    ProgressState.NOT_DUE, ProgressState.DONE, ProgressState.OPTIONAL, ProgressState.WAIVED, ProgressState.ALTERNATIVE,
)  # fmt: skip
"""Of several windows that end in one month, the cell shows the one that asks for most attention."""


def _cell(
    commitment: Commitment, found: tuple[WindowProgress, ...], *, url: str, told: Told
) -> dict[str, object] | None:
    if not found:
        return None
    worst = min(found, key=lambda one: URGENCY.index(one.state))
    words = [f"{_named(p)}: {said(p.state.label)}. {figure_of(p, commitment)}".strip() for p in found]
    cell: dict[str, object] = {"state": worst.state.value, "text": _short_figure(worst), "url": url}
    missing = [told[key] for p in found if (key := (p.commitment_id, p.kind, p.window)) in told]
    if missing:
        words += [f"{said(one.verdict.label)}. {said(reason_of(one))}" for one in missing]
        cell["will_miss"] = said(Verdict.WILL_MISS.label)
    return {**cell, "title": "\n".join(words)}


def period_named(one: WindowProgress) -> str:
    """ "Tháng 8/2026" of a judged window."""
    return _named(one)


def _named(one: WindowProgress) -> str:
    return said(label_of(one.kind, one.window))


def _short_figure(one: WindowProgress) -> str:
    if one.measure_kind is MeasureKind.RATIO:
        return f"{comma(one.percent)}%" if one.percent is not None else ""
    return f"{one.have}/{one.need}" if one.measure_kind is MeasureKind.COUNT else ""


def sorted_lines(lines: Iterable[WorkLine]) -> list[WorkLine]:
    """By deadline, then by the order of the plan."""
    return sorted(lines, key=lambda line: (line.progress.deadline, line.commitment.position, line.work.pk))
