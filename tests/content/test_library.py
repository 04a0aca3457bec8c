"""Content and the library: media are chosen, what comes along goes in, and the library knows where it is used."""

import io
from typing import Any

import pytest

from lantoa.communes.roles import Role
from lantoa.content.models import Item
from lantoa.media.models import Medium
from tests.content.test_pages import post, typed
from tests.factories import World
from tests.files.samples import jpeg
from tests.media import made


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


def test_media_of_the_library_come_with_their_words_once(in_commune: World) -> None:
    row = made.picture(in_commune)
    client = in_commune.client(Role.EDITOR)
    assert post(client, "content_new", **typed(library=[str(row.pk)])).status_code == 302
    item = Item.objects.get()
    kept = [{"file": row.file_id, "url": "", "alt": row.alt, "credit": row.credit}]
    assert item.current.media == kept
    page = client.get(f"/noi-dung/{item.pk}/sua/").content.decode()
    assert "data-media-field" in page
    assert "data-rich" in page
    used = client.get(f"/noi-dung/tu-lieu/{row.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert item.title in used
    assert "<html" not in used
    assert "/noi-dung/tu-lieu/" in client.get(f"/thu-vien/{row.pk}/").content.decode()


def test_a_picture_in_the_text_is_found_as_used(in_commune: World) -> None:
    row = made.picture(in_commune)
    client = in_commune.client(Role.EDITOR)
    body = f'<p>A</p><figure><img src="/thu-vien/{row.pk}/anh/" alt="x"></figure>'
    post(client, "content_new", **typed(body=body))
    assert Item.objects.get().title in client.get(f"/noi-dung/tu-lieu/{row.pk}/").content.decode()


def test_what_comes_along_goes_into_the_library(in_commune: World) -> None:
    file = io.BytesIO(jpeg())
    file.name = "hop-dan.jpg"
    post(in_commune.client(Role.EDITOR), "content_new", **typed(pictures=file))
    row = Medium.objects.get()
    assert Item.objects.get().current.media[0]["file"] == row.file_id
    assert made.prepared(row).state == "ready"


def test_what_cannot_be_used_is_said_beside_the_field(in_commune: World) -> None:
    row = made.waiting(in_commune, words=made.Words(credit="Nam"))
    answer = post(in_commune.client(Role.EDITOR), "content_new", **typed(library=[str(row.pk)]))
    assert answer.status_code == 422
    assert "hãy chọn lại từ thư viện" in answer.content.decode()
    assert not Item.objects.exists()
