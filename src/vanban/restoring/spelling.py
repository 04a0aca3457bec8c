"""Words without their punctuation, and what may be a Vietnamese syllable."""

import re

from vanban.letters import unmarked

MISREAD = str.maketrans({
    "6": "o", "0": "o", "1": "l", "3": "a", "4": "a", "5": "s", "8": "s", "9": "g", "&": "e", "€": "e", "¢": "e",
    "@": "o", "§": "e", "£": "e", "|": "l", "!": "l", "ﬁ": "a", "đ": "d", "'": "", "’": "", "‘": "", "`": "", ".": "",
    "-": "", ",": "", '"': "", "“": "", "”": "", "°": "o", "$": "s", "ﬂ": "a", "¥": "y", "ø": "o", "ß": "b",
})  # fmt: skip
"""Signs that an engine without Vietnamese puts in place of letters (seen on our own pages)."""
SYLLABLE = re.compile(
    "^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    "[aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ]{1,3}(?:ch|ng|nh|[cmnpt])?$"
)
EDGES = re.compile(r"^([^\w&€¢@£§|]*)(.*?)([^\w&€¢@£§|]*)$", re.DOTALL)


def skeleton(word: str) -> str:
    """What is left of a word when marks and misread signs are levelled: "chúrc", "chirc" → "churc", "chirc"."""
    return unmarked(word.lower().translate(MISREAD))


def apart(token: str) -> tuple[str, str, str]:
    """Punctuation before, the word, punctuation after."""
    match = EDGES.match(token)
    return (match[1], match[2], match[3]) if match else ("", token, "")


def is_syllable(word: str) -> bool:
    """Whether a lower-case word can be a Vietnamese syllable, by its letters."""
    return bool(SYLLABLE.match(word))
