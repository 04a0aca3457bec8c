"""Video and sound through real ffmpeg: what comes out is probed again; hostile files end in words."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.media import actions, ffmpeg
from lantoa.media.models import Medium
from tests.factories import World
from tests.media import made

pytestmark = made.needs_ffmpeg


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def brought(world: World, data: bytes, name: str) -> Medium:
    received = actions.receive(commune=world.commune, upload=data, name=name)
    row = actions.add_received(commune=world.commune, received=received, words=made.WORDS, by=world.owner, key=uuid4())
    return made.prepared(row)


def probed(row: Medium, name: str) -> dict[str, Any]:
    assert row.file is not None
    path = store.path_of(row.commune_id, row.file.sha256, row.renditions.get(name=name).derived)
    words = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", str(path)]
    found: dict[str, Any] = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    return {"format": found["format"], **{one["codec_type"]: one for one in found["streams"]}}


def test_a_film_becomes_mp4_of_720_lines_without_its_place(in_commune: World) -> None:
    row = brought(in_commune, made.film(size="1920x1080", seconds=1), "Lễ phát động.mov")
    found = probed(row, "video.mp4")
    assert (found["video"]["codec_name"], found["audio"]["codec_name"]) == ("h264", "aac")
    assert (found["video"]["width"], found["video"]["height"], found["video"]["pix_fmt"]) == (1280, 720, "yuv420p")
    assert not {"location", "artist"} & set(found["format"].get("tags", {}))
    assert (row.state, row.width, row.height) == ("ready", 1920, 1080)
    assert abs((row.duration or 0) - 1000) < 150
    assert row.loudness is not None
    assert -30 < row.loudness < -10
    film = row.renditions.get(name="video.mp4")
    assert (film.width, film.height) == (1280, 720)
    posters = [one for one in row.renditions.all() if one.role == "poster"]
    assert {one.width for one in posters} == {320, 640, 1280}
    assert row.file is not None
    shown = Image.open(store.path_of(row.commune_id, row.file.sha256, posters[0].derived))
    assert shown.size == (posters[0].width, posters[0].height)


def test_a_film_held_upright_stays_upright(in_commune: World) -> None:
    row = brought(in_commune, made.film(rotate=True), "dung.mp4")
    found = probed(row, "video.mp4")
    assert (found["video"]["width"], found["video"]["height"]) == (360, 640)
    assert (row.width, row.height) == (360, 640)


def test_a_film_without_sound_has_no_loudness(in_commune: World) -> None:
    row = brought(in_commune, made.silent_film(), "cam.webm")
    assert "audio" not in probed(row, "video.mp4")
    assert (row.state, row.loudness) == ("ready", None)


def test_sound_comes_out_for_browsers_and_for_loudspeakers(in_commune: World) -> None:
    row = brought(in_commune, made.sound(volume=0.001), "loa.wav")
    assert probed(row, "audio.m4a")["audio"]["codec_name"] == "aac"
    assert probed(row, "audio.mp3")["audio"]["codec_name"] == "mp3"
    assert row.duration == 2000
    page = in_commune.client().get(f"/thu-vien/{row.pk}/").content.decode()
    assert "Âm thanh rất nhỏ" in page
    assert "<audio controls" in page


def test_another_poster_is_another_moment_and_leaves_the_film(in_commune: World) -> None:
    row = brought(in_commune, made.film(), "a.mp4")
    assert row.file is not None
    film = store.path_of(row.commune_id, row.file.sha256, row.renditions.get(name="video.mp4").derived)
    before = film.stat().st_mtime_ns
    client = in_commune.client()
    assert client.post(f"/thu-vien/{row.pk}/anh-bia/", {"at": "0:01"}).status_code == 302
    row = made.prepared(row)
    assert {one.name for one in row.renditions.filter(role="poster")} >= {"poster1000-w640.webp"}
    assert film.stat().st_mtime_ns == before
    assert row.loudness is not None
    assert "chỉ dài" in client.post(f"/thu-vien/{row.pk}/anh-bia/", {"at": "9:00"}).content.decode()
    assert "phút:giây" in client.post(f"/thu-vien/{row.pk}/anh-bia/", {"at": "abc"}).content.decode()


def test_a_player_gets_the_part_that_it_asks_for(in_commune: World) -> None:
    row = brought(in_commune, made.film(), "a.mp4")
    assert row.file is not None
    client, url = in_commune.client(), f"/thu-vien/{row.pk}/tep/video.mp4/"
    whole = b"".join(client.get(url).streaming_content)
    part = client.get(url, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 100-199/{len(whole)}")
    assert b"".join(part.streaming_content) == whole[100:200]
    assert b"".join(client.get(url, headers={"Range": "bytes=-50"}).streaming_content) == whole[-50:]
    assert b"".join(client.get(url, headers={"Range": "bytes=100-"}).streaming_content) == whole[100:]
    assert client.get(url, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert client.get(url, headers={"Range": "bytes=0-1,5-6"}).status_code == 200
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(url, headers={"Range": "bytes=0-9", "If-Range": '"other"'}).status_code == 200


def test_captions_are_kept_clean_and_shown(in_commune: World) -> None:
    row = brought(in_commune, made.film(), "a.mp4")
    client = in_commune.client()
    file = io.BytesIO(made.SRT)
    file.name = "phu-de.srt"
    assert client.post(f"/thu-vien/{row.pk}/phu-de/", {"captions": file}).status_code == 302
    answer = client.get(f"/thu-vien/{row.pk}/phu-de/tep/")
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert "Xin chào bà con" in b"".join(answer.streaming_content).decode()
    assert '<track kind="captions"' in client.get(f"/thu-vien/{row.pk}/").content.decode()


HLS = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
CONCAT = b"ffconcat version 1.0\nfile /etc/passwd\n"


@pytest.mark.parametrize("body", [HLS, CONCAT, b"\x00" * 4000, made.SRT], ids=["hls", "concat", "zeros", "text"])
def test_a_playlist_dressed_as_a_film_reads_nothing(in_commune: World, body: bytes, tmp_path: Path) -> None:
    row = brought(in_commune, b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + body, "a.mp4")
    assert (row.state, row.error_code) == ("failed", "medium_unreadable")
    assert not row.renditions.exists()
    bare = tmp_path / "bare.mp4"
    bare.write_bytes(body)
    with pytest.raises(Refused, match="medium_unreadable"):
        ffmpeg.probe(bare, "video/mp4")


def test_a_film_cut_off_in_the_middle_ends_in_words(in_commune: World) -> None:
    row = brought(in_commune, made.film()[:3000], "a.mp4")
    assert (row.state, row.error_code) == ("failed", "medium_unreadable")
    assert "xuất lại" in in_commune.client().get(f"/thu-vien/{row.pk}/").content.decode()


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    words = [
        "ffmpeg",
        "-nostdin",
        "-loglevel",
        "error",
        "-progress",
        "pipe:1",
        "-re",
        "-f",
        "lavfi",
        "-i",
        "sine",
        "-f",
        "null",
        "-",
    ]
    with pytest.raises(Refused, match="medium_unreadable"):
        ffmpeg.run(words, seconds=1, file_mb=1)


def test_a_program_that_writes_too_much_is_ended(tmp_path: Path) -> None:
    target = tmp_path / "a.wav"
    words = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "sine=duration=60", str(target)]
    with pytest.raises(Refused, match="medium_unreadable"):
        ffmpeg.run(words, seconds=20, file_mb=1)
    assert target.stat().st_size <= 1024 * 1024


def test_without_ffmpeg_the_file_stays_and_the_page_says_how_to_turn_it_on(
    in_commune: World, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "/nonexistent")
        row = brought(in_commune, made.film(), "a.mp4")
        assert row.error_code == "ffmpeg_missing"
        assert "apt-get install ffmpeg" in in_commune.client().get("/thu-vien/tai-len/video/").content.decode()
    assert "Xử lý lại" in in_commune.client().get(f"/thu-vien/{row.pk}/").content.decode()
    in_commune.client().post(f"/thu-vien/{row.pk}/lam-lai/")
    assert made.prepared(row).state == "ready"
