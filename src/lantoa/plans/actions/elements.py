"""What a plan names besides commitments, corrected in the review: contents, channels, audiences, recipients …"""

from collections.abc import Mapping

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.ledger.actions import record
from lantoa.plans.access import check_in_review
from lantoa.plans.models import PlanElement, PlanVersion


@transaction.atomic
def save_element(
    *, version: PlanVersion, element: PlanElement | None, values: Mapping[str, str], by: Person
) -> PlanElement:  # fmt: skip
    """Correct an element, or add one (``element`` None). ``values``: kind, text, code.

    Raises:
        Refused: the review is over (``plans.access.check_in_review``).
    """
    row = _lock(version)
    found = element or PlanElement.of(row.commune_id, version=row, position=_next(row))
    for name, value in values.items():
        setattr(found, name, value)
    found.by_person = True
    found.save()
    action = "plan.element_changed" if element else "plan.element_added"
    record(action=action, on=row, by=by, element=found.pk, kind=found.kind)
    return found


@transaction.atomic
def drop_element(*, element: PlanElement, by: Person) -> None:
    """Take an element out of the edition under review; the document keeps its words. Raises as ``save_element``."""
    row = _lock(element.version)
    record(action="plan.element_dropped", on=row, by=by, element=element.pk, kind=element.kind)
    element.delete()


def _lock(version: PlanVersion) -> PlanVersion:
    row: PlanVersion = PlanVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    check_in_review(row)
    return row


def _next(version: PlanVersion) -> int:
    last = PlanElement.objects.filter(version=version).order_by("-position").first()
    return last.position + 1 if last else 1
