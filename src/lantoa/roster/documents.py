"""The roster on paper and as rows: pure values in, an official document or a table out.

"Lịch" is no type of document of Nghị định 30/2020/NĐ-CP (Điều 7); the roster goes out as a notice (thông báo).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from lantoa.communes.letterhead import OfficialHead
from lantoa.core.holidays import WEEKDAYS
from lantoa.roster.queries import DutyLine
from vanban.form.document import Bullet, DataTable, OfficialDocument, Paragraph

WIDTHS = (6, 16, 16, 12, 36, 30)
"""Characters of each column in Excel."""
PREPARE = "Người, đơn vị được phân công chuẩn bị nội dung, thực hiện đúng ngày và ghi kết quả, minh chứng ngay sau đó."
EXCHANGE = "Trường hợp cần đổi lịch, hai bên thống nhất và báo người phụ trách kế hoạch trước ngày thực hiện."
HEADER = ("TT", "Kỳ", "Ngày thực hiện", "Thứ", "Người (đơn vị) thực hiện", "Ghi chú")


def roster_rows(lines: Iterable[DutyLine]) -> list[tuple[str, ...]]:
    """The table of a roster, one row for each window, in the columns of ``HEADER``."""
    return [
        (
            str(number), line.period, f"{line.on:%d/%m/%Y}" if line.on else "",
            WEEKDAYS[line.on.weekday()] if line.on else "", _who(line), _note(line),
        )
        for number, line in enumerate(lines, start=1)
    ]  # fmt: skip


def _who(line: DutyLine) -> str:
    person = line.work.assignee.name if line.work.assignee else ""
    return f"{line.who} ({person})" if line.work.unit_id and person else line.who


def _note(line: DutyLine) -> str:
    return line.work.waived_reason and f"Miễn: {line.work.waived_reason}"


def roster_document(
    lines: Sequence[DutyLine], head: OfficialHead, *, task: str, plan: str, year: int
) -> OfficialDocument:
    """ "THÔNG BÁO – Lịch phân công …" over the ward head's signature. ``task``: the commitment's sentence; ``plan``:
    how the plan is named in a sentence. Number and date stay open for the clerk."""
    quoted = f"“{task.rstrip(' .;')}”"
    body = (
        Paragraph(
            f"Thực hiện {plan}, {head.body_name} thông báo lịch phân công thực hiện nhiệm vụ: {quoted} như sau:"
        ),
        DataTable(
            header=HEADER, rows=tuple(roster_rows(lines)), widths=(10, 33, 28, 23, 49, 22),
            aligns=("center", "left", "center", "center", "left", "left"),
        ),
        Bullet(PREPARE), Bullet(EXCHANGE),
        Paragraph(f"{head.body_name} yêu cầu các cá nhân, đơn vị có tên trong lịch nghiêm túc thực hiện./."),
    )  # fmt: skip
    return OfficialDocument(
        kind="THÔNG BÁO", title=f"Lịch phân công {_short(task)}", issuer=head.issuer, parent=head.parent,
        number="/TB-UBND", place=head.place, year=year, body=body, signature=head.signature,
        recipients=head.recipients or ("Như trên;", "Lưu: VT."),
    )  # fmt: skip


def _short(task: str, length: int = 150) -> str:
    line = " ".join(task.split()).rstrip(" .;")
    line = line[0].lower() + line[1:] if line[:2].istitle() or line[1:2].islower() else line
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]}…"


def plan_named(title: str, number: str, issued_on: date | None) -> str:
    """ "Kế hoạch số 09/KH-UBND ngày 12/01/2026 về …", as inside a sentence."""
    words = "Kế hoạch" + (f" số {number}" if number else "") + (f" ngày {issued_on:%d/%m/%Y}" if issued_on else "")
    return words if number else f"{words} “{title}”"
