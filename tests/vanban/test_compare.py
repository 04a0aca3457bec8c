"""Two editions compared: kinds of change on examples, and what holds for any two editions (hypothesis)."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.clauses import clauses_of
from vanban.compare import Change, ChangeKind, Clause, compare, has_changed, matched, share_kept
from vanban.differences import MOST_WORDS, PieceKind, word_differences

BROADCAST = "Tuyên truyền cải cách hành chính trên hệ thống truyền thanh phường tối thiểu 02 lần/tháng"
NEWS = "Đăng ít nhất 01 tin, bài/tháng trên Trang thông tin điện tử phường"
POSTING = "Niêm yết công khai đầy đủ thủ tục hành chính tại trụ sở trước ngày 30/6/2025"


def clause(key: str, text: str, number: str = "", place: int | None = None, **facts: str) -> Clause:
    return Clause(key, text, number, int(key) if place is None else place, tuple(facts.items()))


def kinds(changes: list[Change]) -> list[ChangeKind]:
    return [change.kind for change in changes]


def one(old: str, new: str, **facts: tuple[str, str]) -> Change:
    before = clause("1", old, "I.2", **{name: pair[0] for name, pair in facts.items()})
    after = clause("1", new, "I.2", **{name: pair[1] for name, pair in facts.items()})
    (found,) = compare([before], [after])
    return found


def test_the_same_words_in_another_dress_are_the_same() -> None:
    assert one(BROADCAST, BROADCAST.upper() + " .").kind is ChangeKind.SAME
    assert one(BROADCAST, BROADCAST.replace("02", "2")).kind is ChangeKind.SAME


def test_other_words_of_the_same_thing_are_only_reworded() -> None:
    change = one(BROADCAST, BROADCAST.replace("Tuyên truyền", "Đẩy mạnh tuyên truyền về"))
    assert change.kind is ChangeKind.REWORDED
    assert change.is_reworded


def test_another_number_in_the_words_is_a_change() -> None:
    change = one(BROADCAST, BROADCAST.replace("02", "03"))
    assert change.kind is ChangeKind.CHANGED
    assert [(fact.name, fact.old, fact.new) for fact in change.facts] == [("number", "2", "3")]


def test_another_lead_is_a_change_though_the_words_are_the_same() -> None:
    change = one(BROADCAST, BROADCAST, lead=("Phòng Văn hóa - Xã hội", "Trung tâm Dịch vụ"), due=("30/6", "30/6"))
    assert (change.kind, [fact.name for fact in change.facts]) == (ChangeKind.CHANGED, ["lead"])


def test_moved_new_and_dropped() -> None:
    old = [clause("1", BROADCAST, "I.1"), clause("2", NEWS, "I.2")]
    new = [clause("7", POSTING, "I.1"), clause("8", BROADCAST, "II.3")]
    changes = compare(old, new)
    assert sorted(kinds(changes)) == [ChangeKind.DROPPED, ChangeKind.MOVED, ChangeKind.NEW]
    assert share_kept(changes) == 0.5
    assert has_changed(changes)


def test_one_clause_becomes_two() -> None:
    old = clause("1", f"{BROADCAST}; {NEWS.lower()}", "I.1")
    changes = compare([old], [clause("1", BROADCAST, "I.1"), clause("2", NEWS, "I.2")])
    assert kinds(changes) == [ChangeKind.SPLIT]
    assert [part.text for part in changes[0].new] == [BROADCAST, NEWS]


def test_two_clauses_become_one() -> None:
    new = clause("1", f"{BROADCAST}; {NEWS.lower()}", "I.1")
    changes = compare([clause("1", BROADCAST, "I.1"), clause("2", NEWS, "I.2")], [new])
    assert kinds(changes) == [ChangeKind.MERGED]
    assert {part.text for part in changes[0].old} == {BROADCAST, NEWS}


def test_what_is_known_to_continue_is_believed() -> None:
    changes = compare([clause("1", BROADCAST)], [clause("1", POSTING)], {"1": "1"})
    assert kinds(changes) == [ChangeKind.CHANGED]
    apart = compare([clause("1", BROADCAST)], [clause("1", BROADCAST)], {})
    assert set(kinds(apart)) == {ChangeKind.DROPPED, ChangeKind.NEW}


def test_dropped_stands_where_it_stood() -> None:
    old = [clause(str(n), text) for n, text in enumerate([BROADCAST, POSTING, NEWS])]
    changes = compare(old, [old[0], old[2]])
    assert kinds(changes) == [ChangeKind.SAME, ChangeKind.DROPPED, ChangeKind.SAME]


WORDS = ("tuyên", "truyền", "cải", "cách", "phát", "thanh", "bài", "viết", "hội", "nghị", "niêm", "yết")
texts = st.lists(st.sampled_from([*WORDS, "02", "3", "20%"]), min_size=1, max_size=14).map(" ".join)


@st.composite
def editions(draw: st.DrawFn) -> list[Clause]:
    found = draw(st.lists(st.tuples(texts, st.sampled_from(["", "I.1", "I.2", "II.1.a"])), max_size=9))
    return [Clause(f"k{place}", text, number, place) for place, (text, number) in enumerate(found)]


def shape(changes: list[Change]) -> set[tuple[object, ...]]:
    return {(c.kind, frozenset(one.key for one in c.old), frozenset(one.key for one in c.new)) for c in changes}


@given(editions())
def test_nothing_differs_from_itself(edition: list[Clause]) -> None:
    assert set(kinds(compare(edition, edition))) <= {ChangeKind.SAME}
    assert not has_changed(compare(edition, edition))


@given(editions(), editions())
def test_every_clause_stands_in_one_place(old: list[Clause], new: list[Clause]) -> None:
    changes = compare(old, new)
    assert sorted(one.key for change in changes for one in change.old) == sorted(one.key for one in old)
    assert sorted(one.key for change in changes for one in change.new) == sorted(one.key for one in new)


@given(editions(), editions(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(old: list[Clause], new: list[Clause], dice: random.Random) -> None:
    shuffled_old, shuffled_new = dice.sample(old, len(old)), dice.sample(new, len(new))
    assert shape(compare(shuffled_old, shuffled_new)) == shape(compare(old, new))
    assert [c.kind for c in compare(shuffled_old, shuffled_new)] == [c.kind for c in compare(old, new)]


@given(editions(), editions())
def test_what_goes_one_way_comes_the_other_way(old: list[Clause], new: list[Clause]) -> None:
    there, back = matched(old, new), matched(new, old)
    assert there == {right: left for left, right in back.items()}
    assert _keys(compare(old, new), ChangeKind.NEW) == _keys(compare(new, old), ChangeKind.DROPPED)


def _keys(changes: list[Change], kind: ChangeKind) -> set[str]:
    return {one.key for change in changes if change.kind is kind for one in (*change.old, *change.new)}


@settings(max_examples=60)
@given(texts, texts)
def test_word_differences_read_as_both_texts(old: str, new: str) -> None:
    pieces = word_differences(old, new)
    assert " ".join(p.text for p in pieces if p.kind is not PieceKind.CAME) == old
    assert " ".join(p.text for p in pieces if p.kind is not PieceKind.GONE) == new


def test_word_differences_of_a_very_long_clause_are_not_searched() -> None:
    long = " ".join(map(str, range(MOST_WORDS + 1)))
    assert [piece.kind for piece in word_differences(long, long + " x")] == [PieceKind.GONE, PieceKind.CAME]


def test_clauses_carry_their_numbering() -> None:
    text = "I. MỤC ĐÍCH\n1. Chỉ tiêu\n- Một\n- Hai\nII. NỘI DUNG\na) Điểm a"
    marks = ["roman", "number", "dash", "dash", "roman", "letter"]
    spans, at = [], 0
    for line, mark in zip(text.split("\n"), marks, strict=True):
        spans.append((at, at + len(line), mark))
        at += len(line) + 1
    assert [one.number for one in clauses_of(text, spans)] == ["I", "I.1", "I.1.-", "I.1.-", "II", "II.a"]


@pytest.mark.parametrize("size", [0, 400])
def test_hostile_sizes_end(size: int) -> None:
    edition = [Clause(str(n), f"{BROADCAST} {n} " + "x " * (n % 7), "I.1", n) for n in range(size)]
    assert len(matched(edition, list(reversed(edition)))) == size
