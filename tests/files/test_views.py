"""Files on their way in and out: what the browser is told, who gets them, what is held once."""

import io
from typing import Any

import pytest
from django.http import FileResponse
from PIL import ExifTags, Image

from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.files.actions import store_upload
from lantoa.files.models import StoredFile
from lantoa.ledger.models import Entry
from tests.factories import World, build_world
from tests.files import samples


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


def kept(world: World, data: bytes, name: str, role: Role = Role.OFFICER) -> StoredFile:
    return store_upload(commune=world.commune, upload=data, name=name, by=world.person(role))


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_photo_is_shown_without_its_place(in_commune: World) -> None:
    row = kept(in_commune, samples.jpeg(orientation=6), "Ảnh họp dân.jpg")
    response = in_commune.client().get(f"/tep/{row.pk}/")
    assert isinstance(response, FileResponse)
    data = body(response)
    assert not Image.open(io.BytesIO(data)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert samples.SECRET not in data
    assert (row.width, row.height) == (400, 640)
    assert str(row.taken_at) == "2025-08-15 02:30:00+00:00"


def test_the_browser_may_not_run_anything(in_commune: World) -> None:
    response = in_commune.client().get(f"/tep/{kept(in_commune, samples.jpeg(), 'a.jpg').pk}/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"].startswith("private")
    assert response["Content-Type"] == "image/jpeg"


def test_a_pdf_may_not_load_anything_but_can_be_read(in_commune: World) -> None:
    response = in_commune.client().get(f"/tep/{kept(in_commune, samples.PDF, 'a.pdf').pk}/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "sandbox" not in response["Content-Security-Policy"], "the viewer stays empty in a sandbox"


@pytest.mark.parametrize(
    ("name", "data", "inline"),
    [
        ("a.jpg", samples.jpeg(), True),
        ("a.pdf", samples.PDF, True),
        ("a.docx", samples.office(), False),
        ("a.txt", b"Chu thuong", False),
        ("a.mp4", samples.MP4, False),
    ],
)
def test_inline_only_where_that_is_safe(name: str, data: bytes, inline: bool, in_commune: World) -> None:
    response = in_commune.client().get(f"/tep/{kept(in_commune, data, name).pk}/")
    assert response["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert body(response)
    saved = in_commune.client().get(f"/tep/{StoredFile.objects.get().pk}/?tai")
    assert saved["Content-Disposition"].startswith("attachment")


def test_a_vietnamese_name_survives_the_download(in_commune: World) -> None:
    row = kept(in_commune, samples.PDF, "Kế hoạch tuyên truyền.pdf")
    given = in_commune.client().get(f"/tep/{row.pk}/?tai")["Content-Disposition"]
    assert given == "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20tuy%C3%AAn%20truy%E1%BB%81n.pdf"


def test_a_name_cannot_break_out_of_its_header(in_commune: World) -> None:
    row = kept(in_commune, samples.PDF, 'a"; x=\r\nSet-Cookie: b=1;.pdf')
    response = in_commune.client().get(f"/tep/{row.pk}/?tai")
    assert response.cookies.get("b") is None
    assert "\r" not in response["Content-Disposition"]


def test_thumbnails_and_what_has_none(in_commune: World) -> None:
    row = kept(in_commune, samples.jpeg(size=(1600, 900)), "a.jpg")
    response = in_commune.client().get(f"/tep/{row.pk}/anh-nho/")
    assert response["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(body(response))).size == (480, 270)
    assert in_commune.client().get(f"/tep/{kept(in_commune, samples.PDF, 'a.pdf').pk}/anh-nho/").status_code == 404


def test_an_unchanged_file_is_not_sent_again(in_commune: World) -> None:
    client = in_commune.client()
    path = f"/tep/{kept(in_commune, samples.jpeg(), 'a.jpg').pk}/"
    again = client.get(path, headers={"If-None-Match": client.get(path)["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": "nonsense"}).status_code == 200


def test_bytes_that_are_gone_are_a_404_and_come_back_with_a_new_upload(in_commune: World) -> None:
    row = kept(in_commune, samples.jpeg(), "a.jpg")
    store.path_of(row.commune_id, row.sha256).unlink()
    assert in_commune.client().get(f"/tep/{row.pk}/").status_code == 404
    assert kept(in_commune, samples.jpeg(), "a.jpg").pk == row.pk
    assert in_commune.client().get(f"/tep/{row.pk}/").status_code == 200


def test_the_same_file_is_held_once_and_entered_once_per_person(in_commune: World) -> None:
    first = kept(in_commune, samples.jpeg(), "a.jpg")
    assert kept(in_commune, samples.jpeg(), "b.jpg").pk == first.pk
    other = kept(in_commune, samples.jpeg(), "c.jpg", Role.CONTRIBUTOR)
    assert (other.pk != first.pk, other.sha256) == (True, first.sha256)
    assert Entry.objects.filter(action="file.stored").count() == 2
    assert in_commune.client(Role.CONTRIBUTOR).get(f"/tep/{other.pk}/").status_code == 200
    assert in_commune.client(Role.CONTRIBUTOR).get(f"/tep/{first.pk}/").status_code == 404


def test_a_refused_file_leaves_nothing(in_commune: World, tmp_path: Any) -> None:
    with pytest.raises(Refused):
        kept(in_commune, b"<html>", "a.jpg")
    assert not StoredFile.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_another_commune_keeps_its_own_copy_and_sees_none_of_ours(in_commune: World) -> None:
    row = kept(in_commune, samples.jpeg(), "a.jpg")
    stranger = build_world("Phường Khác")
    assert stranger.client().get(f"/tep/{row.pk}/").status_code == 404
    with scope([stranger.commune.pk]):
        copy = kept(stranger, samples.jpeg(), "a.jpg")
        assert store.path_of(copy.commune_id, copy.sha256) != store.path_of(row.commune_id, row.sha256)
        assert copy.sha256 == row.sha256


def test_a_file_larger_than_allowed_stops_early(in_commune: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lantoa.files.actions.largest", lambda _: 10)
    with pytest.raises(Refused) as refusal:
        kept(in_commune, samples.PDF, "a.pdf")
    assert refusal.value.code == "file_too_large"


@pytest.mark.parametrize("path", ["/tep/0/", "/tep/99999999999999999999/", "/tep/99999999999999999999/anh-nho/"])
def test_a_number_that_is_no_file_is_a_404(path: str, in_commune: World) -> None:
    assert in_commune.client().get(path).status_code == 404
