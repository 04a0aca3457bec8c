"""Documents per second and pages per minute of the writer, each kind and a report of five pages; bench/run.py calls it."""

import time
from dataclasses import replace

from tests.vanban.form_kinds import KINDS
from tests.vanban.form_sample import report

from vanban.form.docx import render_docx
from vanban.form.html import render_html
from vanban.form.pdf import render_pdf


def writing(runs: int) -> None:
    """CPU seconds of the median run, after one warm-up, and what that makes a second or a minute on one core."""
    import pypdfium2

    documents = {name: make() for name, make in KINDS.items()}
    documents = {"report of five pages": replace(report(rows=20, paragraphs=10), appendices=()), **documents}
    print("\nWriting a document (CPU seconds, median; documents a second, pages a minute on one core)")
    for name, document in documents.items():
        pages = len(pypdfium2.PdfDocument(render_pdf(document)))
        docx, html, pdf = (_median(make, document, runs=runs) for make in (render_docx, render_html, render_pdf))
        print(
            f"  {name:22} {pages} pages: DOCX {docx:.3f} ({1 / docx:.0f}/s)  HTML {html:.4f}  "
            f"PDF {pdf:.3f} ({1 / pdf:.1f}/s, {60 * pages / pdf:.0f} pages/min)"
        )


def _median(make, document, *, runs):
    make(document)
    taken = []
    for _ in range(runs):
        start = time.process_time()
        make(document)
        taken.append(time.process_time() - start)
    return sorted(taken)[runs // 2]
