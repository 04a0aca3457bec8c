"""Forms: what a contributor sends on a phone, what the desk answers."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.contributors.rules import Consent, Sending, SubmissionKind
from lantoa.core.days import DayField
from lantoa.core.saying import said_choices
from vanban.vocabulary import Topic

_REOPEN = _("Biểu mẫu đã cũ hoặc gửi thiếu: hãy mở lại trang Gửi tin và gửi lại.")
FIELD_OF_CODE = {
    "news_empty": "text", "news_long": "text", "news_personal": "text", "news_consent": "consent",
    "news_day": "happened_on",
}  # fmt: skip
"""Beside which field a refusal is shown; the rest stands above the form."""


def _topics() -> list[tuple[str, Any]]:
    return [("", _("— Không rõ —")), *said_choices(Topic)]


class SendForm(forms.Form):
    """Gửi tin: one big field; everything else is a tap."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": _REOPEN, "invalid": _REOPEN})
    kind = forms.ChoiceField(
        label=_("Gửi gì?"), choices=said_choices(SubmissionKind), widget=forms.RadioSelect,
        initial=SubmissionKind.NEWS.value,
    )  # fmt: skip
    text = forms.CharField(
        label=_("Có việc gì?"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={
            "rows": 6, "data-keep": "",
            "placeholder": _("Ví dụ: Sáng nay tổ dân phố họp, 40 hộ được hướng dẫn nộp hồ sơ trên điện thoại…"),
        }),
    )  # fmt: skip
    caption = forms.CharField(
        label=_("Ảnh chụp gì, ai nói trong ghi âm?"), required=False, max_length=300,
        widget=forms.TextInput(attrs={"data-keep": ""}),
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=_("Người trong ảnh, trong ghi âm có đồng ý không?"), required=False, choices=said_choices(Consent),
        widget=forms.RadioSelect, help_text=_("Chọn khi có gửi kèm ảnh, video hoặc ghi âm."),
    )  # fmt: skip
    happened_on = DayField(label=_("Ngày xảy ra"), required=False)
    place = forms.CharField(
        label=_("Ở đâu?"), required=False, max_length=200, widget=forms.TextInput(attrs={"data-keep": ""})
    )
    topic = forms.ChoiceField(label=_("Về lĩnh vực nào?"), required=False, choices=_topics)
    unnamed = forms.BooleanField(label=_("Không ghi tên tôi khi đăng"), required=False)

    def sending(self) -> Sending:
        """What was entered, of a form that is valid."""
        data = self.cleaned_data
        return Sending(
            key=data["key"], kind=SubmissionKind(data["kind"]), text=data["text"], caption=data["caption"],
            place=data["place"], happened_on=data["happened_on"], consent=data["consent"],
            credited=not data["unnamed"], topic=data["topic"],
        )  # fmt: skip

    def add_refusal(self, code: str, message: str) -> None:
        """Show a refusal beside its field, or above the form."""
        self.add_error(FIELD_OF_CODE.get(code), message)


def new_key() -> dict[str, Any]:
    """The first values of an empty form."""
    return {"key": uuid4()}


class NoteForm(forms.Form):
    """Ghi nhận."""

    told = forms.CharField(
        label=_("Ý kiến ghi vào danh sách cho báo cáo"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Chỉ ghi nội dung ý kiến. Bỏ tên, địa chỉ, số điện thoại của người nói."),
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=_topics)


class ReasonForm(forms.Form):
    """Không sử dụng."""

    reason = forms.CharField(
        label=_("Lý do (cộng tác viên đọc được)"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: việc đã có tin khác; ảnh mờ; cần hỏi thêm người trong ảnh."),
    )  # fmt: skip


class PeriodForm(forms.Form):
    """Days of a list."""

    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến ngày"))
