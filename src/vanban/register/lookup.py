"""Looking up acts: by number however it is typed, by kind and number, by the words of the title."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from vanban.letters import bare
from vanban.register.acts import RegisteredAct, read_acts
from vanban.register.numbers import KINDS, number_key, parts

KIND_NAMES = sorted(
    {
        *KINDS.values(), "bo luat", "phap lenh", "chuong trinh", "tieu chuan", "to trinh", "quy dinh", "quy che",
        "van ban",
    },
    key=len,
    reverse=True,
)  # fmt: skip
KIND = re.compile(rf"(?:{'|'.join(KIND_NAMES)})\b")
ANY_KIND = ("van ban",)
SHORT_KIND = re.compile(rf"({'|'.join(sorted(KINDS, key=len, reverse=True))}) ?(?=\d)")
FILLERS = re.compile(r"\b(?:so|nam|ngay|cua|ve|viec|va|the)\b")
NUMBERED = re.compile(
    r"\b\d{1,5}[a-z]?(?:\s*[/\-–]\s*(?:19|20)\d\d)?(?:\s*[/\-–]\s*[a-z]+\d{0,2}(?:\s*[/\-–]?\s*[a-z]+\d{0,2})*)?"
)
MOST = 50


class Register:
    """A set of acts that can be asked for."""

    def __init__(self, acts: Iterable[RegisteredAct]) -> None:
        self.acts = tuple(acts)
        self._by_key: dict[str, list[RegisteredAct]] = defaultdict(list)
        self._words: list[tuple[RegisteredAct, str]] = []
        for act in self.acts:
            self._by_key[number_key(act.number)].append(act)
            self._words.append((act, bare(f"{act.kind} {act.number} {act.title or ''} {act.issuer or ''}")))

    def find(self, number: str) -> tuple[RegisteredAct, ...]:
        """The acts with a number, however it is typed: "76/NQCP", "749/QĐ TTg". Several where communes or terms of the
        Party gave the same number."""
        return tuple(self._by_key.get(number_key(number), ()))

    def named(self, kind: str, title: str, year: str = "") -> tuple[RegisteredAct, ...]:
        """Laws by their name: "Luật", "Phổ biến, giáo dục pháp luật"."""
        wanted = _words(title)
        return tuple(
            act
            for act in self.acts
            if bare(act.kind) == bare(kind)
            and _words(act.title or "") == wanted
            and (not year or (act.issued_on is not None and str(act.issued_on.year) == year))
        )

    def search(self, query: str, *, most: int = MOST) -> tuple[RegisteredAct, ...]:
        """Acts for what somebody typed into one box, the best first: "76/NQCP", "nghị quyết 76", "nd 30/2020", "bao ve
        du lieu". Nothing typed: nothing found."""
        text = bare(query)
        if not text:
            return ()
        exact = self.find(query)
        scored = [(self._score(act, words, text), act) for act, words in self._words if act not in exact]
        found = sorted((one for one in scored if one[0] > 0), key=lambda one: -one[0])
        return (*exact, *(act for _, act in found))[:most]

    def _score(self, act: RegisteredAct, words: str, text: str) -> int:
        kind, rest = _kind_of(text)
        if kind and kind not in ANY_KIND and not bare(act.kind).startswith(kind):
            return 0
        asked = FILLERS.sub(" ", rest).split()
        hits = sum(1 for word in asked if re.search(rf"\b{re.escape(word)}", words))
        number = NUMBERED.search(rest)
        if number and _same_figures(number_key(number.group()), number_key(act.number)):
            return 1000 + hits
        if not asked:
            return 1 if kind else 0
        return 1 + hits if hits == len(asked) else 0


def _kind_of(text: str) -> tuple[str, str]:
    """The kind that a query begins with, and the rest of it."""
    match = KIND.match(text)
    if match:
        return match.group(), FILLERS.sub(" ", text[match.end() :]).strip()
    short = SHORT_KIND.match(text)
    if short:
        return KINDS[short[1]], text[short.end() :].strip()
    return "", text


def _same_figures(asked: str, has: str) -> bool:
    """Whether a number typed in part fits: the figure, the year and the letters that were typed."""
    figure, year, letters = parts(asked)
    own_figure, own_year, own_letters = parts(has)
    return figure == own_figure and (not year or year == own_year) and own_letters.startswith(letters)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", bare(text)))


@cache
def register() -> Register:
    """The register that ships with the library."""
    return Register(read_acts())
