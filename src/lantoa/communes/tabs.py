"""The tabs above the commune's pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, as ``components/tabs.html`` takes it."""

    url: str
    label: str
    active: bool


def commune_tabs(actor: Actor, here: str) -> list[Tab]:
    """The pages of the commune that the person may see; ``here`` is the URL name of the open one."""
    pages = [
        ("communes_overview", _("Tổng quan")),
        ("communes_units", _("Đơn vị")),
        ("communes_neighbourhoods", _("Tổ dân phố, thôn")),
        ("communes_people", _("Người dùng")),
    ]
    if actor.may(Permission.MANAGE_COMMUNE):
        pages += [("communes_settings", _("Thiết lập")), ("communes_signers", _("Người ký"))]
        pages += [("portal_settings", _("Cổng công khai")), ("content_setting", _("Quyền duyệt nội dung"))]
    return [Tab(reverse(name), label, name == here) for name, label in pages]
