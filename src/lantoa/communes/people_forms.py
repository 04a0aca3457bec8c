"""Forms about people: invite, change a role, come in by a link, one's own details."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from lantoa.communes.forms import TidyField
from lantoa.communes.invitation_actions import Offer
from lantoa.communes.models import Membership, Neighbourhood, Person, Unit
from lantoa.communes.roles import Role
from lantoa.communes.rules import GIVEN_HERE, check_login_name
from lantoa.core.errors import Refused
from lantoa.core.saying import said_choices

ROLE_CHOICES = [("", _("Chọn vai trò")), *said_choices(GIVEN_HERE)]
PHONE = RegexValidator(r"^\+?[0-9][0-9 .()-]{6,18}$", _("Số điện thoại chỉ gồm chữ số, ví dụ: 0912 345 678."))


class PlaceForm(forms.Form):
    """Where somebody works, and under which title."""

    title = TidyField(label=_("Chức vụ"), max_length=100, required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.filter(is_active=True), label=_("Đơn vị"), required=False, empty_label=_("Không thuộc đơn vị nào")
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.all(), label=_("Tổ dân phố, thôn"), required=False,
        empty_label=_("Không gắn với địa bàn"), help_text=_("Dành cho cộng tác viên."),
    )  # fmt: skip

    @classmethod
    def of(cls, membership: Membership, data: Any = None) -> "PlaceForm":
        """The form for a role that is there."""
        initial = {"unit": membership.unit_id, "neighbourhood": membership.neighbourhood_id, "title": membership.title}
        return cls(data, initial=initial)


class RoleForm(PlaceForm):
    """One more role for somebody who is here."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLE_CHOICES)
    field_order = ["role", "unit", "neighbourhood", "title"]


class InviteForm(RoleForm):
    """Whom to invite, as what."""

    name = TidyField(label=_("Họ và tên"), max_length=100)
    field_order = ["name", "role", "unit", "title", "neighbourhood"]

    def offer(self) -> Offer:
        """What the link offers, once the form is valid."""
        data = self.cleaned_data
        return Offer(
            name=data["name"], role=Role(data["role"]), unit=data["unit"],
            neighbourhood=data["neighbourhood"], title=data["title"],
        )  # fmt: skip


class PasswordTwice(forms.Form):
    """A new password, typed twice, checked by the validators of the settings."""

    password1 = forms.CharField(
        label=_("Mật khẩu"), strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 10 ký tự. Nên ghép vài từ dễ nhớ, ví dụ ba bốn tiếng không liên quan và một con số."),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_("Nhập lại mật khẩu"), strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def person(self) -> Person:
        """Whose password it is, for the check of likeness."""
        return Person()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần nhập mật khẩu chưa giống nhau."))
        if first:
            try:
                validate_password(first, self.person())
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data


class NewPasswordForm(PasswordTwice):
    """A new password for the person that the link was made for."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def person(self) -> Person:
        return self._person


class JoinForm(PasswordTwice):
    """A new account."""

    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Chữ không dấu, chữ số, dấu chấm, gạch nối."),
    )  # fmt: skip
    phone = TidyField(label=_("Điện thoại"), max_length=20, required=False, validators=[PHONE])
    field_order = ["username", "password1", "password2", "phone"]

    def clean_username(self) -> str:
        try:
            username = check_login_name(self.cleaned_data["username"])
        except Refused as refused:
            raise forms.ValidationError(refused.message, code=refused.code) from refused
        if Person.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("Tên đăng nhập này đã có người dùng. Xin thêm chữ hoặc số."), code="taken")
        return username

    def person(self) -> Person:
        return Person(username=self.cleaned_data.get("username", ""))


class OwnDetailsForm(forms.Form):
    """One's own name and addresses."""

    name = TidyField(label=_("Họ và tên"), max_length=100)
    phone = TidyField(label=_("Điện thoại"), max_length=20, required=False, validators=[PHONE])
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)

    @classmethod
    def of(cls, person: Person, data: Any = None) -> "OwnDetailsForm":
        """The form with what is known."""
        return cls(data, initial={"name": person.name, "phone": person.phone, "email": person.email})
