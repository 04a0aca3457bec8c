"""A higher plan beside a draft: covered, weaker, missing; its duties taken over."""

from dataclasses import replace

import pytest
from django.urls import reverse

from lantoa.drafting.actions import save_changes
from lantoa.drafting.higher import beside, receive_higher, take_duties
from lantoa.drafting.jobs import read_higher
from lantoa.drafting.models import Draft, HigherPlan
from lantoa.drafting.queries import blocks_of
from lantoa.drafting.rules.blocks import Block, to_json
from lantoa.drafting.rules.citing import body_in_text
from lantoa.drafting.rules.higher import Cover, compared, raised
from lantoa.drafting.rules.likeness import likeness
from lantoa.drafting.rules.merging import Changes
from lantoa.drafting.rules.sentences import sentence
from tests.drafting.made import changed, filled, made_draft
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


REWORDED = [
    (
        "Tổ chức hội nghị đối thoại giữa lãnh đạo địa phương với người dân, doanh nghiệp về cải cách hành chính",
        "Chủ tịch phường đối thoại trực tiếp cùng người dân và doanh nghiệp một lần trong năm",
    ),
    (
        "Khảo sát mức độ hài lòng của người dân đối với sự phục vụ hành chính",
        "Đo lường sự hài lòng của người dân bằng phiếu hỏi khảo sát tại quầy",
    ),
    (
        "Tập huấn kỹ năng số cho cán bộ, công chức cấp xã",
        "Mở lớp bồi dưỡng kỹ năng số cho công chức phường",
    ),
    (
        "Phát thanh chuyên mục cải cách hành chính trên hệ thống loa truyền thanh cơ sở",
        "Tuyên truyền trên loa truyền thanh các tổ dân phố, mỗi tuần hai buổi phát thanh",
    ),
    (
        "In, cấp phát tờ rơi hướng dẫn nộp hồ sơ trực tuyến đến từng hộ dân",
        "Phát tờ gấp hướng dẫn người dân nộp hồ sơ trên Cổng dịch vụ công",
    ),
]  # fmt: skip
ELSE = "Đăng tin, bài về cải cách hành chính trên trang thông tin điện tử phường"


def reworded_pairs() -> tuple[list[Block], list[Block]]:
    duties = [Block(f"h{at}", "task", theirs) for at, (theirs, _) in enumerate(REWORDED)]
    ours = [Block(f"k{at}", "task", own) for at, (_, own) in enumerate(REWORDED)]
    return duties, [*ours, Block("k99", "task", ELSE)]


def test_a_reworded_duty_is_perhaps_the_same_and_an_unlike_one_is_not() -> None:
    duties, own = reworded_pairs()
    duties.append(Block("h99", "task", "Niêm yết công khai bộ thủ tục hành chính tại bộ phận một cửa"))
    found = compared(duties, own)
    assert [(one.cover, one.own.key if one.own else "") for one in found] == [
        *[(Cover.MAYBE, f"k{at}") for at in range(len(REWORDED))], (Cover.MISSING, ""),
    ]  # fmt: skip


def test_the_same_channel_act_and_rhythm_count_and_another_channel_counts_against() -> None:
    duty, own = (Block(key, "task", words) for key, words in zip(("h1", "k1"), REWORDED[1], strict=True))
    plain = likeness(duty, own)
    assert likeness(replace(duty, timing="month"), replace(own, timing="month")) > plain
    assert likeness(replace(duty, activity="print"), replace(own, activity="print")) > plain
    assert likeness(replace(duty, channel="zalo"), replace(own, channel="zalo")) > plain
    act = " theo Quyết định số 468/QĐ-TTg"
    assert likeness(replace(duty, text=duty.text + act), replace(own, text=own.text + act)) > plain
    assert likeness(replace(duty, channel="zalo"), replace(own, channel="press")) < plain


def test_what_a_person_said_of_a_pair_holds_while_the_line_stands() -> None:
    duties, own = reworded_pairs()
    said = {"h0": "k0", "h1": "", "h2": "k77"}
    found = {one.duty.key: (one.cover, one.judged) for one in compared(duties, own, said)}
    assert found["h0"] == (Cover.COVERED, True)
    assert found["h1"] == (Cover.MISSING, True)
    assert found["h2"] == (Cover.MAYBE, False)  # the line is gone: asked again
    rhythm = [replace(duties[0], timing="quarter")]
    weaker = compared(rhythm, [replace(own[0], timing="year")], said)[0]
    assert (weaker.cover, weaker.judged) == (Cover.WEAKER, True)
    taken_over = compared(duties, [*own, replace(duties[1], key="k50")], said)[1]
    assert (taken_over.cover, taken_over.judged) == (Cover.COVERED, False)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH SÔNG BẰNG", "UBND tỉnh Sông Bằng"),
        ("UBND THÀNH PHỐ HẢI PHÒNG", "UBND thành phố Hải Phòng"),
        ("ĐẢNG ỦY XÃ CẨM BÌNH", "Đảng ủy xã Cẩm Bình"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("UBND tỉnh Sông Bằng", "UBND tỉnh Sông Bằng"),
        ("", ""),
    ],
)
def test_a_body_in_capitals_is_named_as_running_text_names_it(name: str, said: str) -> None:
    assert body_in_text(name) == said


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


@pytest.mark.django_db
def test_one_tap_says_whether_two_lines_are_one_duty(in_commune: World) -> None:
    draft = made_draft(in_commune)
    lines = [one for one in blocks_of(draft) if one.kind == "task"]
    theirs, ours = REWORDED[2]
    content = [changed(lines[0], text=ours)]
    save_changes(draft=draft, changes=Changes(tuple(content)), by=in_commune.owner)
    row = HigherPlan.of(
        draft.commune_id, draft=draft, title="Kế hoạch tỉnh", duties=to_json([Block("h1", "task", theirs)]),
        state="ready", by=in_commune.owner,
    )  # fmt: skip
    row.save(force_insert=True)
    url, client = reverse("drafting_higher", args=[draft.pk, row.pk]), in_commune.client()
    assert "Có thể tương ứng" in client.get(url).content.decode()
    for answer, cover in (
        (f"same h1 {lines[0].key}", Cover.COVERED), ("back h1", Cover.MAYBE), ("other h1", Cover.MISSING),
    ):  # fmt: skip
        assert client.post(url, {"answer": answer}).status_code == 302
        row = HigherPlan.objects.select_related("draft").get(pk=row.pk)
        assert beside(row)[0].cover is cover
        assert ("Xem lại" in client.get(url).content.decode()) is (cover is not Cover.MAYBE)
    for bad in ("same h1", "same h1 gone", "other h77", "maybe h1", " ", "same " + "x" * 9000):
        assert client.post(url, {"answer": bad}).status_code == 409
    row.refresh_from_db()
    assert row.judged == {"h1": ""}


@pytest.mark.parametrize(
    ("own", "duty", "said"),
    [
        (
            Block("k1", "target", "Đăng tin, bài trên trang", number="3", unit="tin, bài", per="month"),
            Block("h1", "target", "Đăng tin", number="6", unit="tin", per="month"),
            "Đăng tin, bài trên trang: tối thiểu 06 tin, bài/tháng.",
        ),
        (
            Block("k1", "target", "x", amount="above", number="80", wording="Người dân được tiếp cận đạt trên 80%."),
            Block("h1", "target", "y", amount="above", number="90"),
            "Người dân được tiếp cận đạt trên 90%.",
        ),
        (
            Block("k1", "task", "Tổ chức cuộc thi xong trước ngày 10/12/2027", timing="fixed", on="2027-12-10"),
            Block("h1", "task", "Cuộc thi", timing="fixed", on="2027-09-30"),
            "Tổ chức cuộc thi xong trước ngày 30/9/2027.",
        ),
        (
            Block("k1", "task", "Khảo sát sự hài lòng", timing="quarter"),
            Block("h1", "task", "Khảo sát", timing="month"),
            "Khảo sát sự hài lòng. Thời gian: hằng tháng.",
        ),
    ],
)
def test_a_weaker_line_is_raised_to_what_was_asked(own: Block, duty: Block, said: str) -> None:
    made = raised(own, duty)
    assert sentence(made, {}) == said
    (after,) = compared([duty], [made], {"h1": "k1"})
    assert after.cover is Cover.COVERED


def test_one_tap_raises_the_line(in_commune: World) -> None:
    draft = filled(made_draft(in_commune), in_commune)
    line = next(one for one in blocks_of(draft) if one.kind == "target" and one.amount == "floor")
    duty = replace(line, key="h1", number="30", wording="")
    higher = HigherPlan.of(in_commune.commune.pk, draft=draft, title="Tỉnh", duties=to_json([duty]), state="ready")
    higher.save()
    weaker = next(one for one in beside(higher) if one.cover is Cover.WEAKER)
    path = reverse("drafting_higher", args=[draft.pk, higher.pk])
    client = in_commune.client()
    assert client.post(path, {"answer": f"raise {weaker.duty.key}"}).status_code == 302
    now = next(one for one in beside(HigherPlan.objects.get(pk=higher.pk)) if one.duty.key == weaker.duty.key)
    assert now.cover is Cover.COVERED
    assert client.post(path, {"answer": f"raise {weaker.duty.key}"}).status_code == 409
