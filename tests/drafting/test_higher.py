"""A higher plan beside a draft: covered, weaker, missing; its duties taken over."""

import pytest
from django.urls import reverse

from lantoa.drafting.higher import beside, receive_higher, take_duties
from lantoa.drafting.jobs import read_higher
from lantoa.drafting.models import Draft, HigherPlan
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.blocks import Block
from lantoa.drafting.rules.higher import Cover, compared
from tests.drafting.made import made_draft
from tests.factories import World
from tests.plans.samples import PLAN


def target(key: str, **fields: str) -> Block:
    return Block(
        key, "target", fields.pop("text", "Đăng tin, bài về cải cách hành chính trên trang thông tin"), **fields
    )


@pytest.mark.parametrize(
    ("own", "cover"),
    [
        ({"number": "1", "per": "month"}, Cover.WEAKER),
        ({"number": "2", "per": "month"}, Cover.COVERED),
        ({"number": "12", "per": "quarter"}, Cover.COVERED),
        ({"number": "20", "per": "year"}, Cover.WEAKER),
        ({"number": "", "per": "month"}, Cover.WEAKER),
    ],
)
def test_amounts_are_compared_by_the_year(own: dict[str, str], cover: Cover) -> None:
    duty = target("h1", number="2", per="month", unit="tin")
    found = compared([duty], [target("k1", unit="tin", **own)])
    assert found[0].cover is cover
    assert bool(found[0].why) is (cover is Cover.WEAKER)


def test_a_later_day_and_a_rarer_rhythm_are_weaker() -> None:
    duty = Block("h1", "task", "Báo cáo kết quả tuyên truyền cải cách hành chính", timing="fixed", on="2027-06-15")
    late = Block("k1", "task", duty.text, timing="fixed", on="2027-06-30")
    assert compared([duty], [late])[0].cover is Cover.WEAKER
    rhythm = Block("h1", "task", duty.text, timing="month")
    assert compared([rhythm], [Block("k1", "task", duty.text, timing="quarter")])[0].cover is Cover.WEAKER
    assert compared([rhythm], [rhythm])[0].cover is Cover.COVERED


def test_other_words_for_the_same_count_are_found() -> None:
    duty = target("h1", text="Mỗi xã phát thanh hằng tháng", number="4", per="month", activity="broadcast")
    own = target("k1", text="Tuyên truyền trên loa", number="2", per="month", activity="broadcast")
    assert compared([duty], [own])[0].own == own
    assert compared([duty], [target("k2", number="2", per="month", activity="news")])[0].cover is Cover.MISSING


@pytest.mark.django_db
def test_an_uploaded_higher_plan_is_read_compared_and_taken_over(in_commune: World) -> None:
    draft = made_draft(in_commune)
    row = receive_higher(draft=draft, upload=PLAN.encode(), name="tinh.txt", by=in_commune.owner)
    read_higher(in_commune.commune.pk, row.pk)
    row = HigherPlan.objects.select_related("draft").get(pk=row.pk)
    assert (row.state, row.error_message) == ("ready", "")
    assert "25/KH-UBND" in row.title
    assert any(one.text == f"Thực hiện {row.title}" for one in blocks_of(Draft.objects.get(pk=draft.pk)))
    missing = [one.duty.key for one in beside(row) if one.cover is Cover.MISSING]
    assert missing
    before = len(blocks_of(row.draft))
    assert take_duties(higher=row, keys=missing, by=in_commune.owner) == len(missing)
    row.draft.refresh_from_db()
    assert len(blocks_of(row.draft)) == before + len(missing)
    assert not [one for one in beside(row) if one.cover is Cover.MISSING]
    page = in_commune.client().get(reverse("drafting_higher", args=[draft.pk, row.pk]))
    assert "Còn thiếu <b>0</b>" in page.content.decode()


@pytest.mark.django_db
def test_a_file_that_is_no_plan_says_so(in_commune: World) -> None:
    draft = made_draft(in_commune)
    row = receive_higher(draft=draft, upload="Thư mời dự họp. ".encode() * 20, name="thu.txt", by=in_commune.owner)
    read_higher(in_commune.commune.pk, row.pk)
    row.refresh_from_db()
    assert row.state == "failed"
    assert "Hãy" in row.error_message
