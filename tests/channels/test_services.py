"""Zalo and Facebook by their published contracts, on stand-ins that misbehave."""

from datetime import timedelta

import pytest

from lantoa.channels import actions, jobs, queries
from lantoa.channels.models import Account, Delivery, Figure
from lantoa.channels.protocol import Picture, Prepared
from lantoa.channels.zalo_oa.wording import article_of, paragraphs
from lantoa.communes.roles import Role
from lantoa.content.access import standing_of
from lantoa.core import clock
from lantoa.files.actions import store_upload
from tests.channels.made import account, again, corrected, looked, ordered, served
from tests.factories import World
from tests.files.samples import jpeg
from tests.standins import facebook as fb
from tests.standins import zalo as za
from tests.standins.facebook import Facebook
from tests.standins.zalo import Zalo

pytestmark = pytest.mark.django_db


def with_file(row: Delivery, file_id: int, media_type: str) -> None:
    prepared = row.prepared | {"pictures": [{"file_id": file_id, "url": "", "alt": "Mô tả", "media_type": media_type}]}
    Delivery.objects.filter(pk=row.pk).update(prepared=prepared)


def recalled(world: World, row: Delivery) -> None:
    actor, item = world.actor(Role.EDITOR), again(row).item
    actions.recall_everywhere(item=item, standing=standing_of(actor, item), note="Thu hồi thử", by=actor.person)


def figures_of(row: Delivery) -> dict[str, int]:
    """What the service counts, read now."""
    Delivery.objects.filter(pk=row.pk).update(figures_at=clock.now())
    jobs.read_figures(row.commune_id, row.pk)
    return {one.name: one.value for one in Figure.objects.filter(delivery=row).order_by("at", "id")}


# Zalo


def test_an_article_is_made_verified_and_told_to_the_followers_once(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    (row,) = ordered(in_commune, oa)
    served(oa)
    row = again(row)
    assert (row.state, row.receipt.grade, row.receipt.url) == ("sent", "B", "https://rd.zapps.vn/detail/art1")
    assert (len(zalo.articles), zalo.told) == (1, ["art1"])
    assert zalo.renewals == 1, "the first access token comes from the refresh token"


def test_the_new_refresh_token_is_kept_because_the_old_one_is_used_up(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    for _ in range(2):
        Account.objects.filter(pk=oa.pk).update(good_until=clock.now())
        assert jobs.renewed(in_commune.commune.pk, oa.pk)
    assert zalo.renewals == 2


def test_a_token_that_died_early_is_renewed_and_the_article_goes(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    assert jobs.renewed(in_commune.commune.pk, oa.pk)
    Account.objects.filter(pk=oa.pk).update(renewed_at=clock.now() - timedelta(hours=2))
    zalo.token = "elsewhere"
    (row,) = ordered(in_commune, oa)
    served(oa)
    assert (again(row).state, len(zalo.articles)) == ("sent", 1)


def test_a_revoked_account_is_lost_and_its_deliveries_wait_until_it_is_back(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    zalo.refresh = "revoked"
    (row,) = ordered(in_commune, oa)
    served(oa)
    oa.refresh_from_db()
    assert (oa.state, again(row).state) == ("broken", "waiting")
    zalo.refresh = "ref-1"
    jobs.check(in_commune.commune.pk, oa.pk)
    served(oa)
    assert again(row).state == "sent"


def test_an_article_whose_answer_was_lost_is_found_by_its_title(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    zalo.then, zalo.about = ["error_done"], lambda asked: asked.path.endswith("/create")
    (row,) = ordered(in_commune, oa)
    served(oa)
    assert again(row).state == "unknown"
    looked(oa)
    served(oa)
    assert (again(row).state, len(zalo.articles), zalo.told) == ("sent", 1, ["art1"])


def test_a_broadcast_whose_answer_was_lost_is_never_sent_twice(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    zalo.then, zalo.about = ["cut_done"], lambda asked: asked.path.endswith("/oa/message")
    (row,) = ordered(in_commune, oa)
    served(oa)
    looked(oa, times=2)
    row = again(row)
    assert (row.state, row.code, zalo.told) == ("to_confirm", "broadcast_unknown", ["art1"])


def test_the_quota_of_an_account_is_waited_for(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    (row,) = ordered(in_commune, oa)
    zalo.respond = lambda asked: za.fault(-32, "rate")  # type: ignore[method-assign]
    Account.objects.filter(pk=oa.pk).update(good_until=clock.now() + timedelta(hours=9))
    jobs.serve(in_commune.commune.pk, oa.pk)
    oa.refresh_from_db()
    assert oa.resume_at is not None
    assert oa.resume_at > clock.now()
    assert (again(row).state, again(row).tries) == ("waiting", 0)


def test_an_article_is_taken_down(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    (row,) = ordered(in_commune, oa)
    served(oa)
    recalled(in_commune, row)
    served(oa)
    assert (zalo.articles, zalo.removed) == ({}, ["art1"])


def test_an_article_is_corrected_in_place_and_the_followers_are_not_told_twice(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    (row,) = ordered(in_commune, oa)
    served(oa)
    corrected(in_commune, again(row).item, summary="Đính chính: lệ phí bản sao là [[le-phi]].", forms={})
    zalo.then, zalo.about = ["error_done"], lambda asked: asked.path.endswith("/update")
    served(oa)
    looked(oa)
    served(oa)
    assert Delivery.objects.get(purpose="correct").state == "sent", "the same text again does no harm"
    assert zalo.articles["art1"]["description"].startswith("Đính chính: lệ phí bản sao là")
    assert (len(zalo.articles), zalo.told) == (1, ["art1"])


def test_an_article_that_is_recalled_between_two_steps_is_found_and_taken_down(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    (row,) = ordered(in_commune, oa)
    assert jobs.renewed(in_commune.commune.pk, oa.pk)
    assert jobs.send_next(in_commune.commune.pk, oa.pk)
    assert (again(row).state, list(again(row).trail), len(zalo.articles)) == ("waiting", ["token"], 1)
    recalled(in_commune, row)
    for _ in range(3):
        served(oa)
        looked(oa)
    assert (zalo.articles, zalo.removed, zalo.told) == ({}, ["art1"], [])
    assert again(row).recalled_at is not None
    assert Delivery.objects.get(purpose="recall").state == "sent"


def test_figures_are_kept_with_time_and_source(in_commune: World, zalo: Zalo) -> None:
    oa = account(in_commune, "zalo_oa")
    (row,) = ordered(in_commune, oa)
    served(oa)
    Delivery.objects.filter(pk=row.pk).update(figures_at=clock.now())
    jobs.read_figures(in_commune.commune.pk, row.pk)
    found = {one.name: (one.value, one.source) for one in Figure.objects.all()}
    assert found == {"Lượt xem": (7, "Zalo Official Account"), "Lượt chia sẻ": (2, "Zalo Official Account")}
    assert again(row).figures_at > clock.now()


def test_what_zalo_needs_is_said_before_sending(in_commune: World) -> None:
    oa = account(in_commune, "zalo_oa", cover="")
    with pytest.raises(Exception, match="ảnh bìa"):
        ordered(in_commune, oa)


def test_an_article_is_made_of_paragraphs_without_markup() -> None:
    html = "<h2>Phí</h2><p>Nộp <b>8.000</b> đồng<br>tại quầy</p><ul><li>Giấy tờ</li></ul><script>x</script>"
    assert paragraphs(html)[:4] == ["Phí", "Nộp 8.000 đồng", "tại quầy", "– Giấy tờ"]
    made = article_of(Prepared("Tin", "Tóm tắt", html, pictures=(Picture(1, "https://a.example/1.jpg", "Ảnh"),)))
    assert made["cover"]["photo_url"] == "https://a.example/1.jpg"


# Facebook


def test_pictures_are_uploaded_unseen_and_posted_once(in_commune: World, facebook: Facebook) -> None:
    page = account(in_commune, "facebook_page")
    file = store_upload(commune=in_commune.commune, upload=jpeg(), name="anh.jpg", by=in_commune.owner)
    (row,) = ordered(in_commune, page)
    with_file(row, file.pk, "image/jpeg")
    facebook.then, facebook.about = ["cut_done"], lambda asked: asked.path.endswith("/photos")
    served(page)
    assert again(row).state == "sent"
    assert len(facebook.posts) == 1
    assert facebook.posts[0]["media"] == ['{"media_fbid":"ph2"}'], "a picture that nobody sees may be uploaded again"
    assert facebook.photos["ph2"] > file.size


def test_reactions_comments_and_shares_are_read_and_stay_when_the_post_is_gone(
    in_commune: World, facebook: Facebook
) -> None:
    page = account(in_commune, "facebook_page")
    (row,) = ordered(in_commune, page)
    served(page)
    assert figures_of(row) == {"Cảm xúc": 12, "Bình luận": 3, "Chia sẻ": 4}
    facebook.posts.clear()
    assert figures_of(row) == {"Cảm xúc": 12, "Bình luận": 3, "Chia sẻ": 4}, "what was read once stays, with its time"
    assert Figure.objects.count() == 3


@pytest.mark.parametrize(
    ("code", "state", "account_state"),
    [(100, "refused", "ready"), (200, "waiting", "broken"), (190, "waiting", "broken"), (4, "waiting", "ready"),
     (368, "waiting", "ready"), (2, "unknown", "ready"), (506, "unknown", "ready")],
)  # fmt: skip
def test_error_codes_are_understood(
    code: int, state: str, account_state: str, in_commune: World, facebook: Facebook
) -> None:
    page = account(in_commune, "facebook_page")
    facebook.respond = lambda asked: fb.fault(code, "no")  # type: ignore[method-assign]
    (row,) = ordered(in_commune, page)
    jobs.serve(in_commune.commune.pk, page.pk)
    page.refresh_from_db()
    assert (again(row).state, page.state) == (state, account_state)


def test_the_connection_check_says_the_name_of_the_page(in_commune: World, facebook: Facebook) -> None:
    page = account(in_commune, "facebook_page", state="new", app_id="1", app_secret="k", user_token="user-token")
    jobs.check(in_commune.commune.pk, page.pk)
    page.refresh_from_db()
    assert (page.state, page.words) == ("ready", "Kết nối được trang “Phường Thử Nghiệm”.")
    assert page.good_until is not None
    assert page.good_until > clock.now() + timedelta(days=40)


def test_a_server_that_does_not_answer_the_check_says_nothing_about_the_account(
    in_commune: World, facebook: Facebook
) -> None:
    page = account(in_commune, "facebook_page", state="new")
    facebook.then = ["error_done"]
    jobs.check(in_commune.commune.pk, page.pk)
    page.refresh_from_db()
    assert (page.state, page.checked_at) == ("new", None)
    assert (in_commune.commune.pk, page.pk) in queries.accounts_to_check(clock.now())
    jobs.check(in_commune.commune.pk, page.pk)
    page.refresh_from_db()
    assert page.state == "ready"
