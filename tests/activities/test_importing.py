"""A spreadsheet is read, shown with its faults, entered once and taken back; bad files and strangers are refused."""

import io
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.activities.importing import actions
from lantoa.activities.importing.intake import receive_spreadsheet
from lantoa.activities.importing.jobs import read_import, write_rows
from lantoa.activities.importing.queries import counts_of
from lantoa.activities.importing.workbooks import template
from lantoa.activities.models import Activity, Evidence, ImportRun, Service
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from tests.activities.importing_made import HEAD, imported, xlsx
from tests.activities.samples import adopted_plan, commitment, logged
from tests.factories import World, build_world
from tests.files import samples

PAGE = "/hoat-dong/nhap/"


@pytest.fixture(autouse=True)
def files_root(tmp_path: Any, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def world(in_commune: World) -> World:
    adopted_plan(in_commune)
    return in_commune


def day(back: int = 3) -> datetime:
    return datetime.combine(clock.today() - timedelta(days=back), datetime.min.time())


def good(n: int = 1, **other: Any) -> list[Any]:
    values = {
        "day": day(n),
        "title": f"Phát bản tin số {n}",
        "kind": "Buổi phát thanh",
        "unit": None,
        "how": None,
        "k": 12,
    }
    values |= other
    return [n, values["day"], values["title"], values["kind"], values["unit"], values["how"], values["k"]]


def entered(run: ImportRun, *commitments: int) -> ImportRun:
    actions.write_import(run=run, commitments=commitments, by=run.created_by)
    write_rows(run.commune_id, run.pk)
    run.refresh_from_db()
    return run


def faults(run: ImportRun) -> list[tuple[int, list[str]]]:
    return [(row.number, [one["field"] for one in row.problems]) for row in run.rows.filter(state="bad")]


def test_good_rows_go_in_while_bad_ones_are_told(world: World) -> None:
    rows = [
        good(1),
        good(2, day="31/02/2026", k="nhiều"),
        good(3, title=""),
        ["I", "Quý II"],
        good(4),
        ["Tổng cộng", None, None, 5],
    ]
    run = imported(world, xlsx(rows))
    assert (run.state, run.header, run.columns["happened_on"]) == ("ready", 3, 1)
    assert counts_of(run) == {"good": 2, "bad": 2, "duplicate": 0, "skipped": 2, "imported": 0}
    assert faults(run) == [(5, ["happened_on", "people"]), (6, ["title"])]
    assert "31/02/2026" in run.rows.get(number=5).problems[0]["text"]
    entered(run, commitment("02 lượt phát thanh").pk)
    assert run.state == "imported"
    assert sorted(Activity.objects.values_list("title", flat=True)) == ["Phát bản tin số 1", "Phát bản tin số 4"]
    assert Service.objects.count() == 2
    row = Activity.objects.get(title="Phát bản tin số 1")
    assert (row.happened_on, row.people, row.channels, row.kind) == (day(1).date(), 12, ["broadcast"], "broadcast")
    assert row.folded.startswith("phat ban tin so 1")


def test_only_confirmed_commitments_are_served(world: World) -> None:
    run = imported(world, xlsx([good(1)]))
    assert run.rows.get().suggested == [commitment("02 lượt phát thanh").pk]
    entered(run)
    assert Service.objects.count() == 0


def test_the_job_twice_and_after_a_kill_enters_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lantoa.activities.importing.writing.BATCH", 2)
    run = imported(world, xlsx([good(n) for n in range(1, 6)]))
    actions.write_import(run=run, commitments=(), by=world.owner)
    from lantoa.activities.importing.writing import write_batch

    assert write_batch(run.pk) is True  # … and here the worker dies
    assert Activity.objects.count() == 2
    for _again in range(2):
        write_rows(world.commune.pk, run.pk)
    assert Activity.objects.count() == 5
    assert Entry.objects.filter(action="import.written").count() == 3
    run.refresh_from_db()
    assert (run.state, run.progress) == ("imported", 100)


def test_the_same_file_and_the_same_row_twice_are_found_and_said(world: World) -> None:
    data = xlsx([good(1), good(1), good(2)])
    first = imported(world, data)
    assert first.rows.get(number=5).twin_row == 4
    entered(first)
    again = imported(world, data)
    assert counts_of(again)["duplicate"] == 3
    assert "đã được" in again.notes[0]
    with pytest.raises(Refused, match="import_nothing"):
        actions.write_import(run=again, commitments=(), by=world.owner)
    actions.keep_duplicate(row=again.rows.get(number=4), wanted=True, by=world.owner)
    entered(again)
    assert Activity.objects.count() == 3


def test_what_was_entered_by_hand_is_found_too(world: World) -> None:
    logged(world, Role.PLAN_OWNER, title="Phát  bản tin SỐ 1", happened_on=day(1).date(), place="")
    unit = world.actor().unit_id
    assert unit
    run = imported(world, xlsx([good(1)]))
    assert run.rows.get().twin == Activity.objects.get()


def test_undo_takes_back_everything_and_then_it_can_come_again(world: World) -> None:
    data = xlsx([good(1), good(2)])
    run = entered(imported(world, data))
    assert actions.undo_import(run=run, by=world.owner) == 2
    assert set(Activity.objects.values_list("withdrawn_reason", flat=True)) == {"Hoàn tác lần nhập từ bảng tính"}
    with pytest.raises(Refused, match="import_state"):
        actions.undo_import(run=run, by=world.owner)
    assert counts_of(imported(world, data))["good"] == 2
    last = Entry.objects.get(action="import.undone")
    assert len(last.data["activities"]) == 2


def test_columns_are_changed_by_the_person_and_the_rows_read_anew(world: World) -> None:
    head = ("Cột A", "Ngày", "Nội dung", "Cột D", "Số người")
    rows = [["Tin, bài", day(1), "Đăng tin về cải cách", "Zalo", 3]]
    run = imported(world, xlsx(rows, head=head))
    assert "kind" not in run.columns
    given = {"happened_on": "1", "title": "2", "kind": "0", "channels": "3", "people": "4", "note": "99", "x": "1"}
    actions.set_columns(run=run, columns=given, sheet="", order="", by=world.owner)
    read_import(world.commune.pk, run.pk)
    run.refresh_from_db()
    assert (run.state, run.columns) == ("ready", {"happened_on": 1, "title": 2, "kind": 0, "channels": 3, "people": 4})
    assert run.rows.get().draft["channels"] == ["zalo"]
    with pytest.raises(Refused, match="import_columns"):
        actions.set_columns(run=run, columns={"title": "1", "place": "1"}, sheet="", order="", by=world.owner)


def test_american_order_is_noticed_and_chosen(world: World) -> None:
    if clock.today() < date(clock.today().year, 3, 26):
        pytest.skip("the 25th of March is yet to come")
    rows = [good(n, day=f"03/{n}/{clock.today().year}") for n in (24, 25)]
    run = imported(world, xlsx(rows))
    assert counts_of(run)["bad"] == 2
    assert "kiểu Mỹ" in run.notes[0]
    assert "Cách ghi ngày" in run.rows.first().problems[0]["text"]
    columns = {field: str(n) for field, n in run.columns.items()}
    actions.set_columns(run=run, columns=columns, sheet="", order="month_first", by=world.owner)
    read_import(world.commune.pk, run.pk)
    run.refresh_from_db()
    assert counts_of(run)["good"] == 2
    assert run.rows.first().draft["happened_on"].endswith("-03-24")


def test_merged_days_formulas_and_hidden_sheets(world: World) -> None:
    def change(book: Any) -> None:
        sheet = book.active
        sheet.merge_cells("B4:B6")
        sheet["G4"] = "=1+1"
        secret = book.create_sheet("Ẩn")
        secret.sheet_state = "hidden"
        secret["A1"] = "Nội dung"

    run = imported(world, xlsx([good(1), good(2, day=None), good(3, day=None)], change=change))
    assert [row.draft["happened_on"] for row in run.rows.all()] == [day(1).date().isoformat()] * 3
    assert run.rows.get(number=4).draft["people"] is None  # a formula that nothing computed
    assert (run.hidden, run.sheets) == (["Ẩn"], ["Sheet"])


def test_cells_that_look_like_formulas_stay_text_in_and_out(world: World) -> None:
    evil = '=HYPERLINK("http://x","y")'

    def change(book: Any) -> None:
        book.active["C4"].data_type = "s"

    head, first = "Ngày;Nội dung;Loại;Ghi chú", f"{day():%d/%m/%Y};{evil};Tin, bài;@SUM(A1)"
    data = f"{head}\n{first}\nkhông;+cmd|' /C calc'!A0;Tin, bài;-2\n"
    run = imported(world, data.encode(), name="x.csv")
    entered(run)
    row = Activity.objects.get()
    assert (row.title, row.note) == (evil, "@SUM(A1)")
    page = world.client(Role.PLAN_OWNER).get(f"{PAGE}{run.pk}/can-sua/")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(page.streaming_content))).active
    cells = {str(cell.value): cell for line in sheet.iter_rows() for cell in line if cell.value}
    assert cells["+cmd|' /C calc'!A0"].data_type == "s"
    assert cells["+cmd|' /C calc'!A0"].quotePrefix
    assert [cell for cell in cells.values() if cell.data_type == "f"] == []
    assert any("không phải ngày" in text for text in cells)


def test_the_corrected_faulty_rows_come_in_again(world: World) -> None:
    run = imported(world, xlsx([good(1), good(2, day="32/13/2025")]))
    page = world.client(Role.PLAN_OWNER).get(f"{PAGE}{run.pk}/can-sua/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(page.streaming_content)))
    sheet = book.active
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value == "32/13/2025":
                cell.value = day(2)
    out = io.BytesIO()
    book.save(out)
    again = imported(world, out.getvalue(), name="sua.xlsx")
    assert counts_of(again)["good"] == 1


def test_links_come_as_evidence_that_waits(world: World) -> None:
    rows = [
        [day(1), "Đăng tin về CCHC", "Tin, bài", "phuong.gov.vn/tin-1 https://zalo.me/2"],
        [day(2), "Đăng tin khác", "Tin, bài", "javascript:alert(1).x"],
    ]
    run = imported(world, xlsx(rows, head=("Ngày", "Nội dung", "Loại", "Đường dẫn")))
    assert faults(run) == [(5, ["links"])]
    entered(run)
    assert set(Evidence.objects.values_list("url", "grade", "state")) == {
        ("https://phuong.gov.vn/tin-1", "C", "waiting"), ("https://zalo.me/2", "C", "waiting"),
    }  # fmt: skip


def test_an_officer_imports_for_the_own_unit_only(world: World) -> None:
    from lantoa.communes.models import Unit

    own = Unit.objects.get(pk=world.actor(Role.OFFICER).unit_id)
    other = Unit.objects.exclude(pk=own.pk)[0]
    run = imported(world, xlsx([good(1, unit=own.name.upper()), good(2, unit=other.name), good(3)]), role=Role.OFFICER)
    assert faults(run) == [(5, ["unit"])]
    assert run.rows.get(number=6).draft["unit_id"] == own.pk
    assert faults(imported(world, xlsx([good(4, unit="Phòng Không Có")]))) == [(4, ["unit"])]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "sheet_html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "sheet_password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "sheet_kind"),
        (samples.office("word/document.xml"), "file_kind"),
        (samples.office("ppt/presentation.xml"), "sheet_kind"),
        (samples.office("xl/workbook.xml", "xl/vbaProject.bin"), "file_macro"),
        (samples.zip_bomb(), "file_bomb"),
        (b"PK\x03\x04 not a zip", "file_broken"),
        (b"MZ\x90\x00program", "file_active"),
        (samples.jpeg(), "file_kind"),
    ],
)
def test_files_that_are_not_taken(data: bytes, code: str, world: World) -> None:
    with pytest.raises(Refused) as refusal:
        receive_spreadsheet(commune=world.commune, upload=data, name="bang.xlsx")
    assert refusal.value.code == code


def ods(*, locked: bool) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m:encryption-data/>" if locked else "<m/>")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


def test_a_locked_ods_is_refused_and_an_empty_one_is_unreadable(world: World) -> None:
    with pytest.raises(Refused, match="sheet_password"):
        receive_spreadsheet(commune=world.commune, upload=ods(locked=True), name="a.ods")
    assert imported(world, ods(locked=False), name="a.ods").state == "unreadable"


def test_a_cell_in_the_last_corner_kills_only_the_child(world: World) -> None:
    def change(book: Any) -> None:
        book.active["XFD1048576"] = "x"

    run = imported(world, xlsx([good(1)], change=change))
    assert (run.state, run.error_code) == ("unreadable", "sheet_too_complex")


def test_without_headings_the_person_is_told(world: World) -> None:
    run = imported(world, b"a;b\n1;2\n", name="x.csv")
    assert (run.state, run.error_code) == ("unreadable", "sheet_no_headings")
    page = world.client(Role.PLAN_OWNER).get(f"{PAGE}{run.pk}/").content.decode()
    assert "Không thấy dòng tiêu đề" in page


def test_given_up_it_leaves_nothing(world: World) -> None:
    run = imported(world, xlsx([good(1)]))
    actions.drop_import(run=run, by=world.owner)
    assert run.rows.count() == 0
    with pytest.raises(Refused, match="import_state"):
        actions.write_import(run=run, commitments=(), by=world.owner)


def test_the_template_is_read_by_its_own_reader(world: World) -> None:
    data = template("UBND phường").read()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Hoạt động", "Danh mục"]
    lists = {one.formula1 for one in book["Hoạt động"].data_validations.dataValidation}
    assert len(lists) == 6
    run = imported(world, data)
    assert len(run.columns) == 13
    assert counts_of(run)["good"] == 1


def test_the_pages(world: World) -> None:
    client = world.client(Role.PLAN_OWNER)
    upload = SimpleUploadedFile("bang.xlsx", xlsx([good(1), good(2, day="<b>x</b>"), good(1)]))
    response = client.post(PAGE, {"file": upload})
    run = ImportRun.objects.get()
    assert response.headers["Location"] == f"{PAGE}{run.pk}/"
    assert "Đang đợi đọc" in client.get(f"{PAGE}{run.pk}/").content.decode()
    read_import(world.commune.pk, run.pk)
    assert client.get(f"{PAGE}{run.pk}/", headers={"HX-Request": "true"}).headers["HX-Redirect"]
    page = client.get(f"{PAGE}{run.pk}/").content.decode()
    assert "Nhập 1 hoạt động" in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "cột “NGAY THUC HIEN”" in page
    assert "Vẫn nhập" in client.get(f"{PAGE}{run.pk}/?xem=duplicate").content.decode()
    assert client.post(f"{PAGE}{run.pk}/ghi/", {"commitment": ["x", "1"]}).status_code == 302
    write_rows(world.commune.pk, run.pk)
    assert "Đã nhập 1 hoạt động" in client.get(f"{PAGE}{run.pk}/").content.decode()
    assert "Rút 1 hoạt động" in client.get(f"{PAGE}{run.pk}/hoan-tac/").content.decode()
    assert client.post(f"{PAGE}{run.pk}/hoan-tac/").status_code == 302
    assert Activity.objects.get().is_withdrawn
    none = client.post(PAGE)
    assert none.status_code == 422
    assert "Chưa chọn tệp" in none.content.decode()


def test_whose_import_it_is(world: World) -> None:
    run = imported(world, xlsx([good(1)]), role=Role.OFFICER)
    assert world.client(Role.EDITOR).get(f"{PAGE}{run.pk}/").status_code == 403
    assert world.client(Role.CONTRIBUTOR).get(PAGE).status_code == 403
    assert world.client(Role.INSPECTOR).get(PAGE).status_code == 403
    stranger = build_world("Phường Khác")
    with scope([stranger.commune.pk]):
        client = stranger.client(Role.PLAN_OWNER)
    assert client.get(f"{PAGE}{run.pk}/").status_code == 404
    assert client.post(f"{PAGE}{run.pk}/ghi/").status_code == 404
    assert client.post(f"{PAGE}dong/{run.rows.get().pk}/").status_code == 404
    assert HEAD
