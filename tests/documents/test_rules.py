"""When two acts are one, what an entry must say, and how acts and citations come together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.citations.rules import ONLY_CITED, Citation, Wanted, found, gathered, is_stale
from lantoa.core.errors import Refused
from lantoa.documents.rules import Draft, act_key, check_draft, standing
from vanban.register import RegisteredAct, Status, register

TODAY = date(2026, 11, 28)
DECREE = RegisteredAct("Nghị định", "30/2020/NĐ-CP", "vbpl.vn", date(2020, 3, 5), "Chính phủ", "Công tác văn thư")
OLD = RegisteredAct(
    "Thông tư", "39/2020/TT-BTTTT", "vbpl.vn", date(2020, 11, 24), status=Status.REPLACED,
    replaced_by="24/2025/TT-BVHTTDL", until=date(2026, 2, 20),
)  # fmt: skip


def cites(number: str = "", day: date | None = None, **more: str) -> Citation:
    return Citation(1, 1, "Kế hoạch 2026", more.pop("words", f"số {number}"), number=number, issued_on=day, **more)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("Nghị định", "30/2020/NĐ-CP", None), ("Nghị định", "30/2020/nđ–cp", date(2020, 3, 5)), True),
        (("Kế hoạch", "12/KH-UBND", date(2026, 1, 5)), ("Kế hoạch", "12/KH-UBND", date(2025, 1, 5)), False),
        (("Quyết định", "749/QĐ-TTg", None), ("Quyết định", "749/QĐ TTg", date(2020, 6, 3)), True),
        (("Quyết định", "9/QĐ-UBND", date(2026, 1, 1)), ("Quyết định", "09/QĐ-UBND", date(2026, 1, 1)), True),
    ],
)
def test_what_makes_two_acts_one(one: tuple[str, str, date], two: tuple[str, str, date], same: bool) -> None:
    assert (act_key(*one) == act_key(*two)) is same


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft("Luật", "không số"), "act_number"),
        (Draft("Luật", "1/2030/QH16", issued_on=date(2030, 1, 1)), "act_dates"),
        (Draft("Luật", "1/2020/QH14", effective=date(2020, 2, 1), until=date(2020, 1, 1)), "act_dates"),
        (Draft("Luật", "1/2020/QH14", status=Status.REPLACED, source="vbpl.vn"), "act_replaced"),
        (Draft("Luật", "1/2020/QH14", status=Status.IN_FORCE), "act_source"),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused(draft: Draft, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_draft(draft, TODAY)
    assert refused.value.code == code


def test_what_the_commune_says_stands_in_place_of_what_ships() -> None:
    ours = RegisteredAct("Nghị định", "30/2020/NĐ–CP", "Công báo", status=Status.EXPIRED)
    assert standing([DECREE, OLD], [ours]) == [ours, OLD]


def test_citations_find_their_act_however_they_write_it() -> None:
    written = [
        cites("30/2020/NĐ-CP"),
        cites("30/2020/NĐ - CP", date(2020, 3, 6)),
        cites("99/QĐ-UBND", kind="Quyết định"),
    ]
    decree, only = (entry for entry in gathered([DECREE], written, {}))
    assert len(decree.citations) == 2
    assert decree.differing == ("06/03/2020",)
    assert only.act.source == ONLY_CITED


def test_a_law_by_name_is_the_registered_law() -> None:
    law = RegisteredAct("Luật", "33/2024/QH15", "vbpl.vn", date(2024, 6, 21), "Quốc hội", "Lưu trữ")
    entries = gathered([law], [cites(kind="Luật", title="Lưu trữ", words="Luật Lưu trữ")], {})
    assert [len(entry.citations) for entry in entries] == [1]


def test_a_local_number_without_a_day_joins_the_only_one_there_is() -> None:
    both = [cites("12/KH-UBND", date(2026, 1, 5), kind="Kế hoạch"), cites("12/KH-UBND", kind="Kế hoạch")]
    assert len(gathered([], both, {})) == 1
    third = cites("12/KH-UBND", date(2025, 1, 5), kind="Kế hoạch")
    assert len(gathered([], [both[0], third], {})) == 2


@given(
    st.permutations([cites("30/2020/NĐ-CP"), cites("39/2020/TT-BTTTT"), cites("1/2026/NQ-CP"), cites("1/2026/nq-cp")])
)
def test_every_citation_stands_at_exactly_one_act(written: list[Citation]) -> None:
    entries = gathered([DECREE, OLD], written, {})
    assert sorted(map(id, (one for entry in entries for one in entry.citations))) == sorted(map(id, written))
    assert len(entries) == 3


def test_a_replaced_act_that_is_still_cited_is_stale() -> None:
    (entry,) = gathered([OLD], [cites("39/2020/TT-BTTTT")], {})
    assert is_stale(entry, TODAY)
    assert not is_stale(entry, date(2026, 1, 1))
    (uncited,) = gathered([OLD], [], {})
    assert not is_stale(uncited, TODAY)


@pytest.mark.parametrize("typed", ["76/NQCP", "nghị quyết 76", "nghi quyet 76", "NQ 76", "76/nq-cp", "76/NQ – CP"])
def test_found_however_it_is_typed(typed: str) -> None:
    entries = gathered(register().acts, [], {})
    best = found(entries, Wanted(words=typed), TODAY)[0]
    assert best.act.number == "76/NQ-CP"


def test_filters() -> None:
    entries = gathered([DECREE, OLD], [cites("39/2020/TT-BTTTT")], {"39.2020|ttbtttt": 7})
    assert [entry.act for entry in found(entries, Wanted(shown="het-hieu-luc"), TODAY)] == [OLD]
    assert [entry.act for entry in found(entries, Wanted(shown="tu-ghi"), TODAY)] == [OLD]
    assert [entry.act for entry in found(entries, Wanted(status="unknown"), TODAY)] == [DECREE]
    assert [entry.act for entry in found(entries, Wanted(), TODAY)] == [OLD, DECREE]
