"""The editor: a new item, a new revision, and the live look at what is typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.content.access import access_item, access_to_write
from lantoa.content.forms import ContentForm, initial_for, initial_of
from lantoa.content.pages import edit_page
from lantoa.content.previews import preview_of
from lantoa.content.rules.checking import FORMS
from lantoa.content.rules.words import Words, with_forms, words_from
from lantoa.content.saving import create_posted, revise_posted, typed_words
from lantoa.core.errors import Refused
from lantoa.files.checks import FileKind
from lantoa.files.uploads import takes_files

EDIT = ["GET", "HEAD", "POST"]
PICTURES = frozenset({FileKind.PICTURE})
BLANK = Words("")


@takes_files(PICTURES)
@require_http_methods(EDIT)
@staff(Permission.WRITE_CONTENT, Permission.EDIT_CONTENT)
def content_new(request: StaffRequest) -> HttpResponse:
    """Soạn nội dung mới."""
    form = ContentForm(request.actor, request.POST or None, initial=initial_for(request.actor, request.GET))
    if request.method == "POST" and (item := create_posted(request, form)):
        messages.success(
            request, _("Đã lưu. Các dạng tin ngắn, lời đọc, áp phích, thư được viết sẵn từ bài; hãy xem lại.")
        )
        return redirect(
            "content_edit" if "stay" in request.POST or "extract" in request.POST else "content_show", item.pk
        )
    words = typed_words(request.POST, BLANK) if request.method == "POST" else BLANK
    return _desk(request, edit_page(form, words, None), failed=bool(form.errors))


@takes_files(PICTURES)
@require_http_methods(EDIT)
@staff(Permission.WRITE_CONTENT, Permission.EDIT_CONTENT)
def content_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Sửa nội dung: every save that changes words is a new revision."""
    item = (access_item if request.method == "POST" else access_to_write)(request.actor, pk)  # what was typed is kept
    before = words_from(item.current)
    form = ContentForm(request.actor, request.POST or None, initial=initial_of(item))
    if request.method == "POST" and (saved := revise_posted(request, form, item)):
        messages.success(request, _("Đã lưu lần sửa %(n)s.") % {"n": saved.number})
        return redirect("content_edit" if "stay" in request.POST or "extract" in request.POST else "content_show", pk)
    words = typed_words(request.POST, before) if request.method == "POST" else before
    context = edit_page(form, words, item)
    if request.method == "POST":
        context["based_on"] = request.POST.get("based_on", "")
        context["newer"] = item.current if str(item.current.number) != context["based_on"] else None
    return _desk(request, context, failed=bool(form.errors))


def _desk(request: StaffRequest, context: dict[str, Any], *, failed: bool) -> HttpResponse:
    return render(request, "content/edit.html", context, status=422 if failed else 200)


@require_POST
@staff(Permission.WRITE_CONTENT, Permission.EDIT_CONTENT)
def content_check(request: StaffRequest) -> HttpResponse:
    """How the typed words look and whether they state the same facts (htmx); keeps nothing."""
    error = ""
    try:
        words = typed_words(request.POST, BLANK, strict=True)
    except Refused as refusal:
        error, words = refusal.message, typed_words(request.POST, BLANK)
    return render(
        request, "content/_look.html", {"preview": preview_of(with_forms(words)), "forms": FORMS, "error": error}
    )
