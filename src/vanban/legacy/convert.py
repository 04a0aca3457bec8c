"""Text of the old encodings → Unicode; which of them a text is in is told by how much of it becomes Vietnamese.

A word counts as Vietnamese by the form of its syllable. A text is converted only where that makes it plainly better, so
sound Vietnamese, French and English stay as they are.
"""

import re
import unicodedata
from collections.abc import Callable

from vanban.legacy.tables import TCVN3, VISCII, VNI, VPS
from vanban.restoring.spelling import is_syllable

SAMPLE = 20_000
ENOUGH, BETTER = 0.8, 0.15
VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_VNI = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3 = str.maketrans(TCVN3)
_HIGH = {
    bytes([code]).decode("cp1252"): chr(code)
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_CP1258 = str.maketrans(
    {
        char: letter
        for code in range(0x80, 0x100)
        if (letter := bytes([code]).decode("cp1258", errors="ignore"))
        for char in (chr(code), bytes([code]).decode("cp1252", errors="ignore"))
        if char
    }
)
LOST_SHY = re.compile("(\u00c3|[\u00e1]\u00ba|[\u00e1]\u00bb)(?![\u0080-\u00bf\u0152-\u2122])")
"""Bytes AD and A0 of UTF-8 are a soft hyphen and a blank in cp1252, and get lost on the way."""


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """TCVN3 read as cp1252; ``capitals``: the font prints capitals (.VnTimeH)."""
    out = text.translate(_TCVN3)
    return out.upper() if capitals else out


HYPHENED = re.compile(r"[^\W\d_]*-[^\W\d_]*")


def with_horns(text: str) -> str:
    """Converted TCVN3 of a PDF with its ư back: code AD is a hyphen in the encoding of Windows, and many files tell it
    as one. A hyphen is ư where that makes a syllable of the word ("ng-ời", "nh-"); "KH-UBND" stays."""
    return HYPHENED.sub(lambda match: _horned(match.group()), text)


def _horned(word: str) -> str:
    if len(word) < 2:
        return word
    made = word.replace("-", "Ư" if word.isupper() else "ư")
    return made if is_syllable(made.lower()) else word


def from_vni(text: str) -> str:
    """VNI read as cp1252."""
    return _VNI.sub(lambda match: VNI[match.group()], text)


def from_viscii(text: str) -> str:
    """VISCII read as cp1252 or latin-1."""
    return "".join(VISCII.get(ord(_HIGH.get(char, char)), char) for char in text)


def from_vps(text: str) -> str:
    """VPS read as cp1252 or latin-1."""
    return "".join(VPS.get(ord(_HIGH.get(char, char)), char) for char in text)


def from_cp1258(text: str) -> str:
    """Windows-1258 read as cp1252: its marks stand behind their letters, and come together."""
    return unicodedata.normalize("NFC", text.translate(_CP1258))


def from_mojibake(text: str) -> str:
    """UTF-8 that was read as cp1252, once or twice; the text itself where it is not that."""
    for _ in range(2):
        once = _utf8_again(text)
        if once == text:
            break
        text = once
    return text


def _utf8_again(text: str) -> str:
    whole = LOST_SHY.sub(lambda match: match[1] + "\u00ad", text.replace("\u00c3 ", "\u00c3\u00a0"))
    raw = bytearray()
    for char in whole:
        code = ord(_HIGH.get(char, char))
        raw += bytes([code]) if code < 256 else char.encode(errors="replace")
    out = raw.decode("utf-8", errors="replace")
    return out if out.count("\ufffd") <= len(out) // 500 else text


CONVERTERS: dict[str, Callable[[str], str]] = {
    "utf-8": from_mojibake,
    "tcvn3": from_tcvn3,
    "vni": from_vni,
    "viscii": from_viscii,
    "vps": from_vps,
    "cp1258": from_cp1258,
}
NAMES = {
    "utf-8": "chữ Unicode bị đọc sai bảng mã",
    "tcvn3": "phông chữ cũ TCVN3 (.VnTime)",
    "vni": "phông chữ cũ VNI",
    "viscii": "bảng mã cũ VISCII",
    "vps": "bảng mã cũ VPS",
    "cp1258": "bảng mã cũ Windows-1258",
}
NOTE = "Tệp dùng {name}; đã chuyển đúng từng chữ sang Unicode, không đoán."


def vietnamese(text: str) -> float:
    """How much of a text is Vietnamese words with their marks: the share of words that are syllables, halved where
    hardly any has a letter that only Vietnamese has."""
    words = re.findall(r"[^\W\d_]+", text[:SAMPLE])
    if not words:
        return 0.0
    good = sum(is_syllable(word.lower()) for word in words) / len(words)
    marked = sum(bool(VIETNAMESE.search(word)) for word in words) / len(words)
    return good * min(1.0, 0.5 + 2 * marked)


def told(text: str) -> str | None:
    """The encoding that a text of cp1252 characters was written in, or None where it is sound or of none of them."""
    sample = unicodedata.normalize("NFC", text[:SAMPLE])
    if not re.search("[\u0080-\u00ff\u0152-\u0178\u2013-\u2122]", sample):
        return None
    now = vietnamese(sample)
    if now > 0.95:
        return None
    scores = {name: vietnamese(unicodedata.normalize("NFC", turn(sample))) for name, turn in CONVERTERS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= ENOUGH and scores[best] >= now + BETTER else None


def of_font(font: str) -> Callable[[str], str] | None:
    """The conversion that a font's name demands, or None for a Unicode font."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        capitals = name.endswith("h") and not name.endswith("tah")
        return lambda text: from_tcvn3(text, capitals=capitals)
    return from_vni if name.startswith("vni") else from_vps if name.startswith("vps") else None
