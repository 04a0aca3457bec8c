"""Which commitments an activity that is being entered may serve: the likely ones ticked, with the reason why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from lantoa.activities.rules import ActivityDraft, completed
from lantoa.core.saying import said
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.queries import adopted_commitments, commitment_facts, due_window
from lantoa.plans.rules.commitment import CommitmentKind, MeasureKind
from lantoa.plans.rules.matching import ActivityFacts, Likely, likely_commitments


@dataclass(frozen=True, slots=True)
class Option:
    """One commitment to tick or not. ``numerator`` and ``denominator`` as typed so far."""

    commitment: Commitment
    ticked: bool
    reasons: tuple[str, ...] = ()
    mismatches: tuple[str, ...] = ()
    by_machine: bool = False
    numerator: str = ""
    denominator: str = ""
    errors: tuple[str, ...] = ()

    @property
    def is_ratio(self) -> bool:
        """Whether two numbers are asked for."""
        return self.commitment.measure == MeasureKind.RATIO.value


@dataclass(frozen=True, slots=True)
class Suggestions:
    """``likely`` stand open, ticked ones first; ``others`` are the rest of the plan under its headings."""

    likely: tuple[Option, ...] = ()
    others: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    touched: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many stand under the headings."""
        return sum(len(options) for _heading, options in self.others)


@dataclass(frozen=True, slots=True)
class Ticks:
    """What the person did so far: ``chosen`` stand ticked, ``touched`` were set by hand and are left alone.

    ``exact``: a form that was sent, or an entry that is corrected, is shown as it stands; the machine ticks nothing.
    """

    chosen: frozenset[int] = frozenset()
    touched: frozenset[int] = frozenset()
    numbers: Mapping[str, str] = field(default_factory=dict)
    exact: bool = False


def suggestions(draft: ActivityDraft | None, ticks: Ticks, *, also: Collection[int] = ()) -> Suggestions:
    """The commitments for the form. ``draft`` None = too little known yet: then nothing is ticked by the machine.

    ``also``: commitments of replaced versions that the activity already serves.
    """
    rows = {row.pk: row for row in adopted_commitments()}
    old = [pk for pk in also if pk not in rows]
    rows |= {row.pk: row for row in Commitment.objects.filter(pk__in=old).select_related("lead")} if old else {}
    found = _likely(draft, rows.values()) if draft else {}
    options = {pk: _option(row, found.get(pk), ticks) for pk, row in rows.items()}
    likely = sorted(
        (one for pk, one in options.items() if one.ticked or _offered(found.get(pk))),
        key=lambda one: (not one.ticked, -_score(found.get(one.commitment.pk))),
    )
    shown = {one.commitment.pk for one in likely}
    rest = [one for pk, one in options.items() if pk not in shown]
    return Suggestions(
        tuple(likely),
        _under_headings(rest),
        tuple(sorted(ticks.touched | (ticks.chosen if ticks.exact else frozenset()))),
    )


def _likely(draft: ActivityDraft, rows: Iterable[Commitment]) -> dict[int, Likely]:
    rows = list(rows)
    due = DueWork.objects.filter(
        commitment__in=[row.pk for row in rows],
        window_start__lte=draft.happened_on, window_end__gte=draft.happened_on,
    )  # fmt: skip
    facts = [commitment_facts(row) for row in rows]
    found = likely_commitments(_facts(completed(draft)), facts, [due_window(row) for row in due])
    return {int(one.commitment_id): one for one in found}


def _facts(draft: ActivityDraft) -> ActivityFacts:
    return ActivityFacts(
        id="", happened_on=draft.happened_on, kind=draft.kind, channels=frozenset(draft.channels),
        topics=frozenset(draft.topics), audiences=frozenset(draft.audiences), title=draft.title,
        unit_id=str(draft.unit_id) if draft.unit_id else None,
    )  # fmt: skip


def _option(row: Commitment, likely: Likely | None, ticks: Ticks) -> Option:
    by_hand = ticks.exact or row.pk in ticks.touched
    by_machine = bool(likely and likely.ticked) and not by_hand
    return Option(
        commitment=row,
        ticked=row.pk in ticks.chosen if by_hand else by_machine,
        reasons=tuple(map(said, likely.reasons)) if likely else (),
        mismatches=tuple(said(one.label) for one in likely.mismatches) if likely else (),
        by_machine=by_machine,
        numerator=ticks.numbers.get(f"num_{row.pk}", ""),
        denominator=ticks.numbers.get(f"den_{row.pk}", ""),
    )


OFFERED_FROM = 3


def _offered(likely: Likely | None) -> bool:
    """Not ticked, but near enough to stand open: nothing speaks against it and something for it."""
    return likely is not None and not likely.mismatches and likely.score >= OFFERED_FROM


def _score(likely: Likely | None) -> int:
    return likely.score if likely else 0


def _under_headings(options: Iterable[Option]) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """Targets first, then tasks by the unit that leads them."""
    groups: dict[str, list[Option]] = {}
    for one in sorted(options, key=lambda o: (o.commitment.kind != CommitmentKind.TARGET.value, o.commitment.position)):
        row = one.commitment
        is_target = row.kind == CommitmentKind.TARGET.value
        heading = CommitmentKind.TARGET.label if is_target else str(row.lead or row.lead_text or "Chưa rõ đơn vị")
        groups.setdefault(heading, []).append(one)
    return tuple((heading, tuple(found)) for heading, found in groups.items())
