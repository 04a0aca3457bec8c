"""Who may see and make reports. A report of another commune does not exist here: 404."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.reports.models import Report


def access_report(actor: Actor, pk: int) -> Report:
    """A report of the open commune."""
    found: Report | None = Report.objects.select_related("version__plan", "docx", "pdf", "made_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
