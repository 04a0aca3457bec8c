"""Spreadsheets for the tests of imports."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from lantoa.activities.importing.actions import start_import
from lantoa.activities.importing.jobs import read_import
from lantoa.activities.models import ImportRun
from lantoa.communes.roles import Role
from tests.factories import World

HEAD = ("STT", "NGAY THUC HIEN", "Nội dung hoạt động", "Loại hoạt động", "Đơn vị (chủ trì)", "Hình thức", "Số người")


def xlsx(rows: Sequence[Sequence[Any]], *, head: Sequence[Any] = HEAD, above: int = 2, change: Any = None) -> bytes:
    """A workbook with a title above the headings. ``change``: something done to the sheet before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number in range(above):
        sheet.append([f"BẢNG TỔNG HỢP {number}"])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(world: World, data: bytes, *, name: str = "hoat-dong.xlsx", role: Role = Role.PLAN_OWNER) -> ImportRun:
    """An import whose file was read."""
    run = start_import(commune=world.commune, upload=data, name=name, by=world.person(role), later=False)
    read_import(world.commune.pk, run.pk)
    found: ImportRun = ImportRun.objects.get(pk=run.pk)
    return found
