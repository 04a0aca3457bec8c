"""Evidence goes with the commitment that continues the one it was given for (ADR 0010)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lantoa.activities.models import Activity, Service
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.plans.queries import current_of


def in_force(draft: ActivityDraft) -> ActivityDraft:
    """An entry that was begun before an amendment (a form left open, a phone without connection) serves what continues
    the commitments that it names. One that was dropped stays, for the check to refuse."""
    now = current_of(one.commitment_id for one in draft.services)
    if not now:
        return draft
    services: dict[int, ServiceDraft] = {}
    for one in draft.services:
        pk = now.get(one.commitment_id, one.commitment_id)
        services.setdefault(pk, replace(one, commitment_id=pk))
    return replace(draft, services=tuple(services.values()))


def follow(activity: Activity) -> None:
    """After the entry in the ledger: an amendment that was adopted in between has not seen these services, so they
    follow it now. The ledger is written by one transaction at a time, and an amendment moves services after its own
    entry: so either it sees these, or they see it.

    A service of a commitment that was dropped stays where it is; the page of the amendment shows it.
    """
    move_services(current_of(activity.services.values_list("commitment_id", flat=True)), of=activity)


def lock_services(ids: Iterable[int]) -> None:
    """Take the services of these commitments before the ledger, as everybody does who changes an activity."""
    rows = Service.objects.select_for_update().filter(commitment_id__in=list(ids)).order_by("pk")
    list(rows.values_list("pk"))


def move_services(heirs: Mapping[int, int], *, of: Activity | None = None) -> int:
    """Give the services of each former commitment to its heir. Returns how many moved.

    An activity that serves both already serves the heir once: what was measured for it is kept.
    """
    if not heirs:
        return 0
    rows = Service.objects.select_for_update().filter(commitment_id__in=list(heirs)).order_by("pk")
    rows = rows.filter(activity=of) if of else rows
    moved = 0
    for row in rows:
        there = Service.objects.filter(activity_id=row.activity_id, commitment_id=heirs[row.commitment_id]).first()
        moved += 1
        if there is None:
            row.commitment_id = heirs[row.commitment_id]
            row.save(update_fields=["commitment_id"])
            continue
        if there.denominator is None and row.denominator is not None:
            there.numerator, there.denominator = row.numerator, row.denominator
            there.save(update_fields=["numerator", "denominator"])
        row.delete()
    return moved
