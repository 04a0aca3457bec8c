"""What will be missed if things go on as they do, as a page leads with it: each with its reason and what one can do."""

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.progress.access import may_plan
from lantoa.progress.presenting import WorkLine
from lantoa.progress.rules.forecast import Verdict


@dataclass(frozen=True, slots=True)
class Missing:
    """One window that will be missed. ``may_plan`` and ``may_log``: what this person can do about it here."""

    line: WorkLine
    may_plan: bool
    may_log: bool


def missing_of(lines: Iterable[WorkLine], actor: Actor) -> list[Missing]:
    """The windows that will be missed, the earliest last safe day first; what is planned already comes last."""
    found = [line for line in lines if line.outlook and line.outlook.will_miss]
    may_log = actor.may(Permission.LOG_ACTIVITY)
    return [
        Missing(line, may_plan(actor, line.work, line.commitment), may_log) for line in sorted(found, key=_pressing)
    ]


def _pressing(line: WorkLine) -> tuple[bool, object, object, int]:
    if line.outlook is None:
        raise ValueError("only a window with an outlook can be pressing")
    foretold = line.outlook.foretold
    is_planned = sum(row.pieces for row in line.outlook.planned) >= foretold.gap
    return is_planned, foretold.last_safe_on or foretold.deadline, foretold.deadline, line.commitment.position


def in_doubt(lines: Iterable[WorkLine]) -> list[WorkLine]:
    """Windows of which nobody can say, the least likely first."""
    found = [line for line in lines if line.outlook and line.outlook.foretold.verdict is Verdict.IN_DOUBT]
    return sorted(found, key=lambda line: line.outlook.foretold.probability if line.outlook else 1.0)
