"""From the editor's post to an action: every refusal is shown in the form beside what was typed, nothing is lost."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from uuid import uuid4

from django.db import transaction

from lantoa.communes.access import StaffRequest
from lantoa.content.access import standing_of
from lantoa.content.actions import change_head, create_item, save_revision
from lantoa.content.forms import ContentForm
from lantoa.content.models import Item, Revision
from lantoa.content.posted import body_posted, facts_posted, media_posted, rows_posted, words_posted
from lantoa.content.rules.extracting import extracted
from lantoa.content.rules.facts import Fact, fact_from
from lantoa.content.rules.words import Picture, Words, words_from
from lantoa.core.errors import Refused
from lantoa.files.checks import FileKind
from lantoa.files.uploads import files_of
from lantoa.media.actions import add_received, receive
from lantoa.media.models import Medium
from lantoa.media.rules.words import Words as LibraryWords

T = TypeVar("T")
NOT_DESCRIBED = LibraryWords()
PICTURES = frozenset({FileKind.PICTURE})


def create_posted(request: StaffRequest, form: ContentForm) -> Item | None:
    """A new item of the post; None where the form now shows what is wrong."""

    def act() -> Item:
        words = _complete(request, form, words_posted(request.POST))
        return create_item(
            commune=request.actor.commune, key=form.cleaned_data["key"], head=form.head(), words=words,
            by=request.actor.person,
        )  # fmt: skip

    return _tried(form, act)


def revise_posted(request: StaffRequest, form: ContentForm, item: Item) -> Revision | None:
    """Head and words of the post onto the item; None where the form now shows what is wrong."""

    def act() -> Revision:
        actor = request.actor
        standing = standing_of(actor, item)
        words = _complete(request, form, words_posted(request.POST, words_from(item.current)))
        with transaction.atomic():
            saved = save_revision(
                item=item, words=words, based_on=number_in(request.POST.get("based_on")), standing=standing,
                by=actor.person, note=request.POST.get("note", ""),
            )  # fmt: skip
            if set(form.changed_data) - {"title", "key", "library"}:
                change_head(item=item, head=form.head(item), standing=standing, by=actor.person)
        return saved

    return _tried(form, act)


def _complete(request: StaffRequest, form: ContentForm, words: Words) -> Words:
    """With the pictures that came along, and typed facts made into facts where that was asked for."""
    chosen = [_of_library(row) for row in form.cleaned_data["library"]]
    added = [one for one in chosen if one not in words.media]
    added += [_picture(request, upload) for upload in files_of(request, "pictures")]
    link = str(request.POST.get("video", "")).strip()
    if link and not link.startswith("https://"):
        raise Refused("content_media", "Đường dẫn video, âm thanh phải bắt đầu bằng https://. Hãy dán lại đường dẫn.")
    linked = (Picture(url=link[:500]),) if link else ()
    whole = replace(words, media=(*words.media, *added, *linked))
    return extracted(whole) if "extract" in request.POST else whole


def _of_library(row: Medium) -> Picture:
    """A medium as an item keeps it: with the words that stand in the library."""
    return Picture(
        file=row.file_id, url=row.url if row.url.startswith("https://") else "", alt=row.alt[:300], credit=row.credit
    )


def _picture(request: StaffRequest, upload: Any) -> Picture:
    """A picture that came along goes into the library, which makes its sizes."""
    name = upload.name or ""
    try:
        received = receive(commune=request.actor.commune, upload=upload, name=name, allowed=PICTURES)
    except Refused as refusal:
        raise Refused(refusal.code, f"Tệp “{name[-60:]}”: {refusal.message}") from refusal
    by = request.actor.person
    row = add_received(commune=request.actor.commune, received=received, words=NOT_DESCRIBED, by=by, key=uuid4())
    return _of_library(row)


def _tried(form: ContentForm, act: Callable[[], T]) -> T | None:
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refusal:
        form.add_refusal(refusal.code, refusal.message)
        return None


def typed_words(data: Mapping[str, Any], before: Words, *, strict: bool = False) -> Words:
    """What was typed, to be shown again; facts that are wrong are left out, unless ``strict``.

    Raises:
        Refused("content_fact"): only with ``strict``.
    """
    facts = facts_posted(data) if strict else tuple(_right(data))
    words = words_posted({name: value for name, value in data.items() if not name.startswith("f-")}, before)
    return replace(words, facts=facts, body=body_posted(data), media=media_posted(data))


def _right(data: Mapping[str, Any]) -> list[Fact]:
    found: dict[str, Fact] = {}
    for row in rows_posted(data):
        try:
            fact = fact_from(row)
        except Refused:
            continue
        found.setdefault(fact.key, fact)
    return list(found.values())


def number_in(text: object) -> int:
    said = str(text or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
