"""The history of one object, and of the whole commune."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.queries import people
from lantoa.communes.roles import Permission
from lantoa.history import queries
from lantoa.history.kinds import kind_of

PER_PAGE = 50


@require_safe
@staff(Permission.SEE, Permission.LOG_ACTIVITY)
def show_history(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """Everything that was done to one object, newest first, in sentences."""
    wanted = kind_of(kind)
    row = wanted.find(request.actor, pk)
    entries = queries.entries_about(wanted, row)
    page = Paginator(entries[::-1], PER_PAGE).get_page(request.GET.get("trang"))
    lines = queries.lines_of(queries.page_of(list(page.object_list), entries), request.actor)
    context = {
        "page": page, "lines": lines, "kind": wanted, "what": str(row),
        "url_back": reverse(wanted.page, args=[pk]) if wanted.page else "",
    }  # fmt: skip
    return render(request, "history/show.html", context)


@require_safe
@staff(Permission.MANAGE_COMMUNE)
def list_history(request: StaffRequest) -> HttpResponse:
    """Everything that was done in the commune; of one person where asked."""
    choices = [member.person for member in people()]
    asked = request.GET.get("nguoi", "")
    person = next((one for one in choices if str(one.pk) == asked), None)
    rows = queries.everything(person=person.pk if person else None)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    entries = list(page.object_list)
    shown = queries.page_of(entries, queries.with_earlier(entries), with_objects=True)
    context = {
        "page": page, "lines": queries.lines_of(shown, request.actor), "people": choices, "person": person,
    }  # fmt: skip
    return render(request, "history/list.html", context)
