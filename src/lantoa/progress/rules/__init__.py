"""Pure rules of progress: how far a commitment, a unit and a plan are, from the evidence alone."""

from lantoa.plans.rules.matching import ActivityFacts, ActivityLink, Likely, likely_commitments
from lantoa.progress.rules.judging import NOT_OWED, SHORT, Pace, ProgressState, WindowProgress, judge, percent_of
from lantoa.progress.rules.plan import (
    TopicCoverage,
    Waiver,
    board,
    due_within,
    judge_all,
    judge_plan,
    short_of,
    topics_covered,
    with_alternatives,
)
from lantoa.progress.rules.totals import Totals, roll_up, totals_of, unit_totals

__all__ = [
    "NOT_OWED",
    "SHORT",
    "ActivityFacts",
    "ActivityLink",
    "Likely",
    "Pace",
    "ProgressState",
    "TopicCoverage",
    "Totals",
    "Waiver",
    "WindowProgress",
    "board",
    "due_within",
    "judge",
    "judge_all",
    "judge_plan",
    "likely_commitments",
    "percent_of",
    "roll_up",
    "short_of",
    "topics_covered",
    "totals_of",
    "unit_totals",
    "with_alternatives",
]
