"""Excel of every list: the filter is kept, dates are dates, nothing is a formula, strangers get nothing."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from lantoa.activities.accepting.actions import accept_all
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.spreadsheet import sheet_name
from lantoa.plans.models import Plan
from tests.activities.samples import adopted_plan, logged
from tests.architecture.url_roles import URL_ROLES
from tests.factories import World
from tests.files import samples


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def world(in_commune: World) -> World:
    adopted_plan(in_commune)
    return in_commune


def book(world: World, path: str, role: Role = Role.PLAN_OWNER) -> Any:
    response = world.client(role).get(path)
    assert response.status_code == 200, path
    assert "attachment" in response.headers["Content-Disposition"]
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def rows(sheet: Any) -> list[list[Any]]:
    """The cells below the fixed head."""
    first = int(str(sheet.freeze_panes)[1:])
    return [[cell.value for cell in line] for line in sheet.iter_rows(min_row=first)]


def test_activities_as_they_are_filtered(world: World) -> None:
    row = logged(world, title="=HYPERLINK(A1)", files={"anh.jpg": samples.jpeg()})
    logged(world, title="Tin khác", kind="news", people=12)
    accept_all(activity=row, by=world.person(Role.LEADER))
    found = book(world, "/hoat-dong/excel/?kind=broadcast&q=hyper")
    sheet, proof = found.worksheets
    (line,) = rows(sheet)
    assert (line[1], line[2], line[12]) == (datetime.combine(clock.today(), datetime.min.time()), "=HYPERLINK(A1)", "C")
    head = str(sheet.freeze_panes)[1:]
    cell = sheet[f"C{head}"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert sheet["A1"].value == "ỦY BAN NHÂN DÂN PHƯỜNG THỬ NGHIỆM"
    assert "Buổi phát thanh" in sheet["A3"].value
    (piece,) = rows(proof)
    assert (piece[6], piece[7]) == ("C", "Đã xác nhận")
    assert len(rows(book(world, "/hoat-dong/excel/").worksheets[0])) == 2


def test_a_contributor_gets_only_what_is_theirs(world: World) -> None:
    logged(world, title="Của công chức")
    logged(world, Role.CONTRIBUTOR, title="Của cộng tác viên")
    mine = rows(book(world, "/hoat-dong/excel/", Role.CONTRIBUTOR).worksheets[0])
    assert [line[2] for line in mine] == ["Của cộng tác viên"]


def test_every_list_has_its_file(world: World) -> None:
    logged(world, links=("https://phuong.gov.vn/x",))
    plan = Plan.objects.get()
    wanted = {
        "/hoat-dong/minh-chung/excel/": 1, "/viec/excel/?show=all": 12, f"/ke-hoach/{plan.pk}/excel/": 3,
        "/xa/don-vi/excel/": 3, "/xa/nguoi-dung/excel/": 8, "/tien-do/excel/": 3,
    }  # fmt: skip
    for path, least in wanted.items():
        sheet = book(world, path).worksheets[0]
        assert len(rows(sheet)) >= least, path
        assert sheet.auto_filter.ref
        assert sheet.page_setup.orientation == "landscape"
    assert [len(rows(book(world, f"/xa/nguoi-dung/excel/?q={q}").worksheets[0])) for q in ("khong-ai", "Quản trị")] == [
        0,
        1,
    ]


def test_reports_inspections_and_reminders_have_theirs(world: World) -> None:
    made = [URL_ROLES[name][0] for name in ("reports_show", "finding_show", "reminders_confirm", "reminders_handled")]
    assert all(make and make(world) for make in made)
    for path, sheets in {"/bao-cao/excel/": 1, "/kiem-tra/excel/": 2, "/nhac-viec/theo-doi/excel/": 2}.items():
        found = book(world, path).worksheets
        assert [len(rows(sheet)) >= 1 for sheet in found] == [True] * sheets, path
        assert path in world.client().get(path.removesuffix("excel/")).content.decode()


def test_names_that_excel_refuses() -> None:
    assert sheet_name("Kỳ [1]: a/b*c?" + "x" * 50) == "Kỳ 1 a b c" + " " + "x" * 20
    assert sheet_name("[]:*?/") == "Bảng 1"
