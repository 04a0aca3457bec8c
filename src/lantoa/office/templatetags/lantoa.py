"""Tags and filters of the staff face: ``{% load lantoa %}``. Catalogue with examples: docs/reference/components.md."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.forms import BoundField
from django.forms.widgets import CheckboxSelectMultiple, RadioSelect
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lantoa.communes.access import Actor
from lantoa.communes.models import Person
from lantoa.core import logs, saying
from lantoa.core.clock import WARD_TIME
from lantoa.office.appearance import GRADES, PLAN_STEPS, STATE_ICONS, look_of
from lantoa.office.comparison import Piece, compare_words
from lantoa.office.navigation import NavLink

register = template.Library()

WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


@register.simple_tag
def request_id() -> str:
    """The name of this request in the log."""
    return logs.current_id()


@register.filter
def vnum(value: object, places: int = 0) -> str:
    """1234567 → 1.234.567; with places, 12.5 → 12,5. Anything that is no number is shown as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return "" if value is None else str(value)
    text = f"{value:,.{places}f}" if places or not isinstance(value, int) else f"{value:,d}"
    return text.translate(str.maketrans(",.", ".,"))


@register.filter
def vpercent(part: object, whole: object) -> str:
    """Share of the whole in full per cent, rounded down so that 100 % means all: 3 of 4 → 75 %."""
    return f"{_percent(part, whole)} %"


@register.filter
def vdate(value: object) -> str:
    """dd/mm/yyyy on the ward's calendar; empty for None."""
    if isinstance(value, datetime):
        return value.astimezone(WARD_TIME).strftime("%d/%m/%Y")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else ""


@register.filter
def vdatetime(value: object) -> str:
    """HH:MM ngày dd/mm/yyyy in ward time; empty for None."""
    if not isinstance(value, datetime):
        return vdate(value)
    local = value.astimezone(WARD_TIME)
    return f"{local:%H:%M} ngày {local:%d/%m/%Y}"


@register.filter
def vtime(value: object) -> str:
    """HH:MM in ward time."""
    if isinstance(value, datetime):
        return value.astimezone(WARD_TIME).strftime("%H:%M")
    return value.strftime("%H:%M") if isinstance(value, time) else ""


@register.filter
def said(sentence: object) -> str:
    """A sentence or label of the rules in the language of the page."""
    return saying.said(sentence)


@register.filter
def vweekday(value: object) -> str:
    """The weekday in short: T2 … T7, CN."""
    return saying.said(WEEKDAYS[value.weekday()]) if isinstance(value, date) else ""


@register.filter
def initials(name: object) -> str:
    """The letters shown for a person: the first letter of the given name, which comes last in Vietnamese."""
    words = str(name or "").split()
    return words[-1][0].upper() if words else "?"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite. With a label it is read aloud, without it is decoration."""
    return _icon(str(name), str(label))


@lru_cache(maxsize=1024)
def _icon(name: str, label: str) -> SafeString:
    href = _sprite()
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, href, name)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', href, name)


@cache
def _sprite() -> str:
    """The address of the sprite, the same on every page of a process: a page has some forty icons."""
    return static("lantoa/icons/sprite.svg")


@register.simple_tag
def drawn(name: str) -> SafeString:
    """A part that is the same on every page of a language (files, words for scripts): drawn once for a process."""
    return _drawn(name, get_language() or "")


@lru_cache(maxsize=64)
def _drawn(name: str, _language: str) -> SafeString:
    """Nothing goes into the template but the language."""
    return render_to_string(name)


@register.simple_tag
def user_links(person: Person, actor: Actor | None) -> SafeString:
    """The head and the first places of the person's menu."""
    roles, choices = (tuple(actor.role_labels), len(actor.choices)) if actor else ((), 0)
    return _user_links(person.name, roles, may_choose=choices > 1, _language=get_language() or "")


@lru_cache(maxsize=512)
def _user_links(name: str, roles: tuple[str, ...], *, may_choose: bool, _language: str) -> SafeString:
    """Everything that is shown is in the parameters."""
    values = {"name": name, "roles": roles, "may_choose": may_choose}
    return render_to_string("components/user_links.html", values)


@register.simple_tag
def nav_list(nav: Iterable[NavLink], label: str) -> SafeString:
    """The main menu as a list: components/nav.html, drawn once for each state that it can be in."""
    return _nav_list(tuple(nav), str(label))


@lru_cache(maxsize=1024)
def _nav_list(nav: tuple[NavLink, ...], label: str) -> SafeString:
    """Everything that is shown is in the links and the label, their language included."""
    return render_to_string("components/nav.html", {"nav": nav, "label": label})


@register.inclusion_tag("components/state_badge.html")
def state_badge(state: object, label: str = "") -> dict[str, object]:
    """Badge of one of the states, with its icon and words."""
    look = look_of(str(state))
    return {"state": str(state), "icon_name": look.icon, "label": label or look.label}


@register.simple_tag
def state_label(state: object) -> str:
    """The words of a state."""
    return look_of(str(state)).label


@register.simple_tag
def state_icon(state: object) -> SafeString:
    """The icon of a state, read aloud by its words."""
    look = look_of(str(state))
    return icon(look.icon, look.label)


@register.inclusion_tag("components/state_legend.html")
def state_legend() -> dict[str, object]:
    """All states with their words."""
    return {"states": list(STATE_ICONS)}


@register.inclusion_tag("components/grade_chips.html")
def grade_chips(counts: object) -> dict[str, object]:
    """Chips of evidence by grade. ``counts``: a mapping grade → number, or one grade ("A")."""
    found = {str(key): value for key, value in counts.items()} if isinstance(counts, Mapping) else {str(counts): None}
    return {
        "chips": [
            {"grade": grade, "count": found[grade], "look": look}
            for grade, look in GRADES.items()
            if grade in found and found[grade] != 0
        ]
    }


@register.inclusion_tag("components/grade_key.html")
def grade_key() -> dict[str, object]:
    """What the four grades of evidence mean."""
    return {"grades": GRADES.items()}


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(have: object, need: object, state: object = "", *, unit: str = "") -> dict[str, object]:
    """ "3/4 lần" over a bar. The words say everything that the bar shows."""
    return {"have": have, "need": need, "state": str(state), "unit": unit, "percent": _percent(have, need)}


@register.simple_tag(takes_context=True)
def query_string(context: Context, **changes: object) -> str:
    """The present address's query with changes: ``{% query_string page=2 status=None %}``; None takes a key away."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def back_url(context: Context) -> str:
    """The page that the person came from, if it is one of ours; the home page otherwise."""
    request = context.get("request")
    came_from = request.META.get("HTTP_REFERER", "") if request is not None else ""
    ours = request is not None and url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return came_from if ours else "/"


@register.simple_tag
def compare(left: str, right: str) -> dict[str, list[Piece]]:
    """Both texts as pieces, what differs marked: ``{% compare a b as sides %}`` (components/compare.html uses it)."""
    left_pieces, right_pieces = compare_words(left, right)
    return {"left": left_pieces, "right": right_pieces}


@register.simple_block_tag
def capture(content: str) -> str:
    """Keeps what stands inside, to use it twice: ``{% capture as x %}…{% endcapture %}``."""
    return content


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether a field is a group of choices, to be shown as chips."""
    return isinstance(field.field.widget, CheckboxSelectMultiple | RadioSelect)


@register.filter
def input_type(field: BoundField) -> str:
    """The kind of control: "checkbox", "file", "select", …"""
    return str(getattr(field.field.widget, "input_type", ""))


@register.filter
def target_id(field: BoundField) -> str:
    """Where a link of the error summary leads: the control, or the group's frame."""
    return f"{field.html_name}-field" if is_group(field) else str(field.id_for_label)


@register.filter
def page_numbers(paginator: "Paginator[Any]", number: int) -> list[int | str]:
    """Page numbers to offer: the ends and the neighbours, "…" between."""
    return list(paginator.get_elided_page_range(number, on_each_side=1, on_ends=1))


@register.simple_tag
def plan_steps(current: int) -> list[dict[str, str]]:
    """The four steps of a plan, each with its place: past, here or next."""
    return [
        {"label": str(label), "place": "past" if number < current else "here" if number == current else "next"}
        for number, label in enumerate(PLAN_STEPS, start=1)
    ]


@register.filter
def lookup(mapping: Mapping[Any, object], key: object) -> object:
    """``{{ mapping|lookup:key }}``; None where there is none."""
    return mapping.get(key)


def _percent(part: object, whole: object) -> int:
    if not isinstance(part, int | float | Decimal) or not isinstance(whole, int | float | Decimal) or whole <= 0:
        return 0
    return max(0, min(100, int(Decimal(part) * 100 // Decimal(whole))))
