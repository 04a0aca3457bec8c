"""Whether text is sound Vietnamese, told by its letters.

Letters that only Vietnamese has (ả ạ ấ đ ơ ư …) make up 17 to 19 % of the letters of every sound plan that was
measured, and none of text that an OCR without Vietnamese, or an old 8-bit font, has damaged (facts of the project).
"""

import re
import unicodedata

from vanban.letters import unmarked
from vanban.restoring.spelling import is_syllable

FEW = 200
"""Letters; with fewer the share says nothing."""
LEAST = 0.10
LONGEST = 200_000
"""Characters; restoring takes some 0.4 s for a thousand."""
WORDS = re.compile(r"[^\W\d_]+")
UNMARKED = re.compile(r"k. ?ho.ch|h.nh ch.nh|nh.n d.n|tuy.n truy.n", re.IGNORECASE)
VIETNAMESE = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]")
"""Letters that French, too, has (é è à ê ô …) are not among them."""


def vietnamese_share(text: str) -> float:
    """The part of the letters that is written in Vietnamese only, 0 to 1."""
    composed = unicodedata.normalize("NFC", text)
    letters = sum(map(str.isalpha, composed))
    return len(VIETNAMESE.findall(composed)) / letters if letters else 0.0


def is_damaged(text: str) -> bool:
    """Whether there is enough text to tell, and it is not sound Vietnamese."""
    return sum(map(str.isalpha, text)) >= FEW and vietnamese_share(text) < LEAST


ENOUGH, MOST_STRANGE = 60, 0.05
FEW_SYLLABLES = 0.45
"""Of the words of Vietnamese without marks nearly all have the form of a syllable; of English prose some 0.35."""
STRANGE = re.compile("[\ue000-\uf8ff\ufffd\x01-\x08\x0e-\x1f]")


def is_garbled(text: str) -> bool:
    """Whether there is enough text to tell, and it is no text: the letters of the file are not those of the page. Signs
    of no language stand in it, or hardly a word has the form of a syllable."""
    signs = [char for char in text if not char.isspace()]
    if len(signs) < ENOUGH:
        return False
    if len(STRANGE.findall(text)) > MOST_STRANGE * len(signs):
        return True
    words = WORDS.findall(unicodedata.normalize("NFC", text))
    sound = sum(is_syllable(word.lower()) for word in words)
    return len("".join(words)) < len(signs) / 8 or sound < FEW_SYLLABLES * len(words)


def can_be_restored(text: str) -> bool:
    """Whether a text is damaged Vietnamese, and not so long that it is something else than a document of a commune."""
    return len(text) <= LONGEST and is_damaged(text) and is_vietnamese(text)


def is_vietnamese(text: str) -> bool:
    """Whether words of the genre stand in a text, their vowels aside."""
    return bool(UNMARKED.search(unmarked(text[:20_000])))
