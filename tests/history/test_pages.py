"""The history as people read it: names looked up, from what to what, and only for those who may."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.activities.actions import change_activity, withdraw_activity
from lantoa.activities.rules import ActivityDraft
from lantoa.communes.models import Membership, Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.clock import WARD_TIME
from lantoa.ledger.actions import record
from lantoa.plans.due_actions import assign_work
from lantoa.plans.models import DueWork
from tests.activities.samples import adopted_plan, logged
from tests.architecture.url_roles import URL_ROLES
from tests.factories import World, build_world


def text_of(world: World, kind: str, pk: int, role: Role = Role.PLAN_OWNER) -> str:
    response = world.client(role).get(reverse("history_show", args=[kind, pk]))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_an_activity_says_who_when_and_from_what_to_what(in_commune: World) -> None:
    activity = logged(in_commune, Role.PLAN_OWNER)
    before = activity.happened_on
    draft = ActivityDraft(
        key=activity.key, title=activity.title, kind=activity.kind, happened_on=before - timedelta(days=1),
        unit_id=activity.unit_id, people=41,
    )  # fmt: skip
    change_activity(activity=activity, draft=draft, by=in_commune.owner)
    withdraw_activity(activity=activity, reason="Ghi nhầm, đã ghi lại ở mục khác", by=in_commune.owner)
    text = text_of(in_commune, "hoat-dong", activity.pk)
    now = clock.now().astimezone(WARD_TIME)
    assert f"Ngày {now:%d/%m/%Y} lúc" in text
    assert f"{in_commune.owner.name} rút hoạt động" in text
    after = draft.happened_on
    assert f"ngày thực hiện: từ “{before:%d/%m/%Y}” thành “{after:%d/%m/%Y}”" in text
    assert text.index("rút hoạt động") < text.index("sửa hoạt động") < text.index("ghi hoạt động"), "newest first"


def test_names_are_looked_up_and_absent_ones_are_said_to_be(in_commune: World) -> None:
    plan = adopted_plan(in_commune)
    work = DueWork.objects.filter(commitment__version=plan).order_by("pk")[0]
    officer = in_commune.person(Role.OFFICER)
    assign_work(work=work, assignee=officer, by=in_commune.owner)
    record(action="due_work.assigned", on=work, by=in_commune.owner, assignee=987_654_321)
    text = text_of(in_commune, "viec", work.pk)
    assert f"giao việc cho {officer.name}" in text
    assert "giao việc cho (không còn trong danh sách)" in text
    assert f"người thực hiện: từ “{officer.name}” thành “(không còn trong danh sách)”" in text
    assert "giao việc cho" in text_of(in_commune, "chi-tieu-nhiem-vu", work.commitment_id), "a part of its commitment"


def test_a_plan_tells_of_its_versions(in_commune: World) -> None:
    version = adopted_plan(in_commune)
    record(action="plan.adopted", on=version, by=in_commune.owner, due=27)
    text = text_of(in_commune, "ke-hoach", version.plan_id)
    assert "ban hành kế hoạch; phần mềm lập 27 việc đến hạn" in text


def test_an_action_without_a_sentence_and_hostile_facts_are_shown_as_text(in_commune: World) -> None:
    unit = Unit.objects.all()[0]
    record(action="unknown.thing", on=unit, by=None, x="<script>alert(1)</script>")
    record(action="unit.changed", on=unit, by=None, active="<b>%(x)s</b>")
    record(action="unit.changed", on=unit, by=None, active="100 %")
    text = text_of(in_commune, "don-vi", unit.pk)
    assert "Phần mềm thực hiện thao tác “unknown.thing”" in text
    assert "<script>alert" not in text
    assert "&lt;b&gt;%(x)s&lt;/b&gt;" in text


def test_a_contributor_reads_the_history_of_own_activities_only(in_commune: World) -> None:
    own, foreign = logged(in_commune, Role.CONTRIBUTOR), logged(in_commune, Role.PLAN_OWNER)
    client = in_commune.client(Role.CONTRIBUTOR)
    assert client.get(reverse("history_show", args=["hoat-dong", own.pk])).status_code == 200
    assert client.get(reverse("history_show", args=["hoat-dong", foreign.pk])).status_code == 404
    unit = Unit.objects.all()[0]
    assert client.get(reverse("history_show", args=["don-vi", unit.pk])).status_code == 403


@pytest.mark.parametrize("kind", ["nguoi-dung", "vai-tro"])
def test_the_history_of_people_is_for_the_administrator_and_oneself(in_commune: World, kind: str) -> None:
    who = in_commune.person(Role.OFFICER)
    pk = who.pk if kind == "nguoi-dung" else Membership.objects.get(person=who).pk
    path = reverse("history_show", args=[kind, pk])
    assert in_commune.client(Role.ADMINISTRATOR).get(path).status_code == 200
    assert in_commune.client(Role.LEADER).get(path).status_code == 403
    assert in_commune.client(Role.OFFICER).get(path).status_code == (200 if kind == "nguoi-dung" else 403)


@pytest.mark.parametrize("kind", ["ke-hoach", "hoat-dong", "don-vi", "nguoi-dung", "khong-co"])
def test_another_commune_and_nonsense_find_nothing(in_commune: World, kind: str) -> None:
    other = build_world("Phường Bên Cạnh")
    here = {"don-vi": Unit.objects.all()[0].pk, "nguoi-dung": in_commune.owner.pk}
    client = other.client(Role.ADMINISTRATOR)
    for pk in (here.get(kind, 0), 0, 2**62):
        assert client.get(reverse("history_show", args=[kind, pk])).status_code == 404


def test_everything_names_the_object_and_can_be_had_for_one_person(in_commune: World) -> None:
    activity = logged(in_commune, Role.CONTRIBUTOR)
    admin = in_commune.client(Role.ADMINISTRATOR)
    text = admin.get(reverse("history_list")).content.decode()
    assert activity.title in text
    assert reverse("history_show", args=["hoat-dong", activity.pk]) in text
    one = admin.get(reverse("history_list"), {"nguoi": in_commune.person(Role.CONTRIBUTOR).pk}).content.decode()
    assert "ghi hoạt động" in one
    assert "bắt đầu sử dụng phần mềm" not in one
    assert admin.get(reverse("history_list"), {"nguoi": "x'; --", "trang": "-7"}).status_code == 200


def test_the_page_reads_names_at_once(in_commune: World) -> None:
    activity = logged(in_commune, Role.PLAN_OWNER)
    for number in range(60):
        facts = {"people": number, "unit_id": activity.unit_id, "changed": ["people"]}
        record(action="activity.changed", on=activity, by=in_commune.owner, **facts)
    client = in_commune.client(Role.PLAN_OWNER)
    with CaptureQueriesContext(connection) as few:
        assert client.get(reverse("history_show", args=["hoat-dong", activity.pk])).status_code == 200
    assert len(few) <= 20, [query["sql"][:90] for query in few.captured_queries]


def test_opening_a_persons_page_is_noted_once_a_day(in_commune: World) -> None:
    who, admin = in_commune.person(Role.OFFICER), in_commune.client(Role.ADMINISTRATOR)
    for _ in range(2):
        assert admin.get(reverse("communes_person", args=[who.pk])).status_code == 200
    text = text_of(in_commune, "nguoi-dung", who.pk, Role.ADMINISTRATOR)
    assert text.count("mở xem thông tin cá nhân") == 1


OBJECTS = (
    "plans_history", "progress_commitment", "activities_show", "imports_show", "reports_show", "roster_show",
    "inspection_show", "finding_show", "communes_unit", "communes_neighbourhood", "communes_settings",
)  # fmt: skip


@pytest.mark.parametrize("name", OBJECTS)
def test_every_objects_page_leads_to_its_history(name: str, in_commune: World) -> None:
    maker, client = URL_ROLES[name][0], in_commune.client(Role.PLAN_OWNER)
    page = client.get(reverse(name, kwargs=maker(in_commune) if maker else {})).content.decode()
    address = re.search(r'href="(/lich-su/[^"]+)"', page)
    assert address
    assert client.get(address[1]).status_code == 200
