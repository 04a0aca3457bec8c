"""Evidence goes with the commitment that continues the one it was given for (ADR 0022)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Q

from lantoa.activities.counts import recount_all
from lantoa.activities.models import Activity, Service
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.plans.queries import current_of
from lantoa.plans.rules.review import VersionState


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
    replaced = activity.services.filter(commitment__version__state=VersionState.SUPERSEDED.value)
    ids = list(replaced.values_list("commitment_id", flat=True))
    if ids:
        move_services(current_of(ids), of=activity)


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
    wanted = Q(commitment_id__in=[*heirs, *heirs.values()])
    rows = Service.objects.select_for_update().filter(wanted, **({"activity": of} if of else {})).order_by("pk")
    there = {(row.activity_id, row.commitment_id): row for row in rows}
    moving: list[Service] = []
    doubled: list[Service] = []
    for (activity_id, former), row in list(there.items()):
        heir = heirs.get(former)
        if heir is None:
            continue
        known = there.setdefault((activity_id, heir), row)
        (moving if known is row else doubled).append(row)
        row.commitment_id = heir
        if known is not row and known.denominator is None:
            known.numerator, known.denominator = row.numerator, row.denominator
    Service.objects.filter(pk__in=[row.pk for row in doubled]).delete()
    changed = {(row.activity_id, row.commitment_id): there[row.activity_id, row.commitment_id] for row in doubled}
    Service.objects.bulk_update(
        {row.pk: row for row in (*moving, *changed.values())}.values(),
        ["commitment", "numerator", "denominator"], batch_size=500,
    )  # fmt: skip
    recount_all({*heirs, *heirs.values()})
    return len(moving) + len(doubled)
