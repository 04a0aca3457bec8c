"""Searching the public face, with and without marks: what is written exactly so comes first (facts/platform 6).

Articles are searched by the database (``content_revision.search``: words with and without marks, titles heavier); acts
and promises of one ward are few and in memory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db import connection

from lantoa.core.folding import fold
from lantoa.ledger.kept import kept
from lantoa.portal.documents import PublicAct, acts_found, public_acts
from lantoa.portal.items import Line, lines
from lantoa.portal.models import Portal
from lantoa.portal.promises import Promise, board_of
from lantoa.portal.queries import shown_items
from lantoa.portal.rules import Section, ranked
from lantoa.portal.spelling import Vocabulary, mended, vocabulary_of

MOST = 20
LONGEST = 100
_HITS = """
WITH asked AS (
  SELECT plainto_tsquery('simple', %(exact)s) AS exact, plainto_tsquery('simple', %(folded)s) AS folded
), words AS (
  SELECT exact, CASE WHEN numnode(folded) > 0 THEN (folded::text || ':*')::tsquery ELSE folded END AS folded FROM asked
)
SELECT item.id FROM content_item AS item JOIN content_revision AS live ON live.id = item.live_id, words
WHERE item.commune_id = %(commune)s AND live.search @@ words.folded
ORDER BY live.search @@ words.exact DESC, ts_rank(live.search, words.folded) DESC, item.first_published_at DESC
LIMIT 200
"""
"""The last word may be the beginning of one. Whether an item may be shown is decided afterwards, by ``shown_items``."""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by part. ``instead``: what was looked for where nothing holds the words that were typed."""

    words: str
    items: tuple[Line, ...] = ()
    acts: tuple[PublicAct, ...] = ()
    promises: tuple[Promise, ...] = ()
    instead: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.items or self.acts or self.promises)


def tidy(words: str) -> str:
    """What somebody typed, as it can be looked for."""
    return " ".join(words.replace("\x00", " ").split())[:LONGEST]


def search(portal: Portal, words: str) -> Results:
    """Everything public that holds the words; where nothing does, what holds them without typing errors. Needs the open
    scope."""
    wanted = tidy(words)
    if not fold(wanted):
        return Results(wanted)
    found = _search(portal, wanted)
    if found.is_empty and (instead := mended(wanted, _vocabulary(portal))):
        return replace(_search(portal, instead), words=wanted, instead=instead)
    return found


def _vocabulary(portal: Portal) -> Vocabulary:
    """Kept in memory until something happens in the commune (ADR 0023)."""
    return kept(portal.commune_id, ("public words",), lambda: vocabulary_of(_texts(portal)))


def _texts(portal: Portal) -> Iterator[str]:
    for title, summary in shown_items(portal).values_list("live__title", "live__summary"):
        yield f"{title}. {summary}"
    if portal.shows(Section.DOCUMENTS):
        yield from (one.act.title or "" for one in public_acts(portal).values())
    if portal.shows(Section.PROMISES) and (board := board_of(portal)):
        yield from (one.text for one in board.promises)


def _search(portal: Portal, wanted: str) -> Results:
    acts = acts_found(portal, wanted)[:MOST] if portal.shows(Section.DOCUMENTS) else []
    return Results(wanted, tuple(_items(portal, wanted)), tuple(acts), tuple(_promises(portal, wanted)))


def _items(portal: Portal, words: str) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(_HITS, {"exact": words, "folded": fold(words), "commune": portal.commune_id})
        order = {pk: place for place, (pk,) in enumerate(cursor.fetchall())}
    found = sorted(shown_items(portal).filter(pk__in=order), key=lambda item: order[item.pk])
    return lines(found[:MOST])


def _promises(portal: Portal, words: str) -> Iterable[Promise]:
    board = board_of(portal) if portal.shows(Section.PROMISES) else None
    return ranked(board.promises, words, lambda one: one.text)[:MOST] if board else ()
