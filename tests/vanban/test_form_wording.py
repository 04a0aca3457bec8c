from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vanban.form_sample import report
from vanban.form import wording as say
from vanban.form.document import DataTable, Heading, OfficialDocument, Run, plain

BARE = OfficialDocument(kind="KẾ HOẠCH", title="Tuyên truyền", issuer=("ỦY BAN NHÂN DÂN",))


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("5/BC-UBND", "Số: 05/BC-UBND"),
        ("12/BC-UBND", "Số: 12/BC-UBND"),
        ("05 / BC-UBND", "Số: 05/BC-UBND"),
        ("/KH-UBND", f"Số: {say.NUMBERLESS}/KH-UBND"),
        ("", f"Số: {say.NUMBERLESS}"),
    ],
)
def test_number_line_pads_and_leaves_room(number: str, line: str) -> None:
    assert say.number_line(replace(BARE, number=number)) == line


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 2, 5), "Hoa Mai, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 5), "Hoa Mai, ngày 05 tháng 3 năm 2026"),
        (date(2026, 11, 21), "Hoa Mai, ngày 21 tháng 11 năm 2026"),
    ],
)
def test_date_line_pads_only_what_the_decree_pads(on: date, words: str) -> None:
    assert say.date_line(replace(BARE, place="Hoa Mai", issued_on=on)) == words


def test_date_line_stays_open_without_a_date() -> None:
    line = say.date_line(replace(BARE, place="Hoa Mai", year=2026))
    assert line.split() == ["Hoa", "Mai,", "ngày", "tháng", "năm", "2026"]


def test_recipients_end_with_semicolons_and_a_full_stop() -> None:
    assert say.listed(("- Như trên;", "Sở Nội vụ.", "", "Lưu: VT, VHXH")) == (
        "- Như trên;",
        "- Sở Nội vụ;",
        "- Lưu: VT, VHXH.",
    )


def test_basis_ends_as_the_decree_says() -> None:
    lines = ["".join(run.text for run in runs) for runs in say.basis_runs(report())]
    assert lines[0].endswith("năm 2025;")
    assert lines[1].endswith("phường.")


def test_level_one_heading_is_in_capitals() -> None:
    runs = say.heading_runs(Heading("i", (Run("Tổ chức "), Run("thực hiện", italic=True)), 1))
    assert "".join(run.text for run in runs) == "I. TỔ CHỨC THỰC HIỆN"
    assert runs[-1].italic


@given(st.text())
def test_clean_gives_what_xml_can_hold(text: str) -> None:
    from lxml import etree

    element = etree.Element("t")
    element.text = say.clean(text)
    assert etree.tostring(element)


def test_a_table_with_a_short_row_is_refused() -> None:
    with pytest.raises(ValueError, match="đủ số ô"):
        DataTable(("a", "b"), (("1",),))


def test_plain_joins_runs() -> None:
    assert plain((Run("a"), Run("b", bold=True))) == "ab"
