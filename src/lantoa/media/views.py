"""Thư viện: the list, one medium, what is said of it, its files for staff."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.core.saying import said
from lantoa.files.checks import FileKind
from lantoa.files.uploads import files_of, takes_files
from lantoa.media import actions, delivery, drawing, pages
from lantoa.media.access import access_medium, access_rendition, access_to_change
from lantoa.media.forms import PosterForm, WordsForm
from lantoa.media.models import Medium
from lantoa.media.queries import filter_of
from lantoa.media.rules.kinds import RenditionRole


@require_safe
@staff(Permission.SEE)
def index(request: StaffRequest) -> HttpResponse:
    """The library."""
    wanted = filter_of(request.GET)
    return render(request, "media/list.html", pages.list_page(request.actor, wanted, request.GET.get("trang")))


@require_safe
@staff(Permission.SEE)
def choose(request: StaffRequest) -> HttpResponse:
    """What may be chosen in another room's form: the inside of the dialog."""
    return render(request, "media/_choices.html", pages.chooser_page(filter_of(request.GET), request.GET.get("trang")))


@require_safe
@staff(Permission.SEE)
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """One medium."""
    medium = access_medium(request.actor, pk)
    return render(request, "media/show.html", pages.show_page(request.actor, medium))


@require_safe
@staff(Permission.SEE)
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the work is: asked by the page every 1.5 s."""
    medium = access_medium(request.actor, pk)
    response = render(request, "media/_job.html", {"medium": medium})
    if medium.state in {"ready", "failed"}:
        response["HX-Redirect"] = reverse("media_show", args=[pk])
    return response


@staff(Permission.WRITE_CONTENT)
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """What is said of it."""
    medium = access_to_change(request.actor, pk)
    form = WordsForm.of(medium, request.POST or None)
    if form.is_valid() and _described(medium, form, request):
        messages.success(request, _("Đã lưu mô tả."))
        return redirect("media_show", pk)
    context = pages.show_page(request.actor, medium)
    return render(request, "media/show.html", {**context, "form": form})


def _described(medium: Medium, form: WordsForm, request: StaffRequest) -> bool:
    try:
        actions.describe(medium=medium, words=form.words, by=request.actor.person)
    except Refused as refusal:
        form.add_error("credit" if refusal.code == "medium_credit" else "alt", said(refusal.message))
        return False
    return True


@takes_files(frozenset({FileKind.TEXT}))
@require_POST
@staff(Permission.WRITE_CONTENT)
def captions(request: StaffRequest, pk: int) -> HttpResponse:
    """A file of captions."""
    medium = access_to_change(request.actor, pk)
    given = files_of(request, "captions")
    if not given:
        messages.error(request, _("Hãy chọn tệp phụ đề .srt hoặc .vtt rồi gửi lại."))
        return redirect("media_show", pk)
    actions.set_captions(medium=medium, upload=given[0], name=given[0].name or "", by=request.actor.person)
    messages.success(request, _("Đã thêm phụ đề."))
    return redirect("media_show", pk)


@require_POST
@staff(Permission.WRITE_CONTENT)
def poster(request: StaffRequest, pk: int) -> HttpResponse:
    """Another moment of the video as its picture."""
    medium = access_to_change(request.actor, pk)
    form = PosterForm(request.POST)
    if not form.is_valid():
        return render(request, "media/show.html", {**pages.show_page(request.actor, medium), "poster_form": form})
    actions.set_poster(medium=medium, at=form.cleaned_data["at"], by=request.actor.person)
    return redirect("media_show", pk)


@require_POST
@staff(Permission.WRITE_CONTENT)
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Try once more what failed."""
    actions.prepare_again(medium=access_to_change(request.actor, pk), by=request.actor.person)
    return redirect("media_show", pk)


@staff(Permission.WRITE_CONTENT)
def archive(request: StaffRequest, pk: int) -> HttpResponse:
    """Put it away, after a question; or bring it back."""
    medium = access_to_change(request.actor, pk)
    if request.method == "POST":
        act = actions.restore if medium.archived_at else actions.archive
        act(medium=medium, by=request.actor.person)
        messages.success(request, _("Đã đưa trở lại thư viện.") if medium.archived_at else _("Đã cất khỏi thư viện."))
        return redirect("media_show", pk)
    away = medium.archived_at is None
    context = {
        "page_question": _("Cất tư liệu này?") if away else _("Đưa tư liệu này trở lại?"),
        "what": _("Không ai chọn được nữa; những bài đã dùng vẫn giữ nguyên. Có thể đưa trở lại bất cứ lúc nào.")
        if away else _("Mọi người lại chọn được tư liệu này cho bài mới."),
        "label": _("Cất đi") if away else _("Đưa trở lại"), "url_back": reverse("media_show", args=[pk]),
    }  # fmt: skip
    return render(request, "confirm.html", context)


@require_safe
@staff(Permission.SEE)
def rendition(request: StaffRequest, pk: int, name: str) -> HttpResponseBase:
    """One of its files, for staff."""
    return delivery.answer(request, access_rendition(request.actor, pk, name))


@require_safe
@staff(Permission.SEE)
def picture(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The picture in a size for reading: what an article's ``<img>`` names."""
    medium = access_medium(request.actor, pk)
    found = drawing.best([*drawing.picture_sizes(medium), *drawing.picture_sizes(medium, RenditionRole.POSTER)])
    if found is None:
        raise Http404
    found.medium = medium
    return delivery.answer(request, found)


@require_safe
@staff(Permission.SEE)
def captions_file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Its captions."""
    medium = access_medium(request.actor, pk)
    if medium.captions is None:
        raise Http404
    return delivery.captions(request, medium.captions)


@require_safe
@staff(Permission.SEE)
def original(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file as it came in, to be saved."""
    medium = access_medium(request.actor, pk)
    if medium.file is None:
        raise Http404
    return delivery.original(request, medium.file)
