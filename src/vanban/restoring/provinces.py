"""Names of provinces, given back by a closed list: the letters that were read say one of them, and no other.

A commune's name is never given back so: too many are alike. A province's is where it is said to be one ("tỉnh",
"thành phố" before it); once a document says one plainly, the same name with one letter misread is that one too.
"""

from collections.abc import Sequence

from vanban.letters import unmarked
from vanban.restoring.guarded import Token
from vanban.restoring.spelling import skeleton

NAMES = (
    "An Giang", "Bà Rịa", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định",
    "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên",
    "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng",
    "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn",
    "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên",
    "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình",
    "Thái Nguyên", "Thanh Hóa", "Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip
"""Those before and those since 01/07/2025 (Nghị quyết 202/2025/QH15)."""
PLAIN = {tuple(unmarked(name).lower().split()): name for name in NAMES}
LEVELS = {("tinh",): ("tỉnh",), ("thanh", "pho"): ("thành", "phố"), ("tp",): ()}


def provinces(tokens: Sequence[Token], words: Sequence[str]) -> dict[int, str]:
    """Place of a token → the word, in small letters, of the province's name that stands there; ``words`` are the
    restored words, lower case."""
    read = [skeleton(token.word) for token in tokens]
    found: dict[int, str] = {}
    begins = [at for at in range(1, len(read)) if _behind_level(tokens, (read, words), at)]
    plain = [(at, name) for at in begins for name in PLAIN if _reads(tokens, read, (at, name), most=0)]
    said = {name for _, name in plain}
    near = [(at, name) for at in begins for name in said if _reads(tokens, read, (at, name), most=1)]
    for at, name in (*plain, *near):
        if at not in found:
            level = LEVELS.get((read[at - 1],)) or LEVELS.get(tuple(read[max(0, at - 2) : at]), ())
            words = (*level, *PLAIN[name].lower().split())
            found.update(zip(range(at - len(level), at + len(name)), words, strict=True))
    return found


def _behind_level(tokens: Sequence[Token], ways: tuple[Sequence[str], Sequence[str]], at: int) -> bool:
    """Whether the word for a province or a city stands right before a place, as it was read or restored."""
    before = tokens[at - 1]
    if before.closed not in ("", ".") or tokens[at].start - before.end > 2:
        return False
    return any(
        tuple(unmarked(word) for word in way[max(0, at - len(level)) : at]) == level for way in ways for level in LEVELS
    )


def _reads(tokens: Sequence[Token], read: Sequence[str], wanted: tuple[int, tuple[str, ...]], *, most: int) -> bool:
    at, name = wanted
    there = range(at, at + len(name))
    if there.stop > len(read) or not all(tokens[one].word[:1].isupper() for one in there):
        return False
    if any(tokens[one].closed for one in there[:-1]):
        return False
    wrong = [(one, word) for one, word in zip(there, name, strict=True) if read[one] != word]
    return len(wrong) <= most and all(_one_letter(read[one], word) for one, word in wrong)


def _one_letter(read: str, word: str) -> bool:
    """Whether one letter in a word of three and more is another one, the first aside."""
    same = len(read) == len(word) >= 3 and read[0] == word[0]
    return same and sum(one != two for one, two in zip(read, word, strict=True)) == 1
