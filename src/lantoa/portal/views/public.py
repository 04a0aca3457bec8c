"""The pages of a portal that do not hang on content: promises, documents, calendar, contacts, search."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lantoa.files.serving import public_file
from lantoa.portal.access import PublicRequest, public
from lantoa.portal.coming import coming_events
from lantoa.portal.documents import acts_found, kinds_of, plans_in_force, public_acts
from lantoa.portal.pages import around
from lantoa.portal.promises import board_of, opened_file, proofs_of
from lantoa.portal.rules import Section
from lantoa.portal.search import search

PER_PAGE = 30
LONGEST_SEARCH = 100


@public(Section.PROMISES)
def promises(request: PublicRequest) -> HttpResponse:
    """What was promised, what was done."""
    context = {**around(request.portal, "portal_promises"), "board": board_of(request.portal)}
    return render(request, "portal/promises.html", context)


@public(Section.PROMISES)
def promise(request: PublicRequest, pk: int) -> HttpResponse:
    """One promise, window by window, with the evidence that may be opened."""
    board = board_of(request.portal)
    found = board.find(pk) if board else None
    if board is None or found is None:
        raise Http404
    proofs = proofs_of(request.portal, board, pk)
    rows = [(one, proofs.get(one.period, ())) for one in found.windows]
    context = {**around(request.portal, "portal_promise", pk=pk), "board": board, "promise": found, "rows": rows}
    return render(request, "portal/promise.html", context)


@public(Section.PROMISES)
def evidence(request: PublicRequest, pk: int) -> HttpResponseBase:
    """A file of grade C, where the ward has opened them."""
    piece = opened_file(request.portal, pk)
    if piece is None or piece.file is None:
        raise Http404
    return public_file(request, piece.file)


@public(Section.DOCUMENTS)
def documents(request: PublicRequest) -> HttpResponse:
    """The register, a page of it."""
    acts = acts_found(request.portal, "", _short(request, "loai"))
    context = {
        **around(request.portal, "portal_documents"), "kind": _short(request, "loai"),
        "page": Paginator(acts, PER_PAGE).get_page(request.GET.get("trang")), "plans": plans_in_force(),
        "kinds": kinds_of(list(public_acts(request.portal).values())),
    }  # fmt: skip
    return render(request, "portal/documents.html", context)


@public(Section.DOCUMENTS)
def document(request: PublicRequest, slug: str) -> HttpResponse:
    """One act."""
    found = public_acts(request.portal).get(slug)
    if found is None:
        raise Http404
    context = {**around(request.portal, "portal_document", slug=slug), "one": found}
    return render(request, "portal/document.html", context)


@public(Section.CALENDAR)
def calendar(request: PublicRequest) -> HttpResponse:
    """What is to come."""
    context = {**around(request.portal, "portal_calendar"), "coming": coming_events(request.portal)}
    return render(request, "portal/calendar.html", context)


@public()
def contacts(request: PublicRequest) -> HttpResponse:
    """Hotlines and addresses."""
    return render(request, "portal/contacts.html", around(request.portal, "portal_contacts"))


@public(kept=False)
def find(request: PublicRequest) -> HttpResponse:
    """Everything that holds the words."""
    results = search(request.portal, request.GET.get("q", ""))
    return render(request, "portal/search.html", {**around(request.portal, "portal_search"), "results": results})


def _short(request: PublicRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_SEARCH]
