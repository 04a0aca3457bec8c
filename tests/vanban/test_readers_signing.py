"""Signing lines under seals: letters stay whole under the ink, and lines are set right from a closed list."""

import numpy as np
import pytest
from bench.scanning import SANS
from PIL import Image, ImageChops, ImageDraw, ImageFont

from vanban.readers.cleaning import _one_channel
from vanban.readers.pdf_page import Piece
from vanban.readers.seen import Seen
from vanban.readers.signing import with_signers

RIGHT = {
    "PHÔ CHỦ TỊCH": "PHÓ CHỦ TỊCH", "„PHÓ CHỦ TỊC": "PHÓ CHỦ TỊCH", "KT CHU TỊCH": "KT. CHỦ TỊCH",
    "TM. UY BAN NHÂN DAN": "TM. ỦY BAN NHÂN DÂN", "| PHÓ CHỦ Ũ TỊCH": "PHÓ CHỦ TỊCH",
}  # fmt: skip
OTHERS = ("ỦY BAN NHÂN DÂN", "KL. CHỦ TỊCH", "I. ỦY BAN NHÂN DÂN", "KẾ HOẠCH", "phó chủ tich", "2 CHỦ TỊCH")


def line(text: str, top: float, sure: float = 0.9) -> Piece:
    box = (300.0, top, 420.0, top + 14)
    words = tuple(Seen(word, box, box, sure) for word in text.split())
    return Piece(text, *box, base=top + 12, words=words)


@pytest.mark.parametrize("read", RIGHT)
def test_a_signing_line_is_set_right_from_the_list(read: str) -> None:
    (mended,) = with_signers([line(read, 100)])
    assert mended.text == RIGHT[read]
    assert [(word.text, word.kind, word.others) for word in mended.words] == [(RIGHT[read], "repaired", (read,))]


@pytest.mark.parametrize("read", OTHERS)
def test_what_is_no_signing_line_or_could_be_two_stays(read: str) -> None:
    assert [one.text for one in with_signers([line(read, 100)])] == [read]


def test_the_name_below_is_asked_about_and_never_changed() -> None:
    office, dirt, name = line("PHÓ CHỦ TỊCH", 100), line("Nn", 150), line(".. Phạm Ngọc Sơm", 200)
    *_, asked = with_signers([office, dirt, name])
    assert asked.text == "Phạm Ngọc Sơm"
    assert [(word.text, word.kind) for word in asked.words] == [("Phạm Ngọc Sơm", "unsure")]
    sure = line("Phạm Ngọc Sơn", 200, 0.99)
    assert list(with_signers([office, sure])) == [office, sure]
    far = line("Phạm Ngọc Sơn", 700)
    assert list(with_signers([office, far])) == [office, far]


@pytest.mark.parametrize("ink", [(205, 25, 35), (225, 60, 60), (20, 40, 150), (45, 70, 200)])
def test_letters_under_a_seal_stay_and_the_seal_goes(ink: tuple[int, int, int]) -> None:
    page = Image.new("RGB", (600, 300), (245, 243, 235))
    draw = ImageDraw.Draw(page)
    draw.text((300, 150), "PHÓ CHỦ", font=ImageFont.truetype(SANS, 60), fill=(25, 25, 25), anchor="mm")
    bare = np.asarray(_one_channel(page)) < 128
    layer = Image.new("RGB", page.size, "white")
    for reach in (60, 90, 120):
        ImageDraw.Draw(layer).ellipse((300 - reach, 150 - reach, 300 + reach, 150 + reach), outline=ink, width=9)
    seen = np.asarray(_one_channel(ImageChops.multiply(page, layer))) < 128
    assert (seen & bare).sum() > 0.92 * bare.sum()
    assert (seen & ~bare).sum() < 0.02 * bare.sum()
