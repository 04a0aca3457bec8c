"""Public pages as a stranger sees them: what is shown, what never is, and how the door is closed."""

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import InternalError, connection
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from lantoa.activities.models import Evidence
from lantoa.communes.models import Commune, Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.documents.actions import enter_act
from lantoa.documents.rules import Draft
from lantoa.plans.models import DueWork
from lantoa.portal.access import public
from lantoa.portal.freshness import HEADER
from lantoa.portal.models import Portal
from lantoa.portal.rules import Hotline, Section
from lantoa.progress.models import PlannedWork
from tests.activities.samples import adopted_plan, commitment, logged
from tests.factories import World, build_world
from tests.files.samples import jpeg
from tests.portal.made import opened
from vanban.register import Status

PAGES = (
    "portal_home", "portal_promises", "portal_documents", "portal_calendar", "portal_contacts", "portal_search",
    "portal_sitemap",
)  # fmt: skip


def get(page: str, portal: Portal, client: Client | None = None, query: str = "", **values: Any) -> Any:
    return (client or Client()).get(reverse(page, kwargs={"commune": portal.slug, **values}) + query)


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_gets_every_page_and_no_cookie(name: str, in_commune: World) -> None:
    adopted_plan(in_commune)
    response = get(name, opened(in_commune))
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers["Vary"]
    assert response.headers["Cache-Control"].startswith("public, max-age=")
    assert response.headers["Content-Language"] == "vi"
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("name", PAGES)
def test_who_is_signed_in_gets_the_same_bytes(name: str, in_commune: World) -> None:
    adopted_plan(in_commune)
    portal = opened(in_commune)
    client = in_commune.client(Role.ADMINISTRATOR)
    client.cookies["django_language"] = "en"
    assert get(name, portal, client).content == get(name, portal).content


@pytest.mark.parametrize("name", [*PAGES, "portal_settings"])
def test_nothing_is_written_by_who_only_looks(name: str, in_commune: World) -> None:
    opened(in_commune)
    path = reverse(name, kwargs={"commune": "x"} if name != "portal_settings" else {})
    assert Client().post(path).status_code in {302, 405}


def test_a_view_cannot_write(in_commune: World, rf: Any) -> None:
    portal = opened(in_commune)

    @public()
    def writes(_request: Any) -> None:
        Unit.objects.update(position=1)

    with pytest.raises(InternalError, match="read-only"):
        writes(rf.get("/"), commune=portal.slug)


def test_a_closed_portal_is_not_there(in_commune: World) -> None:
    portal = opened(in_commune, is_on=False)
    for name in PAGES:
        assert get(name, portal).status_code == 404
    assert "portal" not in text(Client().get("/cong/sitemap.xml"))


@pytest.mark.parametrize("section", Section)
def test_a_part_that_is_not_shown_is_not_there(section: Section, in_commune: World) -> None:
    adopted_plan(in_commune)
    portal = opened(in_commune, sections=[one.value for one in Section if one is not section])
    assert Client().get(f"/cong/{portal.slug}/{section.value}/").status_code == 404
    assert f"/{section.value}/" not in text(get("portal_home", portal))
    assert f"/{section.value}/" not in text(get("portal_sitemap", portal))


@pytest.mark.parametrize(
    "path",
    [
        "khong-co/",
        "x'%20or%201=1--/",
        "%00/",
        "..%2f..%2fetc/",
        "a/b/c/d/",
        "%F0%9F%98%80/",
        "phuong/tin-bai/%00/",
        "<script>/",
    ],
)
def test_hostile_addresses_find_nothing(path: str, in_commune: World) -> None:
    response = Client().get(f"/cong/{path}")
    assert response.status_code == 404
    assert "<script>" not in text(response)
    assert HEADER not in response.headers, "an address that somebody made up is never kept"


def test_an_address_without_its_last_stroke_leads_on(in_commune: World) -> None:
    portal = opened(in_commune)
    response: Any = Client().get(f"/cong/{portal.slug}/loi-hua")
    assert (response.status_code, response.headers["Location"]) == (301, f"/cong/{portal.slug}/loi-hua/")


def test_a_name_that_is_not_ours_is_refused(in_commune: World) -> None:
    assert Client().get("/cong/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "\x00",
        "%",
        "_",
        "'; DROP TABLE portal_portal; --",
        "<script>alert(1)</script>",
        "a" * 5000,
        "ắ" * 90,
        "(((",
    ],
)
def test_hostile_searches_find_nothing_and_are_shown_as_words(words: str, in_commune: World) -> None:
    adopted_plan(in_commune)
    response = Client().get(reverse("portal_search", args=[opened(in_commune).slug]), {"q": words})
    assert response.status_code == 200
    assert "<script>alert" not in text(response)
    assert 'name="robots" content="noindex"' in text(response)


@pytest.mark.parametrize("words", ["phát thanh", "phat thanh", "PHAT  THANH"])
def test_promises_are_found_with_and_without_marks(words: str, in_commune: World) -> None:
    adopted_plan(in_commune)
    assert "02 lượt phát thanh" in text(get("portal_search", opened(in_commune), query=f"?q={words}"))


# the promise board


def test_the_board_says_what_was_promised_and_done(in_commune: World) -> None:
    adopted_plan(in_commune)
    portal = opened(in_commune)
    logged(in_commune, channels=("broadcast",), services=_serving("phát thanh"))
    page = text(get("portal_promises", portal))
    assert "02 lượt phát thanh" in page
    assert "<b>1 lần</b>" in page
    assert "Hứa: 2 lần" in page
    assert "Tham mưu văn bản" not in page, "a task, which this ward keeps to itself"
    opened(in_commune, tasks_too=True)
    assert "Tham mưu văn bản" in text(get("portal_promises", portal))


def test_without_a_plan_the_board_says_so(in_commune: World) -> None:
    assert "Chưa có kế hoạch" in text(get("portal_promises", opened(in_commune)))
    assert get("portal_promise", opened(in_commune), pk=1).status_code == 404


def _serving(words: str) -> Any:
    from lantoa.activities.rules import ServiceDraft

    return (ServiceDraft(commitment(words).pk),)


def _proven(world: World) -> tuple[Portal, str]:
    """A promise with a link of each grade and an accepted picture; its page."""
    adopted_plan(world)
    activity = logged(
        world, Role.OFFICER, title="Ông Nguyễn Văn Bí Mật phát thanh", channels=("broadcast",),
        services=_serving("phát thanh"), links=("https://phuong.vn/hang-d",), files={"a.jpg": jpeg(size=(20, 20))},
    )  # fmt: skip
    for grade in "ABC":
        Evidence.of(
            world.commune.pk, activity=activity, grade=grade, url=f"https://phuong.vn/hang-{grade.lower()}",
            state="accepted" if grade == "C" else "waiting",
        ).save()  # fmt: skip
    Evidence.objects.filter(file__isnull=False).update(state="accepted")
    return opened(world), reverse("portal_promise", args=[opened(world).slug, commitment("phát thanh").pk])


@pytest.mark.parametrize(("shown", "grades"), [("counts", ""), ("links", "ab"), ("files", "abc")])
def test_evidence_is_opened_as_far_as_the_ward_opened_it(shown: str, grades: str, in_commune: World) -> None:
    portal, path = _proven(in_commune)
    opened(in_commune, shown=shown)
    page = text(Client().get(path))
    assert {grade for grade in "abcd" if f"/hang-{grade}" in page} == set(grades)
    file = Evidence.objects.get(file__isnull=False).file_id
    answer = get("portal_evidence", portal, pk=file)
    assert answer.status_code == (200 if shown == "files" else 404)
    assert (f"minh-chung/{file}/" in page) is (shown == "files")


def test_no_name_of_a_person_is_on_any_page(in_commune: World) -> None:
    portal, path = _proven(in_commune)
    opened(in_commune, shown="files", tasks_too=True)
    pages = [text(get(name, portal)) for name in PAGES] + [text(Client().get(path))]
    for person in in_commune.people.values():
        assert not any(person.name in page or person.username in page for page in pages)
    assert not any("Bí Mật" in page for page in pages)


def test_evidence_that_was_taken_back_is_gone(in_commune: World) -> None:
    portal, path = _proven(in_commune)
    opened(in_commune, shown="files")
    Evidence.objects.update(state="returned")
    opened(in_commune, shown="files")  # something happened
    assert "/hang-" not in text(Client().get(path))
    assert get("portal_evidence", portal, pk=Evidence.objects.get(file__isnull=False).file_id).status_code == 404


def test_only_addresses_of_the_web_become_links(in_commune: World) -> None:
    _, path = _proven(in_commune)
    Evidence.objects.filter(grade="A").update(url="javascript:alert(1)")
    opened(in_commune)
    assert "javascript:" not in text(Client().get(path))


# documents, calendar, hotlines


def test_the_register_shows_public_acts_only(in_commune: World) -> None:
    portal = opened(in_commune)
    checked = {"status": Status.IN_FORCE, "source": "Công báo", "checked_on": clock.today()}
    for kind, number, more in (
        ("Quyết định", "901/QĐ-UBND", checked),
        ("Công văn", "902/UBND-VP", checked),
        ("Quyết định", "903/QĐ-UBND", {}),
        ("Công văn", "904/UBND-VP", {"link": "https://phuong.vn/904"}),
    ):
        enter_act(
            commune=in_commune.commune, draft=Draft(kind=kind, number=number, note="Ghi chú kín", **more), by=None
        )  # type: ignore[arg-type]
    found = {
        number for number in ("901", "902", "903", "904")
        if f"{number}/" in text(get("portal_search", portal, query=f"?q={number}"))
        and "Không thấy gì" not in text(get("portal_search", portal, query=f"?q={number}"))
    }  # fmt: skip
    assert found == {"901", "904"}
    listed = text(get("portal_documents", portal)) + text(get("portal_documents", portal, query="?loai=Quyết định"))
    assert "901/QĐ-UBND" in listed
    assert "902/" not in listed
    paths = re.findall(rf'href="(/cong/{portal.slug}/van-ban/[0-9a-f]+/)"', listed)
    assert paths
    assert all("Ghi chú kín" not in text(Client().get(path)) for path in paths[:5])


@pytest.mark.parametrize("query", ["?trang=0", "?trang=-1", "?trang=99999", "?trang=x", "?loai=%00", "?loai=<svg>"])
def test_odd_pages_of_the_register_answer(query: str, in_commune: World) -> None:
    response = get("portal_documents", opened(in_commune), query=query)
    assert response.status_code == 200
    assert "<svg>" not in text(response)


def test_the_calendar_shows_what_people_may_come_to(in_commune: World) -> None:
    adopted_plan(in_commune)
    portal, soon = opened(in_commune), clock.today() + timedelta(days=3)
    row = commitment("100% cán bộ")
    type(row).objects.filter(pk=row.pk).update(match_kinds=["dialogue"], text="Đối thoại với người dân")
    for work in DueWork.objects.filter(commitment=row):
        PlannedWork.of(in_commune.commune.pk, work=work, planned_on=soon, fills=1, assignee=in_commune.owner).save()
    opened(in_commune)
    page = text(get("portal_calendar", portal))
    assert f"{soon:%d/%m/%Y}" in page
    assert "Đối thoại với người dân" in page
    feed = get("portal_calendar_feed", portal)
    assert feed.headers["Content-Type"].startswith("text/calendar")
    (event, *_more) = Calendar.from_ical(feed.content).walk("VEVENT")
    assert event["dtstart"].dt == soon
    assert "Đối thoại với người dân" in str(event["summary"])
    one = PlannedWork.objects.order_by("pk").values_list("pk", flat=True)[0]
    alone = get("portal_calendar_event", portal, pk=one)
    assert len(Calendar.from_ical(alone.content).walk("VEVENT")) == 1
    assert f"lich/{one}.ics" in page
    type(row).objects.filter(pk=row.pk).update(match_audiences=["officials"])
    opened(in_commune)
    assert "Đối thoại" not in text(get("portal_calendar", portal))
    assert get("portal_calendar_event", portal, pk=one).status_code == 404


def test_hotlines_can_be_called(in_commune: World) -> None:
    portal = opened(in_commune, hotlines=[Hotline("Một cửa", "(0243) 123.456", "Giờ hành chính")])
    for name in ("portal_home", "portal_contacts"):
        assert 'href="tel:0243123456"' in text(get(name, portal))


# communes apart


def test_nothing_of_another_commune_is_ever_shown(in_commune: World) -> None:
    portal = opened(in_commune)
    other = build_world("Phường Kín")
    with scope([other.commune.pk]):
        adopted_plan(other)
        enter_act(
            commune=other.commune, by=None,
            draft=Draft(kind="Quyết định", number="666/QĐ-KIN", link="https://kin.vn", title="Văn bản Kín"),
        )  # fmt: skip
        closed, secret = opened(other, is_on=False), commitment("phát thanh").pk
    for client in (Client(), other.client(), in_commune.client()):
        pages = [text(get(name, portal, client)) for name in PAGES] + [
            text(get("portal_search", portal, query="?q=666"))
        ]
        assert not any("Kín" in page or "02 lượt phát thanh" in page for page in pages)
        assert get("portal_promise", portal, client, pk=secret).status_code == 404
        assert get("portal_home", closed, client).status_code == 404


def test_two_communes_of_one_name_have_two_addresses(in_commune: World) -> None:
    first = opened(in_commune)
    slugs = {first.slug}
    for _ in range(2):
        other = build_world(in_commune.commune.name)
        with scope([other.commune.pk]):
            slugs.add(opened(other, is_on=len(slugs) > 1).slug)
    assert len(slugs) == 3
    assert opened(in_commune).slug == first.slug, "made once"


def test_the_list_of_portals_and_the_maps_for_machines(in_commune: World) -> None:
    adopted_plan(in_commune)
    portal = opened(in_commune)
    assert Client().get("/cong/").headers["Location"] == f"/cong/{portal.slug}/"
    other = build_world("Phường Hai")
    with scope([other.commune.pk]):
        opened(other)
    assert "Phường Hai" in text(Client().get("/cong/"))
    robots = text(Client().get("/robots.txt"))
    assert "Disallow: /\n" in robots
    assert "/cong/sitemap.xml" in robots
    index = ElementTree.fromstring(text(Client().get("/cong/sitemap.xml")))  # noqa: S314 - our own
    assert len(index) == 2
    places = [one.text or "" for one in ElementTree.fromstring(text(get("portal_sitemap", portal))).iter() if one.text]  # noqa: S314
    client = Client()
    assert {client.get("/" + place.split("/", 3)[3]).status_code for place in places} == {200}
    assert len(places) > 20


def test_pages_are_light(in_commune: World) -> None:
    adopted_plan(in_commune)
    portal = opened(in_commune)
    assert max(len(get(name, portal).content) for name in PAGES if name != "portal_sitemap") < 60_000


def test_a_page_costs_few_queries(in_commune: World, django_assert_max_num_queries: Any) -> None:
    adopted_plan(in_commune)
    portal = opened(in_commune)
    get("portal_home", portal)
    with django_assert_max_num_queries(28):
        get("portal_home", portal)


def test_the_database_itself_shows_open_portals_to_everybody_and_no_other(in_commune: World) -> None:
    other = build_world("Phường Hai")
    with scope([other.commune.pk]):
        opened(other, is_on=False)
    opened(in_commune)
    with scope([]), connection.cursor() as cursor:
        cursor.execute("SELECT commune_id FROM portal_portal")
        assert cursor.fetchall() == [(in_commune.commune.pk,)]
    assert Commune.objects.count() > 1
