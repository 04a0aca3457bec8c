"""Forms of the room of progress: who does it, when, and what is released."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from lantoa.communes.models import Person
from lantoa.communes.queries import members
from lantoa.core.days import DayField
from lantoa.plans.models import Commitment, DueWork
from lantoa.progress.actions import Item
from lantoa.progress.rules.closing import Proposal


class AssignForm(forms.Form):
    """Phân công."""

    assignee = forms.ModelChoiceField(
        queryset=Person.objects.none(), required=False, label=_("Người thực hiện"), empty_label=_("Chưa phân công")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Person.objects.filter(pk__in=members().values("person_id"), is_active=True).order_by("name")
        self.fields["assignee"].queryset = choices  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """The proposed days, to be confirmed; a day that is left empty is not planned."""

    def __init__(self, *args: Any, proposed: Sequence[Proposal], assignee: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for number, one in enumerate(proposed):
            label = _("Ngày dự kiến %(n)s") % {"n": number + 1}
            words = _("%(n)s phần việc trong ngày này") % {"n": one.pieces} if one.pieces > 1 else ""
            self.fields[f"on-{number}"] = DayField(label=label, required=False, initial=one.on, help_text=words)
        self.fields["assignee"] = person_field(assignee)

    def items(self) -> list[Item]:
        """What was confirmed."""
        given = [(self.cleaned_data.get(f"on-{number}"), one) for number, one in enumerate(self.proposed)]
        return [Item(on, one.pieces, one.fills, self.cleaned_data["assignee"]) for on, one in given if on]


class PlannedForm(forms.Form):
    """One planned piece of work: another day, another person."""

    on = DayField(label=_("Ngày dự kiến"))

    def __init__(self, *args: Any, assignee: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"] = person_field(assignee)


def person_field(chosen: int | None) -> "forms.ModelChoiceField[Person]":
    """A person of the commune, or nobody."""
    people = Person.objects.filter(pk__in=members().values("person_id"), is_active=True).order_by("name")
    return forms.ModelChoiceField(
        queryset=people, required=False, initial=chosen, label=_("Người thực hiện"), empty_label=_("Chưa phân công")
    )


class WaiveForm(forms.Form):
    """Miễn một kỳ, có lý do; để trống là thôi miễn."""

    reason = forms.CharField(
        label=_("Lý do miễn kỳ này"), max_length=300, required=False,
        help_text=_("Ví dụ: cấp trên hoãn cuộc thi sang năm sau. Để trống nếu không miễn nữa."),
    )  # fmt: skip


class EventDateForm(forms.Form):
    """Ngày của văn bản, sự kiện mà hạn tính từ đó."""

    event_on = DayField(label=_("Ngày ban hành hoặc ngày diễn ra"))


class CalendarDatesForm(forms.Form):
    """One date for each window of a commitment that follows a roster or the higher level's calendar."""

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[DueWork] = list(commitment.due_work.order_by("window_start"))
        for row in self.rows:
            self.fields[f"work-{row.pk}"] = DayField(
                label=f"{row.window_start:%d/%m/%Y} – {row.window_end:%d/%m/%Y}",
                required=False, initial=row.due_on,
            )  # fmt: skip

    def dates(self) -> dict[int, date]:
        """The dates that were given, by the id of the due work."""
        given = {row.pk: self.cleaned_data.get(f"work-{row.pk}") for row in self.rows}
        return {pk: day for pk, day in given.items() if day}


class DueFilterForm(forms.Form):
    """Filters of the list of due work."""

    SHOWN = (
        ("open", _("Việc phải làm")),
        ("all", _("Tất cả")),
        ("done", _("Đã xong")),
        ("late", _("Quá hạn, nguy cơ")),
        ("missing", _("Sẽ không đạt")),
    )

    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    person = forms.ChoiceField(label=_("Người thực hiện"), required=False)
    show = forms.ChoiceField(label=_("Hiển thị"), choices=SHOWN, required=False)

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], people: list[tuple[str, str]], show: str,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.default_show = show
        self.initial["show"] = show
        self.fields["unit"].choices = [("", _("Mọi đơn vị")), *units]  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", _("Mọi người")), *people]  # type: ignore[attr-defined]

    def ready(self) -> Self:
        """Checked and drawn: from now on it is only read, so that pages may share it."""
        self.is_valid()
        self.drawn = render_to_string("progress/_filter_fields.html", {"filters": self})
        return self

    def value(self, name: str) -> str:
        """A filter's value; empty where it was not given or makes no sense."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or (self.default_show if name == "show" else ""))
