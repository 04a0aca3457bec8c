"""The words of a report: figures as Vietnamese administrative sentences. No sentence says more than its
figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from lantoa.core.grades import EvidenceGrade
from lantoa.core.periods import PeriodKind
from lantoa.plans.rules.commitment import MeasureKind, Modality
from lantoa.progress.rules import ProgressState
from lantoa.reports.rules.facts import Figure, Line, PlanNamed, ReportFacts, Upcoming

SHORTENED = 110
"""Characters of a commitment's sentence where the report has told the whole of it before."""


def number(value: int) -> str:
    """ "0", "02", "15", "1.200": a figure from 1 to 9 takes a 0, thousands a full stop."""
    return f"{value:02}" if 0 < value < 10 else f"{value:,}".replace(",", ".")


def percent(value: Decimal) -> str:
    """ "83,33%", "100%": a decimal comma, no idle zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") + "%"


def day(value: date) -> str:
    """ "05/08/2025"."""
    return f"{value:%d/%m/%Y}"


def lowered(text: str) -> str:
    """A label within a sentence: the first letter small, unless the word is an abbreviation."""
    word = text.split(" ", 1)[0]
    return text if word.isupper() and len(word) > 1 else text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """The first letter great, the others as they are."""
    return text[:1].upper() + text[1:]


def period_name(facts: ReportFacts) -> str:
    """ "quý III năm 2025", "tháng 8 năm 2025", "6 tháng đầu năm 2025", as titles of reports say it."""
    label = lowered(facts.period.label)
    if facts.period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        name, year = label.rsplit("/", 1)
        return f"{name} năm {year}"
    return label


def plan_named(plan: PlanNamed, issuer: str = "") -> str:
    """ "Kế hoạch số 05/KH-UBND ngày 10/01/2025 của … về …": what is not known is left out."""
    parts = ["Kế hoạch"]
    if plan.number:
        parts.append(f"số {plan.number}")
    if plan.issued_on:
        parts.append(f"ngày {day(plan.issued_on)}")
    if issuer:
        parts.append(f"của {issuer}")
    title = lowered(" ".join(plan.title.split()))
    title = title.removeprefix("kế hoạch ").removeprefix("về việc ").removeprefix("về ")
    return " ".join([*parts, f"về {title}"]) if title else " ".join(parts)


def needed(line: Line) -> str:
    """What the plan asks, for the column "Chỉ tiêu": "06", "trên 80%", "01 sản phẩm/kỳ"."""
    figure = line.latest
    if line.measure_kind is MeasureKind.RATIO:
        if figure.percent_needed is None:
            return ""
        return f"{'trên ' if figure.above else ''}{percent(figure.percent_needed)}"
    return number(line.need)


def reached(line: Line) -> str:
    """What was done, for the column "Kết quả": "05", "95/120 (79,17%)", "Chưa đo"."""
    if line.measure_kind is not MeasureKind.RATIO:
        return number(line.have) + _in_period(line)
    figure = line.latest
    if figure.percent is None or figure.numerator is None or figure.denominator is None:
        return "Chưa đo"
    return f"{number(figure.numerator)}/{number(figure.denominator)} ({percent(figure.percent)})"


def term(line: Line) -> str:
    """When a task is due, for the column "Thời hạn": "Hằng tháng", "31/12/2025", "Trong năm 2025", or what it
    waits for."""
    labels = [figure.label for figure in line.figures]
    if len(labels) > 1:
        words = {label.split(" ", 1)[0] for label in labels}
        return f"Hằng {words.pop().lower()}" if words in ({"Tháng"}, {"Quý"}) else "Theo từng kỳ"
    figure = line.figures[0]
    if figure.due_on:
        return day(figure.due_on)
    return raised(figure.waiting_for) if figure.waiting_for else f"Trong {lowered(figure.label)}"


def result(line: Line) -> str:
    """What came of a task, for the column "Kết quả": "02/03 tháng, 05 hoạt động", "01 hoạt động", "Chưa thực hiện"."""
    if line.measure_kind is not MeasureKind.DELIVERABLE:
        return reached(line)
    if not line.have:
        return "Chưa thực hiện"
    done = f"{number(line.have)} hoạt động{_in_period(line)}"
    if len(line.figures) == 1:
        return done
    kept = sum(1 for figure in line.figures if figure.state is ProgressState.DONE)
    return f"{number(kept)}/{number(len(line.figures))} kỳ, {done}"


def _in_period(line: Line) -> str:
    runs = not all(figure.closed for figure in line.figures)
    return f" (trong kỳ: {number(line.in_period)})" if runs and line.in_period != line.have else ""


def judged(line: Line) -> str:
    """The judgement of a line, for the column "Đánh giá"; work that still runs says so."""
    state = line.state
    if state is ProgressState.DONE:
        return "Hoàn thành"
    if state in (ProgressState.LATE, ProgressState.MISSED) and all(figure.closed for figure in line.figures):
        return "Chưa đạt"
    return {
        ProgressState.ON_PACE: "Đang thực hiện",
        ProgressState.NOT_DUE: "Chưa đến hạn",
        ProgressState.AT_RISK: "Có nguy cơ chậm",
        ProgressState.WAITING_DATE: "Chưa đến hạn" if line.measure_kind is MeasureKind.DELIVERABLE else _awaited(line),
    }.get(state, state.label)


def _awaited(line: Line) -> str:
    return raised(line.figures[-1].waiting_for) or ProgressState.WAITING_DATE.label


def short_window(kind: MeasureKind, figure: Figure) -> str:
    """How a window that is late, missed or at risk stands: "tháng 8/2025 mới đạt 01/02, còn thiếu 01"."""
    where = lowered(figure.label)
    if figure.state is ProgressState.AT_RISK:
        return f"{where} {_so_far(kind, figure)}, có nguy cơ chậm so với hạn {day(figure.due_on or figure.window.end)}"
    if figure.closed:
        return f"{where} {_so_far(kind, figure)}"
    return f"{where} {_so_far(kind, figure)}, quá hạn từ ngày {day(figure.due_on or figure.window.end)}"


def _so_far(kind: MeasureKind, figure: Figure) -> str:
    if kind is MeasureKind.RATIO:
        if figure.percent is None:
            return "chưa đo"
        aim = f"{'trên ' if figure.above else ''}{percent(figure.percent_needed or Decimal(100))}"
        return f"mới đạt {percent(figure.percent)} (chỉ tiêu {aim})"
    if figure.have == 0:
        return "chưa thực hiện"
    return f"mới đạt {number(figure.have)}/{number(figure.need)}, còn thiếu {number(figure.remaining)}"


def asked_lead(one: Upcoming) -> str:
    """The lead unit of the next period's work; a body that is not under the ward is asked."""
    return f"Đề nghị {one.lead}" if one.lead and one.modality is Modality.REQUESTED else one.lead


def when(windows: Sequence[Upcoming]) -> str:
    """When one commitment falls due in the next period: "Tháng 10, 11, 12/2025", "31/12/2025", what it waits for."""
    labels = [one.figure.label for one in windows]
    years = {label.rpartition("/")[2] for label in labels}
    if len(labels) > 1 and len(years) == 1 and all(label.startswith("Tháng ") for label in labels):
        months = ", ".join(label.removeprefix("Tháng ").partition("/")[0] for label in labels)
        return f"Tháng {months}/{years.pop()}"
    dated = [day(one.figure.due_on or one.figure.window.end) for one in windows if not one.figure.waiting_for]
    waits = sorted({raised(one.figure.waiting_for) for one in windows if one.figure.waiting_for})
    return "; ".join([*dict.fromkeys(dated), *waits])


def upcoming_by_commitment(facts: ReportFacts) -> list[list[Upcoming]]:
    """The next period's work, one list for each commitment, in order of the first date."""
    order = {one.commitment_id: index for index, one in reversed(list(enumerate(facts.upcoming)))}
    ranked = sorted(facts.upcoming, key=lambda one: order[one.commitment_id])
    return [list(found) for _, found in groupby(ranked, key=lambda one: one.commitment_id)]


def quoted(title: str, most: int = 200) -> str:
    """A commitment's sentence on one line, without its final mark; a very long one is cut at a word."""
    text = raised(" ".join(title.split()).rstrip(".;:, "))
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def references(refs: Iterable[str]) -> str:
    """ "MC-001, MC-003 - MC-007": three references in a row and more are drawn together."""
    runs: list[list[str]] = []
    for ref in refs:
        if runs and _serial(ref) == _serial(runs[-1][-1]) + 1:
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return ", ".join(f"{run[0]}\u00a0- {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def few_references(refs: Sequence[str], most: int = 3) -> str:
    """The first references and how many more there are: the annex says of each activity what it serves."""
    if len(refs) <= most + 1:
        return references(refs)
    return f"{', '.join(refs[:most])} và {number(len(refs) - most)} mã khác"


def _serial(ref: str) -> int:
    return int(ref.rpartition("-")[2])


def tally_of(said: Iterable[str]) -> tuple[str, ...]:
    """Pieces of evidence, each once: ("Ảnh (03)", "https://…")."""
    counted = Counter(said)
    return tuple(text if times == 1 else f"{text} ({number(times)})" for text, times in counted.items())


def grades_note() -> str:
    """What the grades in the annex mean."""
    told = "; ".join(f"{grade.value} - {lowered(grade.label)}" for grade in EvidenceGrade)
    return f"Ghi chú về hạng minh chứng: {told}."


SERVES_NOTE = (
    "Cột “Phục vụ”: CT - số thứ tự chỉ tiêu, NV - số thứ tự nhiệm vụ trong hai bảng kết quả thực hiện của Báo cáo."
)
