"""Every list as an Excel file: the answer to "Tải Excel", and the commune's own lists."""

from collections.abc import Sequence

from django.http import FileResponse
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.queries import all_units, people
from lantoa.core import clock
from lantoa.core.saying import said
from lantoa.core.spreadsheet import CellKind, Column, Sheet, download, write_workbook


def excel(actor: Actor, sheets: Sequence[Sheet], name: str) -> FileResponse:
    """The sheets as one file, headed by the actor's commune and the moment."""
    file = write_workbook(sheets, commune=f"Ủy ban nhân dân {actor.commune.in_text}", made_at=clock.now())
    return download(file, f"{name} {clock.today():%Y-%m-%d}")


def filter_note(*parts: str) -> tuple[str, ...]:
    """The filter in words, for the line under the title; nothing where nothing is filtered."""
    said_parts = [part for part in parts if part]
    return (_("Bộ lọc: %(filter)s") % {"filter": "; ".join(said_parts)},) if said_parts else ()


def units_sheet() -> Sheet:
    """Units in the commune's order."""
    columns = (
        Column(_("Đơn vị"), 44), Column(_("Gọi tắt"), 16), Column(_("Tên gọi khác"), 40),
        Column(_("Người"), 10, CellKind.NUMBER), Column(_("Tình trạng"), 20),
    )  # fmt: skip
    rows = (
        (
            unit.name, unit.short_name, "; ".join(alias.text for alias in unit.aliases.all()), unit.people,  # type: ignore[attr-defined]
            _("Đang dùng") if unit.is_active else _("Ngừng hoạt động"),
        )
        for unit in all_units()
    )  # fmt: skip
    return Sheet(_("Danh sách đơn vị"), columns, rows, _("Đơn vị"))


def people_sheet(words: str) -> Sheet:
    """People with their roles; one row for each role."""
    columns = (
        Column(_("Họ và tên"), 28), Column(_("Tên đăng nhập"), 18), Column(_("Vai trò"), 28), Column(_("Chức vụ"), 24),
        Column(_("Đơn vị, địa bàn"), 40), Column(_("Điện thoại"), 16),
    )  # fmt: skip
    rows = (
        (
            member.person.name, member.person.username, said(row.get_role_display()), row.title,
            str(row.unit or row.neighbourhood or ""), member.person.phone,
        )
        for member in people(words)
        for row in member.roles
    )  # fmt: skip
    return Sheet(_("Danh sách người dùng"), columns, rows, _("Người dùng"), notes=filter_note(words))
