"""The editors' desk: take over with credit and pictures, answer, note opinions without names, decline with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lantoa.communes.actions import add_neighbourhoods
from lantoa.communes.models import Membership, Neighbourhood
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import mark_published, submit
from lantoa.content.models import Item
from lantoa.content.rules.words import words_from
from lantoa.contributors.desk_actions import decline, note, reply, take_over
from lantoa.contributors.models import Submission
from lantoa.contributors.queries import by_place, line_of, opinions, places_of
from lantoa.contributors.rules import Consent, Fate
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.periods import Window
from tests.content.made import approve_latest
from tests.contributors.made import opinion, sent
from tests.factories import World

pytestmark = pytest.mark.django_db


def taken(world: World, row: Submission) -> Item:
    return take_over(submission=row, unit_id=world.actor(Role.EDITOR).unit_id, by=world.person(Role.EDITOR))


def fresh(row: Submission) -> Submission:
    return Submission.objects.select_related("item").get(pk=row.pk)


def settle(world: World, name: str) -> Neighbourhood:
    add_neighbourhoods(commune=world.commune, names=[name])
    place: Neighbourhood = Neighbourhood.objects.get(name=name)
    Membership.objects.filter(role=Role.CONTRIBUTOR.value).update(neighbourhood=place)
    return place


def test_taken_over_it_is_a_credited_draft_with_its_pictures_and_source(in_commune: World) -> None:
    settle(in_commune, "Tổ dân phố 5")
    row = sent(in_commune, files=2, place="nhà văn hóa", text="Tổ họp <b>sáng nay</b>.\nCó 40 hộ.")
    item = taken(in_commune, row)
    words = words_from(item.current)
    name = in_commune.person(Role.CONTRIBUTOR).name
    assert item.credit == f"{name} (cộng tác viên Tổ dân phố 5)"
    assert words.body == "<p>Tổ họp &lt;b&gt;sáng nay&lt;/b&gt;.</p><p>Có 40 hộ.</p><p>(nhà văn hóa)</p>"
    assert [(one.file, one.alt, one.credit) for one in words.media] == [
        (one.file_id, "Buổi họp tổ", item.credit) for one in row.files.all()
    ]
    assert item.sources.get().text.startswith(item.credit)
    assert fresh(row).item_id == item.pk
    assert taken(in_commune, row).pk == item.pk
    assert Item.objects.count() == 1


def test_who_does_not_want_to_be_named_is_not(in_commune: World) -> None:
    item = taken(in_commune, sent(in_commune, credited=False, files=1))
    name = in_commune.person(Role.CONTRIBUTOR).name
    said = f"{item.credit} {item.sources.get().text} {item.current.media} {item.current.body_html}"
    assert name not in said
    assert item.credit == "Cộng tác viên"


def test_pictures_of_people_who_were_not_asked_stay_behind(in_commune: World) -> None:
    item = taken(in_commune, sent(in_commune, files=1, consent=Consent.NOT_ASKED.value))
    assert words_from(item.current).media == ()


def test_the_contributor_sees_it_go_from_received_to_published_and_recalled(in_commune: World) -> None:
    row = sent(in_commune)
    assert line_of(fresh(row)).fate is Fate.RECEIVED
    item, editor = taken(in_commune, row), in_commune.actor(Role.EDITOR)
    assert line_of(fresh(row)).fate is Fate.EDITING
    submit(item=item, standing=standing_of(editor, item), by=editor.person)
    approve_latest(in_commune, item)
    item.refresh_from_db()
    mark_published(item=item, revision_id=item.approved_id, at=clock.now(), by=editor.person)
    assert line_of(fresh(row)).fate is Fate.PUBLISHED
    html = in_commune.client(Role.CONTRIBUTOR).get(reverse("contributors_own", args=[row.pk])).content.decode()
    assert "Đã đăng" in html
    assert places_of(fresh(row)) == []


def test_an_opinion_goes_into_the_list_without_names_and_never_into_content(in_commune: World) -> None:
    row, editor = opinion(in_commune), in_commune.person(Role.EDITOR)
    with pytest.raises(Refused, match="news_opinion"):
        taken(in_commune, row)
    with pytest.raises(Refused, match="news_personal"):
        note(submission=row, told="Ông A (0912 345 678) mong làm cả thứ Bảy", topic="", by=editor)
    note(submission=row, told="Mong một cửa làm cả sáng thứ Bảy", topic="procedures", by=editor)
    today = clock.today()
    (found,) = opinions(in_commune.commune, Window(today, today))
    assert (found.told, found.topic) == ("Mong một cửa làm cả sáng thứ Bảy", "procedures")
    html = in_commune.client(Role.LEADER).get(reverse("contributors_opinions")).content.decode().split("<main")[1]
    assert found.told in html
    assert in_commune.person(Role.CONTRIBUTOR).name not in html


def test_what_is_declined_has_a_reason_that_the_contributor_reads(in_commune: World) -> None:
    row, editor = sent(in_commune), in_commune.person(Role.EDITOR)
    with pytest.raises(Refused, match="news_words"):
        decline(submission=row, reason="  ", by=editor)
    decline(submission=row, reason="Việc này đã có tin khác.", by=editor)
    html = in_commune.client(Role.CONTRIBUTOR).get(reverse("contributors_own", args=[row.pk])).content.decode()
    assert "Việc này đã có tin khác." in html
    taken(in_commune, row)  # somebody changed their mind
    with pytest.raises(Refused, match="news_step"):
        decline(submission=row, reason="Đã lấy rồi", by=editor)


def test_an_answer_takes_it_off_the_pile_and_a_word_back_puts_it_there(in_commune: World) -> None:
    row = sent(in_commune)
    reply(submission=row, text="Cảm ơn chị, ảnh chụp lúc nào?", by=in_commune.person(Role.EDITOR))
    assert not fresh(row).waits
    client = in_commune.client(Role.CONTRIBUTOR)
    client.post(reverse("contributors_say", args=[row.pk]), {"text": "Chụp lúc 8 giờ sáng"})
    assert fresh(row).waits
    html = in_commune.client(Role.EDITOR).get(reverse("contributors_inbox")).content.decode()
    assert "Có lời nhắn mới" not in html  # it is still "received"
    assert row.title in html


def test_a_leader_reads_and_decides_nothing(in_commune: World) -> None:
    row, client = sent(in_commune), in_commune.client(Role.LEADER)
    assert client.get(reverse("contributors_desk", args=[row.pk])).status_code == 200
    for name in ("contributors_take", "contributors_reply", "contributors_note", "contributors_decline"):
        assert client.post(reverse(name, args=[row.pk]), {"text": "xxxxxx"}).status_code == 403


def test_who_is_silent_shows(in_commune: World) -> None:
    place, today = settle(in_commune, "Tổ dân phố 5"), clock.today()
    add_neighbourhoods(commune=in_commune.commune, names=["Tổ dân phố 6"])
    old = sent(in_commune)
    opinion(in_commune)
    Submission.objects.update(sent_at=clock.now() - timedelta(days=70))
    lines = {str(one.neighbourhood): one for one in by_place(in_commune.commune, Window(today, today), today=today)}
    assert (lines["Tổ dân phố 5"].people, lines["Tổ dân phố 5"].sent, lines["Tổ dân phố 5"].silent) == (1, 0, True)
    assert (lines["Tổ dân phố 6"].people, lines["Tổ dân phố 6"].last_on) == (0, None)
    taken(in_commune, old)
    year = Window(today - timedelta(days=100), today)
    line = next(one for one in by_place(in_commune.commune, year, today=today) if one.neighbourhood == place)
    assert (line.sent, line.opinions, line.taken, line.published) == (2, 1, 1, 0)
    html = in_commune.client(Role.EDITOR).get(reverse("contributors_places")).content.decode()
    assert "Chưa có cộng tác viên" in html
    assert "quá 60 ngày" in html


@pytest.mark.parametrize(
    "query", ["", "?show=", "?show=taken&q=hop+to", "?kind=la&trang=99", "?q=%25", "?since=x&until=y"]
)
def test_lists_answer_whatever_is_asked(query: str, in_commune: World) -> None:
    sent(in_commune)
    client = in_commune.client(Role.EDITOR)
    for name in ("contributors_inbox", "contributors_opinions", "contributors_places", "contributors_excel"):
        assert client.get(reverse(name) + query).status_code == 200


def test_the_inbox_asks_little_however_much_lies_in_it(
    in_commune: World, django_assert_max_num_queries: object
) -> None:
    for _ in range(12):
        sent(in_commune)
    client = in_commune.client(Role.EDITOR)
    client.get(reverse("contributors_inbox"))
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        client.get(reverse("contributors_inbox"))
