"""What lies where in an evidence bundle."""

import pytest

from lantoa.core.errors import Refused
from lantoa.reports.rules.bundling import MOST_BYTES, OTHER, Piece, check_size, contents, index_csv, safe_part, sums
from tests.reports.report_sample import sample_report

REPORT = sample_report()
PIECES = [
    Piece("t1", "Danh sách: lớp/1.pdf", "a" * 64, 1000), Piece("t1", "=cmd|' /C calc'!A0", "b" * 64, 10),
    Piece("p70", "tin", url="https://hoamai.example/1"),
]  # fmt: skip


def test_every_activity_of_the_annex_stands_once_under_the_first_line_that_it_serves() -> None:
    items = contents(REPORT, PIECES)
    assert {item.entry.ref for item in items} == {entry.ref for entry in REPORT.annex}
    paths = [item.path for item in items if item.path]
    assert len(paths) == len(set(paths)) == 2
    assert all(item.folder.startswith(("01 - CT 1", "02 - CT 2", "03 - NV 1", OTHER)) for item in items)
    assert OTHER in {item.folder for item in items}, "what serves no line has a place, too"


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a<b>:"c"|?*', "  . ", "x" * 300, "con\x00trol", "Nguyễn Ái"])
def test_names_are_safe_everywhere(name: str) -> None:
    part = safe_part(name)
    assert part
    assert len(part) <= 60
    assert not set('<>:"/\\|?*\x00') & set(part)
    assert part.strip(" .") == part


def test_the_table_runs_no_formula_and_the_sums_can_be_checked() -> None:
    hostile = [Piece("x1", "=HYPERLINK(1)", url="=HYPERLINK(1)")]
    items = contents(REPORT, [*PIECES, *hostile])
    table = index_csv(items)
    assert table.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK" in table.decode()
    assert not [line for line in table.decode().splitlines() if ",=" in line]
    assert sums(items).splitlines()[0].startswith("a" * 64 + "  ")


def test_what_is_too_large_or_has_no_room_is_refused_before_anything_is_written() -> None:
    items = contents(REPORT, [Piece("t1", "phim", "a" * 64, MOST_BYTES + 1)])
    with pytest.raises(Refused, match="kỳ ngắn hơn"):
        check_size(items, room=10**13)
    with pytest.raises(Refused, match="không đủ chỗ"):
        check_size(contents(REPORT, PIECES), room=1000)
    assert check_size(contents(REPORT, PIECES), room=10**12) == 1010
