"""Staff: what the ward shows to everybody."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.communes.tabs import commune_tabs
from lantoa.core.errors import Refused
from lantoa.portal.actions import change_portal
from lantoa.portal.forms import Hotlines, PortalForm, hotlines_given, hotlines_of
from lantoa.portal.models import Portal
from lantoa.portal.pages import address, whole
from lantoa.portal.queries import portal_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.MANAGE_COMMUNE)
def change(request: StaffRequest) -> HttpResponse:
    """On or off, parts, words, hotlines, evidence."""
    portal = portal_of(request.actor.commune)
    form = PortalForm(request.POST or None, portal=portal)
    lines = Hotlines(request.POST or None, initial=hotlines_of(portal), prefix="hotlines")
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            _save(request, form, lines)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã lưu. Trang công khai đổi theo trong vòng một phút."))
            return redirect("portal_settings")
    return render(request, "portal/settings.html", _context(request, portal, form=form, lines=lines))


def _save(request: StaffRequest, form: PortalForm, lines: Any) -> None:
    change_portal(
        commune=request.actor.commune, values=form.values(), hotlines=hotlines_given(lines),
        seen=form.cleaned_data["seen"], by=request.actor.person,
    )  # fmt: skip


def _context(request: StaffRequest, portal: Portal, *, form: PortalForm, lines: Any) -> dict[str, Any]:
    url = whole(address("portal_home", portal)) if portal.slug else ""
    tabs = commune_tabs(request.actor, "portal_settings")
    return {"tabs": tabs, "form": form, "lines": lines, "portal": portal, "url": url}
