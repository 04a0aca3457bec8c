"""Names of units that only the caller knows: set right in scans and in text without marks, left alone if not given."""

from tests.vanban.sample_plans import XA
from tests.vanban.test_readers_table_repairs import mended
from tests.vanban.test_restoring import damaged
from vanban.closeness import MOST_NAMES, usable
from vanban.organisations import find_units
from vanban.readers import open_source
from vanban.readers.pages import PageContent, assembled
from vanban.readers.pdf_page import Piece
from vanban.readers.seen import Seen
from vanban.readers.text import source_of
from vanban.readers.unit_names import with_names
from vanban.restoring.document import restored

NAME = "Tổ Hậu cần và Trật tự Cồn Én"
"""In no list of ours."""
READ = "Tổ Hậu cần vả Trât tự Cồn Én"
BOX = (10.0, 10.0, 60.0, 22.0)


def scan_line(text: str, sure: float = 0.8) -> Piece:
    words = tuple(Seen(word, BOX, BOX, sure) for word in text.split())
    return Piece(text, 10, 10, 60, 22, 20, words=words)


def read(text: str, *names: str, sure: float = 0.8) -> str:
    return next(with_names([scan_line(text, sure)], names)).text


def test_our_lists_do_not_know_the_name() -> None:
    assert NAME not in {unit.text for unit in find_units(f"Giao {NAME}, chủ trì")}


def test_a_line_of_a_scan_says_the_name_when_it_is_given_and_stays_when_not() -> None:
    assert read(f"- {READ}: phát tờ rơi", NAME) == f"- {NAME}: phát tờ rơi"
    assert read(f"- {READ}: phát tờ rơi") == f"- {READ}: phát tờ rơi"


def test_what_was_read_is_kept_beside_and_only_where_a_word_is_another() -> None:
    line = next(with_names([scan_line(f"{READ},")], [NAME]))
    assert [(word.text, word.kind, word.others) for word in line.words if word.kind] == [
        ("và", "repaired", ("vả",)), ("Trật", "repaired", ("Trât",)),
    ]  # fmt: skip


def test_sure_words_far_names_figures_and_digital_lines_stay() -> None:
    assert read("Tổ Hậu cần và Trận tự Cồn Én", NAME, sure=0.99) == "Tổ Hậu cần và Trận tự Cồn Én"
    assert read("Tổ Hậu vệ và Trọng tài Cồn Én", NAME) == "Tổ Hậu vệ và Trọng tài Cồn Én"
    assert read("Đội Trật tự số 3", "Đội Trật tự số 2") == "Đội Trật tự số 3"
    digital = Piece(READ, 10, 10, 60, 22, 20)
    assert list(with_names([digital], [NAME])) == [digital]


def test_a_cell_of_a_scan_says_the_name_when_it_is_given() -> None:
    rows = [["TT", "Chủ trì"], ["1.", READ], ["2.", "Công an xã"]]
    assert mended(rows, names=(NAME,))[1][1] == NAME
    assert mended(rows)[1][1] == READ


def test_the_reader_of_pages_hands_the_names_on() -> None:
    page = PageContent(1, 595, 842, [scan_line(READ)], kind="picture", confidence=0.8)
    assert NAME in assembled([page], engine="t", notes=(), names=[NAME]).text
    assert NAME not in assembled([page], engine="t", notes=()).text


def test_a_text_without_marks_gets_the_name_back_when_it_is_given() -> None:
    text = XA.replace("Công an xã", NAME, 1)
    assert NAME in text
    data = damaged(text).encode()
    assert NAME in open_source(data, names=[NAME]).text
    assert NAME not in open_source(data).text


def test_a_restored_name_is_marked_and_nothing_else_becomes_it() -> None:
    source = source_of("To Hau can va Trat tu Con En chu tri. Hau can cua doi bong la To.")
    after = restored(source, names=[NAME])
    assert after.text.count(NAME) == 1
    assert {one.confidence for one in after.uncertain if one.start < len(NAME)} == {0.95}


def test_names_that_are_no_names_are_dropped() -> None:
    assert usable(["", "  ", "UBND", "Ab cd", "x " * 500, f" {NAME} ", NAME]) == (NAME,)
    assert len(usable([f"Đội công tác {number:05}" for number in range(5000)])) == MOST_NAMES
