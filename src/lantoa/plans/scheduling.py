"""Due work from commitments: made once when a plan is adopted, brought up to date when an awaited date is known."""

from datetime import date

from lantoa.communes.queries import work_calendar
from lantoa.core.errors import Refused
from lantoa.core.periods import FIRST_DAY, Window
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.queries import commitment_facts, plan_period
from lantoa.plans.rules.commitment import DueWindow
from lantoa.plans.rules.expansion import expand
from lantoa.plans.rules.review import MESSAGES, Decision


def create_due_work(version: PlanVersion) -> int:
    """Make the due work of all accepted commitments; what is there stays. Returns how many rows the version has.

    Raises:
        Refused("period_missing"): the plan has no period.
    """
    period = _period(version)
    calendar = work_calendar()
    accepted = Commitment.objects.filter(version=version, decision=Decision.ACCEPTED.value)
    rows = [
        new_row(commitment, window)
        for commitment in accepted.prefetch_related("coordinating")
        for window in expand(commitment_facts(commitment), period, calendar)
    ]
    DueWork.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return int(DueWork.objects.filter(commitment__version=version).count())


def refresh_due_work(commitment: Commitment) -> int:
    """Unfold one adopted commitment again after a date became known. Returns how many rows changed or are new.

    Rows keep their assignee and their waiver. A window that the calendar no longer has is taken away only while
    nobody has put anything on it. What an amendment left as it was judged before stays so (ADR 0022).
    """
    wanted = {(due.kind.value, due.window.start): due for due in _wanted(commitment)}
    rows = DueWork.objects.filter(commitment=commitment, terms__isnull=True, window_end__gte=_since(commitment))
    there = {(row.window_kind, row.window_start): row for row in rows}
    kept = DueWork.objects.filter(commitment=commitment, terms__isnull=False)
    for key in kept.values_list("window_kind", "window_start"):
        wanted.pop(key, None)
    changed = sum(_brought_up_to_date(row, wanted[key]) for key, row in there.items() if key in wanted)
    gone = [row.pk for key, row in there.items() if key not in wanted and not _is_used(row)]
    DueWork.objects.filter(pk__in=gone).delete()
    new = [new_row(commitment, due) for key, due in wanted.items() if key not in there]
    DueWork.objects.bulk_create(new, ignore_conflicts=True)
    return changed + len(new) + len(gone)


def _wanted(commitment: Commitment) -> list[DueWindow]:
    """The windows of a commitment; of an edition that came later, none that was over by then."""
    found = expand(commitment_facts(commitment), _period(commitment.version), work_calendar())
    since = _since(commitment)
    return [due for due in found if due.window.end >= since]


def _since(commitment: Commitment) -> date:
    version = commitment.version
    return (version.effective_on if version.based_on_id else None) or FIRST_DAY


def _period(version: PlanVersion) -> Window:
    period = plan_period(version.plan)
    if period is None:
        raise Refused("period_missing", MESSAGES["period_missing"])
    return period


def new_row(commitment: Commitment, due: DueWindow) -> DueWork:
    return DueWork.of(
        commitment.commune_id,
        commitment=commitment,
        window_kind=due.kind.value,
        window_start=due.window.start,
        window_end=due.window.end,
        due_on=due.due_on,
        waiting_for=due.waiting_for[:300],
    )


def _brought_up_to_date(row: DueWork, due: DueWindow) -> bool:
    now = (due.window.end, due.due_on, due.waiting_for[:300])
    if (row.window_end, row.due_on, row.waiting_for) == now:
        return False
    row.window_end, row.due_on, row.waiting_for = now
    row.save(update_fields=["window_end", "due_on", "waiting_for"])
    return True


def _is_used(row: DueWork) -> bool:
    return bool(row.assignee_id or row.unit_id or row.waived_reason)
