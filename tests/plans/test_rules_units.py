"""The names of units, as five real plans write them."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.communes.usual import usual_units
from lantoa.plans.rules.units import Certainty, UnitFacts, match_unit

UNITS = [
    UnitFacts("vp", "Văn phòng HĐND và UBND"),
    UnitFacts("vhxh", "Phòng Văn hóa - Xã hội"),
    UnitFacts("kt", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    UnitFacts("hcc", "Trung tâm Phục vụ hành chính công", ("Bộ phận Một cửa",)),
    UnitFacts("dv", "Trung tâm Dịch vụ sự nghiệp công"),
    UnitFacts("mt", "Ủy ban Mặt trận Tổ quốc Việt Nam phường"),
    UnitFacts("xdd", "Ban Xây dựng Đảng"),
    UnitFacts("ca", "Công an phường"),
]


@pytest.mark.parametrize(
    ("text", "unit_id"),
    [
        ("Văn phòng HĐND - UBND phường", "vp"),
        ("Văn phòng HĐND&UBND", "vp"),
        ("Văn phòng HĐND và UBND phường Trần Phú", "vp"),
        ("Phòng Văn hóa – Xã hội", "vhxh"),
        ("Phòng Văn hóa  \n\nxã hội", "vhxh"),
        ("phòng Văn hoá - Xã hội", "vhxh"),
        (unicodedata.normalize("NFD", "Phòng Văn hóa - Xã hội"), "vhxh"),
        ("Phòng Kinh tế - Hạ tầng - Đô thị", "kt"),
        ("Trung tâm phục vụ hành chính công", "hcc"),
        ("Trung tâm Dịch vụ \n\nsự nghiệp công", "dv"),
        ("Uỷ ban Mặt trận Tổ quốc Việt Nam phường", "mt"),
        ("Ủy ban Mặt trận Tổ quốc phường", "mt"),
        ("Công an phường Bạch Mai", "ca"),
        ("Công an", "ca"),
        ("Ban Xây dựng \u00d0ảng", "xdd"),
    ],
)
def test_the_same_name_written_otherwise(text: str, unit_id: str) -> None:
    found = match_unit(text, UNITS)
    assert (found.unit_id, found.certainty) == (unit_id, Certainty.EXACT)


@pytest.mark.parametrize(
    ("text", "unit_id"),
    [
        ("Phòng VHXH", "vhxh"),
        ("Phòng VH-XH", "vhxh"),
        ("VP HĐND và UBND", "vp"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "vp"),
        ("Bộ phận một cửa", "hcc"),
        ("TTPVHCC", "hcc"),
        ("Ủy ban MTTQ Việt Nam phường", "mt"),
        ("Ủy ban MTTQ VN phường và các tổ chức chính trị - xã hội", "mt"),
        ("Ban XD Đảng", "xdd"),
    ],
)
def test_abbreviations_and_other_names(text: str, unit_id: str) -> None:
    found = match_unit(text, UNITS)
    assert (found.unit_id, found.certainty) == (unit_id, Certainty.ALIAS)


@pytest.mark.parametrize(("text", "unit_id"), [("Phòng Kinh tế", "kt"), ("VHXH", "vhxh")])
def test_a_part_of_a_name_is_only_likely(text: str, unit_id: str) -> None:
    found = match_unit(text, UNITS)
    assert (found.unit_id, found.certainty) == (unit_id, Certainty.LIKELY)


@pytest.mark.parametrize("text", ["các phòng, ban chuyên môn", "Thủ trưởng các cơ quan, đơn vị", "Các đoàn thể"])
def test_a_group_is_nobody(text: str) -> None:
    assert match_unit(text, UNITS).certainty is Certainty.GROUP


@pytest.mark.parametrize("text", ["", "  ", "Đoàn Thanh niên", "Phòng", "Phong Van hoa - Xa hoi", "<script>", "\x00"])
def test_what_is_not_known_is_not_guessed(text: str) -> None:
    found = match_unit(text, UNITS)
    assert (found.unit_id, found.certainty) == (None, Certainty.NONE)


def test_between_two_that_fit_equally_a_person_chooses() -> None:
    found = match_unit("Trung tâm", UNITS)
    assert found.unit_id is None
    assert set(found.candidates) == {"dv", "hcc"}
    twins = [UnitFacts("1", "Công an phường"), UnitFacts("2", "Công an xã")]
    assert match_unit("Công an", twins) == match_unit("công an", twins)
    assert match_unit("Công an", twins).unit_id is None


def test_the_words_xa_hoi_are_no_place() -> None:
    assert match_unit("Phòng Văn hóa", UNITS).certainty is Certainty.LIKELY


def test_a_remembered_alias_is_as_good_as_the_name() -> None:
    units = [*UNITS, UnitFacts("tt", "Đài Truyền thanh", ("Trung tâm Văn hóa, Thể thao và Truyền thông",))]
    assert match_unit("Trung tâm Văn hóa - Thể thao - Truyền thông phường", units).unit_id == "tt"


def test_all_usual_units_find_themselves_and_their_aliases() -> None:
    usual = usual_units("phường")
    units = [UnitFacts(str(n), unit.name, unit.aliases) for n, unit in enumerate(usual)]
    for n, unit in enumerate(usual):
        for name in (unit.name, *unit.aliases):
            assert match_unit(name, units).unit_id == str(n), name


@given(st.text(max_size=60))
def test_any_text_has_an_answer_that_names_only_known_units(text: str) -> None:
    found = match_unit(text, UNITS)
    assert {*found.candidates, found.unit_id} <= {None, *(unit.id for unit in UNITS)}
    assert found.unit_id is None or found.unit_id in found.candidates


def test_a_hostile_name_is_answered_at_once() -> None:
    started = time.perf_counter()
    match_unit("aa " * 5000 + "b", [UnitFacts("1", "a " * 5000 + "c"), UnitFacts("2", "aa " * 5000 + "c")])
    assert time.perf_counter() - started < 1
