"""Forms of the register of the press."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.channels.models import Account
from lantoa.core import clock
from lantoa.core.days import DayField
from lantoa.press.actions import Appeared, SentText
from lantoa.press.queries import outlets


class SentForm(forms.Form):
    """Đã gửi gì, cho ai."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    outlet = forms.ModelChoiceField(
        label=_("Báo, đài, bản tin"), queryset=Account.objects.none(), empty_label=None,
        error_messages={"required": _("Hãy chọn báo, đài, bản tin.")},
    )  # fmt: skip
    title = forms.CharField(label=_("Tên bài, nội dung đã gửi"), max_length=300)
    text = forms.CharField(
        label=_("Nội dung"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Dán bài hoặc ghi ý chính; để phần mềm đoán lĩnh vực và chỉ tiêu."),
    )  # fmt: skip
    sent_on = DayField(label=_("Ngày gửi"), initial=clock.today)
    sent_to = forms.CharField(
        label=_("Gửi cho ai, bằng cách nào"), max_length=200, required=False,
        help_text=_("Ví dụ: phóng viên thường trú, qua Zalo; phòng Thời sự, qua thư."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outlet"].queryset = outlets()  # type: ignore[attr-defined]

    def sent(self) -> SentText:
        """The values, after ``is_valid``."""
        return SentText(**self.cleaned_data)


class AppearedForm(forms.Form):
    """Đã đăng, đã phát."""

    on = DayField(
        label=_("Ngày đăng, phát"), required=False, help_text=_("Để trống: lấy theo trang, không có thì hôm nay.")
    )
    place = forms.CharField(
        label=_("Chương trình, số báo, trang"), max_length=200, required=False,
        help_text=_("Ví dụ: Thời sự 18 giờ; số 215, trang 3."),
    )  # fmt: skip
    link = forms.CharField(
        label=_("Đường dẫn"), max_length=500, required=False,
        help_text=_("Phần mềm mở đường dẫn để lấy tiêu đề, ngày đăng và giữ một bản lưu."),
    )  # fmt: skip

    def appeared(self, files: Any) -> Appeared:
        """The values, after ``is_valid``."""
        return Appeared(files=files, **self.cleaned_data)
