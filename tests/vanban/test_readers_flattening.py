"""Photos of pages: what lies around the paper goes, rows and columns that run together are made parallel."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vanban.readers.cleaning import cleaned
from vanban.readers.flattening import around_the_paper, bend_of

SIZE = (1240, 1754)


def page() -> Image.Image:
    """A page at 150 dots with short strokes for words, and a table of three columns."""
    picture = Image.new("L", SIZE, 235)
    draw = ImageDraw.Draw(picture)
    chance = np.random.default_rng(5)
    for top in range(140, 800, 34):
        x = 160
        while x < 1000:
            wide = int(chance.integers(20, 80))
            draw.rectangle((x, top, x + wide, top + 11), fill=25)
            x += wide + 10
    for x in (160, 300, 700, 1080):
        draw.line((x, 900, x, 1500), fill=20, width=2)
    for y in range(900, 1501, 60):
        draw.line((160, y, 1080, y), fill=20, width=2)
    return picture


def photo(by: float) -> Image.Image:
    """The page on a dark table; its right edge is ``by`` of its width lower and shorter."""
    table = Image.new("L", (SIZE[0] + 160, SIZE[1] + 160), 70)
    table.paste(page(), (80, 80))
    width, height = table.size
    off = by * width
    quad = (0, 0, 0, height, width - off, height + off, width + off, -off / 2)
    return table.transform(table.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=70)


def upright_rules(picture: Image.Image) -> int:
    """How many upright rules of the table are ink nearly all along a quarter of the page."""
    ink = np.asarray(picture.convert("L")) < 140
    rows, columns = slice(int(0.58 * ink.shape[0]), int(0.78 * ink.shape[0])), slice(int(0.1 * ink.shape[1]), -120)
    full = np.maximum.reduce([np.roll(ink, step, 1) for step in (-1, 0, 1)])[rows, columns].mean(0) > 0.9
    return int((np.diff(full.astype(int)) == 1).sum())


def test_a_table_of_a_photo_stands_upright_again() -> None:
    bent = photo(0.03)
    clean = cleaned(bent, 150)
    assert clean.bend is not None
    assert upright_rules(bent) < 4
    assert upright_rules(clean.picture) == 4


def test_places_of_words_are_found_on_the_photo() -> None:
    clean = cleaned(photo(0.03), 150)
    assert clean.bend is not None
    box = clean.on_paper((100.0, 100.0, 140.0, 110.0))
    x, y = clean.bend.source((120.0, 105.0), (clean.picture.width / clean.scale, clean.picture.height / clean.scale))
    assert ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) == pytest.approx((x, y), abs=0.2)


@pytest.mark.parametrize("angle", [0.0, 1.5, -2.5])
def test_what_a_scanner_has_turned_is_only_turned(angle: float) -> None:
    turned = page().rotate(angle, fillcolor=235)
    ink = np.asarray(turned.reduce(2)) < 140
    assert bend_of(ink, -angle) is None
    assert around_the_paper(turned, 150) is None


def test_the_table_under_the_paper_goes_and_a_shadow_stays() -> None:
    table = Image.new("L", (SIZE[0] + 160, SIZE[1] + 160), 70)
    table.paste(page(), (80, 80))
    dark = np.linspace(0, 90, table.width)[None, :]
    shaded = Image.fromarray(np.clip(np.asarray(table, float) - dark, 0, 255).astype(np.uint8))
    rim = around_the_paper(shaded, 150)
    assert rim is not None
    gone = np.asarray(rim) > 0
    assert gone[:70].all()
    assert gone[:, -70:].all()
    assert not gone[130:-130, 130:-130].any()


def test_tiny_and_empty_pictures_are_no_photos() -> None:
    for size in ((1, 1), (3, 900), (60, 60)):
        assert around_the_paper(Image.new("L", size, 255), 150) is None
        assert around_the_paper(Image.new("L", size, 0), 150) is None
    assert bend_of(np.zeros((50, 50), bool), 0.0) is None
