"""What a clerk decides about doubtful words goes into the source; every offset follows."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vanban.sample_plans import XA
from vanban.corrections import Correction, corrected, source_as_dict, source_from_dict
from vanban.errors import ReadError
from vanban.readers import open_source
from vanban.source import Cell, Line, Sheet, Source, Table, Uncertain, Word

TEXT = "Tổ chức 0l hội nghị\ntrước ngày 30/1l/2026.\nCột A\n"


def small() -> Source:
    return Source(
        text=TEXT,
        lines=(Line(0, 19, box=(1.0, 2.0, 3.0, 4.0)), Line(20, 42, page=2)),
        format="scan",
        tables=(Table(((Cell("Cột A", 43, 48), Cell("", 48, 48)),)),),
        uncertain=(
            Uncertain(8, 10, "figures_differ", 0.6, ("01",), box=(1.0, 1.0, 2.0, 2.0)),
            Uncertain(31, 41, "figures_differ", None, ("30/11/2026",), 2),
        ),
        sheets=(Sheet(1, "picture", 595.0, 842.0, 90, 0.93), Sheet(2, "digital", 595.0, 842.0)),
        notes=("Đã đọc bằng nhận dạng chữ.",),
        words=(Word(8, 10, 1, (1.0, 1.0, 2.0, 2.0), 0.61), Word(11, 14, 1, (3.0, 1.0, 4.0, 2.0), 0.97)),
    )


def test_decided_words_stand_in_the_text_and_the_rest_follows() -> None:
    source = corrected(small(), [Correction(31, 41, "30/11/2026"), Correction(8, 10, "001")])
    assert source.text == "Tổ chức 001 hội nghị\ntrước ngày 30/11/2026.\nCột A\n"
    assert [source.line_text(line) for line in source.lines] == ["Tổ chức 001 hội nghị", "trước ngày 30/11/2026."]
    assert [source.text[word.start : word.end] for word in source.words] == ["001", "hội"]
    cell = source.tables[0].rows[0][0]
    assert source.text[cell.start : cell.end] == cell.text == "Cột A"
    assert source.uncertain == ()


def test_a_word_that_stays_as_it_is_is_decided_too() -> None:
    source = corrected(small(), [Correction(8, 10, "0l")])
    assert source.text == TEXT
    assert [one.start for one in source.uncertain] == [31]


def test_a_corrected_cell_says_its_new_words() -> None:
    source = corrected(small(), [Correction(47, 48, "Ba")])
    assert source.tables[0].rows[0][0].text == "Cột Ba"


@pytest.mark.parametrize(
    "wrong",
    [
        [Correction(5, 5, "x")],
        [Correction(-1, 2, "x")],
        [Correction(40, 4000, "x")],
        [Correction(8, 10, " ")],
        [Correction(8, 10, "a\nb")],
        [Correction(8, 10, "a" * 201)],
        [Correction(8, 10, "1"), Correction(9, 11, "2")],
    ],
)
def test_what_does_not_fit_the_text_is_refused(wrong: list[Correction]) -> None:
    with pytest.raises(ReadError) as refused:
        corrected(small(), wrong)
    assert refused.value.code == "bad_correction"


@given(st.data())
def test_every_line_keeps_its_words_outside_of_what_was_corrected(data: st.DataObject) -> None:
    source = open_source(XA.encode())
    cuts = sorted(data.draw(st.sets(st.integers(0, len(source.text)), min_size=2, max_size=8)))
    wanted = [
        Correction(start, end, data.draw(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        if end - start < 30 and source.text[start:end].strip() and "\n" not in source.text[start:end]
    ]
    after = corrected(source, wanted)
    for old, new in zip(source.lines, after.lines, strict=True):
        touched = [one for one in wanted if one.start < old.end and one.end > old.start]
        if not touched:
            assert source.line_text(old) == after.line_text(new)
        assert 0 <= new.start <= new.end <= len(after.text)


def test_a_source_comes_back_from_json_equal() -> None:
    for source in (small(), replace(small(), sheets=()), open_source(XA.encode())):
        assert source_from_dict(json.loads(json.dumps(source_as_dict(source)))) == source


@pytest.mark.parametrize("spoilt", [{}, {"text": "x"}, {**source_as_dict(small()), "lines": [{"start": 0}]}])
def test_spoilt_json_is_refused(spoilt: dict[str, object]) -> None:
    with pytest.raises(ReadError) as refused:
        source_from_dict(spoilt)
    assert refused.value.code == "bad_source"
