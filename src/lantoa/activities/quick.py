"""Lồng ghép, giao ban: what was said about the plan in another meeting, logged with one tap from a due item."""

from collections.abc import Mapping
from uuid import UUID

from lantoa.activities.picks import short_title
from lantoa.activities.rules import ActivityDraft, completed
from lantoa.core import clock
from lantoa.plans.models import Commitment
from lantoa.plans.queries import measure_of
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.plans.rules.matching import ActivityFacts, admits
from vanban.vocabulary import ActivityKind

PREFIX = "Lồng ghép trong giao ban: "


def quick_entry(commitment: Commitment, unit_id: int | None) -> Mapping[str, str] | None:
    """The fields of the entry, ready to be sent; None where it would not count: another kind or channel is asked for,
    a ratio, which needs its two numbers, or a thing to deliver, which nobody delivers by speaking of it."""
    if commitment.measure != MeasureKind.COUNT.value:
        return None
    day = clock.today()
    draft = completed(_draft(commitment, unit_id))
    facts = ActivityFacts(
        id="", happened_on=day, kind=draft.kind, channels=frozenset(draft.channels),
        topics=frozenset(commitment.match_topics), audiences=frozenset(commitment.match_audiences),
        unit_id=str(unit_id) if unit_id else None, title=draft.title,
    )  # fmt: skip
    if not admits(measure_of(commitment).match, facts):
        return None
    return {
        "title": draft.title, "kind": draft.kind, "happened_on": day.isoformat(), "times": "1", "integrated": "on",
        "commitments": str(commitment.pk), "unit": str(unit_id or ""),
    }  # fmt: skip


def _draft(commitment: Commitment, unit_id: int | None) -> ActivityDraft:
    title = f"{PREFIX}{short_title(commitment.text)}"
    return ActivityDraft(
        key=UUID(int=0), title=title[:300], kind=ActivityKind.MEETING.value, happened_on=clock.today(),
        unit_id=unit_id, integrated=True,
    )  # fmt: skip
