"""HTML of media for every face: pictures in the size that fits, films with poster and captions, links as links.

``Address`` says where a rendition is reached: staff pages give this room's own, the portal gives public ones. Articles
name pictures of the library by ``/thu-vien/<number>/anh/``; ``with_pictures`` puts the sizes in their place.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import unescape

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lantoa.media.models import Medium, Rendition
from lantoa.media.rules.kinds import MediumKind, RenditionRole

Address = Callable[[Rendition], str]
CaptionsAddress = Callable[[Medium], str]

IN_TEXT = "(max-width: 48rem) 100vw, 44rem"
"""How wide a picture of an article is shown; ``sizes`` of HTML."""
_IMG = re.compile(r'<img\b(?:[^>"]|"[^"]*")*>')
_SRC = re.compile(r'\bsrc="(?:https?://[^/"]+)?/thu-vien/(\d{1,18})/anh/[^"]*"')
_ALT = re.compile(r'\balt="([^"]*)"')


def staff_address(rendition: Rendition) -> str:
    """Where staff reach it."""
    return reverse("media_rendition", args=[rendition.medium_id, rendition.name])


def picture_sizes(medium: Medium, role: RenditionRole = RenditionRole.PICTURE) -> list[Rendition]:
    """The sizes of a picture (or poster), the smallest first."""
    rows = [one for one in medium.renditions.all() if one.role == role.value]
    return sorted(rows, key=lambda one: (one.width or 0, one.name))


def srcset(renditions: Sequence[Rendition], address: Address, media_type: str) -> str:
    """ "/a 320w, /b 640w" of one format."""
    return ", ".join(f"{address(one)} {one.width}w" for one in renditions if one.media_type == media_type)


def best(renditions: Iterable[Rendition], *, at_least: int = 1280, media_type: str = "image/jpeg") -> Rendition | None:
    """The smallest that is wide enough, else the largest."""
    rows = sorted((one for one in renditions if one.media_type == media_type), key=lambda one: one.width or 0)
    return next((one for one in rows if (one.width or 0) >= at_least), rows[-1] if rows else None)


def picture_html(
    medium: Medium, address: Address, *, alt: str | None = None, sizes: str = IN_TEXT, lazy: bool = True
) -> SafeString:  # fmt: skip
    """``<picture>`` with WebP and JPEG in every size; empty while not ready. ``alt`` replaces the library's own."""
    rows = picture_sizes(medium)
    shown = best(rows)
    if shown is None:
        return SafeString()
    return format_html(
        '<picture><source type="image/webp" srcset="{}" sizes="{}"><img src="{}" srcset="{}" sizes="{}" width="{}" '
        'height="{}" alt="{}"{} decoding="async"></picture>',
        srcset(rows, address, "image/webp"), sizes, address(shown), srcset(rows, address, "image/jpeg"), sizes,
        shown.width, shown.height, medium.alt if alt is None else alt, SafeString(' loading="lazy"' if lazy else ""),
    )  # fmt: skip


def player_html(medium: Medium, address: Address, *, captions: CaptionsAddress | None = None) -> SafeString:
    """A film or sound to play, with captions and what it shows in words; a link stays a link, nothing is loaded."""
    if medium.is_link:
        return format_html(
            '<a class="media-link" href="{}" rel="noopener noreferrer">{}</a>', medium.url, medium.title or medium.url
        )
    sources = [
        one for one in medium.renditions.all() if one.role in {RenditionRole.VIDEO.value, RenditionRole.AUDIO.value}
    ]
    inner = format_html_join("", '<source src="{}" type="{}">', ((address(one), one.media_type) for one in sources))
    if not inner:
        return SafeString()
    if medium.kind == MediumKind.AUDIO.value:
        return format_html('<audio controls preload="metadata" aria-label="{}">{}</audio>', medium.alt, inner)
    film = sources[0]
    poster = best(picture_sizes(medium, RenditionRole.POSTER))
    return format_html(
        '<video controls preload="none" playsinline width="{}" height="{}" poster="{}" aria-label="{}">{}{}</video>',
        film.width, film.height, address(poster) if poster else "", medium.alt, inner, _track(medium, captions),
    )  # fmt: skip


def _track(medium: Medium, captions: CaptionsAddress | None) -> SafeString:
    if medium.captions_id is None or captions is None:
        return SafeString()
    return format_html(
        '<track kind="captions" srclang="vi" label="{}" src="{}" default>', _("Tiếng Việt"), captions(medium)
    )


def pictures_in(html: str) -> list[int]:
    """Numbers of the library's pictures that an article shows, in order, each once."""
    found = (match for image in _IMG.findall(html) if (match := _SRC.search(image)))
    return list(dict.fromkeys(int(match[1]) for match in found))


def with_pictures(html: str, media: Mapping[int, Medium], address: Address) -> str:
    """An article's HTML (cleaned before) with each picture of the library in all its sizes. A picture that is not there
    any more leaves its words."""

    def draw(image: "re.Match[str]") -> str:
        found = _SRC.search(image[0])
        if not found:
            return image[0]
        said = _ALT.search(image[0])
        alt = unescape(said[1]) if said else None
        medium = media.get(int(found[1]))
        drawn = picture_html(medium, address, alt=alt or None) if medium else SafeString()
        return drawn or format_html("<em>{}</em>", alt or _("(ảnh không còn)"))

    return mark_safe(_IMG.sub(draw, html))  # noqa: S308 - the article was cleaned when it was kept
