"""Scans: the words, their places, and what is uncertain about them; read by the real engine from real pictures."""

import io
from dataclasses import replace
from functools import cache

import pypdfium2 as pdfium
import pytest
from bench.scanning import KINDS
from PIL import Image

from tests.vanban.scans import as_file, colour_page, colour_source, needs_ocr, pages, printed, scanned_pdf
from vanban.errors import ReadError
from vanban.letters import unmarked
from vanban.plan import read_plan
from vanban.readers import open_source
from vanban.searchable import searchable_pdf
from vanban.source import Source

pytestmark = needs_ocr


def words_of(text: str) -> list[str]:
    return text.replace("…", "...").split()


def first_page() -> Source:
    return colour_source()


@cache
def digital_first_page() -> str:
    source = open_source(printed())
    return "\n".join(source.line_text(line) for line in source.lines if line.page == 1)


def share_found(text: str) -> float:
    wanted, found = words_of(digital_first_page()), set(words_of(text))
    return sum(word in found for word in wanted) / len(wanted)


def test_a_scan_says_what_the_digital_page_says_in_its_order() -> None:
    source = first_page()
    assert source.format == "scan"
    assert share_found(source.text) > 0.97
    order = [source.text.index(words) for words in ("Độc lập", "KẾ HOẠCH", "MỤC ĐÍCH")]
    assert order == sorted(order)


def test_every_word_has_its_place_on_the_page() -> None:
    source = first_page()
    sheet = source.sheets[0]
    assert (sheet.kind, sheet.turned) == ("picture", 0)
    assert abs(sheet.width - 595) < 2
    assert abs(sheet.height - 842) < 2
    assert sheet.confidence
    assert sheet.confidence > 0.85
    word = next(one for one in source.words if source.text[one.start : one.end] == "HOẠCH")
    with pdfium.PdfDocument(printed()) as document:
        page = document[0]
        found = page.get_textpage().search("KẾ HOẠCH", match_case=True).get_next()
        left, _, _, top = page.get_textpage().get_charbox(found[0] + 3)
        assert abs(word.box[0] - left) < 12
        assert abs(word.box[1] - (page.get_height() - top)) < 12
    assert all(source.text[one.start : one.end].strip() for one in source.words)


def test_uncertain_words_are_few_and_point_at_the_text() -> None:
    source = first_page()
    assert len(source.uncertain) < 0.1 * len(source.words)
    for one in source.uncertain:
        assert source.text[one.start : one.end].strip()
        assert one.box


def test_a_scan_is_read_as_a_plan() -> None:
    reading = read_plan(first_page()).as_dict()
    assert reading["source"]["format"] == "scan"
    assert reading["source"]["lines"]
    assert reading["title"]


@pytest.mark.parametrize("turned", [90, 180])
def test_a_turned_photo_is_set_upright(turned: int) -> None:
    picture = pages("photo-150")[0].rotate(-turned, expand=True)
    source = open_source(as_file(picture, "JPEG", quality=80))
    assert share_found(source.text) > 0.95
    assert source.sheets[0].turned == (360 - turned) % 360


@needs_ocr
def test_pages_are_looked_at_one_by_one() -> None:
    """A digital page, then a picture, in one file."""
    heard: list[tuple[int, int]] = []
    mixed = pdfium.PdfDocument(printed())
    with pdfium.PdfDocument(scanned_pdf(pages("colour-200")[:1], KINDS["colour-200"])) as scan:
        for number in range(len(mixed) - 1, 0, -1):
            del mixed[number]
        mixed.import_pages(scan)
    out = io.BytesIO()
    mixed.save(out)
    source = open_source(out.getvalue(), progress=lambda done, of: heard.append((done, of)))
    assert heard == [(1, 1)]
    assert [sheet.kind for sheet in source.sheets] == ["digital", "picture"]
    assert source.sheets[0].confidence is None
    assert any("Trang 2" in note and "nhận dạng" in note for note in source.notes)
    assert source.text.count("KẾ HOẠCH") == 2


def test_a_damaged_layer_over_a_picture_is_thrown_away_and_the_picture_read() -> None:
    """A scanner whose engine knows English only has laid words without marks over the page."""
    seen = colour_source()
    layered = searchable_pdf(colour_page(), replace(seen, text=unmarked(seen.text)))
    source = open_source(layered)
    assert [sheet.kind for sheet in source.sheets] == ["bad_layer"]
    assert share_found(source.text) > 0.97
    assert any("nhận dạng từ ảnh" in note for note in source.notes)
    sound = searchable_pdf(colour_page(), seen)
    again = open_source(sound)  # a sound layer, too: nobody has looked at it twice, and nobody is asked about it
    assert again.sheets[0].kind == "bad_layer"
    assert again.uncertain


def test_a_tiff_of_several_pages_is_one_document() -> None:
    first = pages("bit-200")[0]
    blank = Image.new("1", first.size, 1)
    data = as_file(first, "TIFF", compression="group4", save_all=True, append_images=[blank])
    source = open_source(data)
    assert source.pages == 2
    assert share_found(source.text) > 0.9
    assert any("Trang 2" in note for note in source.notes)


def test_without_a_model_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from vanban.readers import engine

    monkeypatch.setattr(engine, "MODELS", ())
    engine.ocr_available.cache_clear()
    try:
        for data in (as_file(pages("photo-150")[0], "PNG"), scanned_pdf(pages("photo-150")[:1], KINDS["photo-150"])):
            with pytest.raises(ReadError) as refused:
                open_source(data)
            assert refused.value.code == "ocr_missing"
            assert "tesseract-ocr-script-viet" in refused.value.message
    finally:
        engine.ocr_available.cache_clear()


@needs_ocr
def test_a_page_that_a_busy_machine_starved_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's limit is one of the clock; without a second try the page was lost, though it had hardly begun."""
    from vanban.readers import engine

    page = pages("colour-200")[0].convert("L")
    monkeypatch.setattr(engine, "MOST_MILLISECONDS", 50)
    monkeypatch.setattr(engine, "PATIENCE", 5000)
    reader = engine.Tesseract()
    assert len(reader.page(page, 200)) > 20
    monkeypatch.setattr(engine, "STARVED", 0.0)
    with pytest.raises(ReadError) as told:
        reader.page(page, 200)
    assert told.value.code == "too_complex"
