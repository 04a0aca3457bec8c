"""An amendment comes into force: what is over stays as it was judged, evidence and people go along, nothing is lost."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import Http404

from lantoa.activities.following import move_services
from lantoa.activities.models import Activity, Service
from lantoa.activities.rules import ServiceDraft
from lantoa.amendments.actions import choose_consequences, move_left_behind, tie_item
from lantoa.amendments.queries import left_behind
from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from lantoa.plans.actions.editions import start_edition
from lantoa.plans.actions.review import add_item, edit_head
from lantoa.plans.due_actions import assign_work, waive_work
from lantoa.plans.heads import head_of
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.queries import adopted_commitments
from lantoa.plans.rules.review import VersionState
from lantoa.plans.scheduling import refresh_due_work
from lantoa.progress.access import access_commitment
from lantoa.progress.queries import plan_progress
from lantoa.progress.rules import ProgressState
from tests.activities.samples import logged
from tests.amendments.samples import (
    BROADCAST,
    NEWS,
    POSTING,
    adopted,
    amend,
    change,
    drop,
    edited,
    item,
    serve,
    uploaded,
)
from tests.factories import World, build_world
from tests.plans.samples import PLAN

pytestmark = pytest.mark.django_db
JULY = date(2025, 7, 1)


def in_july(world: World, version: PlanVersion, handed: dict[int, int | None] | None = None) -> None:
    choose_consequences(version=version, effective_on=JULY, handed=handed or {}, by=world.owner)


def states(version: PlanVersion, words: str, today: date) -> dict[int, ProgressState]:
    progress = plan_progress(version, today=today)
    key = str(item(version, words).pk)
    return {one.window.start.month: one.state for one in progress.windows if one.commitment_id == key}


def test_a_raised_target_does_not_turn_january_late(in_commune: World) -> None:
    first = adopted(in_commune)
    for month in range(1, 7):
        serve(in_commune, first, BROADCAST, date(2025, month, 10), times=2)
    second = edited(in_commune, first)
    change(in_commune, second, BROADCAST, quantity=3, text=item(second, BROADCAST).text.replace("02 lần", "03 lần"))
    in_july(in_commune, second)
    assert amend(in_commune, second) == 6
    second.refresh_from_db()
    found = states(second, BROADCAST, date(2025, 8, 20))
    assert [found[month] for month in range(1, 7)] == [ProgressState.DONE] * 6
    assert found[7] is ProgressState.MISSED or found[7] is ProgressState.LATE
    works = DueWork.objects.filter(commitment=item(second, BROADCAST)).order_by("window_start")
    assert [work.terms_id for work in works] == [item(first, BROADCAST).pk] * 6 + [None] * 6


def test_only_what_changed_is_planned_again_and_people_keep_their_work(in_commune: World) -> None:
    first = adopted(in_commune)
    before = set(DueWork.objects.values_list("pk", flat=True))
    november = DueWork.objects.get(commitment=item(first, NEWS), window_start=date(2025, 11, 1))
    assign_work(work=november, assignee=in_commune.person(Role.OFFICER), by=in_commune.owner)
    waive_work(work=DueWork.objects.get(commitment=item(first, BROADCAST), window_start=date(2025, 9, 1)),
               reason="Loa hỏng", by=in_commune.owner)  # fmt: skip
    second = edited(in_commune, first)
    change(in_commune, second, BROADCAST, quantity=3)
    in_july(in_commune, second)
    amend(in_commune, second)
    assert set(DueWork.objects.values_list("pk", flat=True)) == before
    november.refresh_from_db()
    assert (november.commitment, november.assignee) == (item(second, NEWS), in_commune.person(Role.OFFICER))
    waived = DueWork.objects.get(commitment=item(second, BROADCAST), window_start=date(2025, 9, 1))
    assert (waived.waived_reason, waived.terms) == ("Loa hỏng", None)
    assert not DueWork.objects.filter(commitment__version=first).exists()


def test_a_new_unit_in_the_lead_moves_no_date(in_commune: World) -> None:
    first = adopted(in_commune)
    second = edited(in_commune, first)
    other = Unit.objects.exclude(pk=item(first, POSTING).lead_id).order_by("pk")[0]
    change(in_commune, second, POSTING, lead=other)
    in_july(in_commune, second)
    amend(in_commune, second)
    work = DueWork.objects.get(commitment=item(second, POSTING))
    assert (work.due_on, work.terms) == (date(2025, 6, 29), None)


def test_dropped_and_new(in_commune: World) -> None:
    first = adopted(in_commune)
    served = serve(in_commune, first, NEWS, date(2025, 3, 3))
    second = edited(in_commune, first)
    drop(in_commune, second, NEWS)
    values = {"kind": "task", "text": "Rà soát chuyên mục hằng tháng", "window": "month", "measure": "deliverable"}
    add_item(version=second, values=values, coordinating=(), by=in_commune.owner)
    in_july(in_commune, second)
    amend(in_commune, second)
    new = DueWork.objects.filter(commitment=item(second, "Rà soát chuyên mục")).order_by("window_start")
    assert [work.window_start.month for work in new] == [7, 8, 9, 10, 11, 12]
    assert [row.pk for row in left_behind(first.plan)] == [item(first, NEWS).pk]
    assert served.services.get().commitment == item(first, NEWS)
    assert Activity.objects.filter(pk=served.pk).exists()
    moved = move_left_behind(former=item(first, NEWS), to=item(second, BROADCAST), by=in_commune.owner)
    assert (moved, served.services.get().commitment) == (1, item(second, BROADCAST))
    assert not left_behind(first.plan).exists()


def test_evidence_of_a_dropped_item_goes_where_a_person_said(in_commune: World) -> None:
    first = adopted(in_commune)
    served = serve(in_commune, first, NEWS, date(2025, 3, 3))
    second = edited(in_commune, first)
    drop(in_commune, second, NEWS)
    in_july(in_commune, second, {item(first, NEWS).pk: item(second, BROADCAST).pk})
    assert amend(in_commune, second) == 1
    assert served.services.get().commitment == item(second, BROADCAST)
    entry = Entry.objects.get(action="plan.evidence_moved")
    assert [item(first, NEWS).pk, item(second, BROADCAST).pk] in entry.data["pairs"]


def test_an_activity_that_served_both_serves_the_heir_once(in_commune: World) -> None:
    first = adopted(in_commune)
    both = (ServiceDraft(item(first, NEWS).pk), ServiceDraft(item(first, BROADCAST).pk))
    row = logged(in_commune, Role.OFFICER, happened_on=date(2025, 3, 3), services=both)
    second = edited(in_commune, first)
    drop(in_commune, second, NEWS)
    in_july(in_commune, second, {item(first, NEWS).pk: item(second, BROADCAST).pk})
    amend(in_commune, second)
    assert [one.commitment for one in row.services.all()] == [item(second, BROADCAST)]


def test_a_whole_new_document_keeps_what_it_repeats(in_commune: World) -> None:
    first = adopted(in_commune)
    served = serve(in_commune, first, BROADCAST, date(2025, 3, 3))
    text = PLAN.replace("02 lần/tháng", "03 lần/tháng").replace("Số: 25/KH-UBND", "Số: 60/KH-UBND")
    second = uploaded(in_commune, text, first)
    assert item(second, POSTING).continues == item(first, POSTING)
    assert item(second, BROADCAST).continues == item(first, BROADCAST)
    assert first.plan.number == "25/KH-UBND"
    assert head_of(second).number == "60/KH-UBND"
    in_july(in_commune, second)
    amend(in_commune, second)
    first = PlanVersion.objects.select_related("plan").get(pk=first.pk)
    assert (first.state, first.plan.number) == (VersionState.SUPERSEDED.value, "60/KH-UBND")
    assert head_of(first).number == "25/KH-UBND"
    assert served.services.get().commitment == item(second, BROADCAST)


PARTIAL = """\
ỦY BAN NHÂN DÂN
PHƯỜNG THỬ NGHIỆM
Số: 61/KH-UBND
Thử Nghiệm, ngày 25 tháng 6 năm 2025
KẾ HOẠCH
Sửa đổi, bổ sung Kế hoạch tuyên truyền cải cách hành chính phường Thử Nghiệm năm 2025
I. NỘI DUNG SỬA ĐỔI
1. Chỉ tiêu
- Tuyên truyền cải cách hành chính trên hệ thống truyền thanh phường tối thiểu 03 lần/tháng.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
- Tổ chức khảo sát mức độ hài lòng của người dân trước ngày 30/11/2025.
"""


def test_a_document_that_only_amends_keeps_what_it_does_not_name(in_commune: World) -> None:
    first = adopted(in_commune)
    second = uploaded(in_commune, PARTIAL, first, partial=True)
    assert item(second, POSTING).continues == item(first, POSTING)
    assert item(second, BROADCAST).quantity == 3
    amend(in_commune, second)
    texts = list(adopted_commitments().values_list("text", flat=True))
    assert len([text for text in texts if "truyền thanh phường tối thiểu" in text]) == 1
    assert any("khảo sát mức độ hài lòng" in text for text in texts)
    second.refresh_from_db()
    assert second.effective_on == date(2025, 6, 25)
    second.plan.refresh_from_db()
    assert second.plan.number == "25/KH-UBND"


def test_the_plan_keeps_its_head_until_the_amendment_is_adopted(in_commune: World) -> None:
    first = adopted(in_commune)
    second = edited(in_commune, first)
    edit_head(version=second, values={"period_end": date(2026, 3, 31)}, by=in_commune.owner)
    first.plan.refresh_from_db()
    assert first.plan.period_end == date(2025, 12, 31)
    in_july(in_commune, second)
    amend(in_commune, second)
    first = PlanVersion.objects.select_related("plan").get(pk=first.pk)
    assert (first.plan.period_end, head_of(first).period_end) == (date(2026, 3, 31), date(2025, 12, 31))
    months = DueWork.objects.filter(commitment=item(second, BROADCAST)).count()
    assert months == 15


def test_nothing_changed_is_refused_and_one_amendment_at_a_time(in_commune: World) -> None:
    first = adopted(in_commune)
    second = edited(in_commune, first)
    with pytest.raises(Refused) as refusal:
        amend(in_commune, second)
    assert refusal.value.code == "nothing_changed"
    with pytest.raises(Refused) as refusal:
        start_edition(plan=first.plan, by=in_commune.owner)
    assert refusal.value.code == "amendment_open"
    with pytest.raises(Refused) as refusal:
        uploaded(in_commune, PLAN.replace("02 lần", "04 lần"), first)
    assert refusal.value.code == "amendment_open"


@pytest.mark.parametrize("what", ["day", "former", "heir", "tie"])
def test_choices_that_are_none_are_refused(in_commune: World, what: str) -> None:
    first = adopted(in_commune)
    second = edited(in_commune, first)
    good, alien = item(first, NEWS).pk, 999_999
    calls: dict[str, Any] = {
        "day": {"effective_on": date(2031, 1, 1), "handed": {}},
        "former": {"effective_on": None, "handed": {alien: None}},
        "heir": {"effective_on": None, "handed": {good: alien}},
    }
    if what == "tie":
        with pytest.raises(Refused):
            tie_item(item=item(second, NEWS), former=item(second, BROADCAST), by=in_commune.owner)
        return
    with pytest.raises(Refused):
        choose_consequences(version=second, by=in_commune.owner, **calls[what])


def test_an_entry_begun_before_the_amendment_follows_it(in_commune: World) -> None:
    first = adopted(in_commune)
    old_news, old_broadcast = item(first, NEWS), item(first, BROADCAST)
    second = edited(in_commune, first)
    drop(in_commune, second, NEWS)
    in_july(in_commune, second)
    amend(in_commune, second)
    assert access_commitment(in_commune.actor(Role.OFFICER), old_broadcast.pk) == item(second, BROADCAST)
    with pytest.raises(Http404):
        access_commitment(in_commune.actor(Role.OFFICER), old_news.pk)
    late = logged(in_commune, Role.OFFICER, happened_on=date(2025, 8, 1), services=(ServiceDraft(old_broadcast.pk),))
    assert late.services.get().commitment == item(second, BROADCAST)
    with pytest.raises(Refused):
        logged(in_commune, Role.OFFICER, happened_on=date(2025, 8, 1), services=(ServiceDraft(old_news.pk),))


def test_a_second_amendment_keeps_the_terms_of_the_first(in_commune: World) -> None:
    first = adopted(in_commune)
    second = edited(in_commune, first)
    change(in_commune, second, BROADCAST, quantity=3)
    choose_consequences(version=second, effective_on=date(2025, 4, 1), handed={}, by=in_commune.owner)
    amend(in_commune, second)
    third = edited(in_commune, PlanVersion.objects.get(pk=second.pk))
    change(in_commune, third, BROADCAST, quantity=1)
    in_july(in_commune, third)
    amend(in_commune, third)
    works = DueWork.objects.filter(commitment=item(third, BROADCAST)).order_by("window_start").select_related("terms")
    assert [work.terms.quantity if work.terms else None for work in works] == [2] * 3 + [3] * 3 + [None] * 6
    assert refresh_due_work(item(third, BROADCAST)) == 0
    assert works.count() == 12


@pytest.mark.django_db(transaction=True)
def test_logging_for_a_dropped_item_at_the_moment_of_adoption_loses_nothing() -> None:
    world = build_world()
    with scope([world.commune.pk]):
        first = adopted(world)
        second = edited(world, first)
        change(world, second, BROADCAST, quantity=3)
        drop(world, second, NEWS)
        in_july(world, second)
        news, broadcast = item(first, NEWS).pk, item(first, BROADCAST).pk
    start, answers, failed = threading.Barrier(3), [], []

    def run(work: Any) -> None:
        try:
            start.wait(10)
            with scope([world.commune.pk]):
                work()
        except Refused as refusal:
            answers.append(refusal.code)
        except OperationalError as error:
            failed.append(error)
        finally:
            connection.close()

    def log(pk: int) -> Any:
        return lambda: logged(world, Role.OFFICER, happened_on=date(2025, 8, 1), services=(ServiceDraft(pk),))

    jobs = [lambda: amend(world, second), log(news), log(broadcast)]
    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == [], "everybody takes the commune's queue first, so nobody waits for each other"
    with scope([world.commune.pk]):
        assert PlanVersion.objects.get(pk=second.pk).state == VersionState.ADOPTED.value
        assert item(second, BROADCAST).services.count() == 1
        left = Service.objects.filter(commitment_id=news).count()
        assert left + len(answers) == 1
        assert Commitment.objects.filter(version=second, services__isnull=False).distinct().count() == 1


def test_what_was_measured_for_a_merged_item_is_kept(in_commune: World) -> None:
    first = adopted(in_commune)
    old, heir = item(first, NEWS), item(first, BROADCAST)
    row = logged(in_commune, Role.OFFICER, happened_on=date(2025, 3, 3), services=(ServiceDraft(heir.pk),))
    Service.of(row.commune_id, activity=row, commitment=old, numerator=41, denominator=48).save()
    assert move_services({old.pk: heir.pk}) == 1
    kept = row.services.get()
    assert (kept.commitment, kept.numerator, kept.denominator) == (heir, 41, 48)
