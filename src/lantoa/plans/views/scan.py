"""Đối chiếu với ảnh: the pages of a scan beside what was read from them."""

import io
from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.core.saying import said
from lantoa.plans.actions.correcting import correct_text, text_key
from lantoa.plans.models import PlanVersion
from lantoa.plans.rules.doubtful import answers_of, as_they_are, places_of
from lantoa.plans.rules.review import VersionState
from lantoa.plans.scan_page import access_scan, given_answers, picture_of, scan_context, searchable_of
from vanban.errors import ReadError
from vanban.source import Source


@require_safe
@staff(Permission.SEE)
def scan(request: StaffRequest, pk: int) -> HttpResponse:
    """The pages, and the words that the reader was not sure of."""
    version, source = access_scan(request.actor, pk, request.GET.get("lan", ""))
    return render(request, "plans/scan.html", _context(request, version, source))


@require_POST
@staff(Permission.REVIEW_PLAN)
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the clerk's choices; the plan is read anew where words have changed."""
    version, source = access_scan(request.actor, pk)
    given, places = given_answers(request.POST), places_of(source)
    answers = answers_of(places, given)
    chosen = as_they_are(places) if "giu-nguyen" in request.POST else answers.corrections
    error = "" if chosen else _("Chưa chọn chỗ nào. Hãy chọn cách đọc đúng ở ít nhất một chỗ rồi bấm ghi.")
    if chosen and not answers.faults:
        try:
            again = correct_text(
                version=version, corrections=chosen, seen=request.POST.get("seen", ""), by=request.actor.person
            )
        except Refused as refused:
            error = refused.message
        else:
            return _done(request, pk, len(chosen), again=again)
    context = {**_context(request, version, source), **scan_context(source, given, answers.faults), "error": error}
    return render(request, "plans/scan.html", context, status=422)


def _done(request: StaffRequest, pk: int, n: int, *, again: bool) -> HttpResponse:
    words = ngettext("Đã ghi %(n)s chỗ.", "Đã ghi %(n)s chỗ.", n) % {"n": n}
    messages.success(request, words)
    return redirect("plans_reading" if again else "plans_scan", pk=pk)


@require_safe
@staff(Permission.SEE)
def picture(request: StaffRequest, pk: int, page: int) -> HttpResponse:
    """One page as a picture."""
    version, source = access_scan(request.actor, pk, request.GET.get("lan", ""))
    try:
        data = picture_of(version, source, page)
    except (ReadError, FileNotFoundError) as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@staff(Permission.SEE)
def searchable(request: StaffRequest, pk: int) -> HttpResponse | FileResponse:
    """The scan as a PDF whose words can be searched and copied."""
    version, source = access_scan(request.actor, pk, request.GET.get("lan", ""))
    try:
        data = searchable_of(version, source)
    except ReadError as error:
        messages.error(request, said(error.message))
        return redirect("plans_scan", pk=pk)
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{PurePath(version.file.name if version.file else '').stem} (tìm được chữ).pdf"
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type="application/pdf")


def _context(request: StaffRequest, version: PlanVersion, source: Source) -> dict[str, object]:
    in_review = version.state == VersionState.IN_REVIEW.value
    return {
        "version": version, "plan": version.plan, "seen": text_key(version), "notes": source.notes,
        "has_words": bool(source.words),
        "may_correct": in_review and request.actor.may(Permission.REVIEW_PLAN), "error": "",
        **scan_context(source, {}, {}),
    }  # fmt: skip
