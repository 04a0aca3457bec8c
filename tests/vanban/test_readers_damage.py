import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vanban.readers.damage import is_damaged, vietnamese_share

SOUND = "Đẩy mạnh công tác thông tin, tuyên truyền nhằm nâng cao nhận thức của cán bộ, công chức và người dân. " * 5
OCR = "Tang cuong cong tac thong tin, tuyén truyén nhim nang cao nhan thitc clia can bg, cong chirc viên chtic " * 5
FRENCH = "L'été dernier, à Genève, les élèves ont préparé une fête très réussie pour l'école. " * 5


def test_sound_text_is_sound_also_when_decomposed() -> None:
    assert 0.12 < vietnamese_share(SOUND) < 0.3
    assert not is_damaged(SOUND)
    assert not is_damaged(unicodedata.normalize("NFD", SOUND))
    assert not is_damaged(SOUND.upper())


def test_damaged_text_and_other_languages_are_told() -> None:
    assert is_damaged(OCR)
    assert is_damaged(FRENCH)
    assert is_damaged(SOUND.encode("utf-8").decode("latin-1"))


def test_too_little_text_is_not_judged() -> None:
    assert not is_damaged(OCR[:150])


@given(st.text())
def test_the_share_is_a_share(text: str) -> None:
    assert 0 <= vietnamese_share(text) <= 1
