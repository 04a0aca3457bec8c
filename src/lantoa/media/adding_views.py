"""Bringing media in: pictures, large files in pieces, links, and describing what was brought."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import Refused
from lantoa.core.saying import said
from lantoa.files.checks import FileKind
from lantoa.files.uploads import files_of, takes_files
from lantoa.media import actions, incoming_files, pages, sending
from lantoa.media.access import access_incoming
from lantoa.media.arriving import PLAYED
from lantoa.media.forms import KeyForm, LinkForm, PicturesForm, WordsForm
from lantoa.media.models import Medium
from lantoa.media.queries import without_words
from lantoa.media.rules.kinds import MediumKind
from lantoa.media.rules.sizes import PIECE
from lantoa.media.rules.words import checked

PICTURES = frozenset({FileKind.PICTURE})
READ = 64 * 1024


@takes_files(PICTURES)
@staff(Permission.WRITE_CONTENT)
def upload(request: StaffRequest) -> HttpResponse:
    """Pictures, one or several."""
    form = PicturesForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid() and (rows := _brought(request, form, PICTURES)):
        messages.success(request, _("Đã nhận %(n)d ảnh. Các cỡ ảnh đang được tạo.") % {"n": len(rows)})
        if len(rows) == 1 and rows[0].words.complete:
            return redirect("media_show", rows[0].pk)
        return redirect("media_words")
    return render(request, "media/upload.html", pages.upload_page(form))


def _brought(request: StaffRequest, form: KeyForm, allowed: frozenset[FileKind]) -> list[Medium]:
    """The media that the files of the form became; none, with the reason on the form, where one was refused."""
    try:
        given = files_of(request, "files")
        if not given:
            raise Refused("media_no_file", "Hãy chọn ít nhất một tệp rồi gửi lại.")
        if len(given) == 1:
            checked(form.words, MediumKind.PICTURE)
        received = [
            actions.receive(commune=request.actor.commune, upload=one, name=one.name or "", allowed=allowed)
            for one in given
        ]
    except Refused as refusal:
        form.add_error({"medium_alt": "alt", "medium_credit": "credit"}.get(refusal.code), said(refusal.message))
        return []
    return actions.add_several(
        commune=request.actor.commune, received=received, words=form.words, by=request.actor.person, key=form.made_key
    )


@takes_files(PLAYED)
@staff(Permission.WRITE_CONTENT)
def large(request: StaffRequest) -> HttpResponse:
    """Video or sound. With JavaScript it is sent in pieces (``begin`` …); without, in one go up to 200 MB."""
    form = KeyForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid() and (rows := _brought(request, form, PLAYED)):
        messages.success(request, _("Đã nhận tệp. Phần mềm đang chuyển sang dạng xem trên web."))
        return redirect("media_show", rows[0].pk)
    return render(request, "media/large.html", pages.large_page(form, settings.MEDIA_LIMIT))


@staff(Permission.WRITE_CONTENT)
def link(request: StaffRequest) -> HttpResponse:
    """A video, sound or page elsewhere."""
    form = LinkForm(request.POST or None, initial={"key": uuid4()})
    if form.is_valid():
        try:
            row = actions.add_link(
                commune=request.actor.commune, url=form.cleaned_data["url"], kind=MediumKind(form.cleaned_data["kind"]),
                words=form.words, by=request.actor.person, key=form.made_key,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(_FIELDS.get(refusal.code), said(refusal.message))
        else:
            messages.success(request, _("Đã thêm đường dẫn vào thư viện."))
            return redirect("media_show", row.pk)
    return render(request, "media/link.html", pages.link_page(form))


_FIELDS = {"medium_link": "url", "medium_alt": "alt", "medium_credit": "credit"}


@staff(Permission.WRITE_CONTENT)
def words(request: StaffRequest) -> HttpResponse:
    """Describe what one brought in, each picture beside its form."""
    rows = list(without_words(request.actor.person.pk)[:30])
    forms = [_line_form(row, request) for row in rows]
    if request.method == "POST":
        done = sum(_described(row, form, request) for row, form in zip(rows, forms, strict=True))
        if done:
            messages.success(request, _("Đã lưu mô tả của %(n)d tư liệu.") % {"n": done})
        if done == len(rows):
            return redirect("media_list")
        forms = [form if form.errors else _line_form(row, None) for row, form in zip(rows, forms, strict=True)]
        rows, forms = _left(rows, forms)
    return render(request, "media/words.html", pages.words_page(rows, forms))


def _line_form(row: Medium, request: StaffRequest | None) -> WordsForm:
    form = WordsForm.of(row, request.POST if request and request.method == "POST" else None)
    form.prefix = f"m{row.pk}"
    return form


def _described(row: Medium, form: WordsForm, request: StaffRequest) -> bool:
    """Whether this line is said and kept; a line that was left empty waits for another day."""
    if not request.POST.get(f"m{row.pk}-alt", "").strip() or not form.is_valid():
        return False
    try:
        actions.describe(medium=row, words=form.words, by=request.actor.person)
    except Refused as refusal:
        form.add_error(_FIELDS.get(refusal.code), said(refusal.message))
        return False
    return True


def _left(rows: list[Medium], forms: list[WordsForm]) -> tuple[list[Medium], list[WordsForm]]:
    left = {row.pk for row in Medium.objects.filter(pk__in=[row.pk for row in rows], alt="")}
    both = [(row, form) for row, form in zip(rows, forms, strict=True) if row.pk in left or form.errors]
    return [row for row, _form in both], [form for _row, form in both]


# ---------------------------------------------------------------- in pieces; answers are JSON for js/media-large.js


@require_POST
@staff(Permission.WRITE_CONTENT)
def begin(request: StaffRequest) -> HttpResponse:
    """Announce a large file: {key, name, size} → {received, piece}."""
    try:
        given = json.loads(request.read(4096))
        key, name, size = UUID(given["key"]), str(given["name"]), int(given["size"])
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": _("Yêu cầu không đọc được: hãy tải lại trang rồi gửi lại.")}, status=400)
    try:
        row = sending.announce(commune=request.actor.commune, key=key, name=name, size=size, by=request.actor.person)
    except Refused as refusal:
        return _no(refusal)
    return JsonResponse({"received": incoming_files.received(row.commune_id, row.key), "piece": PIECE})


def _no(refusal: Refused, **more: Any) -> JsonResponse:
    return JsonResponse({"code": refusal.code, "message": said(refusal.message), **more}, status=refusal.status)


@require_POST
@staff(Permission.WRITE_CONTENT)
def piece(request: StaffRequest, key: UUID, offset: int) -> HttpResponse:
    """The next piece, as the body. → {received}; a piece that does not follow is told what is there."""
    row = access_incoming(request.actor, str(key))
    length = int(request.headers.get("Content-Length") or 0)
    try:
        there = sending.take_piece(
            incoming=row, offset=offset, length=length, pieces=_body(request, min(length, PIECE))
        )
    except Refused as refusal:
        return _no(refusal, received=incoming_files.received(row.commune_id, row.key))
    return JsonResponse({"received": there})


def _body(request: StaffRequest, left: int) -> Iterator[bytes]:
    while left > 0 and (data := request.read(min(READ, left))):
        left -= len(data)
        yield data


@require_POST
@staff(Permission.WRITE_CONTENT)
def finish(request: StaffRequest, key: UUID) -> HttpResponse:
    """All pieces are there, and this is what it shows. → {next}: the page of the medium."""
    row = access_incoming(request.actor, str(key))
    form = KeyForm(request.POST)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        return JsonResponse({"code": "form", "message": str(first)}, status=400)
    try:
        medium = sending.finish(incoming=row, words=form.words, by=request.actor.person)
    except Refused as refusal:
        return _no(refusal)
    messages.success(request, _("Đã nhận tệp. Phần mềm đang chuyển sang dạng xem trên web."))
    return JsonResponse({"next": reverse("media_show", args=[medium.pk])})
