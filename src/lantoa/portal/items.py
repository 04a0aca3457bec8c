"""Items that everybody sees: lists, one article with all that belongs to it. What is shown comes through the one door
of content (ADR 0029); which items are shown says ``queries.shown_items`` and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.core.paginator import Page, Paginator

from lantoa.content.approved import Approved, ApprovedMedia, live, live_of
from lantoa.content.models import Item, Source, Step
from lantoa.content.rules.kinds import ContentKind
from lantoa.content.rules.life import StepKind
from lantoa.content.rules.words import words_from
from lantoa.ledger.kept import kept
from lantoa.portal.media import Figure, figures, text_of
from lantoa.portal.models import Portal
from lantoa.portal.queries import shown_items
from lantoa.portal.rules import Amended, FactNow, amended
from vanban.vocabulary import Topic

PER_PAGE = 12
RELATED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One item in a list."""

    slug: str
    title: str
    summary: str
    kind: str
    at: datetime | None
    picture: ApprovedMedia | None = None
    has_sound: bool = False
    has_film: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One item as its page shows it. ``html``: clean, its pictures at public addresses."""

    it: Approved
    html: str
    kind: str
    figures: tuple[Figure, ...]
    links: tuple[ApprovedMedia, ...]
    sources: tuple[Source, ...]
    topics: tuple[tuple[str, str], ...]
    amended: tuple[Amended, ...]
    related: tuple[Line, ...] = field(default=())

    @property
    def pictures(self) -> list[Figure]:
        """In order; the first leads the page."""
        return [one for one in self.figures if one.kind == "image"]

    @property
    def sounds(self) -> list[Figure]:
        """To be heard."""
        return [one for one in self.figures if one.kind == "audio"]

    @property
    def others(self) -> list[Figure]:
        """Films, and files of other kinds."""
        return [one for one in self.figures if one.kind not in {"image", "audio"}]

    @property
    def changed_at(self) -> datetime | None:
        """When it was corrected last; else when it came out."""
        return self.amended[-1].at if self.amended else self.it.first_published_at


def lines(items: Iterable[Item]) -> list[Line]:
    """Items as lists show them. Two queries for all."""
    return [_line(one) for one in live_of(items)]


def _line(it: Approved) -> Line:
    kinds = [one.media_type.partition("/")[0] for one in it.media]
    pictures = [one for one in it.media if one.file_id and one.media_type.startswith("image/")]
    return Line(
        it.slug, it.title, it.summary, kind_label(it.kind), it.first_published_at,
        picture=pictures[0] if pictures else None, has_sound="audio" in kinds, has_film="video" in kinds, mark=it.mark,
    )  # fmt: skip


def kind_label(kind: str) -> str:
    """The kind in words."""
    return ContentKind(kind).label if kind in ContentKind._value2member_map_ else "Nội dung"


def page_of(
    portal: Portal, number: str | None, *, kinds: Sequence[str] = (), without: Sequence[str] = (), topic: str = ""
) -> "Page[Any]":
    """One page of lines, the newest first. Needs the open scope."""
    rows = shown_items(portal)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if topic:
        rows = rows.filter(topics__contains=[topic])
    page: Page[Any] = Paginator(rows.exclude(kind__in=without), PER_PAGE).get_page(number)
    page.object_list = lines(page.object_list)
    return page


def latest(portal: Portal, most: int, *, kinds: Sequence[str] = (), mark: str = "") -> list[Line]:
    """The newest items, of some kinds, or with a mark."""
    rows = shown_items(portal).filter(**({"kind__in": kinds} if kinds else {}), **({"mark": mark} if mark else {}))
    return lines(rows[:most])


def article_of(portal: Portal, slug: str) -> Article | None:
    """The item with this place in the address; None where it is not shown. What belongs to it is kept in memory until
    something happens in the commune (ADR 0023); addresses that somebody made up are not."""
    pk = shown_items(portal).filter(slug=slug).values_list("pk", flat=True).first()
    return kept(portal.commune_id, ("public article", pk), lambda: _article(portal, pk)) if pk else None


def _article(portal: Portal, pk: int) -> Article:
    item = shown_items(portal).get(pk=pk)
    it = live(item.pk)
    return Article(
        it, text_of(portal, it.html), kind_label(it.kind), tuple(figures(portal, it.media)),
        links=tuple(one for one in it.media if not one.file_id and one.url.startswith(("https://", "http://"))),
        sources=tuple(Source.objects.filter(item=item)), topics=topic_labels(it.topics),
        amended=corrections(item), related=tuple(_related(portal, item)),
    )  # fmt: skip


def topic_labels(topics: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Codes with their labels, in the order of the list."""
    wanted = set(topics)
    return tuple((topic.value, topic.label) for topic in Topic if topic.value in wanted)


def _related(portal: Portal, item: Item) -> list[Line]:
    """The newest others about the same topics."""
    if not item.topics:
        return []
    rows = shown_items(portal).exclude(pk=item.pk).order_by("-first_published_at")[:60]
    near = sorted(rows, key=lambda one: -len(set(one.topics) & set(item.topics)))
    return lines([one for one in near if set(one.topics) & set(item.topics)][:RELATED])


def corrections(item: Item) -> tuple[Amended, ...]:
    """Every time that what was out was replaced: when, and which facts read otherwise since."""
    rows = Step.objects.filter(item=item, kind=StepKind.PUBLISH.value).select_related("revision").order_by("pk")
    steps = list(rows)
    return tuple(
        amended(now.at, (before.revision.title, now.revision.title), before=_facts(before), after=_facts(now))
        for before, now in pairwise(steps)
        if before.revision_id != now.revision_id
    )


def _facts(step: Step) -> dict[str, FactNow]:
    return {fact.key: FactNow(fact.label, fact.written) for fact in words_from(step.revision).facts}


def topic_counts(portal: Portal) -> list[tuple[str, str, int]]:
    """Every topic with how many items it has; topics with none are left out."""
    counts: dict[str, int] = {}
    for topics in shown_items(portal).values_list("topics", flat=True):
        for topic in topics:
            counts[topic] = counts.get(topic, 0) + 1
    return [(topic.value, topic.label, counts[topic.value]) for topic in Topic if counts.get(topic.value)]
