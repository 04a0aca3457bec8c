"""The administrator's page, and the health that machines ask for."""

import shutil

from django.contrib import messages
from django.db import Error, connection
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lantoa.care import actions, jobs_state, machine, running, sign_ins
from lantoa.care.access import check_carer
from lantoa.care.pages import care_page
from lantoa.communes.access import StaffRequest, access_member, staff
from lantoa.communes.models import CommuneSetting
from lantoa.communes.roles import Permission
from lantoa.core.places import state_folder
from lantoa.ledger.actions import record


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """For machines: whether the database answers, a worker lives, and the disk has room. Tells nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        age = jobs_state.seconds_since_heartbeat()
        database, worker = True, age is not None and age < jobs_state.DEAD_AFTER_SECONDS
    except Error:
        database = worker = False
    disk = shutil.disk_usage(state_folder()).free > machine.VERY_LITTLE
    parts = {"database": database, "worker": worker, "disk": disk}
    said = {name: "ok" if good else "bad" for name, good in parts.items()}
    return JsonResponse(said, status=200 if all(parts.values()) else 503)


@require_safe
@staff(Permission.MANAGE_PEOPLE)
def show_care(request: StaffRequest) -> HttpResponse:
    """How the program is, for the administrator who is no administrator."""
    return render(request, "care/show.html", care_page(request.actor))


@require_POST
@staff(Permission.MANAGE_PEOPLE)
def backup_now(request: StaffRequest) -> HttpResponse:
    """Have a backup made."""
    check_carer(request.actor)
    actions.ask_backup(commune=request.actor.commune, by=request.actor.person)
    messages.success(request, _("Đang sao lưu. Tải lại trang sau một phút để xem kết quả."))
    return redirect("care_show")


@require_safe
@never_cache
@staff(Permission.MANAGE_PEOPLE)
def download_backup(request: StaffRequest) -> HttpResponseBase:
    """The newest backup. It holds everything of everybody, so who took it is recorded."""
    check_carer(request.actor)
    path = running.newest_backup()
    setting = CommuneSetting.objects.get(commune=request.actor.commune)
    record(action="backup.downloaded", on=setting, by=request.actor.person, file=path.name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="application/x-tar")


@require_POST
@staff(Permission.MANAGE_PEOPLE)
def retry_job(request: StaffRequest, number: int) -> HttpResponse:
    """A job that failed, once more."""
    jobs_state.retry(number=number, commune=request.actor.commune, by=request.actor.person)
    messages.success(request, _("Đã đưa vào hàng chờ, phần mềm sẽ làm lại ngay."))
    return redirect("care_show")


@staff(Permission.MANAGE_PEOPLE)
def remove_second_step(request: StaffRequest, pk: int) -> HttpResponse:
    """For somebody who lost the telephone, after a question."""
    person = access_member(request.actor, pk)
    if request.method == "POST":
        sign_ins.remove_second_step(person=person, by=request.actor)
        messages.success(request, _("Đã tắt xác thực hai bước của %s.") % person.name)
        return redirect("care_show")
    what = _(
        "Chỉ làm khi chính %s xác nhận đã mất điện thoại. Từ sau, người này đăng nhập chỉ bằng mật khẩu cho đến khi "
        "bật lại. Việc này được ghi vào lịch sử."
    )
    context = {
        "page_question": _("Tắt xác thực hai bước?"), "what": what % person.name, "url_back": "/cham-soc/",
        "danger": True, "label": _("Tắt xác thực hai bước"),
    }  # fmt: skip
    return render(request, "confirm.html", context)


@require_POST
@staff(Permission.MANAGE_PEOPLE)
def sign_out(request: StaffRequest, pk: int) -> HttpResponse:
    """End a person's sessions on all devices."""
    person = access_member(request.actor, pk)
    count = sign_ins.sign_out(person=person, by=request.actor)
    messages.success(request, _("Đã đăng xuất %(name)s khỏi %(n)d thiết bị.") % {"name": person.name, "n": count})
    return redirect("care_show")
