"""What is said of a medium: alternative text, credit, rights. Pure."""

import re
import unicodedata
from dataclasses import dataclass, replace

from lantoa.core.errors import Refused
from lantoa.media.rules.kinds import MediumKind

LONGEST_TITLE, LONGEST_ALT, LONGEST_CREDIT, LONGEST_RIGHTS = 200, 500, 150, 300
SHORTEST_ALT = 5
_A_FILE_NAME = re.compile(
    r"^(?:(?:img|dsc|dscn|image|photo|anh|ảnh|video|vid|mvi|screenshot|zalo)[\s_\-.]*\d+.*"
    r"|\S+\.(?:jpe?g|png|webp|heic|mp4|mov|mp3))$",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset({
    "ảnh", "hình", "hình ảnh", "ảnh minh họa", "hình minh họa", "image", "picture", "video", "âm thanh",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What people are told of a medium. ``alt`` says what is to be seen (or heard) to those who don't."""

    title: str = ""
    alt: str = ""
    credit: str = ""
    rights: str = ""

    @property
    def complete(self) -> bool:
        """Whether it may be used: what is seen, and whose it is, both stand there."""
        return bool(self.alt and self.credit)


def tidy(words: Words) -> Words:
    """One line each, NFC, cut to what the table holds."""
    return Words(
        _line(words.title, LONGEST_TITLE), _line(words.alt, LONGEST_ALT),
        _line(words.credit, LONGEST_CREDIT), _line(words.rights, LONGEST_RIGHTS),
    )  # fmt: skip


def _line(text: str, longest: int) -> str:
    plain = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in unicodedata.normalize("NFC", text))
    return " ".join(plain.split())[:longest].strip()


def checked(words: Words, kind: MediumKind) -> Words:
    """The words, tidy, where they say enough.

    Raises:
        Refused: ``medium_alt`` (missing, too short, or the name of a file), ``medium_credit``.
    """
    clean = tidy(words)
    if not says_something(clean.alt):
        raise Refused("medium_alt", _ALT[kind])
    if not clean.credit:
        raise Refused(
            "medium_credit", "Hãy ghi nguồn: người chụp, người quay hoặc cơ quan cung cấp (ví dụ: “Ảnh: Trần Văn Nam”)."
        )
    return clean if clean.title else replace(clean, title=clean.alt[:LONGEST_TITLE])


_ALT = {
    MediumKind.PICTURE: "Hãy mô tả trong ảnh có gì (ít nhất 5 ký tự, không phải tên tệp): người không nhìn thấy ảnh sẽ "
    "được nghe đọc lời này. Ví dụ: “Cán bộ hướng dẫn người dân nộp hồ sơ trực tuyến”.",
    MediumKind.VIDEO: "Hãy mô tả nội dung video (ít nhất 5 ký tự, không phải tên tệp) cho người không xem được.",
    MediumKind.AUDIO: "Hãy mô tả nội dung âm thanh (ít nhất 5 ký tự, không phải tên tệp) cho người không nghe được.",
}


def says_something(alt: str) -> bool:
    """Whether it describes: not "IMG_2024.jpg", not just "ảnh"."""
    return len(alt) >= SHORTEST_ALT and not _A_FILE_NAME.match(alt) and alt.casefold() not in _EMPTY_WORDS
