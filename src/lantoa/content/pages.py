"""What the pages of content show."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.models import Unit
from lantoa.communes.queries import units_in_use
from lantoa.communes.roles import Permission
from lantoa.content.access import may_approve, standing_of
from lantoa.content.forms import ContentForm
from lantoa.content.lists import ContentFilter, is_overdue, page_of, waiting
from lantoa.content.models import Comment, Item, Revision
from lantoa.content.previews import preview_of
from lantoa.content.rendering import plain
from lantoa.content.rules.checking import FORMS
from lantoa.content.rules.facts import FactKind
from lantoa.content.rules.kinds import DERIVED, ContentKind, Form, Mark
from lantoa.content.rules.life import WAITS_FOR, Hat, ItemState, may_write, steps_open
from lantoa.content.rules.words import Words, words_from
from lantoa.core.saying import said
from lantoa.files.models import StoredFile
from vanban.vocabulary import Topic

EMPTY_ROWS = 2


def list_page(actor: Actor, wanted: ContentFilter, number: object) -> dict[str, Any]:
    """The list, what of it waits for this person, and the filters."""
    page = page_of(actor, wanted, number)
    ids = set(Item.objects.filter(waiting(actor), pk__in=[row.pk for row in page]).values_list("pk", flat=True))
    units: list[Unit] = list(units_in_use())
    return {
        "page": page, "rows": [(row, row.pk in ids, is_overdue(row)) for row in page], "filter": wanted,
        "kinds": list(ContentKind), "states": list(ItemState), "topics": list(Topic), "units": units,
        "marks": [mark for mark in Mark if mark is not Mark.NONE], "may_write": may_start(actor),
        "may_set": actor.may(Permission.MANAGE_COMMUNE),
        "waiting": Item.objects.filter(waiting(actor), commune=actor.commune).count(),
    }  # fmt: skip


def may_start(actor: Actor) -> bool:
    """Whether this person may write something new."""
    return actor.may(Permission.WRITE_CONTENT) or actor.may(Permission.EDIT_CONTENT)


def show_page(actor: Actor, item: Item, revision: Revision, *, form: Form) -> dict[str, Any]:
    """One item: where it stands, one form as it looks, comments there, what happened."""
    standing = standing_of(actor, item)
    preview = preview_of(words_from(revision))
    comments = list(item.comments.select_related("by", "resolved_by", "revision"))
    is_latest = revision.pk == item.latest_id
    return {
        "item": item, "revision": revision, "is_latest": is_latest, "preview": preview, "form_shown": form.value,
        "look": preview.looks[form.value], "tabs": tabs_of(item, revision, form=form, comments=comments),
        "steps": [step.value for step in steps_open(standing)] if is_latest else [],
        "may_write": may_write(standing) and is_latest, "may_hand": bool(standing.hats),
        "may_send": bool(standing.hats & {Hat.WRITER, Hat.EDITOR}),
        "may_publish": actor.may(Permission.PUBLISH_CONTENT),
        "comments": [one for one in comments if one.form == form.value], "overdue": is_overdue(item),
        "history": list(item.steps.select_related("by", "revision")),
        "revisions": list(item.revisions.select_related("made_by").defer("body_html", "forms", "facts", "media")),
        "services": [one.commitment for one in item.services.select_related("commitment")],
        "sources": list(item.sources.all()), "media": media_rows(words_from(revision)),
        "topics": [said(Topic(code).label) for code in item.topics if code in Topic._value2member_map_],
        "links": list(item.links.filter(revision=revision).select_related("person")[:5]),
        "forms": FORMS, "returned_note": returned_note(item),
        "own_words": may_approve(actor) and item.current.made_by_id == actor.person.pk,
    }  # fmt: skip


def tabs_of(item: Item, revision: Revision, *, form: Form, comments: list[Comment]) -> list[dict[str, Any]]:
    """A tab for each form, with the number of open comments."""
    open_ones = [one.form for one in comments if one.resolved_at is None]
    start = reverse("content_show", args=[item.pk])
    if revision.pk != item.latest_id:
        start = reverse("content_revision", args=[item.pk, revision.number])
    return [
        {
            "url": f"{start}?dang={one.value}", "label": said(one.label), "active": one is form,
            "count": open_ones.count(one.value) or "",
        }
        for one in FORMS
    ]  # fmt: skip


def returned_note(item: Item) -> str:
    """Why it came back; only while it is returned."""
    if item.state != ItemState.RETURNED.value:
        return ""
    last = item.steps.filter(kind="return").last()
    return last.note if last else ""


def media_rows(words: Words) -> list[dict[str, Any]]:
    """Media with their files, for previews and the editor."""
    files = {row.pk: row for row in StoredFile.objects.filter(pk__in=[one.file for one in words.media if one.file])}
    return [
        {"number": number, "one": one, "file": files.get(one.file or 0)} for number, one in enumerate(words.media, 1)
    ]  # fmt: skip


def edit_page(form: ContentForm, words: Words, item: Item | None) -> dict[str, Any]:
    """The editor: the form, the words in their boxes, and how they will look."""
    return {
        "form": form, "item": item, "words": words,
        "facts": fact_rows(words), "blank_row": {"number": 0}, "fact_kinds": list(FactKind), "media": media_rows(words),
        "boxes": [{"form": one, "text": words.form(one), "edited": _edited(words, one)} for one in DERIVED],
        "preview": preview_of(words), "forms": FORMS, "based_on": item.current.number if item else 0,
    }  # fmt: skip


def marked_lines(items: list[Item]) -> list[tuple[Item, str]]:
    """Items that are out, each with its summary in words."""
    return [(item, plain(words_from(item.live), item.live.summary)) for item in items if item.live]


def _edited(words: Words, form: Form) -> bool:
    one = words.forms.get(form)
    return bool(one and one.edited)


def fact_rows(words: Words) -> list[dict[str, Any]]:
    """The facts as rows of the form, with empty ones at the end."""
    rows: list[dict[str, Any]] = [
        {
            "key": one.key, "kind": one.kind.value, "label": one.label, "everywhere": one.everywhere,
            "value": shown_value(one.kind, one.written, one.value),
        }
        for one in words.facts
    ]  # fmt: skip
    return [{"number": number, **row} for number, row in enumerate([*rows, *({} for _row in range(EMPTY_ROWS))], 1)]


def shown_value(kind: FactKind, written: str, value: str) -> str:
    """A fact in its box, as people write it."""
    return (
        value if kind in {FactKind.TIME, FactKind.LINK, FactKind.PLACE, FactKind.DOCUMENT, FactKind.NUMBER} else written
    )


@dataclass(frozen=True, slots=True)
class ForHome:
    """An item that waits for this person, as the home page lists it."""

    title: str
    text: str
    url: str


def for_home(actor: Actor) -> list[ForHome]:
    """Items that wait for a step of this person."""
    words = {
        ItemState.SUBMITTED: _("Nội dung chờ duyệt"), ItemState.RETURNED: _("Nội dung bị trả lại để sửa"),
        ItemState.APPROVED: _("Nội dung đã duyệt, chờ phát hành"),
    }  # fmt: skip
    states = [state.value for state in WAITS_FOR]
    rows = Item.objects.filter(waiting(actor), commune=actor.commune, state__in=states).order_by("due_on", "id")[:20]
    return [ForHome(words[ItemState(one.state)], one.title, reverse("content_show", args=[one.pk])) for one in rows]
