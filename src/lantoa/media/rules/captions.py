"""Captions (phụ đề): WebVTT or SubRip in, clean WebVTT out. Pure."""

import html
import re

from lantoa.core.errors import Refused

LARGEST = 2 * 1024 * 1024
MOST_CUES = 20_000
_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_TIMES = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1258")


def as_vtt(data: bytes) -> str:
    """The cues as WebVTT: times in order and plain text, nothing else of the file.

    Raises:
        Refused: ``captions_large``, ``captions_unreadable``.
    """
    if len(data) > LARGEST:
        raise Refused("captions_large", "Tệp phụ đề lớn hơn 2 MB: hãy kiểm tra đúng tệp .srt hoặc .vtt.")
    cues = _cues(_decoded(data))
    if not cues or len(cues) > MOST_CUES:
        raise Refused(
            "captions_unreadable",
            "Không đọc được phụ đề: hãy gửi tệp .srt hoặc .vtt, mỗi đoạn có dòng thời gian dạng "
            "“00:00:01,000 --> 00:00:04,000”.",
        )
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _decoded(data: bytes) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in _ENCODINGS:
        if (encoding == "utf-16") is not marked:
            continue
        try:
            return data.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    return ""


def _cues(text: str) -> list[str]:
    cues: list[str] = []
    times, lines = "", list[str]()
    for line in [*text.splitlines(), ""]:
        found = _TIMES.match(line)
        if found:
            times, lines = _times(found), []
        elif not line.strip():
            if times and lines:
                cues.append(f"{times}\n" + "\n".join(lines))
            times, lines = "", []
        elif times:
            lines += [words] if (words := _plain(line)) else []
    return cues


def _times(found: "re.Match[str]") -> str:
    parts = found.groups(default="0")
    return " --> ".join(
        f"{int(hour):02d}:{int(minute):02d}:{int(second):02d}.{part:0<3}"
        for hour, minute, second, part in (parts[:4], parts[4:])
    )


def _plain(line: str) -> str:
    """Words only: what a player would take for markup is shown as it stands."""
    bare = html.unescape(_TAG.sub("", line)).replace("-->", "→")
    return html.escape(" ".join(bare.split()), quote=False)
