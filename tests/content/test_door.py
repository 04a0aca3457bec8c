"""The one door: nothing that was not approved comes through, by any route."""

import pytest
from django.db import IntegrityError, connection, transaction

from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.approved import approved, live, live_of, published
from lantoa.content.life_actions import approve, mark_published, submit, take_step
from lantoa.content.models import Item, Revision, Step
from lantoa.content.rules.life import StepKind
from lantoa.core import clock
from lantoa.core.errors import NotAllowed, Refused
from lantoa.core.tenancy import scope
from tests.content.made import approve_latest, approved_item, made_item, published_item, revised, submitted
from tests.factories import World, build_world

pytestmark = pytest.mark.django_db


def closed(item: Item) -> bool:
    with pytest.raises(Refused, match="content_not_approved"):
        approved(item.pk)
    return True


def test_what_goes_out_is_the_approved_revision_with_its_facts_in_words(in_commune: World) -> None:
    item = approved_item(in_commune)
    out = approved(item.pk)
    assert (out.item_id, out.revision_id, out.number) == (item.pk, item.approved_id, 1)
    assert out.summary == "Từ ngày 15/09/2026, người dân nộp hồ sơ khai sinh trên Cổng Dịch vụ công."
    assert "Lệ phí bản sao là 8.000 đồng" in out.html
    assert 'href="https://dichvucong.gov.vn"' in out.html
    assert "0226 385 1234" in out.short
    assert "tám nghìn đồng" in out.spoken
    assert "không hai hai sáu" in out.spoken
    assert "[[" not in " ".join([out.title, out.html, out.short, out.spoken, out.poster, out.mail])


def test_the_door_is_closed_until_approval_and_after_every_change(in_commune: World) -> None:
    item = made_item(in_commune)
    assert closed(item)
    submit(item=item, standing=standing_of(in_commune.actor(Role.OFFICER), item), by=in_commune.person(Role.OFFICER))
    assert closed(item)
    approve_latest(in_commune, item)
    assert approved(item.pk).number == 1
    revised(in_commune, item, body="<p>Lén sửa sau khi duyệt. Gọi [[duong-day-nong]].</p>")
    assert closed(item)
    assert Item.objects.get(pk=item.pk).state == "draft"


def test_what_is_out_stays_as_it_was_approved_until_the_correction_is_out(in_commune: World) -> None:
    item = published_item(in_commune)
    revised(in_commune, item, title="Nộp hồ sơ khai sinh tại nhà (đính chính)")
    assert approved(item.pk).number == 1
    editor = in_commune.actor(Role.EDITOR)
    submit(item=item, standing=standing_of(editor, item), by=editor.person)
    approve_latest(in_commune, item)
    assert (approved(item.pk).number, live(item.pk).number) == (2, 1)
    item.refresh_from_db()
    row = mark_published(item=item, revision_id=item.approved_id, at=clock.now(), by=None)
    assert (live(item.pk).number, row.state) == (2, "corrected")
    assert [one.title for one in live_of(published(in_commune.commune))] == ["Nộp hồ sơ khai sinh tại nhà (đính chính)"]


def test_a_recalled_item_is_gone_for_good_until_approved_anew(in_commune: World) -> None:
    item = published_item(in_commune)
    editor = in_commune.actor(Role.EDITOR)
    take_step(
        item=item, step=StepKind.RECALL, standing=standing_of(editor, item), by=editor.person, note="Sai lệ phí bản sao"
    )
    assert closed(item)
    assert not published(in_commune.commune).exists()
    with pytest.raises(Refused, match="content_not_approved"):
        live(item.pk)
    revised(in_commune, item, title="Viết lại")
    assert closed(item)


def test_a_delivery_that_arrives_after_somebody_wrote_on_is_kept_as_true(in_commune: World) -> None:
    item = approved_item(in_commune)
    sent = item.approved_id
    revised(in_commune, item, title="Sửa khi đang gửi")
    row = mark_published(item=item, revision_id=sent, at=clock.now(), by=None)
    assert (row.state, row.live_id, row.approved_id) == ("draft", sent, sent)
    assert (
        mark_published(item=item, revision_id=sent, at=clock.now(), by=None).steps.filter(kind="publish").count() == 1
    )
    item.refresh_from_db()
    with pytest.raises(Refused, match="content_not_approved"):
        mark_published(item=item, revision_id=item.latest_id, at=clock.now(), by=None)


def test_an_older_text_that_ends_late_does_not_come_back(in_commune: World) -> None:
    item = published_item(in_commune)
    older = item.live_id
    revised(in_commune, item, summary="Đính chính: lệ phí là [[le-phi]].", forms={})
    item.refresh_from_db()
    submit(item=item, standing=standing_of(in_commune.actor(Role.EDITOR), item), by=in_commune.person(Role.EDITOR))
    newer = approve_latest(in_commune, item).approved_id
    for revision in (newer, older):
        item = mark_published(item=item, revision_id=revision, at=clock.now(), by=None)
    assert item.live_id == newer


def test_of_two_approvers_the_second_is_told(in_commune: World) -> None:
    item = submitted(in_commune)
    leader = in_commune.actor(Role.LEADER)
    before = standing_of(leader, item)
    approve(item=item, revision=item.latest, standing=before, by=leader.person)
    with pytest.raises(Refused, match="content_step"):
        approve(item=item, revision=item.latest, standing=before, by=leader.person)
    assert Step.objects.filter(item=item, kind="approve").count() == 1


def test_exactly_the_revision_that_was_read_is_approved(in_commune: World) -> None:
    item = submitted(in_commune)
    leader, read = in_commune.actor(Role.LEADER), item.latest
    revised(in_commune, item, title="Biên tập viên sửa trong lúc lãnh đạo đọc")
    with pytest.raises(Refused, match="content_moved_on"):
        approve(item=item, revision=read, standing=standing_of(leader, item), by=leader.person)


def test_nobody_approves_their_own_words(in_commune: World) -> None:
    item = submitted(in_commune, Role.PLAN_OWNER)
    owner = in_commune.actor(Role.PLAN_OWNER)
    with pytest.raises(NotAllowed):
        approve(item=item, revision=item.latest, standing=standing_of(owner, item), by=owner.person)
    leader = in_commune.actor(Role.LEADER)
    with pytest.raises(Refused, match="content_own"):
        approve(item=item, revision=item.latest, standing=standing_of(leader, item), by=owner.person)


def test_another_commune_sees_nothing(in_commune: World) -> None:
    item = approved_item(in_commune)
    other = build_world("Phường Bên Cạnh")
    with scope([other.commune.pk]), pytest.raises(Refused, match="content_not_approved"):
        approved(item.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE content_revision SET title = 'x' WHERE item_id = %s",
        "DELETE FROM content_revision WHERE item_id = %s",
        "UPDATE content_step SET note = 'x' WHERE item_id = %s",
        "DELETE FROM content_step WHERE item_id = %s",
        "UPDATE content_item SET approved_id = latest_id WHERE id = %s",
        "UPDATE content_item SET live_id = latest_id WHERE id = %s",
        "UPDATE content_item SET slug = 'khac' WHERE id = %s",
    ],
)
def test_the_database_refuses_what_the_actions_would_not_do(in_commune: World, statement: str) -> None:
    item = submitted(in_commune)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [item.pk])
    assert Revision.objects.get(item=item).number == 1
