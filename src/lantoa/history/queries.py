"""Reads of the ledger as sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.models import Membership
from lantoa.communes.roles import Permission
from lantoa.core.clock import WARD_TIME
from lantoa.history.kinds import BY_MODEL, Kind
from lantoa.history.rules import Change, Recorded, Told, told
from lantoa.history.sentences import NOBODY, SENTENCES, UNKNOWN_ACTION
from lantoa.history.wording import FACTS, Names, facts_in_words, in_words
from lantoa.ledger.models import Entry

MOST = 5000
"""Entries of one object that are read; more would be a machine's, not people's."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the history. ``changes``: from … to …; ``object_*``: what it is about, in a list of all."""

    seq: int
    at: datetime
    sentence: str
    changes: tuple[str, ...]
    object_kind: str = ""
    object_title: str = ""
    object_url: str = ""


def entries_about(kind: Kind, row: Any) -> list[Entry]:
    """Entries about the object and what belongs to it, oldest first."""
    about = models.Q(object_type=kind.model, object_id=row.pk)
    for model, rows in (kind.parts(row) if kind.parts else {}).items():
        about |= models.Q(object_type=model, object_id__in=rows.values("pk"))
    return list(reversed(Entry.objects.filter(about).order_by("-seq")[:MOST]))


def everything(*, person: int | None = None) -> "models.QuerySet[Entry]":
    """All entries of the commune, newest first; of one person where asked."""
    rows: models.QuerySet[Entry] = Entry.objects.order_by("-seq")
    return rows.filter(actor_id=person) if person else rows


def with_earlier(entries: Sequence[Entry]) -> list[Entry]:
    """The entries and all earlier ones about the same objects, oldest first: what was is needed to say what changed."""
    if not entries:
        return []
    last = max(entry.seq for entry in entries)
    same = Entry.objects.filter(
        seq__lte=last, object_id__in=[entry.object_id for entry in entries],
        object_type__in={entry.object_type for entry in entries},
    )  # fmt: skip
    return list(reversed(same.order_by("-seq")[:MOST]))


def tell(entries: Sequence[Entry]) -> list[Told]:
    """Oldest first, with what each changed."""
    facts = (Recorded(entry.seq, entry.action, (entry.object_type, entry.object_id), entry.data) for entry in entries)
    return list(told(facts, FACTS))


@dataclass(frozen=True, slots=True)
class Page:
    """The entries of one page and everything that their sentences need, read at once."""

    entries: Sequence[Entry]
    told: dict[int, Told]
    names: Names
    titles: dict[int, str]
    objects: dict[tuple[str, int], str]


def page_of(entries: Sequence[Entry], earlier: Sequence[Entry], *, with_objects: bool = False) -> Page:
    """Names for one page of entries. Three to five queries; ``with_objects`` one more for each kind of object."""
    found = {one.entry.seq: one for one in tell(earlier)}
    shown = {entry.seq: found[entry.seq] for entry in entries if entry.seq in found}
    facts = [entry.data for entry in entries]
    facts += [{change.fact: change.before} for one in shown.values() for change in one.changes]
    actors = {entry.actor_id for entry in entries if entry.actor_id}
    return Page(
        entries, shown, Names.of(facts, people=actors), _titles(actors),
        _objects(entries) if with_objects else {},
    )  # fmt: skip


def _titles(people: Iterable[int]) -> dict[int, str]:
    """How the people are addressed here: the title of their role."""
    rows = Membership.objects.filter(person_id__in=list(people)).exclude(title="").order_by("pk")
    return dict(rows.values_list("person_id", "title"))


def _objects(entries: Sequence[Entry]) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        if entry.object_type in BY_MODEL and entry.object_id:
            wanted.setdefault(entry.object_type, set()).add(entry.object_id)
    return {
        (model, row.pk): str(row)
        for model, numbers in wanted.items()
        for row in apps.get_model(model).objects.filter(pk__in=numbers)
    }


def lines_of(page: Page, actor: Actor) -> list[Line]:
    """The sentences of a page, in its order."""
    return [_line(entry, page, actor) for entry in page.entries]


def _line(entry: Entry, page: Page, actor: Actor) -> Line:
    one = page.told.get(entry.seq)
    kind = BY_MODEL.get(entry.object_type)
    title = page.objects.get((entry.object_type, entry.object_id or 0), "")
    return Line(
        seq=entry.seq, at=entry.at, sentence=_sentence(entry, page),
        changes=tuple(_change(change, page.names) for change in one.changes) if one else (),
        object_kind=str(kind.label) if kind and page.objects else "", object_title=title,
        object_url=_url(kind, entry, actor) if title else "",
    )  # fmt: skip


def _sentence(entry: Entry, page: Page) -> str:
    """ "Ngày 12/11/2026 lúc 09:14, Nguyễn Thị Hoa (Chuyên viên) sửa hoạt động: ngày thực hiện"."""
    facts = facts_in_words(entry.data, page.names)
    what = SENTENCES.get(entry.action)
    words = str(what) % facts if what is not None else str(UNKNOWN_ACTION) % {"action": entry.action}
    at = entry.at.astimezone(WARD_TIME)
    moment = _("Ngày %(day)s lúc %(time)s") % {"day": f"{at:%d/%m/%Y}", "time": f"{at:%H:%M}"}
    return f"{moment}, {_who(entry, page)} {words}."


def _who(entry: Entry, page: Page) -> str:
    if entry.actor_id is None:
        return str(NOBODY)
    name = page.names.find("people", entry.actor_id)
    title = page.titles.get(entry.actor_id, "")
    return f"{name} ({title})" if title else name


def _change(change: Change, names: Names) -> str:
    said = {
        "fact": FACTS[change.fact], "before": in_words(change.fact, change.before, names),
        "after": in_words(change.fact, change.after, names),
    }  # fmt: skip
    return _("%(fact)s: từ “%(before)s” thành “%(after)s”") % said


def _url(kind: Kind | None, entry: Entry, actor: Actor) -> str:
    if kind is None or not (kind.access or actor.may(kind.needs)):
        return ""
    if kind.model == "communes.person" and not actor.may(Permission.MANAGE_PEOPLE):
        return ""
    return reverse("history_show", args=[kind.slug, entry.object_id])
