"""Vietnamese letters without their marks: the one place where text is made bare for searching and comparing.

``flat.fold`` is another thing: it folds case, white space and look-alike letters and keeps the marks, because "thôn" is
not "thơn".
"""

import unicodedata

PLAIN = str.maketrans({"Ð": "D", "ð": "d", "Đ": "D", "đ": "d"})
"""đ is a letter of its own and loses nothing by decomposition; Ð (eth) is what other keyboards put for it."""


MOST_LETTERS = 4096


class _Kept(dict[int, int | None]):
    """For ``str.translate``: each letter as itself, marks as nothing; asked of Unicode once for each letter."""

    def __missing__(self, letter: int) -> int | None:
        found = None if unicodedata.combining(chr(letter)) else letter
        if len(self) < MOST_LETTERS:
            self[letter] = found
        return found


_KEPT = _Kept()


def unmarked(text: str) -> str:
    """The text without marks, case and white space kept: "Đảng  ủy" → "Dang  uy"."""
    return text if text.isascii() else unicodedata.normalize("NFD", text.translate(PLAIN)).translate(_KEPT)


def bare(text: str) -> str:
    """For searching: no marks, no case, single blanks: "Nghị quyết  76/NQ-CP" → "nghi quyet 76/nq-cp"."""
    return " ".join(unmarked(text).casefold().split())
