"""Which Word form a report is printed with."""

from lantoa.communes.models import Commune
from lantoa.core import clock
from lantoa.files import store
from lantoa.reports.models import Report, ReportTemplate
from vanban.form.document import DataTable, Heading, OfficialDocument, Paragraph, Signature
from vanban.form.docx import render_docx


def current_template() -> ReportTemplate | None:
    """The ward's own form that counts now; None while the usual form is used."""
    newest: ReportTemplate | None = ReportTemplate.objects.select_related("file", "by").first()
    return newest if newest and newest.file_id else None


def template_bytes(report: Report) -> bytes | None:
    """The form of a report: the one that was frozen with it, else today's; units use the usual form."""
    if report.unit_id:
        return None
    if report.frozen:
        sha256 = report.frozen.get("template", {}).get("sha256", "")
    else:
        template = current_template()
        sha256 = template.file.sha256 if template and template.file else ""
    return store.read(report.commune_id, sha256) if sha256 else None


def sample_file(commune: Commune) -> bytes:
    """A short document in the form that counts now: how a report would look, with the decree's parts."""
    newest = current_template()
    data = store.read(commune.pk, newest.file.sha256) if newest and newest.file else None
    return render_docx(sample_document(commune), template=data)


def sample_document(commune: Commune) -> OfficialDocument:
    """Imagined words, so that nobody takes it for a report."""
    body = (
        Paragraph("Đây là văn bản xem thử mẫu, không phải báo cáo."),
        Heading("I", "Mục thứ nhất", 1),
        Paragraph("Đoạn văn của nội dung, canh đều hai lề, dòng đầu lùi vào, cách đoạn 6 pt."),
        DataTable(("TT", "Chỉ tiêu", "Kết quả"), (("1", "Phát thanh 02 lần mỗi tháng", "02"),), (1, 6, 2)),
    )
    return OfficialDocument(
        kind="BÁO CÁO", title="Xem thử mẫu văn bản", issuer=("ỦY BAN NHÂN DÂN", commune.name.upper()),
        number="00/BC-UBND", place=commune.short_name, issued_on=clock.today(), body=body,
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Họ và tên"), recipients=("Lưu: VT",),
    )  # fmt: skip
