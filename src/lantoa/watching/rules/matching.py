"""Whether a page that was found is an item that was handed over. Pure.

An editor elsewhere shortens, gives another title, drops marks of capitals; what stays is most of the sentences, the
numbers of documents and the telephones. So three things are compared: the title word by word without marks, runs of
four words of the text, and facts. Measured on our own examples in tests/watching; a wrong "sure" would be false
evidence, so doubt goes to a person.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lantoa.core.folding import fold

SAME_TITLE, NEAR_TITLE = 0.8, 0.5
SAME_TEXT, SOME_TEXT, NEAR_TEXT = 0.6, 0.25, 0.15
SHORTEST_TITLE = 4
"""Words; "Thông báo" alone says nothing."""
MOST_WORDS = 2000
RUN = 4
BEFORE = timedelta(days=1)
AFTER = timedelta(days=120)
_WORD = re.compile(r"\w+")


class Verdict(StrEnum):
    """How sure."""

    SURE = "sure"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that went out. ``facts``: values that an article keeps (numbers of documents, telephones), folded;
    ``link``: its page on the own portal; ``is_open``: it is waited for; ``ordered_on``: not older than this."""

    id: int
    title: str
    text: str
    facts: frozenset[str]
    link: str
    ordered_on: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A page. ``text`` '' where only a title is known."""

    title: str
    text: str
    links: frozenset[str]
    on: date | None


@dataclass(frozen=True, slots=True)
class Match:
    """The best candidate and how sure; ``reasons``: words for a person."""

    verdict: Verdict
    candidate: Candidate | None = None
    score: int = 0
    reasons: tuple[str, ...] = ()


def best_match(seen: Seen, candidates: Iterable[Candidate], *, declined: Collection[int] = ()) -> Match:
    """The likeliest item, one that is waited for before one that is there already. ``declined``: ids that a person said
    no to."""
    page = _Page(seen)
    found = [page.compared(one) for one in candidates if one.id not in declined and _in_time(seen.on, one)]
    order = {Verdict.SURE: 2, Verdict.MAYBE: 1, Verdict.NO: 0}
    best = max(found, key=lambda one: (order[one.verdict], bool(one.candidate and one.candidate.is_open), one.score),
               default=Match(Verdict.NO))  # fmt: skip
    return best if best.verdict is not Verdict.NO else Match(Verdict.NO)


def title_likeness(one: str, other: str) -> float:
    """0 … 1: shared words of two titles, without marks and case, each as often as it stands there."""
    first, second = Counter(_words(one)), Counter(_words(other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def names(text: str, words: str) -> bool:
    """Whether a text names something ("Phường Hoa Mai"), without marks and case, as whole words. Several, apart by
    semicolons: one is enough; nothing asked for is always named."""
    wanted = [fold(one) for one in words.split(";") if one.strip()]
    line = f" {' '.join(_words(text))} "
    return not wanted or any(f" {' '.join(_WORD.findall(one))} " in line for one in wanted)


class _Page:
    """A page, taken apart once for all candidates."""

    def __init__(self, seen: Seen) -> None:
        self.seen, self.words = seen, _words(f"{seen.title} {seen.text}")[:MOST_WORDS]
        self.runs = _runs(self.words)
        self.flat = f" {' '.join(self.words)} "

    def compared(self, one: Candidate) -> Match:
        title = title_likeness(self.seen.title, one.title)
        share = self._share(one.text)
        facts = [fact for fact in one.facts if f" {' '.join(_WORD.findall(fact))} " in self.flat]
        linked = bool(one.link) and one.link.rstrip("/") in self.seen.links
        score = round(100 * max(title, share)) + 5 * min(len(facts), 4) + (50 if linked else 0)
        return Match(self._verdict(one, title, share, has_facts=bool(facts), linked=linked), one, score,
                     _reasons(title, share, facts, linked=linked))  # fmt: skip

    def _share(self, text: str) -> float:
        runs = _runs(_words(text)[:MOST_WORDS])
        return len(runs & self.runs) / len(runs) if runs else 0.0

    def _verdict(self, one: Candidate, title: float, share: float, *, has_facts: bool, linked: bool) -> Verdict:
        telling = len(_words(one.title)) >= SHORTEST_TITLE
        if linked or share >= SAME_TEXT:
            return Verdict.SURE
        if telling and title >= SAME_TITLE and (share >= SOME_TEXT or (has_facts and share >= NEAR_TEXT)):
            return Verdict.SURE
        near = (telling and title >= NEAR_TITLE) or share >= NEAR_TEXT
        return Verdict.MAYBE if near else Verdict.NO


def _reasons(title: float, share: float, facts: list[str], *, linked: bool) -> tuple[str, ...]:
    said = [
        ("có đường dẫn tới bài trên cổng của phường, xã", linked),
        (f"tiêu đề giống {round(100 * title)}%", title >= NEAR_TITLE),
        (f"{round(100 * share)}% câu chữ của bài có trên trang", share >= NEAR_TEXT),
        (f"cùng số liệu: {', '.join(facts[:3])}", bool(facts)),
    ]
    return tuple(words for words, holds in said if holds)


def _in_time(on: date | None, one: Candidate) -> bool:
    """A page that was there before the item was handed over is another one; after months, too."""
    return on is None or one.ordered_on - BEFORE <= on <= one.ordered_on + AFTER


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
