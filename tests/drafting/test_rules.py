"""The pure part: merging, sentences, the template, blanks, the life of a draft."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.errors import NotAllowed, Refused
from lantoa.drafting.rules.blanks import lacks
from lantoa.drafting.rules.blocks import Block, BlockKind, block_from, from_json, to_json
from lantoa.drafting.rules.composing import Paper, compose
from lantoa.drafting.rules.life import STEPS, WHO, Hat, Stage, Standing, Step, next_stage, tidy_number
from lantoa.drafting.rules.merging import Changes, Content, merge
from lantoa.drafting.rules.naming import period_words
from lantoa.drafting.rules.sentences import sentence
from lantoa.drafting.rules.template import Ward, WardUnit, from_template
from vanban.check.tree import source_of_document
from vanban.form.document import DataTable, plain
from vanban.plan import read_document

NAMES = {"1": "Phòng Văn hóa - Xã hội", "2": "Văn phòng HĐND và UBND"}
PAPER = Paper("Tuyên truyền", ("ỦY BAN NHÂN DÂN", "PHƯỜNG HOA MAI"), "Hoa Mai", body_name="UBND phường Hoa Mai")
WARD = Ward(
    "phường Hoa Mai", "phường", "tỉnh Sông Bằng", "năm 2027",
    (WardUnit("1", NAMES["1"]), WardUnit("2", NAMES["2"]), WardUnit("3", "Đội bóng phường"),
     WardUnit("4", "Mặt trận", True)),
    ("UBND tỉnh",),
)  # fmt: skip


def text(key: str, words: str, rev: int = 1) -> Block:
    return Block(key, BlockKind.TEXT.value, words, rev)


keys = st.sampled_from([f"k{n}" for n in range(8)])
revs = st.integers(0, 3)
blocks = st.builds(text, keys, st.text("abc ", min_size=1, max_size=6), revs)
contents = st.lists(blocks, max_size=8, unique_by=lambda one: one.key).map(lambda found: Content(tuple(found), 1))
changes = st.builds(
    Changes, st.lists(blocks, max_size=6, unique_by=lambda one: one.key).map(tuple),
    st.dictionaries(keys, revs, max_size=3), st.none() | st.lists(keys, max_size=8).map(tuple), st.integers(0, 2),
)  # fmt: skip


@given(contents, changes)
def test_nothing_that_anybody_wrote_is_lost(content: Content, change: Changes) -> None:
    merged = merge(content, change, number=9)
    there = merged.content.by_key()
    for sent in change.blocks:
        kept = there.get(sent.key)
        assert (kept is not None and kept.same_as(sent)) or sent in merged.aside
    for before in content.blocks:
        gone = before.key not in there
        seen = change.deleted.get(before.key) == before.rev
        assert not gone or seen, "only what its writer had seen may be deleted"
    assert len(there) == len(merged.content.blocks), "each line once"


@given(contents, changes)
def test_the_same_changes_sent_twice_change_nothing_more(content: Content, change: Changes) -> None:
    once = merge(content, change, number=9).content
    again = merge(
        once, Changes(tuple(once.by_key()[b.key] for b in change.blocks if b.key in once.by_key())), number=10
    )
    assert not again.changed


def test_who_comes_second_is_told_and_the_first_stays() -> None:
    content = Content((text("k1", "cũ", 4), text("k2", "hai", 1)), 1)
    merged = merge(content, Changes((text("k1", "mới", 3),)), number=5)
    assert merged.content.by_key()["k1"].text == "cũ"
    assert [one.text for one in merged.aside] == ["mới"]


def test_a_new_line_stands_behind_its_neighbour_even_where_somebody_moved_lines() -> None:
    content = Content((text("k2", "hai"), text("k1", "một")), order_rev=7)
    order = ("k1", "n1", "k2")
    merged = merge(content, Changes((text("n1", "mới", 0),), {}, order, 3), number=8)
    assert [one.key for one in merged.content.blocks] == ["k2", "k1", "n1"]


def test_a_task_is_typed_once_and_printed_twice() -> None:
    task = Block(
        "t1", "task", "Tổ chức hội nghị tuyên truyền", lead="1", coordinating=("2",), timing="fixed", on="2027-06-30",
        output="Báo cáo",
    )  # fmt: skip
    document = compose((Block("s1", "section", "Tổ chức thực hiện"), task), PAPER, NAMES)
    assert sentence(task, NAMES) == (
        "Tổ chức hội nghị tuyên truyền. Đơn vị chủ trì: Phòng Văn hóa - Xã hội. Đơn vị phối hợp: Văn phòng HĐND và"
        " UBND. Thời gian: chậm nhất ngày 30/6/2027. Sản phẩm: Báo cáo."
    )
    table = document.appendices[0].blocks[0]
    assert isinstance(table, DataTable)
    assert [plain(cell) for cell in table.rows[0]] == [
        "1.", "Tổ chức hội nghị tuyên truyền", NAMES["1"], NAMES["2"], "Chậm nhất ngày 30/6/2027", "Báo cáo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": "2", "unit": "tin, bài", "per": "month"}, "Đăng tin: tối thiểu 02 tin, bài/tháng."),
        ({"amount": "ratio", "number": "80"}, "Đăng tin: đạt từ 80% trở lên."),
        ({"amount": "above", "number": "80", "lead": "1"}, f"Đăng tin: đạt trên 80%. Đơn vị chủ trì: {NAMES['1']}."),
        ({"amount": "whole"}, "Đăng tin: đạt 100%."),
        ({}, "Đăng tin: tối thiểu [cần điền] lần."),
    ],
)
def test_a_target_says_its_number(fields: dict[str, str], words: str) -> None:
    assert sentence(Block("t1", "target", "Đăng tin.", **fields), NAMES) == words


def test_the_template_invents_nothing_and_says_what_is_to_fill() -> None:
    made = from_template(WARD)
    assert len({one.key for one in made}) == len(made)
    assert not any(one.number for one in made)
    said = [lack.words for lack in lacks(made) if lack.must]
    assert sum(words == "Chỉ tiêu chưa có con số" for words in said) >= 5
    of = [lack.of for lack in lacks(made) if lack.words == "Chỉ tiêu chưa có con số"]
    assert all(of), "which target it is"
    assert len(set(of)) == len(of)
    assert "Cần điền [nhiệm vụ của đơn vị]" in said, "a unit that nobody knows gets a blank"
    assert any("UBND tỉnh Sông Bằng" in words for words in said), "the higher plan is a blank"
    titles = [one.text for one in made if one.kind == "section"]
    assert titles == [
        "Mục đích, yêu cầu", "Nội dung tuyên truyền", "Hình thức tuyên truyền", "Tổ chức thực hiện",
        "Kinh phí thực hiện",
    ]  # fmt: skip
    assert "Đề nghị Mặt trận" in [one.text for one in made]


@pytest.mark.parametrize(
    "bad",
    [
        None, {}, {"key": "x1"}, {"key": "X", "kind": "text"}, {"key": "x1", "kind": "<script>"},
        {"key": "x1", "kind": "text", "text": 5}, {"key": "x1", "kind": "text", "evil": "1"},
        {"key": "x1", "kind": "task", "coordinating": ["a"]}, {"key": "x1", "kind": "target", "number": "-1"},
        {"key": "x1", "kind": "text", "rev": True}, {"key": "x1", "kind": "text", "text": "a" * 7000},
    ],
)  # fmt: skip
def test_what_is_no_line_is_refused(bad: object) -> None:
    with pytest.raises(Refused):
        block_from(bad)


def test_blocks_are_kept_as_they_were() -> None:
    made = from_template(WARD)
    assert from_json(to_json(made)) == made
    assert block_from({"key": "x1", "kind": "text", "text": "a\x00b\x0b"}).text == "ab"


def test_every_step_has_somebody_and_nobody_else_may() -> None:
    for (stage, step), to in STEPS.items():
        assert next_stage(Standing(stage, frozenset({WHO[step]})), step) is to
        with pytest.raises(NotAllowed):
            next_stage(Standing(stage, frozenset(Hat) - {WHO[step]}), step)
    assert not [1 for stage, _step in STEPS if stage in {Stage.ISSUED, Stage.DROPPED}]
    with pytest.raises(Refused, match="draft_step"):
        next_stage(Standing(Stage.DRAFT, frozenset(Hat)), Step.ISSUE)


def test_numbers_and_periods_are_said_as_officials_do() -> None:
    assert tidy_number("7") == "07/KH-UBND"
    with pytest.raises(Refused):
        tidy_number("0")
    assert period_words(date(2027, 1, 1), date(2027, 12, 31)) == "năm 2027"
    assert period_words(date(2025, 7, 1), date(2025, 12, 31)) == "6 tháng cuối năm 2025"


@pytest.mark.parametrize(
    ("text", "fields", "said"),
    [
        ("Hằng tháng đăng tin", {"timing": "month"}, False),
        ("Đăng tin, bài mỗi quý một lần", {"timing": "quarter"}, False),
        ("Tổng hợp, báo cáo hằng quý", {"timing": "quarter", "day": "5"}, True),
        ("Tổ chức hội nghị trước ngày 30/6/2027", {"timing": "fixed", "on": "2027-06-30"}, False),
        ("Bố trí kinh phí trong quý I năm 2027", {"timing": "plan"}, False),
        ("Tổ chức đối thoại", {"timing": "plan"}, True),
    ],
)
def test_a_time_that_the_words_name_is_not_said_again(text: str, fields: dict[str, str], said: bool) -> None:
    assert ("Thời gian:" in sentence(Block("t1", "task", text, **fields), NAMES)) is said


def test_the_reader_understands_the_sentences_that_are_written_here() -> None:
    """The linter reads a draft as it would be printed: what a row says must not be missed in its own sentence."""
    blocks = (
        Block("s1", "section", "Chỉ tiêu"),
        Block("t1", "target", "Đăng tin, bài về CCHC trên Trang thông tin điện tử", number="3", unit="tin, bài",
              per="month", lead="1"),
        Block("s2", "section", "Tổ chức thực hiện"),
        Block("h1", "heading", NAMES["1"], lead="1"),
        Block("k1", "task", "Kiểm tra công tác tuyên truyền tại các đơn vị", lead="1", coordinating=("2",),
              timing="half_year", output="Thông báo"),
        Block("k2", "task", "Treo băng rôn, khẩu hiệu tại trụ sở", lead="1", coordinating=("2",), timing="fixed",
              on="2027-03-31"),
    )  # fmt: skip
    reading = read_document(source_of_document(compose(blocks, PAPER, NAMES)))
    target, check, banner = reading.targets[0], *reading.tasks[:2]
    assert (target.lead, target.measure.n, target.measure.per) == (NAMES["1"], 3, "month")
    assert (check.lead, check.coordinating, check.output) == (NAMES["1"], (NAMES["2"],), "Thông báo")
    assert check.deadline is not None
    assert check.deadline.frequencies == ("half_year",)
    assert banner.deadline is not None
    assert banner.deadline.date == "2027-03-31"
    assert banner.coordinating == (NAMES["2"],)
