"""An official document as PDF/A-2b, from the same HTML as the preview.

The letters come from a font of our own (metrics of Times New Roman, every Vietnamese letter), so that a page looks
the same on every machine. WeasyPrint needs Pango; it is loaded only when a PDF is asked for.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256

from vanban.form import measures
from vanban.form.document import OfficialDocument
from vanban.form.errors import FormError
from vanban.form.fonts_css import font_css, weasyprint_module
from vanban.form.glyphs import printable
from vanban.form.html import render_page

Told = Callable[[int], None]
"""Called with the number of each page that was laid out."""
STEP = "Step 5 - Creating layout - Page"
PROGRESS = logging.getLogger("weasyprint.progress")


def render_pdf(document: OfficialDocument, *, tell: Told | None = None) -> bytes:
    """The document as the bytes of a PDF file; the same document gives the same bytes on the same machine. ``tell``
    hears how far the layout is.

    Raises ``FormError("pdf_unavailable")`` where Pango is missing.
    """
    weasyprint = weasyprint_module()
    page = printable(render_page(document, extra_css=_print_css(document)))
    identifier = sha256(page.encode()).digest()[:16]
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("file",))
    html = weasyprint.HTML(string=page, url_fetcher=fetcher)
    with _told(tell):
        made: bytes = html.write_pdf(
            presentational_hints=True, pdf_identifier=identifier, pdf_variant="pdf/a-2b", pdf_tags=True
        )
    return made


class _Pages(logging.Handler):
    """Takes the pages out of what WeasyPrint logs; only those of the thread that prints."""

    def __init__(self, tell: Told) -> None:
        super().__init__(logging.INFO)
        self.tell, self.thread = tell, threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread and str(record.msg).startswith(STEP) and isinstance(record.args, tuple):
            self.tell(int(str(record.args[0])))


@contextmanager
def _told(tell: Told | None) -> Iterator[None]:
    if tell is None:
        yield
        return
    listening = _Pages(tell)
    PROGRESS.addHandler(listening)
    PROGRESS.setLevel(logging.INFO)
    try:
        yield
    finally:
        PROGRESS.removeHandler(listening)


def pdf_available() -> bool:
    """Whether this machine can print PDF."""
    try:
        weasyprint_module()
    except FormError:
        return False
    return True


def _print_css(document: OfficialDocument) -> str:
    """The fonts, and pages of their own for each appendix: numbered from 1, without a number on the first."""
    rules = [font_css()]
    if document.contact:
        rules.append(
            ".vb-foot { position: running(contact); }"
            "@page :first { @bottom-center { content: element(contact); width: 100%; vertical-align: bottom;"
            f" padding-bottom: {measures.CONTACT_FROM_BOTTOM}mm; }} }}"
        )
    margins = f"{measures.TOP}mm {measures.RIGHT}mm {measures.BOTTOM}mm {measures.LEFT}mm"
    for number, appendix in enumerate(document.appendices, 1):
        size = "A4 landscape" if appendix.landscape else "A4 portrait"
        rules.append(
            f"@page appendix{number} {{ size: {size}; margin: {margins}; }}"
            f"@page appendix{number}:nth(1 of appendix{number})"
            " { counter-reset: page 1; @top-center { content: none; } }"
            f".vb-appendix-{number} {{ page: appendix{number}; }}"
        )
    return "".join(rules)
