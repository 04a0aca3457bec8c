"""Vietnamese letters without their marks: the one place where text is made bare for searching and comparing.

``flat.fold`` is another thing: it folds case, white space and look-alike letters and keeps the marks, because "thôn" is
not "thơn".
"""

import unicodedata

PLAIN = str.maketrans({"Ð": "D", "ð": "d", "Đ": "D", "đ": "d"})
"""đ is a letter of its own and loses nothing by decomposition; Ð (eth) is what other keyboards put for it."""


def unmarked(text: str) -> str:
    """The text without marks, case and white space kept: "Đảng  ủy" → "Dang  uy"."""
    letters = unicodedata.normalize("NFD", text.translate(PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def bare(text: str) -> str:
    """For searching: no marks, no case, single blanks: "Nghị quyết  76/NQ-CP" → "nghi quyet 76/nq-cp"."""
    return " ".join(unmarked(text).casefold().split())
