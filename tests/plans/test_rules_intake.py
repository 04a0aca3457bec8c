"""From a reading to items: units, doubts, repeats, groups; and whose plan it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.plans.rules.digest import digest_of
from lantoa.plans.rules.doubts import doubt_label, is_sure
from lantoa.plans.rules.intake import elements_from_reading, head_from_reading, head_texts, items_from_reading
from lantoa.plans.rules.likeness import repeated
from lantoa.plans.rules.places import named_communes, other_commune
from lantoa.plans.rules.review import Origin
from lantoa.plans.rules.units import UnitFacts

UNITS = [
    UnitFacts("1", "Phòng Văn hóa - Xã hội", ("VHXH",)),
    UnitFacts("2", "Văn phòng HĐND và UBND"),
    UnitFacts("3", "Công an"),
]


def task(text: str = "Biên tập nội dung tuyên truyền về cải cách hành chính.", **more: Any) -> dict[str, Any]:
    return {"text": text, "span": [5, 60], "section": "IV.1", "lead": None, "deadline": None, "doubts": [], **more}


def target(text: str, at: int = 0, **more: Any) -> dict[str, Any]:
    measure = {"kind": "count", "n": 2, "per": "month", "activity": "broadcast"}
    return {
        "text": text,
        "span": [at, at + 9],
        "section": "I.3",
        "quantity": "02",
        "unit": "lần",
        "measure": measure,
        **more,
    }


@pytest.mark.parametrize(
    ("lead", "unit", "doubts"),
    [
        ("Phòng VHXH", "1", ()),
        ("Phòng Văn hóa - Xã hội phường Trần Phú", "1", ()),
        ("Tổ công nghệ số cộng đồng", None, ("lead_unknown",)),
        ("Các phòng, ban, đơn vị", None, ("lead_group",)),
        (None, None, ()),
    ],
)
def test_a_lead_is_matched_or_doubted(lead: str | None, unit: str | None, doubts: tuple[str, ...]) -> None:
    (item,) = items_from_reading({"tasks": [task(lead=lead)]}, UNITS)
    assert (item.lead_id, item.doubts) == (unit, doubts)


def test_only_certain_names_become_coordinating_units() -> None:
    names = ["Công an phường", "đơn vị liên quan", "Phòng Văn hóa - Xã hội"]
    (item,) = items_from_reading({"tasks": [task(lead="Phòng VHXH", coordinating=names)]}, UNITS)
    assert item.coordinating_ids == ("3",)  # the lead itself does not coordinate
    assert item.coordinating_text == tuple(names)


def test_items_stand_in_the_order_of_the_document_and_proposals_last() -> None:
    reading = {"tasks": [task(span=[50, 90])], "targets": [target("Chỉ tiêu sau", 100), target("Chỉ tiêu trước", 10)]}
    proposal = target("Đề xuất", 1, reason="Thông lệ")
    found = items_from_reading(reading, UNITS, [proposal])
    assert [item.span for item in found] == [(10, 19), (50, 90), (100, 109), (1, 10)]
    assert [item.origin for item in found][-1] is Origin.PROPOSED
    assert found[-1].reason == "Thông lệ"


def test_a_target_repeated_in_the_appendix_is_offered_for_merging() -> None:
    first = "Tuyên truyền cải cách hành chính trên hệ thống truyền thanh phường tối thiểu 02 lần/tháng"
    again = "Tuyên truyền cải cách hành chính trên hệ thống truyền thanh của phường (02 lần/tháng)"
    found = items_from_reading({"targets": [target(first, 0), target(again, 500)]}, UNITS)
    assert [item.same_as for item in found] == [None, 0]
    assert "looks_repeated" in found[1].doubts
    assert not is_sure(found[1].doubts, CommitmentKind.TARGET)


def test_one_of_several_shares_a_group() -> None:
    ones = [task("Tổ chức cuộc thi tìm hiểu", modality="one_of"), task("Tổ chức tọa đàm, đối thoại", modality="one_of")]
    found = items_from_reading({"tasks": [*ones, task("Việc phải làm thường xuyên")]}, UNITS)
    assert found[0].alternative_group == found[1].alternative_group != ""
    assert found[2].alternative_group == ""


@pytest.mark.parametrize("kind", [CommitmentKind.TARGET, CommitmentKind.TASK])
def test_a_missing_lead_holds_back_tasks_only(kind: CommitmentKind) -> None:
    assert is_sure(["lead_missing"], kind) is (kind is CommitmentKind.TARGET)
    assert is_sure(["coordinating_vague", "quantity_word"], kind)
    assert not is_sure(["table_guessed"], kind)
    assert doubt_label("table_guessed") != "table_guessed"
    assert doubt_label("something_new") == "something_new"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = ("targets", "tasks", "references", "contents", "period", "title", "commune", "issued_on", "number")


@given(
    st.dictionaries(st.sampled_from(KEYS), JUNK),
    st.lists(
        st.dictionaries(
            st.sampled_from(("text", "span", "lead", "deadline", "measure", "doubts", "coordinating")), JUNK
        ),
        max_size=3,
    ),
)
def test_an_odd_reading_never_breaks_the_intake(reading: dict[str, Any], tasks: list[dict[str, Any]]) -> None:
    items_from_reading({**reading, "tasks": tasks}, UNITS)
    elements_from_reading(reading)
    head_from_reading(reading)
    head_texts(reading)


def test_a_head_with_dates_in_the_wrong_order_has_no_period() -> None:
    head = head_from_reading({"period": {"start": "2025-12-31", "end": "2025-01-01"}, "issued_on": "31/12/2025"})
    assert (head.period, head.issued_on, head.title) == (None, None, "")


KNOWN = ["phuong tran phu", "phuong thach khoi", "xa tu cuong"]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Tuyên truyền CCHC phường Trần Phú năm 2025"], "phuong tran phu"),
        (["ỦY BAN NHÂN DÂN XÃ TỰ CƯỜNG", "Kế hoạch năm 2025"], "xa tu cuong"),
        (["Kế hoạch phường Thạch Khôi", "phường Trần Phú"], None),  # ours is named, too
        (["Thạch Khôi, ngày 05 tháng 01 năm 2026"], None),
        (["Phòng Văn hóa xã hội và đoàn thể"], None),
        ([], None),
    ],
)
def test_whose_plan_it_is(texts: list[str], found: str | None) -> None:
    assert other_commune(texts, "Phường Thạch Khôi", set(KNOWN) & set(named_communes(texts))) == found


def test_repeats_never_chain() -> None:
    same = "Tuyên truyền cải cách hành chính trên hệ thống truyền thanh"
    assert repeated([same, same, same]) == {1: 0, 2: 0}
    assert repeated(["Họp", "Họp báo"]) == {}


def test_the_digest_tells_the_smallest_change() -> None:
    item = {"text": "Một việc", "quantity": 2, "lead": None}
    assert digest_of("văn bản", [item]) == digest_of("văn bản", [dict(reversed(item.items()))])
    assert digest_of("văn bản", [item]) != digest_of("văn bản", [{**item, "quantity": 3}])
    assert digest_of("văn bản", [item]) != digest_of("văn bản.", [item])
