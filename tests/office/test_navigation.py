"""The menu: by right, and the place where the person stands."""

import pytest
from django.urls import path as address
from django.utils.translation import gettext_lazy as _

from lantoa.communes.roles import Permission
from lantoa.office.navigation import GROUPS, NAV, NavItem, links

urlpatterns = [address(place, lambda request: None) for place in ("", "ke-hoach/", "ke-hoach/<int:pk>/", "xa/")]

pytestmark = pytest.mark.urls("tests.office.test_navigation")

MENU = (
    NavItem("/", _("Trang chính"), "house", None, _("Trang chính")),
    NavItem("/ke-hoach/", _("Kế hoạch"), "file-text", Permission.SEE),
    NavItem("/khong-co/", _("Chưa có"), "x", Permission.SEE),
    NavItem("/xa/", _("Đơn vị"), "users", Permission.MANAGE_COMMUNE),
)


def test_only_what_one_may_see_and_what_is_there() -> None:
    assert [link.url for link in links("/", {Permission.SEE}, MENU)] == ["/", "/ke-hoach/"]
    assert [link.url for link in links("/", set(), MENU)] == ["/"]


@pytest.mark.parametrize(("here", "active"), [("/", ["/"]), ("/ke-hoach/7/", ["/ke-hoach/"]), ("/viec-khac/", [])])
def test_one_place_is_marked(here: str, active: list[str]) -> None:
    assert [link.url for link in links(here, set(Permission), MENU) if link.active] == active


def test_the_bar_of_a_phone_has_room_for_five() -> None:
    assert 3 <= len([item for item in NAV if item.phone]) <= 5


def test_every_place_stands_under_one_heading() -> None:
    places = [place for _heading, group in GROUPS for place in group]
    assert len(places) == len(set(places))
    assert {item.path for item in NAV} <= set(places)


def test_places_of_a_group_stand_together() -> None:
    headings = [link.group for link in links("/", set(Permission), MENU)]
    assert headings == sorted(headings, key=[str(heading) for heading, _places in GROUPS].index)
