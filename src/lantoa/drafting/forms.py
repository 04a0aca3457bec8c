"""Forms of the room of drafts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.communes.forms import TidyField
from lantoa.communes.models import Signer
from lantoa.core import clock
from lantoa.core.days import DayField
from lantoa.core.errors import Refused
from lantoa.drafting.rules.life import tidy_number


class HeadForm(forms.Form):
    """Title, period and signer of a draft."""

    title = TidyField(
        label=_("Trích yếu"), max_length=300,
        help_text=_("Viết sau chữ KẾ HOẠCH, ví dụ: Tuyên truyền cải cách hành chính năm 2027 trên địa bàn phường"),
    )  # fmt: skip
    period_start = DayField(label=_("Thực hiện từ ngày"))
    period_end = DayField(label=_("Đến ngày"))
    signer = forms.ModelChoiceField(
        label=_("Người ký"), queryset=Signer.objects.none(), required=False, empty_label=_("Theo thiết lập chung"),
        help_text=_("Danh sách người ký ở trang Đơn vị và người dùng › Người ký."),
    )  # fmt: skip

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["signer"].queryset = Signer.objects.filter(is_active=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("period_start"), values.get("period_end")
        if start and end and start > end:
            self.add_error("period_end", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return values


class YearForm(forms.Form):
    """The year of a new plan."""

    year = forms.IntegerField(label=_("Năm của kế hoạch"), min_value=2020, max_value=2099)

    def __init__(self, data: Any = None) -> None:
        today = clock.today()
        super().__init__(data, initial={"year": today.year + (today.month > 6)})


class IssueForm(forms.Form):
    """Number and date, as the clerk has entered them in the register of outgoing documents."""

    number = TidyField(
        label=_("Số, ký hiệu"), max_length=60, help_text=_("Ví dụ 12/KH-UBND; chỉ nhập 12 thì phần mềm thêm ký hiệu.")
    )
    dated_on = DayField(label=_("Ngày ban hành"))
    confirmed = forms.BooleanField(
        label=_("Đã đối chiếu với sổ văn bản đi, ghi đúng như trên"), required=False, widget=forms.HiddenInput
    )

    def ask_again(self) -> None:
        """Number and day are seldom right like this: a box has to be ticked."""
        self.fields["confirmed"].widget = forms.CheckboxInput()

    def clean_number(self) -> str:
        try:
            return tidy_number(self.cleaned_data["number"])
        except Refused as error:
            raise forms.ValidationError(error.message) from error
