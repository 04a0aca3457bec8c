"""The one door for everything that goes out (ADR 0029). Whoever publishes, prints, mails or shows content to the public
takes it from here and nowhere else: what was not approved does not come through.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models

from lantoa.communes.models import Commune
from lantoa.content.models import Item, ItemService, Revision, Step
from lantoa.content.rendering import plain, rendered
from lantoa.content.rules.facts import Fact
from lantoa.content.rules.kinds import Form
from lantoa.content.rules.life import ItemState, StepKind
from lantoa.content.rules.words import Words, words_from
from lantoa.core.errors import Refused
from lantoa.files.models import StoredFile

CLOSED = (ItemState.RECALLED.value, ItemState.ARCHIVED.value)
NOT_APPROVED = "Nội dung này chưa được duyệt, đã sửa sau khi duyệt hoặc đã thu hồi nên không đưa ra ngoài được."


@dataclass(frozen=True, slots=True)
class ApprovedMedia:
    """A picture, video or sound that goes with the item: a stored file, or a link (``url``, file_id None)."""

    file_id: int | None
    media_type: str
    alt: str
    credit: str
    width: int | None
    height: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Approved:
    """One approved revision, ready to go out: every fact in words. ``html`` is clean; the other texts are plain."""

    item_id: int
    revision_id: int
    number: int
    kind: str
    title: str
    slug: str
    summary: str
    html: str
    short: str
    spoken: str
    poster: str
    mail: str
    facts: tuple[Fact, ...]
    media: tuple[ApprovedMedia, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    credit: str
    language: str
    first_published_at: datetime | None
    commitments: tuple[int, ...]
    commune_id: int
    unit_id: int | None
    mark: str


def approved(item_id: int) -> Approved:
    """What may go out of an item now: its approved revision. Needs the scope of its commune.

    After an approved text was changed nothing comes through until the change is approved; of an item that is out
    already, what is out.

    Raises:
        Refused("content_not_approved"): nothing of it is approved, it was recalled, or there is no such item.
    """
    item = _items().filter(pk=item_id).first()
    return approved_of(item, item.approved if item else None)


def live(item_id: int) -> Approved:
    """What of an item is out now: the revision that was published last. A correction that is approved but not yet
    published is not in it.

    Raises:
        Refused("content_not_approved"): nothing of it is out.
    """
    item = _items().filter(pk=item_id).first()
    return approved_of(item, item.live if item else None)


def published(commune: Commune) -> models.QuerySet[Item]:
    """Items that are out, the newest first, each with ``live``: the revision that is out."""
    rows: models.QuerySet[Item] = Item.objects.filter(commune=commune, live__isnull=False).exclude(state__in=CLOSED)
    return rows.select_related("live", "unit").order_by("-first_published_at", "-id")


def live_of(items: Iterable[Item]) -> list[Approved]:
    """Many items of ``published`` at once, without asking for each one's pictures apart."""
    return _made_all([(item, item.live) for item in items if item.live])


def approved_of(item: Item | None, revision: Revision | None) -> Approved:
    """The revision as it goes out. Raises Refused("content_not_approved")."""
    if item is None or revision is None or item.state in CLOSED or not _was_approved(revision):
        raise Refused("content_not_approved", NOT_APPROVED)
    return _made_all([(item, revision)])[0]


def as_it_would_go(item: Item, revision: Revision) -> Approved:
    """A revision as it would go out, for previews inside of the house alone. Never send what comes from here."""
    return _made_all([(item, revision)])[0]


def _items() -> models.QuerySet[Item]:
    rows: models.QuerySet[Item] = Item.objects.select_related("approved", "live")
    return rows


def _was_approved(revision: Revision) -> bool:
    """The database keeps ``Item.approved`` true to the steps as well (trigger of migration 0002)."""
    return Step.objects.filter(revision=revision, kind=StepKind.APPROVE.value).exists()


def _made_all(pairs: list[tuple[Item, Revision]]) -> list[Approved]:
    rows = [(item, revision, words_from(revision)) for item, revision in pairs]
    files = _files(words for _item, _revision, words in rows)
    services = _services([item.pk for item, _revision, _words in rows])
    return [
        replace(_made(item, revision, words), media=_media(words, files), commitments=services.get(item.pk, ()))
        for item, revision, words in rows
    ]


def _made(item: Item, revision: Revision, words: Words) -> Approved:
    texts = {form.value: rendered(words, form) for form in Form}
    return Approved(
        item_id=item.pk, revision_id=revision.pk, number=revision.number, kind=item.kind,
        title=plain(words, words.title), slug=item.slug, summary=plain(words, words.summary),
        html=texts["article"], short=texts["short"], spoken=texts["spoken"], poster=texts["poster"], mail=texts["mail"],
        facts=words.facts, media=(), topics=tuple(item.topics), audiences=tuple(item.audiences), credit=item.credit,
        language=item.language, first_published_at=item.first_published_at, commitments=(),
        commune_id=item.commune_id, unit_id=item.unit_id, mark=item.mark,
    )  # fmt: skip


def _services(items: list[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    rows = ItemService.objects.filter(item__in=items).order_by("commitment_id")
    for item, commitment in rows.values_list("item_id", "commitment_id"):
        found[item] = (*found.get(item, ()), commitment)
    return found


def _files(many: Iterable[Words]) -> dict[int, StoredFile]:
    wanted = {one.file for words in many for one in words.media if one.file}
    return {row.pk: row for row in StoredFile.objects.filter(pk__in=wanted)} if wanted else {}


def _media(words: Words, files: dict[int, StoredFile]) -> tuple[ApprovedMedia, ...]:
    made = []
    for one in words.media:
        file = files.get(one.file or 0)
        if file is None and not one.url:
            continue
        made.append(
            ApprovedMedia(
                file.pk if file else None, file.media_type if file else "", one.alt, one.credit,
                file.width if file else None, file.height if file else None, one.url,
            )
        )  # fmt: skip
    return tuple(made)
