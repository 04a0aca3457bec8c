"""Mẫu văn bản Word of the ward: uploaded, checked, tried, reset."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.files.checks import FileKind
from lantoa.files.uploads import files_of, takes_files
from lantoa.reports.form_actions import reset_template, save_template
from lantoa.reports.forms_used import sample_file
from lantoa.reports.pages import letterhead_page
from lantoa.reports.views.words import DOCX_TYPE


@takes_files(frozenset({FileKind.DOCUMENT}))
@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.MANAGE_COMMUNE)
def reports_letterhead(request: StaffRequest) -> HttpResponse:
    """The form that counts, and a place to give another."""
    refusal = ""
    if request.method == "POST":
        try:
            _save(request)
        except Refused as error:
            refusal = error.message
        else:
            messages.success(request, _("Đã nhận mẫu. Các báo cáo lập từ nay dùng mẫu này."))
            return redirect("reports_letterhead")
    context = {**letterhead_page(), "refusal": refusal}
    return render(request, "reports/letterhead.html", context, status=422 if refusal else 200)


def _save(request: StaffRequest) -> None:
    files = files_of(request, "file")
    if not files:
        raise Refused("file_empty", "Chưa chọn tệp. Hãy chọn tệp mẫu (.docx) rồi bấm Tải lên.")
    save_template(
        commune=request.actor.commune, upload=files[0], name=files[0].name or "", by=request.actor.person
    )  # fmt: skip


@require_safe
@staff(Permission.MANAGE_COMMUNE)
def reports_letterhead_sample(request: StaffRequest) -> HttpResponse:
    """A short report in the form that counts now, to be looked at in Word."""
    answer = HttpResponse(sample_file(request.actor.commune), content_type=DOCX_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="xem-thu-mau.docx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@staff(Permission.MANAGE_COMMUNE)
def reports_letterhead_reset(request: StaffRequest) -> HttpResponse:
    """Back to the usual form."""
    reset_template(commune=request.actor.commune, by=request.actor.person)
    messages.success(request, _("Đã trở về mẫu của phần mềm. Báo cáo đã ban hành vẫn giữ mẫu cũ."))
    return redirect("reports_letterhead")
