"""Whom a page, an entry on a phone and a session belong to: one person in one commune, as a short tag."""

from lantoa.communes.access import Actor

NOBODY = "-"
HEADER = "X-Lantoa-Who"
VERSION_HEADER = "X-Lantoa-Version"


def tag_of(actor: Actor | None) -> str:
    """ "12.345" = person 12 in commune 345; empty for nobody. Numbers only: it lies on phones for days."""
    return f"{actor.person.pk}.{actor.commune.pk}" if actor else ""
