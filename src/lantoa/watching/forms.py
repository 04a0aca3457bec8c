"""The form of a source."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.channels.models import Account
from lantoa.channels.queries import accounts
from lantoa.communes.models import Commune
from lantoa.core import clock
from lantoa.core.days import DayField
from lantoa.core.saying import said, said_choices
from lantoa.watching.actions import Entered
from lantoa.watching.candidates import ELSEWHERE
from lantoa.watching.models import Source
from lantoa.watching.rules.states import SourceKind
from lantoa.watching.rules.timing import OLD
from vanban.vocabulary import Channel

MEDIA = (Channel.HIGHER_PORTAL, Channel.PORTAL, Channel.PRESS, Channel.BULLETIN, Channel.SOCIAL, Channel.OTHER)
EVERY = (("30", _("30 phút")), ("60", _("Mỗi giờ")), ("180", _("3 giờ")), ("1440", _("Mỗi ngày")))


class SourceForm(forms.Form):
    """Trang theo dõi."""

    name = forms.CharField(label=_("Tên trang"), max_length=120, help_text=_("Ví dụ: Cổng thông tin thành phố."))
    url = forms.CharField(
        label=_("Địa chỉ để đọc"), max_length=500,
        help_text=_("Tốt nhất là địa chỉ RSS của trang; không có thì sitemap.xml, hoặc trang danh sách tin."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Cách đọc"), choices=said_choices(SourceKind))
    medium = forms.ChoiceField(label=_("Trang này là"), choices=[])
    account = forms.ModelChoiceField(
        label=_("Bài gửi qua kênh"), queryset=Account.objects.none(), required=False,
        empty_label=_("Mọi kênh gửi đi nơi khác"),
        help_text=_("Bài đã gửi qua kênh này mà thấy trên trang thì tự có biên nhận và minh chứng."),
    )  # fmt: skip
    outside = forms.BooleanField(
        label=_("Liệt kê cả bài không gửi từ phần mềm"), required=False, initial=True,
        help_text=_("Để ghi nhận những bài của phường, xã đã đăng bằng cách khác."),
    )  # fmt: skip
    names = forms.CharField(
        label=_("Chỉ liệt kê bài có nhắc tới"), max_length=300, required=False,
        help_text=_("Tên phường, xã; nhiều tên cách nhau bằng dấu chấm phẩy. Để trống với trang của chính phường, xã."),
    )  # fmt: skip
    since = DayField(label=_("Tính từ ngày"), help_text=_("Bài đăng trước ngày này được bỏ qua."))
    every = forms.ChoiceField(label=_("Đọc lại sau"), choices=EVERY, initial="60")

    def __init__(self, *args: Any, commune: Commune, source: Source | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["medium"].choices = [(one.value, said(one.label)) for one in MEDIA]
        fields["account"].queryset = accounts().filter(channel__in=ELSEWHERE)
        if source is None:
            self.initial.update(names=commune.name, since=clock.today() - OLD)
            return
        names = ("name", "url", "kind", "medium", "account", "outside", "names", "since")
        self.initial.update({name: getattr(source, name) for name in names}, every=str(source.every))

    def entered(self) -> Entered:
        """The values, after ``is_valid``."""
        return Entered(**{**self.cleaned_data, "every": int(self.cleaned_data["every"])})
