"""What the pages of the library show."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.files.checks import FileKind, accepted_endings
from lantoa.media import drawing, ffmpeg
from lantoa.media.access import may_change
from lantoa.media.arriving import PLAYED
from lantoa.media.fields import small_picture
from lantoa.media.forms import LinkForm, PicturesForm, PosterForm, WordsForm
from lantoa.media.models import Medium
from lantoa.media.queries import MOST_PAGES, MediaFilter, listed, usable
from lantoa.media.rules.kinds import MediumKind, MediumState
from lantoa.media.rules.sizes import MB, loudness_words

PAGE_SIZE = 24
ICONS = {"picture": "image", "video": "video", "audio": "volume-2"}


class Card:
    """One medium in a list."""

    def __init__(self, medium: Medium) -> None:
        self.medium, self.picture, self.icon = medium, small_picture(medium), ICONS[medium.kind]
        self.is_ready = medium.state == MediumState.READY.value
        self.lacks_words = not medium.words.complete


def _page(rows: Any, number: str | None) -> "Page[Medium]":
    wanted = min(int(number), MOST_PAGES) if number and number.isascii() and number.isdigit() and len(number) < 9 else 1
    return Paginator(rows, PAGE_SIZE).get_page(wanted)


def list_page(actor: Actor, wanted: MediaFilter, number: str | None) -> dict[str, Any]:
    """The library."""
    page = _page(listed(wanted), number)
    return {
        "page": page, "cards": [Card(row) for row in page], "filter": wanted, "kinds": list(MediumKind),
        "may_add": actor.may(Permission.WRITE_CONTENT), "ffmpeg_missing": "" if ffmpeg.available() else ffmpeg.MISSING,
    }  # fmt: skip


def chooser_page(wanted: MediaFilter, number: str | None) -> dict[str, Any]:
    """What the dialog of other rooms' forms offers."""
    page = _page(usable(wanted.kind, wanted.words), number)
    return {"page": page, "cards": [Card(row) for row in page], "filter": wanted}


def show_page(actor: Actor, medium: Medium) -> dict[str, Any]:
    """One medium: to see or hear, what is said of it, what was made of it."""
    changes = may_change(actor, medium)
    is_video = medium.kind == MediumKind.VIDEO.value and medium.file is not None
    return {
        "medium": medium, "preview": preview(medium), "is_ready": medium.state == MediumState.READY.value,
        "is_failed": medium.state == MediumState.FAILED.value, "may_change": changes,
        "form": WordsForm.of(medium) if changes else None, "is_playable": medium.kind != MediumKind.PICTURE.value,
        "poster_form": PosterForm() if changes and is_video else None,
        "loudness_words": loudness_words(medium.loudness), "renditions": list(medium.renditions.all()),
        "crumbs": crumbs(str(medium)),
    }  # fmt: skip


def preview(medium: Medium) -> str:
    """How it looks or sounds."""
    if medium.kind == MediumKind.PICTURE.value and not medium.is_link:
        return drawing.picture_html(medium, drawing.staff_address, lazy=False)
    return drawing.player_html(
        medium, drawing.staff_address, captions=lambda row: reverse("media_captions_file", args=[row.pk])
    )


def crumbs(here: str) -> list[dict[str, str]]:
    """The way back to the library."""
    return [{"url": reverse("media_list"), "label": _("Thư viện")}, {"label": here}]


def _tabs(active: str) -> list[dict[str, Any]]:
    names = {"media_upload": _("Ảnh"), "media_large": _("Video, âm thanh"), "media_link": _("Đường dẫn")}
    return [{"url": reverse(name), "label": label, "active": name == active} for name, label in names.items()]


def upload_page(form: PicturesForm) -> dict[str, Any]:
    """Bringing pictures in."""
    kinds = frozenset({FileKind.PICTURE})
    return {
        "form": form, "tabs": _tabs("media_upload"), "accept": accepted_endings(kinds), "max_mb": 25,
        "crumbs": crumbs(_("Tải ảnh lên")),
    }  # fmt: skip


def large_page(form: WordsForm, limit: int) -> dict[str, Any]:
    """Bringing video and sound in."""
    return {
        "form": form, "tabs": _tabs("media_large"), "accept": accepted_endings(PLAYED), "max_mb": limit // MB,
        "ffmpeg_missing": "" if ffmpeg.available() else ffmpeg.MISSING, "crumbs": crumbs(_("Tải video, âm thanh lên")),
    }  # fmt: skip


def link_page(form: LinkForm) -> dict[str, Any]:
    """Adding a link."""
    return {"form": form, "tabs": _tabs("media_link"), "crumbs": crumbs(_("Thêm bằng đường dẫn"))}


def words_page(rows: Sequence[Medium], forms: Sequence[WordsForm]) -> dict[str, Any]:
    """Describing what was brought in."""
    lines = [{"card": Card(row), "form": form} for row, form in zip(rows, forms, strict=True)]
    return {"lines": lines, "crumbs": crumbs(_("Mô tả tư liệu"))}
