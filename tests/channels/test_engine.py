"""Intent → attempt → receipt: what may have gone out is never sent again blindly, and nothing is lost."""

from datetime import timedelta

import pytest

from lantoa.activities.models import Activity
from lantoa.channels import actions, jobs, queries, sending
from lantoa.channels.models import Attempt, Delivery
from lantoa.channels.protocol import sent
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.models import Entry
from tests.channels.made import account, again, looked, order, ordered, served
from tests.content.made import approved_item
from tests.factories import World
from tests.standins.facebook import Facebook

pytestmark = pytest.mark.django_db


def test_the_portal_shows_an_item_when_it_is_sent_and_hides_it_when_recalled(in_commune: World) -> None:
    portal = account(in_commune)
    (row,) = ordered(in_commune, portal)
    assert not queries.on_portal().exists(), "ordered is not sent"
    served(portal)
    row = again(row)
    assert (row.state, row.receipt.grade) == ("sent", "A")
    assert list(queries.on_portal()) == [row.item]
    row.item.refresh_from_db()
    assert row.item.state == "published"
    leader = in_commune.actor(Role.LEADER)
    actions.recall_everywhere(
        item=row.item, standing=standing_of(leader, row.item), note="Sai lệ phí", by=leader.person
    )
    served(portal)
    assert not queries.on_portal().exists()


def test_nothing_is_published_on_a_closed_portal_and_no_link_leads_to_it(in_commune: World, facebook: Facebook) -> None:
    portal, page = account(in_commune), account(in_commune, "facebook_page")
    portal.settings = {**portal.settings, "closed": "yes"}
    portal.save(update_fields=["settings"])
    item = approved_item(in_commune)
    with pytest.raises(Refused, match="Cổng công khai chưa mở"):
        ordered(in_commune, portal, item=item)
    ordered(in_commune, page, item=item)
    served(page)
    assert "/cong/" not in facebook.posts[0]["message"]


def test_a_receipt_is_an_activity_with_evidence_once_per_item_and_channel(
    in_commune: World, facebook: Facebook
) -> None:
    first, second = account(in_commune, "facebook_page"), account(in_commune, "facebook_page", name="Trang hai")
    rows = ordered(in_commune, first, second)
    for one in (first, second):
        served(one)
    activity = Activity.objects.get()
    assert (activity.kind, activity.channels, activity.topics) == ("post", ["facebook"], ["online_services"])
    assert {piece.grade for piece in activity.evidence.all()} == {"B"}
    assert {piece.url for piece in activity.evidence.all()} == {again(row).receipt.url for row in rows}
    assert len(facebook.posts) == 2


def test_an_answer_that_is_lost_is_looked_for_and_not_sent_again(in_commune: World, facebook: Facebook) -> None:
    page = account(in_commune, "facebook_page")
    facebook.then, facebook.about = ["cut_done"], lambda asked: asked.path.endswith("/feed")
    (row,) = ordered(in_commune, page)
    served(page)
    assert again(row).state == "unknown"
    looked(page)
    row = again(row)
    assert (row.state, len(facebook.posts)) == ("sent", 1)
    assert row.receipt.remote_id == facebook.posts[0]["id"]


def test_what_cannot_be_found_waits_for_a_person(in_commune: World, facebook: Facebook) -> None:
    page = account(in_commune, "facebook_page")
    facebook.then, facebook.about = ["cut"], lambda asked: asked.path.endswith("/feed")
    (row,) = ordered(in_commune, page)
    served(page)
    looked(page, times=4)
    assert again(row).state == "to_confirm"
    assert facebook.posts == []
    actions.repeat(delivery=row, by=in_commune.owner)
    served(page)
    assert (again(row).state, len(facebook.posts)) == ("sent", 1)


def test_a_dead_process_leaves_an_attempt_without_end_that_is_not_repeated(
    in_commune: World, facebook: Facebook
) -> None:
    page = account(in_commune, "facebook_page")
    (row,) = ordered(in_commune, page)
    now = clock.now()
    claimed = sending.claim(commune_id=in_commune.commune.pk, account_id=page.pk, now=now)
    assert claimed is not None
    claimed.make()  # it went, and the process died before it could write that down
    Delivery.objects.filter(pk=row.pk).update(claimed_at=now - timedelta(hours=1))
    jobs.serve(in_commune.commune.pk, page.pk)
    assert again(row).state == "unknown"
    looked(page)
    assert (again(row).state, len(facebook.posts)) == ("sent", 1)
    assert list(Attempt.objects.values_list("outcome", flat=True)) == ["unknown", "sent"]


def test_an_end_that_comes_late_still_counts(in_commune: World, facebook: Facebook) -> None:
    page = account(in_commune, "facebook_page")
    (row,) = ordered(in_commune, page)
    commune, now = in_commune.commune.pk, clock.now()
    claimed = sending.claim(commune_id=commune, account_id=page.pk, now=now)
    assert claimed is not None
    sending.give_up_silent(commune_id=commune, account_id=page.pk, now=now + timedelta(hours=1))
    sending.receive(commune_id=commune, claimed=claimed, outcome=sent(remote_id="9"), now=now)
    assert (again(row).state, again(row).receipt.remote_id) == ("sent", "9")


def test_nothing_unapproved_goes_out(in_commune: World) -> None:
    portal = account(in_commune)
    (row,) = ordered(in_commune, portal)
    type(row.item).objects.filter(pk=row.item_id).update(state="recalled")
    served(portal)
    row = again(row)
    assert (row.state, row.code, row.steps) == ("waiting", "not_approved", 0)


def test_old_news_is_dropped_and_said(in_commune: World) -> None:
    portal = account(in_commune)
    (row,) = ordered(in_commune, portal)
    Delivery.objects.filter(pk=row.pk).update(due_at=clock.now() - timedelta(days=4))
    served(portal)
    assert (again(row).state, again(row).code) == ("cancelled", "too_late")
    assert Entry.objects.filter(action="delivery.dropped", object_id=row.pk).count() == 1


def test_the_same_place_is_ordered_once(in_commune: World) -> None:
    portal, item = account(in_commune), approved_item(in_commune)
    first = actions.publish(item=item, accounts=[portal.pk], order=order(in_commune, item))
    second = actions.publish(item=item, accounts=[portal.pk], order=order(in_commune, item))
    assert (len(first), second) == (1, [])


def test_what_is_not_approved_cannot_be_ordered(in_commune: World) -> None:
    from tests.content.made import made_item

    item = made_item(in_commune)
    with pytest.raises(Refused, match="content_not_approved"):
        actions.publish(item=item, accounts=[account(in_commune).pk], order=order(in_commune, item))


def test_the_sweep_finds_what_should_have_gone(in_commune: World) -> None:
    portal = account(in_commune)
    ordered(in_commune, portal)
    pairs = queries.accounts_to_serve(clock.now() + timedelta(minutes=1))
    assert (in_commune.commune.pk, portal.pk) in pairs
