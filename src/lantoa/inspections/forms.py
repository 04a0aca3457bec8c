"""Forms of the room of inspections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.communes.models import Person, Unit
from lantoa.communes.queries import members, units_in_use
from lantoa.communes.roles import Permission, Role, permissions_of
from lantoa.core.days import DayField
from lantoa.core.saying import said_choices
from lantoa.inspections.actions import FindingDraft
from lantoa.inspections.models import ChecklistLine, Inspection
from lantoa.inspections.queries import inspection_commitments
from lantoa.inspections.rules import FindingKind, Mark
from lantoa.plans.models import Commitment

INSPECT_ROLES = [role.value for role in Role if Permission.INSPECT in permissions_of(frozenset({role.value}))]


def inspectors() -> Any:
    """People of the commune who may inspect, by name."""
    here = members().filter(role__in=INSPECT_ROLES)
    return Person.objects.filter(pk__in=here.values("person_id"), is_active=True).order_by("name")


class PlanForm(forms.Form):
    """Lên lịch kiểm tra."""

    units = forms.ModelMultipleChoiceField(
        label=_("Đơn vị được kiểm tra"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một đơn vị.")},
    )  # fmt: skip
    first = DayField(
        label=_("Ngày kiểm tra đầu tiên"),
        help_text=_("Trùng ngày nghỉ thì lấy ngày làm việc tiếp theo; mỗi đơn vị một ngày."),
    )  # fmt: skip
    gap = forms.IntegerField(
        label=_("Các cuộc kiểm tra cách nhau (ngày làm việc)"), min_value=1, max_value=60, initial=1
    )
    lead = forms.ModelChoiceField(
        label=_("Người kiểm tra (trưởng đoàn)"), queryset=Person.objects.none(), empty_label=None
    )
    commitment = forms.ModelChoiceField(
        label=_("Thực hiện nhiệm vụ"), queryset=Commitment.objects.none(), required=False,
        empty_label=_("Không gắn với nhiệm vụ nào"),
        help_text=_("Khi kết thúc, cuộc kiểm tra tự được ghi là hoạt động của nhiệm vụ này."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_in_use()  # type: ignore[attr-defined]
        self.fields["lead"].queryset = inspectors()  # type: ignore[attr-defined]
        found = inspection_commitments()
        field: Any = self.fields["commitment"]
        field.queryset = Commitment.objects.filter(pk__in=[row.pk for row in found])
        field.label_from_instance = lambda row: row.text[:140]
        if found:
            self.initial.setdefault("commitment", found[0].pk)


class ChangeForm(forms.Form):
    """Sửa lịch của một cuộc kiểm tra."""

    planned_on = DayField(label=_("Ngày kiểm tra"))
    lead = forms.ModelChoiceField(
        label=_("Người kiểm tra (trưởng đoàn)"), queryset=Person.objects.none(), empty_label=None
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    others = forms.CharField(
        label=_("Thành phần khác của đoàn kiểm tra"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Mỗi người một dòng: họ tên, chức vụ."),
    )  # fmt: skip

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = inspectors() | Person.objects.filter(pk=inspection.lead_id)  # type: ignore[attr-defined]
        self.initial.update({name: getattr(inspection, name) for name in ("planned_on", "place", "others")})
        self.initial["lead"] = inspection.lead_id


class LineForm(forms.Form):
    """Kết quả của một mục."""

    mark = forms.ChoiceField(label=_("Kết quả"), choices=said_choices(Mark), required=False)
    note = forms.CharField(label=_("Nhận xét"), max_length=2000, required=False)
    seen = forms.IntegerField(min_value=0, max_value=1_000_000)

    @property
    def mark_given(self) -> Mark | None:
        """The mark, of a form that is valid; None while none was chosen."""
        return Mark(self.cleaned_data["mark"]) if self.cleaned_data["mark"] else None


class OwnLineForm(forms.Form):
    """Thêm mục kiểm tra."""

    text = forms.CharField(label=_("Nội dung cần kiểm tra thêm"), max_length=500)


class FindingForm(forms.Form):
    """Tồn tại, kiến nghị."""

    kind = forms.ChoiceField(label=_("Loại"), choices=said_choices(FindingKind))
    text = forms.CharField(label=_("Nội dung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    unit = forms.ModelChoiceField(label=_("Đơn vị chịu trách nhiệm"), queryset=Unit.objects.none(), empty_label=None)
    due_on = DayField(label=_("Hạn khắc phục"))
    line = forms.ModelChoiceField(
        label=_("Thuộc mục"), queryset=ChecklistLine.objects.none(), required=False, empty_label=_("Không theo mục nào")
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_in_use() | Unit.objects.filter(pk=inspection.unit_id)  # type: ignore[attr-defined]
        field: Any = self.fields["line"]
        field.queryset = ChecklistLine.objects.filter(inspection=inspection)
        field.label_from_instance = lambda line: f"{line.position}. {line.text[:90]}"
        self.initial.setdefault("unit", inspection.unit_id)

    def draft(self) -> FindingDraft:
        """What was written, of a form that is valid."""
        data = self.cleaned_data
        return FindingDraft(FindingKind(data["kind"]), data["text"], data["unit"], data["due_on"], data["line"])


class CloseForm(forms.Form):
    """Kết thúc kiểm tra."""

    present = forms.CharField(
        label=_("Đại diện đơn vị được kiểm tra"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Mỗi người một dòng: họ tên, chức vụ."),
    )  # fmt: skip
    opinion = forms.CharField(
        label=_("Ý kiến của đơn vị"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Để trống: đơn vị thống nhất với biên bản."),
    )  # fmt: skip
    conclusion = forms.CharField(
        label=_("Nhận xét, kết luận"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )


class AnswerForm(forms.Form):
    """Báo cáo khắc phục."""

    text = forms.CharField(label=_("Đã khắc phục thế nào"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    links = forms.CharField(
        label=_("Đường dẫn"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi đường dẫn một dòng."),
    )  # fmt: skip


class DecideForm(forms.Form):
    """Xác nhận hoặc trả lại."""

    text = forms.CharField(
        label=_("Ý kiến"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Khi trả lại, ghi rõ điều đơn vị còn phải làm."),
    )  # fmt: skip
