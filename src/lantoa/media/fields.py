"""Choosing media in the forms of other rooms: a plain list, and with JavaScript the library's own dialog.

``field = MediaField(kind="picture", several=True)``; the page loads ``media.js`` and ``media.css`` (``form.media``).
Cleaned: the media in the order chosen.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.media.drawing import staff_address
from lantoa.media.models import Medium
from lantoa.media.queries import media_by_id, usable
from lantoa.media.rules.kinds import MediumKind, RenditionRole

OFFERED = 100
"""How many the plain list offers, the latest; the dialog finds any."""
MOST = 30


def small_picture(medium: Medium) -> str:
    """Address of the smallest picture of a medium for staff; empty where there is none."""
    roles = {RenditionRole.PICTURE.value, RenditionRole.POSTER.value}
    rows = [one for one in medium.renditions.all() if one.role in roles and one.media_type == "image/webp"]
    return staff_address(min(rows, key=lambda one: one.width or 0)) if rows else ""


class MediaSelect(forms.SelectMultiple):
    """A list of media; ``media.js`` puts cards and a button in its place."""

    template_name = "media/select.html"

    class Media:
        css = {"all": ("lantoa/css/media.css",)}
        js = (forms.Script("lantoa/js/media.js", type="module"),)

    def __init__(self, kind: str = "", *, several: bool = True) -> None:
        super().__init__()
        self.kind, self.allow_multiple_selected = kind, several

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = numbers(value)
        there = media_by_id(chosen)
        rows = [there[pk] for pk in chosen if pk in there]
        rest = usable(self.kind).exclude(pk__in=chosen)[:OFFERED]
        context["widget"] |= {
            "chosen": [Offer(row) for row in rows], "rest": [Offer(row) for row in rest], "kind": self.kind,
            "several": self.allow_multiple_selected,
        }  # fmt: skip
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])


class Offer:
    """One medium as the chooser shows it."""

    def __init__(self, medium: Medium) -> None:
        self.pk, self.title, self.alt, self.picture = medium.pk, str(medium), medium.alt, small_picture(medium)


def numbers(value: Any) -> list[int]:
    """Numbers of media out of what a form holds: rows, ids, text."""
    given: Iterable[Any] = value if isinstance(value, list | tuple) else [value] if value else []
    ids = (getattr(one, "pk", one) for one in given)
    return list(
        dict.fromkeys(int(one) for one in ids if str(one).isascii() and str(one).isdigit() and len(str(one)) < 18)
    )


class MediaField(forms.Field):
    """Media of the library, in the order chosen."""

    def __init__(self, *, kind: MediumKind | None = None, several: bool = True, **kwargs: Any) -> None:
        self.kind, self.several = kind, several
        super().__init__(widget=MediaSelect(kind.value if kind else "", several=several), **kwargs)

    def to_python(self, value: Any) -> list[Medium]:
        """The media; put-away or unknown ones are refused."""
        ids = numbers(value)
        there = media_by_id(ids)
        rows = [there[pk] for pk in ids if pk in there and there[pk].words.complete]
        if len(rows) != len(ids) or any(self.kind and row.kind != self.kind.value for row in rows):
            raise forms.ValidationError(_("Có tư liệu không còn dùng được: hãy chọn lại từ thư viện."))
        if len(rows) > (MOST if self.several else 1):
            raise forms.ValidationError(_("Đã chọn quá nhiều tư liệu: hãy bỏ bớt."))
        return rows

    def prepare_value(self, value: Any) -> Any:
        """Rows or ids, as they are."""
        return value
