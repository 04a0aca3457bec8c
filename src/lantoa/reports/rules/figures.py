"""The figures of a report, from commitments, due work and activities.

Which windows a report speaks of: those that end within its data window are *closed* in it (each window
closes in exactly one report of a kind, because data windows never overlap); of a commitment that closes
nothing, those that *run* at the end of the data. Nothing after the end of the data is counted, so a report
made later says the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantoa.core.periods import ONE_DAY, ReportPeriod, Window, label_of, next_window
from lantoa.plans.rules.commitment import CommitmentFacts, DueWindow, MeasureKind
from lantoa.progress.rules import (
    NOT_OWED,
    ActivityFacts,
    ProgressState,
    Waiver,
    WindowProgress,
    judge_all,
    topics_covered,
)
from lantoa.reports.rules.facts import AnnexEntry, Figure, Line, PlanNamed, ReportFacts, Tally, Upcoming
from lantoa.reports.rules.following import Before, followed
from vanban.vocabulary import ActivityKind, Channel, Labelled, Topic


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called: units, and the pieces of evidence of each activity (captions or addresses)."""

    units: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def unit(self, unit_id: str | None) -> str:
        """The name of a unit; empty where there is none."""
        return self.units.get(unit_id, "") if unit_id else ""


def report_facts(
    *,
    period: ReportPeriod,
    plan: PlanNamed,
    commitments: Sequence[CommitmentFacts],
    due: Iterable[DueWindow],
    activities: Iterable[ActivityFacts],
    today: date,
    plan_topics: Iterable[str] = (),
    names: Names | None = None,
    waivers: frozenset[Waiver] = frozenset(),
    before: Before | None = None,
    unit_id: str | None = None,
) -> ReportFacts:
    """All figures of one report; the order of commitments is kept, the order of activities does not
    matter.

    ``before``: what the last report announced. ``unit_id``: of one unit's report; then ``commitments`` are those that
    it leads or helps with, and what was done in the period is what this unit did.
    """
    names = names or Names()
    known = _known(activities, period.data.end)
    inside = [a for a in known if a.happened_on in period.data and unit_id in (None, a.unit_id)]
    as_of = min(today, period.data.end + ONE_DAY)
    progress = judge_all(commitments, due, known, today=as_of, waivers=waivers)
    lines = _lines(commitments, progress, period=period, inside=inside, names=names)
    counted = {key for line in lines for key in line.activity_ids} | {a.id for a in inside}
    return ReportFacts(
        period=period,
        as_of=as_of,
        plan=plan,
        lines=lines,
        topics=_tallies(inside, Topic, lambda activity: activity.topics),
        channels=_tallies(inside, Channel, lambda activity: activity.channels),
        kinds=_tallies(inside, ActivityKind, lambda activity: {activity.kind}),
        uncovered_topics=tuple(t.topic for t in topics_covered(plan_topics, known) if not t.covered),
        upcoming=_upcoming(commitments, progress, period=period, names=names),
        annex=_annex([a for a in known if a.id in counted], names),
        activity_ids=tuple(a.id for a in inside),
        people=sum(a.people for a in inside),
        unit=names.unit(unit_id),
        followed=followed(before, progress),
        followed_of=before.cited if before else "",
    )


def _known(activities: Iterable[ActivityFacts], until: date) -> list[ActivityFacts]:
    """Activities up to a day in order of time; one activity is one, however often it is told."""
    given = sorted((a for a in activities if a.happened_on <= until), key=lambda a: (a.happened_on, a.id))
    return list({activity.id: activity for activity in given}.values())


def _lines(
    commitments: Sequence[CommitmentFacts],
    progress: Iterable[WindowProgress],
    *,
    period: ReportPeriod,
    inside: Sequence[ActivityFacts],
    names: Names,
) -> tuple[Line, ...]:
    pieces = {activity.id: activity.count for activity in inside}
    spoken_of: dict[str, list[WindowProgress]] = {}
    for one in progress:
        if one.window.overlaps(period.data):
            spoken_of.setdefault(one.commitment_id, []).append(one)
    found = []
    for commitment in commitments:
        if windows := spoken_of.get(commitment.id):
            closed = [one for one in windows if one.window.end <= period.data.end]
            figures = tuple(_figure(commitment, one, data=period.data, pieces=pieces) for one in closed or windows)
            found.append(_line(commitment, figures, names))
    return tuple(found)


def _line(commitment: CommitmentFacts, figures: tuple[Figure, ...], names: Names) -> Line:
    return Line(
        commitment_id=commitment.id,
        title=commitment.title,
        kind=commitment.kind,
        modality=commitment.modality,
        measure_kind=commitment.measure.kind,
        lead=names.unit(commitment.lead_unit_id),
        figures=figures,
    )


def _figure(commitment: CommitmentFacts, one: WindowProgress, *, data: Window, pieces: Mapping[str, int]) -> Figure:
    is_count = one.measure_kind is MeasureKind.COUNT
    here = [pieces[key] for key in one.activity_ids if key in pieces]
    return Figure(
        label=label_of(one.kind, one.window),
        window=one.window,
        closed=one.window.end <= data.end,
        need=one.need,
        have=one.have,
        in_period=sum(here) if is_count else len(here),
        state=one.state,
        due_on=one.due_on,
        waiting_for=one.waiting_for,
        percent_needed=one.percent_needed,
        above=commitment.measure.above,
        numerator=one.numerator,
        denominator=one.denominator,
        remaining=one.remaining,
        grades=dict(one.grades),
        activity_ids=one.activity_ids,
    )


def _upcoming(
    commitments: Sequence[CommitmentFacts], progress: Iterable[WindowProgress], *, period: ReportPeriod, names: Names
) -> tuple[Upcoming, ...]:
    """What falls due between the end of the data and the end of the next period, done and released work
    left out."""
    end = next_window(period.kind, period.period).end
    coming = Window(period.data.end + ONE_DAY, end)
    known = {commitment.id: commitment for commitment in commitments}
    settled = NOT_OWED - {ProgressState.OPTIONAL} | {ProgressState.DONE}
    found = []
    for one in progress:
        is_coming = one.deadline in coming or (one.waiting_for and one.window.overlaps(coming))
        if is_coming and one.state not in settled:
            commitment = known[one.commitment_id]
            figure = _figure(commitment, one, data=period.data, pieces={})
            lead = names.unit(commitment.lead_unit_id)
            found.append(Upcoming(commitment.id, commitment.title, commitment.modality, lead, figure))
    return tuple(sorted(found, key=lambda u: (u.figure.due_on or u.figure.window.end, u.commitment_id)))


def _tallies(
    activities: Sequence[ActivityFacts], labels: type[Labelled], codes_of: Callable[[ActivityFacts], Iterable[str]]
) -> tuple[Tally, ...]:
    """One tally for each code that occurs, in the order of the closed list; unknown codes come last as
    they are."""
    under: dict[str, list[ActivityFacts]] = {}
    for activity in activities:
        for code in set(codes_of(activity)):
            under.setdefault(code, []).append(activity)
    listed = [member.value for member in labels]
    order = [code for code in listed if code in under] + sorted(under.keys() - set(listed))
    return tuple(_tally(code, label_from(labels, code), under[code]) for code in order)


def _tally(code: str, label: str, activities: Sequence[ActivityFacts]) -> Tally:
    return Tally(
        code=code,
        label=label,
        pieces=sum(activity.count for activity in activities),
        people=sum(activity.people for activity in activities),
        activity_ids=tuple(sorted(activity.id for activity in activities)),
    )


def label_from(labels: type[Labelled], code: str) -> str:
    """The Vietnamese label of a code of a closed list; a code that is not in it stays as it is."""
    return next((member.label for member in labels if member.value == code), code)


def _annex(activities: Sequence[ActivityFacts], names: Names) -> tuple[AnnexEntry, ...]:
    return tuple(
        AnnexEntry(
            ref=f"MC-{number:03}",
            activity_id=activity.id,
            happened_on=activity.happened_on,
            title=activity.title,
            kind=label_from(ActivityKind, activity.kind),
            unit=names.unit(activity.unit_id),
            channels=tuple(label_from(Channel, code) for code in sorted(activity.channels)),
            grade=activity.grade.value,
            pieces=activity.count,
            people=activity.people,
            evidence=names.evidence.get(activity.id, ()),
        )
        for number, activity in enumerate(activities, start=1)
    )
