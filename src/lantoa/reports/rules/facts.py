"""What a report knows: frozen values that can be stored as a snapshot, and in which every number has its
activities.

Sums are never stored beside their parts: a line adds up its figures when asked, so the two cannot disagree.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lantoa.core.grades import EvidenceGrade
from lantoa.core.periods import ReportPeriod, Window
from lantoa.plans.rules.commitment import CommitmentKind, MeasureKind, Modality
from lantoa.progress.rules import NOT_OWED, SHORT, ProgressState, percent_of
from lantoa.reports.rules.said import Marked, Outlet, Voice
from vanban.vocabulary import Labelled

WORST_FIRST = (
    ProgressState.MISSED,
    ProgressState.LATE,
    ProgressState.AT_RISK,
    ProgressState.WAITING_DATE,
    ProgressState.ON_PACE,
    ProgressState.NOT_DUE,
    ProgressState.DONE,
    ProgressState.OPTIONAL,
    ProgressState.ALTERNATIVE,
    ProgressState.WAIVED,
)

JUDGED = frozenset({ProgressState.DONE, ProgressState.LATE, ProgressState.MISSED})


@dataclass(frozen=True, slots=True)
class Figure:
    """One window of a commitment in a report.

    ``closed``: it ended within the report's data; otherwise it still runs and ``have`` is what was done so
    far.
    ``in_period``: how many of ``have`` fall in the report's own days.
    """

    label: str
    window: Window
    closed: bool
    need: int
    have: int
    in_period: int
    state: ProgressState
    due_on: date | None = None
    waiting_for: str = ""
    percent_needed: Decimal | None = None
    above: bool = False
    numerator: int | None = None
    denominator: int | None = None
    remaining: int = 0
    grades: dict[str, int] = field(default_factory=dict)
    activity_ids: tuple[str, ...] = ()

    @property
    def percent(self) -> Decimal | None:
        """The measured share."""
        return percent_of(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment in a report: its windows that closed in the period, or else those that run."""

    commitment_id: str
    title: str
    kind: CommitmentKind
    modality: Modality
    measure_kind: MeasureKind
    lead: str
    figures: tuple[Figure, ...]

    @property
    def state(self) -> ProgressState:
        """The worst state among its windows: one missed month is a missed month."""
        return min((figure.state for figure in self.figures), key=WORST_FIRST.index)

    @property
    def need(self) -> int:
        """Pieces of work owed."""
        return sum(figure.need for figure in self.figures)

    @property
    def have(self) -> int:
        """Pieces of work done; more than owed in one month shows here, but does not make up for another
        month."""
        return sum(figure.have for figure in self.figures)

    @property
    def in_period(self) -> int:
        """Pieces done in the report's own days."""
        return sum(figure.in_period for figure in self.figures)

    @property
    def latest(self) -> Figure:
        """The last window with a measurement, or else the last window: what a ratio shows."""
        measured = [figure for figure in self.figures if figure.denominator]
        return measured[-1] if measured else self.figures[-1]

    @property
    def percent_done(self) -> Decimal | None:
        """Fulfilment, 0 to 100: of pieces, none counted beyond its window's need; of ratios, windows that
        reached it."""
        if self.measure_kind is MeasureKind.RATIO:
            reached = sum(1 for figure in self.figures if figure.state is ProgressState.DONE)
            return percent_of(reached, len(self.figures))
        return percent_of(sum(min(figure.have, figure.need) for figure in self.figures), self.need)

    @property
    def grades(self) -> dict[str, int]:
        """How many pieces rest on which grade of evidence; the sum is ``have``."""
        found: dict[str, int] = {}
        for figure in self.figures:
            for grade, count in figure.grades.items():
                found[grade] = found.get(grade, 0) + count
        return dict(sorted(found.items()))

    @property
    def activity_ids(self) -> tuple[str, ...]:
        """Every activity behind its figures, each once."""
        return tuple(sorted({key for figure in self.figures for key in figure.activity_ids}))

    @property
    def short(self) -> tuple[Figure, ...]:
        """Its windows that are late, missed or at risk."""
        return tuple(figure for figure in self.figures if figure.state in SHORT)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done under one heading (a topic, a channel, a kind) in the report's days."""

    code: str
    label: str
    pieces: int
    people: int
    activity_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A window that falls due in the next period and is not done yet."""

    commitment_id: str
    title: str
    modality: Modality
    lead: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """One activity in the list of evidence, with the reference by which every figure names it."""

    ref: str
    activity_id: str
    happened_on: date
    title: str
    kind: str
    unit: str
    channels: tuple[str, ...]
    grade: str
    pieces: int
    people: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanNamed:
    """The plan that is reported on, as documents cite it."""

    title: str
    number: str = ""
    issued_on: date | None = None


class Outcome(Labelled):
    """Kết quả của việc đã đề ra ở báo cáo kỳ trước."""

    DONE = "done", "Đã thực hiện"
    PARTLY = "partly", "Thực hiện một phần"
    NOT_DONE = "not_done", "Chưa thực hiện"
    RUNNING = "running", "Đang thực hiện, chưa đến hạn"
    RELEASED = "released", "Được miễn"
    UNKNOWN = "unknown", "Chưa có câu trả lời"


@dataclass(frozen=True, slots=True)
class Followed:
    """A piece of work that the last report announced, and what became of it. ``asked``: only a person can say."""

    key: str
    title: str
    lead: str = ""
    when: str = ""
    outcome: Outcome = Outcome.UNKNOWN
    told: str = ""
    asked: bool = False


class HandedState(Labelled):
    """Tình trạng gửi báo cáo của một đơn vị."""

    ACCEPTED = "accepted", "Đã tiếp nhận"
    SUBMITTED = "submitted", "Đã gửi, chờ tiếp nhận"
    RETURNED = "returned", "Trả lại để sửa"
    LATE = "late", "Quá hạn, chưa gửi"
    WAITING = "waiting", "Chưa gửi"


@dataclass(frozen=True, slots=True)
class Handed:
    """Whether a unit has handed in its report for the period."""

    unit_id: str
    unit: str
    state: HandedState

    @property
    def is_in(self) -> bool:
        """Handed in: submitted or accepted."""
        return self.state in {HandedState.ACCEPTED, HandedState.SUBMITTED}


@dataclass(frozen=True, slots=True)
class Taken:
    """Words of a unit's accepted report that the ward's report takes up. ``part``: a section's code."""

    unit: str
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The figures of a report, as they stood at the end of ``as_of``'s eve. ``annex`` holds every activity
    that any figure names, and every one of the report's days."""

    period: ReportPeriod
    as_of: date
    plan: PlanNamed
    lines: tuple[Line, ...]
    topics: tuple[Tally, ...]
    channels: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    uncovered_topics: tuple[str, ...]
    upcoming: tuple[Upcoming, ...]
    annex: tuple[AnnexEntry, ...]
    activity_ids: tuple[str, ...] = ()
    people: int = 0
    unit: str = ""
    """The unit that reports; empty for the ward."""
    followed: tuple[Followed, ...] = ()
    followed_of: str = ""
    """The report whose announced work is compared, as documents cite it."""
    handed: tuple[Handed, ...] = ()
    taken: tuple[Taken, ...] = ()
    marked: tuple[Marked, ...] = ()
    voices: tuple[Voice, ...] = ()
    outlets: tuple[Outlet, ...] = ()

    @property
    def data_to(self) -> date:
        """The last day that the figures know of: the end of the data, or the day on which it was made before that."""
        return min(self.period.data.end, self.as_of)

    @property
    def proven(self) -> int:
        """How many of the period's activities have a file or a link, or were measured by the system itself."""
        inside = set(self.activity_ids)
        return sum(1 for entry in self.annex if entry.activity_id in inside and entry.grade != EvidenceGrade.D.value)

    @property
    def owed(self) -> tuple[Line, ...]:
        """Lines that somebody owes (not waived, not merely encouraged, not standing aside)."""
        return tuple(line for line in self.lines if line.state not in NOT_OWED)

    @property
    def fulfilled(self) -> tuple[Line, ...]:
        """Lines that are done in all their windows."""
        return tuple(line for line in self.lines if line.state is ProgressState.DONE)

    @property
    def due(self) -> tuple[Line, ...]:
        """Owed lines on which a judgement is due: fulfilled, late or missed; the rest still runs."""
        return tuple(line for line in self.owed if line.state in JUDGED)

    @property
    def percent_done(self) -> Decimal | None:
        """Share of the lines due that are fulfilled; None where none is due."""
        return percent_of(len(self.fulfilled), len(self.due))

    @property
    def short(self) -> tuple[Line, ...]:
        """Lines with something late, missed or at risk, the worst first."""
        found = [line for line in self.lines if line.short]
        return tuple(sorted(found, key=lambda line: WORST_FIRST.index(line.state)))

    def refs(self, activity_ids: tuple[str, ...]) -> tuple[str, ...]:
        """The references of activities, in the order of the annex."""
        wanted = set(activity_ids)
        return tuple(entry.ref for entry in self.annex if entry.activity_id in wanted)
