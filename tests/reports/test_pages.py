"""The calendar of reports, asking for one, reading it: each number opens to what stands behind it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from lantoa.communes.models import CommuneSetting
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.plans.models import Commitment, Plan, PlanVersion, VersionState
from lantoa.reports import jobs
from lantoa.reports.jobs import make_report
from lantoa.reports.models import Report
from tests.factories import World, build_world
from tests.office.faces import show, violations
from tests.progress.ward import live, running_plan
from vanban.form.errors import FormError

TODAY = date(2026, 9, 1)


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A ward on the first of September, three days before the third quarter's report is due."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)

    def unavailable(_document: object) -> bytes:
        raise FormError("pdf_unavailable", "Máy này chưa in được PDF.")

    monkeypatch.setattr(jobs, "render_pdf", unavailable)
    world = build_world()
    with scope([world.commune.pk]):
        live(world, running_plan(world), seed=5, count=40)
        yield world


def groups(world: World, **query: str) -> dict[str, list[str]]:
    context = world.client().get(reverse("reports_list"), query).context
    found = {group.state.value: [slot.period.label for slot in group.slots] for group in context["groups"]}
    return {**found, "on_demand": [slot.period.label for slot in context["on_demand"]]}


def made(world: World, key: str = "quarter-20260701") -> Report:
    """Asked for through the page, then made as a worker does."""
    answer = world.client(Role.PLAN_OWNER).post(reverse("reports_make"), {"period": key})
    assert answer.status_code == 302
    report: Report = Report.objects.latest("pk")
    make_report(world.commune.pk, report.pk)
    return report


def test_the_calendar_tells_what_is_next_late_and_ahead(world: World) -> None:
    assert groups(world) == {
        "next": ["Quý III/2026", "9 tháng đầu năm 2026", "Năm 2026"],
        "overdue": ["Quý I/2026", "Quý II/2026", "6 tháng đầu năm 2026"],
        "ahead": ["Quý IV/2026"],
        "on_demand": [f"Tháng {month}/2026" for month in range(1, 10)],
    }
    page = world.client().get(reverse("reports_list")).content.decode()
    assert "Còn 3 ngày" in page
    assert "trước ngày 05 tháng cuối của quý, năm (theo kế hoạch)" in page
    made(world)
    assert groups(world)["next"] == ["9 tháng đầu năm 2026", "Năm 2026"]


def test_which_kinds_are_owed_and_when_is_a_setting(world: World) -> None:
    CommuneSetting.objects.update(report_kinds=["month", "year"], report_due_day=20)
    found = groups(world)
    assert found["next"] == ["Tháng 9/2026", "Năm 2026"]
    assert "Quý III/2026" in found["on_demand"]
    page = world.client().get(reverse("reports_list")).content.decode()
    assert "(theo kế hoạch)" not in page
    assert "19/12/2026" in page


def test_years_can_be_chosen_when_plans_span_them(world: World) -> None:
    assert world.client().get(reverse("reports_list"), {"nam": "2025"}).status_code == 404
    plan = Plan.of(
        world.commune.pk, title="Kế hoạch 2025", period_start=date(2025, 1, 1), period_end=date(2025, 12, 31)
    )
    plan.save()
    PlanVersion.of(world.commune.pk, plan=plan, state=VersionState.ADOPTED.value).save()
    last = groups(world, nam="2025")
    assert "Năm 2025" in last["overdue"]
    assert "Năm 2026" in groups(world)["next"]
    slots = world.client().get(reverse("reports_make"), {"nam": "2025"}).context["slots"]
    assert {slot.version.plan for slot in slots} == {plan}, "last year's report is about last year's plan"


@pytest.mark.parametrize("year", ["abc", "0", "99999999999999999999", "2026'", "-2026", "٢٠٢٦"])
def test_a_year_that_no_plan_touches_is_not_found(world: World, year: str) -> None:
    for name in ("reports_list", "reports_make"):
        assert world.client().get(reverse(name), {"nam": year}).status_code == 404


def test_the_form_offers_what_has_begun_and_begins_with_what_is_due(world: World) -> None:
    page = world.client().get(reverse("reports_make")).content.decode()
    assert '<option value="quarter-20260701" selected>Quý III/2026 (hạn 04/09/2026)' in page
    assert "quarter-20261001" not in page
    assert "month-20260901" in page
    answer = world.client().post(reverse("reports_make"), {"period": "quarter-20261001"})
    assert answer.status_code == 200
    assert Report.objects.count() == 0
    answer = world.client().post(reverse("reports_make"), {"period": "x' OR 1=1"})
    assert answer.status_code == 200


def test_without_a_plan_there_is_nothing_to_report(world: World) -> None:
    PlanVersion.objects.update(state=VersionState.SUPERSEDED.value)
    assert "Chưa có kế hoạch nào được ban hành" in world.client().get(reverse("reports_list")).content.decode()
    assert "Chưa có kế hoạch nào được ban hành" in world.client().get(reverse("reports_make")).content.decode()


def test_every_number_of_the_preview_opens_to_its_items(world: World) -> None:
    report = made(world)
    client = world.client(Role.INSPECTOR)
    page = client.get(reverse("reports_show", args=[report.pk])).content.decode()
    links = set(re.findall(rf'href="(/bao-cao/{report.pk}/minh-chung/[^"]+)"', page))
    assert len(links) > len(Commitment.objects.all())
    for link in sorted(links):
        answer = client.get(link)
        assert answer.status_code == 200, link
        entries = answer.context["behind"].entries
        assert len({entry.activity_id for entry in entries}) == len(entries)
    overall = client.get(reverse("reports_behind", args=[report.pk, "tong-hoat-dong"])).context["behind"].entries
    words = re.sub(r"<[^>]+>", "", page)
    assert f"đã thực hiện {len(overall):02} hoạt động" in words


@pytest.mark.parametrize("anchor", ["khong-co", "so-999999", "so-", "kenh-zzz", "a" * 300])
def test_a_number_that_is_not_in_the_report_is_not_found(world: World, anchor: str) -> None:
    report = made(world)
    assert world.client().get(reverse("reports_behind", args=[report.pk, anchor])).status_code == 404


def test_while_it_is_made_the_page_says_so_and_afterwards_it_opens(world: World) -> None:
    world.client().post(reverse("reports_make"), {"period": "quarter-20260701"})
    report = Report.objects.get()
    path = reverse("reports_show", args=[report.pk])
    assert "Đang lập báo cáo" in world.client().get(path).content.decode()
    assert world.client().get(reverse("reports_behind", args=[report.pk, "tong-hoat-dong"])).status_code == 404
    partly = world.client().get(path, headers={"HX-Request": "true"})
    assert b"<html" not in partly.content
    make_report(world.commune.pk, report.pk)
    assert world.client().get(path, headers={"HX-Request": "true"}).headers["HX-Redirect"] == path


def test_a_report_that_takes_long_still_appears_by_itself(world: World) -> None:
    world.client(Role.PLAN_OWNER).post(reverse("reports_make"), {"period": "quarter-20260701"})
    report = Report.objects.latest("pk")
    Report.objects.filter(pk=report.pk).update(made_at=clock.now() - timedelta(minutes=10))
    path = reverse("reports_show", args=[report.pk])
    page = world.client().get(path).content.decode()
    assert "Thử lại" in page
    asks = re.search(rf'hx-get="({path}\?[^"]+)"', page)
    assert asks
    asked = {"headers": {"HX-Request": "true"}}
    assert world.client().get(asks[1], **asked).status_code == 204
    make_report(world.commune.pk, report.pk)
    assert world.client().get(asks[1], **asked).headers["HX-Redirect"] == path


def test_a_report_of_another_commune_does_not_exist(world: World) -> None:
    report = made(world)
    other = build_world("Phường Hai")
    for role in (Role.PLAN_OWNER, Role.LEADER):
        assert other.client(role).get(reverse("reports_show", args=[report.pk])).status_code == 404
        assert other.client(role).get(f"/tep/{report.docx_id or 1}/").status_code == 404
    assert "Quý III/2026" not in other.client().get(reverse("reports_list")).content.decode()


def test_home_says_which_report_is_due(world: World) -> None:
    for role in (Role.LEADER, Role.PLAN_OWNER):
        page = world.client(role).get("/").content.decode()
        assert "Báo cáo Quý III/2026" in page
        assert "Đến hạn gửi ngày 04/09/2026, còn 3 ngày." in page
        assert "Báo cáo Quý II/2026" not in page, "three months late: no news"
        assert f"{reverse('reports_make')}?nam=2026&amp;ky=quarter-20260701" in page
    assert "Báo cáo Quý III/2026" not in world.client(Role.OFFICER).get("/").content.decode()
    made(world)
    assert "Báo cáo Quý III/2026" not in world.client(Role.LEADER).get("/").content.decode()


def test_queries_of_the_list_do_not_grow(world: World, django_assert_max_num_queries: Callable[..., Any]) -> None:
    client = world.client()
    made(world)
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("reports_list"))
        count = len(few)
    for key in ("quarter-20260101", "month-20260801", "year-20260101", "quarter-20260701"):
        made(world, key)
    with django_assert_max_num_queries(count):
        client.get(reverse("reports_list"))


@pytest.mark.pages
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_free_of_barriers_and_fit_the_screen(chromium: Browser, world: World, width: int) -> None:
    report = made(world)
    paths = [
        reverse("reports_list"), reverse("reports_make"), reverse("reports_show", args=[report.pk]),
        reverse("reports_behind", args=[report.pk, "tong-hoat-dong"]),
    ]  # fmt: skip
    for path in paths:
        page = show(chromium, world.client().get(path).content.decode(), width=width)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.close()
