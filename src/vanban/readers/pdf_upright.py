"""Pages of a PDF made plain before they are looked at: upright, with their corner at nought, and with what stands in
annotations written into them. Only the copy in memory is changed.

pdfium gives the places of letters as they lie in the file: on a page that is shown turned, lines ran upward; on one
that is cut out of a larger sheet, all stood aside. The number and the date of a document, and who has signed, are
often put on as annotations, which are no part of a page's text.
"""

from typing import Any

import pypdfium2.raw as raw

SHOWN = {raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET}
"""Kinds of annotations that say something on paper."""
MOST_ANNOTATIONS = 500
ASIDE = 0.5
"""Points."""


def plain_page(document: Any, index: int) -> Any:
    """Page ``index`` (from 0) of a pdfium document, made plain."""
    page = document[index]
    flattened = _has_annotations(page) and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_FAIL
    if flattened:  # what was written into it is seen only when the page is read anew
        page.close()
        page = document[index]
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, box)
    turned = page.get_rotation()
    if not turned and abs(box.left) < ASIDE and abs(box.bottom) < ASIDE:
        return page
    _stand_upright(page, turned, box)
    page.close()
    return document[index]


def _has_annotations(page: Any) -> bool:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)):
        one = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(one)
        raw.FPDFPage_CloseAnnot(one)
        if kind in SHOWN:
            return True
    return False


def _stand_upright(page: Any, turned: int, box: Any) -> None:
    width, height = page.get_size()
    matrix = {
        0: (1, 0, 0, 1, -box.left, -box.bottom),
        90: (0, -1, 1, 0, -box.bottom, box.right),
        180: (-1, 0, 0, -1, box.right, box.top),
        270: (0, 1, -1, 0, box.top, -box.left),
    }[turned]
    raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(*matrix), raw.FS_RECTF(0, height, width, 0))
    page.set_rotation(0)
    for put in (page.set_mediabox, page.set_cropbox):
        put(0, 0, width, height)
