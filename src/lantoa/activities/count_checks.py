"""The nightly proof of the kept counts: everything counted anew, compared, mended, and said in the ledger."""

from django.db import transaction

from lantoa.activities.counts import columns_of, recount_all, tallies
from lantoa.ledger.actions import queue_up, record
from lantoa.plans.models import DueWork, PlanVersion, WindowCount
from lantoa.plans.queries import adopted_versions

MOST_NAMED = 50
"""Windows that the entry in the ledger names."""


def due_work_of(version: PlanVersion) -> list[DueWork]:
    """The due work of one adopted version, with what its measure needs."""
    rows = DueWork.objects.filter(commitment__version=version, commitment__decision="accepted")
    return list(rows.select_related("commitment", "terms").order_by("pk"))


def differences(works: list[DueWork]) -> list[int]:
    """Ids of due work whose kept count is not what its activities add up to. A count that was never made, or that
    says of itself that it was made for other days or terms, is no difference: nobody believes it."""
    kept = {row.work_id: row for row in WindowCount.objects.filter(work__in=works)}
    return [
        work.pk
        for work, tally in tallies(works).items()
        if work.pk in kept and _says_wrong(kept[work.pk], columns_of(work, tally))
    ]


def _says_wrong(row: WindowCount, right: dict[str, object]) -> bool:
    if row.made_for != right["made_for"]:
        return False
    return any(getattr(row, name) != value for name, value in right.items())


def check_counts() -> int:
    """Count every plan of the open commune anew. Returns how many kept counts were wrong; they are right now."""
    return sum(_check(version) for version in adopted_versions())


@transaction.atomic
def _check(version: PlanVersion) -> int:
    queue_up(version.commune_id)  # nobody changes anything between counting and keeping
    works = due_work_of(version)
    wrong = differences(works)
    if wrong:
        record(action="counts.mended", on=version, by=None, wrong=len(wrong), due_work=wrong[:MOST_NAMED])
    recount_all({work.commitment_id for work in works})
    return len(wrong)
