"""Sổ văn bản in a browser: search, one act, entries of the commune, Excel; hostile input; nobody else's entries."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.citations.rules import slug_of
from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.documents.models import ActEntry
from lantoa.documents.queries import register_here
from lantoa.ledger.models import Entry
from tests.factories import World, build_world
from tests.plans.samples import PLAN, read
from vanban.register import Status

pytestmark = pytest.mark.django_db
VALUES = {
    "kind": "Kế hoạch",
    "number": "15/KH-UBND",
    "issued_on": "2026-01-20",
    "issuer": "UBND tỉnh",
    "status": "unknown",
}


def enter(world: World, **changes: str) -> Any:
    return world.client().post(reverse("citations_enter"), {**VALUES, **changes})


def page(world: World, name: str = "citations_list", *args: Any, query: str = "", role: Role = Role.OFFICER) -> str:
    answer = world.client(role).get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_register_shows_what_ships_and_what_plans_cite(in_commune: World) -> None:
    read(in_commune.commune, PLAN.replace("Căn cứ Quyết định", "Căn cứ Nghị quyết số 76/NQ-CP;\nCăn cứ Quyết định"))
    text = page(in_commune, query="?q=nghi+quyet+76")
    assert "Nghị quyết số 76/NQ-CP" in text
    assert "1 lần viện dẫn" in text
    assert "Quyết định số 100/QĐ-UBND" in page(in_commune, query="?xem=vien-dan")


def test_one_act_leads_to_the_place_in_the_plan(in_commune: World) -> None:
    version = read(in_commune.commune)
    text = page(in_commune, "citations_show", slug_of("100|qdubnd@2025-01-05"))
    assert f"{reverse('plans_document', args=[version.plan_id])}?lan=1#doc-e" in text
    assert "Chưa đối chiếu" in text


def test_enter_correct_drop(in_commune: World) -> None:
    answer = enter(in_commune, title="Kế hoạch CCHC", link="https://example.gov.vn/15")
    row = ActEntry.objects.get()
    assert answer.url == reverse("citations_show", args=[slug_of(row.key)])
    text = page(in_commune, "citations_show", slug_of(row.key))
    assert "https://example.gov.vn/15" in text
    assert "Sửa" not in text  # an officer reads
    changed = {**VALUES, "status": "in_force", "source": "vbpl.vn", "checked_on": "2026-02-01", "seen": "0"}
    in_commune.client().post(reverse("citations_change", args=[row.pk]), changed)
    assert register_here().find("15/KH-UBND")[0].verified
    late = in_commune.client().post(reverse("citations_change", args=[row.pk]), {**changed, "title": "muộn"})
    assert late.status_code == 422
    assert "Người khác vừa sửa" in late.content.decode()
    in_commune.client().post(reverse("citations_drop", args=[row.pk]))
    assert not ActEntry.objects.exists()
    assert [one.action for one in Entry.objects.filter(object_type="documents.actentry").order_by("seq")] == [
        "act.entered", "act.changed", "act.dropped",
    ]  # fmt: skip


def test_a_shipped_act_is_taken_over_with_what_is_known(in_commune: World) -> None:
    act = register_here().find("76/NQ-CP")[0]
    slug = slug_of("76|nqcp")
    form = page(in_commune, "citations_enter", query=f"?theo={slug}", role=Role.PLAN_OWNER)
    assert f'value="{act.number}"' in form
    enter(in_commune, kind=act.kind, number=act.number, status="in_force", source="Công báo", issued_on="2021-07-15")
    assert register_here().find("76/NQ-CP")[0].source == "Công báo"


def test_what_the_commune_knows_is_told_on_the_plan(in_commune: World) -> None:
    version = read(in_commune.commune)
    url = reverse("plans_document", args=[version.plan_id])
    words = "Quyết định số 100/QĐ-UBND đã hết hiệu lực"
    assert words not in in_commune.client().get(url).content.decode()
    gone = {"status": "replaced", "replaced_by": "9/QĐ-UBND", "source": "Công báo", "checked_on": "2025-01-08"}
    act = {"kind": "Quyết định", "number": "100/QĐ-UBND", "issued_on": "2025-01-05", "until": "2025-01-06"}
    enter(in_commune, **act, issuer="UBND tỉnh khác", **gone)  # somebody else's number
    assert words not in in_commune.client().get(url).content.decode()
    in_commune.client().post(reverse("citations_drop", args=[ActEntry.objects.get().pk]))
    enter(in_commune, **act, issuer="UBND tỉnh", **gone)
    told = in_commune.client().get(url).content.decode()
    assert words in told
    assert "thay bằng 9/QĐ-UBND" in told
    in_commune.client().post(reverse("citations_drop", args=[ActEntry.objects.get().pk]))
    assert words not in in_commune.client().get(url).content.decode()


def test_twice_the_same_act_is_refused(in_commune: World) -> None:
    enter(in_commune)
    answer = enter(in_commune, number="015/KH-UBND")
    assert answer.status_code == 422
    assert "đã có trong sổ" in answer.content.decode()
    assert ActEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": "không có"}, "phải có chữ số"),
        ({"status": "in_force"}, "nguồn đã đối chiếu"),
        ({"link": "javascript:alert(1)"}, "Đường dẫn"),
        ({"issued_on": "31/02/2026"}, "Hãy nhập ngày"),
        ({"kind": "<b>"}, "họn một"),
        ({"number": "1" * 61}, "60"),
    ],
)
def test_bad_entries_say_what_is_wrong(in_commune: World, changes: dict[str, str], words: str) -> None:
    answer = enter(in_commune, **changes)
    assert answer.status_code == 422
    assert any(word in answer.content.decode() for word in words.split("|"))
    assert not ActEntry.objects.exists()


@pytest.mark.parametrize("query", ["?q=%00&xem=la&hieu-luc=x&trang=9999", "?q=" + "a" * 5000, "?q=%3Cscript%3E"])
def test_hand_made_addresses(in_commune: World, query: str) -> None:
    assert "<script>alert" not in page(in_commune, query=query)


def test_excel(in_commune: World) -> None:
    enter(in_commune, title="=1+1")
    answer = in_commune.client().get(reverse("citations_excel") + "?q=15/KH-UBND")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value]
    assert any(cell.value == "15/KH-UBND" for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_the_history_of_an_entry(in_commune: World) -> None:
    enter(in_commune)
    text = page(in_commune, "history_show", "van-ban", ActEntry.objects.get().pk)
    assert "ghi văn bản số 15/KH-UBND vào sổ văn bản" in text


def test_another_commune_has_its_own(in_commune: World) -> None:
    enter(in_commune)
    other = build_world("Phường Khác")
    with scope([other.commune.pk]):
        assert not ActEntry.objects.exists()
        assert "15/KH-UBND" not in page(other)
    assert other.client().get(reverse("citations_change", args=[1])).status_code == 404


def test_the_list_asks_little(in_commune: World, django_assert_max_num_queries: Any) -> None:
    read(in_commune.commune)
    client = in_commune.client()
    client.get(reverse("citations_list"))
    with django_assert_max_num_queries(15):
        client.get(reverse("citations_list"))


def given(world: World, data: bytes, name: str = "so.xlsx", role: Role = Role.PLAN_OWNER) -> Any:
    file = SimpleUploadedFile(name, data)
    return world.client(role).post(reverse("citations_import"), {"file": file})


def exported(world: World) -> Any:
    answer = world.client().get(reverse("citations_excel"))
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_excel_file_comes_back_with_more_rows_and_corrections(in_commune: World) -> None:
    book = exported(in_commune)
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if row[1].value == "Số, ký hiệu")
    assert "không có gì khác" in given(in_commune, saved(book)).content.decode()
    assert ActEntry.objects.count() == 0, "nothing is new in what went out"
    resolution = next(row for row in sheet.iter_rows(min_row=head[0].row + 1) if row[1].value == "76/NQ-CP")
    for at, value in ((5, Status.IN_FORCE.label), (7, "vbpl.vn"), (8, date(2026, 11, 2))):
        resolution[at].value = value
    sheet.append(["Kế hoạch", "21/KH-UBND", "05/01/2026", "UBND tỉnh", "Tuyên truyền CCHC", "", "", "", ""])
    sheet.append(["Giấy", "22/KH-UBND", "", "", "", "", "", "", ""])
    sheet.append(["Kế hoạch", "23/KH-UBND", "31/02/2026", "", "<b>x</b>", "", "", "", ""])
    data = saved(book)
    shown = given(in_commune, data).content.decode()
    assert "Đã ghi mới <b>2</b> văn bản" in shown
    assert "2 dòng chưa ghi được" in shown
    assert {row.number for row in ActEntry.objects.all()} == {"76/NQ-CP", "21/KH-UBND"}
    checked = register_here().find("76/NQCP")[0]
    assert (checked.verified, checked.status) == (True, Status.IN_FORCE), "the linter asks the ward's entry at once"
    again = given(in_commune, data).content.decode()
    assert "Đã ghi mới <b>0</b> văn bản, sửa <b>0</b>" in again
    ActEntry.objects.filter(number="21/KH-UBND").update(link="https://example.vn/21")
    sheet.cell(sheet.max_row - 2, 5).value = "Tên khác"
    assert "sửa <b>1</b>" in given(in_commune, saved(book)).content.decode()
    row = ActEntry.objects.get(number="21/KH-UBND")
    assert (row.title, row.link) == ("Tên khác", "https://example.vn/21"), "what has no column stays"


def test_sheets_without_headings_and_rubbish_are_told(in_commune: World) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    assert given(in_commune, saved(book)).status_code == 409
    assert given(in_commune, b"PK\x03\x04 rubbish").status_code in {400, 409, 422}
    assert in_commune.client().post(reverse("citations_import")).status_code == 409
    words = given(in_commune, b"nonsense").content.decode()
    assert "chỉ nhận bảng Excel" in words
    assert "PowerPoint" not in words
    for number in range(501):
        book.active.append(["Quyết định", f"{number}/QĐ-UBND"])
    book.active.cell(1, 1).value, book.active.cell(1, 2).value = "Loại", "Số, ký hiệu"
    assert "Bảng có quá 500 dòng" in given(in_commune, saved(book)).content.decode()
    assert not ActEntry.objects.exists()
    assert given(in_commune, saved(book), role=Role.OFFICER).status_code == 403
