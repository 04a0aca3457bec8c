"""Who may see and make reports. A report of another commune does not exist here: 404."""

from django.db import models
from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed
from lantoa.plans.queries import HEAVY
from lantoa.reports.models import Bundle, Report, ReportState, WordReturn
from lantoa.reports.rules.life import Hat, Stage, Standing, may_edit


def _all() -> models.QuerySet[Report]:
    rows = Report.objects.select_related("version__plan", "docx", "pdf", "made_by", "unit", "replaces")
    return rows.defer(*(f"version__{column}" for column in HEAVY), "replaces__snapshot", "replaces__frozen")


def access_report(actor: Actor, pk: int) -> Report:
    """A report of the open commune."""
    found: Report | None = _all().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def access_desk(actor: Actor, pk: int) -> Report:
    """A report whose words this person may change now: 403 for others, 404 while it has no figures."""
    report = access_report(actor, pk)
    if not may_edit(standing_of(actor, report)):
        raise NotAllowed("Báo cáo này đang không ở chỗ anh/chị sửa được (đã trình, đã ban hành hoặc của đơn vị khác).")
    if report.state == ReportState.MAKING.value and not report.snapshot:
        raise Http404
    return report


def access_return(actor: Actor, pk: int, back: int) -> WordReturn:
    """A Word file that came back to a report which this person may change."""
    report = access_desk(actor, pk)
    found: WordReturn | None = WordReturn.objects.select_related("file", "by").filter(pk=back, report=report).first()
    if found is None:
        raise Http404
    found.report = report
    return found


def access_bundle(actor: Actor, pk: int, bundle: int) -> Bundle:
    """A bundle of evidence of a report."""
    actor.check(Permission.BUNDLE_EVIDENCE)
    found: Bundle | None = Bundle.objects.select_related("report", "by").filter(pk=bundle, report_id=pk).first()
    if found is None:
        raise Http404
    return found


def standing_of(actor: Actor, report: Report) -> Standing:
    """What this person is to this report."""
    hats = set()
    if actor.may(Permission.MAKE_REPORT):
        hats.add(Hat.KEEPER)
    if actor.may(Permission.SIGN_REPORT):
        hats.add(Hat.SIGNER)
    if report.unit_id and actor.may(Permission.DRAFT_UNIT_REPORT) and actor.unit_id == report.unit_id:
        hats.add(Hat.DRAFTER)
    return Standing(Stage(report.stage), report.unit_id is not None, frozenset(hats))


def reportable_units(actor: Actor) -> list[int] | None:
    """Ids of the units for which this person may draft a report; None = any."""
    if actor.may(Permission.MAKE_REPORT):
        return None
    return [actor.unit_id] if actor.may(Permission.DRAFT_UNIT_REPORT) and actor.unit_id else []
