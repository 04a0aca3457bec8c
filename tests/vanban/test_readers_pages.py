"""Pages of scans put together: what specks make of a page number does not part a table."""

from dataclasses import replace

import pytest

from vanban.readers.pages import PageContent, assembled
from vanban.readers.pdf_page import Piece
from vanban.readers.pdf_tables import PdfTable

EDGES = (50.0, 100.0, 300.0)


def line(text: str, top: float) -> Piece:
    return Piece(text, 290, top, 300, top + 12, top + 10)


def table(top: float, *rows: list[str]) -> PdfTable:
    return PdfTable((50, top, 500, top + 100), EDGES, [["TT", "Nhiệm vụ"], *rows])


@pytest.mark.parametrize("number", ["2", "'2", "„ 2 .", "l", "- 2 -"])
def test_a_table_goes_on_behind_the_number_of_the_page(number: str) -> None:
    one = PageContent(1, 595, 842, [line("Phụ lục", 80)], [table(120, ["1.", "Phát thanh"])], "picture", 0, 0.9)
    two = PageContent(2, 595, 842, [line(number, 30)], [table(60, ["2.", "Hội nghị"])], "picture", 0, 0.9)
    (whole,) = assembled([one, two], engine="", notes=[]).tables
    assert [[cell.text for cell in row] for row in whole.rows] == [
        ["TT", "Nhiệm vụ"], ["1.", "Phát thanh"], ["2.", "Hội nghị"]
    ]  # fmt: skip


def test_words_in_the_margin_stay_and_part_it() -> None:
    one = PageContent(1, 595, 842, [line("Phụ lục", 80)], [table(120, ["1.", "Phát thanh"])], "picture", 0, 0.9)
    two = PageContent(2, 595, 842, [line("Phụ lục 2", 30)], [table(60, ["2.", "Hội nghị"])], "picture", 0, 0.9)
    assert len(assembled([one, two], engine="", notes=[]).tables) == 2


@pytest.mark.parametrize(
    ("edges", "tables"), [((56.0, 106.0, 306.0), 1), ((44.5, 94.0, 295.0), 1), ((50.0, 115.0, 300.0), 2)]
)
def test_a_table_goes_on_though_the_scanner_drew_the_page_in_aside(edges: tuple[float, ...], tables: int) -> None:
    """Six points aside, the header stood twice and all rows behind it were counted one too far."""
    one = PageContent(1, 595, 842, [line("Phụ lục", 80)], [table(120, ["1.", "Phát thanh"])], "picture", 0, 0.9)
    rest = replace(table(60, ["2.", "Hội nghị"]), edges=edges)
    two = PageContent(2, 595, 842, [], [rest], "picture", 0, 0.9)
    assert len(assembled([one, two], engine="", notes=[]).tables) == tables
