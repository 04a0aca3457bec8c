"""The editor: the whole draft on one page, saved by itself, or section by section where no script runs."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed, Refused
from lantoa.core.saying import said
from lantoa.documents.queries import register_here
from lantoa.drafting.access import access_aside, access_desk, access_revision
from lantoa.drafting.actions import content_of, restore_revision, save_changes, settle_aside
from lantoa.drafting.editor import answer, editor_page, remarks_page
from lantoa.drafting.posted import added, changes_from_form, changes_from_json, operation
from lantoa.drafting.rules.blocks import fresh_key
from lantoa.drafting.rules.citing import cited

EDIT = ["GET", "HEAD", "POST"]


@require_http_methods(EDIT)
@staff(Permission.DRAFT_PLAN)
def drafting_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The editor; a plain form posts one section, and maybe a button that moves, adds or deletes a line."""
    draft = access_desk(request.actor, pk)
    if request.method != "POST":
        return render(request, "drafting/edit.html", editor_page(draft))
    saved = save_changes(
        draft=draft, changes=changes_from_form(request.POST, content_of(draft)), by=request.actor.person
    )
    place = ""
    if word := request.POST.get("do", ""):
        changes, place = operation(word, saved.merged.content, saved.draft.revision + 1)
        save_changes(draft=saved.draft, changes=changes, by=request.actor.person)
    if saved.asides:
        messages.warning(request, _("Có dòng người khác đã sửa trước. Lời của anh/chị được cất giữ ngay dưới dòng đó."))
    else:
        messages.success(request, _("Đã lưu."))
    return redirect(f"{reverse('drafting_edit', args=[pk])}{f'#b-{place}' if place else ''}")


@require_POST
@staff(Permission.DRAFT_PLAN)
def drafting_save(request: StaffRequest, pk: int) -> JsonResponse:
    """Save what changed (the page does it by itself), and hear what others changed."""
    try:
        draft = access_desk(request.actor, pk)
        changes, known = changes_from_json(request.body)
        saved = save_changes(draft=draft, changes=changes, by=request.actor.person)
    except Refused as error:
        status = 403 if isinstance(error, NotAllowed) else 422
        return JsonResponse({"message": said(error.message), "code": error.code}, status=status)
    return JsonResponse(answer(saved, known))


@require_safe
@staff(Permission.DRAFT_PLAN)
def drafting_check(request: StaffRequest, pk: int) -> HttpResponse:
    """What is lacking and what the linter says, for the side of the page."""
    draft = access_desk(request.actor, pk)
    return render(request, "drafting/_remarks.html", remarks_page(draft))


@require_POST
@staff(Permission.DRAFT_PLAN)
def drafting_cite(request: StaffRequest, pk: int) -> HttpResponse:
    """An act of the register becomes a line of căn cứ."""
    draft = access_desk(request.actor, pk)
    acts = register_here().search(request.POST.get("act", "").split(" – ")[0][:200], most=1)
    if not acts:
        raise Refused(
            "act_unknown", "Không thấy văn bản này trong sổ văn bản. Hãy gõ số, ký hiệu hoặc thêm dòng Căn cứ."
        )
    content = content_of(draft)
    block = cited(acts[0])
    key = fresh_key(content.by_key(), draft.revision + 1)
    last = [one.key for one in content.blocks if one.kind == block.kind]
    blocks = [type(block)(key, block.kind, block.text, ref=block.ref)]
    changes = added(content, blocks, last[-1] if last else "")
    save_changes(draft=draft, changes=changes, by=request.actor.person)
    return redirect(f"{reverse('drafting_edit', args=[pk])}#b-{key}")


@require_POST
@staff(Permission.DRAFT_PLAN)
def drafting_aside(request: StaffRequest, pk: int, aside: int) -> HttpResponse:
    """Use the words that came second, or leave them."""
    row = access_aside(request.actor, pk, aside)
    settle_aside(aside=row, take=request.POST.get("take") == "1", by=request.actor.person)
    return redirect(f"{reverse('drafting_edit', args=[pk])}#b-{row.key}")


@require_POST
@staff(Permission.DRAFT_PLAN)
def drafting_restore(request: StaffRequest, pk: int, revision: int) -> HttpResponse:
    """Go back to a former state."""
    access_desk(request.actor, pk)
    restore_revision(revision=access_revision(request.actor, pk, revision), by=request.actor.person)
    messages.success(request, _("Đã đưa bản soạn về như lần sửa đã chọn. Lần sửa hiện nay vẫn còn trong danh sách."))
    return redirect("drafting_edit", pk)
