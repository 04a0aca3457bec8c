"""Drawn pictures that stand for photographs in the sample ward: plainly drawings, so nobody takes them for proof."""

import io
import math
import random
import struct
import wave

from PIL import Image, ImageDraw

SIZE, SHRUNK = (1200, 800), (480, 320)
SKIES = ("#cfe3f1", "#f4e3c6", "#dfe8d4", "#e6dcef", "#d7ecea")
RATE, NOTES = 16_000, (523.25, 659.26, 783.99, 1046.5)
COATS = ("#17466f", "#7d161b", "#3c985a", "#dd9d22", "#54407a", "#15507f", "#a05a2c")


def sample_picture(kind: str, seed: int) -> bytes:
    """A JPEG of 480 × 320: a hall with people, a loudspeaker on its pole, or a board with sheets, by kind."""
    drawn = _drawn(kind, seed).resize(SHRUNK, Image.Resampling.BOX, reducing_gap=1.0)
    return _jpeg(drawn)


def library_picture(kind: str, seed: int) -> bytes:
    """The same as a JPEG of 1200 × 800, for the library: also "counter" and "phone"."""
    return _jpeg(_drawn(kind, seed))


def chime() -> bytes:
    """Three seconds of WAV, 16 kHz: four notes of a bell, as loudspeakers give before a bulletin. Nobody speaks."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(_note(hertz) for hertz in NOTES))
    return out.getvalue()


def _note(hertz: float) -> bytes:
    length = RATE * 3 // 4
    swings = (math.sin(math.tau * hertz * one / RATE) * math.exp(-4 * one / length) for one in range(length))
    return b"".join(struct.pack("<h", round(9000 * swing)) for swing in swings)


def _drawn(kind: str, seed: int) -> Image.Image:
    dice = random.Random(seed)  # noqa: S311 - pictures, not secrets
    image = Image.new("RGB", SIZE, dice.choice(SKIES))
    DRAWERS.get(kind, _hall)(ImageDraw.Draw(image), dice)
    return image


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _hall(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    draw.rectangle((0, 520, 1200, 800), fill="#b98d5f")
    draw.rectangle((250, 90, 950, 330), fill="#7d161b")
    draw.rectangle((290, 150, 910, 180), fill="#e3b552")
    draw.rectangle((360, 215, 840, 240), fill="#f7e9c6")
    for row in range(3):
        for seat in range(9):
            x, y = 90 + seat * 125 + row * 18, 470 + row * 95
            draw.ellipse((x, y, x + 54, y + 58), fill="#e8c39e")
            draw.rounded_rectangle((x - 18, y + 55, x + 72, y + 150), 26, fill=dice.choice(COATS))


def _loudspeaker(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    draw.rectangle((0, 620, 1200, 800), fill="#7fa36b")
    for x in range(60, 1200, 260):
        top = 380 + dice.randrange(120)
        draw.rectangle((x, top, x + 190, 640), fill=dice.choice(("#d9a066", "#c9785a", "#e7d3a8")))
        draw.polygon(((x - 20, top), (x + 95, top - 90), (x + 210, top)), fill="#8a3b2e")
    draw.rectangle((592, 120, 612, 700), fill="#5d616b")
    for side in (-1, 1):
        draw.polygon(((602, 190), (602 + side * 150, 120), (602 + side * 150, 280), (602, 215)), fill="#8a8374")
        for ring in range(3):
            reach = 190 + ring * 60
            box = (602 - reach, 200 - reach, 602 + reach, 200 + reach)
            draw.arc(box, -22 if side > 0 else 158, 22 if side > 0 else 202, fill="#17466f", width=6)


def _board(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    draw.rectangle((0, 640, 1200, 800), fill="#a9a297")
    draw.rectangle((130, 90, 1070, 610), fill="#8b5e34")
    draw.rectangle((160, 120, 1040, 580), fill="#efece4")
    for column in range(4):
        for row in range(2):
            x, y = 190 + column * 212, 145 + row * 215
            draw.rectangle((x, y, x + 175, y + 195), fill="white", outline="#b9b4a9", width=3)
            draw.rectangle((x + 15, y + 15, x + 160, y + 32), fill="#7d161b")
            for line in range(7):
                width = dice.randrange(90, 145)
                draw.rectangle((x + 15, y + 50 + line * 19, x + 15 + width, y + 58 + line * 19), fill="#8a8374")


def _counter(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """A counter of the one-stop centre with people before it."""
    draw.rectangle((0, 560, 1200, 800), fill="#c9bfae")
    draw.rectangle((120, 60, 1080, 150), fill="#7d161b")
    draw.rectangle((200, 92, 1000, 118), fill="#e3b552")
    for window in range(4):
        x = 130 + window * 245
        draw.rectangle((x, 210, x + 205, 420), fill="#f4f8f6", outline="#5d616b", width=5)
        draw.ellipse((x + 75, 250, x + 130, 308), fill="#e8c39e")
        draw.rounded_rectangle((x + 50, 305, x + 155, 420), 26, fill="#17466f")
    draw.rectangle((90, 420, 1110, 540), fill="#8b5e34")
    for person in range(3):
        x = 170 + person * 330
        draw.ellipse((x, 480, x + 70, 554), fill="#e8c39e")
        draw.rounded_rectangle((x - 30, 550, x + 100, 760), 34, fill=dice.choice(COATS))


def _phone(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """A telephone with a form on it, held over a table."""
    draw.rectangle((0, 600, 1200, 800), fill="#b98d5f")
    draw.rounded_rectangle((420, 60, 780, 740), 44, fill="#2b2f36")
    draw.rounded_rectangle((445, 120, 755, 690), 12, fill="#f7f9f6")
    draw.rectangle((445, 120, 755, 190), fill="#0b6b53")
    for line in range(5):
        y = 225 + line * 72
        draw.rectangle((470, y, 470 + dice.randrange(90, 180), y + 12), fill="#8a8374")
        draw.rounded_rectangle((470, y + 20, 730, y + 54), 8, fill="white", outline="#b9b4a9", width=3)
    draw.rounded_rectangle((520, 610, 680, 660), 14, fill="#dd9d22")


DRAWERS = {
    "broadcast": _loudspeaker, "printed": _board, "posting": _board, "document": _board, "survey": _board,
    "counter": _counter, "phone": _phone,
}  # fmt: skip
