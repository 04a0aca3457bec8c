"""A PDF that would exhaust the machine ends its own process only."""

import zlib

import pytest

from vanban import apart
from vanban.errors import ReadError


def page_of(operators: bytes) -> bytes:
    """A PDF of one page whose content is packed; without a table of places, which pdfium rebuilds."""
    packed = zlib.compress(operators, 9)
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    return (
        b"%%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources%b>>\nendobj\n"
        b"4 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%%%EOF"
        % (font, len(packed), packed)
    )


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        apart.read_whole(data, "ke-hoach.pdf", lambda _percent, _words: None)
    assert "Hãy" in error.value.message
    return error.value.code


def test_a_page_that_unpacks_to_more_than_the_memory_that_it_may_have_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "MOST_MEMORY", 250 * 1024 * 1024)
    bomb = page_of(b"BT /F1 12 Tf 10 10 Td (KE HOACH) Tj ET\n" * 900_000)
    assert len(bomb) < 1024 * 1024
    assert refused(bomb) == "too_complex"


def test_a_broken_pdf_is_told_through_the_child() -> None:
    assert refused(b"%PDF-1.7\nnot a pdf at all") == "broken_pdf"


def test_a_sound_pdf_without_a_plan_is_told_with_its_progress() -> None:
    heard: list[int] = []
    with pytest.raises(ReadError) as error:
        apart.read_whole(page_of(b"BT /F1 12 Tf 10 10 Td (Hello) Tj ET"), "a.pdf", lambda n, _: heard.append(n))
    assert error.value.code in {"damaged_text", "not_a_plan", "empty"}
    assert heard[0] == 10
