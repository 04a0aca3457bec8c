"""Printed matter as PDF: one page for each place, with its own code. The words come from the approved revision alone.

Letters of the pages' typeface lie in two files, Latin and Vietnamese; a printer takes each letter from the one that has
it. Nothing is fetched: pictures and letters are files of this machine (``URLFetcher`` below).
"""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from PIL import Image

from lantoa.communes.letterhead import official_head
from lantoa.communes.qr import qr_picture
from lantoa.content.approved import Approved, approved_of
from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.files.models import StoredFile
from lantoa.printed.models import Posting, Print
from lantoa.printed.rules.sizes import BLEED_MM, MARK_MM, Layout, fill_of
from vanban.form.fonts_css import weasyprint_module

TIGHTER = (1, 0.85, 0.7, 0.6)
TOO_LONG = (
    "Lời in quá dài, không vừa một tờ. Hãy rút gọn dạng “Áp phích” của nội dung rồi trình duyệt lại, "
    "hoặc chọn kiểu “Thông báo niêm yết” (được in nhiều trang)."
)
_WEIGHTS = (400, 600, 700)
_WIDEST = 2400
"""Pixels of a picture on a sheet: 300 dpi on A5, 100 dpi on A2 seen from two metres."""
_PICTURES = ("image/jpeg", "image/png", "image/webp")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is to hang, and the address that its picture code holds."""

    place: str
    code: str
    url: str
    qr: str


def pdf_of(print_: Print, postings: Sequence[Posting], *, root: str) -> bytes:
    """The sheets of these places as one PDF; without places one sheet without a code. ``root``: "https://…" before
    the short links. A notice may run over pages; on other sheets letters become smaller until the words fit.

    Raises:
        FormError("pdf_unavailable"): this machine lacks Pango.
        Refused("content_not_approved"): the item was recalled; ("print_long"): the words do not fit.
    """
    said = approved_of(print_.item, print_.revision)
    context = _context(print_, said, [_page(one, root) for one in postings])
    if print_.sheet.layout is Layout.NOTICE:
        return written_pdf(_laid_out({**context, "fill": fill_of(print_.sheet, letters=0)}))
    for tighter in TIGHTER:
        fitted = {**context, "fill": fill_of(print_.sheet, letters=context["letters"], tighter=tighter)}
        # A sheet that may grow tells by its pages whether the words fit; what stands at its foot needs a fixed height.
        if len(_laid_out({**fitted, "pages": context["pages"][:1], "grows": True}).pages) == 1:
            return written_pdf(_laid_out(fitted))
    raise Refused("print_long", TOO_LONG)


def written_pdf(laid: Any) -> bytes:
    """The laid out pages as PDF, with tags for who listens to it."""
    made: bytes = laid.write_pdf(pdf_tags=True)
    return made


def _laid_out(context: dict[str, Any]) -> Any:
    return laid_out(render_to_string("printed/sheet.html", context))


def laid_out(page: str) -> Any:
    """Our own HTML as pages. Nothing is fetched but files of this machine."""
    weasyprint = weasyprint_module()
    html = weasyprint.HTML(string=page, url_fetcher=_fetcher(weasyprint))
    return html.render(pdf_tags=True)


def _page(posting: Posting, root: str) -> Page:
    url = f"{root}/q/{posting.code}"
    return Page(posting.place, posting.code, url, qr_picture(url))


def _context(print_: Print, said: Approved, pages: list[Page]) -> dict[str, Any]:
    sheet = print_.sheet
    banner = sheet.layout is Layout.BANNER
    lines = [line.strip() for line in said.poster.splitlines() if line.strip() and line.strip() != said.title]
    shown = said.html if sheet.layout is Layout.NOTICE else said.poster
    return {
        "said": said, "sheet": sheet, "layout": sheet.layout.value, "pages": pages or [None],
        "unit": f"{sheet.scale:.4f}", "bleed": BLEED_MM if sheet.bleed else 0, "marks": sheet.bleed,
        "mark_room": MARK_MM, "fonts": fonts(), "head": official_head(print_.commune), "lines": lines,
        "letters": len(said.title) if banner else sum(map(len, lines)), "print": print_,
        "picture": None if banner else _picture(said), "lead": said.summary not in said.poster,
        "facts": [fact for fact in said.facts if fact.everywhere and fact.written not in shown],
    }  # fmt: skip


def _picture(said: Approved) -> dict[str, str] | None:
    """The first picture of the item as a ``data:`` address, no larger than print needs, and what it shows."""
    wanted = next((one for one in said.media if one.file_id and one.media_type in _PICTURES), None)
    row = StoredFile.objects.filter(pk=wanted.file_id).first() if wanted else None
    if row is None or wanted is None:
        return None
    with Image.open(store.path_of(row.commune_id, row.sha256)) as opened:
        picture = opened.convert("RGB")
        picture.thumbnail((_WIDEST, _WIDEST))
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=88)
    return {"data": _data("image/jpeg", written.getvalue()), "alt": wanted.alt}


def _data(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


@cache
def fonts() -> str:
    """Rules that load the letters."""
    rules = []
    for part in ("vietnamese", "latin"):
        for weight in _WEIGHTS:
            found = finders.find(f"lantoa/fonts/be-vietnam-pro-{part}-{weight}-normal.woff2")
            if isinstance(found, str):
                look = f'font-family: "Chu {part}"; font-weight: {weight}; src: url("{Path(found).as_uri()}")'
                rules.append(f"@font-face {{ {look}; }}")
    return "".join(rules)


def _fetcher(weasyprint: Any) -> Any:
    """Fetches files of this machine, typefaces of the web unpacked: WeasyPrint would do that for each drawing of a
    sheet, 0.2 s of processor time each."""

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            answer = super().fetch(url, headers)
            if not url.endswith(".woff2"):
                return answer
            answer.close()
            return weasyprint.urls.URLFetcherResponse(url, _unpacked(answer.path))

    return Fetcher(allowed_protocols=("file", "data"))


@cache
def _unpacked(font: str) -> bytes:
    """A typeface that was packed for the web, in its TrueType form."""
    from fontTools.ttLib import woff2

    plain = io.BytesIO()
    woff2.decompress(io.BytesIO(Path(font).read_bytes()), plain)
    return plain.getvalue()
