"""What may be found: items that went out within the last months, as the rules of matching want them."""

from datetime import datetime, timedelta

from lantoa.channels.handover.channel import plain_of
from lantoa.channels.models import Delivery
from lantoa.channels.rules.states import DeliveryState, Purpose
from lantoa.content.rules.facts import FactKind
from lantoa.core.folding import fold
from lantoa.watching.models import Source
from lantoa.watching.rules.matching import Candidate

BACK = timedelta(days=120)
MOST = 300
S = DeliveryState
ELSEWHERE = frozenset({"webhook", "handover", "press"})
MAY_APPEAR = frozenset({S.HANDED.value, S.TO_CONFIRM.value, S.UNKNOWN.value, S.REFUSED.value})
_KEPT_FACTS = frozenset({FactKind.DOCUMENT.value, FactKind.PHONE.value})


def candidates(source: Source | None, *, now: datetime) -> list[Candidate]:
    """Publications of the commune that were not taken back; those of the source's own account are waited for, or where
    it names none, those of every channel that leads to other people's pages."""
    rows = Delivery.objects.filter(purpose=Purpose.PUBLISH.value, recalled_at__isnull=True, ordered_at__gte=now - BACK)
    rows = rows.exclude(state=S.CANCELLED.value).select_related("account", "revision").order_by("-ordered_at")
    found: dict[tuple[int, int], Delivery] = {}
    for row in rows[:MOST]:  # of places where the item is already, one is enough to know it again
        found.setdefault((row.item_id, row.pk if _is_waited_for(row, source) else 0), row)
    return [_candidate(row, source) for row in found.values()]


def _candidate(row: Delivery, source: Source | None) -> Candidate:
    kept = row.sending
    facts = (fact for fact in row.revision.facts if fact.get("kind") in _KEPT_FACTS)
    return Candidate(
        id=row.pk, title=kept.title or row.revision.title, text=f"{kept.text} {plain_of(kept.html)}",
        facts=frozenset(fold(str(fact.get("value", ""))) for fact in facts), link=kept.link,
        ordered_on=row.ordered_at.date(), is_open=_is_waited_for(row, source),
    )  # fmt: skip


def _is_waited_for(row: Delivery, source: Source | None) -> bool:
    if row.state not in MAY_APPEAR or row.account.channel not in ELSEWHERE:
        return False
    return source is None or source.account_id is None or source.account_id == row.account_id
