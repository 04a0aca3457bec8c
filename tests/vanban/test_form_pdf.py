import builtins
import re
import sys
import zlib
from typing import Any

import pypdfium2 as pdfium
import pytest

from tests.vanban.form_sample import report
from vanban.form import pdf as form_pdf
from vanban.form.errors import FormError

needs_pango = pytest.mark.skipif(not form_pdf.pdf_available(), reason="máy này thiếu Pango nên không in được PDF")


@pytest.fixture(scope="module")
def data() -> bytes:
    return form_pdf.render_pdf(report())


@pytest.fixture(scope="module")
def pages(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


@needs_pango
def test_text_stands_in_order_and_is_complete(pages: list[str]) -> None:
    text = " ".join(" ".join(pages).split())
    parts = (
        "PHƯỜNG HOA MAI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/BC-UBND",
        "BÁO CÁO",
        "Căn cứ Luật",
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "18 buổi",
        "alert(1)",
        "Nơi nhận:",
        "Trần Thị Bình Minh",
        "Phụ lục I",
    )
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@needs_pango
def test_first_pages_have_no_number_and_appendices_count_anew(pages: list[str]) -> None:
    lasts = [page.split()[-1] for page in pages]  # margin boxes are painted after the text
    assert lasts[0] != "1"
    assert lasts[1] == "2"
    appendix = next(i for i, page in enumerate(pages) if page.startswith("Phụ lục I"))
    assert lasts[appendix + 1] == "2"
    assert pages[-1].startswith("Phụ lục II")


@needs_pango
def test_pages_are_a4_and_the_appendix_lies(data: bytes) -> None:
    document = pdfium.PdfDocument(data)
    sizes = [tuple(round(x) for x in page.get_size()) for page in document]
    assert sizes[0] == (595, 842)
    assert (842, 595) in sizes


@needs_pango
def test_header_row_is_repeated_on_each_page_of_a_table(pages: list[str]) -> None:
    assert sum("Chỉ tiêu, nhiệm vụ" in page for page in pages) >= 4


@needs_pango
def test_only_our_own_fonts_are_embedded(data: bytes) -> None:
    names = set()
    for page in pdfium.PdfDocument(data):
        for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT]):
            names.add(item.get_font().get_base_name())
    assert names
    assert all("Van-Ban-Serif" in name for name in names), names


@needs_pango
def test_same_document_same_bytes(data: bytes) -> None:
    assert form_pdf.render_pdf(report()) == data


def test_without_pango_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **named)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(FormError) as caught:
        form_pdf.render_pdf(report())
    assert caught.value.code == "pdf_unavailable"
    assert "libpango" in caught.value.message


@needs_pango
def test_what_pdf_a_asks_for_is_there(data: bytes) -> None:
    """No validator is at hand (ADR 0027): the marks of PDF/A-2b that can be looked for are looked for."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    inside = b"\n".join([data, *(opened for one in streams if (opened := inflated(one)))])
    for wanted in (b"pdfaid:part", b"/OutputIntents", b"/FontFile", b"/MarkInfo", b"/StructTreeRoot", b"/Lang"):
        assert wanted in inside, wanted
    for forbidden in (b"/Encrypt", b"/JavaScript", b"/EmbeddedFile"):
        assert forbidden not in inside, forbidden


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
