"""Hồ sơ minh chứng of a report: asked for, packed, taken away."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.files import store
from lantoa.ledger.actions import note_opening
from lantoa.reports.access import access_bundle, access_report
from lantoa.reports.bundle_actions import ask_bundle
from lantoa.reports.making import file_name
from lantoa.reports.models import Bundle, BundleState
from lantoa.reports.queries import period_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.BUNDLE_EVIDENCE)
def reports_bundles(request: StaffRequest, pk: int) -> HttpResponse:
    """The bundle of a report, and a button to have one packed."""
    report = access_report(request.actor, pk)
    if not report.snapshot:
        raise Http404
    if request.method == "POST":
        made = ask_bundle(report=report, by=request.actor.person)
        return redirect("reports_bundle", pk, made.pk)
    rows = list(Bundle.objects.filter(report=report).select_related("by"))
    return render(request, "reports/bundles.html", {"report": report, "period": period_of(report), "rows": rows})


@require_safe
@staff(Permission.BUNDLE_EVIDENCE)
def reports_bundle(request: StaffRequest, pk: int, bundle: int) -> HttpResponse:
    """How far the packing is; then back to the page of bundles."""
    row = access_bundle(request.actor, pk, bundle)
    over = row.state in {BundleState.READY.value, BundleState.FAILED.value}
    partial = getattr(request, "htmx", False)
    if over:
        there = reverse("reports_bundles", args=[pk])
        return HttpResponse(headers={"HX-Redirect": there}) if partial else redirect(there)
    percent = row.done * 100 // row.total if row.total else 0
    context = {"row": row, "report": row.report, "percent": percent, "period": period_of(row.report)}
    return render(request, "reports/_packing.html" if partial else "reports/bundle.html", context)


@require_safe
@staff(Permission.BUNDLE_EVIDENCE)
def reports_bundle_file(request: StaffRequest, pk: int, bundle: int) -> FileResponse:
    """The ZIP itself; that it was taken stands in the ledger."""
    row = access_bundle(request.actor, pk, bundle)
    if row.state != BundleState.READY.value:
        raise Http404
    try:
        data = store.opened(row.commune_id, row.sha256)
    except FileNotFoundError as error:
        raise Http404 from error
    note_opening(action="bundle.opened", on=row.report, by=request.actor.person)
    return FileResponse(
        data, as_attachment=True, filename=f"Hồ sơ minh chứng - {file_name(row.report)}.zip",
        content_type="application/zip",
    )  # fmt: skip
