"""Forms of the room of printed matter."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.communes.models import Commune, Neighbourhood
from lantoa.content.models import Item
from lantoa.core import clock
from lantoa.core.days import DayField
from lantoa.core.saying import said_choices
from lantoa.printed.queries import printable
from lantoa.printed.rules.sizes import Layout, Sheet, Size


class PrintForm(forms.Form):
    """Lập ấn phẩm."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    item = forms.ModelChoiceField(
        label=_("Nội dung đã duyệt"), queryset=Item.objects.none(), empty_label=None,
        error_messages={"required": _("Hãy chọn nội dung đã được lãnh đạo duyệt.")},
    )  # fmt: skip
    layout = forms.ChoiceField(label=_("Kiểu"), choices=said_choices(Layout), initial=Layout.POSTER.value)
    size = forms.ChoiceField(label=_("Khổ giấy"), choices=said_choices(Size), initial=Size.A4.value)
    bleed = forms.BooleanField(
        label=_("Chừa lề xén 3 mm và dấu cắt"), required=False,
        help_text=_("Chọn khi đưa nhà in. In tại cơ quan thì để trống."),
    )  # fmt: skip
    expires_on = DayField(
        label=_("Hết hiệu lực sau ngày"), required=False,
        help_text=_("Ví dụ ngày họp, hạn nộp hồ sơ. Qua ngày này phần mềm nhắc gỡ. Để trống nếu dùng lâu dài."),
    )  # fmt: skip

    def __init__(self, *args: Any, commune: Commune, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = printable(commune)  # type: ignore[attr-defined]

    @property
    def sheet(self) -> Sheet:
        """The sheet that was chosen."""
        data = self.cleaned_data
        return Sheet(Layout(data["layout"]), Size(data["size"]), bleed=data["bleed"])


class PlacesForm(forms.Form):
    """Thêm nơi dán."""

    neighbourhoods = forms.ModelMultipleChoiceField(
        label=_("Bảng tin các tổ dân phố, thôn"), queryset=Neighbourhood.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    places = forms.CharField(
        label=_("Nơi khác"), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một nơi, ví dụ: Trung tâm Phục vụ hành chính công; Trạm y tế; Cổng chợ."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["neighbourhoods"].queryset = Neighbourhood.objects.all()  # type: ignore[attr-defined]

    def wanted(self) -> tuple[list[str], list[Neighbourhood]]:
        """Lines and neighbourhoods; nothing where the form makes no sense, which the action refuses in words."""
        if not self.is_valid():
            return [], []
        return self.cleaned_data["places"].splitlines(), list(self.cleaned_data["neighbourhoods"])


class PutUpForm(forms.Form):
    """Đã dán ở một nơi."""

    on = DayField(label=_("Dán ngày"), initial=clock.today)
