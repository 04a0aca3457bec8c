"""The form of an activity: what a person types, as an ``ActivityDraft``."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.activities.models import Activity
from lantoa.activities.picks import last_unit, picked
from lantoa.activities.queries import usual_order
from lantoa.activities.rules import (
    MOST_MEASURED,
    MOST_PEOPLE,
    MOST_TIMES,
    ActivityDraft,
    ServiceDraft,
)
from lantoa.activities.suggest import Ticks
from lantoa.communes.access import Actor
from lantoa.communes.models import Unit
from lantoa.communes.queries import units_in_use
from lantoa.communes.roles import Permission
from lantoa.core import clock
from lantoa.core.saying import said
from vanban.vocabulary import ActivityKind, Audience, Channel, Labelled, Topic

_REOPEN = _("Biểu mẫu đã cũ hoặc gửi thiếu: hãy mở lại trang Ghi hoạt động và nhập lại.")
HINTED = {"data-suggest": ""}
"""Fields on which the suggested commitments depend."""

FIELD_OF_CODE = {
    "day_future": "happened_on", "day_before_plan": "happened_on", "number_people": "people", "number_times": "times",
    "link_bad": "links", "link_many": "links",
}  # fmt: skip
"""Beside which field a refusal is shown; file refusals by the beginning of their code, the rest above the form."""


def _date() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **HINTED})


def _chips() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple(attrs=HINTED)


class ActivityForm(forms.Form):
    """Ghi hoạt động. Only the first three fields are required; everything else is a tap."""

    key = forms.UUIDField(
        label=_("Mã gửi"), widget=forms.HiddenInput, error_messages={"required": _REOPEN, "invalid": _REOPEN}
    )  # fmt: skip
    title = forms.CharField(
        label=_("Đã làm gì?"),
        min_length=5,
        max_length=300,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": _("Ví dụ: Phát bản tin về dịch vụ công trực tuyến"), **HINTED}
        ),
    )
    kind = forms.ChoiceField(label=_("Loại hoạt động"), widget=forms.Select(attrs=HINTED))
    happened_on = forms.DateField(
        label=_("Ngày thực hiện"), input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], widget=_date()
    )
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Đơn vị thực hiện"), queryset=None, required=False, widget=forms.Select(attrs=HINTED)
    )
    integrated = forms.BooleanField(
        label=_("Lồng ghép trong giao ban, họp"),
        required=False,
        widget=forms.CheckboxInput(attrs=HINTED),
    )
    channels = forms.MultipleChoiceField(label=_("Kênh, hình thức"), required=False, widget=_chips())
    topics = forms.MultipleChoiceField(label=_("Nội dung"), required=False, widget=_chips())
    audiences = forms.MultipleChoiceField(label=_("Đối tượng"), required=False, widget=_chips())
    people = forms.IntegerField(
        label=_("Số người tham dự, tiếp cận"), required=False, min_value=0, max_value=MOST_PEOPLE
    )  # fmt: skip
    times = forms.IntegerField(label=_("Số lần (tin, buổi, cuộc…)"), min_value=1, max_value=MOST_TIMES, initial=1)
    place = forms.CharField(
        label=_("Địa điểm"), required=False, max_length=200, widget=forms.TextInput(attrs={"list": "places"})
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    links = forms.CharField(
        label=_("Đường dẫn bài đăng"),
        required=False,
        max_length=5000,
        help_text=_("Mỗi dòng một đường dẫn"),
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": "https://…", "inputmode": "url"}),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["unit"].queryset = units_in_use()  # type: ignore[attr-defined]
        if not actor.may(Permission.LOG_FOR_OTHERS):
            del self.fields["unit"]
        self.fields["kind"].choices = [("", _("— Chọn —")), *self._ordered("kind", ActivityKind)]  # type: ignore[attr-defined]
        for name, labels in (("channels", Channel), ("topics", Topic), ("audiences", Audience)):
            self.fields[name].choices = self._ordered(name, labels)  # type: ignore[attr-defined]
        self.served = _served_numbers(self.data)
        if self.is_bound and "integrated" in self.data and not self.data.get("kind"):
            self.data = _with(self.data, kind=ActivityKind.MEETING.value)  # lồng ghép is one tap: no list to open

    def _ordered(self, name: str, labels: type[Labelled]) -> list[tuple[str, str]]:
        """Choices with what is chosen first, then what the commune uses most, then the order of the list."""
        chosen = self.data.getlist(name) if self.is_bound else self.initial.get(name) or []  # type: ignore[attr-defined]
        order = {code: place for place, code in enumerate(dict.fromkeys([*_each(chosen), *usual_order(name)]))}
        members = sorted(labels, key=lambda one: order.get(one.value, len(order)))
        return [(one.value, said(one.label)) for one in members]

    @property
    def ticks(self) -> Ticks:
        """Which commitments stand ticked, and which of them by hand."""
        if not self.is_bound:
            chosen = frozenset(self.initial.get("commitments", ()))
            return Ticks(chosen, chosen, self.initial.get("numbers", {}))
        chosen = frozenset(_ids(self.data.getlist("commitments")))  # type: ignore[attr-defined]
        touched = frozenset(_ids(self.data.getlist("touched")))  # type: ignore[attr-defined]
        return Ticks(chosen, touched, self.served, exact="exact" in self.data)

    def draft(self) -> ActivityDraft:
        """What was entered, of a form that is valid."""
        data = self.cleaned_data
        return ActivityDraft(
            key=data["key"], title=" ".join(data["title"].split()), kind=data["kind"], happened_on=data["happened_on"],
            unit_id=self._unit_id(data), channels=tuple(data["channels"]), topics=tuple(data["topics"]),
            audiences=tuple(data["audiences"]), people=data["people"], times=data["times"], place=data["place"],
            note=data["note"], integrated=data["integrated"], services=self._services(),
        )  # fmt: skip

    def rough_draft(self) -> ActivityDraft | None:
        """As much as is known while the form is being filled in; None without a believable day."""
        self.is_valid()  # cleans once; a second time would forget what the action refused
        data = {**self.initial, **getattr(self, "cleaned_data", {})}
        day = data.get("happened_on")
        if not day:
            return None
        return ActivityDraft(
            key=UUID(int=0), title=data.get("title") or "", kind=data.get("kind") or "", happened_on=day,
            unit_id=self._unit_id(data), channels=tuple(data.get("channels") or ()),
            topics=tuple(data.get("topics") or ()), audiences=tuple(data.get("audiences") or ()),
            integrated=bool(data.get("integrated")),
        )  # fmt: skip

    def _unit_id(self, data: Mapping[str, Any]) -> int | None:
        """The chosen unit; for a person without that choice the unit that the entry has, or their own."""
        if "unit" in self.fields:
            unit = data.get("unit")
            return getattr(unit, "pk", unit)
        fixed: int | None = self.initial.get("unit", self.actor.unit_id)
        return fixed

    def _services(self) -> tuple[ServiceDraft, ...]:
        return tuple(
            ServiceDraft(pk, _number(self.served.get(f"num_{pk}")), _number(self.served.get(f"den_{pk}")))
            for pk in sorted(self.ticks.chosen)
        )

    def add_refusal(self, code: str, message: str) -> None:
        """Show a refusal beside its field, or above the form."""
        field = FIELD_OF_CODE.get(code)
        self.add_error(field if field in self.fields else None, message)


def initial_of(activity: Activity) -> dict[str, Any]:
    """The form's values of an activity that is there."""
    services = list(activity.services.all())
    numbers = {f"num_{one.commitment_id}": str(one.numerator) for one in services if one.numerator is not None}
    numbers |= {f"den_{one.commitment_id}": str(one.denominator) for one in services if one.denominator is not None}
    plain = ("key", "title", "kind", "happened_on", "channels", "topics", "audiences", "people", "times", "place")
    return {
        **{name: getattr(activity, name) for name in plain},
        "integrated": activity.integrated, "note": activity.note, "unit": activity.unit_id, "numbers": numbers,
        "commitments": [one.commitment_id for one in services],
    }  # fmt: skip


def _with(data: Any, **values: str) -> Any:
    changed = data.copy()
    changed.update(values)
    return changed


def initial_for(actor: Actor, query: Mapping[str, Any]) -> dict[str, Any]:
    """The form's first values: today, the unit of last time, and what the link that led here says (a commitment, an
    entry like which it is to be, kind, topics, …)."""
    known = {"kind": ActivityKind, "channels": Channel, "topics": Topic, "audiences": Audience}
    given = {name: code for name, labels in known.items() if (code := query.get(name)) in labels._value2member_map_}
    return {
        "key": uuid4(), "happened_on": clock.today(), "unit": _usual_unit(actor), "times": 1,
        "commitments": _ids([str(query.get("commitment", ""))]),
        **picked(actor, query),
        **{name: code if name == "kind" else [code] for name, code in given.items()},
        **({"integrated": True} if "long-ghep" in query else {}),
    }  # fmt: skip


def _usual_unit(actor: Actor) -> int | None:
    return last_unit(actor) if actor.may(Permission.LOG_FOR_OTHERS) else actor.unit_id


class ReasonForm(forms.Form):
    """Rút hoạt động."""

    reason = forms.CharField(
        label=_("Lý do rút"), min_length=5, max_length=300,
        help_text=_("Ví dụ: ghi trùng, nhầm ngày, nhầm đơn vị. Lý do được lưu cùng hoạt động."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


def _each(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)] if value else []


def _ids(values: Iterable[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 18]


def _served_numbers(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(data[name]).strip()[:12] for name in data if name.startswith(("num_", "den_"))}


def _number(text: str | None) -> int | None:
    """ "1.250" and "1250" are 1250; anything else is not a number (the rules then ask for it)."""
    plain = (text or "").replace(".", "").replace(" ", "")
    if not plain.isascii() or not plain.isdigit():
        return None
    return min(int(plain), MOST_MEASURED + 1)
