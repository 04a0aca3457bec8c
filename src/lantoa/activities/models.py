"""Activities (hoạt động), their evidence (minh chứng), and imports of past ones from spreadsheets."""

from uuid import uuid4

from django.db import models

from lantoa.activities.importing.rules.days import DayOrder
from lantoa.activities.importing.rules.states import RowState, RunState
from lantoa.communes.models import Person, Unit
from lantoa.core.folding import fold
from lantoa.core.grades import EvidenceGrade, EvidenceState, effective_grade
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.plans.models import Commitment, choices_of
from vanban.vocabulary import ActivityKind


class Activity(CommuneModel):
    """What was done. Nobody types progress: it is counted from these rows."""

    key = models.UUIDField("mã gửi", help_text="Made by the form; the same key twice is one activity")
    title = models.CharField("đã làm gì", max_length=300)
    kind = models.CharField("loại hoạt động", max_length=20, choices=choices_of(ActivityKind))
    happened_on = models.DateField("ngày thực hiện")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, verbose_name="đơn vị thực hiện")
    channels = models.JSONField("kênh, hình thức", default=list)
    topics = models.JSONField("nội dung", default=list)
    audiences = models.JSONField("đối tượng", default=list)
    people = models.PositiveIntegerField("số người tham dự, tiếp cận", null=True, blank=True)
    times = models.PositiveSmallIntegerField("số lần, số lượng", default=1)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    note = models.TextField("ghi chú", blank=True)
    integrated = models.BooleanField("lồng ghép trong cuộc họp, hoạt động khác", default=False)
    folded = models.TextField(editable=False, default="", help_text="Title, place and note for searching: core.folding")
    logged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField("lý do rút", max_length=300, blank=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-happened_on", "-id")
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="activity_key_once"),)
        indexes = (models.Index(fields=("commune", "happened_on"), name="activity_by_date"),)

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(f"{self.title} {self.place} {self.note}")
        super().save(*args, **kwargs)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back: it stays to be read and counts no more."""
        return self.withdrawn_at is not None


class Service(CommuneModel):
    """That an activity serves a commitment; for a ratio, with what was measured."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="services")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="services")
    counted_on = models.DateField(
        "tính cho ngày", null=True, blank=True, help_text="Để trống: ngày thực hiện. Báo cáo quý III nộp tháng 10: 30/9"
    )
    numerator = models.PositiveIntegerField("số đạt", null=True, blank=True)
    denominator = models.PositiveIntegerField("tổng số", null=True, blank=True)

    class Meta(CommuneModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=("activity", "commitment"), name="service_once"),
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True, denominator__isnull=True)
                | models.Q(denominator__gt=0, numerator__lte=models.F("denominator")),
                name="measured_ratio_is_a_share",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity} → {self.commitment}"


class Evidence(CommuneModel):
    """Minh chứng: a file, a link, or a person's word."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    grade = models.CharField("hạng", max_length=1, choices=choices_of(EvidenceGrade))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    url = models.URLField("đường dẫn", max_length=500, blank=True)
    caption = models.CharField("chú thích", max_length=200, blank=True)
    dated_on = models.DateField("ngày của minh chứng", null=True, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=choices_of(EvidenceState), default=EvidenceState.WAITING.value
    )
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    note = models.CharField("lý do trả lại hoặc rút", max_length=300, blank=True)
    gone_at = models.DateTimeField("trang không còn từ", null=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta(CommuneModel.Meta):
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=("commune", "activity"),
                condition=models.Q(state=EvidenceState.WAITING.value),
                name="evidence_waiting",
            ),
        )

    def __str__(self) -> str:
        return self.caption or self.url or f"minh chứng {self.pk}"

    @property
    def worth(self) -> EvidenceGrade | None:
        """The grade that counts now; None where it proves nothing."""
        return effective_grade(self.grade, self.state)

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a small picture."""
        return bool(self.file and self.file.is_picture)


class ImportRun(CommuneModel):
    """Lần nhập: a spreadsheet of past activities, from its upload to its undoing."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("trạng thái", max_length=10, choices=choices_of(RunState), default=RunState.READING.value)
    progress = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    stage = models.CharField("đang làm", max_length=120, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.CharField(max_length=500, blank=True)
    sheets = models.JSONField("các trang tính", default=list)
    hidden = models.JSONField("trang tính ẩn, không đọc", default=list)
    sheet = models.CharField("trang tính", max_length=200, blank=True)
    header = models.PositiveIntegerField("dòng tiêu đề", default=0)
    headings = models.JSONField("tiêu đề các cột", default=list)
    columns = models.JSONField("cột nào là gì", default=dict)
    chosen = models.BooleanField("cột do người nhập chọn", default=False)
    order = models.CharField(
        "cách ghi ngày", max_length=12, choices=choices_of(DayOrder), default=DayOrder.DAY_FIRST.value
    )
    notes = models.JSONField("điều cần biết", default=list)
    commitments = models.JSONField("chỉ tiêu, nhiệm vụ đã chọn", default=list)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file.name


class ImportRow(CommuneModel):
    """One row of a spreadsheet: its cells as they were, what they mean, what is wrong, what it became."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("dòng")
    cells = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=choices_of(RowState))
    draft = models.JSONField(null=True)
    links = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    suggested = models.JSONField("chỉ tiêu, nhiệm vụ gợi ý", default=list)
    fingerprint = models.CharField(max_length=32, blank=True)
    twin = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    twin_row = models.PositiveIntegerField("trùng dòng", null=True)
    wanted = models.BooleanField("vẫn nhập dù trùng", default=False)
    key = models.UUIDField(default=uuid4)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="import_rows")

    class Meta(CommuneModel.Meta):
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("run", "number"), name="import_row_once"),)
        indexes = (models.Index(fields=("commune", "run", "state", "number"), name="import_row_state"),)

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"
