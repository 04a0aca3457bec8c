"""Names of files: what a person's device sent, made safe to store, show and download. Pure."""

import re
import unicodedata

LONGEST = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]+')
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def safe_name(name: str, default: str = "tep") -> str:
    """One NFC line without folders, control or direction marks, at most 120 characters; the ending survives.

    Direction marks are dropped because they let "ảnh\u202egpj.exe" look like a picture.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in _BIDI.sub("", last))
    plain = re.sub(r" +", " ", _FORBIDDEN.sub("-", plain)).strip().rstrip(" .")
    ending = ending_of(plain)
    stem = plain[: -len(ending) - 1] if ending else plain
    stem = stem[: LONGEST - len(ending) - 1].strip(" .") or default
    return f"{stem}.{ending}" if ending else stem


def ending_of(name: str) -> str:
    """The ending without its dot, in lower case ("jpg"); empty where there is none."""
    found = _ENDING.search(name)
    return found[1].lower() if found else ""


def with_ending(name: str, endings: tuple[str, ...]) -> str:
    """The name with one of the endings: its own where that fits, else the first of them in its place."""
    own = ending_of(name)
    if own in endings:
        return name
    stem = name[: -len(own) - 1] if own in _REPLACEABLE else name
    return f"{stem[: LONGEST - len(endings[0]) - 1]}.{endings[0]}"


_REPLACEABLE = frozenset("jpg jpeg jpe jfif png webp heic mp3 m4a aac wav ogg oga opus mp4 m4v mov webm".split())  # noqa: SIM905
