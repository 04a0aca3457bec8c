"""What a reviewer decided about certain words is remembered by the words alone, so that it is found again in the next
edition and in next year's plan. Remembered is not applied: the next reviewer is told and chooses."""

import hashlib
import re

from lantoa.core.folding import fold
from vanban.vocabulary import Labelled


class StandingKind(Labelled):
    """Loại lựa chọn được nhớ."""

    ITEM = "item", "Chỉ tiêu, nhiệm vụ"
    CONTRADICTION = "contradiction", "Mâu thuẫn trong văn bản"


_WORD = re.compile(r"[a-z0-9%]+")
_YEAR = re.compile(r"20\d\d")


def key_of(*texts: str) -> str:
    """The same words give the same key, whatever their case, marks, punctuation, and whichever year they name.

    Other numbers count: what was decided on "02 lần" says nothing of "03 lần".
    """
    folded = [" ".join(word for word in _WORD.findall(fold(text)) if not _YEAR.fullmatch(word)) for text in texts]
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()
