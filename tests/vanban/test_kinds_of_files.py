"""Files as they really arrive: nothing of a page is lost because of how its file was made."""

import io
from dataclasses import replace

import docx
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.vanban import odd_pdfs
from tests.vanban.scans import as_file, needs_ocr, printed
from vanban.errors import ReadError
from vanban.photos_together import photos_together
from vanban.readers import open_source
from vanban.readers.page_order import in_page_order
from vanban.readers.pages import PageContent
from vanban.readers.pdf_page import Piece
from vanban.readers.photos import frames_of
from vanban.readers.seen import Seen
from vanban.readers.spreads import fold_of
from vanban.source import Source

STAMP = ("Nguoi ky: UBND phuong Hoa Mai", "Email: ubnd@example.gov.vn", "Thoi gian ky: 30.01.2026 15:22:10 +07:00")


@pytest.fixture(scope="module")
def odd() -> Source:
    """Three pages: a scan in strips; a scan with the box of an electronic signature; text above, a picture below."""
    head, whole = _head()
    document = pdfium.PdfDocument.new()
    odd_pdfs.put_strips(document, whole, 8)
    stamped = odd_pdfs.put_strips(document, whole, 1)
    odd_pdfs.put_words(document, stamped, STAMP, (60, 300))
    stamped.gen_content()
    half = document.new_page(odd_pdfs.WIDE, odd_pdfs.HIGH)
    odd_pdfs.put_words(document, half, ["Digital words at the top of the page", "and more of them below"], (60, 780))
    odd_pdfs.put_picture(document, half, head, (0, 200, odd_pdfs.WIDE, 200 + odd_pdfs.HIGH / 4))
    half.gen_content()
    return open_source(odd_pdfs.written(document))


def _head() -> tuple[Image.Image, Image.Image]:
    """The head of the sample plan as a picture, and as one of a page that is empty below."""
    with pdfium.PdfDocument(printed()) as document:
        whole = document[0].render(scale=200 / 72).to_pil().convert("L")
    head = whole.crop((0, 0, whole.width, whole.height // 4))
    whole.paste(255, (0, head.height, whole.width, whole.height))
    return head, whole


def page_text(source: Source, number: int) -> str:
    return "\n".join(source.line_text(line) for line in source.lines if line.page == number)


@needs_ocr
def test_a_scan_in_strips_is_a_scan(odd: Source) -> None:
    assert odd.sheets[0].kind == "picture"
    assert "KẾ HOẠCH" in page_text(odd, 1)


@needs_ocr
def test_the_box_of_an_electronic_signature_does_not_hide_the_scan_below(odd: Source) -> None:
    text = page_text(odd, 2)
    assert "KẾ HOẠCH" in text
    assert "Nguoi ky" not in text
    note = next(note for note in odd.notes if "chữ ký số" in note)
    assert "30.01.2026 15:22:10" in note
    assert "Nguoi ky: UBND" in note


@needs_ocr
def test_a_page_that_is_half_text_and_half_picture_loses_neither(odd: Source) -> None:
    text = page_text(odd, 3)
    assert text.index("Digital words") < text.index("and more") < text.index("KẾ HOẠCH")
    assert any(note.startswith("Trang 2, 3 có phần là ảnh") for note in odd.notes)
    assert [word for word in odd.words if word.page == 3]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_turned_reads_as_it_is_shown(degrees: int) -> None:
    plain, other = open_source(odd_pdfs.turned(printed(), 180)), open_source(odd_pdfs.turned(printed(), degrees))
    upright = open_source(printed())
    assert page_text(other, 1) == page_text(upright, 1)
    assert other.lines[0].box == pytest.approx(upright.lines[0].box, abs=0.5)
    assert plain.sheets[0].height == pytest.approx(upright.sheets[0].height, abs=0.5)


def test_a_page_cut_out_of_a_larger_sheet_stands_where_it_is_seen() -> None:
    upright, other = open_source(printed()), open_source(odd_pdfs.cut_out(printed()))
    assert page_text(other, 1) == page_text(upright, 1)
    assert other.lines[0].box == pytest.approx(upright.lines[0].box, abs=0.5)


def test_a_number_that_was_put_on_as_an_annotation_is_read() -> None:
    source = open_source(odd_pdfs.with_note(printed(), "So: 15/KH-UBND ngay 30/01/2026"))
    assert "So: 15/KH-UBND ngay 30/01/2026" in source.text


@needs_ocr
def test_an_open_booklet_is_read_left_page_first() -> None:
    source = open_source(as_file(_booklet(), "JPEG", quality=80))
    assert source.pages == 1
    assert source.sheets[0].width > source.sheets[0].height
    assert source.text.count("KẾ HOẠCH") == 2
    places = [word.box[0] for word in source.words if source.text[word.start : word.end] == "HOẠCH"]
    assert places[0] < source.sheets[0].width / 2 < places[1]
    left = source.text.index("KẾ HOẠCH")
    assert source.text.index("Hạnh phúc") < left < source.text.index("Hạnh phúc", left)


def _booklet() -> Image.Image:
    head, _ = _head()
    sheet = Image.new("L", (2 * head.width, round(1.41 * head.width)), 255)
    sheet.paste(head, (0, 0))
    sheet.paste(head, (head.width, 0))
    sheet.paste(150, (head.width - 4, 0, head.width + 4, sheet.height))  # the shadow of the fold
    return sheet


def test_a_page_on_its_side_and_one_with_lines_across_are_no_booklets() -> None:
    _, whole = _head()
    assert fold_of(_booklet()) is not None
    assert fold_of(whole) is None
    with pdfium.PdfDocument(printed()) as document:
        page = document[0].render(scale=100 / 72).to_pil().convert("L")
    assert fold_of(page.rotate(90, expand=True)) is None
    wide = Image.new("L", (page.width, page.height // 2), 255)
    wide.paste(page.crop((0, page.height // 2, page.width, page.height)), (0, 0))
    assert fold_of(wide) is None


def test_sixteen_bits_and_transparent_paper_are_paper() -> None:
    head, _ = _head()
    deep = Image.fromarray(np.asarray(head).astype(np.uint16) * 257)
    frame = next(frames_of(as_file(deep, "PNG")))
    assert frame.picture.mode == "L"
    assert frame.picture.getextrema() == (0, 255)
    clear = Image.new("RGBA", head.size, (0, 0, 0, 0))
    clear.putalpha(head.point(lambda level: 255 - level))
    frame = next(frames_of(as_file(clear, "PNG")))
    assert frame.picture.convert("L").getextrema() == (0, 255)
    assert frame.picture.getpixel((2, 2)) == (255, 255, 255)


def test_several_photos_are_one_pdf_each_as_it_is_and_upright() -> None:
    head, whole = _head()
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = as_file(whole.rotate(90, expand=True), "JPEG", quality=70, exif=exif.tobytes())
    made = photos_together([lying, as_file(head.convert("RGBA"), "PNG")])
    assert lying[-2000:] in made
    with pdfium.PdfDocument(made) as document:
        assert len(document) == 2
        assert document[0].get_height() > document[0].get_width()
        shown = document[0].render(scale=1).to_pil().convert("L")
        assert shown.crop((0, 0, shown.width, shown.height // 4)).getextrema()[0] < 100
        assert shown.crop((0, shown.height // 2, shown.width, shown.height)).getextrema()[0] > 200
    with pytest.raises(ReadError) as refused:
        photos_together([lying, printed()])
    assert refused.value.code == "not_photos"
    with pytest.raises(ReadError) as refused:
        photos_together([lying, b"\x89PNG\r\n\x1a\n broken"])
    assert refused.value.code == "broken_picture"


def _page(number: int, *texts: str) -> PageContent:
    page = PageContent(number, 595, 842, kind="picture", confidence=0.9)
    for row, text in enumerate(texts):
        aside = 290 if text.isdigit() else 60
        page.lines.append(Piece(text, aside, 40 + 20 * row, aside + 15, 52 + 20 * row, 52 + 20 * row))
    return page


def test_pages_in_disorder_are_read_by_the_numbers_on_them() -> None:
    sent = [
        _page(1, "3", "tiếp"),
        _page(2, "Độc lập - Tự do - Hạnh phúc"),
        _page(3, "2", "nội dung"),
        _page(4, "Nơi nhận"),
    ]
    ordered, notes = in_page_order(sent)
    assert [page.number for page in ordered] == [2, 3, 4, 1]
    assert "lần lượt trang 2, 3, 4, 1" in notes[0]
    assert in_page_order(ordered) == (ordered, [])


def test_a_page_that_is_missing_or_there_twice_is_told() -> None:
    first = _page(1, "Độc lập - Tự do - Hạnh phúc")
    _, notes = in_page_order([first, _page(2, "2"), _page(3, "4")])
    assert "số 3" in notes[0]
    kept, notes = in_page_order([first, _page(2, "2"), _page(3, "2"), _page(4, "3")])
    assert [page.number for page in kept] == [1, 2, 3, 4]
    assert "hai trang cùng mang số 2" in notes[0]
    digital = PageContent(2, 595, 842)
    assert in_page_order([_page(1, "2"), digital]) == ([_page(1, "2"), digital], [])


def _numbered(*printed: int | tuple[int, float]) -> list[PageContent]:
    """A first page and others with these numbers, some with the confidence with which they were read."""
    pages = [_page(1, "Độc lập - Tự do - Hạnh phúc")]
    for place, one in enumerate(printed, 2):
        number, sure = one if isinstance(one, tuple) else (one, 0.96)
        page = _page(place, str(number), "nội dung")
        box = 290.0, 40.0, 305.0, 52.0
        page.lines[0] = replace(page.lines[0], words=(Seen(str(number), box, box, sure),))
        pages.append(page)
    return pages


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ([2, 3, 4, (9, 0.62), 6, 7], [1, 2, 3, 4, 5, 6, 7]),  # a seal over the number of page 5
        ([2, 3, 4, (8, 0.62), 6, 7], [1, 2, 3, 4, 5, 6, 7]),
        ([2, 3, 4, 5, (9, 0.62), 7], [1, 2, 3, 4, 5, 6, 7]),  # as many rise with it as without
        ([2, 3, (6, 0.62), 5, 6], [1, 2, 3, 4, 5, 6]),  # not told to be there twice
        ([(7, 0.62), 3, 4, 5], [1, 2, 3, 4, 5]),
        ([2, 3, 5, 4, 6], [1, 2, 3, 5, 4, 6]),  # these lie in disorder, their numbers are good
        ([2, 6, 4, 5, 3], [1, 2, 6, 4, 5, 3]),
        ([2, 5, 4, 6], [1, 2, 4, 3, 5]),  # also where page 3 was not scanned
        ([5, 4, 3, 2], [1, 5, 4, 3, 2]),
    ],
)
def test_one_misread_number_moves_no_page(printed: list[int | tuple[int, float]], read: list[int]) -> None:
    ordered, notes = in_page_order(_numbered(*printed))
    assert [page.number for page in ordered] == read
    if any(isinstance(one, tuple) for one in printed):
        assert notes == []


def test_a_number_that_is_surely_read_and_fits_nowhere_is_told() -> None:
    ordered, notes = in_page_order(_numbered(2, 3, 4, 9, 6, 7))
    assert [page.number for page in ordered] == [1, 2, 3, 4, 5, 6, 7]
    assert "trang 5 của tệp không khớp" in notes[0]


def test_a_word_file_of_pictures_says_what_to_do() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(as_file(_head()[0], "PNG")))
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(ReadError) as refused:
        open_source(out.getvalue())
    assert refused.value.code == "only_pictures"
    assert "PDF" in refused.value.message
