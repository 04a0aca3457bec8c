"""Forms of the room of channels."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.channels.accounts import LONGEST_SETTING, Entered
from lantoa.channels.models import Account
from lantoa.channels.protocol import Channel, SettingField
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.core.days import DayField
from lantoa.core.saying import said


class AccountForm(forms.Form):
    """What a channel needs of an account; made from the channel's own list."""

    name = forms.CharField(label=_("Tên gọi"), max_length=120, help_text=_("Để phân biệt khi có nhiều tài khoản."))

    def __init__(self, *args: Any, channel: Channel, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel = channel
        self.initial.setdefault("name", account.name if account else channel.label)
        for one in channel.fields:
            kept = account is not None and one.secret and bool(account.sealed)
            self.fields[one.name] = _made(one, kept=kept)
            self.initial.setdefault(one.name, account.settings.get(one.name, "") if account else "")

    def entered(self) -> Entered:
        """The values, after ``is_valid``."""
        data = {name: str(value) for name, value in self.cleaned_data.items()}
        return Entered(self.channel.code, data.pop("name"), data)


def _made(one: SettingField, *, kept: bool) -> forms.Field:
    """``kept``: a secret that is there already need not be entered again."""
    help_text = _("Đã lưu; để trống nếu không đổi.") if kept else said(one.help)
    required = one.required and not kept
    if one.choices:
        choices = [(code, said(label)) for code, label in one.choices]
        return forms.ChoiceField(label=said(one.label), choices=choices, required=required, help_text=help_text)
    widget = forms.PasswordInput(attrs={"autocomplete": "off"}) if one.secret else forms.TextInput()
    return forms.CharField(
        label=said(one.label), required=required, help_text=help_text, widget=widget, max_length=LONGEST_SETTING
    )


class OrderForm(forms.Form):
    """Where and when."""

    accounts = forms.TypedMultipleChoiceField(
        label=_("Phát ở"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một kênh.")},
    )  # fmt: skip
    at = forms.DateTimeField(
        label=_("Giờ phát"), required=False, help_text=_("Để trống: phát ngay. Giờ Việt Nam."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"],
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["accounts"]
        field.choices = accounts

    def due_at(self) -> datetime:
        """The moment, in UTC."""
        at: datetime | None = self.cleaned_data["at"]
        if at is None:
            return clock.now()
        return at if at.tzinfo else at.replace(tzinfo=WARD_TIME)


class ReasonForm(forms.Form):
    """Why an item is taken back."""

    note = forms.CharField(label=_("Lý do thu hồi"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class TakeOverForm(forms.Form):
    """Where it can be seen."""

    link = forms.CharField(
        label=_("Đường dẫn bài đăng"), required=False, max_length=500, help_text=_("Dán địa chỉ https://… của bài.")
    )
    on = DayField(label=_("Ngày đăng, phát"), required=False, help_text=_("Để trống: hôm nay."))
    place = forms.CharField(
        label=_("Chương trình, số báo, trang"), required=False, max_length=200,
        help_text=_("Chỉ với báo, đài, bản tin. Ví dụ: Thời sự 18 giờ; số 215, trang 3."),
    )  # fmt: skip

    def clean_on(self) -> date | None:
        """Not a day that has not come."""
        day: date | None = self.cleaned_data["on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("Ngày này chưa tới: chỉ ghi bài đã đăng, đã phát."))
        return day
