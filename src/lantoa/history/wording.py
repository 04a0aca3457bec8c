"""Facts of the ledger in words: numbers of people, units and commitments become names when they are shown."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.channels.registry import label_of
from lantoa.channels.rules.states import Purpose
from lantoa.communes.models import CommuneSetting, Person, Unit
from lantoa.communes.roles import Role
from lantoa.content.rules.links import MailState
from lantoa.core.periods import PeriodKind
from lantoa.core.saying import said
from lantoa.plans.models import Commitment
from vanban.check.catalogue import BY_CODE
from vanban.vocabulary import ActivityKind, Channel, Labelled, Topic

PEOPLE = frozenset({"person", "assignee", "people_ids", "swapped_with", "inspector", "leader", "lead"})
UNITS = frozenset({"unit", "unit_id", "ids", "lead_id", "units"})
COMMITMENTS = frozenset({"into", "commitment", "commitments", "former", "heir"})
LABELS: dict[str, tuple[type[Labelled], ...]] = {
    "role": (Role,), "kind": (ActivityKind, PeriodKind), "channels": (Channel,), "topics": (Topic,),
    "purpose": (Purpose,),
    "outcome": (MailState,),
}  # fmt: skip
LONGEST = 90

FACTS: dict[str, Promise] = {
    "kind": gettext_lazy("loại"),
    "happened_on": gettext_lazy("ngày thực hiện"),
    "unit_id": gettext_lazy("đơn vị"),
    "unit": gettext_lazy("đơn vị"),
    "channels": gettext_lazy("kênh"),
    "topics": gettext_lazy("nội dung tuyên truyền"),
    "people": gettext_lazy("số người"),
    "times": gettext_lazy("số lần"),
    "commitments": gettext_lazy("chỉ tiêu, nhiệm vụ được tính"),
    "assignee": gettext_lazy("người thực hiện"),
    "on_day": gettext_lazy("ngày của sự kiện"),
    "dates": gettext_lazy("các ngày phải làm"),
    "due_on": gettext_lazy("thời hạn"),
    "grade": gettext_lazy("mức minh chứng"),
    "active": gettext_lazy("đang hoạt động"),
    "accepted": gettext_lazy("được nhận"),
    "state": gettext_lazy("trạng thái"),
    "number": gettext_lazy("số, ký hiệu"),
    "dated_on": gettext_lazy("ngày ký"),
    "role": gettext_lazy("vai trò"),
}
"""Facts whose former value is told when another entry gives a new one, and what they are called."""

COLUMNS: dict[str, Promise] = {
    "title": gettext_lazy("nội dung"), "audiences": gettext_lazy("đối tượng"), "place": gettext_lazy("địa điểm"),
    "note": gettext_lazy("ghi chú"), "integrated": gettext_lazy("lồng ghép"), "year": gettext_lazy("năm"),
    "services": gettext_lazy("chỉ tiêu, nhiệm vụ được tính"), "signed_on": gettext_lazy("ngày ký"),
    "period_start": gettext_lazy("từ ngày"), "period_end": gettext_lazy("đến ngày"),
    "issuer": gettext_lazy("cơ quan ban hành"), "signer": gettext_lazy("người ký"),
    **{name: FACTS[name] for name in ("kind", "happened_on", "unit_id", "channels", "topics", "people", "times")},
    **{name: FACTS[name] for name in ("number", "dated_on", "due_on")},
}  # fmt: skip


@dataclass(slots=True)
class Names:
    """Names of what entries speak of, read at once for a whole page."""

    people: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    commitments: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Mapping[str, Any]], people: Iterable[int] = ()) -> "Names":
        """Look up everybody and everything that the facts name. At most three queries."""
        wanted: dict[str, set[int]] = defaultdict(set)
        wanted["people"] |= set(people)
        for one in facts:
            for name, value in one.items():
                wanted[_subject(name)].update(_numbers(value))
        return cls(
            people={row.pk: row.name for row in Person.objects.filter(pk__in=wanted["people"])},
            units={row.pk: row.name for row in Unit.objects.filter(pk__in=wanted["units"])},
            commitments={
                row.pk: _short(row.text) for row in Commitment.objects.filter(pk__in=wanted["commitments"]).only("text")
            },
        )

    def find(self, subject: str, number: int) -> str:
        """The name, or words for somebody or something that is not there any more."""
        found: dict[int, str] = getattr(self, subject)
        return found.get(number) or _("(không còn trong danh sách)")


def _subject(fact: str) -> str:
    places = (("people", PEOPLE), ("units", UNITS), ("commitments", COMMITMENTS))
    return next((subject for subject, facts in places if fact in facts), "")


def _numbers(value: Any) -> list[int]:
    many = value if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, int) and not isinstance(one, bool)]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def in_words(fact: str, value: Any, names: Names) -> str:
    """One fact's value as people read it."""
    if value is None or value == [] or value == "":
        return _("(để trống)")
    if isinstance(value, list):
        return ", ".join(in_words(fact, one, names) for one in value)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, int):
        return names.find(subject, value) if (subject := _subject(fact)) else f"{value:,d}".replace(",", ".")
    return _text(fact, str(value))


def _text(fact: str, value: str) -> str:
    if fact == "rule":
        return BY_CODE[value].title if value in BY_CODE else value
    if label := _label(fact, value):
        return label
    if fact in {"fields", "changed"}:
        return _column(value)
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value


def _label(fact: str, code: str) -> str:
    if fact == "channel":
        return said(label_of(code))
    for labels in LABELS.get(fact, ()):
        for one in labels:
            if one.value == code:
                return said(one.label)
    return ""


def _column(name: str) -> str:
    if name in COLUMNS:
        return str(COLUMNS[name])
    for column in CommuneSetting._meta.get_fields():
        if column.name == name:
            return str(getattr(column, "verbose_name", name))
    return name


class Facts(dict[str, str]):
    """For ``%``: what an entry does not hold reads as such instead of being an error."""

    def __missing__(self, name: str) -> str:
        return _("(không ghi)")


def facts_in_words(data: Mapping[str, Any], names: Names) -> Facts:
    """All facts of one entry."""
    say: Callable[[str, Any], str] = lambda name, value: in_words(name, value, names)  # noqa: E731
    return Facts({name: say(name, value) for name, value in data.items()})
