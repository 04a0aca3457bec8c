"""An official document as PDF/A-2b, from the same HTML as the preview.

The letters come from a font of our own (metrics of Times New Roman, every Vietnamese letter), so that a page looks
the same on every machine. WeasyPrint needs Pango; it is loaded only when a PDF is asked for.
"""

from hashlib import sha256

from vanban.form import measures
from vanban.form.document import OfficialDocument
from vanban.form.errors import FormError
from vanban.form.fonts_css import font_css, weasyprint_module
from vanban.form.html import render_page


def render_pdf(document: OfficialDocument) -> bytes:
    """The document as the bytes of a PDF file; the same document gives the same bytes on the same machine.

    Raises ``FormError("pdf_unavailable")`` where Pango is missing.
    """
    weasyprint = weasyprint_module()
    page = render_page(document, extra_css=_print_css(document))
    identifier = sha256(page.encode()).digest()[:16]
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("file",))
    html = weasyprint.HTML(string=page, url_fetcher=fetcher)
    made: bytes = html.write_pdf(
        presentational_hints=True, pdf_identifier=identifier, pdf_variant="pdf/a-2b", pdf_tags=True
    )
    return made


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
