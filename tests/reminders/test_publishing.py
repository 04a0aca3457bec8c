"""Digests tell of content that is due or waits, of publications to look at, of sheets to take down."""

from datetime import timedelta
from uuid import uuid4

import pytest

from lantoa.channels.models import Delivery
from lantoa.communes.roles import Role
from lantoa.content.models import Item
from lantoa.core import clock
from lantoa.printed.actions import add_places, make_print, put_up
from lantoa.printed.rules.sizes import Layout, Sheet, Size
from lantoa.reminders.drawing import draw_all
from lantoa.reminders.mailing import page_of
from lantoa.reminders.models import Digest, DigestItem
from tests.channels import made as channels
from tests.content.made import made_item, published_item, submitted
from tests.factories import World

pytestmark = pytest.mark.django_db


def told(world: World, role: Role) -> list[tuple[str, str]]:
    """Reason and page of what the person of this role is told today."""
    draw_all(world.commune.pk, clock.today(), clock.now())
    rows = DigestItem.objects.filter(digest__person=world.person(role)).select_related("work", "activity")
    return [(row.reason, page_of(row)) for row in rows]


def test_a_leader_is_told_what_waits_for_approval(in_commune: World) -> None:
    item = submitted(in_commune)
    assert ("approval", f"/noi-dung/{item.pk}/") in told(in_commune, Role.LEADER)
    assert not any(reason == "approval" for reason, _page in told(in_commune, Role.OFFICER))


@pytest.mark.parametrize(("days", "expected"), [(-3, True), (2, True), (40, False)])
def test_a_writer_is_told_what_is_due(in_commune: World, *, days: int, expected: bool) -> None:
    item = made_item(in_commune)
    Item.objects.filter(pk=item.pk).update(due_on=clock.today() + timedelta(days))
    assert (("content", f"/noi-dung/{item.pk}/") in told(in_commune, Role.OFFICER)) is expected


def test_an_editor_is_told_of_deliveries_that_a_person_must_look_at(in_commune: World) -> None:
    (row,) = channels.ordered(in_commune, channels.account(in_commune))
    assert not any(reason == "delivery" for reason, _page in told(in_commune, Role.PLAN_OWNER))
    Delivery.objects.filter(pk=row.pk).update(state="to_confirm")
    Digest.objects.all().delete()
    assert ("delivery", f"/kenh/nhat-ky/{row.pk}/") in told(in_commune, Role.EDITOR)


def test_who_put_it_up_is_told_to_take_it_down(in_commune: World) -> None:
    item = published_item(in_commune)
    by = in_commune.person(Role.OFFICER)
    print_ = make_print(item=item, key=uuid4(), sheet=Sheet(Layout.NOTICE, Size.A4), expires_on=None, by=by)
    rows = add_places(print_=print_, lines=["Trụ sở", "Chợ"], neighbourhoods=[], by=by)
    for row in rows:
        put_up(posting=row, on=clock.today(), photo=None, by=by)
    Item.objects.filter(pk=item.pk).update(state="recalled")
    found = [one for one in told(in_commune, Role.OFFICER) if one[0] == "take_down"]
    assert found == [("take_down", f"/an-pham/{print_.pk}/")], "places of one print stand together"


def test_the_home_page_tells_a_writer_what_is_due(in_commune: World) -> None:
    item = made_item(in_commune, title="Bài sắp đến hạn")
    Item.objects.filter(pk=item.pk).update(due_on=clock.today() + timedelta(2))
    assert "Bài sắp đến hạn" in in_commune.client(Role.OFFICER).get("/", follow=True).content.decode()
    assert "Bài sắp đến hạn" not in in_commune.client(Role.CLERK).get("/", follow=True).content.decode()


def test_the_home_page_asks_for_the_same(in_commune: World) -> None:
    (row,) = channels.ordered(in_commune, channels.account(in_commune))
    Delivery.objects.filter(pk=row.pk).update(state="to_confirm")
    page = in_commune.client(Role.EDITOR).get("/", follow=True).content.decode()
    assert f"/kenh/nhat-ky/{row.pk}/" in page
    assert f"/kenh/nhat-ky/{row.pk}/" not in in_commune.client(Role.OFFICER).get("/", follow=True).content.decode()
