"""Activities (hoạt động) and their evidence (minh chứng)."""

from django.db import models

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
