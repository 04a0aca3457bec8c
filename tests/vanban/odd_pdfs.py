"""PDFs as they really arrive: in strips, stamped, half text and half picture, turned, cut out of a larger sheet."""

import ctypes
import io
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

WIDE, HIGH = 595.0, 842.0
Box = tuple[float, float, float, float]


def written(document: Any) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def put_picture(document: Any, page: Any, picture: Image.Image, box: Box) -> None:
    """A picture as JPEG into a box (left, bottom, right, top in points)."""
    jpeg = io.BytesIO()
    picture.convert("RGB").save(jpeg, "JPEG", quality=75)
    jpeg.seek(0)
    image = pdfium.PdfImage.new(document)
    image.load_jpeg(jpeg, inline=True)
    image.set_matrix(pdfium.PdfMatrix(box[2] - box[0], 0, 0, box[3] - box[1], box[0], box[1]))
    page.insert_obj(image)


def put_words(document: Any, page: Any, words: Sequence[str], place: tuple[float, float]) -> None:
    """Lines of plain letters, from the top down."""
    for number, line in enumerate(words):
        item = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 9.0)
        encoded = (line + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(item, (raw.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded))
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, place[0], place[1] - 11 * number)
        raw.FPDFPage_InsertObject(page.raw, item)


def put_strips(document: Any, picture: Image.Image, count: int) -> Any:
    """A page on which a picture is cut into strips, as some scanners do."""
    page = document.new_page(WIDE, HIGH)
    for number in range(count):
        top, bottom = picture.height * number // count, picture.height * (number + 1) // count
        place = 0.0, HIGH * (1 - bottom / picture.height), WIDE, HIGH * (1 - top / picture.height)
        put_picture(document, page, picture.crop((0, top, picture.width, bottom)), place)
    page.gen_content()
    return page


def turned(data: bytes, degrees: int) -> bytes:
    """The first page lying on its side in the file, and shown upright."""
    document = pdfium.PdfDocument(data)
    page = document[0]
    wide, high = page.get_size()
    matrix, size = {
        90: ((0, 1, -1, 0, high, 0), (high, wide)),
        180: ((-1, 0, 0, -1, wide, high), (wide, high)),
        270: ((0, -1, 1, 0, 0, wide), (high, wide)),
    }[degrees]
    _moved(page, matrix, size)
    page.set_rotation(degrees)
    return _first_page(document)


def cut_out(data: bytes) -> bytes:
    """The first page as the middle of a larger sheet, of which only that is shown."""
    document = pdfium.PdfDocument(data)
    page = document[0]
    wide, high = page.get_size()
    _moved(page, (1, 0, 0, 1, 100, 200), (wide + 300, high + 400))
    page.set_cropbox(100, 200, 100 + wide, 200 + high)
    return _first_page(document)


def _moved(page: Any, matrix: tuple[float, ...], size: tuple[float, float]) -> None:
    raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(*matrix), raw.FS_RECTF(0, size[1], size[0], 0))
    page.set_mediabox(0, 0, *size)
    page.set_cropbox(0, 0, *size)


def _first_page(document: Any) -> bytes:
    for number in range(len(document) - 1, 0, -1):
        del document[number]
    return written(document)


def with_note(data: bytes, words: str) -> bytes:
    """The first page with an annotation that is printed over it, as registries put numbers on signed documents."""
    document = pdfium.PdfDocument(data)
    page = document[0]
    note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_STAMP)
    raw.FPDFAnnot_SetRect(note, ctypes.byref(raw.FS_RECTF(300, 830, 580, 800)))
    item = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 9.0)
    encoded = (words + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(item, (raw.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded))
    raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, 310, 810)
    raw.FPDFAnnot_AppendObject(note, item)
    raw.FPDFPage_CloseAnnot(note)
    return _first_page(document)
