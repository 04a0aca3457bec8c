"""Media for tests: pictures drawn here, films and sounds made by ffmpeg, hostile files by hand."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest

from lantoa.core.tenancy import scope
from lantoa.media import preparing
from lantoa.media.actions import add_received, receive, set_captions
from lantoa.media.models import Incoming, Medium
from lantoa.media.rules.words import Words
from lantoa.media.sending import announce
from tests.factories import World
from tests.files.samples import jpeg

WORDS = Words(
    title="Ngày hội chuyển đổi số", alt="Cán bộ hướng dẫn người dân nộp hồ sơ trực tuyến",
    credit="Ảnh: Trần Văn Nam", rights="Tác giả đồng ý cho sử dụng",
)  # fmt: skip
SRT = (
    "1\n00:00:00,000 --> 00:00:01,500\nXin chào <i>bà con</i>\n\n2\n00:00:01,600 --> 00:00:02,000\nHẹn gặp lại\n"
).encode()
needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed (apt-get install ffmpeg)")


def waiting(world: World, data: bytes | None = None, *, words: Words = WORDS) -> Medium:
    """A picture that came in; its sizes are not made yet."""
    received = receive(commune=world.commune, upload=data or jpeg(size=(400, 300)), name="anh.jpg")
    return add_received(commune=world.commune, received=received, words=words, by=world.owner, key=uuid4())


def waiting_sound(world: World) -> Medium:
    """Something that calls itself sound and is none."""
    received = receive(commune=world.commune, upload=b"ID3\x03\x00\x00\x00\x00\x00\x0f" + b"\x00" * 64, name="loa.mp3")
    return add_received(commune=world.commune, received=received, words=WORDS, by=world.owner, key=uuid4())


def prepared(row: Medium) -> Medium:
    """The same after its job."""
    make = preparing.make_pictures if row.kind == "picture" else preparing.make_playable
    make(row.commune_id, row.pk)
    with scope([row.commune_id]):
        return Medium.objects.get(pk=row.pk)


def picture(world: World, data: bytes | None = None, *, words: Words = WORDS) -> Medium:
    """A picture that is ready."""
    return prepared(waiting(world, data, words=words))


def failed(world: World) -> Medium:
    row = waiting_sound(world)
    Medium.objects.filter(pk=row.pk).update(
        state="failed", error_code="ffmpeg_missing", error_message="Chưa cài ffmpeg."
    )
    return Medium.objects.get(pk=row.pk)


def captioned(world: World) -> Medium:
    return set_captions(medium=waiting_sound(world), upload=SRT, name="phu-de.srt", by=world.owner)


def incoming(world: World, size: int = 10) -> Incoming:
    return announce(commune=world.commune, key=uuid4(), name="Lễ phát động.mp4", size=size, by=world.owner)


def _ffmpeg(*arguments: str, name: str) -> bytes:
    with TemporaryDirectory() as folder:
        target = Path(folder) / name
        command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *arguments, str(target)]
        subprocess.run(command, check=True, timeout=60)
        return target.read_bytes()


@cache
def film(*, size: str = "640x360", seconds: int = 2, rotate: bool = False) -> bytes:
    """An MP4 of a test picture and a tone, with the place where it was taken and its owner's name in it."""
    data = _ffmpeg(
        "-f", "lavfi", "-i", f"testsrc2=size={size}:rate=10:duration={seconds}", "-f", "lavfi",
        "-i", f"sine=440:duration={seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
        "-c:a", "aac", "-metadata", "location=+20.85+106.68/", "-metadata", "artist=SECRET-OWNER-NAME", name="phim.mp4",
    )  # fmt: skip
    return _turned(data) if rotate else data


def _turned(data: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        before = Path(folder) / "before.mp4"
        before.write_bytes(data)
        return _ffmpeg("-i", str(before), "-c", "copy", "-metadata:s:v:0", "rotate=90", name="dung.mp4")


@cache
def sound(seconds: int = 2, volume: float = 1.0) -> bytes:
    """A WAV of a tone."""
    return _ffmpeg("-f", "lavfi", "-i", f"sine=440:duration={seconds}", "-af", f"volume={volume}", name="loa.wav")


@cache
def silent_film() -> bytes:
    """A WebM without sound."""
    return _ffmpeg(
        "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=10:duration=1", "-c:v", "libvpx", "-deadline", "realtime",
        "-cpu-used", "8", name="cam.webm",
    )  # fmt: skip
