"""YouTube by its published contract: uploads in pieces, the video's words corrected in place, figures, quota."""

from datetime import timedelta
from typing import Any

import pytest

from lantoa.channels import jobs
from lantoa.channels.models import Account, Delivery
from lantoa.channels.registry import channel_of
from lantoa.core import clock
from lantoa.files.actions import store_upload
from tests.channels.made import account, again, corrected, ordered, served
from tests.channels.test_services import figures_of, recalled, with_file
from tests.content.made import approved_item
from tests.factories import World
from tests.files.samples import jpeg
from tests.standins import youtube as yt
from tests.standins.youtube import YouTube

pytestmark = pytest.mark.django_db


def uploading(world: World, youtube: YouTube, **values: Any) -> tuple[Account, Delivery]:
    """A video of some bytes, on its way."""
    place = account(world, "youtube")
    file = store_upload(commune=world.commune, upload=jpeg(size=(900, 700)), name="v.jpg", by=world.owner)
    item = approved_item(world)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(channel_of("youtube")), "remarks", lambda *_: ())
        (row,) = ordered(world, place, item=item)
    with_file(row, file.pk, "video/mp4")
    return place, row


def test_a_video_goes_up_in_pieces_and_a_lost_answer_is_no_second_video(
    in_commune: World, youtube: YouTube, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lantoa.channels.youtube.channel.PIECE", 4096)
    youtube.then, youtube.about = (
        ["ok", "cut_done", "cut", "error_done", "late"],
        lambda asked: "/session/" in asked.path,
    )
    place, row = uploading(in_commune, youtube)
    served(place, again=60)
    row = again(row)
    assert (row.state, row.receipt.url) == ("sent", "https://www.youtube.com/watch?v=vid1")
    assert len(youtube.videos) == 1
    assert youtube.videos["vid1"]["data"] == youtube.sessions["s1"]["data"]


def test_a_correction_changes_the_words_of_the_same_video(in_commune: World, youtube: YouTube) -> None:
    place, row = uploading(in_commune, youtube)
    served(place)
    data = youtube.videos["vid1"]["data"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(channel_of("youtube")), "remarks", lambda *_: ())
        corrected(in_commune, again(row).item, title="Đính chính: nộp hồ sơ khai sinh tại nhà", forms={})
    youtube.then, youtube.about = ["cut_done"], lambda asked: asked.method == "PUT"
    served(place)
    assert Delivery.objects.get(purpose="correct").state == "sent"
    assert youtube.videos["vid1"]["snippet"]["title"] == "Đính chính: nộp hồ sơ khai sinh tại nhà"
    assert (len(youtube.videos), youtube.videos["vid1"]["data"]) == (1, data)


def test_views_and_likes_are_read(in_commune: World, youtube: YouTube) -> None:
    place, row = uploading(in_commune, youtube)
    served(place)
    assert figures_of(row) == {"Lượt xem": 152, "Lượt thích": 9}


def test_a_video_is_taken_down(in_commune: World, youtube: YouTube) -> None:
    place, row = uploading(in_commune, youtube)
    served(place)
    recalled(in_commune, row)
    served(place)
    assert (youtube.videos, youtube.deleted) == ({}, ["vid1"])


def test_the_quota_of_a_day_is_waited_for(in_commune: World, youtube: YouTube) -> None:
    place, row = uploading(in_commune, youtube)
    assert jobs.renewed(in_commune.commune.pk, place.pk)
    youtube.respond = lambda asked: yt.fault(403, "quotaExceeded")  # type: ignore[method-assign]
    jobs.serve(in_commune.commune.pk, place.pk)
    place.refresh_from_db()
    assert again(row).state == "waiting"
    assert place.resume_at is not None
    assert place.resume_at > clock.now() + timedelta(hours=1)
