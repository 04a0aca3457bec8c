"""Old encodings come out letter by letter as they went in."""

import io
import unicodedata

import pytest
from docx import Document

from vanban.legacy.convert import from_tcvn3, of_font, told
from vanban.legacy.tables import TCVN3, VISCII, VNI, VPS
from vanban.readers import open_source
from vanban.readers.text import read_text

TEXT = (
    "Kế hoạch tuyên truyền cải cách hành chính của Ủy ban nhân dân xã; đẩy mạnh ứng dụng chữ ký số, những điều kiện "
    "cần thiết để phục vụ nhân dân ngày càng tốt hơn. Mỗi quỹ, kỹ năng, ỷ lại, dễ dãi, mẫu hẵng, chẵn lẻ, Đảng, Ước."
)
PLAIN = TEXT.replace("Ủ", "U").replace("Ướ", "ướ")
"""VN3 has no marked capitals."""


def old(text: str, table: dict[str, str]) -> str:
    """The text as characters of cp1252 that an old font shows right."""
    back: dict[str, str] = {}
    for wrong, letter in table.items():
        back.setdefault(letter, wrong)
    return "".join(back.get(char, char) for char in text)


def eight_bits(text: str) -> bytes:
    return b"".join(char.encode("latin-1") if ord(char) < 256 else char.encode("cp1252") for char in text)


VPS_CHARS = {chr(code): letter for code, letter in VPS.items()}
VISCII_CHARS = {chr(code): letter for code, letter in VISCII.items()}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (eight_bits(old(PLAIN, TCVN3)), PLAIN),
        (eight_bits(old(TEXT, VNI)), TEXT),
        (eight_bits(old(TEXT, VISCII_CHARS)), TEXT),
        (eight_bits(old(TEXT, VPS_CHARS)), TEXT),
        (old(PLAIN, TCVN3).encode(), PLAIN),
        (old(TEXT, VNI).encode("utf-16"), TEXT),
        (TEXT.encode().decode("latin-1").encode(), TEXT),
        (TEXT.encode().decode("latin-1").encode().decode("latin-1").encode(), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (unicodedata.normalize("NFD", TEXT).encode(), TEXT),
    ],
    ids=["tcvn3", "vni", "viscii", "vps", "tcvn3 as unicode", "vni as unicode", "mojibake", "twice", "utf-16", "nfd"],
)
def test_text_files_come_out_as_they_were_meant(data: bytes, text: str) -> None:
    assert read_text(data).text == text


def test_what_was_converted_is_said() -> None:
    assert any("VNI" in note for note in read_text(eight_bits(old(TEXT, VNI))).notes)
    assert read_text(TEXT.encode()).notes == ()


def test_windows_1258_with_marks_that_stand_apart() -> None:
    spelt = "Kê\u0301 hoa\u0323ch cu\u0309"
    assert read_text((spelt + "a xa\u0303, đê\u0309 lai").encode("cp1258")).text == "Kế hoạch của xã, để lai"


def as_windows_writes(text: str) -> str:
    """Letters with roof, breve and horn whole, the mark behind, as the Vietnamese keyboard of Windows gives them."""
    marks = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for char in text:
        apart = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(one for one in apart if one not in marks))
        out += base + "".join(one for one in apart if one in marks)
    return out


def test_windows_1258_that_was_taken_for_cp1252_comes_back() -> None:
    wrong = as_windows_writes(TEXT).encode("cp1258").decode("cp1252")
    assert "ế" not in wrong
    source = read_text((wrong + " Giữ nguyên lời được đọc.").encode())
    assert source.text == TEXT + " Giữ nguyên lời được đọc."
    assert any("Windows-1258" in note for note in source.notes)


@pytest.mark.parametrize(
    "text", [TEXT, "L'été dernier, à Genève, les élèves ont préparé une fête.", "Plain — “text”…", "xÃ \udb00 hỏng"]
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert told(text) is None


def test_fonts_decide_run_by_run_in_word() -> None:
    document = Document()
    line = document.add_paragraph()
    for words, font in ((old("Kế hoạch ", TCVN3), ".VnTime"), (old("cải cách", TCVN3), ".VnTimeH"),
                        (old(" Đẩy mạnh", VNI), "VNI-Times"), (" đã có", "Times New Roman")):  # fmt: skip
        line.add_run(words).font.name = font
    out = io.BytesIO()
    document.save(out)
    source = open_source(out.getvalue())
    assert source.text.strip() == "Kế hoạch CẢI CÁCH Đẩy mạnh đã có"
    assert any("phông" in note for note in source.notes)


def test_the_table_of_vps_has_each_letter_once() -> None:
    assert len(set(VPS.values())) == len(VPS)
    assert "".join(VPS[code] for code in b"\xc7\x8c\xbf\xd3") == "đệựố"


def test_names_of_fonts() -> None:
    assert of_font("Times New Roman") is None
    assert of_font("VPS Times")
    assert of_font(".VnArialH")  # capitals
    assert from_tcvn3("\u00ae", capitals=True) == "Đ"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (as_windows_writes(TEXT).encode("cp1258").decode("cp1252"), "Windows-1258"),
        (old(TEXT, VNI), "VNI"),
        (TEXT.encode().decode("latin-1"), "Unicode"),
    ],
    ids=["cp1258", "vni", "mojibake"],
)
def test_words_of_a_docx_in_another_encoding_under_a_unicode_font_are_told(wrong: str, said: str) -> None:
    document = Document()
    line = document.add_paragraph()
    half = wrong.index(" ", 40)
    for words in (wrong[:half], wrong[half:]):
        line.add_run(words).font.name = "Times New Roman"
    document.add_paragraph("Kế hoạch").runs[0].font.name = ".VnTime"
    out = io.BytesIO()
    document.save(out)
    source = open_source(out.getvalue())
    assert source.text.startswith(TEXT)
    assert any(said in note for note in source.notes)
