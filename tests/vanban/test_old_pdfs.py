"""PDF files with a text layer that is in an old encoding, wrong, or missing."""

import pytest

from tests.vanban import old_pdfs
from vanban.form.pdf import pdf_available
from vanban.legacy.convert import with_horns
from vanban.readers import open_source
from vanban.readers.damage import is_garbled
from vanban.readers.engine import ocr_available
from vanban.source import Source

pytestmark = pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango nên không in được PDF")
ocr = pytest.mark.skipif(not ocr_available(), reason="máy này chưa có mô hình nhận dạng chữ Việt")


@pytest.fixture(scope="module")
def sound() -> Source:
    return open_source(old_pdfs.in_unicode())


def words(source: Source) -> list[str]:
    return source.text.replace("Ủy", "Uy").split()


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_old_fonts_come_out_letter_by_letter(encoding: str, sound: Source) -> None:
    source = open_source(old_pdfs.in_old_fonts(encoding))
    assert words(source) == words(sound)
    assert any("phông chữ cũ" in note for note in source.notes)
    assert {sheet.kind for sheet in source.sheets} == {"digital"}


def test_old_fonts_without_names_are_told_by_their_words(sound: Source) -> None:
    assert words(open_source(old_pdfs.in_old_fonts("vni", named=False))) == words(sound)
    small = open_source(old_pdfs.in_old_fonts("tcvn3", named=False))
    assert [word.lower() for word in words(small)] == [word.lower() for word in words(sound)]
    assert len(small.notes) == 1


def test_marks_that_stand_apart_come_together(sound: Source) -> None:
    assert words(open_source(old_pdfs.decomposed())) == words(sound)


@ocr
@pytest.mark.parametrize("make", [old_pdfs.with_codes_lost, old_pdfs.with_codes_wrong])
def test_what_is_printed_is_read_where_the_codes_are_lost_or_wrong(make: object, sound: Source) -> None:
    source = open_source(make())  # type: ignore[operator]
    assert sum(one == other for one, other in zip(words(source), words(sound), strict=True)) >= len(words(sound)) - 3
    assert [sheet.kind for sheet in source.sheets] == ["bad_layer"]
    assert "không đúng với chữ in ra" in source.notes[0]
    assert any(word.confidence for word in source.words)


def test_wrong_codes_without_a_reader_of_pictures_are_refused_or_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.readers.pdf.ocr_available", lambda: False)
    assert open_source(old_pdfs.with_codes_wrong()).text


@pytest.mark.parametrize(
    ("text", "right"),
    [("nh- ng-ời tr-ớc", "như người trước"), ("KH-UBND, VH-XH", "KH-UBND, VH-XH"), ("TR-ỚC", "TRƯỚC"),
     ("Văn hóa - Xã hội; - Phát", "Văn hóa - Xã hội; - Phát"), ("2025-2030", "2025-2030"), ("-u tiên", "ưu tiên")],
)  # fmt: skip
def test_a_hyphen_is_a_letter_only_where_it_makes_a_syllable(text: str, right: str) -> None:
    assert with_horns(text) == right


def test_sound_text_with_and_without_marks_is_not_garbled() -> None:
    assert not is_garbled("Kế hoạch tuyên truyền cải cách hành chính năm 2025 của Ủy ban nhân dân phường " * 3)
    assert not is_garbled("Ke hoach tuyen truyen cai cach hanh chinh nam 2025 cua Uy ban nhan dan phuong " * 3)
    assert not is_garbled("\n".join(f"{n} 1.234.567 89,5% Phường {n}" for n in range(40)))
    assert is_garbled("\ue012\ue013\ue014 \ue015\ue016 \ue017" * 20)
    assert is_garbled("Pz mrdfm wxczt fgvbn qwsdf zxcvb plkjh mnbvc rtyfg hjklp" * 4)
