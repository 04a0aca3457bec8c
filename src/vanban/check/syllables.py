"""Which syllables can be Vietnamese: onset, nucleus, coda and tone. Only a syllable with a Vietnamese letter is judged,
so that foreign words are left alone."""

import re
import unicodedata

ONSETS = (
    "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x"
)  # fmt: skip
NUCLEI = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oă|oai|oao|oay|oe|oeo|oi|ôi|ơi|oo|ua|uâ|uây|uê|"
    "ui|uô|uôi|uơ|uy|uya|uyê|uyu|uêu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu|ue|uă|uao|uay|uai|ya|oong"
)  # fmt: skip
CODAS = "ng|nh|ch|c|m|n|p|t"
SHAPE = re.compile(rf"(?:{ONSETS})?(?:{NUCLEI})(?:{CODAS})?")
MISPLACED = re.compile(r"[ừứửữự]ơ|[ùúủũụ]ô|[ìíỉĩị]ê|[ỳýỷỹỵ]ê")
"""A tone mark on the first letter of ươ, uô, iê."""
STOPPED = re.compile(r"(?:c|ch|p|t)$")
TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


def apart(word: str) -> tuple[str, str]:
    """The letters without tone marks, in small letters, and the tones ("f", "s", "x", "r", "j") in their order."""
    letters: list[str] = []
    tones = ""
    for char in unicodedata.normalize("NFD", word.casefold()):
        if char in TONES:
            tones += TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)), tones


def is_possible(word: str) -> bool:
    """Whether a word of letters can be one Vietnamese syllable."""
    letters, tones = apart(word)
    if len(tones) > 1 or MISPLACED.search(word.casefold()) or not SHAPE.fullmatch(letters):
        return False
    return not STOPPED.search(letters) or (tones in ("s", "j", "") and (tones != "" or not VIETNAMESE.search(word)))


def is_vietnamese(word: str) -> bool:
    """Whether a word has a letter that only Vietnamese has."""
    return bool(VIETNAMESE.search(word))
