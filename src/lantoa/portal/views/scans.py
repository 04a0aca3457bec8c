"""What a scan of printed matter leads to: the article, or a plain page that says what became of the sheet.

A stranger's request: no sign-in, no cookie, nothing kept of who it was; one commune is open, the one that the code
names, and what is read there is the one place and its item.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lantoa.content.approved import live
from lantoa.content.models import Item
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.portal.pages import address
from lantoa.portal.queries import portal_of, shown_items
from lantoa.printed.actions import count_scan
from lantoa.printed.models import Posting
from lantoa.printed.queries import is_outdated
from lantoa.printed.rules.codes import Code, code_from


@require_safe
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """One scan, or someone who typed the code."""
    found = code_from(code)
    if found is None:
        raise Http404
    with scope([found.commune]):
        return _answer(request, found)


def _answer(request: HttpRequest, code: Code) -> HttpResponse:
    rows = Posting.objects.select_related("print__item__live", "commune__province")
    posting = rows.filter(own_code=code.own).first()
    if posting is None:
        raise Http404
    if request.method == "GET" and not _is_looking_ahead(request):
        count_scan(posting)
    item, print_ = posting.print.item, posting.print
    over = print_.expires_on is not None and print_.expires_on < clock.today()
    page = _page_of(item)
    if page and not over and not is_outdated(print_):
        answer: HttpResponse = redirect(page)
    else:
        answer = render(request, "portal/scanned.html", _context(posting, page, over=over))
        answer.status_code = 200 if _words(item) else 410
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _context(posting: Posting, page: str, *, over: bool) -> dict[str, object]:
    item = posting.print.item
    return {
        "posting": posting, "commune": posting.commune, "said": _words(item), "page": page, "over": over,
        "changed": is_outdated(posting.print), "print": posting.print,
    }  # fmt: skip


def _words(item: Item) -> object:
    """What is out of the item now; None: nothing any more."""
    try:
        return live(item.pk)
    except Refused:
        return None


def _page_of(item: Item) -> str:
    """The article on the ward's portal, where that is open and the item is out."""
    portal = portal_of(item.commune)
    if not portal.is_on or not portal.slug or not shown_items(portal).filter(pk=item.pk).exists():
        return ""
    return address("portal_item", portal, slug=item.slug)


def _is_looking_ahead(request: HttpRequest) -> bool:
    """Browsers and messengers that fetch a page before anyone asked for it."""
    purpose = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return "prefetch" in purpose or "preview" in purpose
