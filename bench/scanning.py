"""Makes scans of a PDF: pictures of its pages with what a scanner, a photocopier or a phone does to them.

    python bench/scanning.py IN.pdf OUT.pdf KIND [SEED]

For benches and tests; needs only numpy, Pillow and pdfium. The same seed makes the same scan.
"""

import io
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Pixels = Any
SANS = "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a scan looks. ``skew``: most degrees; ``noise``: standard deviation of grey; ``quality``: of the JPEG, 0 for
    one bit; ``shade``: grey levels from one corner to the other; ``specks``: dots a page; ``turned``: clockwise, one after
    the other; ``through``: part of the ink of the other side that shines through; ``corner``: most part of the page's width by
    which a phone sees its corners displaced; ``shadow``: grey levels of the soft shadow of a hand; ``seals``: over text
    anywhere on each page."""

    dpi: int
    skew: float = 0.4
    noise: float = 6
    blur: float = 0.5
    quality: int = 70
    grey: bool = True
    specks: int = 40
    shade: float = 6
    turned: tuple[int, ...] = (0,)
    through: float = 0.0
    corner: float = 0.0
    shadow: float = 0.0
    seals: bool = False


KINDS = {
    "grey-300": Kind(300),
    "colour-200": Kind(200, skew=1.0, noise=10, blur=0.6, quality=60, grey=False, specks=150, shade=18),
    "photo-150": Kind(150, skew=1.2, noise=9, quality=55, grey=False, specks=80, shade=45),
    "bit-200": Kind(200, skew=0.8, noise=22, blur=0.7, quality=0, specks=500, shade=10),
    "turned-200": Kind(200, skew=2.0, noise=8, quality=60, grey=False, specks=60, shade=10, turned=(90,)),
    # Not those that the reader was made with.
    "worn-200": Kind(200, skew=2.5, noise=14, blur=0.7, quality=40, grey=False, specks=200, shade=20, through=0.12),
    "phone-200": Kind(200, skew=1.5, noise=8, quality=50, grey=False, specks=0, shade=50, corner=0.025, shadow=70),
    "turns-200": Kind(200, skew=2.5, noise=8, quality=40, grey=False, specks=60, shade=10, turned=(0, 90, 180, 270)),
    "seals-300": Kind(300, skew=1.0, noise=8, quality=50, grey=False, seals=True),
    "fax-150": Kind(150, skew=2.0, noise=25, blur=0.5, quality=0, specks=300, shade=15),
}


def scan(pdf: bytes, kind: Kind, seed: int = 0) -> list[Image.Image]:
    """The pages as pictures; a page that is signed gets a red seal and a blue signature over its text."""
    pages: list[Image.Image] = []
    before: Image.Image | None = None
    with pdfium.PdfDocument(pdf) as document:
        for number in range(len(document)):
            chance = np.random.default_rng(seed * 1000 + number)
            page = document[number]
            printed = page.render(scale=kind.dpi / 72).to_pil().convert("RGB")
            picture = _shone_through(printed, before, kind.through) if kind.through and before else printed
            for place in _seal_places(page, chance if kind.seals else None):
                picture = _sealed(picture, place, (kind.dpi / 72, chance))
            aged = _aged(picture, kind, chance)
            pages.append(aged.rotate(kind.turned[number % len(kind.turned)], expand=True))
            before = printed
    return pages


def _seal_places(page: Any, chance: np.random.Generator | None) -> list[tuple[float, float]]:
    """Where the page is sealed: under the name of who signs, or also anywhere."""
    places = [place for place in [_signed_at(page)] if place]
    if chance is not None:
        places.append((float(chance.uniform(120, 420)), float(chance.uniform(60, 700))))
    return places


def _shone_through(picture: Image.Image, other: Image.Image, part: float) -> Image.Image:
    """The ink of the other side, mirrored, blurred and pale."""
    back = other.transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(1.5))
    return ImageChops.multiply(picture, back.resize(picture.size).point(lambda v: round(255 - (255 - v) * part)))


def _bent(picture: Image.Image, kind: Kind, chance: np.random.Generator) -> Image.Image:
    """The page on a dark table as a phone sees it, its corners displaced, with the soft shadow of a hand."""
    width, height = picture.size
    rim = round(0.03 * width)
    table = Image.new("RGB", (width + 2 * rim, height + 2 * rim), (96, 84, 70))
    table.paste(picture, (rim, rim))
    corners = [(0, 0), (0, table.height), (table.width, table.height), (table.width, 0)]
    seen = [tuple(v + float(chance.uniform(-1, 1)) * kind.corner * width for v in corner) for corner in corners]
    equations = [
        row
        for (x, y), (u, v) in zip(corners, seen, strict=True)
        for row in ([x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y])
    ]
    by = np.linalg.solve(np.array(equations, float), np.array([value for one in seen for value in one], float))
    bent = table.transform(table.size, Image.Transform.PERSPECTIVE, tuple(by), Image.Resampling.BICUBIC)
    across, down = np.meshgrid(np.linspace(0, 1, bent.width), np.linspace(0, 1, bent.height))
    edge = (across + 0.4 * down - float(chance.uniform(0.5, 1.1))) * 12
    dark = kind.shadow / (1 + np.exp(-edge))
    return Image.fromarray(np.clip(np.asarray(bent, np.float32) - dark[..., None], 0, 255).astype(np.uint8))


def as_pdf(pages: Iterable[Image.Image], kind: Kind) -> bytes:
    """A PDF of pictures, as a scanner makes it."""
    first, *rest = pages
    out = io.BytesIO()
    quality = {"quality": kind.quality} if kind.quality else {}
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=kind.dpi, **quality)
    return out.getvalue()


def _signed_at(page: Any) -> tuple[float, float] | None:
    """Left and top, in points, of the words under which a leader signs."""
    words = page.get_textpage()
    for wanted in ("PHÓ CHỦ TỊCH", "CHỦ TỊCH"):
        found = words.search(wanted, match_case=True)
        places = []
        while at := found.get_next():
            places.append(words.get_charbox(at[0]))
        if places:
            left, _, _, top = places[-1]
            return left, page.get_height() - top
    return None


def _sealed(picture: Image.Image, place: tuple[float, float], by: tuple[float, np.random.Generator]) -> Image.Image:
    """The picture with a seal of 36 mm left of the place, and a signature under it; inks darken what is below."""
    scale, chance = by
    size = round(36 / 25.4 * 72 * scale)
    layer = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(layer)
    x, y = place[0] * scale, (place[1] + 14) * scale
    steps = np.linspace(0, 4.6 * math.pi, 60)
    stroke = [
        (
            x + 110 * scale * k / 60 + math.sin(1.7 * t) * 12 * scale,
            y + 25 * scale + math.sin(t) * 22 * scale * (1 - k / 100),
        )
        for k, t in enumerate(steps)
    ]
    draw.line(stroke, fill=(20, 40, 150), width=max(2, round(scale)), joint="curve")
    seal = _seal(size, chance)
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(seal, (round(place[0] * scale - 0.55 * size), round(place[1] * scale - 0.12 * size)))
    return ImageChops.multiply(ImageChops.multiply(picture, layer), sheet)


def _seal(size: int, chance: np.random.Generator) -> Image.Image:
    """A round red seal, unevenly inked."""
    wide = 2 * size
    seal = Image.new("RGB", (wide, wide), "white")
    draw = ImageDraw.Draw(seal)
    red = (205, 25, 35)
    for part, line in ((0.98, 5), (0.90, 2), (0.45, 2)):
        low, high = wide / 2 * (1 - part), wide / 2 * (1 + part)
        draw.ellipse((low, low, high, high), outline=red, width=round(wide * line / 400))
    font = ImageFont.truetype(SANS, round(wide * 0.075))
    words = "ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO ★ VIỆT NAM ★ "
    for number, letter in enumerate(words):
        angle = 2 * math.pi * number / len(words)
        tile = Image.new("L", (round(wide * 0.14),) * 2, 0)
        ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), letter, font=font, fill=255, anchor="mm")
        tile = tile.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
        middle = wide / 2 + 0.40 * wide * math.cos(angle), wide / 2 + 0.40 * wide * math.sin(angle)
        seal.paste(red, (round(middle[0] - tile.width / 2), round(middle[1] - tile.height / 2)), tile)
    corners = [
        (wide / 2 + wide * far * math.cos(turn), wide / 2 + wide * far * math.sin(turn))
        for number in range(10)
        for far, turn in [(0.2 if number % 2 == 0 else 0.08, math.radians(36 * number - 90))]
    ]
    draw.polygon(corners, outline=red, fill=(230, 120, 125))
    pixels = np.asarray(seal, np.float32)
    cover = Image.fromarray(np.clip(chance.normal(0.85, 0.25, (wide, wide)) * 255, 0, 255).astype(np.uint8))
    cover = np.asarray(cover.filter(ImageFilter.GaussianBlur(2)), np.float32)[..., None] / 255
    inked = Image.fromarray((255 - (255 - pixels) * cover).astype(np.uint8))
    turned = inked.rotate(float(chance.uniform(-12, 12)), resample=Image.Resampling.BICUBIC, fillcolor="white")
    return turned.resize((size, size), Image.Resampling.LANCZOS)


def _aged(picture: Image.Image, kind: Kind, chance: np.random.Generator) -> Image.Image:
    """Skew, blur, pale ink, shade, yellow paper, noise, specks, and one bit where the kind is so."""
    angle = float(chance.uniform(-kind.skew, kind.skew))
    shift = tuple(round(v) for v in chance.uniform(-6, 6, 2))
    picture = picture.rotate(
        angle, resample=Image.Resampling.BICUBIC, translate=shift, fillcolor=(250, 250, 248)
    ).filter(ImageFilter.GaussianBlur(kind.blur))
    if kind.corner:
        picture = _bent(picture, kind, chance)
    pixels = 255 - (255 - np.asarray(picture, np.float32)) * 0.9
    pixels = pixels - _shade(pixels.shape[:2], kind, chance)
    if not kind.grey:
        pixels *= np.array([0.985, 0.975, 0.94], np.float32)
    pixels += chance.normal(0, kind.noise, (*pixels.shape[:2], 1)).astype(np.float32)
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _ in range(kind.specks):
        x, y, r = chance.integers(picture.width), chance.integers(picture.height), chance.integers(1, 3)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(90, 90, 90))
    if kind.grey:
        picture = picture.convert("L")
    if not kind.quality:
        picture = picture.point(lambda v: 255 if v > 150 else 0).convert("1", dither=Image.Dither.NONE)
    return picture


def _shade(shape: tuple[int, int], kind: Kind, chance: np.random.Generator) -> Pixels:
    height, width = shape
    turn = chance.uniform(0, 2 * math.pi)
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    return (((across * math.cos(turn) + down * math.sin(turn) + 1) / 2) * kind.shade)[..., None].astype(np.float32)


def main() -> None:
    """Write one scan."""
    source, target, name = sys.argv[1:4]
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    kind = KINDS[name]
    Path(target).write_bytes(as_pdf(scan(Path(source).read_bytes(), kind, seed), kind))


if __name__ == "__main__":
    main()
