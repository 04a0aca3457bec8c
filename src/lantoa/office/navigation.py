"""The main menu as data: what stands in it, for whom, and what stays at hand on a phone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import Resolver404, get_urlconf, resolve
from django.utils.translation import get_language
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
    group: str = ""
    """The heading that it stands under; the first few stand under none."""


NAV: tuple[NavItem, ...] = (
    NavItem("/", _("Trang chính"), "house", None, _("Trang chính")),
    NavItem("/ke-hoach/", _("Kế hoạch"), "file-text", Permission.SEE),
    NavItem("/soan-ke-hoach/", _("Soạn kế hoạch"), "pencil", Permission.SEE),
    NavItem("/viec/", _("Việc đến hạn"), "list-checks", Permission.SEE, _("Việc")),
    NavItem("/nhac-viec/", _("Nhắc việc"), "bell", None),
    NavItem("/lich/", _("Lịch"), "calendar-days", Permission.SEE),
    NavItem("/lich-phan-cong/", _("Lịch phân công"), "calendar-clock", Permission.SEE),
    NavItem("/lich-bien-tap/", _("Lịch biên tập"), "calendar-days", Permission.SEE),
    NavItem("/cong-tac-vien/gui/", _("Gửi tin"), "send", Permission.SEND_NEWS, _("Gửi tin")),
    NavItem("/cong-tac-vien/", _("Cộng tác viên"), "inbox", Permission.EDIT_CONTENT),
    NavItem("/cong-tac-vien/y-kien/", _("Ý kiến người dân"), "message-square", Permission.APPROVE_CONTENT),
    NavItem("/hoat-dong/", _("Hoạt động"), "megaphone", None, _("Hoạt động")),
    NavItem("/noi-dung/", _("Nội dung"), "newspaper", Permission.SEE),
    NavItem("/hoat-dong/minh-chung/", _("Xác nhận minh chứng"), "badge-check", Permission.ACCEPT_EVIDENCE),
    NavItem("/kiem-tra/", _("Kiểm tra"), "flag", Permission.SEE),
    NavItem("/tien-do/", _("Tiến độ"), "gauge", Permission.SEE, _("Tiến độ")),
    NavItem("/bao-cao/", _("Báo cáo"), "file-check", Permission.SEE),
    NavItem("/kenh/", _("Kênh phát"), "send", Permission.SEE),
    NavItem("/bai-dang/", _("Bài đăng nơi khác"), "eye", Permission.SEE),
    NavItem("/bao-dai/", _("Báo, đài, bản tin"), "newspaper", Permission.SEE),
    NavItem("/thu-vien/", _("Thư viện ảnh, video"), "image", Permission.SEE),
    NavItem("/van-ban/", _("Sổ văn bản"), "book-open", Permission.SEE),
    NavItem("/an-pham/", _("Ấn phẩm"), "printer", Permission.SEE),
    NavItem("/xa/", _("Đơn vị và người dùng"), "users", Permission.SEE),
    NavItem("/cham-soc/", _("Chăm sóc phần mềm"), "shield-check", Permission.MANAGE_PEOPLE),
)

GROUPS: "tuple[tuple[_StrPromise | str, tuple[str, ...]], ...]" = (
    ("", ("/", "/viec/", "/nhac-viec/", "/lich/")),
    (_("Kế hoạch"), ("/ke-hoach/", "/soan-ke-hoach/", "/lich-phan-cong/", "/van-ban/")),
    (
        _("Truyền thông"),
        (
            "/noi-dung/",
            "/thu-vien/",
            "/lich-bien-tap/",
            "/kenh/",
            "/bai-dang/",
            "/bao-dai/",
            "/cong-tac-vien/gui/",
            "/cong-tac-vien/",
            "/cong-tac-vien/y-kien/",
            "/an-pham/",
        ),
    ),
    (_("Kết quả"), ("/hoat-dong/", "/hoat-dong/minh-chung/", "/kiem-tra/", "/tien-do/", "/bao-cao/")),
    (_("Quản lý"), ("/xa/", "/cham-soc/")),
)
"""What stands together in the menu, in this order: with more than some ten places nobody reads one long list."""


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
    shown = _shown(frozenset(permissions), items, get_urlconf() or settings.ROOT_URLCONF)
    here = max((item.path for item in shown if _covers(item.path, path)), key=len, default="")
    waiting = tuple((counts or {}).items())
    return list(_links(shown, here, waiting=waiting, _language=get_language()))


@lru_cache(maxsize=256)
def _shown(granted: frozenset[Permission], items: tuple[NavItem, ...], urlconf: str) -> tuple[NavItem, ...]:
    """The places of these rights in the order of the menu; worked out once, as every page asks."""
    allowed = [item for item in items if item.needs is None or item.needs in granted]
    there = [item for item in allowed if _is_routed(item.path, urlconf)]
    return tuple(sorted(there, key=lambda item: _group_of(item.path)[0]))


@lru_cache(maxsize=1024)
def _links(
    shown: tuple[NavItem, ...], here: str, *, waiting: tuple[tuple[str, int], ...], _language: str | None
) -> tuple[NavLink, ...]:
    """All that a link says is in the parameters, the language of its words included."""
    counts = dict(waiting)
    return tuple(
        NavLink(
            url=item.path, label=str(item.label), icon=item.icon, active=item.path == here,
            phone=str(item.phone or ""), count=counts.get(item.path, 0), group=str(_group_of(item.path)[1]),
        )
        for item in shown
    )  # fmt: skip


def _group_of(path: str) -> "tuple[tuple[int, int], _StrPromise | str]":
    """Where the place stands, and under which heading; a place that nobody sorted stands last."""
    for number, (heading, paths) in enumerate(GROUPS):
        if path in paths:
            return (number, paths.index(path)), heading
    return (len(GROUPS), 0), GROUPS[-1][0]


def _covers(place: str, path: str) -> bool:
    return path == place if place == "/" else path.startswith(place)


@lru_cache(maxsize=256)
def _is_routed(path: str, urlconf: str) -> bool:
    """Asked once for each place: the addresses of a running program do not change, and every page shows the menu."""
    try:
        resolve(path, urlconf)
    except Resolver404:
        return False
    return True
