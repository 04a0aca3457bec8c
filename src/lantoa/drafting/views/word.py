"""A draft that comes back from Word."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.drafting.access import access_desk, access_return
from lantoa.drafting.rules.returning import came
from lantoa.drafting.word import compared, notes_of, receive_word, take_word
from lantoa.files.checks import FileKind
from lantoa.files.uploads import files_of, takes_files

EDIT = ["GET", "HEAD", "POST"]


@takes_files(frozenset({FileKind.DOCUMENT}))
@require_POST
@staff(Permission.DRAFT_PLAN)
def drafting_word_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a Word file that comes back, and show what changed."""
    draft = access_desk(request.actor, pk)
    files = files_of(request, "file")
    if not files:
        raise Refused("file_empty", "Chưa chọn tệp. Hãy chọn tệp Word đã sửa rồi bấm Tải lên.")
    row = receive_word(draft=draft, upload=files[0], name=files[0].name or "", by=request.actor.person)
    return redirect("drafting_word", pk, row.pk)


@require_http_methods(EDIT)
@staff(Permission.DRAFT_PLAN)
def drafting_word(request: StaffRequest, pk: int, back: int) -> HttpResponse:
    """What changed in Word; the chosen changes are taken over."""
    row = access_return(request.actor, pk, back)
    if request.method == "POST":
        chosen = {int(one) for one in request.POST.getlist("change") if one.isdecimal() and len(one) < 6}
        seen = request.POST.get("revision", "")
        revision = int(seen) if seen.isdecimal() and len(seen) < 9 else -1
        taken = take_word(row=row, chosen=chosen, revision=revision, by=request.actor.person)
        messages.success(request, _("Đã nhận %(n)s thay đổi từ bản Word.") % {"n": taken})
        return redirect("drafting_edit", pk)
    there = compared(row)
    found = came(there.changes, there.since)
    takeable = [one for one in found if one.takeable]
    context = {"draft": row.draft, "row": row, "found": found, "takeable": takeable, "notes": notes_of(row)}
    return render(request, "drafting/word.html", context)
