"""Facts, forms and their check: pure."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.content.rules.checking import check_ready, literals, problems, uses
from lantoa.content.rules.comparing import parts
from lantoa.content.rules.extracting import extracted
from lantoa.content.rules.facts import FactKind, fact_from, facts_from
from lantoa.content.rules.items import slug_from, sources_from
from lantoa.content.rules.kinds import DERIVED, Form
from lantoa.content.rules.life import Hat, ItemState, Standing, StepKind, may_write, next_state, steps_open
from lantoa.content.rules.plain import html_of, text_of
from lantoa.content.rules.words import FormText, Words, with_forms
from lantoa.core.errors import NotAllowed, Refused
from tests.content.made import words


def fact(kind: str, value: str) -> tuple[str, str, str]:
    made = fact_from({"key": "x", "kind": kind, "label": "Dữ kiện", "value": value})
    return made.value, made.written, made.said


CANONICAL = """
date|15/7/2026|2026-07-15|15/07/2026|ngày mười lăm tháng bảy năm hai nghìn không trăm hai mươi sáu
time|7h30 - 11h30|07:30-11:30|7 giờ 30 đến 11 giờ 30|bảy giờ ba mươi phút đến mười một giờ ba mươi phút
time|từ 8 giờ|08:00|8 giờ|tám giờ
fee|30.000đ|30000|30.000 đồng|ba mươi nghìn đồng
fee|Miễn phí|0|miễn phí|miễn phí
phone|(0226) 385.1234|02263851234|0226 385 1234|không hai hai sáu, ba tám năm, một hai ba bốn
phone|1022|1022|1022|một không hai hai
link|abc.gov.vn|https://abc.gov.vn|https://abc.gov.vn|abc chấm gov chấm vn
document|Nghị quyết 76/NQ-CP|Nghị quyết 76/NQ-CP|Nghị quyết 76/NQ-CP|Nghị quyết số bảy mươi sáu của Chính phủ
number|95,5%|95,5 %|95,5 %|chín mươi lăm phẩy năm phần trăm
number|1.250 hồ sơ|1.250 hồ sơ|1.250 hồ sơ|một nghìn hai trăm năm mươi hồ sơ
place|  Trung tâm  HCC |Trung tâm HCC|Trung tâm HCC|Trung tâm hành chính công
"""


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "written", "said"), [line.split("|") for line in CANONICAL.strip().splitlines()]
)
def test_a_fact_is_kept_once_and_said_by_each_form_in_its_way(
    kind: str, typed: str, kept: str, written: str, said: str
) -> None:
    assert fact(kind, typed) == (kept, written, said)
    assert fact(kind, kept) == (kept, written, said), "the canonical form is read again as itself"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "31/2/2026"), ("date", "mai"), ("time", "25:00"), ("time", "11:30-7:30"), ("fee", "rẻ"),
        ("phone", "gọi tôi"), ("phone", "1" * 30), ("link", "javascript:alert(1)"), ("link", "https://a:b@c.vn"),
        ("document", "Nghị quyết"), ("number", "nhiều"), ("place", ""), ("place", "[[ngay]]"), ("gì", "x"),
    ],
)  # fmt: skip
def test_what_it_cannot_be_is_refused_with_its_name(kind: str, value: str) -> None:
    with pytest.raises(Refused, match=r"content_fact.*Dữ kiện"):
        fact(kind, value)


def test_a_key_stands_once() -> None:
    row = {"key": "a", "kind": "place", "label": "Nơi", "value": "Nhà văn hóa"}
    with pytest.raises(Refused, match="đã dùng"):
        facts_from([row, row])


def test_forms_are_drafted_from_the_article_and_people_s_words_stay() -> None:
    made = with_forms(words())
    assert made.form(Form.SHORT).startswith("Nộp hồ sơ khai sinh tại nhà")
    assert made.form(Form.SPOKEN).endswith("Xin trân trọng cảm ơn!")
    assert all("[[duong-day-nong]]" in made.form(form) for form in DERIVED), "a fact for every form is in every form"
    own = with_forms(
        replace(made, forms={**made.forms, Form.SHORT: FormText("Lời của tôi [[duong-day-nong]]", edited=True)})
    )
    assert own.form(Form.SHORT) == "Lời của tôi [[duong-day-nong]]"
    assert with_forms(replace(own, title="Khác")).form(Form.POSTER).startswith("Khác")


def test_forms_that_use_facts_cannot_disagree_and_need_nothing() -> None:
    made = with_forms(words())
    assert problems(made) == []
    check_ready(made)
    assert [row.missing for row in uses(made)] == [(), (), (), ()]


def with_short(text: str) -> Words:
    made = with_forms(words())
    return replace(made, forms={**made.forms, Form.SHORT: FormText(text, edited=True)})


def test_another_fee_in_one_form_stops_it() -> None:
    wrong = with_short("Lệ phí 9.000 đồng, gọi [[duong-day-nong]].")
    assert [(one.code, one.form) for one in problems(wrong)] == [("differs", Form.SHORT)]
    with pytest.raises(Refused, match=r"content_unready.*9\.000 đồng"):
        check_ready(wrong)


def test_the_same_fee_typed_is_pointed_at_but_lets_it_through() -> None:
    found = problems(with_short("Lệ phí 8000đ, gọi [[duong-day-nong]]."))
    assert [(one.code, one.must) for one in found] == [("same", False)]


def test_a_fact_for_all_forms_that_one_lacks_and_one_that_is_not_there_stop_it() -> None:
    found = problems(with_short("Xem [[gi-do]]"))
    assert {(one.code, one.must) for one in found} == {("unknown", True), ("lacking", True)}


def test_what_a_person_needs_to_see_is_asked_for() -> None:
    assert {one.code for one in problems(Words("Chỉ có tiêu đề"))} == {"body", "summary"}
    with pytest.raises(Refused, match="Chưa có bài"):
        check_ready(Words("Chỉ có tiêu đề"))


def test_typed_facts_become_facts_everywhere_at_once() -> None:
    typed = Words(
        "Lịch tiếp dân",
        "Từ ngày 15/9/2026.",
        '<p>Lệ phí bản sao là 8.000 đồng. Xem <a href="https://abc.gov.vn/x">tại đây</a>, gọi 0226 385 1234.</p>',
        {Form.SHORT: FormText("Từ 15/09/2026, lệ phí 8.000 đồng", edited=True)},
    )
    made = extracted(typed)
    assert {(one.kind, one.value) for one in made.facts} == {
        (FactKind.DATE, "2026-09-15"), (FactKind.FEE, "8000"), (FactKind.PHONE, "02263851234"),
    }  # fmt: skip
    assert [one for one in literals(made) if one.kind is not FactKind.LINK] == []
    assert 'href="https://abc.gov.vn/x"' in made.body
    assert "Lệ phí bản sao" in {one.label for one in made.facts}
    assert extracted(made) == made, "twice changes nothing"


@given(st.text(max_size=200))
def test_any_text_is_checked_and_extracted(text: str) -> None:
    made = Words("Tiêu đề", text, html_of(text), {Form.SHORT: FormText(text, edited=True)})
    assert isinstance(problems(extracted(made)), list)


def test_typed_text_as_html_and_back() -> None:
    html = html_of("## Mục\n\nMột dòng\nhai dòng <b>\n\n- a\n- b")
    assert html == "<h2>Mục</h2>\n<p>Một dòng<br>hai dòng &lt;b&gt;</p>\n<ul><li>a</li><li>b</li></ul>"
    assert text_of("<p>Một  <b>hai</b></p><ul><li>ba</li></ul>") == "Một hai\n\nba"


def test_addresses_and_sources() -> None:
    assert slug_from("Đăng ký khai sinh: “3 trong 1”!") == "dang-ky-khai-sinh-3-trong-1"
    assert slug_from("???") == "noi-dung"
    assert len(slug_from("rất dài " * 40)) <= 80
    (one, two) = sources_from("Nghị quyết số 76/NQ-CP của Chính phủ\n\nTrang tin https://abc.vn/x, đọc ngày 1/9")
    assert (one.number, one.url) == ("76/NQ-CP", "")
    assert two.url == "https://abc.vn/x"


def test_differences_name_the_parts_that_changed() -> None:
    left = with_forms(words())
    right = with_forms(replace(left, title="Nộp hồ sơ tại nhà", body=left.body.replace("Hồ sơ nộp", "Nộp")))
    assert [part.label for part in parts(left, right)][:2] == ["Tiêu đề", "Bài"]
    assert parts(left, left) == []


STANDINGS = [
    Standing(state, frozenset({hat}), is_out=out) for state in ItemState for hat in Hat for out in (True, False)
]


@pytest.mark.parametrize("standing", STANDINGS, ids=str)
def test_buttons_are_exactly_what_may_be_done(standing: Standing) -> None:
    for step in StepKind:
        try:
            next_state(standing, step)
            allowed = step is not StepKind.REOPEN
        except (Refused, NotAllowed):
            allowed = False
        assert allowed == (step in steps_open(standing))


def test_the_life_in_one_look() -> None:
    approver, writer, editor = frozenset({Hat.APPROVER}), frozenset({Hat.WRITER}), frozenset({Hat.EDITOR})
    assert steps_open(Standing(ItemState.SUBMITTED, approver)) == [StepKind.RETURN, StepKind.APPROVE]
    assert not may_write(Standing(ItemState.SUBMITTED, writer))
    assert may_write(Standing(ItemState.PUBLISHED, editor, is_out=True))
    assert (
        next_state(Standing(ItemState.APPROVED, frozenset({Hat.PUBLISHER}), is_out=True), StepKind.PUBLISH)
        is ItemState.CORRECTED
    )
    with pytest.raises(NotAllowed):
        next_state(Standing(ItemState.SUBMITTED, editor), StepKind.APPROVE)
