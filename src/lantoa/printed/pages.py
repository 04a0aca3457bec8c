"""What the pages of printed matter show."""

import io
from typing import Any

from django.http import FileResponse, Http404

from lantoa.communes.access import Actor, StaffRequest
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.printed.forms import PlacesForm
from lantoa.printed.models import Print
from lantoa.printed.posted_list import list_pdf, places_with_sheets
from lantoa.printed.queries import is_outdated, lines_of, postings_of, prints, scans_by_day, stale
from lantoa.printed.sheets import pdf_of
from vanban.form.errors import FormError


def list_page(actor: Actor) -> dict[str, Any]:
    """Everything printed; first what has to be taken down."""
    rows = list(prints(actor.commune))
    most = max((row.scans for row in rows), default=0)
    hanging = places_with_sheets(actor.commune, today=clock.today())
    shares = {row.pk: round(100 * row.scans / most) if most else 0 for row in rows}
    return {
        "rows": rows, "shares": shares, "stale": stale(actor.commune, today=clock.today()),
        "may_write": actor.may(Permission.WRITE_CONTENT),
        "hanging": [(name, len(found)) for name, found in hanging.items()],
    }  # fmt: skip


def posted_list_answer(request: StaffRequest, *, place: str) -> FileResponse:
    """The list as PDF.

    Raises:
        Refused("print_pdf"), ("print_nothing").
    """
    root = f"{request.scheme}://{request.get_host()}"
    try:
        made = list_pdf(request.actor.commune, root=root, place=place, today=clock.today())
    except FormError as error:
        raise Refused("print_pdf", str(error)) from error
    return FileResponse(io.BytesIO(made), content_type="application/pdf", filename="danh-muc-niem-yet.pdf")


def show_page(actor: Actor, print_: Print) -> dict[str, Any]:
    """One print with its places and the scans of thirty days."""
    today = clock.today()
    days = scans_by_day(print_, today=today)
    most = max(count for _day, count in days)
    lines = lines_of(postings_of(actor.commune).filter(print=print_), today=today)
    return {
        "print": print_, "lines": lines, "outdated": is_outdated(print_), "form": PlacesForm(),
        "days": [(day, count, round(100 * count / most) if most else 0) for day, count in days],
        "scans": sum(line.scans for line in lines), "recent": sum(count for _day, count in days),
        "may_write": actor.may(Permission.WRITE_CONTENT),
    }  # fmt: skip


def pdf_answer(request: StaffRequest, print_: Print, *, place: str) -> FileResponse:
    """The sheets to be saved or printed.

    Raises:
        Refused("print_pdf"): this machine cannot make PDF; it says what to install.
    """
    postings = print_.postings.order_by("id")
    if place:
        postings = postings.filter(pk=int(place)) if place.isdecimal() and len(place) < 10 else postings.none()
        if not postings:
            raise Http404
    try:
        made = pdf_of(print_, list(postings), root=f"{request.scheme}://{request.get_host()}")
    except FormError as error:
        raise Refused("print_pdf", str(error)) from error
    name = f"{print_.layout}-{print_.item.slug}-{print_.size}.pdf"
    return FileResponse(io.BytesIO(made), content_type="application/pdf", filename=name)
