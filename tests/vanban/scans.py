"""Scans for tests: a page of a plan as the project prints it, its words, and what a scanner makes of it."""

import io
from functools import cache

import pytest
from bench.scanning import KINDS, Kind, as_pdf, scan
from PIL import Image

from lantoa.sample.plan import sample_plan
from vanban.form.pdf import pdf_available, render_pdf
from vanban.readers import open_source
from vanban.readers.engine import ocr_available
from vanban.source import Source

needs_ocr = pytest.mark.skipif(
    not (ocr_available() and pdf_available()), reason="máy này thiếu mô hình chữ Việt của Tesseract, hoặc Pango"
)


@cache
def printed() -> bytes:
    """The sample plan as a digital PDF."""
    return render_pdf(sample_plan(2026))


@cache
def pages(kind: str) -> list[Image.Image]:
    """The pages of the sample plan as pictures."""
    return scan(printed(), KINDS[kind], seed=7)


@cache
def colour_page() -> bytes:
    """The first page as a PDF of one colour picture of 200 dpi."""
    return as_pdf(pages("colour-200")[:1], KINDS["colour-200"])


@cache
def colour_source() -> Source:
    """The same as read."""
    return open_source(colour_page())


def as_file(picture: Image.Image, form: str, **more: object) -> bytes:
    """A picture as bytes of a format."""
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def scanned_pdf(pictures: list[Image.Image], kind: Kind) -> bytes:
    """A PDF of pictures."""
    return as_pdf(pictures, kind)
