"""The searchable copy of a scan: Vietnamese words are found where they stand in the picture."""

import pypdfium2 as pdfium
import pytest

from tests.vanban.scans import as_file, colour_page, colour_source, needs_ocr, pages, printed
from vanban.cli import main
from vanban.errors import ReadError
from vanban.readers import open_source
from vanban.searchable import searchable_pdf

pytestmark = needs_ocr


def found_at(data: bytes, words: str) -> tuple[float, float] | None:
    """Left and top of words, in points of the page as it is shown."""
    with pdfium.PdfDocument(data) as document:
        page = document[0]
        text = page.get_textpage()
        found = text.search(words, match_case=True).get_next()
        if not found:
            return None
        left, _, _, top = text.get_charbox(found[0])
        return left, page.get_height() - top


def test_words_are_found_where_they_stand() -> None:
    data = colour_page()
    copy = searchable_pdf(data, colour_source())
    place, true = found_at(copy, "HOẠCH"), found_at(printed(), "HOẠCH")
    assert place
    assert true
    assert max(abs(a - b) for a, b in zip(place, true, strict=True)) < 15
    assert not found_at(data, "HOẠCH")
    with pdfium.PdfDocument(copy) as one, pdfium.PdfDocument(data) as other:
        assert one[0].render(scale=0.5).to_pil().tobytes() == other[0].render(scale=0.5).to_pil().tobytes()


def test_a_photo_on_its_side_becomes_a_pdf() -> None:
    data = as_file(pages("photo-150")[0].rotate(90, expand=True), "JPEG", quality=85)
    source = open_source(data)
    copy = searchable_pdf(data, source)
    place, true = found_at(copy, "HOẠCH"), found_at(printed(), "HOẠCH")
    assert place
    assert true
    with pdfium.PdfDocument(copy) as document:
        wide = document[0].get_width()
        assert wide > document[0].get_height()
        # Turned counter-clockwise: what was `left` stands from the bottom up, what was `top` from the left.
        assert abs(place[0] - true[1]) < 25


def test_a_document_with_words_needs_no_copy() -> None:
    with pytest.raises(ReadError) as refused:
        searchable_pdf(printed(), open_source(printed()))
    assert refused.value.code == "not_a_scan"


def test_the_command_writes_the_copy_and_leaves_the_original(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    data = colour_page()
    scan, copy = tmp_path / "quet.pdf", tmp_path / "tim-duoc.pdf"
    scan.write_bytes(data)
    main(["read", str(scan), "--searchable", str(copy)])
    capsys.readouterr()
    assert scan.read_bytes() == data
    assert found_at(copy.read_bytes(), "HOẠCH")
