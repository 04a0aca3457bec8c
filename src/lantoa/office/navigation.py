"""The main menu as data: what stands in it, for whom, and what stays at hand on a phone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import Resolver404, get_urlconf, resolve
from django.utils.translation import gettext_lazy as _

from lantoa.communes.roles import Permission

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place in the menu. ``phone``: also in the bar at the bottom of a phone, with its short label."""

    path: str
    label: "_StrPromise"
    icon: str
    needs: Permission | None
    phone: "_StrPromise | None" = None


@dataclass(frozen=True, slots=True)
class NavLink:
    """A menu place as one page shows it."""

    url: str
    label: str
    icon: str
    active: bool
    phone: str
    count: int = 0


NAV: tuple[NavItem, ...] = (
    NavItem("/", _("Trang chính"), "house", None, _("Trang chính")),
    NavItem("/ke-hoach/", _("Kế hoạch"), "file-text", Permission.SEE),
    NavItem("/soan-ke-hoach/", _("Soạn kế hoạch"), "pencil", Permission.SEE),
    NavItem("/viec/", _("Việc đến hạn"), "list-checks", Permission.SEE, _("Việc")),
    NavItem("/nhac-viec/", _("Nhắc việc"), "bell", None),
    NavItem("/lich/", _("Lịch"), "calendar-days", Permission.SEE),
    NavItem("/lich-phan-cong/", _("Lịch phân công"), "calendar-clock", Permission.SEE),
    NavItem("/hoat-dong/", _("Hoạt động"), "megaphone", None, _("Hoạt động")),
    NavItem("/hoat-dong/minh-chung/", _("Xác nhận minh chứng"), "badge-check", Permission.ACCEPT_EVIDENCE),
    NavItem("/kiem-tra/", _("Kiểm tra"), "flag", Permission.SEE),
    NavItem("/tien-do/", _("Tiến độ"), "gauge", Permission.SEE, _("Tiến độ")),
    NavItem("/bao-cao/", _("Báo cáo"), "file-check", Permission.SEE),
    NavItem("/van-ban/", _("Sổ văn bản"), "book-open", Permission.SEE),
    NavItem("/xa/", _("Đơn vị và người dùng"), "users", Permission.SEE),
    NavItem("/cham-soc/", _("Chăm sóc phần mềm"), "shield-check", Permission.MANAGE_PEOPLE),
)


def links(
    path: str,
    permissions: Iterable[Permission],
    items: tuple[NavItem, ...] = NAV,
    *,
    counts: Mapping[str, int] | None = None,
) -> list[NavLink]:
    """The menu for a person with these permissions who looks at ``path``; pages that are not there are left out.

    ``counts``: by path, how many things wait there for the person.
    """
    granted = frozenset(permissions)
    shown = [item for item in items if (item.needs is None or item.needs in granted) and _exists(item.path)]
    here = max((item.path for item in shown if _covers(item.path, path)), key=len, default="")
    waiting = counts or {}
    return [
        NavLink(
            item.path, str(item.label), item.icon, item.path == here, str(item.phone or ""), waiting.get(item.path, 0)
        )
        for item in shown
    ]  # fmt: skip


def _covers(place: str, path: str) -> bool:
    return path == place if place == "/" else path.startswith(place)


def _exists(path: str) -> bool:
    return _is_routed(path, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=256)
def _is_routed(path: str, urlconf: str) -> bool:
    """Asked once for each place: the addresses of a running program do not change, and every page shows the menu."""
    try:
        resolve(path, urlconf)
    except Resolver404:
        return False
    return True
