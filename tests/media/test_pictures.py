"""Pictures of the library: freed of places, in every size, decoded again; described, found, put away."""

import io
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image, ImageCms

from lantoa.communes.roles import Role
from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.ledger.models import Entry
from lantoa.media import actions, drawing
from lantoa.media.models import Medium, Rendition
from lantoa.media.queries import MediaFilter, listed, usable
from lantoa.media.rules.words import Words
from tests.factories import World
from tests.files import samples
from tests.media import made


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


def opened(row: Medium, one: Rendition) -> Image.Image:
    assert row.file is not None
    data = store.opened(row.commune_id, row.file.sha256, one.derived).read()
    assert len(data) == one.size
    assert samples.SECRET not in data
    return Image.open(io.BytesIO(data))


def test_a_photo_comes_out_in_all_sizes_upright_and_without_its_place(in_commune: World) -> None:
    row = made.picture(in_commune, samples.jpeg(size=(2000, 1000), orientation=6))
    rows = list(row.renditions.all())
    assert sorted(one.name for one in rows) == sorted(f"w{w}.{e}" for w in (320, 640, 1000) for e in ("jpg", "webp"))
    for one in rows:
        image = opened(row, one)
        assert image.size == (one.width, one.height)
        assert image.format == {"image/webp": "WEBP", "image/jpeg": "JPEG"}[one.media_type]
        assert not image.getexif()
        red, _green, blue = image.convert("RGB").getpixel((image.width // 2, 5))  # type: ignore[misc]
        assert red > 200 > 60 > blue, "upright: red on top"
    assert row.state == "ready"
    assert row.is_usable


def test_a_picture_that_is_seen_through_keeps_that_and_lies_on_white_as_jpeg(in_commune: World) -> None:
    target = io.BytesIO()
    Image.new("RGBA", (200, 100), (255, 0, 0, 0)).save(target, "PNG")
    row = made.picture(in_commune, target.getvalue())
    by_type = {one.media_type: opened(row, one) for one in row.renditions.all()}
    assert by_type["image/webp"].convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]
    assert by_type["image/jpeg"].getpixel((5, 5)) == (255, 255, 255)


def test_colours_of_a_wide_gamut_stay_what_they_are(in_commune: World) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    row = made.picture(in_commune, samples.jpeg(size=(400, 300), icc_profile=profile))
    assert all(opened(row, one).info["icc_profile"] == profile for one in row.renditions.all())


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.svg", "file_active"),
        (samples.png_bomb(), "a.png", "picture_too_many_pixels"),
        (samples.jpeg()[:900], "a.jpg", "picture_broken"),
        (samples.jpeg() + samples.office(), "a.jpg", "picture_hides"),
        (samples.PDF, "a.pdf", "file_kind"),
    ],
)
def test_hostile_pictures_are_refused_with_words(in_commune: World, data: bytes, name: str, code: str) -> None:
    answer = in_commune.client().post(
        "/thu-vien/tai-len/",
        {"files": io.BytesIO(data), "alt": made.WORDS.alt, "credit": "Nam"}
        | {"files": _named(data, name)},
    )  # fmt: skip
    assert answer.status_code == 200
    assert "hãy" in answer.content.decode().casefold()
    with pytest.raises(Refused) as caught:
        actions.receive(commune=in_commune.commune, upload=data, name=name)
    assert caught.value.code == code
    assert not Medium.objects.exists()


def _named(data: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def test_the_same_picture_twice_and_the_same_form_twice_are_one(in_commune: World) -> None:
    received = actions.receive(commune=in_commune.commune, upload=samples.jpeg(), name="a.jpg")
    given = {"commune": in_commune.commune, "received": received, "words": made.WORDS, "by": in_commune.owner}
    key = uuid4()
    rows = {actions.add_received(**given, key=one).pk for one in (key, key, uuid4())}
    assert len(rows) == 1
    assert Entry.objects.filter(action="medium.added").count() == 1


def test_several_pictures_wait_for_their_words(in_commune: World) -> None:
    client = in_commune.client(Role.OFFICER)
    files = [_named(samples.jpeg(size=(90 + n, 60)), f"IMG_{n}.jpg") for n in range(2)]
    answer = client.post("/thu-vien/tai-len/", {"files": files, "alt": "", "credit": "Ảnh: Nam", "rights": ""})
    assert (answer.status_code, answer["Location"]) == (302, "/thu-vien/mo-ta/")
    first, second = Medium.objects.order_by("id")
    assert not usable().exists()
    page = client.get("/thu-vien/mo-ta/").content.decode()
    assert f'name="m{first.pk}-alt"' in page
    said = {
        f"m{first.pk}-alt": "Người dân nhận kết quả",
        f"m{first.pk}-credit": "Ảnh: Nam",
        f"m{second.pk}-alt": "IMG_1",
    }
    again = client.post("/thu-vien/mo-ta/", {**said, f"m{second.pk}-credit": "Ảnh: Nam"})
    assert "không phải tên tệp" in again.content.decode()
    assert [row.alt for row in Medium.objects.order_by("id")] == ["Người dân nhận kết quả", ""]


def test_search_needs_no_diacritics_and_ranks_them_first(in_commune: World) -> None:
    bare = made.waiting(in_commune, samples.jpeg(size=(50, 40)), words=Words(alt="Ngay hoi xa", credit="Nam"))
    marked = made.waiting(in_commune, samples.jpeg(size=(60, 40)), words=Words(alt="Ngày hội xã", credit="Nam"))
    newest = made.waiting(in_commune, samples.jpeg(size=(70, 40)), words=Words(alt="Ngay hoi xa moi", credit="Nam"))
    assert [row.pk for row in listed(MediaFilter(words="ngày hội"))] == [marked.pk, newest.pk, bare.pk]
    assert len(listed(MediaFilter(words="NGAY HOI"))) == 3
    assert not listed(MediaFilter(words="ngày hội%"))


def test_put_away_is_not_gone(in_commune: World) -> None:
    row = made.picture(in_commune)
    client = in_commune.client(Role.EDITOR)
    client.post(f"/thu-vien/{row.pk}/cat/")
    assert not usable().exists()
    assert client.get(f"/thu-vien/{row.pk}/anh/").status_code == 200
    client.post(f"/thu-vien/{row.pk}/cat/")
    assert usable().get() == row


def test_an_officer_changes_own_pictures_only(in_commune: World) -> None:
    row = made.picture(in_commune)
    client = in_commune.client(Role.OFFICER)
    assert client.post(f"/thu-vien/{row.pk}/sua/", {"alt": "Đổi lời mô tả", "credit": "X"}).status_code == 403
    Medium.objects.filter(pk=row.pk).update(added_by=in_commune.person(Role.OFFICER))
    assert client.post(f"/thu-vien/{row.pk}/sua/", {"alt": "Đổi lời mô tả", "credit": "X"}).status_code == 302
    assert Medium.objects.get().alt == "Đổi lời mô tả"


def test_an_article_gets_its_pictures_in_all_sizes(in_commune: World) -> None:
    row = made.picture(in_commune, samples.jpeg(size=(700, 400)))
    figure = f'<figure><img src="/thu-vien/{row.pk}/anh/" alt="Bà &quot;Ba&quot;"></figure>'
    html = f'<p>A</p>{figure}<img src="/tep/1/" alt="x">'
    assert drawing.pictures_in(html) == [row.pk]
    drawn = drawing.with_pictures(html, {row.pk: row}, lambda one: f"/cong/anh/{one.name}")
    assert 'srcset="/cong/anh/w320.webp 320w, /cong/anh/w640.webp 640w, /cong/anh/w700.webp 700w"' in drawn
    assert 'alt="Bà &quot;Ba&quot;"' in drawn
    assert 'width="700" height="400"' in drawn
    assert "/thu-vien/" not in drawn
    assert '<img src="/tep/1/" alt="x">' in drawn
    assert "<em>Bà &quot;Ba&quot;</em>" in drawing.with_pictures(html, {}, str)


def test_a_lost_file_is_said_and_can_be_tried_again(in_commune: World) -> None:
    row = made.waiting(in_commune)
    assert row.file is not None
    path = store.path_of(row.commune_id, row.file.sha256)
    kept = path.read_bytes()
    path.unlink()
    assert made.prepared(row).error_code == "medium_lost"
    path.write_bytes(kept)
    assert in_commune.client().post(f"/thu-vien/{row.pk}/lam-lai/").status_code == 302
    assert made.prepared(row).state == "ready"


def test_a_list_costs_the_same_whatever_its_length(in_commune: World, django_assert_max_num_queries: Any) -> None:
    for n in range(4):
        made.picture(in_commune, samples.jpeg(size=(40 + n, 30)))
    client = in_commune.client()
    client.get("/thu-vien/")
    with django_assert_max_num_queries(14):
        assert client.get("/thu-vien/").content.decode().count("media-card__title") == 4
