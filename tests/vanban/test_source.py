"""What a source tells about its places, and how it arrives in the JSON of a reading."""

import dataclasses

from tests.vanban.sample_plans import XA
from vanban.plan import read_plan
from vanban.readers.text import read_text
from vanban.source import Sheet, Source, Uncertain, Word, printed_lines


def plain_source() -> Source:
    return read_text(XA.encode())


def test_words_of_one_line_are_one_place() -> None:
    text = "Số: 09\nKế hoạch\n"
    words = (
        Word(0, 3, 1, (10, 20, 30, 40), 0.9),
        Word(4, 6, 1, (35, 19, 50, 41), 0.8),
        Word(7, 9, 1, (10, 60, 30, 80), 0.9),
        Word(10, 15, 2, (10, 20, 30, 40), 0.9),
    )
    source = Source(text, (), "scan", words=words)
    assert printed_lines(source) == [
        [0, 6, 1, 10, 19, 50, 41],
        [7, 9, 1, 10, 60, 30, 80],
        [10, 15, 2, 10, 20, 30, 40],
    ]


def test_a_reading_tells_how_pages_were_read_and_what_is_uncertain() -> None:
    source = plain_source()
    start = source.text.index("KẾ HOẠCH")
    marked = dataclasses.replace(
        source,
        format="scan",
        uncertain=(Uncertain(start, start + 2, "unsure", 0.4, ("KE",), 1, (1, 2, 3, 4)),),
        sheets=(Sheet(1, "picture", 595, 842, 90, 0.5), Sheet(2, "digital", 595, 842)),
        words=(Word(start, start + 2, 1, (1, 2, 3, 4), 0.4),),
    )
    data = read_plan(marked).as_dict()
    assert data["uncertain"] == [
        {"text": "KẾ", "span": [start, start + 2], "kind": "unsure", "confidence": 0.4, "others": ["KE"], "page": 1,
         "box": [1, 2, 3, 4]}
    ]  # fmt: skip
    assert [sheet["kind"] for sheet in data["source"]["sheets"]] == ["picture", "digital"]
    assert data["source"]["confidence"] == 0.5
    assert data["source"]["lines"] == [[start, start + 2, 1, 1, 2, 3, 4]]


def test_a_text_has_no_places() -> None:
    data = read_plan(plain_source()).as_dict()
    assert data["uncertain"] == data["source"]["sheets"] == data["source"]["lines"] == []
    assert data["source"]["confidence"] is None
