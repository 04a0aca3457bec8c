"""Who may see and make reports. A report of another commune does not exist here: 404."""

from django.db import models
from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.plans.queries import HEAVY
from lantoa.reports.models import Report


def _all() -> models.QuerySet[Report]:
    rows = Report.objects.select_related("version__plan", "docx", "pdf", "made_by")
    return rows.defer(*(f"version__{column}" for column in HEAVY))


def access_report(actor: Actor, pk: int) -> Report:
    """A report of the open commune."""
    found: Report | None = _all().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
