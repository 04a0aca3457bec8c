"""Minutes (biên bản) and conclusion of an inspection under Nghị định 30/2020/NĐ-CP: values in, documents out.

Minutes follow Mẫu 1.9 of Phụ lục III. "Kết luận" is no type of document of Điều 7: it goes out as a notice (thông báo).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lantoa.communes.letterhead import OfficialHead
from lantoa.inspections.rules import FindingKind, LineSource, Mark
from vanban.form.document import (
    Block,
    Bullet,
    DataTable,
    Heading,
    OfficialDocument,
    Paragraph,
    Signature,
)

AGREED = "Đơn vị thống nhất với nội dung biên bản."
SUBJECT = "công tác thông tin, tuyên truyền cải cách hành chính"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line of the checklist: what the system saw, what the inspector found."""

    source: LineSource
    text: str
    seen: str
    mark: str
    note: str
    photos: int


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """What has to be mended, by whom, by when."""

    kind: FindingKind
    text: str
    unit: str
    due_on: date


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """A closed inspection. ``opened`` and ``closed`` in ward time."""

    unit: str
    lead: str
    held_on: date
    place: str = ""
    others: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    opened: datetime | None = None
    closed: datetime | None = None
    lines: tuple[LineFacts, ...] = ()
    findings: tuple[FindingFacts, ...] = ()
    opinion: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()
    plan_number: str = ""
    plan_on: date | None = None
    plan_title: str = ""

    @property
    def plan_named(self) -> str:
        """ "Kế hoạch số 09/KH-UBND ngày 12/01/2026", or its title where the number is not known."""
        if not self.plan_number:
            return f"Kế hoạch “{self.plan_title}”" if self.plan_title else "Kế hoạch tuyên truyền cải cách hành chính"
        return f"Kế hoạch số {self.plan_number}" + (f" ngày {self.plan_on:%d/%m/%Y}" if self.plan_on else "")


def minutes_document(facts: InspectionFacts, head: OfficialHead) -> OfficialDocument:
    """BIÊN BẢN, signed by the inspected unit and by who led the inspection."""
    body: tuple[Block, ...] = (
        Paragraph(f"Thời gian bắt đầu: {_moment(facts.opened, facts.held_on)}."),
        Paragraph(f"Địa điểm: {facts.place or facts.unit}."),
        Heading("I", "Thành phần", 1), *_people(facts),
        Heading("II", "Nội dung, kết quả kiểm tra", 1),
        Paragraph(f"Kiểm tra việc thực hiện {facts.plan_named} tại {facts.unit}. {_summary(facts)}"),
        _table(facts.lines),
        Heading("III", "Tồn tại, kiến nghị", 1), *_findings(facts),
        *_titled("IV", "Ý kiến của đơn vị được kiểm tra", facts.opinion or (AGREED,)),
        *_titled("V", "Nhận xét, kết luận của người kiểm tra", facts.conclusion),
        Paragraph(
            f"Biên bản được lập xong lúc {_moment(facts.closed, facts.held_on)}, đã đọc lại cho những người có mặt cùng"
            " nghe, thống nhất nội dung và ký tên./."
        ),
    )  # fmt: skip
    return OfficialDocument(
        kind="BIÊN BẢN", title=f"Kiểm tra {SUBJECT} tại {facts.unit}", issuer=head.issuer, parent=head.parent,
        number="/BB-UBND", body=body, signature=Signature(("Người kiểm tra",), facts.lead),
        cosigner=Signature(("Đại diện đơn vị", "được kiểm tra")), dated=False,
        recipients=("Lãnh đạo UBND;", f"{facts.unit};", "Lưu: VT, hồ sơ kiểm tra."),
    )  # fmt: skip


def conclusion_document(facts: InspectionFacts, head: OfficialHead) -> OfficialDocument:
    """THÔNG BÁO Kết luận kiểm tra, over the signature of the commune's head; number and date stay open."""
    passed = [line for line in facts.lines if line.mark == Mark.PASSED.label]
    failed = [line for line in facts.lines if line.mark == Mark.FAILED.label]
    body: tuple[Block, ...] = (
        Paragraph(
            f"Ngày {facts.held_on:%d/%m/%Y}, {head.body_name} kiểm tra việc thực hiện {facts.plan_named} tại"
            f" {facts.unit}. Trên cơ sở biên bản kiểm tra, {head.body_name} kết luận như sau:"
        ),
        Heading("I", "Kết quả đạt được", 1), Paragraph(_summary(facts)), *_listed(passed),
        Heading("II", "Tồn tại, hạn chế", 1),
        *(_listed(failed) or [Paragraph("Qua kiểm tra chưa phát hiện nội dung chưa đạt.")]),
        *(Paragraph(text) for text in facts.conclusion),
        Heading("III", "Kiến nghị, yêu cầu khắc phục", 1), *_findings(facts),
        Paragraph(
            f"{head.body_name} thông báo để {facts.unit} và các đơn vị liên quan thực hiện, báo cáo kết quả khắc phục"
            " kèm minh chứng đúng thời hạn nêu trên./."
        ),
    )  # fmt: skip
    return OfficialDocument(
        kind="THÔNG BÁO", title=f"Kết luận kiểm tra {SUBJECT} tại {facts.unit}", issuer=head.issuer,
        parent=head.parent, number="/TB-UBND", place=head.place, year=facts.held_on.year, body=body,
        signature=head.signature, recipients=(f"{facts.unit};", *(head.recipients or ("Lưu: VT.",))),
    )  # fmt: skip


def _moment(at: datetime | None, on: date) -> str:
    if at is None:
        return f"ngày {on:%d/%m/%Y}"
    return f"{at:%H} giờ {at:%M} phút, ngày {at:%d/%m/%Y}"


def _people(facts: InspectionFacts) -> list[Block]:
    ours = [Bullet(f"{facts.lead}, chủ trì;"), *(Bullet(one) for one in facts.others)]
    theirs = [Bullet(one) for one in facts.present] or [Bullet("………………………………………………………………")]
    return [
        Heading("1", "Đoàn kiểm tra", 2), *ours, Heading("2", f"Đơn vị được kiểm tra: {facts.unit}", 2), *theirs
    ]  # fmt: skip


def _summary(facts: InspectionFacts) -> str:
    marks = Counter(line.mark for line in facts.lines)
    words = "; ".join(f"{mark.label.lower()} {marks[mark.label]:02d}" for mark in Mark)
    return f"Tổng số {len(facts.lines):02d} mục kiểm tra: {words}."


def _table(lines: Sequence[LineFacts]) -> DataTable:
    rows = tuple(
        (str(number), line.text, line.seen or "–", line.mark, _remark(line))
        for number, line in enumerate(lines, start=1)
    )
    return DataTable(
        header=("TT", "Nội dung kiểm tra", "Hệ thống ghi nhận", "Kết quả", "Nhận xét"), rows=rows,
        widths=(10, 62, 36, 20, 37), aligns=("center", "left", "left", "center", "left"),
    )  # fmt: skip


def _remark(line: LineFacts) -> str:
    photos = f"({line.photos:02d} ảnh, tệp kèm theo)" if line.photos else ""
    return " ".join(part for part in (line.note, photos) if part)


def _findings(facts: InspectionFacts) -> list[Block]:
    if not facts.findings:
        return [Paragraph("Không có tồn tại, kiến nghị phải khắc phục.")]
    rows = tuple(
        (str(number), f"{one.kind.label}: {one.text}", one.unit, f"{one.due_on:%d/%m/%Y}")
        for number, one in enumerate(facts.findings, start=1)
    )
    header = ("TT", "Nội dung", "Đơn vị chịu trách nhiệm", "Hạn khắc phục")
    return [DataTable(header, rows, widths=(10, 90, 40, 25), aligns=("center", "left", "left", "center"))]


def _titled(number: str, title: str, texts: Iterable[str]) -> list[Block]:
    found = [Paragraph(text) for text in texts] or [Paragraph("………………………………………………………………………………")]
    return [Heading(number, title, 1), *found]


def _listed(lines: Iterable[LineFacts]) -> list[Block]:
    return [Bullet(_said(line)) for line in lines]


def _said(line: LineFacts) -> str:
    text = line.text.rstrip(" .;")
    return f"{text}: {line.note.rstrip(' .;')}." if line.note else f"{text}."
