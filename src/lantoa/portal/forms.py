"""The form of the public face."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from lantoa.communes.forms import TidyField
from lantoa.core.saying import said_choices
from lantoa.portal.models import Portal
from lantoa.portal.rules import MOST_HOTLINES, Hotline, Section, Shown

FIELDS = ("is_on", "intro", "address", "phone", "email", "hours", "sections", "shown", "tasks_too")


class PortalForm(forms.Form):
    """Cổng công khai."""

    is_on = forms.BooleanField(
        label=_("Mở cổng cho mọi người xem"), required=False,
        help_text=_("Bỏ chọn: mọi trang công khai của xã, phường đóng lại ngay; nội dung không mất."),
    )  # fmt: skip
    intro = forms.CharField(
        label=_("Lời giới thiệu ở trang đầu"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    address = TidyField(label=_("Địa chỉ trụ sở"), max_length=200, required=False)
    phone = TidyField(label=_("Điện thoại cơ quan"), max_length=40, required=False)
    email = forms.EmailField(label=_("Thư điện tử cơ quan"), required=False)
    hours = TidyField(
        label=_("Giờ làm việc"), max_length=200, required=False,
        help_text=_("Ví dụ: Thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ"),
    )  # fmt: skip
    sections = forms.MultipleChoiceField(
        label=_("Các phần hiện trên cổng"), choices=said_choices(Section), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    shown = forms.ChoiceField(
        label=_("Minh chứng mọi người được mở xem"), choices=said_choices(Shown), widget=forms.RadioSelect,
        help_text=_("Không bao giờ hiện tên người. Trước khi mở hạng C, hãy xem lại ảnh, biên bản có lộ mặt, tên, số "
                    "giấy tờ của người dân hay không."),
    )  # fmt: skip
    tasks_too = forms.BooleanField(
        label=_("Bảng “Phường hứa gì” hiện cả nhiệm vụ, không chỉ chỉ tiêu"), required=False
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, portal: Portal) -> None:
        initial = {name: getattr(portal, name) for name in FIELDS}
        super().__init__(data, initial={**initial, "seen": portal.revision})

    def values(self) -> dict[str, Any]:
        """Columns → values, of a form that is valid."""
        found = {name: self.cleaned_data[name] for name in FIELDS}
        found["intro"] = found["intro"].replace("\r\n", "\n").strip()
        found["sections"] = [one.value for one in Section if one.value in found["sections"]]
        return found


class HotlineForm(forms.Form):
    """One line; left empty it is none."""

    label = TidyField(label=_("Về việc gì"), max_length=80, required=False)
    phone = TidyField(label=_("Số điện thoại"), max_length=40, required=False)
    note = TidyField(label=_("Giờ nghe máy, ghi chú"), max_length=120, required=False)


Hotlines = formset_factory(HotlineForm, extra=2, max_num=MOST_HOTLINES, absolute_max=MOST_HOTLINES, validate_max=True)


def hotlines_of(portal: Portal) -> list[dict[str, str]]:
    """As the formset begins."""
    return [{"label": one.label, "phone": one.phone, "note": one.note} for one in portal.lines]


def hotlines_given(lines: Any) -> list[Hotline]:
    """What was typed, of a formset that is valid."""
    said = [form.cleaned_data for form in lines]
    return [Hotline(one.get("label", ""), one.get("phone", ""), one.get("note", "")) for one in said]
