"""The review page and the decisions that are not about one item."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.queries import units_in_use
from lantoa.communes.roles import Permission
from lantoa.plans import review_page, scan_page
from lantoa.plans.access import access_contradiction, access_review, access_version
from lantoa.plans.actions.review import accept_sure, confirm_commune, decide_contradiction, edit_head
from lantoa.plans.findings import findings_of, marked
from lantoa.plans.forms import HeadForm
from lantoa.plans.heads import head_of
from lantoa.plans.models import Contradiction, Plan, PlanVersion
from lantoa.plans.plan_page import elements_of, period_words
from lantoa.plans.queries import needs_confirmation
from lantoa.plans.rules.review import VersionState
from lantoa.plans.standing import contradiction_offers
from lantoa.plans.views.partial import counts_context, is_partial


@require_safe
@staff(Permission.REVIEW_PLAN)
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """The document on the left, what was read on the right."""
    version = access_version(request.actor, pk)
    if version.state != VersionState.IN_REVIEW.value:
        reading = version.state in (VersionState.READING.value, VersionState.UNREADABLE.value)
        return redirect("plans_reading" if reading else "plans_show", pk=pk)
    return render(request, "plans/review.html", _context(request, version))


def _context(request: StaffRequest, version: PlanVersion) -> dict[str, object]:
    asked = _asked(request)
    rows = list(review_page.items_of(version))
    findings = findings_of(version)
    contradictions = list(Contradiction.objects.filter(version=version).order_by("id"))
    return {
        **_heads(version),
        "parts": review_page.document_parts(version, rows, marked(findings)),
        "findings": findings,
        "piles": review_page.piles_of(review_page.item_views(rows, version), asked),
        "contradiction_offers": contradiction_offers(contradictions),
        "contradictions": contradictions if asked.pile in ("", "mau-thuan") else [],
        "counts": review_page.counts_of(rows, contradictions),
        "pile_labels": list(review_page.Pile),
        "asked": asked,
        "units": units_in_use(),
        "elements": elements_of(version),
        "doubtful": scan_page.doubtful_counts(version),
        "may_adopt": request.actor.may(Permission.ADOPT_PLAN),
    }


def _heads(version: PlanVersion) -> dict[str, object]:
    return {
        "version": version, "plan": version.plan, "head": head_of(version), "period": period_words(version),
        "confirm_commune": needs_confirmation(version),
    }  # fmt: skip


def _asked(request: StaffRequest) -> review_page.Asked:
    asked = request.GET
    return review_page.Asked(asked.get("loc", ""), asked.get("don-vi", ""), asked.get("chu", "")[:100])


@require_POST
@staff(Permission.REVIEW_PLAN)
def accept_all_sure(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept everything that was read without a doubt."""
    n = accept_sure(version=access_review(request.actor, pk), by=request.actor.person)
    words = ngettext("Đã đồng ý %(n)s mục đã rõ.", "Đã đồng ý %(n)s mục đã rõ.", n) % {"n": n}
    messages.success(request, words)
    return redirect("plans_review", pk=pk)


@require_POST
@staff(Permission.REVIEW_PLAN)
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan is ours although its head names another commune."""
    confirm_commune(version=access_review(request.actor, pk), by=request.actor.person)
    messages.success(request, _("Đã ghi nhận: đây là kế hoạch của đơn vị mình."))
    return redirect("plans_review", pk=pk)


@require_POST
@staff(Permission.REVIEW_PLAN)
def contradiction(request: StaffRequest, pk: int, one: int) -> HttpResponse:
    """Which side of a contradiction holds."""
    row = access_contradiction(request.actor, pk, one)
    decision, note = request.POST.get("decision", ""), request.POST.get("note", "")
    decide_contradiction(contradiction=row, decision=decision, note=note, by=request.actor.person)
    if not is_partial(request):
        return redirect(f"{reverse('plans_review', args=[pk])}#mau-thuan-{row.pk}")
    context = {"one": row, "plan": row.version.plan, **counts_context(row.version), "oob": True,
               "contradiction_offers": {}}  # fmt: skip
    return render(request, "plans/_contradiction_answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.REVIEW_PLAN)
def head(request: StaffRequest, pk: int) -> HttpResponse:
    """Title, number, date and period."""
    version = access_review(request.actor, pk)
    own = Plan.of(version.commune_id, **asdict(head_of(version)))
    form = HeadForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        edit_head(version=version, values=form.cleaned_data, by=request.actor.person)
        messages.success(request, _("Đã ghi phần đầu kế hoạch."))
        return redirect("plans_review", pk=pk)
    return render(request, "plans/head.html", {"form": form, "plan": version.plan, "version": version})
