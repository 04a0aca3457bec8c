"""Forms of a commune's own pages: units, neighbourhoods, settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.communes.actions import UnitDetails
from lantoa.communes.models import REPORT_KINDS, CommuneSetting, Neighbourhood, Unit, UnitAlias
from lantoa.communes.rules import tidy, tidy_lines
from lantoa.communes.usual import UsualUnit
from lantoa.core.errors import Refused
from lantoa.core.folding import fold
from lantoa.core.saying import said_choices


class TidyField(forms.CharField):
    """One line of text; composed letters, single spaces."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class LinesField(forms.CharField):
    """Several lines, one thing on each. Gives a list."""

    def __init__(self, *, longest: int, most: int, rows: int = 6, **options: Any) -> None:
        options.setdefault("max_length", longest * most)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), strip=False, **options)
        self.longest, self.most = longest, most

    def clean(self, value: Any) -> Any:
        try:
            return tidy_lines(super().clean(value), longest=self.longest, most=self.most)
        except Refused as refused:
            raise forms.ValidationError(refused.message, code=refused.code) from refused


class UnitForm(forms.Form):
    """A unit: its names, and whether it is ordered or asked."""

    name = TidyField(
        label=_("Tên đơn vị"), max_length=150, help_text=_("Ghi đầy đủ như trong kế hoạch của xã, phường.")
    )
    short_name = TidyField(
        label=_("Tên gọi tắt"),
        max_length=60,
        required=False,
        help_text=_("Hiện ở bảng và trên điện thoại. Ví dụ: VHXH"),
    )
    aliases = LinesField(
        label=_("Các tên gọi khác"), longest=200, most=50, required=False,
        help_text=_("Mỗi dòng một tên. Khi đọc kế hoạch, phần mềm nhận ra đơn vị theo các tên này."),
    )  # fmt: skip
    asked = forms.BooleanField(
        label=_("Là cơ quan Đảng, Mặt trận, đoàn thể: đề nghị phối hợp, không giao nhiệm vụ"), required=False
    )
    is_active = forms.BooleanField(label=_("Đang hoạt động"), required=False, initial=True)

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        if unit is None:
            del self.fields["is_active"]
        else:
            names = "\n".join(alias.text for alias in unit.aliases.order_by("text"))
            self.initial = {
                "name": unit.name, "short_name": unit.short_name, "asked": unit.asked,
                "is_active": unit.is_active, "aliases": names,
            }  # fmt: skip

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Unit.objects.exclude(pk=self.unit.pk if self.unit else None)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Đã có đơn vị mang tên này."), code="unit_there")
        return name

    def clean_aliases(self) -> list[str]:
        aliases: list[str] = self.cleaned_data["aliases"]
        others = UnitAlias.objects.exclude(unit=self.unit) if self.unit else UnitAlias.objects.all()
        taken = others.filter(text__in=aliases).select_related("unit").first()
        if taken:
            facts = {"text": taken.text, "unit": taken.unit.name}
            message = _("Tên gọi “%(text)s” đang thuộc về %(unit)s. Xin bỏ ở đơn vị đó trước.")
            raise forms.ValidationError(message, code="alias_taken", params=facts)
        return aliases

    def details(self) -> UnitDetails:
        """What was said, once the form is valid."""
        data = self.cleaned_data
        own = fold(data["name"])
        return UnitDetails(
            name=data["name"], short_name=data["short_name"], asked=data["asked"],
            is_active=data.get("is_active", True), aliases=tuple(a for a in data["aliases"] if fold(a) != own),
        )  # fmt: skip


class UsualUnitsForm(forms.Form):
    """Which of the usual units to add."""

    names = forms.MultipleChoiceField(label=_("Đơn vị thường có"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, missing: list[UsualUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["names"]
        assert isinstance(choices, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker what stands above
        choices.choices = [(unit.name, unit.name) for unit in missing]


class MoveForm(forms.Form):
    """Up or down."""

    step = forms.TypedChoiceField(choices=[(-1, "-1"), (1, "1")], coerce=int)


class NeighbourhoodsForm(forms.Form):
    """Many neighbourhoods at once."""

    names = LinesField(
        label=_("Tên các tổ dân phố, thôn, xóm"), longest=100, most=300, rows=8,
        help_text=_("Mỗi dòng một tên; có thể dán cả danh sách từ Word hoặc Excel."),
    )  # fmt: skip


class NeighbourhoodForm(forms.Form):
    """One neighbourhood's name."""

    name = TidyField(label=_("Tên"), max_length=100)

    def __init__(self, data: Any = None, *, neighbourhood: Neighbourhood) -> None:
        super().__init__(data, initial={"name": neighbourhood.name})


class SearchForm(forms.Form):
    """Words to search for; nonsense is left out without a word."""

    q = TidyField(label=_("Tìm"), max_length=100, required=False)

    @property
    def words(self) -> str:
        """What to search for; "" for nothing."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""


SETTINGS = (
    "province_line", "place", "signer_lines", "signer_name", "recipients", "plan_recipients", "report_from_day",
    "report_due_day", "report_kinds",
)  # fmt: skip


class SettingsForm(forms.Form):
    """How official documents of the commune begin and end, and when its reports are due."""

    province_line = TidyField(
        label=_("Dòng cơ quan chủ quản"), max_length=150, required=False,
        help_text=_("Chỉ ghi nếu thể thức của tỉnh, thành phố yêu cầu; xã, phường thường để trống."),
    )  # fmt: skip
    place = TidyField(label=_("Địa danh"), max_length=100, help_text=_("Đứng trước ngày tháng: “Thạch Khôi, ngày …”"))
    signer_lines = LinesField(
        label=_("Quyền hạn, chức vụ của người ký"), longest=80, most=4, rows=3, required=False,
        help_text=_("Mỗi dòng một ý. Ví dụ: TM. ỦY BAN NHÂN DÂN, dòng dưới: CHỦ TỊCH"),
    )  # fmt: skip
    signer_name = TidyField(label=_("Họ và tên người ký"), max_length=100, required=False)
    recipients = LinesField(
        label=_("Nơi nhận"), longest=150, most=30, rows=6, required=False,
        help_text=_("Mỗi dòng một nơi nhận. Dấu gạch đầu dòng và dấu chấm phẩy được thêm khi in."),
    )  # fmt: skip
    plan_recipients = LinesField(
        label=_("Nơi nhận kế hoạch"), longest=150, most=30, rows=6, required=False,
        help_text=_("Dùng khi soạn kế hoạch mới. Để trống: như nơi nhận ở trên."),
    )  # fmt: skip
    report_from_day = forms.IntegerField(
        label=_("Kỳ số liệu bắt đầu từ ngày"), min_value=1, max_value=28,
        help_text=_("1: theo tháng dương lịch. 15: tính từ ngày 15 của tháng trước."),
    )  # fmt: skip
    report_due_day = forms.IntegerField(
        label=_("Hạn gửi báo cáo quý, năm: trước ngày … của tháng cuối kỳ"), min_value=2, max_value=28, required=False,
        help_text=_("Ví dụ 5: trước ngày 05 của tháng cuối quý. Để trống: theo ngày ghi trong kế hoạch."),
    )  # fmt: skip
    report_kinds = forms.MultipleChoiceField(
        label=_("Các kỳ phải gửi báo cáo"), choices=said_choices(REPORT_KINDS),
        widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Kỳ không chọn vẫn lập được khi cần."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, setting: CommuneSetting) -> None:
        super().__init__(data, initial={name: getattr(setting, name) for name in SETTINGS})

    def clean_recipients(self) -> list[str]:
        return [line.rstrip(" ;.") for line in self.cleaned_data["recipients"] if line.rstrip(" ;.")]

    def clean_plan_recipients(self) -> list[str]:
        return [line.rstrip(" ;.") for line in self.cleaned_data["plan_recipients"] if line.rstrip(" ;.")]

    def values(self) -> dict[str, Any]:
        """New values of the columns, once the form is valid."""
        lines = {name: "\n".join(self.cleaned_data[name]) for name in ("signer_lines", "recipients", "plan_recipients")}
        return {**{name: self.cleaned_data[name] for name in SETTINGS}, **lines}
