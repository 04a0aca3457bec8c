"""The register of acts: its file, and looking up however people type."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.register import Register, RegisteredAct, Status, number_key, register
from vanban.register.acts import read_acts

ACT = RegisteredAct("Nghị quyết", "76/NQ-CP", "thử", date(2021, 7, 15), "Chính phủ", "Chương trình tổng thể")


@pytest.mark.parametrize(
    "typed",
    ["76/NQ-CP", "76/NQCP", "76/nq-cp", "76 NQ-CP", "076/NQ–CP", "số 76/NQ-CP", "76 / NQ - CP", "76/NQ CP", "76-NQ/CP"],
)
def test_one_number_however_it_is_typed(typed: str) -> None:
    assert number_key(typed) == number_key("76/NQ-CP")
    assert [act.number for act in register().find(typed)] == ["76/NQ-CP"]


@pytest.mark.parametrize("typed", ["749/QĐ TTg", "749/QÐ-TTg", "749/qd-ttg", "749/QĐ-\nTTg"])
def test_broken_numbers_and_look_alike_letters(typed: str) -> None:
    assert [act.number for act in register().find(typed)] == ["749/QĐ-TTg"]


@pytest.mark.parametrize(
    ("one", "two"), [("76/NQ-CP", "67/NQ-CP"), ("30/2020/NĐ-CP", "30/2021/NĐ-CP"), ("5/KH", "5/KL")]
)
def test_other_numbers_stay_apart(one: str, two: str) -> None:
    assert number_key(one) != number_key(two)


@given(st.text(max_size=60))
def test_any_text_has_a_key_and_can_be_searched(text: str) -> None:
    assert number_key(text) == number_key(text.upper().lower()) or text.upper().lower() != text.lower()
    register().search(text)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("76/NQCP", "76/NQ-CP"),
        ("nghị quyết 76", "76/NQ-CP"),
        ("nghi quyet so 76", "76/NQ-CP"),
        ("NQ 76", "76/NQ-CP"),
        ("nq76", "76/NQ-CP"),
        ("nđ 30/2020", "30/2020/NĐ-CP"),
        ("Nghị định 30", "30/2020/NĐ-CP"),
        ("bảo vệ dữ liệu cá nhân", "91/2025/QH15"),
        ("luat luu tru", "33/2024/QH15"),
        ("Đề án 06", "06/QĐ-TTg"),
        ("178/2024", "178/2024/NĐ-CP"),
        ("4386", "4386/QĐ-UBND"),
    ],
)
def test_searching_as_people_do(query: str, first: str) -> None:
    assert first in [act.number for act in register().search(query)][:3]


@pytest.mark.parametrize("query", ["", "   ", "không có văn bản nào như thế", "99999/NQ-CP", "nghị định 76"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert register().search(query) == ()


def test_laws_by_name_and_year() -> None:
    found = register().named("Luật", "Tổ chức chính quyền địa phương", "2025")
    assert [act.number for act in found] == ["65/2025/QH15", "72/2025/QH15"]
    assert register().named("Luật", "Phổ biến giáo dục pháp luật")[0].number == "14/2012/QH13"


def test_every_entry_is_whole() -> None:
    acts = read_acts()
    assert len({(act.number, act.issuer) for act in acts}) == len(acts)
    for act in acts:
        assert act.source
        assert act.verified == (act.checked_on is not None), act.number
        assert (act.status is Status.REPLACED) == (act.replaced_by is not None), act.number
        if act.replaced_by:
            assert register().find(act.replaced_by), f"{act.number}: {act.replaced_by} is not in the register"
            assert act.until


def test_ceased_from_the_day_on_that_the_next_act_is_in_force() -> None:
    decree = register().find("13/2023/NĐ-CP")[0]
    assert not decree.ceased_by(date(2025, 12, 31))
    assert decree.ceased_by(date(2026, 1, 1))
    assert not ACT.ceased_by(date(2099, 1, 1))


def test_a_wrong_file_says_which_entry(tmp_path: Path) -> None:
    wrong = tmp_path / "acts.toml"
    wrong.write_text('[[act]]\nkind = "Luật"\nnumber = "1"\nsource = "x"\nstatus = "gone"\n')
    with pytest.raises(ValueError, match="act 1"):
        read_acts(wrong)
    wrong.write_text('[[act]]\nkind = "Luật"\nnumber = "1"\nsource = "x"\nwho = "?"\n')
    with pytest.raises(ValueError, match="unknown field"):
        read_acts(wrong)


def test_several_acts_with_one_number_are_all_found() -> None:
    two = Register([ACT, RegisteredAct("Kế hoạch", "01/KH-UBND", "a"), RegisteredAct("Kế hoạch", "1/KH-UBND", "b")])
    assert [act.source for act in two.find("01/KH UBND")] == ["a", "b"]
