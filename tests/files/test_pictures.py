"""Pictures lose where, with what and by whom they were taken; they keep how they look."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageOps

from lantoa.core.errors import Refused
from lantoa.files.pictures import prepare
from lantoa.files.stripping import BrokenPicture, stripped
from tests.files import samples

MAKERS = {"image/jpeg": samples.jpeg, "image/png": samples.png, "image/webp": samples.webp}


def reread(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("media_type", MAKERS)
def test_place_device_comments_and_xmp_are_gone(media_type: str) -> None:
    given_data = MAKERS[media_type]()
    assert samples.SECRET in given_data
    assert reread(given_data).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    clean = prepare(given_data, media_type).data
    assert samples.SECRET not in clean
    assert not dict(reread(clean).getexif())
    assert not {"comment", "xmp", "XML:com.adobe.xmp", "Author"} & set(reread(clean).info)


@pytest.mark.parametrize("media_type", MAKERS)
def test_no_pixel_changes(media_type: str) -> None:
    given_data = MAKERS[media_type]()
    assert reread(prepare(given_data, media_type).data).tobytes() == reread(given_data).tobytes()


@pytest.mark.parametrize("media_type", MAKERS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_picture_stays_upright_and_its_size_is_the_upright_one(media_type: str, orientation: int) -> None:
    given_data = MAKERS[media_type](orientation=orientation)
    picture = prepare(given_data, media_type)
    wanted = ImageOps.exif_transpose(reread(given_data))
    seen = ImageOps.exif_transpose(reread(picture.data))
    assert seen.tobytes() == wanted.tobytes()
    assert (picture.width, picture.height) == wanted.size
    small = reread(picture.thumbnail)
    assert (small.width > small.height) == (wanted.width > wanted.height)
    assert set(dict(reread(picture.data).getexif())) <= {ExifTags.Base.Orientation}


def test_a_colour_profile_is_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean = prepare(samples.jpeg(icc_profile=profile), "image/jpeg").data
    assert reread(clean).info["icc_profile"] == profile


def test_a_progressive_photo_is_kept_whole() -> None:
    given_data = samples.jpeg(progressive=True)
    clean = prepare(given_data, "image/jpeg").data
    assert reread(clean).tobytes() == reread(given_data).tobytes()
    assert samples.SECRET not in clean


@pytest.mark.parametrize("media_type", MAKERS)
def test_what_hides_behind_the_picture_goes(media_type: str) -> None:
    hidden = b"PK\x03\x04<script>alert(1)</script>"
    assert hidden not in prepare(MAKERS[media_type]() + hidden, media_type).data


def test_thumbnails_are_webp_of_at_most_480_without_metadata() -> None:
    small = reread(prepare(samples.jpeg(size=(2000, 1500)), "image/jpeg").thumbnail)
    assert (small.format, small.size) == ("WEBP", (480, 360))
    assert not dict(small.getexif())


def test_the_camera_speaks_ward_time_unless_it_names_a_zone() -> None:
    assert prepare(samples.jpeg(), "image/jpeg").taken_at == datetime(2025, 8, 15, 2, 30, tzinfo=UTC)
    assert prepare(samples.jpeg(exif=False), "image/jpeg").taken_at is None


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "1999:01:01 00:00:00", "hôm qua", ""])
def test_a_nonsense_camera_date_is_no_date(taken: str) -> None:
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, "JPEG", exif=samples.exif_of(taken=taken))
    assert prepare(target.getvalue(), "image/jpeg").taken_at is None


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(Refused) as refusal:
        prepare(samples.png_bomb(), "image/png")
    assert refusal.value.code == "picture_too_many_pixels"
    with pytest.raises(Refused) as refusal:
        prepare(samples.png_bomb(side=9000), "image/png")
    assert refusal.value.code == "picture_too_many_pixels"


@pytest.mark.parametrize("media_type", MAKERS)
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_cut_or_spoilt_picture_is_refused_or_taken_but_never_breaks_the_program(media_type: str, data) -> None:
    whole = bytearray(MAKERS[media_type]())
    for _ in range(data.draw(st.integers(0, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(1, len(whole)))])
    try:
        picture = prepare(cut, media_type)
    except Refused as refusal:
        assert refusal.code in {"picture_broken", "picture_too_many_pixels"}  # noqa: PT017 - both answers are right
    else:
        assert picture.thumbnail


@given(st.binary(max_size=400), st.sampled_from(sorted(MAKERS)))
def test_random_bytes_never_pass_as_a_picture(data: bytes, media_type: str) -> None:
    with pytest.raises(BrokenPicture):
        stripped(data, media_type)
