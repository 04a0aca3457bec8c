"""A plan's own pages, and its adoption."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.plans import plan_page, review_page
from lantoa.plans.access import access_edition, access_plan, access_review, access_version
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.editions import open_edition, successor_of
from lantoa.plans.findings import findings_of
from lantoa.plans.heads import head_of
from lantoa.plans.models import Contradiction, PlanVersion
from lantoa.plans.queries import blockers_of, preview_of_due_work, warnings_of
from lantoa.plans.rules.review import VersionState

UNFINISHED = (VersionState.READING.value, VersionState.UNREADABLE.value)


@require_safe
@staff(Permission.SEE)
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """The commitments of a plan by unit."""
    version = _edition(request, pk)
    if version.state in UNFINISHED:
        return redirect("plans_reading", pk=pk)
    groups = plan_page.commitments_by_unit(version)
    targets, tasks = plan_page.targets_and_tasks(groups)
    context = {"groups": groups, "targets": targets, "tasks": tasks}
    return render(request, "plans/show.html", {**context, **_frame(request, version, "plans_show")})


@require_safe
@staff(Permission.SEE)
def contents(request: StaffRequest, pk: int) -> HttpResponse:
    """What else the plan names: contents, channels, audiences, bodies, funding, references."""
    version = _edition(request, pk)
    context = {"elements": plan_page.elements_of(version)}
    return render(request, "plans/contents.html", {**context, **_frame(request, version, "plans_contents")})


@require_safe
@staff(Permission.SEE)
def document(request: StaffRequest, pk: int) -> HttpResponse:
    """The document: its text with what was read marked, and the file itself."""
    version = _edition(request, pk)
    parts = review_page.document_parts(version, review_page.items_of(version))
    context = {"parts": parts, "findings": findings_of(version)}
    return render(request, "plans/document.html", {**context, **_frame(request, version, "plans_document")})


@require_safe
@staff(Permission.SEE)
def history(request: StaffRequest, pk: int) -> HttpResponse:
    """Editions, and what happened to them."""
    version = _edition(request, pk)
    versions = list(
        PlanVersion.objects.filter(plan_id=pk).select_related("file", "adopted_by").defer("text", "reading")
    )
    context = {"versions": versions, "events": plan_page.history_of(version.plan, versions)}
    return render(request, "plans/history.html", {**context, **_frame(request, version, "plans_history")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.ADOPT_PLAN)
def adopt(request: StaffRequest, pk: int) -> HttpResponse:
    """What adoption will make, what still stands in its way; then adopt. An amendment has a page of its own, which
    says what becomes of what is in force."""
    if access_version(request.actor, pk).based_on_id:
        return redirect("amendments_adopt", pk=pk)
    if request.method == "POST":
        due = adopt_version(version=access_version(request.actor, pk), by=request.actor.person)
        messages.success(request, _("Đã ban hành kế hoạch và lập %(n)s việc đến hạn.") % {"n": due})
        return redirect("plans_show", pk=pk)
    version = access_review(request.actor, pk)
    rows = list(review_page.items_of(version))
    counts = review_page.counts_of(rows, Contradiction.objects.filter(version=version))
    context = {
        "version": version, "plan": version.plan, "period": plan_page.period_words(version), "counts": counts,
        "blockers": blockers_of(version), "warnings": warnings_of(version), "due": preview_of_due_work(version, rows),
        "may_review": request.actor.may(Permission.REVIEW_PLAN),
    }  # fmt: skip
    return render(request, "plans/adopt.html", context)


def _edition(request: StaffRequest, pk: int) -> PlanVersion:
    """``?ban=1``: the first edition, also after it was replaced."""
    return access_edition(request.actor, pk, request.GET.get("ban", ""))


TABS = (
    ("plans_show", gettext_lazy("Chỉ tiêu, nhiệm vụ")),
    ("plans_contents", gettext_lazy("Nội dung, kênh, căn cứ")),
    ("plans_document", gettext_lazy("Văn bản")),
    ("plans_history", gettext_lazy("Các bản, lịch sử")),
)


def _frame(request: StaffRequest, version: PlanVersion, here: str) -> dict[str, object]:
    """Head, tabs and buttons that all pages of a plan share."""
    plan = access_plan(request.actor, version.plan_id)
    asked = f"?ban={version.edition}" if request.GET.get("ban") else ""
    tabs = [
        {"url": f"{reverse(name, args=[plan.pk])}{asked}", "label": label, "active": name == here}
        for name, label in TABS
    ]
    return {
        "plan": plan, "version": version, "version_state": VersionState(version.state), "head": head_of(version),
        "period": plan_page.period_words(version), "tabs": tabs, "successor": successor_of(version),
        "draft": open_edition(plan) if version.state == VersionState.ADOPTED.value else None,
        "in_review": version.state == VersionState.IN_REVIEW.value,
        "may_review": request.actor.may(Permission.REVIEW_PLAN),
        "may_upload": request.actor.may(Permission.UPLOAD_PLAN),
        "may_adopt": request.actor.may(Permission.ADOPT_PLAN),
    }  # fmt: skip
