"""Pages on which a plan comes in and is read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files.checks import MB, PLAN_DOCUMENTS, largest
from lantoa.files.uploads import files_of, takes_files
from lantoa.plans.access import access_plan, access_version
from lantoa.plans.actions.intake import (
    AlreadyThere,
    read_again,
    receive_photos,
    receive_plan,
    receive_text,
    withdraw_version,
)
from lantoa.plans.forms import ACCEPT, UploadForm
from lantoa.plans.models import Plan, PlanVersion
from lantoa.plans.plan_page import plan_rows
from lantoa.plans.rules.review import VersionState

SLOW_SECONDS = 60
MAX_MB = largest(PLAN_DOCUMENTS) // MB


@require_safe
@staff(Permission.SEE)
def plans(request: StaffRequest) -> HttpResponse:
    """All plans of the commune."""
    context = {"rows": plan_rows(request.actor.commune.pk), "may_upload": _may_upload(request)}
    return render(request, "plans/list.html", context)


@takes_files(PLAN_DOCUMENTS)
@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.UPLOAD_PLAN)
def upload(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Give a document: a new plan, or the next edition of plan ``pk``."""
    plan = access_plan(request.actor, pk) if pk else None
    form, refusal, known = UploadForm(), "", None
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        try:
            if version := _receive(request, form, plan):
                return redirect("plans_reading", pk=version.plan_id)
        except AlreadyThere as there:
            known = access_plan(request.actor, there.plan_id)
        except Refused as error:
            refusal = error.message
    context = {"form": form, "refusal": refusal, "plan": plan, "known": known, "accept": ACCEPT, "max_mb": MAX_MB}
    return render(request, "plans/upload.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff(Permission.SEE)
def reading(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the reading is; asked again every 1.5 s until it is over, then the review opens."""
    version = access_version(request.actor, pk)
    partial = bool(getattr(request, "htmx", False))
    if version.state not in (VersionState.READING.value, VersionState.UNREADABLE.value):
        reviews = version.state == VersionState.IN_REVIEW.value and request.actor.may(Permission.REVIEW_PLAN)
        url = reverse("plans_review" if reviews else "plans_show", args=[pk])
        return HttpResponseClientRedirect(url) if partial else redirect(url)
    template = "plans/_reading.html" if partial else "plans/reading.html"
    return render(request, template, {"version": version, "plan": version.plan, **_reading_words(version, request)})


@require_POST
@staff(Permission.UPLOAD_PLAN)
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Read the same file once more."""
    read_again(version=access_version(request.actor, pk), by=request.actor.person)
    return redirect("plans_reading", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.UPLOAD_PLAN)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask, then give up a version that is not adopted."""
    version = access_version(request.actor, pk)
    if request.method == "POST":
        withdraw_version(version=version, by=request.actor.person)
        messages.success(request, _("Đã bỏ bản kế hoạch. Tệp gốc vẫn được lưu."))
        return redirect("plans_list")
    context = {
        "page_question": _("Bỏ bản kế hoạch này?"), "what": version.plan.title, "danger": True, "label": _("Bỏ"),
        "url_back": reverse("plans_show", args=[pk]),
    }  # fmt: skip
    return render(request, "confirm.html", context)


def _receive(request: StaffRequest, form: UploadForm, plan: Plan | None) -> PlanVersion | None:
    """The version that was made; None where the form has something to say."""
    files = files_of(request, "file")
    if not form.is_valid():
        return None
    actor, partial = request.actor, bool(form.cleaned_data["partial"])
    if not files:
        text = form.cleaned_data["text"]
        return receive_text(commune=actor.commune, text=text, by=actor.person, plan=plan, partial=partial)
    if len(files) > 1:
        return receive_photos(commune=actor.commune, uploads=files, by=actor.person, plan=plan, partial=partial)
    return receive_plan(
        commune=actor.commune, upload=files[0], name=files[0].name or "", by=actor.person, plan=plan, partial=partial
    )


def _reading_words(version: PlanVersion, request: StaffRequest) -> dict[str, object]:
    waited = (clock.now() - version.asked_at).total_seconds() if version.asked_at else 0
    return {
        "failed": version.state == VersionState.UNREADABLE.value,
        "slow": version.state == VersionState.READING.value and waited > SLOW_SECONDS,
        "may_upload": _may_upload(request),
    }


def _may_upload(request: StaffRequest) -> bool:
    return request.actor.may(Permission.UPLOAD_PLAN)
