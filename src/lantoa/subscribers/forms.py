"""Forms of the room of subscribers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.days import DayField
from lantoa.subscribers.rules import LONGEST_WHERE


class PaperForm(forms.Form):
    """Addresses from signed slips."""

    text = forms.CharField(
        label=_("Địa chỉ thư điện tử"), max_length=130_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Mỗi dòng một địa chỉ, tối đa 500. Chỉ nhập người đã ký phiếu đồng ý."),
    )  # fmt: skip
    signed_on = DayField(label=_("Ngày ký phiếu"))
    where = forms.CharField(
        label=_("Nơi lưu phiếu"), max_length=LONGEST_WHERE,
        help_text=_("Ví dụ: hồ sơ số 12, Trung tâm Phục vụ hành chính công."),
    )  # fmt: skip
