"""Draws the icons of the installable app from the mark (office/static/lantoa/icons/mark.svg has the same geometry).

Run it after the mark has changed: .venv/bin/python scripts/draw_icons.py
"""
# ruff: noqa: INP001

import math
from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).resolve().parents[1] / "src" / "lantoa" / "phone" / "static" / "phone"
GROUND, GOLD = "#7d161b", "#e3b552"
GRID = 32
FINE = 4
"""Drawn four times as large and made small again, so that the edges are smooth."""


def icon(side: int, *, maskable: bool = False) -> Image.Image:
    """The mark at ``side`` pixels. Maskable: ground to the edges, the drawing inside the inner 80 %."""
    big = side * FINE
    image = Image.new("RGBA", (big, big), GROUND if maskable else (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    unit = big / GRID
    if not maskable:
        pen.rounded_rectangle((0, 0, big - 1, big - 1), radius=7 * unit, fill=GROUND)
    scale = 0.78 if maskable else 1.0
    _waves(pen, unit=unit, scale=scale)
    return image.resize((side, side), Image.Resampling.LANCZOS)


def _waves(pen: ImageDraw.ImageDraw, *, unit: float, scale: float) -> None:
    middle, dot, width = 16 * unit, 2.6 * unit * scale, 2.4 * unit * scale
    pen.ellipse((middle - dot, middle - dot, middle + dot, middle + dot), fill=GOLD)
    for radius in (6.5, 12.02):
        reach = (radius + 1.2) * unit * scale  # Pillow draws an arc inwards from its box
        box = (middle - reach, middle - reach, middle + reach, middle + reach)
        for start in (-45, 135):
            pen.arc(box, start, start + 90, fill=GOLD, width=round(width))
            for angle in (start, start + 90):
                _cap(pen, middle, reach=radius * unit * scale, angle=angle, width=width)


def _cap(pen: ImageDraw.ImageDraw, middle: float, *, reach: float, angle: float, width: float) -> None:
    """The round end of a line."""
    x, y = middle + reach * math.cos(math.radians(angle)), middle + reach * math.sin(math.radians(angle))
    pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=GOLD)


def main() -> None:
    """Write all of them."""
    for name, side, maskable in (
        ("icon-192", 192, False),
        ("icon-512", 512, False),
        ("icon-maskable-512", 512, True),
        ("icon-touch-180", 180, True),
    ):
        icon(side, maskable=maskable).save(TARGET / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
