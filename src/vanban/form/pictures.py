"""A chart as a picture for Word: the same drawing as in the PDF, printed and photographed."""

import io
from functools import lru_cache

from PIL import Image

from vanban.form.charts import chart_size, chart_svg
from vanban.form.document import Chart
from vanban.form.fonts_css import font_css, weasyprint_module

DOTS_PER_MM = 8
"""About 200 dots an inch: sharp on paper, 30 kB a picture."""


@lru_cache(maxsize=64)
def chart_png(chart: Chart) -> bytes:
    """PNG in shades of grey; the latest are kept, a report is written anew with each step of its life.

    Raises ``FormError("pdf_unavailable")`` where Pango is missing.
    """
    import pypdfium2

    weasyprint = weasyprint_module()
    width, height = (side / 4 for side in chart_size(chart))
    page = f"@page {{ size: {width:g}mm {height:g}mm; margin: 0; }} svg {{ display: block; }} {font_css()}"
    html = f'<html><head><style>{page}</style></head><body class="vb">{chart_svg(chart)}</body></html>'
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("file",))
    printed = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf()
    document = pypdfium2.PdfDocument(printed)
    try:
        bitmap = document[0].render(scale=DOTS_PER_MM * 25.4 / 72, grayscale=True)
        return _png(bitmap.to_pil())
    finally:
        document.close()


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.convert("L").save(out, "PNG", optimize=True)
    return out.getvalue()
