"""The promise board: what the plan in force promised, what was done, and the evidence that everybody may see.

Nothing here is stored: the figures are those of ``progress``. No name of a person leaves this module, nor the title
that somebody typed for an activity: links are named by kind and day.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from lantoa.activities.models import Evidence
from lantoa.core import clock
from lantoa.core.grades import SHOWN as STANDING
from lantoa.core.periods import label_of
from lantoa.core.saying import said
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.portal.models import Portal
from lantoa.portal.rules import COUNTED_STATES, OPENED_GRADES, PUBLIC_STATES, Shown
from lantoa.progress.presenting import comma, figure_of
from lantoa.progress.queries import PlanProgress
from lantoa.progress.recent import running_progress
from lantoa.progress.rules import WindowProgress
from vanban.vocabulary import ActivityKind


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence that may be opened. ``url``: elsewhere; ``file``: a file of the ward (grade C, opened)."""

    words: str
    grade: str
    on: date
    url: str = ""
    host: str = ""
    file: int | None = None
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """One window of one promise."""

    period: str
    state: str
    words: str
    asked: str
    done: str
    due_on: date | None
    grades: str
    is_current: bool
    share: int
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of the plan in all its windows."""

    pk: int
    text: str
    kind: str
    lead: str
    windows: tuple[Kept, ...]
    begun: int
    fulfilled: int
    now: Kept | None = None

    @property
    def has_many(self) -> bool:
        """Whether a table of windows says more than the one line."""
        return len(self.windows) > 1


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board. ``counts``: how many promises stand in each state now, in the order of ``PUBLIC_STATES``."""

    version: PlanVersion
    today: date
    promises: tuple[Promise, ...]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def tally(self) -> list[tuple[str, int, str]]:
        """State, how many promises stand in it, its words."""
        return [(state, count, PUBLIC_STATES[state].lower()) for state, count in self.counts.items()]

    def find(self, pk: int) -> Promise | None:
        """One promise by its number."""
        return next((one for one in self.promises if one.pk == pk), None)


def board_of(portal: Portal) -> Board | None:
    """What the ward promised for everybody; None where no plan runs. Needs the open scope."""
    today = clock.today()
    progress = running_progress(portal.commune_id, today=today)
    if progress is None:
        return None
    key = f"public-{portal.tasks_too}"
    if key not in progress.memo:
        progress.memo[key] = _board(progress, tasks_too=portal.tasks_too)
    board: Board = progress.memo[key]
    return board


def _board(progress: PlanProgress, *, tasks_too: bool) -> Board:
    windows = defaultdict(list)
    for one in progress.windows:
        windows[one.commitment_id].append(one)
    wanted = ("target", "task") if tasks_too else ("target",)
    rows = [row for row in progress.commitments.values() if row.kind in wanted and windows[str(row.pk)]]
    promises = tuple(_promise(row, windows[str(row.pk)], progress.today) for row in rows)
    counts = {state: sum(bool(one.now and one.now.state == state) for one in promises) for state in PUBLIC_STATES}
    return Board(progress.version, progress.today, promises, {state: n for state, n in counts.items() if n})


def _promise(row: Commitment, windows: Sequence[WindowProgress], today: date) -> Promise:
    kept = tuple(_kept(row, one, today) for one in windows)
    begun = [one for one in kept if one.state in COUNTED_STATES]
    return Promise(
        row.pk, row.text, row.kind, row.lead.name if row.lead else row.lead_text, kept, begun=len(begun),
        fulfilled=sum(one.state == "done" for one in begun), now=_now(kept, windows, today),
    )  # fmt: skip


def _now(kept: Sequence[Kept], windows: Sequence[WindowProgress], today: date) -> Kept | None:
    """The window of today; else the last that has begun; else the first."""
    here = [one for one in kept if one.is_current]
    begun = [line for line, one in zip(kept, windows, strict=True) if one.window.start <= today]
    found = here or begun[-1:] or kept[:1]
    return found[-1] if found else None


def _kept(row: Commitment, one: WindowProgress, today: date) -> Kept:
    asked, done = _in_words(row, one)
    return Kept(
        period=said(label_of(one.kind, one.window)), state=one.state.value, words=PUBLIC_STATES[one.state.value],
        asked=asked, done=done, due_on=one.due_on,
        grades=" ".join(f"{grade}{count}" for grade, count in sorted(one.grades.items()) if count),
        is_current=today in one.window, share=_share(one),
    )  # fmt: skip


def _in_words(row: Commitment, one: WindowProgress) -> tuple[str, str]:
    if one.measure_kind is MeasureKind.COUNT:
        unit = row.unit_text or "lần"
        return f"{one.need} {unit}", f"{one.have} {unit}"
    if one.measure_kind is MeasureKind.RATIO:
        wanted = f"{'trên ' if row.above else ''}{comma(one.percent_needed)} %"
        done = "chưa đo" if one.percent is None else f"{comma(one.percent)} % ({one.numerator}/{one.denominator})"
        return wanted, done
    return row.output or "hoàn thành", figure_of(one, row) or ("đã hoàn thành" if one.met else "chưa hoàn thành")


def _share(one: WindowProgress) -> int:
    """Per cent for the bar, at most 100."""
    if one.met:
        return 100
    if one.measure_kind is MeasureKind.RATIO:
        return min(99, int(one.percent or 0))
    return min(99, 100 * one.have // one.need) if one.need else 0


def proofs_of(portal: Portal, board: Board, pk: int) -> dict[str, tuple[Proof, ...]]:
    """Evidence of one promise that may be opened, by the label of its window; the latest first."""
    grades = OPENED_GRADES[Shown(portal.shown)]
    progress = running_progress(portal.commune_id, today=board.today)
    if not grades or progress is None:
        return {}
    windows = [one for one in progress.windows if one.commitment_id == str(pk)]
    wanted = {int(number) for one in windows for number in one.activity_ids}
    found = defaultdict(list)
    for piece in evidence_of(wanted, grades):
        found[piece.activity_id].append(_proof(piece))
    return {
        said(label_of(one.kind, one.window)): tuple(
            proof for number in reversed(one.activity_ids) for proof in found.get(int(number), ())
        )[:MOST_PROOFS]
        for one in windows
    }


MOST_PROOFS = 40
"""Links of one window on a page."""


def evidence_of(activities: Iterable[int], grades: str) -> list[Evidence]:
    """Standing evidence of these activities that is worth one of the grades and can be opened. One query."""
    rows = Evidence.objects.filter(activity_id__in=list(activities), state__in=STANDING)
    rows = rows.filter(activity__withdrawn_at__isnull=True).select_related("activity", "file").order_by("pk")
    return [row for row in rows if row.worth and row.worth.value in grades and _opens(row)]


def _opens(row: Evidence) -> bool:
    """A link of the web; a file only where grade C is opened: files of other grades are papers of the office."""
    if row.url:
        return row.url.startswith(("https://", "http://"))
    return bool(row.file_id) and row.worth is not None and row.worth.value == "C"


def _proof(row: Evidence) -> Proof:
    kind = row.activity.kind
    label = ActivityKind(kind).label if kind in ActivityKind._value2member_map_ else "Hoạt động"
    on = row.activity.happened_on
    grade = row.worth.value if row.worth else ""
    return Proof(
        f"{label}, {on:%d/%m/%Y}", grade, on, url=row.url, host=urlsplit(row.url).hostname or "" if row.url else "",
        file=None if row.url else row.file_id, is_picture=row.is_picture,
    )  # fmt: skip


def opened_file(portal: Portal, pk: int) -> Evidence | None:
    """A file of the ward that the board shows; None for any other."""
    grades, board = OPENED_GRADES[Shown(portal.shown)], board_of(portal)
    if "C" not in grades or board is None:
        return None
    progress = running_progress(portal.commune_id, today=board.today)
    shown = {str(one.pk) for one in board.promises}
    windows = progress.windows if progress else ()
    served = {int(number) for one in windows if one.commitment_id in shown for number in one.activity_ids}
    row = Evidence.objects.filter(file_id=pk, activity_id__in=served).values_list("activity_id", flat=True)
    return next((one for one in evidence_of(row, "C") if one.file_id == pk), None)
