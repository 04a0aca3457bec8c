"""The calendar: what stands on which day, moved by form, drafted by one press, in everybody's own calendar."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import schedule
from lantoa.content.models import Item
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.editorial.feed import item_days
from lantoa.ledger.models import Entry
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.rules.commitment import MeasureKind
from lantoa.reminders.feed import events_of, make_feed
from tests.activities.samples import adopted_plan
from tests.content.made import approved_item, head, made_item, published_item
from tests.factories import World, build_world
from tests.roster.made import coming, made_roster

pytestmark = pytest.mark.django_db


def soon(days: int = 3) -> date:
    return clock.today() + timedelta(days=days)


def page(world: World, query: str = "", role: Role = Role.EDITOR) -> str:
    return str(world.client(role).get(reverse("editorial_calendar") + query).content.decode())


def on_day(html: str, day: date) -> str:
    """The cell of a day."""
    return html.split(f'data-day="{day.isoformat()}"', 1)[1].split("</td>", 1)[0]


def due(world: World, role: Role = Role.EDITOR, **values: Any) -> Item:
    return made_item(world, role, head=head(due_on=soon(), **values))


def test_items_stand_on_the_day_that_they_are_due_go_out_or_went_out(in_commune: World) -> None:
    due(in_commune)
    published_item(in_commune, title="Đã ra hôm nay")
    planned = approved_item(in_commune, title="Ra ngày kia")
    editor = in_commune.actor(Role.EDITOR)
    at = clock.now() + timedelta(days=2)
    schedule(item=planned, at=at, standing=standing_of(editor, planned), by=editor.person)
    html = page(in_commune, f"?ngay={soon()}&xem=tuan") + page(in_commune, f"?ngay={clock.today()}&xem=tuan")
    assert "Hạn: Nộp hồ sơ khai sinh tại nhà (đang soạn)" in on_day(html, soon())
    assert "Đã ra hôm nay" in on_day(page(in_commune), clock.today())
    later = at.astimezone(clock.WARD_TIME)
    assert f"{later:%H:%M} phát hành: Ra ngày kia" in on_day(page(in_commune, f"?ngay={later.date()}"), later.date())


def test_the_day_is_moved_by_a_form_which_dragging_sends_too(in_commune: World) -> None:
    item = due(in_commune)
    client, url = in_commune.client(Role.EDITOR), reverse("editorial_move", args=[item.pk])
    assert f'data-move="{url}"' in on_day(page(in_commune, f"?ngay={soon()}"), soon())
    answer = client.post(url, {"on": soon(9).isoformat(), "xem": "tuan"})
    assert answer.headers["Location"].endswith(f"?ngay={soon(9)}&xem=tuan")
    item.refresh_from_db()
    assert item.due_on == soon(9)
    entry = Entry.objects.filter(action="content.due_moved").get()
    assert entry.data == {"due_on": soon(9).isoformat()}


@pytest.mark.parametrize(("on", "status"), [("2020-01-01", 400), ("khong-phai-ngay", 422), ("", 422)])
def test_a_day_that_is_none_moves_nothing(on: str, status: int) -> None:
    world = build_world()
    with scope([world.commune.pk]):
        item = due(world)
    answer = world.client(Role.EDITOR).post(reverse("editorial_move", args=[item.pk]), {"on": on})
    assert answer.status_code in {status, 409, 422}
    with scope([world.commune.pk]):
        assert Item.objects.get(pk=item.pk).due_on == soon()


def test_who_may_not_write_it_moves_nothing_and_sees_no_button(in_commune: World) -> None:
    item = due(in_commune)
    html = page(in_commune, f"?ngay={soon()}", Role.INSPECTOR)
    assert item.title in html
    assert "data-move" not in html
    assert "Lập nội dung dự kiến" not in html
    for role in (Role.INSPECTOR, Role.LEADER, Role.CONTRIBUTOR):
        answer = in_commune.client(role).post(reverse("editorial_move", args=[item.pk]), {"on": soon(5)})
        assert answer.status_code == 403


def lacking(world: World) -> DueWork:
    """A window of forty days in which ten news items are owed and none is there."""
    adopted_plan(world)
    row = Commitment.objects.filter(measure=MeasureKind.COUNT.value, decision="accepted").first()
    assert row is not None
    Commitment.objects.filter(pk=row.pk).update(match_kinds=["news"], match_channels=[], quantity=10)
    work: DueWork = row.due_work.order_by("-window_end")[0]
    work.window_start, work.window_end, work.due_on = soon(-5), soon(40), soon(40)
    work.save()
    return work


def test_what_the_plan_lacks_is_drafted_with_one_press_and_once(in_commune: World) -> None:
    work = lacking(in_commune)
    button = reverse("editorial_draft_gap", args=[work.pk])
    assert button in page(in_commune)
    client = in_commune.client(Role.EDITOR)
    for _again in range(2):
        assert client.post(button).status_code == 302
    made = list(Item.objects.all())
    assert len({one.due_on for one in made}) == len(made) == 10
    for one in made:
        assert one.services.get().commitment_id == work.commitment_id
        assert soon(0) < (one.due_on or soon(0)) <= soon(40)
        assert (one.kind, one.state) == ("news", "draft")
    assert button not in page(in_commune)


def test_a_topic_that_nobody_writes_about_is_drafted(in_commune: World) -> None:
    client = in_commune.client(Role.EDITOR)
    for _again in range(2):
        assert client.post(reverse("editorial_draft_topic"), {"topic": "digital"}).status_code == 302
    answer = client.post(reverse("editorial_draft_topic"), {"topic": "khong-co"}, follow=True)
    assert "Trang đã cũ" in answer.content.decode()
    (item,) = Item.objects.all()
    assert (item.topics, item.title) == (["digital"], "Tin: Chính quyền điện tử, chính quyền số")


def test_everybodys_own_calendar_has_their_items(in_commune: World) -> None:
    item = due(in_commune)
    editor, other = in_commune.person(Role.EDITOR), in_commune.person(Role.OFFICER)
    assert [(one.item_id, one.on, one.goes_out) for one in item_days(editor.pk)] == [(item.pk, soon(), False)]
    assert item_days(other.pk) == []
    feed, _secret = make_feed(commune=in_commune.commune, person=editor, with_holidays=False, by=editor)
    (event,) = [one for one in events_of(feed, clock.today()) if one.uid.startswith("noi-dung-")]
    assert event.summary == "Hạn nội dung: Nộp hồ sơ khai sinh tại nhà"
    assert event.days.start == soon()


@pytest.mark.parametrize("query", [
    "?ngay=2199-99-99", "?ngay=1000-01-01&xem=tuan", "?ngay=2100-12-31", "?ngay=2000-01-01", "?kind=la&topic='&unit=x",
    "?unit=99999999999999999999",
])  # fmt: skip
def test_whatever_stands_in_the_address_is_answered(query: str, in_commune: World) -> None:
    due(in_commune)
    assert in_commune.client(Role.EDITOR).get(reverse("editorial_calendar") + query).status_code == 200


def test_filters_leave_what_was_asked_for(in_commune: World) -> None:
    due(in_commune, topics=("digital",))
    assert "Nộp hồ sơ" in page(in_commune, f"?ngay={soon()}&topic=digital")
    assert "Hạn: Nộp hồ sơ" not in page(in_commune, f"?ngay={soon()}&topic=indices")
    assert "Hạn: Nộp hồ sơ" not in page(in_commune, f"?ngay={soon()}&kind=poster")


def turn_for(world: World, role: Role) -> Any:
    duty = coming(made_roster(world, (role,)))[0]
    wanted = {"measure": "count", "match_kinds": ["news"], "match_channels": []}
    Commitment.objects.filter(pk=duty.work.commitment_id).update(**wanted)
    return duty


def test_whose_turn_it_is_gets_a_draft_once(in_commune: World) -> None:
    duty = turn_for(in_commune, Role.OFFICER)
    button = reverse("editorial_draft_turn", args=[duty.pk])
    assert button in page(in_commune, f"?ngay={duty.on.isoformat()}")
    client = in_commune.client(Role.EDITOR)
    for _again in range(2):
        assert client.post(button).status_code == 302
    item = Item.objects.get()
    assert (item.holder, item.due_on, item.kind) == (in_commune.person(Role.OFFICER), duty.on, "news")
    assert item.services.get().commitment_id == duty.work.commitment_id
    shown = page(in_commune, f"?ngay={duty.on.isoformat()}")
    assert button not in shown
    assert reverse("content_show", args=[item.pk]) in shown


def test_who_has_the_turn_may_begin_by_themself_others_may_not(in_commune: World) -> None:
    button = reverse("editorial_draft_turn", args=[turn_for(in_commune, Role.OFFICER).pk])
    assert in_commune.client(Role.LEADER).post(button).status_code == 403
    assert in_commune.client(Role.OFFICER).post(button).status_code == 302
    assert Item.objects.get().author == in_commune.person(Role.OFFICER)


def test_turns_that_no_content_serves_are_no_turns_here(in_commune: World) -> None:
    duty = turn_for(in_commune, Role.OFFICER)
    Commitment.objects.filter(pk=duty.work.commitment_id).update(match_kinds=["training"])
    button = reverse("editorial_draft_turn", args=[duty.pk])
    assert in_commune.client(Role.EDITOR).post(button).status_code == 404
    assert button not in page(in_commune, f"?ngay={duty.on.isoformat()}")
