"""A contributor sends, once per key; sees what becomes of it and nothing else of the ward."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.communes.roles import Role
from lantoa.contributors.actions import answer
from lantoa.contributors.models import Message, Submission
from lantoa.contributors.rules import MOST_A_DAY, Consent
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.files.models import StoredFile
from lantoa.ledger.models import Entry
from tests.contributors.made import TEXT, sent, tried
from tests.factories import World, build_world
from tests.files.samples import jpeg

pytestmark = pytest.mark.django_db


def posted(world: World, role: Role = Role.CONTRIBUTOR, **values: Any) -> Any:
    given = {"key": str(uuid4()), "kind": "news", "text": TEXT, **values}
    return world.client(role).post(reverse("contributors_send"), given)


def test_the_same_key_twice_is_one_submission(in_commune: World) -> None:
    key = uuid4()
    first, second = (
        tried(in_commune, key=key, files=1, consent="given"),
        tried(in_commune, key=key, files=1, consent="given"),
    )
    assert (first.is_new, second.is_new) == (True, False)
    assert Submission.objects.get().files.count() == 1
    assert Message.objects.count() == 0


def test_a_form_that_was_mended_and_sent_again_loses_nothing(in_commune: World) -> None:
    key = uuid4()
    row = sent(in_commune, key=key)
    Submission.objects.update(waits=False)
    tried(in_commune, key=key, text=f"{TEXT} Họp đến 11 giờ.", files=2, consent="given")
    tried(in_commune, key=key, text=f"{TEXT} Họp đến 11 giờ.")
    row.refresh_from_db()
    assert row.text == TEXT
    assert [one.text for one in row.messages.all()] == [f"{TEXT} Họp đến 11 giờ."]
    assert row.files.count() == 2
    assert row.waits


def test_somebody_elses_key_opens_nothing(in_commune: World) -> None:
    key = uuid4()
    sent(in_commune, key=key)
    with pytest.raises(Refused, match="news_key"):
        tried(in_commune, key=key, role=Role.OFFICER)


def test_the_ledger_knows_that_something_was_sent_and_no_word_of_it(in_commune: World) -> None:
    row = sent(in_commune, text="Bà Nguyễn Thị Kín được hướng dẫn nộp hồ sơ.", place="nhà bà Kín", files=1)
    answer(submission=row, text="Bà Kín ở ngõ 3", by=in_commune.person(Role.CONTRIBUTOR))
    entries = Entry.objects.filter(object_type="contributors.submission").order_by("seq")
    assert [one.action for one in entries] == ["news.sent", "news.answered"]
    assert "Kín" not in str([one.data for one in entries])


def test_a_phone_gone_mad_is_stopped(in_commune: World) -> None:
    first = sent(in_commune)
    more = [
        Submission.of(in_commune.commune.pk, key=uuid4(), kind="news", sent_by=first.sent_by, sent_at=first.sent_at)
        for _ in range(MOST_A_DAY - 2)
    ]
    Submission.objects.bulk_create(more)
    sent(in_commune)
    with pytest.raises(Refused, match="news_many"):
        sent(in_commune)


def test_the_form_takes_text_pictures_and_voice_through_the_checks_of_files() -> None:
    world = build_world()
    voice = SimpleUploadedFile("ghi.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x21" + b"\x00" * 400, "audio/mpeg")
    page = posted(world, files=SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"), voice=voice, consent="given")
    assert page.status_code == 302
    with scope([world.commune.pk]):
        row = Submission.objects.get()
        kinds = sorted(one.file.media_type for one in row.files.select_related("file"))
        assert kinds == ["audio/mpeg", "image/jpeg"]
        assert row.consent == Consent.GIVEN.value
        assert row.credited
    assert "Đã gửi" in world.client(Role.CONTRIBUTOR).get(page.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("xau.jpg", b"<html><script>alert(1)</script>", "Không nhận chương trình"),
        ("xau.pdf", b"%PDF-1.4 ...", "Ở đây không nhận"),
        ("rong.jpg", b"", "rỗng"),
    ],
)
def test_what_is_no_picture_and_no_sound_is_refused_and_the_text_stays(name: str, data: bytes, words: str) -> None:
    world = build_world()
    page = posted(world, files=SimpleUploadedFile(name, data), consent="nobody")
    html = page.content.decode()
    assert page.status_code == 422
    assert words in html
    assert "Bốn mươi hộ" in html
    assert "chọn lại ảnh" in html
    with scope([world.commune.pk]):
        assert Submission.objects.count() == StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": ""}, "Hãy viết vài chữ"),
        ({"text": "x" * 6000}, "dài quá"),
        ({"key": "khong-phai-ma"}, "Biểu mẫu đã cũ"),
        ({"kind": "la"}, "La"),
        ({"kind": "opinion", "text": "Ông A, số 0912345678, chờ lâu quá."}, "số điện thoại"),
        ({"happened_on": "2199-01-01"}, "năm"),
    ],
)
def test_bad_input_comes_back_with_what_to_do(values: dict[str, str], words: str) -> None:
    page = posted(build_world(), **values)
    assert page.status_code == 422
    assert words.casefold() in page.content.decode().casefold()


def test_a_contributor_sees_only_what_they_sent(in_commune: World) -> None:
    mine, other = sent(in_commune), sent(in_commune, role=Role.OFFICER)
    client = in_commune.client(Role.CONTRIBUTOR)
    assert client.get(reverse("contributors_own", args=[mine.pk])).status_code == 200
    assert client.get(reverse("contributors_own", args=[other.pk])).status_code == 404
    assert client.get(reverse("contributors_desk", args=[mine.pk])).status_code == 403
    page = client.get("/", follow=True)
    assert page.request["PATH_INFO"] == reverse("contributors_send")
    html = page.content.decode()
    assert "Gửi tin" in html
    assert "Kế hoạch" not in html.split("<main", 1)[0]


def test_hostile_text_is_text() -> None:
    world = build_world()
    posted(world, text='<script>alert("x")</script> họp tổ dân phố', place="<b>x</b>")
    with scope([world.commune.pk]):
        pk = Submission.objects.get().pk
    for role, name in ((Role.CONTRIBUTOR, "contributors_own"), (Role.EDITOR, "contributors_desk")):
        html = world.client(role).get(reverse(name, args=[pk])).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html


def test_another_commune_reaches_nothing(in_commune: World) -> None:
    row = sent(in_commune)
    other = build_world("Phường Hai")
    for role, name in ((Role.CONTRIBUTOR, "contributors_own"), (Role.EDITOR, "contributors_desk")):
        assert other.client(role).get(reverse(name, args=[row.pk])).status_code == 404
