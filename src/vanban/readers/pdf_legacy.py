"""The characters of old eight-bit fonts (TCVN3, VNI, VPS) on a PDF page, turned into Unicode by the name of their font.

Exact, as in Word: such a file has the codes of the font as its text. Where a file hides the names of its fonts, the
words tell (``vanban.legacy.convert.told``).
"""

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as raw

from vanban.legacy.convert import of_font
from vanban.legacy.tables import VNI

if TYPE_CHECKING:
    from vanban.readers.pdf_page import Char

SUBSET = re.compile(r"^[A-Z]{6}\+")
STYLE = re.compile(r"[,-](?:Bold|Italic|Regular|Roman|Normal|Oblique|MT|PS).*$", re.IGNORECASE)
SYMBOLS = range(0xF020, 0xF100)
"""Where a symbol font has its codes."""
Turn = Callable[[str], str]


def composed(chars: Sequence["Char"]) -> list["Char"]:
    """Marks that stand apart from their letters (NFD) put on them: one character each."""
    out: list[Char] = []
    for char in chars:
        if out and unicodedata.combining(char.text[0]):
            text = unicodedata.normalize("NFC", out[-1].text + char.text)
            out[-1] = out[-1]._replace(text=text, x1=max(out[-1].x1, char.x1))
        else:
            out.append(char)
    return out


def in_unicode(textpage: Any, chars: Sequence["Char"]) -> tuple[list["Char"], bool]:
    """The characters with those of old fonts converted, and whether there were any."""
    out: list[Char] = []
    names: dict[str, Turn | None] = {}
    found = False
    for name, same in groupby(chars, key=lambda char: _font(textpage, char.order)):
        group = list(same)
        if name not in names:
            names[name] = of_font(STYLE.sub("", SUBSET.sub("", name)))
        turn = names[name]
        found |= turn is not None
        out += _turned(group, turn) if turn else group
    return out, found


def _font(textpage: Any, index: int) -> str:
    name = ctypes.create_string_buffer(96)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 96, flags)
    return name.value.decode("latin-1")


def _turned(chars: Sequence["Char"], turn: Turn) -> Iterator["Char"]:
    """The characters of one old font; of VNI a letter and the sign behind it are one."""
    waiting: Char | None = None
    for char in (_plain(one) for one in chars):
        if (
            waiting
            and not char.spaced
            and waiting.text + char.text in VNI
            and turn(waiting.text + char.text) != (turn(waiting.text) + turn(char.text))
        ):
            yield waiting._replace(text=turn(waiting.text + char.text), x1=max(waiting.x1, char.x1))
            waiting = None
            continue
        if waiting:
            yield waiting._replace(text=turn(waiting.text))
        waiting = char
    if waiting:
        yield waiting._replace(text=turn(waiting.text))


def _plain(char: "Char") -> "Char":
    code = ord(char.text[0])
    return char._replace(text=chr(code - 0xF000)) if code in SYMBOLS else char
