"""A leader's one-time link, comments, handing on."""

from datetime import timedelta

import pytest

from lantoa.communes.actions import end_role
from lantoa.communes.models import Membership
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.desk_actions import Said, comment, let_owner_approve, resolve
from lantoa.content.life_actions import approve
from lantoa.content.link_actions import Decision, approvers, decide_by_link, make_link, mark_opened
from lantoa.content.models import ApprovalLink, Item, Step
from lantoa.content.rules.kinds import Form
from lantoa.core import clock
from lantoa.core.errors import Refused
from tests.content.made import approve_latest, made_item, revised, submitted
from tests.factories import World

pytestmark = pytest.mark.django_db


def linked(world: World, item: Item) -> str:
    return make_link(item=item, person=world.person(Role.LEADER), by=world.person(Role.EDITOR))[1]


def refused(token: str) -> bool:
    with pytest.raises(Refused, match="content_link_closed"):
        decide_by_link(token=token, decision=Decision(approves=True))
    return True


def test_a_leader_approves_once_with_the_link(in_commune: World) -> None:
    item = submitted(in_commune)
    token = linked(in_commune, item)
    mark_opened(token=token, now=clock.now())
    row = decide_by_link(token=token, decision=Decision(approves=True))
    assert (row.state, row.approved_id) == ("approved", item.latest_id)
    step = Step.objects.get(item=item, kind="approve")
    assert (step.by, step.by_link) == (in_commune.person(Role.LEADER), True)
    assert refused(token)


def test_a_leader_returns_with_the_link_and_says_why(in_commune: World) -> None:
    item = submitted(in_commune)
    token = linked(in_commune, item)
    with pytest.raises(Refused, match="content_note"):
        decide_by_link(token=token, decision=Decision(approves=False, note=" "))
    assert decide_by_link(token=token, decision=Decision(approves=False, note="Ghi rõ lệ phí")).state == "returned"
    assert refused(token)


def test_a_link_is_for_one_revision_of_one_item_for_two_days(in_commune: World) -> None:
    item = submitted(in_commune)
    first = linked(in_commune, item)
    second = linked(in_commune, item)
    assert refused(first)
    ApprovalLink.objects.filter(revoked_at__isnull=True).update(expires_at=clock.now() - timedelta(seconds=1))
    assert refused(second)
    third = linked(in_commune, item)
    revised(in_commune, item, title="Sửa sau khi gửi đường dẫn")
    assert refused(third)
    item.refresh_from_db()
    fourth = linked(in_commune, item)
    approve_latest(in_commune, item)
    assert refused(fourth)
    assert refused("12.abc")
    assert refused(f"{in_commune.commune.pk}.{'x' * 43}")


def test_who_left_decides_nothing_more(in_commune: World) -> None:
    item = submitted(in_commune)
    token = linked(in_commune, item)
    seat = Membership.objects.get(person=in_commune.person(Role.LEADER))
    end_role(membership=seat, by=in_commune.person(Role.ADMINISTRATOR))
    assert refused(token)


def test_links_are_for_approvers_and_for_what_waits(in_commune: World) -> None:
    draft = made_item(in_commune)
    with pytest.raises(Refused, match="content_step"):
        linked(in_commune, draft)
    item = submitted(in_commune, Role.EDITOR)
    with pytest.raises(Refused, match="content_no_approver"):
        make_link(item=item, person=in_commune.person(Role.OFFICER), by=in_commune.owner)
    assert [one.pk for one in approvers(item)] == [in_commune.person(Role.LEADER).pk]


def test_a_ward_may_let_the_plan_owner_approve(in_commune: World) -> None:
    item = submitted(in_commune)
    let_owner_approve(commune=in_commune.commune, allowed=True, by=in_commune.owner)
    assert in_commune.owner in approvers(item)
    owner = in_commune.actor(Role.PLAN_OWNER)
    assert approve(item=item, revision=item.latest, standing=standing_of(owner, item), by=owner.person).approved_id


def test_comments_are_kept_at_their_place_and_settled(in_commune: World) -> None:
    item = made_item(in_commune)
    said = Said(Form.ARTICLE, "Bản sao hay bản chính?", "Lệ phí bản sao")
    row = comment(item=item, revision=item.latest, said=said, by=in_commune.person(Role.LEADER))
    resolve(comment=row, by=in_commune.person(Role.OFFICER))
    resolve(comment=row, by=in_commune.person(Role.EDITOR))
    row.refresh_from_db()
    assert row.resolved_by == in_commune.person(Role.OFFICER)
    with pytest.raises(Refused, match="content_comment"):
        comment(item=item, revision=item.latest, said=Said(Form.SHORT, " "), by=in_commune.owner)
