"""The hostile and the clumsy user: every form of every page, filled with what nobody should send.

Each address of ``url_roles`` is opened, each form on it is found and sent with each of the strings in every field. The
answer is a page of ours (never a fault), and no markup comes back as markup.
"""

import errno
import io
import logging
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lantoa.activities.models import Activity
from lantoa.communes.roles import Role
from lantoa.core.logs import NoSecrets
from lantoa.core.tenancy import scope
from lantoa.files import checks
from lantoa.files.models import StoredFile
from lantoa.plans.models import Plan
from tests.activities.samples import entered
from tests.architecture import url_roles
from tests.factories import World, build_world
from tests.files import samples
from tests.plans.samples import in_review

MARK = "<script>alert(1)</script>"
HOSTILE = {
    "markup": MARK + "\"'><img src=x onerror=alert(1)>",
    "sql and marks": "'; DROP TABLE plans_plan; -- %s {0.__class__} {{7*7}} \u202e😀\U0010ffff\r\nSet-Cookie: x=1",
    "nul": "a\x00b",
    "huge number": "9" * 30,
    "year 9999": "9999-12-31",
    "nothing": "",
}
ROOMS = {
    "communes": url_roles.COMMUNES, "plans": url_roles.PLANS, "roster": url_roles.ROSTER,
    "inspections": url_roles.INSPECTIONS,
    "activities": url_roles.ACTIVITIES,
    "progress": url_roles.PROGRESS, "reports": url_roles.REPORTS,
    "sign_in": {name: row for name, row in url_roles.SIGN_IN.items() if name != "account_logout"},
}  # fmt: skip
BUTTONS = ("decision", "note", "seen", "into", "step", "names", "language", "next", "commune", "links", "reason",
           "answer")  # fmt: skip
"""Fields of addresses that have no page of their own."""

QUERY = (
    "nam", "ky", "trang", "thang", "q", "loc", "don-vi", "chu", "unit", "person", "show", "month", "kind", "topic",
    "topics", "commitment", "state",
)  # fmt: skip


class Forms(HTMLParser):
    """The forms of a page: (address, method, names of fields)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, set[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.found.append((given.get("action") or "", (given.get("method") or "get").lower(), set()))
        elif tag in {"input", "select", "textarea", "button"} and self.found and given.get("name"):
            self.found[-1][2].add(str(given["name"]))


class Links(HTMLParser):
    """The links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.add(str(dict(attrs).get("href") or "").partition("#")[0])


def check(response: HttpResponse, told: str) -> None:
    assert response.status_code < 500, told
    assert "x" not in response.cookies, told
    if not response.streaming:
        text = response.content.decode(errors="replace")
        assert MARK not in text, told
        assert "<img src=x" not in text, told
        assert "Traceback" not in text, told


def send(client: Client, method: str, path: str, data: dict[str, Any]) -> HttpResponse:
    """Send, look at the page that follows, take everything back."""
    with transaction.atomic():
        response: Any = client.post(path, data) if method == "post" else client.get(path, data)
        if response.status_code == 302 and HOSTILE["markup"] in data.values():
            after = client.get(urlsplit(response.headers["Location"]).path)
            check(after, f"after {method} {path}")
        transaction.set_rollback(True)
    return response


def opened(world: World, name: str, row: url_roles.Row) -> tuple[Client, str]:
    maker, who = row
    role = next((r for r in (Role.PLAN_OWNER, Role.ADMINISTRATOR) if not isinstance(who, str) and r in who), None)
    with scope([world.commune.pk]):
        path = reverse(name, kwargs=maker(world) if maker else {})
    return world.client(role or Role.PLAN_OWNER), path


def forms_of(client: Client, path: str) -> list[tuple[str, str, set[str]]]:
    page: Any = client.get(path)
    if page.status_code == 405:
        return [(path, "post", set(BUTTONS))]
    if page.status_code != 200 or page.streaming or "html" not in page.headers["Content-Type"]:
        return []
    found = Forms(page.content.decode()).found
    return [(urljoin(path, action), method, fields) for action, method, fields in found if "logout" not in action]


@pytest.mark.parametrize("room", ROOMS)
def test_hostile_words_in_every_field_and_query(room: str, db: None, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    world = build_world()
    sent = set()
    for client, path in [opened(world, name, row) for name, row in ROOMS[room].items()]:
        for what in ("markup", "nul", "huge number"):
            check(client.get(path, {key: ["1", HOSTILE[what]] for key in QUERY}), f"{what} in the query of {path}")
        for action, method, fields in forms_of(client, path):
            key = (method, reverse_name(action), frozenset(fields))
            if key in sent:
                continue
            sent.add(key)
            for what, words in HOSTILE.items():
                data = {field: words for field in fields if field != "csrfmiddlewaretoken"}
                check(send(client, method, action, data), f"{what} in {method} {action}")
    assert len(sent) >= 2


def reverse_name(path: str) -> str:
    return "/".join("N" if part.isdigit() else part for part in urlsplit(path).path.split("/"))


BAD_FILES = {
    "empty.pdf": b"",
    "with-password.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40,
    "cut.docx": samples.office()[:200],
    "picture.pdf": samples.png(),
    "page.txt": b"<!doctype html><script>alert(1)</script>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "program.pdf": b"MZ" + b"\x00" * 200,
    "packed.zip": samples.office("a.txt"),
    "many.bin": bytes(range(256)) * 20,
    "macro.docx": samples.office("word/document.xml", "word/vbaProject.bin"),
}  # fmt: skip


def test_bad_files_are_told_and_leave_nothing(
    in_commune: World, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_ROOT = tmp_path
    for kind in checks.FileKind:
        monkeypatch.setitem(checks.LIMITS, kind, 100_000)
    client = in_commune.client()
    for name, data in {**BAD_FILES, "large.txt": b"ke hoach " * 20_000}.items():
        told = answer_to(client, reverse("plans_upload"), {"file": SimpleUploadedFile(name, data)})
        assert "mp3" not in told.lower(), "a plan is no sound: only what is taken here is named"
        if name != "picture.pdf":
            answer_to(client, reverse("activities_log"), entered(files=SimpleUploadedFile(name, data)))
    assert [model.objects.count() for model in (Plan, Activity, StoredFile)] == [0, 0, 0]
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == []


def answer_to(client: Client, path: str, data: dict[str, Any]) -> str:
    """The text of the page that refuses and says what to do."""
    response = client.post(path, data)
    told = response.content.decode()
    assert response.status_code == 422, data
    assert 'role="alert"' in told, data
    return told


def files_that_arrive(client: Client, path: str, n: int = 1) -> int:
    sent = [SimpleUploadedFile(f"{i}.txt", b"Noi dung") for i in range(n)]
    response: Any = client.post(path, {"files": sent, "file": sent[0]})
    return len(response.wsgi_request.FILES.getlist("files"))


def test_files_arrive_only_where_they_are_taken(in_commune: World) -> None:
    log = reverse("activities_log")
    assert files_that_arrive(in_commune.client(), log) == 1
    assert files_that_arrive(Client(), log) == 0
    assert files_that_arrive(Client(), reverse("account_login")) == 0
    assert files_that_arrive(in_commune.client(), reverse("communes_account")) == 0


def test_twenty_files_at_most_and_the_limit_is_told(in_commune: World) -> None:
    sent = [SimpleUploadedFile(f"{i}.png", samples.png()) for i in range(21)]
    response = in_commune.client().post(reverse("activities_log"), entered(files=sent))
    assert "Mỗi lần gửi tối đa 20 tệp" in response.content.decode()
    assert not Activity.objects.exists()


def test_too_much_in_all_is_told_and_nothing_kept(in_commune: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lantoa.files.uploads.MAX_TOGETHER", 1000)
    sent = SimpleUploadedFile("a.png", samples.png())
    response: Any = in_commune.client().post(reverse("activities_log"), entered(files=sent))
    assert "hãy gửi làm nhiều lần" in response.content.decode()
    assert not response.wsgi_request.FILES


def test_too_much_text_is_told_as_such(in_commune: World) -> None:
    body = "name=" + "a" * 3_000_000
    response = in_commune.client().post(
        reverse("communes_account"), body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert "quá lớn" in response.content.decode()


def test_a_full_disk_is_told(in_commune: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lantoa.files.actions.store.write_all", full)
    client = in_commune.client()
    client.raise_request_exception = False
    response = client.post(reverse("plans_upload"), {"file": SimpleUploadedFile("a.txt", b"KE HOACH")})
    assert response.status_code == 507
    assert "đã đầy" in response.content.decode()


def test_a_database_that_is_gone_for_a_moment_is_told_and_the_page_comes_back(
    in_commune: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("lantoa.activities.pages.page_of", gone)
    client = in_commune.client()
    client.raise_request_exception = False
    response = client.get(reverse("activities_list"))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert 'http-equiv="refresh"' in response.content.decode()
    assert "server closed" not in response.content.decode()


def test_an_address_of_a_button_says_so_when_it_is_opened(in_commune: World) -> None:
    response = in_commune.client().get(reverse("activities_suggest"))
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "nút bấm" in response.content.decode()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["plans_adopt", "plans_reading", "plans_show"])
def test_nobody_is_led_to_a_closed_door(name: str, role: Role, in_commune: World) -> None:
    client, path = in_commune.client(role), reverse(name, args=[in_review(in_commune.commune).plan_id])
    page = client.get(path, follow=True)
    if page.redirect_chain:
        assert page.status_code == 200 or role is Role.CONTRIBUTOR
    links = {link for link in Links(page.content.decode()).found if link.startswith("/ke-hoach/")}
    assert {link: code for link in links if (code := client.get(link).status_code) >= 400} == {}


def test_after_signing_in_again_one_is_on_the_page_of_the_button(in_commune: World) -> None:
    path = reverse("activities_suggest")
    back = Client().post(path, headers={"Referer": "http://testserver/hoat-dong/ghi/?a=1"})
    assert back.headers["Location"].endswith("?next=/hoat-dong/ghi/%3Fa%3D1")
    assert Client().post(path, headers={"Referer": "http://evil.example/x"}).headers["Location"].endswith("?next=/")


def test_pages_of_people_are_for_no_shared_cache(in_commune: World) -> None:
    assert in_commune.client().get(reverse("activities_list")).headers["Cache-Control"] == "private, no-cache"


def test_a_fault_is_logged_once_and_tells_nothing(
    in_commune: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("/secret/path")

    monkeypatch.setattr("lantoa.activities.pages.page_of", broken)
    client = in_commune.client()
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        response = client.get(reverse("activities_list"))
    assert response.status_code == 500
    assert "secret" not in response.content.decode()
    assert [record.name for record in caplog.records] == ["django.request"]


def test_no_key_of_a_link_is_in_the_log() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(NoSecrets())
    log = logging.Logger("probe")
    log.addHandler(handler)
    log.warning("Forbidden: %s", "/xa/loi-moi/12.SECRET-TOKEN/")
    log.warning("Not found: /tai-khoan/password/reset/key/1a-SECRET-KEY/?x=1")
    assert "SECRET" not in written.getvalue()
    assert "/xa/loi-moi/***/" in written.getvalue()
