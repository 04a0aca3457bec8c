"""The public-posting list (danh mục niêm yết công khai) of each place as PDF: what hangs there, since and until when,
each with the code under which everybody reads its newest words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from lantoa.communes.letterhead import official_head
from lantoa.communes.models import Commune
from lantoa.communes.qr import qr_picture
from lantoa.core.errors import Refused
from lantoa.printed.queries import PlaceLine, lines_of, postings_of
from lantoa.printed.rules.posting import PostingState
from lantoa.printed.sheets import fonts, laid_out, written_pdf

NOTHING = "Chưa có ấn phẩm nào đang dán ở nơi này. Hãy ghi nơi đã dán ở trang của ấn phẩm rồi in danh mục."


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One sheet that hangs at the place."""

    title: str
    layout: str
    since: date
    until: date | None
    code: str
    url: str
    qr: str


def places_with_sheets(commune: Commune, *, today: date) -> dict[str, list[PlaceLine]]:
    """Place → what hangs there and still counts, the longest first. What is to be taken down is in no list."""
    hanging = postings_of(commune).filter(put_up_on__isnull=False, taken_down_on__isnull=True)
    found: dict[str, list[PlaceLine]] = {}
    for line in lines_of(hanging.order_by("place", "put_up_on", "id"), today=today):
        if line.state is PostingState.UP:
            found.setdefault(line.posting.place, []).append(line)
    return found


def list_pdf(commune: Commune, *, root: str, place: str, today: date) -> bytes:
    """One list for each place (``place`` "": all of them), A4, as many pages as it takes.

    Raises:
        FormError("pdf_unavailable"); Refused("print_nothing"): nothing hangs there.
    """
    wanted = {
        name: rows for name, rows in places_with_sheets(commune, today=today).items() if not place or name == place
    }
    if not wanted:
        raise Refused("print_nothing", NOTHING)
    context: dict[str, Any] = {
        "places": [(name, _lines(rows, root)) for name, rows in wanted.items()], "fonts": fonts(), "today": today,
        "head": official_head(commune),
    }  # fmt: skip
    return written_pdf(laid_out(render_to_string("printed/posted_list.html", context)))


def _lines(rows: Iterable[PlaceLine], root: str) -> list[ListedLine]:
    return [_line(one, root) for one in rows]


def _line(one: PlaceLine, root: str) -> ListedLine:
    row, print_ = one.posting, one.posting.print
    url = f"{root}/q/{row.code}"
    since = row.put_up_on or print_.made_at.date()
    return ListedLine(
        print_.item.title, print_.get_layout_display(), since, print_.expires_on, row.code, url, qr_picture(url)
    )
