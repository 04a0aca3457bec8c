"""Working on the words: section by section in the browser, in Word and back, causes and answers."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.core.saying import said
from lantoa.files.checks import FileKind
from lantoa.files.uploads import files_of, takes_files
from lantoa.reports.access import access_desk, access_return
from lantoa.reports.documents import desk_of
from lantoa.reports.editor import sections_on
from lantoa.reports.making import file_name
from lantoa.reports.queries import period_of
from lantoa.reports.rules.sections import Section
from lantoa.reports.saying import answer_of, causes_page, sent_causes
from lantoa.reports.word import back_of, receive_word, take_word, word_file
from lantoa.reports.wording_actions import reset_wording, save_wording, tell_causes
from vanban.form.editing import from_json
from vanban.form.errors import FormError

EDIT = ["GET", "HEAD", "POST"]
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Every section, ready to be written in."""
    report = access_desk(request.actor, pk)
    desk = desk_of(report, request.actor.commune)
    context = {"report": report, "period": period_of(report), "sections": sections_on(desk, report)}
    return render(request, "reports/edit.html", context)


@require_POST
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_section(request: StaffRequest, pk: int, section: str) -> JsonResponse:
    """Save one section (the page does it by itself). 409 with both texts where somebody else was first."""
    report = access_desk(request.actor, pk)
    place = _section(section)
    try:
        data = json.loads(request.body)
        words, based_on = from_json(data["blocks"]), int(data["based_on"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"message": _("Nội dung gửi lên không đọc được. Hãy tải lại trang.")}, status=400)
    except FormError as error:
        return JsonResponse({"message": said(error.message)}, status=400)
    try:
        saved = save_wording(report=report, section=place, words=words, based_on=based_on, by=request.actor.person)
    except Refused as error:
        return JsonResponse({"message": said(error.message), "code": error.code}, status=422)
    return answer_of(report, place, saved)


def _section(name: str) -> Section:
    if name not in {one.value for one in Section}:
        raise Http404
    return Section(name)


@require_POST
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_reset(request: StaffRequest, pk: int, section: str) -> HttpResponse:
    """Let a section say again what the software proposes."""
    report = access_desk(request.actor, pk)
    reset_wording(report=report, section=_section(section), by=request.actor.person)
    messages.success(request, _("Mục này đã trở về lời do phần mềm soạn; lời cũ vẫn còn trong lịch sử."))
    return redirect("reports_edit", pk)


@require_http_methods(EDIT)
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_causes(request: StaffRequest, pk: int) -> HttpResponse:
    """Why lines are short, what became of last period's work, further words."""
    report = access_desk(request.actor, pk)
    if request.method == "POST":
        causes, answers, remarks = sent_causes(request.POST)
        tell_causes(report=report, causes=causes, answers=answers, remarks=remarks, by=request.actor.person)
        messages.success(request, _("Đã ghi nguyên nhân và nhận định."))
        return redirect("reports_show", pk)
    return render(request, "reports/causes.html", causes_page(report, request.actor.commune))


@require_safe
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_word(request: StaffRequest, pk: int) -> HttpResponse:
    """The report for editing in Word."""
    report = access_desk(request.actor, pk)
    answer = HttpResponse(word_file(report, request.actor.commune), content_type=DOCX_TYPE)
    name = slugify(file_name(report).replace("Đ", "D").replace("đ", "d")) or "bao-cao"
    answer["Content-Disposition"] = f'attachment; filename="{name}-{report.pk}.docx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@takes_files(frozenset({FileKind.DOCUMENT}))
@require_POST
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_word_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a Word file that comes back, and show what changed."""
    report = access_desk(request.actor, pk)
    files = files_of(request, "file")
    if not files:
        raise Refused("file_empty", "Chưa chọn tệp. Hãy chọn tệp Word đã sửa rồi bấm Tải lên.")
    row = receive_word(report=report, upload=files[0], name=files[0].name or "", by=request.actor.person)
    return redirect("reports_word_compare", pk, row.pk)


@require_http_methods(EDIT)
@staff(Permission.MAKE_REPORT, Permission.DRAFT_UNIT_REPORT)
def reports_word_compare(request: StaffRequest, pk: int, back: int) -> HttpResponse:
    """What changed in Word, section by section; the chosen sections are taken over."""
    row = access_return(request.actor, pk, back)
    if request.method == "POST":
        chosen = [_section(name) for name in request.POST.getlist("section")]
        taken = take_word(row=row, sections=chosen, by=request.actor.person)
        words = _("Đã nhận %(n)s mục từ bản Word.") if taken else _("Chưa nhận mục nào.")
        messages.success(request, words % {"n": len(taken)} if taken else words)
        return redirect("reports_show", pk)
    context: dict[str, Any] = {"report": row.report, "period": period_of(row.report), "row": row, "back": back_of(row)}
    return render(request, "reports/word_compare.html", context)
