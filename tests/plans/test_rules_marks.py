"""The text of a plan with its marks: nothing lost, nothing twice, whatever overlaps."""
# ruff: noqa: E501

from hypothesis import given
from hypothesis import strategies as st

from lantoa.plans.rules.marks import Mark, Marker, Paragraph, Stretch, find_words

TEXT = "I. MỤC\n\n- Tổ chức ít nhất 02\n\nhội nghị. Hết\n"


def paragraphs(text: str, stretches: list[Stretch], marks: list[Mark]) -> list[Paragraph]:
    return Marker(text, marks).paragraphs(stretches)


def words(found: list[object]) -> str:
    return " ".join(" ".join(p.text for p in one.pieces) for one in found)  # type: ignore[attr-defined]


def test_lines_of_a_paragraph_flow_together() -> None:
    found = paragraphs(TEXT, [Stretch(0, 6, "roman"), Stretch(8, len(TEXT) - 1, "dash")], [])
    assert [p.pieces[0].text for p in found] == ["I. MỤC", "- Tổ chức ít nhất 02 hội nghị. Hết"]
    assert [(p.level, p.heading) for p in found] == [(0, True), (3, False)]


def test_the_inner_mark_wins_and_the_outer_goes_on() -> None:
    inner = TEXT.index("02")
    marks = [Mark(10, TEXT.index(" Hết"), "a", "task"), Mark(inner, inner + 2, "b", "target")]
    (found,) = paragraphs(
        TEXT[8:], [Stretch(0, len(TEXT) - 9)], [Mark(m.start - 8, m.end - 8, m.key, m.kind) for m in marks]
    )
    assert [(p.text, p.key, p.first) for p in found.pieces] == [
        ("- ", "", False), ("Tổ chức ít nhất ", "a", True), ("02", "b", True), (" hội nghị.", "a", False), (" Hết", "", False),
    ]  # fmt: skip


def test_words_outside_of_any_paragraph_stay() -> None:
    assert words(paragraphs("một\nhai\nba", [Stretch(4, 7)], [])) == "một hai ba"


def test_marks_outside_of_the_text_are_left_out() -> None:
    marks = [Mark(-3, 2, "a", "task"), Mark(2, 900, "b", "task"), Mark(3, 3, "c", "task"), Mark(5, 2, "d", "task")]
    (found,) = paragraphs("một hai", [], marks)
    assert [piece.key for piece in found.pieces] == [""]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Stretch], list[Mark]]:
    text = draw(st.text(alphabet="aăđ \n.-", min_size=1, max_size=60))
    place = st.integers(0, len(text))
    stretches = [Stretch(*sorted(pair)) for pair in draw(st.lists(st.tuples(place, place), max_size=5))]
    pairs = draw(st.lists(st.tuples(place, place), max_size=6))
    return text, stretches, [Mark(min(p), max(p), str(i), "task") for i, p in enumerate(pairs)]


@given(documents())
def test_every_letter_is_shown_once_in_its_order(document: tuple[str, list[Stretch], list[Mark]]) -> None:
    text, stretches, marks = document
    shown = "".join(piece.text for one in paragraphs(text, stretches, marks) for piece in one.pieces)
    assert "".join(shown.split()) == "".join(text.split())


@given(documents())
def test_each_anchor_stands_once(document: tuple[str, list[Stretch], list[Mark]]) -> None:
    found = paragraphs(*document)
    firsts = [piece.key for one in found for piece in one.pieces if piece.first]
    assert len(firsts) == len(set(firsts))
    assert set(firsts) == {piece.key for one in found for piece in one.pieces if piece.key}


def test_marked_words_are_found_over_line_ends() -> None:
    assert find_words(TEXT, "nhất 02 hội  nghị") == (TEXT.index("nhất"), TEXT.index("nghị") + 4)
    assert find_words(TEXT, "không có") is None
    assert find_words(TEXT, "  ") is None
    assert find_words("a(b", "a(b") == (0, 3)
