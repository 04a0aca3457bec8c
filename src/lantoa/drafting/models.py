"""Drafts of plans: what is being written, its revisions, texts laid aside, its way to the signature."""

from django.db import models

from lantoa.communes.models import Person, Signer, Unit
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.drafting.rules.life import Stage, Step
from lantoa.files.models import StoredFile
from lantoa.plans.models import Plan, PlanVersion
from vanban.vocabulary import Labelled


class Start(Labelled):
    """Bản soạn bắt đầu từ đâu."""

    TEMPLATE = "template", "Mẫu kế hoạch"
    LAST_YEAR = "last_year", "Kế hoạch năm trước"
    HIGHER = "higher", "Kế hoạch cấp trên"


class Entering(Labelled):
    """Việc đưa kế hoạch đã ban hành vào thực hiện."""

    NONE = "none", "Chưa ban hành"
    GOING = "going", "Đang đưa vào thực hiện"
    DONE = "done", "Đã đưa vào thực hiện"
    FAILED = "failed", "Chưa đưa vào được"


class Draft(CommuneModel):
    """Bản soạn kế hoạch. ``content``: the blocks (``rules.blocks``); ``revision`` grows with every change of them."""

    title = models.CharField("trích yếu", max_length=300)
    period_start = models.DateField("từ ngày")
    period_end = models.DateField("đến ngày")
    stage = models.CharField("giai đoạn", max_length=10, choices=said_choices(Stage), default=Stage.DRAFT.value)
    start = models.CharField("soạn từ", max_length=10, choices=said_choices(Start), default=Start.TEMPLATE.value)
    based_on = models.ForeignKey(
        PlanVersion, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="từ kế hoạch"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đơn vị soạn")
    signer = models.ForeignKey(Signer, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người ký")
    content = models.JSONField("nội dung", default=list)
    order_rev = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField("lần sửa", default=1)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    dated_on = models.DateField("ngày ban hành", null=True, blank=True)
    frozen = models.JSONField("văn bản đã chốt", null=True)
    frozen_sha256 = models.CharField(max_length=64, blank=True)
    entering = models.CharField(max_length=8, choices=said_choices(Entering), default=Entering.NONE.value)
    error_message = models.CharField(max_length=500, blank=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="kế hoạch")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField("sửa lúc", auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-changed_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(stage="issued")
                | (~models.Q(number="") & models.Q(dated_on__isnull=False) & models.Q(frozen__isnull=False)),
                name="issued_draft_is_whole",
            ),
        )

    def __str__(self) -> str:
        return self.title


class DraftRevision(CommuneModel):
    """How a draft was after one sitting of one person, and at every step; none is ever removed. ``sent``: a Word file
    of it went out, so the state stays as it was: what comes back is compared with it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("lần sửa")
    content = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("lúc")
    sent = models.BooleanField("đã tải bản Word", default=False)

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"


class Aside(CommuneModel):
    """The words of the later of two writers, for one block: they lie here until somebody decides."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="asides")
    key = models.CharField("dòng", max_length=24)
    block = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("lúc")
    settled = models.BooleanField("đã xử lý", default=False)

    class Meta(CommuneModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.key}"


class DraftStep(CommuneModel):
    """One step of a draft's way. ``notes``: what to mend, by section (key of the block, "" = the whole)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10, choices=said_choices(Step))
    notes = models.JSONField("ý cần sửa theo mục", default=dict)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.step}"


class DraftReturn(CommuneModel):
    """A Word file of the draft that came back; its changes are taken over one by one. ``seen``: the revision that the
    file was downloaded at, as its mark says."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="returns")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    taken = models.JSONField("đã nhận", default=list)
    seen = models.PositiveIntegerField("tải về ở lần sửa", null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.at}"


class HigherState(Labelled):
    """Việc đọc kế hoạch cấp trên."""

    READING = "reading", "Đang đọc"
    READY = "ready", "Đã đọc"
    FAILED = "failed", "Không đọc được"


class HigherPlan(CommuneModel):
    """A plan of the level above, beside a draft. ``duties``: its targets and tasks as rows (``rules.blocks``);
    ``judged``: what a person said of them (``rules.higher.Judged``)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="higher")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField("kế hoạch cấp trên", max_length=300)
    duties = models.JSONField("nhiệm vụ", default=list)
    judged = models.JSONField("đã đối chiếu", default=dict)
    state = models.CharField(max_length=8, choices=said_choices(HigherState), default=HigherState.READING.value)
    error_message = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class DraftDismissal(CommuneModel):
    """A remark of the linter on a draft that somebody set aside, and why; known by the finding's ``key`` as long as the
    place says the same (ADR 0026). It goes along into the plan on issue."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="dismissals")
    code = models.CharField("quy tắc", max_length=60)
    key = models.CharField(max_length=64)
    message = models.CharField("nhận xét", max_length=500)
    reason = models.CharField("lý do", max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=("draft", "key"), name="draft_remark_dismissed_once"),)

    def __str__(self) -> str:
        return self.message


class PrintState(Labelled):
    """Việc lập tệp PDF của bản soạn dài."""

    MAKING = "making", "Đang lập"
    READY = "ready", "Đã lập"
    FAILED = "failed", "Không lập được"


class DraftPrint(CommuneModel):
    """The PDF of a long draft, made by a worker. ``digest``: of the document that is printed, so that the same words
    are printed once; ``pages``: laid out so far."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="prints")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=said_choices(PrintState), default=PrintState.MAKING.value)
    pages = models.PositiveIntegerField("số trang đã dàn", default=0)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    error_message = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("draft", "digest"), name="draft_printed_once"),)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.digest[:8]}"
