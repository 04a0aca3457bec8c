"""Công văn đôn đốc: what a letter to units that are late says, as an official document (Mẫu 1.5, NĐ 30/2020/NĐ-CP)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanban.form.document import Block, DataTable, OfficialDocument, Paragraph, Signature

ABOUT = "đôn đốc thực hiện Kế hoạch tuyên truyền cải cách hành chính"
COLUMNS = ("STT", "Nội dung", "Kỳ, kết quả đến nay", "Thời hạn", "Quá hạn")
WIDTHS = (14.0, 69.0, 39.0, 25.0, 18.0)


@dataclass(frozen=True, slots=True)
class LateWork:
    """One piece of work that is late, as the table of the letter shows it."""

    text: str
    detail: str
    deadline: date


@dataclass(frozen=True, slots=True)
class UnitBehind:
    """A unit and its late work. ``asked``: a body of the Party or the Front is asked, not ordered."""

    name: str
    asked: bool
    works: tuple[LateWork, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, as the commune's settings say. ``plan`` is what the letter is about: its title and number."""

    commune: str
    place: str
    authority: tuple[str, ...]
    parent: str = ""
    signer: str = ""
    plan: str = ""


def letter_to(
    units: Sequence[UnitBehind], sender: Sender, *, today: date, report_by: date
) -> OfficialDocument:  # fmt: skip
    """The letter; number and day are left for the clerk."""
    return OfficialDocument(
        kind="", title=ABOUT, issuer=("ỦY BAN NHÂN DÂN", sender.commune.upper()), number="/UBND-VHXH",
        parent=sender.parent, place=sender.place, year=today.year, addressees=tuple(unit.name for unit in units),
        body=tuple(_body(units, sender, today=today, report_by=report_by)),
        signature=Signature(sender.authority, sender.signer), recipients=("Như trên;", "Lưu: VT, VHXH."),
    )  # fmt: skip


def _body(units: Sequence[UnitBehind], sender: Sender, *, today: date, report_by: date) -> list[Block]:
    blocks: list[Block] = [Paragraph(
        f"Thực hiện {sender.plan}, qua theo dõi, tổng hợp kết quả đến hết ngày {today:%d/%m/%Y}, còn một số nội dung "
        "đã quá thời hạn mà chưa có kết quả hoặc chưa có minh chứng được ghi nhận, cụ thể:"
    )]  # fmt: skip
    for number, unit in enumerate(units, start=1):
        blocks.append(Paragraph(f"{number}. {unit.name}: {len(unit.works):02d} nội dung"))
        blocks.append(_table(unit, today))
    blocks += [Paragraph(text) for text in _demands(units, sender.commune, report_by)]
    return blocks


def _table(unit: UnitBehind, today: date) -> DataTable:
    rows = tuple(
        (str(place), work.text, work.detail, f"{work.deadline:%d/%m/%Y}", f"{(today - work.deadline).days} ngày")
        for place, work in enumerate(unit.works, start=1)
    )
    return DataTable(COLUMNS, rows, WIDTHS, ("center", "left", "left", "center", "center"))


def _demands(units: Sequence[UnitBehind], commune: str, report_by: date) -> list[str]:
    """Units of the commune are ordered, bodies of the Party and the Front are asked."""
    body = f"Ủy ban nhân dân {commune[:1].lower()}{commune[1:]}"
    what = "khẩn trương thực hiện, cập nhật kết quả kèm minh chứng"
    ordered = [unit.name for unit in units if not unit.asked]
    asked = [unit.name for unit in units if unit.asked]
    by = f"trước ngày {report_by:%d/%m/%Y}"
    said = []
    if ordered:
        hard = "trường hợp có khó khăn, vướng mắc, nêu rõ nguyên nhân và đề xuất thời gian hoàn thành"
        said.append(f"{body} yêu cầu {_listed(ordered)} {what}, báo cáo {by}; {hard}.")
    if asked:
        said.append(f"{body} đề nghị {_listed(asked)} quan tâm phối hợp, {what}, gửi kết quả {by}.")
    return [*said[:-1], f"{said[-1].rstrip('.')}./."] if said else []


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"
