"""Bad input: every one gets its code and a message that says what to do, and nothing hangs."""

import io
import random
import time
import zipfile
from contextlib import suppress

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from docx import Document
from PIL import Image, ImageDraw

from tests.vanban.form_sample import report
from vanban.errors import ReadError
from vanban.form.docx import render_docx
from vanban.form.pdf import pdf_available, render_pdf
from vanban.readers import MOST_MEGABYTES, OLE, open_source
from vanban.readers.refusals import MESSAGES

GOOD = render_docx(report(rows=3, paragraphs=1))
DAMAGED = "Tang cuong cong tac thong tin, tuyén truyén nhim nang cao nhan thitc clia can bg, cong chirc " * 4


def refused(data: bytes, name: str = "") -> ReadError:
    started = time.process_time()
    with pytest.raises(ReadError) as caught:
        open_source(data, name)
    assert time.process_time() - started < 10
    assert caught.value.message
    return caught.value


def repacked(changes: dict[str, bytes | None], **extra: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = changes.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in extra.items():
            new.writestr(name, part)
    return out.getvalue()


def picture(kind: str, size: tuple[int, int] = (1240, 1754), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).text((100, 100), "KE HOACH", fill="black")
    image.save(out, kind)
    return out.getvalue()


def layered(text: str) -> bytes:
    """A picture over the whole page, and over it text that nobody sees."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(595, 842)
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(pdfium.PdfBitmap.from_pil(Image.new("RGB", (600, 850), "white")))
    image.set_matrix(pdfium.PdfMatrix().scale(595, 842))
    page.insert_obj(image)
    for number in range(0, len(text), 80):
        item = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 12)
        encoded = (text[number : number + 80] + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(item, (raw.FPDF_WCHAR * (len(encoded) // 2)).from_buffer_copy(encoded))
        raw.FPDFTextObj_SetTextRenderMode(item, 3)
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, 50, 780 - number / 4)
        raw.FPDFPage_InsertObject(page.raw, item)
    page.gen_content()
    return saved(document)


def saved(document: pdfium.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF whose user password is not the empty one."""
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    )
    starts = [head.index(f"{n} 0 obj".encode()) for n in (1, 2, 3)]
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<01><01>]>>\nstartxref\n%d\n%%%%EOF" % len(head)
    return head + table + trailer


def with_document(xml: str) -> bytes:
    return repacked({"word/document.xml": xml.encode()})


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'

CASES = {
    "empty file": (b"", "empty"),
    "only blanks": (b" \r\n\t ", "empty"),
    "text without letters": (b"... --- ...", None),
    "half a picture named pdf": (picture("JPEG")[:700], None),
    "half a png": (picture("PNG")[:700], None),
    "no heic behind the mark": (b"\0\0\0\x18ftypheic" + bytes(50), "broken_picture"),
    "tiny picture": (picture("PNG", (300, 400)), "picture_too_small"),
    "slim picture": (picture("PNG", (600, 3600), "1"), "picture_too_slim"),
    "huge picture": (picture("PNG", (9000, 9000), "1"), "picture_too_large"),
    "video": (b"\0\0\0\x18ftypisom" + bytes(50), "unknown_format"),
    "locked pdf": (locked_pdf(), "password_protected"),
    "no pdf behind the mark": (b"%PDF-1.7\n" + b"x" * 500, "broken_pdf"),
    "locked docx": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
    "old doc": (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "old_doc"),
    "old xls": (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "unknown_format"),
    "rtf": (rb"{\rtf1 abc}", "unknown_format"),
    "html": (b"  <!DOCTYPE html><p>x", "unknown_format"),
    "program": (b"MZ" + bytes(100), "unknown_format"),
    "rar": (b"Rar!\x1a\x07" + bytes(100), "unknown_format"),
    "binary": (bytes(range(256)) * 40, None),
    "half a docx": (GOOD[: len(GOOD) // 2], "broken_docx"),
    "zip of other things": (repacked({"word/document.xml": None, "_rels/.rels": None}), "unknown_format"),
    "docx without body": (with_document("<w:document xmlns:w='x'/>"), "broken_docx"),
    "docx with broken xml": (with_document("<w:document"), "broken_docx"),
    "docx with empty xml": (repacked({"word/document.xml": b""}), "broken_docx"),
    "entities": (with_document(BOMB), "zip_bomb"),
    "entities in utf-16": (repacked({"word/document.xml": BOMB.encode("utf-16")}), "zip_bomb"),
    "bomb in the text": (repacked({"word/document.xml": b" " * 60_000_000}), "zip_bomb"),
    "bomb beside the text": (repacked({}, bomb=bytes(80_000_000)), "zip_bomb"),
    "too many members": (repacked({}, **{f"m{n}": b"" for n in range(5_001)}), "zip_bomb"),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_refused_with_its_reason(case: str) -> None:
    data, code = CASES[case]
    error = refused(data, "ke-hoach.pdf")
    assert error.code in MESSAGES or error.code == "not_text"
    assert code is None or error.code == code


def test_an_empty_docx_has_no_text() -> None:
    out = io.BytesIO()
    Document().save(out)
    assert refused(out.getvalue()).code == "empty"


def test_a_blank_pdf_has_no_text() -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    assert refused(saved(document)).code == "empty"


def test_too_many_pages_are_refused_at_once() -> None:
    document = pdfium.PdfDocument.new()
    for _ in range(301):
        document.new_page(595, 842)
    error = refused(saved(document))
    assert error.code == "too_long"
    assert "300" in error.message


def test_too_large_is_told_before_anything_is_opened() -> None:
    error = refused(b"PK" + bytes(MOST_MEGABYTES * 1024 * 1024))
    assert error.code == "too_large"
    assert str(MOST_MEGABYTES) in error.message


def test_a_text_that_declares_less_than_it_inflates_to_is_refused() -> None:
    data = bytearray(repacked({"word/document.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        size = package.getinfo("word/document.xml").file_size
    lied = bytes(data).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert refused(lied).code in {"broken_docx", "zip_bomb"}


def test_an_encrypted_member_is_a_password() -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert refused(bytes(data)).code in {"password_protected", "broken_docx"}


def test_the_name_decides_nothing() -> None:
    assert open_source(GOOD, "anh.jpg").format == "docx"


@pytest.mark.parametrize("seed", range(25))
def test_a_docx_with_random_harm_is_read_or_refused(seed: int) -> None:
    harmed(GOOD, seed)


@pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango nên không in được PDF")
def test_a_pdf_with_random_harm_is_read_or_refused() -> None:
    good = render_pdf(report(rows=3, paragraphs=1))
    for seed in range(40):
        harmed(good, seed)
    for part in (10, 100, 1000, len(good) // 2, len(good) - 200):
        read_or_refuse(good[:part])


def harmed(data: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    out = bytearray(data)
    for _ in range(chance.choice((1, 20, 400))):
        out[chance.randrange(8, len(out))] = chance.randrange(256)
    read_or_refuse(bytes(out))


def read_or_refuse(data: bytes) -> None:
    with suppress(ReadError):
        assert open_source(data).text


def test_messages_tell_what_to_do_and_name_no_technical_thing() -> None:
    for code, message in MESSAGES.items():
        assert "ãy" in message, code
        assert not {"XML", "OLE", "UTF-8", "exception"} & set(message.split()), code
