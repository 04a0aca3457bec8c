"""Plain text to a Source: the right encoding, composed letters, and a line for each line.

Officials send text files from Word ("Unicode text": UTF-16), from web pages (UTF-8) and from old machines
(Windows-1258, whose accents stand apart and have to be composed).
"""

import codecs
import re
import unicodedata
from dataclasses import replace

from vanban.legacy.convert import CONVERTERS, NAMES, NOTE, SAMPLE, told, vietnamese
from vanban.readers.refusals import check_words, refusal
from vanban.source import Line, Source

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
INVISIBLE = re.compile("[\u200b-\u200f\u2060\u2061\ufeff\u00ad\u202a-\u202e]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
UNDEFINED = {code: chr(code) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""Bytes that cp1252 leaves out and the old encodings use."""
NEW_LINE = re.compile("\r\n?|\x0b|\x85|\u2028|\u2029")
LINE = re.compile(r"[^\n]+")


def read_text(data: bytes) -> Source:
    """Bytes of a text file → Source. Raises ReadError ``empty``, ``endless_word`` or ``unknown_format``."""
    raw, encoding = decode(data)
    check_words(raw)
    legacy = None if encoding == "cp1258" else told(raw)
    if legacy:
        raw, encoding = CONVERTERS[legacy](raw), legacy if legacy != "utf-8" else f"{encoding}/utf-8"
    text, pages = _normalise(raw)
    if not text.strip():
        raise refusal("empty")
    source = source_of(text, pages=pages, engine=f"text/{encoding}")
    return replace(source, notes=(NOTE.format(name=NAMES[legacy]),)) if legacy else source


def source_of(text: str, *, pages: list[int] | None = None, engine: str = "text") -> Source:
    """A Source of text that is already clean; ``pages`` are the offsets where pages after the first begin."""
    starts = pages or []
    lines: list[Line] = []
    page = 1
    for match in LINE.finditer(text):
        if not match.group().strip():
            continue
        while page <= len(starts) and match.start() >= starts[page - 1]:
            page += 1
        lines.append(Line(match.start(), match.end(), page))
    return Source(text, tuple(lines), "text", pages=len(starts) + 1, engine=engine)


def decode(data: bytes) -> tuple[str, str]:
    """The text of the bytes and the name of the encoding that was found. Raises ReadError ``unknown_format``."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decode_or_refuse(data, encoding)
    wide = _wide_encoding(data)
    if wide:
        return _decode_or_refuse(data, wide)
    if data.count(0) > len(data) // 100:
        raise refusal("unknown_format")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bits(data)


def _eight_bits(data: bytes) -> tuple[str, str]:
    """Text of an old machine: the letters of an old Vietnamese font as characters of cp1252 (``read_text`` converts
    them), or Windows-1258. Raises ReadError ``unknown_format``."""
    plain = "".join(UNDEFINED.get(byte) or bytes([byte]).decode("cp1252") for byte in data)
    legacy = told(plain)
    later = unicodedata.normalize("NFC", data[:SAMPLE].decode("cp1258", errors="replace"))
    if legacy and vietnamese(CONVERTERS[legacy](plain[:SAMPLE])) > vietnamese(later):
        return plain, "cp1252"
    return _decode_or_refuse(data, "cp1258")


def _decode_or_refuse(data: bytes, encoding: str) -> tuple[str, str]:
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") + len(CONTROL.findall(text)) > max(8, len(text) // 100):
        raise refusal("unknown_format")
    return text, encoding


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in Vietnamese text most high bytes are 0, 1 or 0x1E."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(byte in (0, 1, 0x1E) for byte in high) > 0.95 * len(high):
            return encoding
    return None


def _normalise(raw: str) -> tuple[str, list[int]]:
    """NFC without invisible characters; form feeds become line ends and their places are returned."""
    text = INVISIBLE.sub("", NEW_LINE.sub("\n", raw))
    text = unicodedata.normalize("NFC", BLANKS.sub(" ", text))
    parts = [CONTROL.sub("", part) for part in text.split("\f")]
    pages: list[int] = []
    length = 0
    for part in parts[:-1]:
        length += len(part) + 1
        pages.append(length)
    return "\n".join(parts), pages
