"""Last period's "next work" beside what happened: computed where it is a commitment, asked where it is words. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lantoa.core.periods import Window
from lantoa.progress.rules import ProgressState, WindowProgress
from lantoa.reports.rules import wording
from lantoa.reports.rules.facts import Followed, Outcome, Upcoming

SETTLED = frozenset({ProgressState.WAIVED, ProgressState.ALTERNATIVE})
OPEN = frozenset({ProgressState.NOT_DUE, ProgressState.ON_PACE, ProgressState.AT_RISK, ProgressState.WAITING_DATE})
ANSWERS = (Outcome.DONE, Outcome.PARTLY, Outcome.NOT_DONE)
"""What a person may say of work that the software cannot measure."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of one piece of last period's work."""

    outcome: Outcome
    words: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What the last report announced: measured work and its author's own lines. ``cited``: how it is named."""

    cited: str
    upcoming: tuple[Upcoming, ...] = ()
    own: tuple[str, ...] = ()


def followed(before: Before | None, progress: Iterable[WindowProgress]) -> tuple[Followed, ...]:
    """One row for each piece of announced work, in the order of the last report."""
    if before is None:
        return ()
    now = {(one.commitment_id, one.window): one for one in progress}
    order = {one.commitment_id: index for index, one in reversed(list(enumerate(before.upcoming)))}
    ranked = sorted(before.upcoming, key=lambda one: order[one.commitment_id])
    groups = [list(found) for _, found in groupby(ranked, key=lambda one: one.commitment_id)]
    measured = [_measured(windows, now) for windows in groups]
    own = [Followed(f"tu-{number}", text, asked=True) for number, text in enumerate(before.own, start=1)]
    return (*measured, *own)


def _measured(windows: Sequence[Upcoming], now: Mapping[tuple[str, Window], WindowProgress]) -> Followed:
    first = windows[0]
    row = Followed(f"ck-{first.commitment_id}", first.title, lead=first.lead, when=wording.when(windows))
    found = [now[key] for one in windows if (key := (one.commitment_id, one.figure.window)) in now]
    if len(found) < len(windows):  # the plan was amended since: nobody but a person knows
        return replace(row, asked=True)
    return replace(row, outcome=_outcome(found), told=_told(found))


def _outcome(found: Sequence[WindowProgress]) -> Outcome:
    states = {one.state for one in found}
    if states <= SETTLED:
        return Outcome.RELEASED
    if all(one.state is ProgressState.DONE or one.state in SETTLED for one in found):
        return Outcome.DONE
    short = [one for one in found if one.state is not ProgressState.DONE and one.state not in SETTLED]
    if all(one.state in OPEN for one in short):
        return Outcome.RUNNING
    return Outcome.PARTLY if any(one.have for one in found) else Outcome.NOT_DONE


def _told(found: Sequence[WindowProgress]) -> str:
    if len(found) > 1:
        done = sum(1 for one in found if one.state is ProgressState.DONE)
        return f"{wording.number(done)}/{wording.number(len(found))} kỳ"
    one = found[0]
    if one.percent is not None:
        return wording.percent(one.percent)
    return f"{wording.number(one.have)}/{wording.number(one.need)}" if one.need > 1 else ""


def answered(rows: Iterable[Followed], answers: Mapping[str, Answer]) -> tuple[Followed, ...]:
    """The rows with what people said of those that are asked."""
    return tuple(
        replace(row, outcome=answers[row.key].outcome, told=answers[row.key].words)
        if row.asked and row.key in answers
        else row
        for row in rows
    )


def unanswered(rows: Iterable[Followed]) -> tuple[Followed, ...]:
    """Rows that still wait for a person's word."""
    return tuple(row for row in rows if row.outcome is Outcome.UNKNOWN)
