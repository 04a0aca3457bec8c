"""Which commitments the rows of an import may serve; a person confirms them for all rows at once."""

from collections.abc import Callable

from lantoa.activities.rules import ActivityDraft
from lantoa.plans.models import DueWork
from lantoa.plans.queries import adopted_commitments, commitment_facts, due_window
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.plans.rules.matching import ActivityFacts, Ticker


def suggester() -> Callable[[ActivityDraft], list[int]]:
    """A function from a row to the ids of the commitments that the form would tick. Two queries, whatever the number.

    Ratios are left out: they need two numbers that no row has.
    """
    facts = [commitment_facts(row) for row in adopted_commitments()]
    counted = [one for one in facts if one.measure.kind is not MeasureKind.RATIO]
    due = DueWork.objects.filter(commitment__in=[int(one.id) for one in counted])
    ticker = Ticker(counted, [due_window(row) for row in due])
    return lambda draft: [int(key) for key in ticker.ticked(_facts(draft))]


def _facts(draft: ActivityDraft) -> ActivityFacts:
    return ActivityFacts(
        id="", happened_on=draft.happened_on, kind=draft.kind, channels=frozenset(draft.channels),
        topics=frozenset(draft.topics), audiences=frozenset(draft.audiences), title=draft.title,
        unit_id=str(draft.unit_id) if draft.unit_id else None,
    )  # fmt: skip
