"""Whose plan is it: does the head of a document name our commune, or another one?"""

import re
from collections.abc import Iterable, Sequence

from lantoa.core.folding import fold

_NAMED = re.compile(r"\b(?:phuong|xa|dac khu|thi tran) ((?:[a-z0-9']+ ?){1,5})")
_WORDS = re.compile(r"[^a-z0-9']+")
_KINDS = ("phuong", "xa", "dac khu", "thi tran")


def mentions(texts: Iterable[str], name: str) -> bool:
    """Whether one of the texts names the commune ("Phường Trần Phú"; "TRẦN PHÚ" alone is enough)."""
    bare = _bare(name)
    return bool(bare) and any(f" {bare} " in f" {_plain(text)} " for text in texts)


def named_communes(texts: Iterable[str]) -> list[str]:
    """Folded names that the texts may mean ("phuong tran phu", "phuong tran phu nam" …), longest first in each place;
    the gazetteer tells which of them exist."""
    found: dict[str, None] = {}
    for text in texts:
        plain = _plain(text)
        for match in _NAMED.finditer(plain):
            kind, words = plain[match.start() : match.start(1)].strip(), match.group(1).split()
            found.update(dict.fromkeys(f"{kind} {' '.join(words[:n])}" for n in range(len(words), 0, -1)))
    return list(found)


def other_commune(texts: Sequence[str], own: str, known: Iterable[str]) -> str | None:
    """The folded name of another commune that the head names, where it does not name ours; None where all is well or
    nothing is said. ``known``: folded names of the gazetteer among ``named_communes``."""
    if mentions(texts, own):
        return None
    listed = set(known)
    return next((name for name in named_communes(texts) if name in listed), None)


def other_province(text: str, own: str, others: Iterable[str]) -> str | None:
    """Of wards that share our ward's name: the province that a document names in place of ours. None where it names
    ours, or none of them: a name alone proves nothing. ``own`` and ``others``: names ("Tỉnh Hà Tĩnh")."""
    plain = f" {_plain(text)} "
    if _names_province(plain, own):
        return None
    return next((name for name in others if _names_province(plain, name)), None)


def _names_province(plain: str, name: str) -> bool:
    """With its level before it: a ward, a street or a river may bear the name, too."""
    bare = _plain(name)
    bare = next((bare[len(kind) + 1 :] for kind in _PROVINCES if bare.startswith(f"{kind} ")), bare)
    return any(f" {kind} {bare} " in plain for kind in _PROVINCES)


_PROVINCES = ("tinh", "thanh pho", "tp")


def _plain(text: str) -> str:
    return _WORDS.sub(" ", fold(text)).strip()


def _bare(name: str) -> str:
    plain = _plain(name)
    kind = next((kind for kind in _KINDS if plain.startswith(f"{kind} ")), "")
    return plain[len(kind) :].strip()
