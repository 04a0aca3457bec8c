"""Plans: the intake of a document, the plan and its versions, commitments (chỉ tiêu, nhiệm vụ) and due work."""

from typing import TYPE_CHECKING

from django.db import models

from lantoa.communes.models import Person, Unit
from lantoa.core.periods import PeriodKind
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.plans.rules.commitment import CommitmentKind, DueKind, MeasureKind, Modality
from lantoa.plans.rules.review import Decision, Origin, VersionState
from lantoa.plans.rules.standing import StandingKind
from vanban.vocabulary import Labelled

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def choices_of(labels: type[Labelled]) -> list[tuple[str, "_StrPromise"]]:
    """The choices of a field, from a closed list."""
    return said_choices(labels)


class Plan(CommuneModel):
    """Kế hoạch."""

    title = models.CharField("trích yếu", max_length=500)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    period_start = models.DateField("từ ngày", null=True, blank=True)
    period_end = models.DateField("đến ngày", null=True, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-period_start", "-id")

    def __str__(self) -> str:
        return self.title


class PlanVersion(CommuneModel):
    """One edition of a plan: read from a document or edited here, reviewed, then frozen by adoption (ADR 0022).

    The head of the edition in force stands on the plan. An amendment under review and an edition that was replaced
    keep their own here; empty fields are the plan's (``rules.heads``).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    edition = models.PositiveSmallIntegerField("lần", default=1)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="sửa từ")
    is_partial = models.BooleanField(
        "chỉ sửa đổi, bổ sung", default=False, help_text="Nội dung không nhắc đến thì giữ như bản trước"
    )
    effective_on = models.DateField("áp dụng từ ngày", null=True, blank=True)
    title = models.CharField("trích yếu", max_length=500, blank=True)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    period_start = models.DateField("từ ngày", null=True, blank=True)
    period_end = models.DateField("đến ngày", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=choices_of(VersionState), default=VersionState.READING.value)
    progress = models.PositiveSmallIntegerField("đã đọc (%)", default=0)
    stage = models.CharField("đang làm", max_length=120, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.CharField(max_length=500, blank=True)
    text = models.TextField("toàn văn", blank=True)
    reading = models.JSONField("kết quả đọc", null=True)
    notes = models.JSONField("ghi chú của bộ đọc", default=list)
    asked_at = models.DateTimeField("yêu cầu đọc lúc", null=True)
    other_commune = models.CharField("tên xã, phường khác ghi trong văn bản", max_length=200, blank=True)
    other_commune_confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField("mã băm khi ban hành", max_length=64, blank=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-edition",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "edition"), name="edition_once"),
            models.UniqueConstraint(
                fields=("plan",), condition=models.Q(state="adopted"), name="one_adopted_version_per_plan"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan} (lần {self.edition})"


class Commitment(CommuneModel):
    """Chỉ tiêu hoặc nhiệm vụ: one table for both (design §3). While the version is in review it is an item to decide
    on; once the version is adopted, the accepted ones are what the ward owes."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="commitments")
    kind = models.CharField("loại", max_length=10, choices=choices_of(CommitmentKind))
    text = models.TextField("nội dung")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    section = models.CharField("mục", max_length=300, blank=True)
    origin = models.CharField(max_length=10, choices=choices_of(Origin), default=Origin.READ.value)
    reason = models.CharField("lý do đề xuất", max_length=500, blank=True)
    doubts = models.JSONField("điểm chưa chắc", default=list)
    decision = models.CharField(max_length=10, choices=choices_of(Decision), default=Decision.PENDING.value)
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="merged")
    assumptions = models.JSONField("điều phần mềm tạm hiểu", default=list)
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    continues = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        related_name="continued_by",
        verbose_name="tiếp tục mục của bản trước",
    )
    revision = models.PositiveIntegerField("lần sửa", default=0, help_text="hai người cùng sửa: người sau được báo")
    position = models.PositiveIntegerField("thứ tự", default=0)

    modality = models.CharField("mức độ", max_length=12, choices=choices_of(Modality), default=Modality.MUST.value)
    alternative_group = models.CharField("nhóm lựa chọn", max_length=40, blank=True)
    lead = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị chủ trì"
    )
    lead_text = models.CharField("chủ trì (theo kế hoạch)", max_length=300, blank=True)
    coordinating_text = models.JSONField("phối hợp (theo kế hoạch)", default=list)
    output = models.CharField("sản phẩm", max_length=300, blank=True)

    measure = models.CharField(
        "cách đo", max_length=12, choices=choices_of(MeasureKind), default=MeasureKind.DELIVERABLE.value
    )
    quantity = models.PositiveIntegerField("số lượng mỗi kỳ", null=True, blank=True)
    percent = models.DecimalField("tỷ lệ (%)", max_digits=5, decimal_places=2, null=True, blank=True)
    above = models.BooleanField("phải vượt tỷ lệ", default=False)
    unit_text = models.CharField("đơn vị tính", max_length=120, blank=True)
    match_kinds = models.JSONField("loại hoạt động được tính", default=list)
    match_channels = models.JSONField("kênh được tính", default=list)
    match_topics = models.JSONField("nội dung được tính", default=list)
    match_audiences = models.JSONField("đối tượng được tính", default=list)

    window = models.CharField("kỳ", max_length=12, choices=choices_of(PeriodKind), default=PeriodKind.PLAN.value)
    also_windows = models.JSONField("các kỳ khác", default=list)
    active_from = models.DateField("thực hiện từ ngày", null=True, blank=True)
    active_to = models.DateField("đến ngày", null=True, blank=True)
    deadline_text = models.CharField("thời hạn (theo kế hoạch)", max_length=300, blank=True)
    due_kind = models.CharField(
        "cách tính hạn", max_length=20, choices=choices_of(DueKind), default=DueKind.WINDOW_END.value
    )
    due_on = models.DateField("ngày đến hạn", null=True, blank=True)
    due_days = models.PositiveSmallIntegerField("số ngày", null=True, blank=True)
    due_working_days = models.BooleanField("ngày làm việc", default=False)
    due_event = models.CharField("kể từ", max_length=300, blank=True)
    due_event_on = models.DateField("ngày của sự kiện", null=True, blank=True)
    due_day = models.PositiveSmallIntegerField("ngày trong tháng", null=True, blank=True)
    due_before = models.BooleanField("trước ngày đó", default=False)
    due_dates = models.JSONField("các ngày đã ấn định", default=list)

    class Meta(CommuneModel.Meta):
        ordering = ("position", "id")
        indexes = (models.Index(fields=("commune", "version", "decision"), name="commitment_by_version"),)

    def __str__(self) -> str:
        return self.text[:80]


class CommitmentUnit(CommuneModel):
    """Đơn vị phối hợp of a commitment."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="coordinating")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commitment", "unit"), name="coordinating_once"),)

    def __str__(self) -> str:
        return str(self.unit)


class PlanElement(CommuneModel):
    """What a plan names besides commitments: contents, channels, audiences, recipients, funding, references …"""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="elements")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    code = models.CharField(max_length=40, blank=True)
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    data = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    by_person = models.BooleanField("do người rà soát ghi", default=False)

    class Meta(CommuneModel.Meta):
        ordering = ("kind", "position")

    def __str__(self) -> str:
        return self.text[:80]


class Contradiction(CommuneModel):
    """Two places of a plan that do not agree: shown side by side, decided by a person, never silently."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="contradictions")
    kind = models.CharField(max_length=20)
    message = models.CharField(max_length=500)
    left_text = models.TextField()
    left_start = models.PositiveIntegerField(null=True)
    left_end = models.PositiveIntegerField(null=True)
    right_text = models.TextField()
    right_start = models.PositiveIntegerField(null=True)
    right_end = models.PositiveIntegerField(null=True)
    decision = models.CharField(max_length=10, blank=True, help_text="left, right, both; blank = open")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    applied = models.JSONField("đã sửa mục nào", default=list, help_text="Để trả lại như cũ khi đổi lựa chọn")

    def __str__(self) -> str:
        return self.message


class Handover(CommuneModel):
    """What becomes of the evidence of a commitment that an amendment drops: it moves to another one, or stays where it
    is and counts no more (``to`` empty). A person's choice, made before the adoption."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="handovers")
    former = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+", verbose_name="mục không còn")
    to = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="chuyển sang"
    )

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("version", "former"), name="handover_once"),)

    def __str__(self) -> str:
        return f"{self.former} → {self.to}"


class FindingDismissal(CommuneModel):
    """A remark of the linter that somebody set aside, and why. It holds for every edition of the plan while the place
    says the same (``key`` of ``vanban.reading.Finding``, ADR 0026)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="dismissals")
    code = models.CharField("quy tắc", max_length=60)
    key = models.CharField(max_length=64)
    message = models.CharField("nhận xét", max_length=500)
    reason = models.CharField("lý do", max_length=300)
    dismissed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    dismissed_at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        ordering = ("dismissed_at", "id")
        constraints = (models.UniqueConstraint(fields=("plan", "key"), name="finding_dismissed_once"),)

    def __str__(self) -> str:
        return self.message


class StandingDecision(CommuneModel):
    """What a reviewer chose about the same words before: offered in the next review, never applied by itself."""

    kind = models.CharField("loại", max_length=16, choices=choices_of(StandingKind))
    key = models.CharField(max_length=64, help_text="rules.standing.key_of: words without case, marks and years")
    text = models.TextField("nội dung trong kế hoạch")
    words = models.CharField("đã chọn", max_length=600)
    value = models.JSONField(default=dict)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        ordering = ("-decided_at", "-id")
        constraints = (models.UniqueConstraint(fields=("commune", "kind", "key"), name="standing_once"),)

    def __str__(self) -> str:
        return self.words


class DueWork(CommuneModel):
    """Việc đến hạn: one window of one commitment. Its state is never stored; ``progress`` derives it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="due_work")
    window_kind = models.CharField(max_length=12, choices=choices_of(PeriodKind))
    window_start = models.DateField()
    window_end = models.DateField()
    due_on = models.DateField("hạn", null=True, blank=True)
    waiting_for = models.CharField("đang chờ", max_length=300, blank=True)
    assignee = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thực hiện",
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị được phân công",
        help_text="Theo lịch phân công giữa các đơn vị; để trống: đơn vị chủ trì",
    )  # fmt: skip
    terms = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đo theo bản trước",
        help_text="Kỳ đã qua trước khi sửa đổi: được đánh giá theo mục của bản trước (ADR 0022)",
    )  # fmt: skip
    waived_reason = models.CharField("lý do miễn", max_length=300, blank=True)
    waived_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(CommuneModel.Meta):
        ordering = ("due_on", "window_end", "id")
        constraints = (
            models.UniqueConstraint(fields=("commitment", "window_kind", "window_start"), name="window_once"),
        )
        indexes = (models.Index(fields=("commune", "due_on"), name="due_by_date"),)

    def __str__(self) -> str:
        return f"{self.commitment} ({self.window_start:%d/%m/%Y})"


class WindowCount(CommuneModel):
    """What the evidence of one window adds up to: a cache of ``plans.rules.tally``, never the truth (ADR 0009, 0020).

    Kept in the transaction of every change of an activity (``activities.counts``). ``made_for`` says of which days and
    terms it is the sum; a row that was made for others, or is missing, is not believed but counted anew.
    """

    work = models.OneToOneField(DueWork, on_delete=models.CASCADE, related_name="count")
    made_for = models.CharField(max_length=60)
    have = models.PositiveIntegerField(default=0)
    grades = models.JSONField(default=dict)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    pieces = models.JSONField(default=list, help_text="[day, pieces] of each activity; [day, part, whole] of a share")

    def __str__(self) -> str:
        return f"{self.work_id}: {self.have}"
