"""Photos of phones in HEIC: taken as JPEG, without place and device, within bounds."""

import io
import struct
from datetime import UTC, datetime

import pillow_heif
import pytest
from PIL import Image, ImageDraw

from lantoa.core.errors import Refused
from lantoa.files import heic, store
from lantoa.files.actions import receive
from tests.factories import World
from tests.files import samples


def photo(*, size: tuple[int, int] = (320, 200), exif: bytes | None = None) -> bytes:
    """A HEIC photo, left half red and right half blue, with place and device in it."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), fill="blue")
    target = io.BytesIO()
    given = samples.exif_of().tobytes() if exif is None else exif
    pillow_heif.from_pillow(image).save(target, quality=70, exif=given)
    return target.getvalue()


def claiming(data: bytes, *, width: int, height: int) -> bytes:
    """The same file, but its head says that the picture is this large."""
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


def code_of(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        heic.as_jpeg(data)
    return refusal.value.code


def test_it_becomes_a_jpeg_that_looks_the_same() -> None:
    image = Image.open(io.BytesIO(heic.as_jpeg(photo())))
    left, right = image.getpixel((40, 100)), image.getpixel((280, 100))
    assert (image.format, image.size) == ("JPEG", (320, 200))
    assert left[0] > 200 > 60 > left[2]  # type: ignore[index]
    assert right[2] > 200 > 60 > right[0]  # type: ignore[index]


def test_place_and_device_stay_behind_and_the_day_comes_along(in_commune: World) -> None:
    given = photo()
    assert samples.SECRET in given
    received = receive(commune=in_commune.commune, upload=given, name="IMG_0042.HEIC")
    assert (received.name, received.media_type) == ("IMG_0042.jpg", "image/jpeg")
    assert received.taken_at == datetime(2025, 8, 15, 2, 30, tzinfo=UTC)
    kept = store.read(in_commune.commune.pk, received.sha256)
    assert samples.SECRET not in kept
    assert not dict(Image.open(io.BytesIO(kept)).getexif())
    assert store.exists(in_commune.commune.pk, received.sha256, ".480.webp")


def test_the_same_photo_twice_is_one_file(in_commune: World) -> None:
    first, second = (receive(commune=in_commune.commune, upload=photo(), name="a.heic").sha256 for _ in range(2))
    assert first == second


@pytest.mark.parametrize("side", [8000, 30_000])
def test_a_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    assert code_of(claiming(photo(), width=side, height=side)) == "picture_too_many_pixels"


@pytest.mark.parametrize("data", [samples.HEIC, photo()[:700], b"", samples.jpeg()[:100]])
def test_broken_files_are_refused_in_words(data: bytes) -> None:
    assert code_of(data) == "picture_broken"


def test_spoilt_metadata_loses_no_photo() -> None:
    assert heic.as_jpeg(photo(exif=b"Exif\x00\x00MM\x00*\x00\x00\xff\xff nonsense")).startswith(b"\xff\xd8")


def test_a_decoder_that_wants_too_much_memory_falls_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(command: list[str], **more: object) -> object:
        return run(["prlimit", "--as=60000000", *command], **more)  # type: ignore[call-overload]

    run = heic.subprocess.run
    monkeypatch.setattr(heic.subprocess, "run", starved)
    assert code_of(photo()) == "picture_broken"
