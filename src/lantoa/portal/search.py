"""Searching the public face, with and without marks: what is written exactly so comes first (facts/platform 6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.core.folding import fold
from lantoa.portal.documents import PublicAct, acts_found
from lantoa.portal.models import Portal
from lantoa.portal.promises import Promise, board_of
from lantoa.portal.rules import Section, ranked

MOST = 20
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by part."""

    words: str
    acts: tuple[PublicAct, ...] = ()
    promises: tuple[Promise, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.acts or self.promises)


def tidy(words: str) -> str:
    """What somebody typed, as it can be looked for."""
    return " ".join(words.replace("\x00", " ").split())[:LONGEST]


def search(portal: Portal, words: str) -> Results:
    """Everything public that holds the words. Needs the open scope."""
    wanted = tidy(words)
    if not fold(wanted):
        return Results(wanted)
    acts = acts_found(portal, wanted)[:MOST] if portal.shows(Section.DOCUMENTS) else []
    return Results(wanted, acts=tuple(acts), promises=tuple(_promises(portal, wanted)))


def _promises(portal: Portal, words: str) -> Iterable[Promise]:
    board = board_of(portal) if portal.shows(Section.PROMISES) else None
    return ranked(board.promises, words, lambda one: one.text)[:MOST] if board else ()
