"""Large files in pieces: broken lines, wrong pieces, too much, four gigabytes."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from lantoa.communes.roles import Role
from lantoa.media import incoming_files
from lantoa.media.models import Incoming, Medium
from tests.factories import World
from tests.media import made

WORDS = {"alt": "Lễ phát động chuyển đổi số tại nhà văn hóa", "credit": "Video: Đài truyền thanh phường"}


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


def begun(client: Client, size: int, name: str = "Lễ phát động.mp4", key: UUID | None = None) -> tuple[UUID, Any]:
    key = key or uuid4()
    body = json.dumps({"key": str(key), "name": name, "size": size})
    return key, client.post("/thu-vien/tai-len/bat-dau/", body, content_type="application/json")


def sent(client: Client, key: UUID, offset: int, data: bytes) -> Any:
    return client.post(f"/thu-vien/tai-len/{key}/{offset}/", data, content_type="application/octet-stream")


@made.needs_ffmpeg
def test_a_film_arrives_in_pieces_over_a_broken_line(in_commune: World) -> None:
    data, client = made.film(), in_commune.client(Role.EDITOR)
    half = len(data) // 2
    key, answer = begun(client, len(data))
    assert answer.json()["received"] == 0
    assert sent(client, key, 0, data[:half]).json() == {"received": half}
    assert sent(client, key, 0, data[:half]).json()["received"] == half, "the same piece again: told what is there"
    assert client.post(f"/thu-vien/tai-len/{key}/xong/", WORDS).json()["code"] == "media_piece"
    _key, again = begun(client, len(data), key=key)
    assert again.json()["received"] == half
    assert sent(client, key, half, data[half:]).json() == {"received": len(data)}
    done = client.post(f"/thu-vien/tai-len/{key}/xong/", {**WORDS, "alt": "IMG_1.mp4"})
    assert done.json()["code"] == "medium_alt"
    done = client.post(f"/thu-vien/tai-len/{key}/xong/", WORDS)
    assert client.post(f"/thu-vien/tai-len/{key}/xong/", WORDS).json() == done.json()
    row = made.prepared(Medium.objects.get())
    assert done.json()["next"] == f"/thu-vien/{row.pk}/"
    assert row.state == "ready"
    assert row.file is not None
    assert (row.file.size, row.file.name) == (len(data), "Lễ phát động.mp4")
    assert not incoming_files.path_of(row.commune_id, key).exists()
    assert sent(client, key, len(data), b"x").status_code == 409


def test_four_gigabytes_are_answered_at_once(in_commune: World) -> None:
    _key, answer = begun(in_commune.client(), 4 * 1024**3)
    assert (answer.status_code, answer.json()["code"]) == (409, "media_too_large")
    assert "2048 MB" in answer.json()["message"]
    assert not Incoming.objects.exists()


def test_no_more_than_was_announced_is_taken(in_commune: World) -> None:
    client = in_commune.client()
    key, _ = begun(client, 10)
    assert sent(client, key, 0, b"x" * 11).json()["code"] == "media_piece"
    assert sent(client, key, 5, b"x" * 5).json() == {
        "code": "media_piece", "message": sent(client, key, 5, b"x" * 5).json()["message"], "received": 0
    }  # fmt: skip
    assert incoming_files.received(in_commune.commune.pk, key) == 0


@pytest.mark.parametrize(
    "body", ["", "{}", "[]", "null", '{"key": "x", "name": "a", "size": 1}', "{" * 5000, '{"key": null}']
)
def test_nonsense_is_told_so(in_commune: World, body: str) -> None:
    answer = in_commune.client().post("/thu-vien/tai-len/bat-dau/", body, content_type="application/json")
    assert answer.status_code == 400
    assert "tải lại trang" in answer.json()["message"]


def test_only_video_and_sound_come_this_way(in_commune: World) -> None:
    assert begun(in_commune.client(), 10, "a.exe")[1].json()["code"] == "file_kind"
    key, _ = begun(in_commune.client(), 64, "a.mp4")
    sent(in_commune.client(), key, 0, b"MZ" + b"\x00" * 62)
    in_commune.client().post(f"/thu-vien/tai-len/{key}/xong/", WORDS)
    row = made.prepared(Medium.objects.get())
    assert (row.state, row.error_code, row.file) == ("failed", "file_active", None)
    assert not incoming_files.path_of(row.commune_id, key).exists()


def test_another_person_does_not_go_on_with_it(in_commune: World) -> None:
    key, _ = begun(in_commune.client(Role.EDITOR), 10)
    assert sent(in_commune.client(Role.OFFICER), key, 0, b"x").status_code == 403


def test_a_link_is_kept_as_a_link(in_commune: World) -> None:
    given = {"url": "https://youtu.be/dQw4w9WgXcQ", "kind": "video", **WORDS}
    for _ in range(2):
        assert in_commune.client().post("/thu-vien/duong-dan/", given).status_code == 302
    row = Medium.objects.get()
    assert (row.url, row.is_usable) == ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", True)
    page = in_commune.client().get(f"/thu-vien/{row.pk}/").content.decode()
    assert "<iframe" not in page
    assert 'rel="noopener noreferrer"' in page
    bad = in_commune.client().post("/thu-vien/duong-dan/", {**given, "url": "javascript:alert(1)"})
    assert "Đường dẫn chưa đúng" in bad.content.decode()
