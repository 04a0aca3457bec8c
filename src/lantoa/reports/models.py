"""Reports: a period, its figures as a snapshot, its wording, its life, the document as DOCX and PDF."""

from django.db import models
from django.db.models.functions import ExtractYear, Lower

from lantoa.communes.models import Person, Unit
from lantoa.core.periods import PeriodKind
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.plans.models import PlanVersion, choices_of
from lantoa.reports.rules.life import Stage, Step
from vanban.vocabulary import Labelled


class ReportState(Labelled):
    """Trạng thái lập báo cáo: figures and documents. Where it stands in its life is its ``stage``."""

    MAKING = "making", "Đang lập"
    READY = "ready", "Đã lập"
    FAILED = "failed", "Chưa lập được"


class Report(CommuneModel):
    """Báo cáo of the ward, or of one unit, for one period. Making it again adds a new row; the old one stays."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đơn vị báo cáo")
    kind = models.CharField("kỳ báo cáo", max_length=12, choices=choices_of(PeriodKind))
    period_start = models.DateField("kỳ từ ngày")
    period_end = models.DateField("đến ngày")
    data_from = models.DateField("số liệu từ ngày")
    data_to = models.DateField("số liệu đến ngày")
    due_on = models.DateField("hạn gửi", null=True)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    dated_on = models.DateField("ngày báo cáo", null=True, blank=True)
    remarks = models.JSONField("phần người lập viết", default=dict)
    causes = models.JSONField("nguyên nhân theo từng việc", default=dict)
    answers = models.JSONField("kết quả việc đề ra kỳ trước", default=dict)
    stage = models.CharField("giai đoạn", max_length=10, choices=choices_of(Stage), default=Stage.DRAFT.value)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", verbose_name="thay thế"
    )
    state = models.CharField(max_length=10, choices=choices_of(ReportState), default=ReportState.MAKING.value)
    error_message = models.CharField(max_length=500, blank=True)
    snapshot = models.JSONField("số liệu đã chốt", null=True)
    frozen = models.JSONField("văn bản đã chốt", null=True)
    frozen_sha256 = models.CharField("mã băm văn bản đã chốt", max_length=64, blank=True)
    printed_sha256 = models.CharField("mã băm của bản đã in", max_length=64, blank=True)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-period_end", "-id")
        constraints = (
            models.UniqueConstraint(
                models.F("commune"), ExtractYear("dated_on"), Lower("number"),
                condition=models.Q(stage="issued"), name="report_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="issued") | (~models.Q(number="") & models.Q(dated_on__isnull=False)),
                name="issued_report_has_number_and_date",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Báo cáo {self.period_start:%d/%m/%Y} - {self.period_end:%d/%m/%Y}"

    @property
    def is_final(self) -> bool:
        """Accepted or issued: nothing in it changes any more."""
        return self.stage in {Stage.ACCEPTED.value, Stage.ISSUED.value}


class ReportStep(CommuneModel):
    """One step of a report's life. ``notes``: what to mend, by section."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10, choices=choices_of(Step))
    notes = models.JSONField("ý cần sửa theo mục", default=dict)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.report_id} {self.step}"


class WordingOrigin(Labelled):
    """Từ đâu có lời văn này."""

    PAGE = "page", "Sửa trên trang"
    WORD = "word", "Nhận từ bản Word"
    CARRIED = "carried", "Chép từ bản trước"


class Wording(CommuneModel):
    """One version of a section's wording. The newest that was not set aside is what counts; none is ever removed."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="wordings")
    section = models.CharField(max_length=12)
    number = models.PositiveIntegerField("lần sửa")
    blocks = models.JSONField(default=list)
    origin = models.CharField(max_length=8, choices=choices_of(WordingOrigin), default=WordingOrigin.PAGE.value)
    is_reset = models.BooleanField("trả về lời phần mềm soạn", default=False)
    set_aside = models.BooleanField("người khác đã sửa trước", default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta(CommuneModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "section", "number"), condition=models.Q(set_aside=False), name="wording_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.section} {self.number}"


class WordReturn(CommuneModel):
    """A Word file that came back, read and compared; its sections are taken over one by one."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="returns")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    taken = models.JSONField("các mục đã nhận", default=list)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.report_id} {self.at}"


class ReportTemplate(CommuneModel):
    """Mẫu văn bản Word of the ward. The newest counts; an empty file means the usual form again."""

    number = models.PositiveIntegerField("lần")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("commune", "number"), name="template_number_once"),)

    def __str__(self) -> str:
        return f"mẫu lần {self.number}"


class BundleState(Labelled):
    """Trạng thái của bộ hồ sơ minh chứng."""

    WAITING = "waiting", "Đang chờ"
    MAKING = "making", "Đang đóng gói"
    READY = "ready", "Đã xong"
    FAILED = "failed", "Chưa làm được"


class Bundle(CommuneModel):
    """Bộ hồ sơ minh chứng: a ZIP with everything that stands behind one report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="bundles")
    state = models.CharField(max_length=10, choices=choices_of(BundleState), default=BundleState.WAITING.value)
    done = models.PositiveIntegerField("số tệp đã đóng", default=0)
    total = models.PositiveIntegerField("số tệp", default=0)
    message = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("cỡ (byte)", default=0)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"bộ hồ sơ {self.report_id}"
