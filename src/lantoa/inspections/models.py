"""Inspections, their checklists, findings and what units answered."""

from django.db import models

from lantoa.activities.models import Activity
from lantoa.communes.models import Person, Unit
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.inspections.rules import FindingKind, FindingState, FollowUpStep, InspectionState, LineSource, Mark
from lantoa.plans.models import Commitment, choices_of


class Inspection(CommuneModel):
    """Cuộc kiểm tra of one unit."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị được kiểm tra")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="inspections",
        verbose_name="thực hiện nhiệm vụ của kế hoạch",
    )  # fmt: skip
    lead = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name="trưởng đoàn, người kiểm tra"
    )
    planned_on = models.DateField("ngày kiểm tra theo lịch")
    state = models.CharField(max_length=10, choices=choices_of(InspectionState), default=InspectionState.PLANNED.value)
    held_on = models.DateField("ngày kiểm tra", null=True)
    opened_at = models.DateTimeField("bắt đầu lúc", null=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField("địa điểm", max_length=200, blank=True)
    others = models.TextField("thành phần đoàn kiểm tra khác", blank=True)
    present = models.TextField("đại diện đơn vị được kiểm tra", blank=True)
    opinion = models.TextField("ý kiến của đơn vị", blank=True)
    conclusion = models.TextField("nhận xét, kết luận", blank=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    minutes_docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    minutes_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    conclusion_docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    conclusion_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField("vướng mắc khi lập văn bản", max_length=500, blank=True)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-planned_on", "-id")
        indexes = (models.Index(fields=("commune", "unit", "planned_on"), name="inspection_by_unit"),)

    def __str__(self) -> str:
        return f"Kiểm tra {self.unit} ngày {self.planned_on:%d/%m/%Y}"


class ChecklistLine(CommuneModel):
    """Mục kiểm tra: what is asked, what the system saw on the day, what the inspector found."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=12, choices=choices_of(LineSource))
    code = models.CharField(max_length=20, blank=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField("nội dung kiểm tra")
    seen = models.JSONField("hệ thống ghi nhận", default=dict)
    mark = models.CharField("kết quả", max_length=14, choices=choices_of(Mark), blank=True)
    note = models.TextField("nhận xét", blank=True)
    revision = models.PositiveIntegerField("lần sửa", default=0, help_text="hai người cùng ghi: người sau được báo")
    marked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True)

    class Meta(CommuneModel.Meta):
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text[:80]


class LinePhoto(CommuneModel):
    """Ảnh, tệp làm minh chứng of a line."""

    line = models.ForeignKey(ChecklistLine, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(CommuneModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("line", "file"), name="line_photo_once"),)

    def __str__(self) -> str:
        return str(self.file)


class Finding(CommuneModel):
    """Tồn tại, kiến nghị: what a unit has to mend, by when."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    line = models.ForeignKey(ChecklistLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="findings")
    kind = models.CharField("loại", max_length=14, choices=choices_of(FindingKind))
    text = models.TextField("nội dung")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị chịu trách nhiệm")
    due_on = models.DateField("hạn khắc phục")
    state = models.CharField(max_length=10, choices=choices_of(FindingState), default=FindingState.OPEN.value)
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("due_on", "id")
        indexes = (models.Index(fields=("commune", "state", "due_on"), name="finding_by_state"),)

    def __str__(self) -> str:
        return self.text[:80]


class FindingStep(CommuneModel):
    """What became of a finding: answered, returned, closed. Never changed afterwards."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=choices_of(FollowUpStep))
    text = models.TextField(blank=True)
    links = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.finding_id}"


class StepFile(CommuneModel):
    """A file that a unit gave with its answer."""

    step = models.ForeignKey(FindingStep, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta(CommuneModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.file)
