"""Pages are driven with names, addresses, telephones, secrets and named files; then the log is read."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, connection
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path, reverse

from lantoa.communes.roles import Role
from lantoa.core import logs
from lantoa.urls import handler404, handler500, urlpatterns  # noqa: F401 - the product's addresses, and two that break
from tests.factories import PASSWORD, World

PERSONAL = (
    "nguyenvanmat",
    "Nguyễn Văn Mật",
    "mat.nv@phuong.example",
    "0987654321",
    "bi-mat-cccd",
    "mat-khau-sai-9",
    PASSWORD,
)


def breaks(request: HttpRequest) -> None:
    raise ValueError(f"cannot parse {PERSONAL}")


def breaks_in_the_database(request: HttpRequest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'Nguyễn Văn Mật'::int")


urlpatterns = [*urlpatterns, path("hong/", breaks, name="a"), path("hong-du-lieu/", breaks_in_the_database, name="b")]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log of this test's own, made as the settings make it."""
    file = tmp_path / "lantoa.log"
    handler = logs.Rotating(str(file))
    handler.setFormatter(logs.Lines())
    handler.addFilter(logs.NoSecrets())
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.INFO)
    yield file
    root.removeHandler(handler)
    root.setLevel(level)


def drive(world: World) -> None:
    """Everything wrong that a person can do with personal words in it."""
    stranger, officer, admin = Client(), world.client(Role.OFFICER), world.client(Role.ADMINISTRATOR)
    owner = world.client(Role.PLAN_OWNER)
    for client in (stranger, officer, admin, owner):
        client.raise_request_exception = False
    login = {"login": "nguyenvanmat", "password": "mat-khau-sai-9"}
    for _ in range(9):
        stranger.post(reverse("account_login"), login)
    stranger.get("/nguyenvanmat/bi-mat-cccd.jpg?email=mat.nv@phuong.example")
    stranger.get(reverse("communes_accept", args=["1.bi-mat-cccd"]))
    stranger.post(reverse("account_reset_password"), {"email": "mat.nv@phuong.example"})
    invitation = {"name": "Nguyễn Văn Mật", "role": "officer", "phone": "0987654321"}
    admin.post(reverse("communes_invite"), invitation)
    admin.get(reverse("communes_people"), {"q": "Nguyễn Văn Mật"})
    officer.get(reverse("activities_list"), {"q": "nguyenvanmat 0987654321"})
    for name, data in (
        ("bi-mat-cccd.exe", b"MZ"),
        ("bi-mat-cccd.pdf", b"%PDF-1.4 broken"),
        ("bi-mat-cccd.docx", b"PK"),
    ):
        owner.post(reverse("plans_upload"), {"file": SimpleUploadedFile(name, data)})
    officer.post(
        reverse("communes_account"), {"name": "Nguyễn Văn Mật", "email": "mat.nv@phuong.example", "phone": "0987654321"}
    )
    officer.get(reverse("communes_invite"))
    for client in (stranger, officer):
        client.get("/hong/", {"ten": "Nguyễn Văn Mật"})
    officer.get("/hong-du-lieu/")


@override_settings(ROOT_URLCONF="tests.office.test_logs")
def test_no_personal_word_reaches_the_log(in_commune: World, log: Path) -> None:
    drive(in_commune)
    text = log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert any("ValueError" in str(line.get("error")) for line in lines), "the log does say that something broke"
    assert any(DataError.__name__ in str(line.get("error")) for line in lines)
    assert any("refused code=" in line["message"] for line in lines)
    for word in (*PERSONAL, "cccd", "phuong.example"):
        assert word not in text


@override_settings(ROOT_URLCONF="tests.office.test_logs")
def test_an_error_page_shows_the_name_that_the_log_has(in_commune: World, log: Path) -> None:
    client = in_commune.client(Role.OFFICER)
    client.raise_request_exception = False
    answer = client.get("/hong/")
    name = answer.headers["X-Request-ID"]
    assert answer.status_code == 500
    assert f"Mã yêu cầu: {name}" in answer.content.decode()
    assert name in [json.loads(line).get("id") for line in log.read_text().splitlines()]
    missing = client.get("/khong-co/")
    assert f"Mã yêu cầu: {missing.headers['X-Request-ID']}" in missing.content.decode()
    assert missing.headers["X-Request-ID"] != name
