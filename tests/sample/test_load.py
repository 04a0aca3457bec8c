"""The sample ward: made once however often it is asked for, whole or not at all, and true on every page."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from lantoa.activities.models import Activity
from lantoa.channels.models import Account, Delivery, Receipt
from lantoa.communes.models import Commune, Membership, Person
from lantoa.communes.roles import Role
from lantoa.content.models import Item
from lantoa.contributors.models import Submission
from lantoa.contributors.queries import line_of
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.inspections.models import Finding, Inspection
from lantoa.ledger.models import Entry
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.portal.coming import coming_events
from lantoa.portal.queries import portal_of, shown_items
from lantoa.press.models import Placement
from lantoa.press.queries import lines
from lantoa.press.rules import PlacementState
from lantoa.printed.models import Posting
from lantoa.printed.queries import stale
from lantoa.progress.queries import plan_progress
from lantoa.progress.rules import ProgressState
from lantoa.reports.models import Report
from lantoa.roster.models import Roster, Swap
from lantoa.roster.queries import lines_of_roster
from lantoa.sample import load
from lantoa.sample.year import sample_year
from lantoa.subscribers.models import Subscriber
from lantoa.watching.models import Entry as Watched

PASSWORD = "hoamai-thu-nghiem"


TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ENTERED = len(sample_year(2026, TODAY)) + 1
"""The inspection records itself."""


def activities() -> int:
    """What was entered, and what recorded itself: publications, what the press brought, photos of postings."""
    by_itself = Receipt.objects.filter(activity__isnull=False).count()
    by_itself += Placement.objects.filter(activity__isnull=False).count()
    return ENTERED + by_itself + Posting.objects.filter(activity__isnull=False).count()


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day in November, when ten months lie behind the ward."""
    monkeypatch.setenv("LANTOA_SAMPLE_PASSWORD", PASSWORD)
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The sample ward, made once for the tests below and taken back after them."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("LANTOA_SAMPLE_PASSWORD", PASSWORD)
        patch.setattr(clock, "now", lambda: NOW)
        yield load.ensure()
        transaction.set_rollback(True)


@pytest.fixture
def sample(made: str, day: None, db: None) -> str:
    return made


def numbers() -> dict[str, int]:
    with scope([load.COMMUNE_ID]):
        return {
            model.__name__: model.objects.count()
            for model in (Activity, Commitment, DueWork, PlanVersion, Membership, Entry)
        } | {"Person": Person.objects.count(), "Commune": Commune.objects.count()}


def test_killed_while_it_is_made_it_is_finished_at_the_next_start(
    db: None, day: None, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    whole, left = load.log_activity, iter(range(40))

    def dies(**values: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return whole(**values)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(load, "log_activity", dies)
        with pytest.raises(KeyboardInterrupt):
            load.ensure()
    with scope([load.COMMUNE_ID]):
        assert Activity.objects.count() == 0, "a year is there as a whole or not at all"
    load.ensure()
    with scope([load.COMMUNE_ID]):
        assert numbers()["Activity"] == activities()


def test_made_twice_it_is_the_same(sample: str) -> None:
    first = numbers()
    assert load.ensure() == sample
    assert numbers() == first
    with scope([load.COMMUNE_ID]):
        assert first["Activity"] == activities() > ENTERED


def test_nothing_is_listed_twice_and_every_target_has_a_lead(sample: str) -> None:
    with scope([load.COMMUNE_ID]):
        rows = Commitment.objects.filter(version__state="adopted", decision="accepted")
        texts = [row.text.rstrip(".") for row in rows]
        assert len(texts) == len(set(texts))
        assert not rows.filter(lead=None).exists()
        assert not rows.filter(text__contains="02 lần/tháng").exists(), "the body's four a month hold"


def test_the_year_has_something_of_every_state_that_matters(sample: str) -> None:
    with scope([load.COMMUNE_ID]):
        version = PlanVersion.objects.select_related("plan").get(state="adopted")
        states = {one.state for one in plan_progress(version, today=TODAY).windows}
    wanted = {"DONE", "MISSED", "AT_RISK", "NOT_DUE", "WAITING_DATE", "ON_PACE"}
    assert {ProgressState[name] for name in wanted} <= states


@pytest.mark.parametrize("username", [*(one[0] for one in load.PEOPLE), load.PROVINCE_OFFICIAL[0]])
def test_every_account_opens_every_page_that_it_may_see(sample: str, username: str) -> None:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    contributor = username == "ctv"
    pages = ["home", "activities_list"] if contributor else [
        "home", "plans_list", "due_list", "due_calendar", "activities_list", "progress_board", "progress_units",
        "progress_topics", "reports_list", "communes_overview", "communes_people",
    ]  # fmt: skip
    for name in pages:
        response = client.get(reverse(name), follow=True)
        assert response.status_code == 200, (username, name)


def test_turns_swap_and_findings_are_there_to_be_seen(sample: str) -> None:
    with scope([load.COMMUNE_ID]):
        lines = lines_of_roster(Roster.objects.get())
        assert [line.work.window_start.month for line in lines] == list(range(1, 13))
        assert {line.who for line in lines} == {"Trần Minh Hạnh", "Lê Quốc Bảo", "Phạm Văn Sơn", "Nguyễn Thu Hà"}
        assert not any(line.day_off or line.is_away for line in lines)
        assert Swap.objects.get().state == "proposed"
        assert sorted(Finding.objects.values_list("state", flat=True)) == ["closed", "open"]
        assert sorted(Inspection.objects.values_list("state", flat=True)) == ["closed", "planned", "planned"]
        activity = Inspection.objects.get(state="closed").activity
        assert activity is not None
        assert activity.services.get().commitment.text.startswith("Kiểm tra công tác")


def test_the_accounts_that_are_told_are_those_of_each_role(sample: str) -> None:
    assert PASSWORD in sample
    for role in Role:
        assert role.label in sample


def test_the_portal_shows_something_of_every_part(sample: str) -> None:
    with scope([load.COMMUNE_ID]):
        rows = list(shown_items(portal_of(Commune.objects.get(pk=load.COMMUNE_ID))))
        assert {"article", "news", "notice", "bulletin", "pictures"} <= {row.kind for row in rows}
        assert {"good_model", "shortcoming"} <= {row.mark for row in rows}
        assert set(Item.objects.values_list("state", flat=True)) == {
            "approved", "corrected", "draft", "published", "recalled", "returned", "scheduled", "submitted",
        }  # fmt: skip
        days = {row.first_published_at.date() for row in rows if row.first_published_at}
        assert len(days) > 5, "a ward does not publish everything on one day"
        slugs = [row.slug for row in rows]
        coming = coming_events(portal_of(Commune.objects.get(pk=load.COMMUNE_ID)))
        assert [one.kind for one in coming] == ["Tọa đàm, đối thoại"]
    client = Client()
    home = client.get("/cong/phuong-hoa-mai/")
    assert home.status_code == 200
    for slug in slugs:
        page = client.get(f"/cong/phuong-hoa-mai/bai/{slug}/")
        assert page.status_code == 200
        assert "[[" not in page.content.decode()


def test_publications_are_receipts_and_receipts_are_activities(sample: str) -> None:
    with scope([load.COMMUNE_ID]):
        gone = Delivery.objects.filter(state__in=["sent", "taken_over"], purpose="publish")
        receipts = list(Receipt.objects.select_related("activity", "delivery"))
        assert len(receipts) == gone.count() > 8
        assert [one.no_activity for one in receipts if one.activity is None] == []
        assert {one.grade for one in receipts} == {"A", "C"}
        for one in receipts:
            assert one.activity is not None
            assert one.activity.happened_on == one.at.astimezone(clock.WARD_TIME).date()
        assert Delivery.objects.filter(state="to_confirm").count() == 1, "posted by hand, corrected since"
        assert Delivery.objects.filter(state="waiting").count() == 1, "goes out tomorrow"
        assert Account.objects.get(channel="zalo_oa").state == "off", "no sample ever calls a service"


def test_prints_hang_and_contributors_see_what_became_of_their_news(sample: str) -> None:
    with scope([load.COMMUNE_ID]):
        hanging = Posting.objects.filter(put_up_on__isnull=False)
        assert hanging.filter(activity__isnull=False).count() == 4
        assert len(stale(Commune.objects.get(pk=load.COMMUNE_ID), today=TODAY)) == 2
        fates = {line_of(row).fate.value for row in Submission.objects.select_related("item")}
        assert fates == {"received", "editing", "published", "noted", "declined"}


def test_the_press_got_something_used_some_and_is_silent_about_some(sample: str) -> None:
    with scope([load.COMMUNE_ID]):
        found = lines(today=TODAY)
        assert {line.state for line in found} == {
            PlacementState.SENT, PlacementState.SILENT, PlacementState.APPEARED,
        }  # fmt: skip
        seen = [line for line in found if line.state is PlacementState.APPEARED]
        assert all(line.activity_id and (line.url or line.file_id) for line in seen)
        assert {bool(line.url) for line in seen} == {True, False}, "a link, and pictures"
        assert all("(phường mẫu)" in line.outlet.name for line in found)
        assert not Watched.objects.filter(next_at__isnull=False).exists(), "no sample ever reads the network"
        readers = list(Subscriber.objects.values_list("address", "origin"))
        assert len(readers) > 4
        assert {origin for _, origin in readers} == {"paper"}
        assert all(address.endswith(".example") for address, _ in readers), "no mail can ever reach one"
        assert not Account.objects.filter(channel="press").exclude(settings__to="").exists(), "nor sends a mail"


def test_the_reports_tell_what_was_published_shown_as_good_and_said(sample: str) -> None:
    with scope([load.COMMUNE_ID]):
        snapshot = Report.objects.get(stage="issued").snapshot["facts"]
        assert {one["mark"] for one in snapshot["marked"]} == {"good_model", "shortcoming"}
        assert [one["answer"] for one in snapshot["voices"]] != [""]
        assert {one["code"] for one in snapshot["outlets"]} >= {"portal"}
