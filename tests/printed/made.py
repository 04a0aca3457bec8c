"""Printed matter for tests."""

from datetime import date
from uuid import uuid4

from lantoa.communes.roles import Role
from lantoa.content.models import Item
from lantoa.core import clock
from lantoa.files.actions import receive
from lantoa.printed.actions import add_places, make_print, put_up
from lantoa.printed.models import Posting, Print
from lantoa.printed.rules.sizes import Layout, Sheet, Size
from tests.content.made import approved_item
from tests.factories import World
from tests.files.samples import jpeg

POSTER = Sheet(Layout.POSTER, Size.A4)


def made_print(
    world: World, item: Item | None = None, sheet: Sheet = POSTER, *, expires_on: date | None = None
) -> Print:
    item = item or approved_item(world)
    return make_print(item=item, key=uuid4(), sheet=sheet, expires_on=expires_on, by=world.person(Role.EDITOR))


def posting(world: World, print_: Print | None = None, place: str = "Cổng chợ Hoa Mai") -> Posting:
    print_ = print_ or made_print(world)
    (row,) = add_places(print_=print_, lines=[place], neighbourhoods=[], by=world.person(Role.EDITOR))
    return row


def hanging(world: World, print_: Print | None = None, *, photo: bool = False) -> Posting:
    row = posting(world, print_)
    given = receive(commune=world.commune, upload=jpeg(), name="anh.jpg") if photo else None
    return put_up(posting=row, on=clock.today(), photo=given, by=world.person(Role.EDITOR))
