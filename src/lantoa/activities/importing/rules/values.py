"""Values of the closed lists, numbers, yes and no, units, links, as people write them in cells."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from lantoa.core.folding import fold
from vanban.channels import PATTERNS
from vanban.sheets import Cell
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic

ALSO: Mapping[type[Labelled], Mapping[str, str]] = {
    ActivityKind: {
        "tin": "news", "bai": "news", "tin bai": "news", "bai viet": "news", "bai bao": "news",
        "ban tin": "broadcast", "phat thanh": "broadcast", "truyen thanh": "broadcast", "loa": "broadcast",
        "phat loa": "broadcast", "phong su": "feature", "video": "feature", "clip": "feature",
        "chuyen muc": "feature", "facebook": "post", "zalo": "post", "bai dang": "post", "mang xa hoi": "post",
        "hoi nghi": "conference", "hoi thao": "conference", "sinh hoat chuyen de": "conference",
        "hop dan": "conference", "tap huan": "training", "boi duong": "training", "lop tap huan": "training",
        "toa dam": "dialogue", "doi thoai": "dialogue", "hop": "meeting", "giao ban": "meeting",
        "long ghep": "meeting", "cuoc hop": "meeting", "cuoc thi": "contest", "hoi thi": "contest",
        "van nghe": "performance", "san khau hoa": "performance", "pano": "printed", "bang ron": "printed",
        "to roi": "printed", "ap phich": "printed", "khau hieu": "printed", "an pham": "printed",
        "niem yet": "posting", "cap nhat tthc": "posting", "kiem tra": "inspection", "don doc": "inspection",
        "khao sat": "survey", "van ban": "document", "bao cao": "document", "ke hoach": "document",
        "cong van": "document", "khac": "other",
    },
    Channel: {
        "loa": "broadcast", "truyen thanh": "broadcast", "phat thanh": "broadcast", "dai truyen thanh": "broadcast",
        "trang thong tin dien tu": "portal", "website": "portal", "cong thong tin dien tu": "portal",
        "trang web": "portal", "ttdt": "portal", "zalo": "zalo", "zalo oa": "zalo", "facebook": "facebook",
        "fanpage": "facebook", "fb": "facebook", "youtube": "youtube", "tiktok": "social", "bao": "press",
        "bao chi": "press", "hoi nghi": "conference", "tap huan": "training", "hop": "briefing",
        "giao ban": "briefing", "long ghep": "briefing", "to roi": "leaflet", "bang ron": "print", "pano": "print",
        "niem yet": "notice_board", "bang tin": "notice_board", "khac": "other",
    },
    Topic: {
        "the che": "institutions", "thu tuc hanh chinh": "procedures", "tthc": "procedures",
        "to chuc bo may": "organisation", "cong vu": "civil_service", "tai chinh cong": "public_finance",
        "chuyen doi so": "digital", "chinh quyen so": "digital", "dich vu cong": "online_services",
        "dvc": "online_services", "dich vu cong truc tuyen": "online_services", "dvctt": "online_services",
        "chinh quyen 2 cap": "two_levels", "chinh quyen dia phuong 2 cap": "two_levels", "ky luat": "discipline",
        "chi so": "indices", "khac": "other",
    },
    Audience: {
        "can bo": "officials", "cbccvc": "officials", "cong chuc": "officials", "nhan dan": "residents",
        "dan": "residents", "nguoi dan": "residents", "doanh nghiep": "businesses", "to chuc": "organisations",
        "hoi vien": "members", "doan vien": "members", "cong tac vien": "reporters",
    },
}  # fmt: skip
_PARTS = re.compile(r"[;\n|]|\s-\s|(?<=\w)\s*\+\s*")
_NUMBER = re.compile(
    r"(\d{1,3}(?:[.\s]\d{3})+|\d+)(?:[.,]0+)?\s*(?:nguoi|luot|dai bieu|lan|tin|bai|buoi|cuoc|luot nguoi)?"
)
YES = frozenset({"co", "x", "true", "1", "yes", "v", "dung", "long ghep", "✓", "✔"})
NO = frozenset({"", "khong", "false", "0", "no", "k", "-"})
_CHANNELS = tuple((channel, re.compile(pattern, re.IGNORECASE)) for channel, pattern in PATTERNS)


Codes = tuple[tuple[str, ...], tuple[str, ...]]


def codes_of(cell: Cell, labels: type[Labelled]) -> Codes:
    """The codes of a closed list that a cell names, and the parts that are not in it. "Zalo; Facebook" → both."""
    text = _as_text(cell)
    return _codes_in(text, labels) if text else ((), ())


@lru_cache(maxsize=4096)
def _codes_in(text: str, labels: type[Labelled]) -> Codes:
    if whole := code_of(text, labels):
        return (whole,), ()
    found: list[str] = []
    unknown: list[str] = []
    for part in _parts(text, labels):
        code = code_of(part, labels)
        (found if code else unknown).append(code or part)
    return tuple(dict.fromkeys(found)), tuple(unknown)


def _parts(text: str, labels: type[Labelled]) -> Iterable[str]:
    """Cut at semicolons and lines; at commas only where the pieces are known and the whole is not."""
    for part in (piece.strip() for piece in _PARTS.split(text)):
        if part and code_of(part, labels) is None and "," in part:
            yield from (piece.strip() for piece in part.split(",") if piece.strip())
        elif part:
            yield part


@lru_cache(maxsize=4096)
def code_of(text: str, labels: type[Labelled]) -> str | None:
    """One code by its label, the code itself, a usual other name, or (channels) as plans name it."""
    name = fold(text).strip(" .*")
    known = _names(labels)
    if name in known:
        return known[name]
    if labels is Channel:
        return next((str(channel.value) for channel, pattern in _CHANNELS if pattern.fullmatch(text.strip())), None)
    return None


@lru_cache(maxsize=8)
def _names(labels: type[Labelled]) -> dict[str, str]:
    own = {fold(one.label): str(one.value) for one in labels}
    return {**ALSO.get(labels, {}), **{str(one.value): str(one.value) for one in labels}, **own}


def guessed_kind(title: str) -> str | None:
    """The kind that the first words of a title say: "Hội nghị tuyên truyền …" is a conference."""
    words = fold(" ".join(title.split()[:3])).split()
    names = ALSO[ActivityKind]
    for length in (3, 2, 1):
        if (name := " ".join(words[:length])) in names and name != "khac":
            return names[name]
    return None


def number_of(cell: Cell) -> int | str | None:
    """A whole number; None where the cell is empty; the text where it is no number. "1.250 người" is 1250."""
    if isinstance(cell, bool | dict):
        return _as_text(cell) or "?"
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() else str(cell)
    return _number_in(cell) if cell.strip() else None


@lru_cache(maxsize=4096)
def _number_in(text: str) -> int | str:
    found = _NUMBER.fullmatch(fold(text))
    return int(re.sub(r"[.\s]", "", found[1])) if found and len(found[1]) < 15 else text


def truth_of(cell: Cell) -> bool | None:
    """Yes or no; None where the cell says neither."""
    if isinstance(cell, bool):
        return cell
    if cell == "":
        return False
    name = fold(_as_text(cell))
    return True if name in YES else False if name in NO else None


def text_of(cell: Cell) -> str:
    """Any cell as the text that a person sees. A text that begins with = is that text; nothing is computed."""
    return _as_text(cell)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, dict):
        year, month, day = cell["d"].split("-")
        return f"{day}/{month}/{year}"
    if isinstance(cell, bool):
        return "có" if cell else "không"
    return str(cell).strip()
