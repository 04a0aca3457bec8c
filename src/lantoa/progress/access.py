"""Who may see and change what stands in the room of progress. Rows of other communes do not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.core import clock
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.queries import adopted_commitments, adopted_version
from lantoa.progress.queries import PlanProgress
from lantoa.progress.recent import recent_progress


def running_plan(actor: Actor) -> PlanProgress | None:
    """The progress of the plan that runs today; None where none was adopted yet."""
    version = adopted_version()
    return recent_progress(version, today=clock.today()) if version else None


def access_commitment(actor: Actor, pk: int) -> Commitment:
    """An adopted commitment of the open commune."""
    found = adopted_commitments().filter(pk=pk).first()
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
