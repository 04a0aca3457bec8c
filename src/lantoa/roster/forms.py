"""Forms of the room of rosters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.communes.access import Actor
from lantoa.communes.models import Person, Unit
from lantoa.communes.queries import members, units_in_use
from lantoa.communes.roles import Permission
from lantoa.core.days import DayField
from lantoa.core.saying import said_choices
from lantoa.roster.actions import RosterDraft
from lantoa.roster.models import Duty, Roster
from lantoa.roster.queries import DutyLine, is_by_unit, party_of, person_key, unit_key
from lantoa.roster.rules import AbsenceReason, PartyKind


def people_here() -> Any:
    """The commune's people with an open role, by name."""
    return Person.objects.filter(pk__in=members().values("person_id"), is_active=True).order_by("name")


class RosterForm(forms.Form):
    """Lập lịch phân công."""

    kind = forms.ChoiceField(
        label=_("Phân công cho"), choices=said_choices(PartyKind), widget=forms.RadioSelect,
        initial=PartyKind.PERSON.value,
    )  # fmt: skip
    people = forms.ModelMultipleChoiceField(
        label=_("Những người lần lượt thực hiện"), queryset=Person.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Chỉ dùng khi phân công cho từng người."),
    )  # fmt: skip
    units = forms.ModelMultipleChoiceField(
        label=_("Các đơn vị lần lượt thực hiện"), queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Chỉ dùng khi phân công cho từng đơn vị."),
    )  # fmt: skip
    first = forms.ChoiceField(
        label=_("Bắt đầu từ"), required=False,
        help_text=_("Lượt đầu tiên; những người còn lại theo thứ tự trong danh sách."),
    )  # fmt: skip
    day = forms.IntegerField(
        label=_("Ngày thực hiện trong tháng cuối kỳ"), min_value=1, max_value=31, required=False,
        help_text=_("Để trống: ngày làm việc cuối cùng của kỳ. Trùng ngày nghỉ thì lấy ngày làm việc liền trước."),
    )  # fmt: skip

    def __init__(self, *args: Any, roster: Roster | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people, units = list(people_here()), list(units_in_use())
        self.fields["people"].queryset = people_here()  # type: ignore[attr-defined]
        self.fields["units"].queryset = units_in_use()  # type: ignore[attr-defined]
        both = [(person_key(one.pk), one.name) for one in people] + [(unit_key(one.pk), one.name) for one in units]
        self.fields["first"].choices = [("", _("Người, đơn vị đứng đầu danh sách")), *both]  # type: ignore[attr-defined]
        if roster:
            self.initial.update(_initial_of(roster))

    def draft(self) -> RosterDraft:
        """What was chosen, of a form that is valid."""
        data = self.cleaned_data
        return RosterDraft(
            kind=PartyKind(data["kind"]), day=data["day"],
            people=_from(list(data["people"]), data["first"], person_key),
            units=_from(list(data["units"]), data["first"], unit_key),
        )  # fmt: skip


def _from(rows: list[Any], first: str, key: Any) -> tuple[Any, ...]:
    """The rows turned so that the one with this key stands first."""
    place = next((place for place, row in enumerate(rows) if key(row.pk) == first), 0)
    return (*rows[place:], *rows[:place])


def _initial_of(roster: Roster) -> dict[str, Any]:
    rows = list(roster.members.all())
    return {
        "kind": roster.kind, "day": roster.day,
        "people": [row.person_id for row in rows if row.person_id],
        "units": [row.unit_id for row in rows if row.unit_id],
    }  # fmt: skip


class DutyForm(forms.Form):
    """Sửa một phần việc của lịch."""

    party = forms.ChoiceField(label=_("Ai thực hiện"), required=False)
    on = DayField(label=_("Ngày thực hiện"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(party=party_of(duty.work), on=duty.on, seen=duty.roster.revision)
        key, rows = (unit_key, units_in_use()) if is_by_unit(duty.roster) else (person_key, people_here())
        choices = [(key(row.pk), row.name) for row in rows]
        self.fields["party"].choices = [("", _("Chưa phân công")), *choices]  # type: ignore[attr-defined]


class SwapForm(forms.Form):
    """Đề nghị đổi lịch."""

    wanted = forms.ChoiceField(label=_("Đổi lấy phần việc"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Lời nhắn"), max_length=200, required=False)

    def __init__(self, *args: Any, lines: list[DutyLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {str(line.duty.pk): line for line in lines}
        self.fields["wanted"].choices = [(key, _words(line)) for key, line in self.lines.items()]  # type: ignore[attr-defined]

    def duty(self) -> Duty:
        """The duty that is wanted, of a form that is valid."""
        return self.lines[self.cleaned_data["wanted"]].duty


def _words(line: DutyLine) -> str:
    day = f", {line.on:%d/%m/%Y}" if line.on else ""
    return f"{line.period}{day}: {line.who}"


class AbsenceForm(forms.Form):
    """Báo vắng mặt."""

    person = forms.ModelChoiceField(label=_("Người vắng"), queryset=Person.objects.none(), empty_label=None)
    start = DayField(label=_("Từ ngày"))
    end = DayField(label=_("Đến hết ngày"))
    reason = forms.ChoiceField(label=_("Lý do"), choices=said_choices(AbsenceReason))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = people_here() if actor.may(Permission.ASSIGN_WORK) else Person.objects.filter(pk=actor.person.pk)
        self.fields["person"].queryset = rows  # type: ignore[attr-defined]
        self.initial.setdefault("person", actor.person.pk)


class CalendarDayForm(forms.Form):
    """Ngày nghỉ, ngày làm bù của địa phương."""

    KINDS = (("off", _("Ngày nghỉ")), ("work", _("Ngày làm việc (làm bù)")))

    on = DayField(label=_("Ngày"))
    kind = forms.ChoiceField(label=_("Loại ngày"), choices=KINDS, widget=forms.RadioSelect, initial="off")
    name = forms.CharField(
        label=_("Tên ngày"), max_length=100, required=False, help_text=_("Ví dụ: Nghỉ hoán đổi dịp Quốc khánh."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Theo văn bản"), max_length=200, required=False,
        help_text=_("Ví dụ: Thông báo số 10/TB-UBND ngày 05/01/2026."),
    )  # fmt: skip
