"""Words that people change: figures stay, numbers typed in are seen, Word's changes are judged section by section."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.reports.rules import Section
from lantoa.reports.rules.composing import figures_in
from lantoa.reports.rules.rewording import Fault, Sent, check_wording, judge_section, typed_in
from lantoa.reports.rules.sections import Named, Remarks, sections_of
from tests.reports.report_sample import sample_report
from vanban.form.document import Bullet, Paragraph, Run, plain
from vanban.form.editing import Fixed, from_json, texts_of, to_json, words_of, written
from vanban.form.errors import FormError

PROPOSED = sections_of(sample_report(), Named("UBND phường", "UBND phường"), Remarks(proposals=("Cấp kinh phí.",)))
FIGURES = figures_in(PROPOSED)
DIRECTING = written(PROPOSED[Section.DIRECTING])
RESULTS = written(PROPOSED[Section.RESULTS])
SHORT = written(PROPOSED[Section.SHORT])


def reworded(words, change):  # type: ignore[no-untyped-def]
    """The section with ``change`` done to each run; None drops it."""
    found = []
    for block in words:
        if isinstance(block, Fixed):
            found.append(block)
            continue
        runs = tuple(one for run in texts_of(block) if (one := change(run)) is not None)
        kind = Bullet if isinstance(block, Bullet) else Paragraph
        found.append(kind(runs))
    return tuple(found)


def test_sections_survive_the_page() -> None:
    for blocks in PROPOSED.values():
        words = written(blocks)
        assert words_of(from_json(to_json(words))) == words_of(words)


def test_words_may_change_and_figures_keep_their_value_whatever_was_sent() -> None:
    lied = reworded(DIRECTING, lambda run: Run("999", anchor=run.anchor) if run.anchor else Run("Chữ khác ", bold=True))
    kept = check_wording(DIRECTING, lied, FIGURES)
    assert "999" not in words_of(kept)
    assert FIGURES["tong-hoat-dong"].text in words_of(kept)
    assert "Chữ khác" in words_of(kept)


@pytest.mark.parametrize("gone", ["tong-hoat-dong", "ky-tu"])
def test_a_figure_that_is_missing_is_named(gone: str) -> None:
    with pytest.raises(Refused, match=FIGURES[gone].text) as refused:
        check_wording(DIRECTING, reworded(DIRECTING, lambda run: None if run.anchor == gone else run), FIGURES)
    assert refused.value.code == "figures_missing"


def test_a_figure_twice_a_foreign_one_or_a_lost_table_is_refused() -> None:
    twice = (*DIRECTING, Paragraph((FIGURES["tong-hoat-dong"],)))
    foreign = (*DIRECTING, Paragraph((Run("1", anchor="so-khac"),)))
    without = tuple(block for block in RESULTS if not isinstance(block, Fixed))
    for before, after in ((DIRECTING, twice), (DIRECTING, foreign), (RESULTS, without)):
        with pytest.raises(Refused):
            check_wording(before, after, FIGURES)


@given(st.permutations(list(RESULTS)))
def test_blocks_may_be_moved_anyhow(order: list[object]) -> None:
    kept = check_wording(RESULTS, tuple(order), FIGURES)  # type: ignore[arg-type]
    assert sorted(words_of(kept).split("\n")) == sorted(words_of(RESULTS).split("\n"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("đã ban hành 02 văn bản", ["02"]),
        ("theo Kế hoạch số 05/KH-UBND ngày 05/01/2026", []),
        ("trong quý III năm 2026, tháng 8/2026 và 6 tháng đầu năm", []),
        ("đạt 95,5% so với 80%", ["95,5%", "80%"]),
        ("khoản 2 Điều 5 Nghị định 30/2020/NĐ-CP", []),
        ("1.200 lượt người", ["1.200"]),
        ("Ngày 05 tháng 9 năm 2026 có 3 lớp", ["3"]),
    ],
)
def test_numbers_typed_in_are_seen_dates_and_documents_are_not(text: str, numbers: list[str]) -> None:
    assert [one.text for one in typed_in((), (Paragraph(text),))] == numbers


def test_numbers_that_stood_there_before_are_no_news() -> None:
    assert typed_in(SHORT, SHORT) == []


def back(section: Section, sent, came, **more):  # type: ignore[no-untyped-def]
    return judge_section(section, Sent(sent, sent, 2), came, figures=FIGURES, revision=2, **more)


def test_what_comes_back_unchanged_is_nothing_to_take() -> None:
    found = back(Section.DIRECTING, DIRECTING, DIRECTING)
    assert (found.changed, found.takeable, found.findings, found.stale) == (False, False, (), False)


def test_an_altered_figure_is_listed_and_put_back() -> None:
    came = reworded(DIRECTING, lambda run: Run("99", anchor=run.anchor) if run.anchor == "tong-hoat-dong" else run)
    came = (*came, Paragraph("Ý mới với 07 lớp."))
    found = back(Section.DIRECTING, DIRECTING, came)
    faults = [(one.fault, one.old, one.new) for one in found.findings]
    assert (Fault.ALTERED, FIGURES["tong-hoat-dong"].text, "99") in faults
    assert (Fault.TYPED, "", "07") in faults
    assert found.takeable
    assert "99" not in words_of(found.words)


def test_a_removed_figure_keeps_the_section_from_being_taken() -> None:
    came = reworded(DIRECTING, lambda run: None if run.anchor == "tong-hoat-dong" else run)
    found = back(Section.DIRECTING, DIRECTING, came)
    assert [one.fault for one in found.findings] == [Fault.REMOVED]
    assert found.changed
    assert not found.takeable
    moved = back(Section.DIRECTING, DIRECTING, came, elsewhere=frozenset({"tong-hoat-dong"}))
    assert moved.findings == ()


def test_a_figure_copied_or_split_in_two_runs_stands_once_and_whole() -> None:
    anchor = "tong-hoat-dong"
    text = FIGURES[anchor].text
    came = (
        *DIRECTING,
        Paragraph((Run("Nhắc lại ", anchor=""), Run(text[:1], anchor=anchor), Run(text[1:], anchor=anchor))),
    )
    found = back(Section.DIRECTING, DIRECTING, came)
    anchors = [run.anchor for block in found.words for run in texts_of(block)]
    assert anchors.count(anchor) == 1
    assert not [one for one in found.findings if one.fault is Fault.ALTERED]


def test_tables_are_never_taken_and_each_changed_cell_is_listed() -> None:
    old = (("TT", "Việc", "Kết quả"), ("1", "Phát thanh", "05/06"))
    new = (("TT", "Việc", "Kết quả"), ("1", "Phát thanh", "06/06"))
    found = back(Section.RESULTS, RESULTS, RESULTS, tables={"bang-chi-tieu": (old, new)})
    assert [(one.fault, one.old, one.new) for one in found.findings] == [(Fault.TABLE, "05/06", "06/06")]
    lost = tuple(block for block in RESULTS if not isinstance(block, Fixed))
    again = back(Section.RESULTS, RESULTS, lost, strange=("bảng",))
    assert {one.fault for one in again.findings} == {Fault.NO_TABLE, Fault.STRANGE}
    assert [b for b in again.words if isinstance(b, Fixed)]


def test_a_section_changed_on_the_page_meanwhile_is_stale() -> None:
    sent = Sent(DIRECTING, DIRECTING, 3)
    assert judge_section(Section.DIRECTING, sent, DIRECTING, figures=FIGURES, revision=2).stale


@pytest.mark.parametrize(
    "data",
    [None, {}, "x", [1], [{"k": "z"}], [{"k": "p"}], [{"k": "p", "r": "x"}], [{"k": "p", "r": [{"x": 1}]}],
     [{"k": "x", "f": "../etc"}], [{"k": "p", "r": [{"x": "a", "f": "A B"}]}], [{"k": "p", "r": []}] * 500],
)  # fmt: skip
def test_hostile_sections_are_refused(data: object) -> None:
    with pytest.raises(FormError) as refused:
        from_json(data)
    assert refused.value.code == "bad_section"


def test_markup_stays_words() -> None:
    words = from_json([{"k": "p", "r": [{"x": "<script>alert(1)</script>\x0b"}]}])
    assert plain(texts_of(words[0])) == "<script>alert(1)</script>"
