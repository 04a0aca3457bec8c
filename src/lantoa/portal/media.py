"""Pictures, sound and film of what is shown, at public addresses. The library (``lantoa.media``) has made the sizes; a
file that is not in it is shown as it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.content.approved import ApprovedMedia
from lantoa.files.models import StoredFile
from lantoa.media.drawing import best, picture_html, picture_sizes, pictures_in, player_html, with_pictures
from lantoa.media.models import Medium, Rendition
from lantoa.media.queries import media, media_by_id
from lantoa.portal.models import Portal
from lantoa.portal.pages import address
from lantoa.portal.queries import shown_items


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture, sound or film as the page draws it. ``kind``: image, audio, video; ``card``: for previews."""

    kind: str
    html: SafeString
    words: str
    credit: str
    card: str = ""


def place_of(portal: Portal) -> Callable[[Rendition], str]:
    """Where everybody reaches a rendition."""
    at = address("portal_home", portal)
    return lambda one: f"{at}tu-lieu/{one.medium_id}/{one.name}/"


def figures(portal: Portal, given: Iterable[ApprovedMedia]) -> list[Figure]:
    """The stored files among the media of an item, in order. Two queries."""
    wanted = [one for one in given if one.file_id]
    known = {row.file_id: row for row in media().filter(file_id__in=[one.file_id for one in wanted])} if wanted else {}
    return [_figure(portal, one, known.get(one.file_id)) for one in wanted]


def _figure(portal: Portal, one: ApprovedMedia, medium: Medium | None) -> Figure:
    kind = one.media_type.partition("/")[0]
    html, card = SafeString(), ""
    if medium is not None and kind == "image":
        html = picture_html(medium, place_of(portal), alt=one.alt, lazy=False)
        shown = best(picture_sizes(medium))
        card = place_of(portal)(shown) if shown else ""
    elif medium is not None:
        html = player_html(medium, place_of(portal), captions=lambda row: _captions(portal, row))
    plain = address("portal_picture", portal, pk=one.file_id)
    return Figure(kind, html or _plain(kind, one, plain), one.alt, one.credit, card or plain)


def _captions(portal: Portal, medium: Medium) -> str:
    return address("portal_captions", portal, pk=medium.pk)


def _plain(kind: str, one: ApprovedMedia, src: str) -> SafeString:
    if kind == "image":
        size = format_html(' width="{}" height="{}"', one.width, one.height) if one.width else SafeString()
        return format_html('<img src="{}" alt="{}"{} decoding="async">', src, one.alt, size)
    if kind in {"audio", "video"}:
        return format_html('<{0} controls preload="none" src="{1}" aria-label="{2}"></{0}>', kind, src, one.alt)
    return format_html('<a href="{}">{}</a>', src, one.alt or "Tải tệp")


def text_of(portal: Portal, html: str) -> str:
    """An article's clean HTML with its pictures in all their sizes, at public addresses."""
    return with_pictures(html, media_by_id(pictures_in(html)), place_of(portal))


def shown_medium(portal: Portal, pk: int) -> Medium:
    """A medium of the library that something on the portal shows. Raises Http404 for any other."""
    medium = media_by_id([pk]).get(pk)
    if medium is None or not _is_shown(portal, medium):
        raise Http404
    return medium


def _is_shown(portal: Portal, medium: Medium) -> bool:
    inside = Q(live__body_html__contains=f"/thu-vien/{medium.pk}/anh/")
    beside = Q(live__media__contains=[{"file": medium.file_id}]) if medium.file_id else Q(pk__in=[])
    return bool(shown_items(portal).filter(inside | beside).exists())


def shown_rendition(portal: Portal, pk: int, name: str) -> Rendition:
    """One of the files made from it. Raises Http404."""
    medium = shown_medium(portal, pk)
    found = next((one for one in medium.renditions.all() if one.name == name), None)
    if found is None:
        raise Http404
    rendition: Rendition = found
    rendition.medium = medium
    return rendition


def shown_file(portal: Portal, pk: int) -> StoredFile:
    """A file that stands beside an item that is shown. Raises Http404 for any other."""
    found: StoredFile | None = StoredFile.objects.filter(pk=pk).first()
    if found is None or not shown_items(portal).filter(live__media__contains=[{"file": pk}]).exists():
        raise Http404
    return found
