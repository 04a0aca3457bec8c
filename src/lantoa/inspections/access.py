"""Who may see, hold and answer inspections. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed
from lantoa.inspections.models import ChecklistLine, Finding, Inspection
from lantoa.inspections.queries import inspections


def access_inspection(actor: Actor, pk: int) -> Inspection:
    """One inspection of the open commune."""
    found = inspections().select_related("activity", "closed_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_line(actor: Actor, pk: int, line: int) -> ChecklistLine:
    """A line of an inspection's checklist."""
    found: ChecklistLine | None = ChecklistLine.objects.filter(inspection=access_inspection(actor, pk), pk=line).first()
    if found is None:
        raise Http404
    return found


def access_finding(actor: Actor, pk: int) -> Finding:
    """A finding; while the inspection runs only for those who inspect."""
    rows = Finding.objects.select_related("unit", "inspection__unit", "inspection__lead", "line")
    found: Finding | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.inspection.closed_at is None:
        actor.check(Permission.INSPECT)
    return found


def may_answer(actor: Actor, finding: Finding) -> bool:
    """The responsible unit's people, and whoever may enter for others."""
    if not actor.may(Permission.LOG_ACTIVITY):
        return False
    return finding.unit_id == actor.unit_id or actor.may(Permission.LOG_FOR_OTHERS)


def check_answer_right(actor: Actor, finding: Finding) -> None:
    """Raises NotAllowed for people of another unit."""
    if not may_answer(actor, finding):
        raise NotAllowed("Chỉ đơn vị chịu trách nhiệm mới báo cáo khắc phục kiến nghị này.")
