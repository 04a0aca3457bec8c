"""What is known of each line beside its figures, for guessing why it is short."""

from collections import Counter
from datetime import timedelta

from lantoa.activities.models import Service
from lantoa.core.clock import WARD_TIME
from lantoa.reports.documents import Desk
from lantoa.reports.models import Report
from lantoa.reports.queries import period_of
from lantoa.reports.rules.causes import Hint, owing
from lantoa.reports.rules.facts import HandedState
from lantoa.reports.units import causes_told

LATE_AFTER = timedelta(days=7)


def hints_of(report: Report, desk: Desk) -> dict[str, Hint]:
    """By commitment, for the lines that need a cause. Two queries."""
    owed = {line.commitment_id: line for line in owing(desk.facts)}
    services = Service.objects.filter(
        commitment_id__in=[int(key) for key in owed if key.isdigit()],
        activity__withdrawn_at__isnull=True,
        activity__happened_on__range=(report.data_from, report.data_to),
    ).values_list("commitment_id", "activity_id", "activity__happened_on", "activity__logged_at")
    late, unmatched = Counter[str](), Counter[str]()
    for commitment, activity, happened_on, logged in services:
        key = str(commitment)
        late[key] += logged.astimezone(WARD_TIME).date() > max(happened_on + LATE_AFTER, desk.facts.data_to)
        unmatched[key] += str(activity) not in owed[key].activity_ids
    said = {} if report.unit_id else causes_told(period_of(report))
    silent = {one.unit for one in desk.facts.handed if one.state in {HandedState.LATE, HandedState.RETURNED}}
    return {
        key: Hint(late[key], unmatched[key], said.get(key), line.lead in silent) for key, line in owed.items()
    }  # fmt: skip
