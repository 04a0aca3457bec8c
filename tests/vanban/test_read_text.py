"""Bytes of text files → Source."""

import unicodedata

import pytest

from vanban.errors import ReadError
from vanban.readers.text import read_text

TEXT = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2025\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(" ", "\u00a0").encode(),
        TEXT.replace("ạ", "ạ\u200b").encode(),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert read_text(data).text == TEXT


def test_windows_1258_is_composed() -> None:
    apart = "".join(_apart(char) for char in "Ủy ban nhân dân phường, xã thực hiện")
    assert read_text(apart.encode("cp1258")).text == "Ủy ban nhân dân phường, xã thực hiện"


def _apart(char: str) -> str:
    """As Windows-1258 writes a letter: the tone stands behind it, the other mark does not."""
    parts = unicodedata.normalize("NFD", char)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
    return base + "".join(part for part in parts if part in tones)


def test_pages_and_lines_keep_their_places() -> None:
    source = read_text("Một\n\n  Hai\fBa".encode())
    assert [(source.line_text(line).strip(), line.page) for line in source.lines] == [("Một", 1), ("Hai", 1), ("Ba", 2)]
    assert source.pages == 2


@pytest.mark.parametrize("data", [b"", b" \n\t\n ", b"\xef\xbb\xbf"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_text(data)
    assert caught.value.code == "empty"


def test_binary_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read_text(bytes(range(256)) * 40)
    assert caught.value.code == "unknown_format"
