"""Articles for everybody: what came through the door of content, and nothing else."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lantoa.channels.models import Delivery
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.content.life_actions import submit
from lantoa.content.rules.facts import Fact, FactKind
from lantoa.content.rules.kinds import ContentKind
from lantoa.content.rules.words import Picture
from lantoa.core.folding import fold
from lantoa.core.tenancy import scope
from lantoa.files.actions import store_upload
from lantoa.portal.models import Portal
from tests.activities.samples import adopted_plan, commitment
from tests.content.made import FACTS, approve_latest, approved_item, head, published_item, revised, submitted
from tests.factories import World, build_world
from tests.files.samples import jpeg
from tests.media import made as media
from tests.portal.made import again, opened, out, out_again, recall
from tests.portal.test_pages import get, text

LISTS = ("portal_home", "portal_items", "portal_special", "portal_rss", "portal_atom", "portal_sitemap")


def picture(world: World) -> int:
    by = world.person(Role.EDITOR)
    return int(store_upload(commune=world.commune, upload=jpeg(size=(40, 30)), name="a.jpg", by=by).pk)


def test_an_article_with_all_that_belongs_to_it(in_commune: World) -> None:
    adopted_plan(in_commune)
    portal, pk = opened(in_commune), picture(in_commune)
    shown = (
        Picture(file=pk, alt="Chị Hoa nộp hồ sơ", credit="Trần An"),
        Picture(url="https://youtu.be/x", alt="Xem video"),
    )
    item = out(
        in_commune, media=shown, head=head(topics=("online_services",), commitments=(commitment("phát thanh").pk,))
    )  # fmt: skip
    other = out(in_commune, title="Bài khác cùng nội dung")
    page = text(get("portal_item", portal, slug=item.slug))
    for words in ("Nộp hồ sơ khai sinh tại nhà", "15/09/2026", "8.000 đồng", 'href="tel:02263851234"', "Ảnh: Trần An",
                  'alt="Chị Hoa nộp hồ sơ"', "Xem video", "02 lượt phát thanh", other.title):  # fmt: skip
        assert words in page, words
    assert f'property="og:image" content="http://127.0.0.1:8000/cong/{portal.slug}/anh/{pk}/"' in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "Article"
    assert data["publisher"]["@type"] == "GovernmentOrganization"
    assert data["datePublished"]
    assert get("portal_picture", portal, pk=pk).headers["Content-Type"] == "image/jpeg"
    assert get("portal_picture_small", portal, pk=pk).headers["Content-Type"] == "image/webp"


@pytest.mark.parametrize("name", LISTS)
def test_what_is_out_is_in_every_list(name: str, in_commune: World) -> None:
    portal, item = opened(in_commune), out(in_commune)
    page = get(name, portal)
    assert page.status_code == 200
    assert f"/bai/{item.slug}/" in text(page)


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "recalled"])
@pytest.mark.parametrize("name", [*LISTS, "portal_search"])
def test_what_is_not_out_is_in_none(name: str, state: str, in_commune: World) -> None:
    portal, words = opened(in_commune), "Điều chưa ai được biết"
    made = {"approved": approved_item, "recalled": out}.get(state, submitted)(in_commune, title=words)
    if state == "recalled":
        recall(in_commune, made)
    assert words not in text(get(name, portal, query="?q=chua+ai" if name == "portal_search" else ""))


def test_what_went_elsewhere_only_is_not_on_the_portal(in_commune: World) -> None:
    portal, item = opened(in_commune), published_item(in_commune, title="Chỉ đăng Facebook")
    assert get("portal_item", portal, slug=item.slug).status_code == 404
    for name in LISTS:
        assert item.slug not in text(get(name, portal))


def test_links_in_other_channels_lead_to_the_portal(in_commune: World) -> None:
    portal, item = opened(in_commune), out(in_commune)
    url = Delivery.objects.get(item=item).receipt.url
    assert url.endswith(f"/cong/{portal.slug}/bai/{item.slug}/")
    assert Client().get("/" + url.split("/", 3)[3]).status_code == 200


def test_nothing_unapproved_has_a_page(in_commune: World) -> None:
    portal = opened(in_commune)
    for item in (submitted(in_commune, title="Một"), approved_item(in_commune, title="Hai")):
        assert get("portal_item", portal, slug=item.slug).status_code == 404


def test_a_change_that_is_not_approved_changes_nothing_for_the_public(in_commune: World) -> None:
    portal, item = opened(in_commune), out(in_commune)
    revised(in_commune, item, title="Tiêu đề đang sửa")
    page = text(get("portal_item", portal, slug=item.slug))
    assert "Nộp hồ sơ khai sinh tại nhà" in page
    assert "đang sửa" not in page
    assert "đang sửa" not in text(get("portal_search", portal, query="?q=dang+sua")).replace("dang sua", "")
    assert "Đính chính" not in page


def test_a_correction_says_what_reads_otherwise(in_commune: World) -> None:
    portal, item = opened(in_commune), out(in_commune)
    facts = tuple(Fact("le-phi", FactKind.FEE, "Lệ phí", "10000") if one.key == "le-phi" else one for one in FACTS)
    again(in_commune, item, facts=facts)
    page = text(get("portal_item", portal, slug=item.slug))
    assert "Đính chính" in page
    assert "Lệ phí từ “8.000 đồng” thành “10.000 đồng”" in page
    assert "Lệ phí bản sao là 10.000 đồng" in page
    assert "article:modified_time" in page


def test_a_recalled_page_says_so_and_tells_nothing_more(in_commune: World) -> None:
    portal, item, pk = opened(in_commune), None, picture(in_commune)
    item = out(in_commune, title="Tin sai sự thật", media=(Picture(file=pk, alt="Ảnh"),))
    recall(in_commune, item)
    answer = get("portal_item", portal, slug=item.slug)
    assert answer.status_code == 410
    assert "đã được thu hồi" in re.sub(r"\s+", " ", text(answer))
    assert "Tin sai sự thật" not in text(answer)
    assert "Sai lệ phí" not in text(answer), "why it was recalled is the office's own"
    assert get("portal_picture", portal, pk=pk).status_code == 404
    assert "noindex" in text(answer)


def test_a_recalled_article_that_is_mended_comes_back_only_when_it_is_out_again(in_commune: World) -> None:
    portal, item = opened(in_commune), out(in_commune)
    recall(in_commune, item)
    revised(in_commune, item, title="Bản đã sửa")
    assert get("portal_item", portal, slug=item.slug).status_code == 410
    item.refresh_from_db()
    editor = in_commune.actor(Role.EDITOR)
    submit(item=item, standing=standing_of(editor, item), by=editor.person)
    item = approve_latest(in_commune, item)
    assert get("portal_item", portal, slug=item.slug).status_code == 410
    out_again(in_commune, item)
    assert "Bản đã sửa" in text(get("portal_item", portal, slug=item.slug))


def test_files_of_nothing_that_is_shown_are_not_to_be_had(in_commune: World) -> None:
    portal, pk = opened(in_commune), picture(in_commune)
    assert get("portal_picture", portal, pk=pk).status_code == 404
    submitted(in_commune, media=(Picture(file=pk, alt="Ảnh"),))
    assert get("portal_picture", portal, pk=pk).status_code == 404
    out(in_commune, title="Bài có ảnh", media=(Picture(file=pk, alt="Ảnh"),))
    answer = get("portal_picture", portal, pk=pk)
    assert answer.status_code == 200
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert Client().get(answer.wsgi_request.path, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


def test_hostile_text_runs_nothing(in_commune: World) -> None:
    portal = opened(in_commune)
    bad = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    item = out(in_commune, title=f"Tin {bad}", summary=bad, body=f"<p>{bad}</p><a href='javascript:alert(1)'>x</a>")
    for page in (text(get("portal_item", portal, slug=item.slug)), text(get("portal_home", portal))):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
    for name in ("portal_rss", "portal_atom"):
        ElementTree.fromstring(text(get(name, portal)))  # noqa: S314 - our own


def test_notices_and_bulletins_have_their_parts(in_commune: World) -> None:
    portal = opened(in_commune)
    out(in_commune, title="Niêm yết thủ tục mới", head=head(kind=ContentKind.NOTICE))
    out(in_commune, title="Bản tin sáng thứ Hai", head=head(kind=ContentKind.BULLETIN))
    assert "Niêm yết thủ tục mới" in text(get("portal_notices", portal))
    assert "Bản tin sáng thứ Hai" in text(get("portal_bulletins", portal))
    news = text(get("portal_items", portal))
    assert "Niêm yết thủ tục mới" not in news
    assert "Bản tin sáng" not in news


def test_topics(in_commune: World) -> None:
    portal, item = opened(in_commune), out(in_commune)
    assert f"/bai/{item.slug}/" in text(get("portal_topic", portal, topic="online_services"))
    assert f"/bai/{item.slug}/" not in text(get("portal_topic", portal, topic="digital"))
    assert get("portal_topic", portal, topic="khong_co").status_code == 404
    assert "Dịch vụ công trực tuyến, thanh toán trực tuyến (1)" in text(get("portal_special", portal))


@pytest.mark.parametrize(
    "words", ["khai sinh", "khai+sinh", "KHAI SINH", "ho so tai nha", "hồ sơ tại nhà", "nop ho so khai si", "ban sao"]
)
def test_articles_are_found_with_and_without_marks(words: str, in_commune: World) -> None:
    portal, item = opened(in_commune), out(in_commune)
    assert f"/bai/{item.slug}/" in text(get("portal_search", portal, query=f"?q={words}"))


def test_exact_marks_come_first(in_commune: World) -> None:
    """Folding makes "chứng minh" of "chung mình", "cưới" of "cuối" (facts/peers 43)."""
    portal = opened(in_commune)
    folded = [out(in_commune, title=title) for title in ("Chúng mình cùng làm", "Chung minh bạch")]
    exact = out(in_commune, title="Chứng minh nhân dân")
    page = text(get("portal_search", portal, query="?q=chứng minh"))
    places = [page.index(f"/bai/{item.slug}/") for item in (exact, *folded)]
    assert places[0] == min(places)


def test_the_title_weighs_more_than_the_text(in_commune: World) -> None:
    portal = opened(in_commune)
    title = out(in_commune, title="Căn cước điện tử", body="<p>Khác.</p>")
    out(in_commune, title="Việc khác", body="<p>Có nhắc tới căn cước.</p>")
    page = text(get("portal_search", portal, query="?q=can cuoc"))
    assert re.findall(r"/bai/([^/]+)/", page)[0] == title.slug


def test_another_communes_articles_are_not_found(in_commune: World) -> None:
    portal, other = opened(in_commune), build_world("Phường Kín")
    with scope([other.commune.pk]):
        hidden, there, pk = out(other, title="Tin kín của phường khác"), opened(other), picture(other)
        out(other, title="Có ảnh", media=(Picture(file=pk, alt="Ảnh"),))
    for name in (*LISTS, "portal_search"):
        assert hidden.slug not in text(get(name, portal, query="?q=tin+kin" if name == "portal_search" else ""))
    assert get("portal_item", portal, slug=hidden.slug).status_code == 404
    assert get("portal_picture", portal, pk=pk).status_code == 404
    assert get("portal_item", there, slug=hidden.slug).status_code == 200


def test_feeds_are_what_readers_expect(in_commune: World) -> None:
    portal, item = opened(in_commune), out(in_commune)
    rss, atom = get("portal_rss", portal), get("portal_atom", portal)
    assert rss.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert atom.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    entry = ElementTree.fromstring(text(rss)).find("channel/item")  # noqa: S314
    assert entry is not None
    assert entry.findtext("title") == "Nộp hồ sơ khai sinh tại nhà"
    assert (entry.findtext("link") or "").endswith(f"/bai/{item.slug}/")
    assert entry.findtext("pubDate")
    assert ElementTree.fromstring(text(atom)).tag == "{http://www.w3.org/2005/Atom}feed"  # noqa: S314


def test_an_article_is_light_and_costs_few_queries(in_commune: World, django_assert_max_num_queries: Any) -> None:
    portal: Portal = opened(in_commune)
    items = [out(in_commune, title=f"Bài số {number}") for number in range(6)]
    with django_assert_max_num_queries(25):
        page = get("portal_item", portal, slug=items[0].slug)
    assert len(page.content) < 60_000
    with django_assert_max_num_queries(16):
        get("portal_items", portal)


def test_pictures_of_the_library_come_in_their_sizes(in_commune: World) -> None:
    portal, medium = opened(in_commune), media.picture(in_commune)
    item = out(
        in_commune, media=(Picture(file=medium.file_id, alt="Cán bộ hướng dẫn", credit="Trần Nam"),),
        body=f'<p>Ảnh:</p><figure><img src="/thu-vien/{medium.pk}/anh/" alt="Một cửa"></figure>',
    )  # fmt: skip
    page = text(get("portal_item", portal, slug=item.slug))
    assert "/thu-vien/" not in page
    places = set(re.findall(rf"/cong/{portal.slug}/tu-lieu/{medium.pk}/[^/]+/", page))
    assert len(places) > 1
    for place in places:
        answer = Client().get(place)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
    recall(in_commune, item)
    assert {Client().get(place).status_code for place in places} == {404}


def test_media_of_nothing_that_is_shown_are_not_to_be_had(in_commune: World) -> None:
    portal, medium = opened(in_commune), media.picture(in_commune)
    name = medium.renditions.all()[0].name
    assert get("portal_medium", portal, pk=medium.pk, name=name).status_code == 404
    assert get("portal_captions", portal, pk=medium.pk).status_code == 404
    out(in_commune, media=(Picture(file=medium.file_id, alt="Ảnh"),))
    assert get("portal_medium", portal, pk=medium.pk, name=name).status_code == 200
    assert get("portal_medium", portal, pk=medium.pk, name="goc.jpg").status_code == 404
    assert get("portal_captions", portal, pk=medium.pk).status_code == 404, "a picture has none"


class Folding(TestCase):
    """The database folds as the program does."""

    @given(st.text(alphabet="aAăắẰâậbBdĐđêỆghiỊoôơờƠpuưỨyỹ 0-/", max_size=40))
    @settings(max_examples=60, deadline=None)
    def test_the_database_folds_as_the_program_does(self, words: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT lantoa_fold(%s)", [words])
            (folded,) = cursor.fetchone()
        assert " ".join(folded.split()) == fold(words)
