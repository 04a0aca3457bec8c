"""Reports: a period, its figures as a snapshot, the document as DOCX and PDF."""

from django.db import models

from lantoa.communes.models import Person
from lantoa.core.periods import PeriodKind
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.plans.models import PlanVersion, choices_of
from vanban.vocabulary import Labelled


class ReportState(Labelled):
    """Trạng thái báo cáo."""

    MAKING = "making", "Đang lập"
    READY = "ready", "Đã lập"
    FAILED = "failed", "Chưa lập được"


class Report(CommuneModel):
    """Báo cáo of the ward for one period. Making it again adds a new row; the old one stays as it was."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField("kỳ báo cáo", max_length=12, choices=choices_of(PeriodKind))
    period_start = models.DateField("kỳ từ ngày")
    period_end = models.DateField("đến ngày")
    data_from = models.DateField("số liệu từ ngày")
    data_to = models.DateField("số liệu đến ngày")
    due_on = models.DateField("hạn gửi", null=True)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    dated_on = models.DateField("ngày báo cáo", null=True, blank=True)
    remarks = models.JSONField("phần người lập viết", default=dict)
    state = models.CharField(max_length=10, choices=choices_of(ReportState), default=ReportState.MAKING.value)
    error_message = models.CharField(max_length=500, blank=True)
    snapshot = models.JSONField("số liệu đã chốt", null=True)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-period_end", "-id")

    def __str__(self) -> str:
        return f"Báo cáo {self.period_start:%d/%m/%Y} - {self.period_end:%d/%m/%Y}"
