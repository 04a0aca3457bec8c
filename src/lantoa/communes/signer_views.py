"""Who signs the ward's documents, and with which authority."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.forms import TidyField
from lantoa.communes.models import WITH_POSITION, Signer, SignForm
from lantoa.communes.roles import Permission
from lantoa.communes.signer_actions import add_signer, save_signer
from lantoa.communes.tabs import commune_tabs
from lantoa.core.saying import said_choices


class SignerForm(forms.Form):
    """One signer."""

    name = TidyField(label=gettext_lazy("Họ và tên người ký"), max_length=100)
    form = forms.ChoiceField(label=gettext_lazy("Ký với quyền hạn"), choices=said_choices(SignForm))
    position = TidyField(
        label=gettext_lazy("Chức vụ của người ký"), max_length=100, required=False,
        help_text=gettext_lazy("Chỉ ghi khi ký TL. hoặc TUQ., ví dụ: Chánh Văn phòng, Trưởng phòng Văn hóa - Xã hội."),
    )  # fmt: skip
    is_active = forms.BooleanField(
        label=gettext_lazy("Đang ký văn bản"), required=False, initial=True,
        help_text=gettext_lazy("Bỏ chọn khi người này thôi giữ chức vụ; văn bản đã ký không đổi."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, signer: Signer | None = None) -> None:
        names = ("name", "form", "position", "is_active")
        super().__init__(data, initial={name: getattr(signer, name) for name in names} if signer else None)

    def clean(self) -> dict[str, Any]:
        """By order or by proxy with a position; chair and vice have theirs by their office."""
        values = super().clean() or {}
        if values.get("form") not in WITH_POSITION:
            return {**values, "position": ""}
        if not values.get("position"):
            self.add_error("position", gettext_lazy("Ký TL., TUQ. thì phải ghi chức vụ, ví dụ: Chánh Văn phòng."))
        return values


@staff(Permission.MANAGE_COMMUNE)
def list_signers(request: StaffRequest) -> HttpResponse:
    """All signers, and a form for one more."""
    form = SignerForm(request.POST or None)
    if form.is_valid():
        add_signer(commune=request.actor.commune, values=form.cleaned_data, by=request.actor.person)
        messages.success(request, _("Đã thêm người ký."))
        return redirect("communes_signers")
    context = {
        "tabs": commune_tabs(request.actor, "communes_signers"), "form": form, "signers": Signer.objects.all(),
    }  # fmt: skip
    return render(request, "communes/signers.html", context)


@staff(Permission.MANAGE_COMMUNE)
def change_signer(request: StaffRequest, pk: int) -> HttpResponse:
    """Name, authority, still signing or not."""
    signer: Signer = get_object_or_404(Signer, pk=pk, commune=request.actor.commune)
    form = SignerForm(request.POST or None, signer=signer)
    if form.is_valid():
        save_signer(signer=signer, values=form.cleaned_data, by=request.actor.person)
        messages.success(request, _("Đã lưu người ký."))
        return redirect("communes_signers")
    return render(request, "communes/signer.html", {"form": form, "signer": signer})
