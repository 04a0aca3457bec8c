"""Content: the list, one item, its revisions and what differs between them, good models, who approves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.communes.tabs import commune_tabs
from lantoa.content.access import access_item, access_revision, owner_approves
from lantoa.content.desk_actions import let_owner_approve
from lantoa.content.forms import SettingForm
from lantoa.content.lists import filter_of, marked
from lantoa.content.models import Revision
from lantoa.content.pages import list_page, marked_lines, show_page
from lantoa.content.rules.comparing import parts
from lantoa.content.rules.kinds import Form, Mark
from lantoa.content.rules.words import words_from
from lantoa.core import clock


@require_safe
@staff(Permission.SEE)
def content_list(request: StaffRequest) -> HttpResponse:
    """All content, with filters."""
    context = list_page(request.actor, filter_of(request.GET), request.GET.get("trang"))
    return render(request, "content/list.html", context)


@require_safe
@staff(Permission.SEE)
def content_marked(request: StaffRequest) -> HttpResponse:
    """Good models and shortcomings of a year, for the report."""
    wanted, today = filter_of(request.GET), clock.today()
    year = wanted.year or today.year
    found = marked(request.actor, year)
    groups = [(mark, marked_lines(found[mark.value])) for mark in Mark if mark is not Mark.NONE]
    years = range(today.year, today.year - 4, -1)
    return render(request, "content/marked.html", {"groups": groups, "year": year, "years": years})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.MANAGE_COMMUNE)
def content_setting(request: StaffRequest) -> HttpResponse:
    """Whether the plan owner may approve."""
    commune = request.actor.commune
    form = SettingForm(request.POST or None, initial={"owner_approves": owner_approves(commune)})
    if request.method == "POST":
        let_owner_approve(commune=commune, allowed="owner_approves" in request.POST, by=request.actor.person)
        messages.success(request, _("Đã lưu quyền duyệt nội dung."))
        return redirect("content_list")
    context = {"form": form, "tabs": commune_tabs(request.actor, "content_setting")}
    return render(request, "content/setting.html", context)


@require_safe
@staff(Permission.SEE)
def content_show(request: StaffRequest, pk: int) -> HttpResponse:
    """One item: where it stands, one form as it will look, comments."""
    item = access_item(request.actor, pk)
    return render(request, "content/show.html", show_page(request.actor, item, item.current, form=_form(request)))


@require_safe
@staff(Permission.SEE)
def content_revision(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A former revision, as it was."""
    item = access_item(request.actor, pk)
    revision = access_revision(request.actor, pk, number)
    return render(request, "content/show.html", show_page(request.actor, item, revision, form=_form(request)))


def _form(request: StaffRequest) -> Form:
    wanted = request.GET.get("dang", "")
    return Form(wanted) if wanted in Form._value2member_map_ else Form.ARTICLE


@require_safe
@staff(Permission.SEE)
def content_compare(request: StaffRequest, pk: int) -> HttpResponse:
    """Two revisions side by side; without a choice the last two, or what is approved against the latest."""
    item = access_item(request.actor, pk)
    revisions: list[Revision] = list(item.revisions.select_related("made_by"))
    by_number = {str(one.number): one for one in revisions}
    right = by_number.get(request.GET.get("den", ""), revisions[0])
    usual = item.approved or revisions[min(1, len(revisions) - 1)]
    left = by_number.get(request.GET.get("tu", ""), usual)
    context = {
        "item": item, "left": left, "right": right, "revisions": revisions,
        "parts": parts(words_from(left), words_from(right)),
    }  # fmt: skip
    return render(request, "content/compare.html", context)
