"""The installable app: manifest, worker, headers, icons; what the scripts take for granted."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image

from lantoa.communes.roles import Role
from lantoa.phone.assets import FILES, version
from lantoa.phone.who import HEADER, NOBODY, VERSION_HEADER, tag_of
from tests.factories import World

SCRIPTS = Path(__file__).resolve().parents[2] / "src" / "lantoa" / "phone" / "static" / "phone"


def test_the_manifest_names_icons_that_are_there_in_the_sizes_that_it_says(db: None) -> None:
    answer = Client().get(reverse("phone_manifest"))
    found = answer.json()
    assert answer.headers["Content-Type"].startswith("application/manifest+json")
    assert (found["display"], found["scope"], found["lang"]) == ("standalone", "/", "vi")
    assert {one["purpose"] for one in found["icons"]} == {"any", "maskable"}
    for one in found["icons"]:
        path = finders.find(one["src"].removeprefix("/static/"))
        assert path
        with Image.open(str(path)) as icon:
            assert f"{icon.width}x{icon.height}" == one["sizes"]


def test_a_maskable_icon_has_ground_to_its_edges() -> None:
    with Image.open(SCRIPTS / "icon-maskable-512.png") as icon:
        corners = {icon.convert("RGBA").getpixel((x, y)) for x in (0, 511) for y in (0, 511)}
    assert corners == {(125, 22, 27, 255)}


def test_every_file_of_the_app_is_there_and_every_script_of_the_log_form_among_them(in_commune: World) -> None:
    assert [name for name in FILES if not finders.find(name)] == []
    page = in_commune.client(Role.OFFICER).get("/hoat-dong/ghi/").content.decode()
    used = {name.partition("#")[0] for name in re.findall(r'(?:src|href)="/static/([^"]+)"', page)}
    assert used - set(FILES) == {"phone/icon-touch-180.png"}  # the phone takes its icon when it installs the app


def test_the_worker_looks_after_the_whole_site_and_is_never_kept_by_the_browser(db: None) -> None:
    answer = Client().get(reverse("phone_worker"))
    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert f'const VERSION = "{version()}";' in text
    assert reverse("phone_worker").count("/") == 1  # its place is its scope


def test_the_scripts_know_the_addresses() -> None:
    text = "".join(path.read_text() for path in SCRIPTS.glob("*.js"))
    for name in ("phone_me", "phone_send", "phone_worker", "phone_waiting", "activities_log"):
        assert reverse(name) in text, name


def test_no_script_draws_with_foreign_text() -> None:
    for path in SCRIPTS.glob("*.js"):
        assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(", path.read_text()), path.name


@pytest.mark.parametrize("path", ["/dien-thoai/", "/dien-thoai/mat-mang/", "/tai-khoan/login/"])
def test_an_empty_shell_belongs_to_nobody(path: str, db: None) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer.headers[HEADER], answer.headers[VERSION_HEADER]) == (200, NOBODY, version())
    assert 'name="lantoa-who" content=""' in answer.content.decode()


def test_each_page_says_whose_it_is(in_commune: World) -> None:
    answer = in_commune.client(Role.OFFICER).get("/hoat-dong/")
    tag = tag_of(in_commune.actor(Role.OFFICER))
    assert answer.headers[HEADER] == tag
    assert f'content="{tag}"' in answer.content.decode()
    assert HEADER not in in_commune.client(Role.OFFICER).get("/dien-thoai/toi/").headers


def test_only_pages_that_one_may_see_are_kept(in_commune: World) -> None:
    page = in_commune.client(Role.CONTRIBUTOR).get("/hoat-dong/").content.decode()
    kept = re.search(r'data-keep="([^"]*)"', page)
    assert kept
    assert "/viec/" not in kept[1]
    assert "/hoat-dong/ghi/" in kept[1]
