"""Adoption: what stands in the way, what is frozen, two people at once, later editions, dates that come later."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from lantoa.communes.models import Person
from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from lantoa.plans.actions.adoption import adopt_over, adopt_version
from lantoa.plans.actions.intake import withdraw_version
from lantoa.plans.actions.review import accept_sure, decide_item, edit_head
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.queries import (
    adopted_commitments,
    adopted_version,
    adopted_versions,
    commitment_facts,
    due_window,
)
from lantoa.plans.rules.commitment import DueKind
from lantoa.plans.rules.review import Decision, VersionState
from lantoa.plans.scheduling import create_due_work, refresh_due_work
from tests.factories import World, build_world
from tests.plans.samples import PLAN, read

pytestmark = pytest.mark.django_db


def ready(world: World, text: str = PLAN) -> PlanVersion:
    """Read and wholly decided."""
    version = read(world.commune, text)
    accept_sure(version=version, by=world.owner)
    return version


def adopted(world: World, text: str = PLAN) -> PlanVersion:
    version = ready(world, text)
    adopt_version(version=version, by=world.owner)
    version.refresh_from_db()
    return version


def test_adoption_freezes_and_makes_due_work(in_commune: World) -> None:
    version = ready(in_commune)
    client = in_commune.client(Role.LEADER)
    url = reverse("plans_adopt", args=[version.plan_id])
    # 02 broadcasts and 01 news item a month, one month's text, one year's ratio, four reports, two tasks of the plan
    assert ">43<" in client.get(url).content.decode().replace(" ", "").replace("\n", "")
    response = client.post(url, follow=True)
    assert "Đã ban hành kế hoạch và lập 43 việc đến hạn" in response.content.decode()
    version.refresh_from_db()
    assert (version.state, version.adopted_by) == (VersionState.ADOPTED.value, in_commune.person(Role.LEADER))
    assert len(version.digest) == 64
    assert DueWork.objects.filter(commitment__version=version).count() == 43
    entry = Entry.objects.get(action="plan.adopted")
    assert (entry.object_id, entry.data["due"], entry.data["digest"]) == (version.pk, 43, version.digest)


def test_every_window_is_there_once(in_commune: World) -> None:
    version = adopted(in_commune)
    create_due_work(version)
    assert DueWork.objects.count() == 43
    broadcasts = DueWork.objects.filter(commitment__text__contains="truyền thanh phường tối thiểu")
    assert [row.window_start.month for row in broadcasts.order_by("window_start")] == list(range(1, 13))
    reports = DueWork.objects.filter(commitment__text__contains="trước ngày 05").order_by("due_on")
    assert [row.due_on for row in reports] == [date(2025, month, 4) for month in (3, 6, 9, 12)]


@pytest.mark.parametrize("what", ["pending", "period", "contradiction", "commune"])
def test_what_stands_in_the_way_is_listed_and_refused(in_commune: World, what: str) -> None:
    from lantoa.plans.models import Contradiction

    version = ready(in_commune)
    if what == "pending":
        item = Commitment.objects.filter(version=version)[0]
        decide_item(item=item, decision=Decision.PENDING, seen=None, by=in_commune.owner)
    elif what == "period":
        edit_head(version=version, values={"period_start": None}, by=in_commune.owner)
    elif what == "contradiction":
        Contradiction.of(
            version.commune_id, version=version, kind="lead", message="x", left_text="a", right_text="b"
        ).save()
    else:
        PlanVersion.objects.filter(pk=version.pk).update(other_commune="Phường Xa Lạ")
    page = in_commune.client().get(reverse("plans_adopt", args=[version.plan_id])).content.decode()
    assert "Cần làm trước khi ban hành" in page
    assert "disabled" in page
    response = in_commune.client().post(reverse("plans_adopt", args=[version.plan_id]))
    assert response.status_code == 409
    assert "Chưa ban hành được" in response.content.decode()
    assert not DueWork.objects.exists()


def test_what_is_adopted_does_not_change(in_commune: World) -> None:
    version = adopted(in_commune)
    item = Commitment.objects.filter(version=version)[0]
    with pytest.raises(Refused) as refusal:
        decide_item(item=item, decision=Decision.DROPPED, seen=None, by=in_commune.owner)
    assert refusal.value.code == "already_adopted"
    client = in_commune.client()
    edit = reverse("plans_item_edit", args=[version.plan_id, item.pk])
    assert client.post(edit, {"text": "khác"}).status_code == 409
    in_place = client.post(edit, {"text": "khác"}, headers={"HX-Request": "true"})
    assert in_place.headers["HX-Redirect"] == reverse("plans_show", args=[version.plan_id])
    assert client.get(reverse("plans_review", args=[version.plan_id])).url == reverse(
        "plans_show", args=[version.plan_id]
    )
    with pytest.raises(Refused):
        withdraw_version(version=version, by=in_commune.owner)


def test_the_second_is_told_who_was_first_and_when(in_commune: World) -> None:
    version = adopted(in_commune)
    response = in_commune.client(Role.LEADER).post(reverse("plans_adopt", args=[version.plan_id]))
    assert response.status_code == 409
    assert f"Kế hoạch đã được {in_commune.owner.name} ban hành lúc" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_one_adopts() -> None:
    world = build_world()
    commune_id = world.commune.pk
    with scope([commune_id]):
        version = ready(world)
    start, answers = threading.Barrier(2), []

    def adopt(person: Person) -> None:
        try:
            start.wait(10)
            with scope([commune_id]):
                answers.append(adopt_version(version=version, by=person))
        except Refused as refusal:
            answers.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=adopt, args=[world.person(role)]) for role in (Role.LEADER, Role.PLAN_OWNER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(str, answers)) == ["43", "already_adopted"]
    with scope([commune_id]):
        assert Entry.objects.filter(action="plan.adopted").count() == 1
        assert DueWork.objects.count() == 43


def test_a_new_edition_supersedes_the_old_one(in_commune: World) -> None:
    from lantoa.plans.actions.intake import receive_plan
    from lantoa.plans.jobs import read_version

    first = adopted(in_commune)
    text = PLAN.replace("02 lần/tháng", "03 lần/tháng").encode()
    second = receive_plan(commune=in_commune.commune, upload=text, name="ban-2.txt", by=None, plan=first.plan)
    read_version(in_commune.commune.pk, second.pk)
    accept_sure(version=second, by=in_commune.owner)
    assert adopted_version(date(2025, 6, 1)) == first
    adopt_over(version=second, by=in_commune.owner)
    first.refresh_from_db()
    assert first.state == VersionState.SUPERSEDED.value
    assert list(adopted_versions()) == [second]
    assert set(adopted_commitments().values_list("version_id", flat=True)) == {second.pk}


def test_the_plan_of_the_day_is_the_one_whose_period_covers_it(in_commune: World) -> None:
    this = adopted(in_commune)
    after = adopted(in_commune, PLAN.replace("2025", "2026"))
    assert adopted_version(date(2025, 12, 31)) == this
    assert adopted_version(date(2026, 1, 1)) == after
    assert adopted_version(date(2030, 1, 1)) == after


def test_rows_and_facts_say_the_same(in_commune: World) -> None:
    version = adopted(in_commune)
    row = adopted_commitments(version).get(text__contains="trước ngày 05")
    facts = commitment_facts(row)
    assert (facts.due.kind, facts.due.day, facts.due.before) == (DueKind.DAY_OF_LAST_MONTH, 5, True)
    assert facts.lead_unit_id == str(row.lead_id)
    assert len(facts.coordinating_unit_ids) == 1
    due = due_window(DueWork.objects.filter(commitment=row).order_by("due_on")[0])
    assert (due.window.start, due.due_on) == (date(2025, 1, 1), date(2025, 3, 4))


def test_a_date_that_becomes_known_moves_due_work_and_keeps_people(in_commune: World) -> None:
    text = PLAN.replace("trước ngày 30/6/2025", "chậm nhất 20 ngày kể từ ngày ban hành hướng dẫn của tỉnh")
    version = adopted(in_commune, text)
    row = Commitment.objects.get(version=version, text__contains="Niêm yết công khai")
    assert row.due_kind == DueKind.DAYS_AFTER_EVENT.value
    due = DueWork.objects.get(commitment=row)
    assert due.due_on is None
    assert due.waiting_for.startswith("Chờ")
    due.assignee = in_commune.owner
    due.save()
    row.due_event_on = date(2025, 4, 1)
    row.save()
    assert refresh_due_work(row) == 1
    due.refresh_from_db()
    assert (due.due_on, due.waiting_for, due.assignee) == (date(2025, 4, 21), "", in_commune.owner)
    assert refresh_due_work(row) == 0


def test_a_window_that_vanishes_goes_unless_somebody_holds_it(in_commune: World) -> None:
    version = adopted(in_commune)
    row = Commitment.objects.get(version=version, text__contains="hằng tháng")
    held = DueWork.objects.filter(commitment=row).order_by("window_start")[0]
    held.waived_reason = "Chưa có đài"
    held.save()
    row.active_from = date(2025, 3, 1)
    row.save()
    refresh_due_work(row)
    left = list(DueWork.objects.filter(commitment=row).order_by("window_start").values_list("window_start", flat=True))
    assert left == [date(2025, 1, 1), *(date(2025, month, 1) for month in range(3, 13))]


@pytest.mark.parametrize("name", ["plans_show", "plans_contents", "plans_document", "plans_history", "plans_list"])
def test_pages_of_an_adopted_plan(in_commune: World, name: str, django_assert_max_num_queries: Any) -> None:
    version = adopted(in_commune)
    client = in_commune.client(Role.OFFICER)
    url = reverse(name, args=[] if name == "plans_list" else [version.plan_id])
    with django_assert_max_num_queries(20):
        page = client.get(url).content.decode()
    words = {
        "plans_show": "ít nhất 02 lần mỗi tháng", "plans_contents": "Quyết định số 100/QĐ-UBND",
        "plans_document": "Tuyên truyền cải cách hành chính phường Thử Nghiệm năm 2025",
        "plans_history": "Ban hành, lập 43 việc đến hạn", "plans_list": "43 việc đến hạn",
    }  # fmt: skip
    assert words[name] in page


def test_another_commune_sees_nothing_of_it(in_commune: World) -> None:
    version = adopted(in_commune)
    item = Commitment.objects.filter(version=version)[0]
    stranger = build_world("Phường Khác").client()
    for name in ("plans_show", "plans_contents", "plans_document", "plans_history", "plans_adopt", "plans_review",
                 "plans_reading", "plans_head", "plans_item_add", "plans_withdraw", "plans_new_edition"):  # fmt: skip
        assert stranger.get(reverse(name, args=[version.plan_id])).status_code == 404, name
    assert stranger.get(reverse("plans_item_edit", args=[version.plan_id, item.pk])).status_code == 404
    assert version.plan.title not in stranger.get(reverse("plans_list")).content.decode()
