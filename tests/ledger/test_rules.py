"""The chain as values: whatever is changed, dropped, put in, moved or cut off is found, and named."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lantoa.ledger.rules import GENESIS, Anchor, EntryFacts, Fault, FaultKind, Walk, plain

Chain = list[EntryFacts]
BEGIN = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)

facts = st.dictionaries(
    st.text(max_size=8),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=12),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


def linked(data: list[dict[str, Any]], commune: int = 7) -> Chain:
    chain: Chain = []
    for number, one in enumerate(data, start=1):
        entry = EntryFacts(
            commune_id=commune, seq=number, at=BEGIN + timedelta(seconds=number, microseconds=number),
            actor_id=number % 3 or None, action="activity.logged", object_type="activities.activity",
            object_id=100 + number, data=one, previous_hash=chain[-1].hash if chain else GENESIS, hash="",
        )  # fmt: skip
        chain.append(replace(entry, hash=entry.computed()))
    return chain


chains = st.lists(facts, min_size=2, max_size=8).map(linked)


def faults(chain: Chain, *anchors: Anchor) -> list[Fault]:
    return list(Walk(anchors).faults(chain))


def relinked(chain: Chain) -> Chain:
    """What a forger makes of it who knows how the hashes are made: numbered and hashed anew."""
    made: Chain = []
    for number, entry in enumerate(chain, start=1):
        one = replace(entry, seq=number, previous_hash=made[-1].hash if made else GENESIS)
        made.append(replace(one, hash=one.computed()))
    return made


@given(chains)
def test_a_true_chain_has_no_fault_also_with_anchors(chain: Chain) -> None:
    assert faults(chain, *(Anchor(entry.seq, entry.hash) for entry in chain)) == []


def changed_byte(text: str, place: int) -> str:
    """The text with one character made another."""
    at = place % len(text)
    return text[:at] + chr((ord(text[at]) - 32 + 1) % 90 + 33) + text[at + 1 :]


def changed(entry: EntryFacts, name: str, place: int) -> EntryFacts:
    value: Any = getattr(entry, name)
    if isinstance(value, str):
        return replace(entry, **{name: changed_byte(value, place)})
    if isinstance(value, datetime):
        return replace(entry, at=value + timedelta(microseconds=1 + place))
    if isinstance(value, dict):
        key = sorted(value)[place % len(value)] if value else "x"
        return replace(entry, data={**value, key: [value.get(key), "thêm"]})
    return replace(entry, **{name: (value or 0) + 1 + place})


@given(chains, st.data())
def test_any_change_of_any_field_is_found_and_named(chain: Chain, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(chain) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(EntryFacts)]))
    spoiled = changed(chain[at], name, data.draw(st.integers(0, 200)))
    assume(spoiled != chain[at])
    found = faults([*chain[:at], spoiled, *chain[at + 1 :]])
    assert found
    assert min(fault.seq for fault in found) <= chain[at].seq + 1
    if name not in {"hash", "seq"}:
        assert Fault(FaultKind.CHANGED, chain[at].seq, chain[at].seq) in found


@given(chains, st.data())
def test_every_dropped_entry_is_named(chain: Chain, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(1, len(chain)), min_size=1))
    left = [entry for entry in chain if entry.seq not in gone]
    found = faults(left, Anchor(chain[-1].seq, chain[-1].hash))
    named = {seq for fault in found for seq in range(fault.seq, fault.last + 1)}
    assert named == gone
    assert {fault.kind for fault in found} <= {FaultKind.DROPPED, FaultKind.CUT_OFF}


@given(chains, st.data())
def test_entries_that_changed_places_are_found(chain: Chain, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(chain))))
    assume(list(order) != list(range(len(chain))))
    moved = [chain[place] for place in order]
    assert faults(moved), "as they are"
    renumbered = [replace(entry, seq=number) for number, entry in enumerate(moved, start=1)]
    assert faults(renumbered), "with their numbers exchanged"
    rehashed = [replace(entry, hash=entry.computed()) for entry in renumbered]
    assert faults(rehashed), "with numbers and hashes made anew, without linking them"


@given(chains, st.data())
def test_an_entry_put_in_is_found_whether_it_takes_a_number_or_pushes_the_others(
    chain: Chain, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(chain) - 1))
    forged = replace(chain[at], action="plan.adopted", object_id=999)
    forged = replace(forged, hash=forged.computed())
    kinds = {fault.kind for fault in faults([*chain[: at + 1], forged, *chain[at + 1 :]])}
    assert FaultKind.INSERTED in kinds
    pushed = [replace(entry, seq=entry.seq + 1) for entry in chain[at:]]
    assert faults([*chain[:at], forged, *pushed])


@given(chains, st.data())
def test_one_forged_entry_breaks_the_link_behind_it(chain: Chain, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(chain) - 2))
    forged = replace(chain[at], object_id=999)
    forged = replace(forged, hash=forged.computed())
    assert faults([*chain[:at], forged, *chain[at + 1 :]]) == [Fault(FaultKind.UNLINKED, at + 2, at + 2)]


@given(chains, st.data())
def test_a_chain_written_anew_needs_an_anchor_and_has_one(chain: Chain, data: st.DataObject) -> None:
    """What a chain alone cannot prove (ADR 0015)."""
    at = data.draw(st.integers(0, len(chain) - 1))
    rewritten = relinked([*chain[:at], replace(chain[at], object_id=999), *chain[at + 1 :]])
    assert faults(rewritten) == []
    found = faults(rewritten, Anchor(chain[-1].seq, chain[-1].hash, "mốc"))
    assert found == [Fault(FaultKind.REWRITTEN, chain[-1].seq, chain[-1].seq, "mốc")]


def test_a_cut_tail_is_named_from_the_first_entry_that_is_gone() -> None:
    chain = linked([{}] * 5)
    found = faults(chain[:2], Anchor(3, chain[2].hash), Anchor(5, chain[4].hash, "bản sao lưu"))
    assert found == [Fault(FaultKind.CUT_OFF, 3, 5, "bản sao lưu")]
    assert found[0].words.startswith("Các mục 3 đến 5: phần cuối sổ đã bị cắt")
    assert faults([], Anchor(5, chain[4].hash)) == [Fault(FaultKind.CUT_OFF, 1, 5)]


def test_every_kind_of_fault_has_words() -> None:
    for kind in FaultKind:
        assert Fault(kind, 4, 4).words.startswith("Mục 4: ")


def test_a_walk_holds_one_entry_at_a_time() -> None:
    """Of a million entries as of ten: the chain is given by a generator and nothing is collected."""
    chain = linked([{}] * 3)
    walk = Walk()
    seen = iter(chain)
    assert list(walk.faults(seen)) == []
    assert (walk.count, walk.seq, walk.hash) == (3, 3, chain[-1].hash)


@given(facts)
def test_facts_are_hashed_as_the_database_gives_them_back(data: dict[str, Any]) -> None:
    assert plain(data) == json.loads(json.dumps(data))


def test_numbers_without_fraction_lose_their_point_as_in_the_database() -> None:
    assert plain({"n": 3.0, "deep": [{"x": 2.0}, 1.5], 4: (1, 2)}) == {"n": 3, "deep": [{"x": 2}, 1.5], "4": [1, 2]}


@pytest.mark.parametrize("value", [BEGIN, float("nan"), float("inf"), {1, 2}])
def test_what_is_no_json_is_refused_before_it_is_stored(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        plain({"x": value})
