"""The form of an entry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.days import DayField
from lantoa.core.saying import said_choices
from lantoa.documents.rules import KINDS, Draft
from vanban.register import RegisteredAct, Status


class ActForm(forms.Form):
    """Ghi văn bản vào sổ."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[(kind, kind) for kind in KINDS])
    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=60, help_text=_("Ví dụ: 76/NQ-CP, 30/2020/NĐ-CP, 15/KH-UBND.")
    )  # fmt: skip
    issued_on = DayField(label=_("Ngày ban hành"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)
    title = forms.CharField(
        label=_("Trích yếu"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    status = forms.ChoiceField(label=_("Hiệu lực"), choices=said_choices(Status))
    effective = DayField(label=_("Có hiệu lực từ ngày"), required=False)
    until = DayField(label=_("Hết hiệu lực từ ngày"), required=False)
    replaced_by = forms.CharField(
        label=_("Văn bản thay thế (số, ký hiệu)"), max_length=60, required=False
    )  # fmt: skip
    source = forms.CharField(
        label=_("Nguồn đã đối chiếu"), max_length=300, required=False,
        help_text=_("Nơi anh/chị đã đọc văn bản: vbpl.vn, Công báo, bản giấy do văn thư lưu …"),
    )  # fmt: skip
    checked_on = DayField(label=_("Ngày đối chiếu"), required=False)
    link = forms.URLField(
        label=_("Đường dẫn tới toàn văn"), max_length=500, required=False, assume_scheme="https",
        error_messages={"invalid": _("Đường dẫn chưa đúng: hãy chép cả địa chỉ, bắt đầu bằng https://")},
    )  # fmt: skip
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_link(self) -> str:
        """Only addresses of the web."""
        link = str(self.cleaned_data["link"])
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Đường dẫn phải bắt đầu bằng https:// hoặc http://"))
        return link

    def draft(self) -> Draft:
        """What was said, of a form that is valid."""
        data: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        data["status"] = Status(data["status"])
        for name in ("number", "issuer", "title", "replaced_by", "source", "note"):
            data[name] = " ".join(data[name].split())
        return Draft(**data)


def initial_of(act: RegisteredAct) -> dict[str, Any]:
    """What is known of an act, as the form begins with."""
    return {
        "kind": act.kind, "number": act.number, "issued_on": act.issued_on, "issuer": act.issuer or "",
        "title": act.title or "", "status": act.status.value, "effective": act.effective, "until": act.until,
        "replaced_by": act.replaced_by or "", "source": act.source if act.verified else "",
        "checked_on": act.checked_on if act.verified else None, "note": act.note,
    }  # fmt: skip
