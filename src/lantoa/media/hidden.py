"""Pictures that are also something else (polyglot files): an archive at the end, a script in a comment. Pure.

Metadata and whatever follows a picture's end are dropped anyway (``files.stripping``). A file that hides an archive, a
document or a script was made to deceive somebody, so it is refused and the person told; the film that phones put behind
a "live" photo is dropped in silence.
"""

import re

from lantoa.core.errors import Refused

_END_OF_ZIP = b"PK\x05\x06"
_LONGEST_END = 66_000
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_PDF_WITHIN = 1024
_SCRIPTS = re.compile(rb"<\s*script|<\?php\s|<!doctype\s+html|<html[\s>]|#!/bin/|javascript:", re.IGNORECASE)


def looks_like_picture(head: bytes) -> bool:
    """Whether a file begins as one of the pictures that are kept as they are (HEIC is drawn anew)."""
    return head.startswith((b"\xff\xd8\xff", b"\x89PNG")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def check_nothing_hidden(data: bytes) -> None:
    """Raise Refused("picture_hides") where a picture's bytes are also an archive, a PDF or hold a script."""
    hides = _END_OF_ZIP in data[-_LONGEST_END:] or b"%PDF-" in data[:_PDF_WITHIN] or _SCRIPTS.search(data)
    if hides or any(one in data for one in _ARCHIVES):
        raise Refused(
            "picture_hides",
            "Tệp ảnh này chứa kèm nội dung khác (tệp nén, PDF hoặc mã lệnh) nên không được nhận: hãy mở ảnh, lưu lại "
            "thành JPEG hoặc PNG mới rồi gửi.",
        )
