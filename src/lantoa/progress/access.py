"""Who may see and change what stands in the room of progress. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import NotAllowed
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.queries import adopted_commitments, current_of
from lantoa.progress.models import PlannedWork
from lantoa.progress.queries import PlanProgress
from lantoa.progress.recent import running_progress


def running_plan(actor: Actor) -> PlanProgress | None:
    """The progress of the plan that runs today; None where none was adopted yet."""
    return running_progress(actor.commune.pk, today=clock.today())


def access_commitment(actor: Actor, pk: int) -> Commitment:
    """An adopted commitment of the open commune; a link to one that an amendment replaced leads to its heir."""
    in_force = adopted_commitments()
    found = in_force.filter(pk=pk).first() or in_force.filter(pk=current_of([pk]).get(pk) or 0).first()
    if found is None:
        raise Http404
    return found


def access_due_work(actor: Actor, pk: int) -> DueWork:
    """A piece of due work of an adopted plan of the open commune."""
    rows = DueWork.objects.select_related("commitment__version__plan").filter(commitment__in=adopted_commitments())
    found: DueWork | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_plan(actor: Actor, work: DueWork, commitment: Commitment) -> bool:
    """Who may plan work for a window: who gives out work, and for their own the people of the leading unit and the one
    to whom it was given."""
    if actor.may(Permission.ASSIGN_WORK):
        return True
    own = work.assignee_id == actor.person.pk or (actor.unit_id and actor.unit_id == commitment.lead_id)
    return bool(own) and actor.may(Permission.LOG_ACTIVITY)


def access_work_to_plan(actor: Actor, pk: int) -> DueWork:
    """Due work for which the person may plan; 403 for who may only see it."""
    work = access_due_work(actor, pk)
    if not may_plan(actor, work, work.commitment):
        raise NotAllowed
    return work


def access_planned(actor: Actor, pk: int) -> PlannedWork:
    """Planned work of the open commune that the person may change."""
    row = PlannedWork.objects.select_related("work__commitment__version__plan").filter(pk=pk).first()
    if row is None:
        raise Http404
    access_work_to_plan(actor, row.work_id)
    found: PlannedWork = row
    return found
