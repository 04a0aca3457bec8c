"""What contributors sent (tin cộng tác viên gửi), its files, and what was said about it."""

from django.db import models

from lantoa.communes.models import Neighbourhood, Person
from lantoa.content.models import Item
from lantoa.contributors.rules import Consent, SubmissionKind, SubmissionState
from lantoa.core.folding import fold
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from vanban.vocabulary import Topic


class Submission(CommuneModel):
    """Một tin của cộng tác viên. ``item``: the content made of it; ``told``: an opinion as the report has it."""

    key = models.UUIDField("mã gửi", help_text="Made by the form; the same key twice is one submission")
    kind = models.CharField("loại", max_length=10, choices=said_choices(SubmissionKind))
    title = models.CharField("tóm lược", max_length=200)
    text = models.TextField("nội dung", blank=True)
    caption = models.CharField("ảnh chụp gì", max_length=300, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    happened_on = models.DateField("ngày xảy ra", null=True)
    topic = models.CharField("lĩnh vực", max_length=20, choices=said_choices(Topic), blank=True)
    consent = models.CharField("sự đồng ý", max_length=10, choices=said_choices(Consent), blank=True)
    credited = models.BooleanField("được ghi tên người gửi", default=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="tổ dân phố, thôn"
    )
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="người gửi")
    sent_at = models.DateTimeField("gửi lúc")
    state = models.CharField(
        "trạng thái", max_length=10, choices=said_choices(SubmissionState), default=SubmissionState.RECEIVED.value
    )
    waits = models.BooleanField("chờ biên tập viên xem", default=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="submissions")
    reason = models.TextField("lý do không sử dụng", blank=True)
    told = models.TextField("ý kiến như ghi vào báo cáo", blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("xử lý lúc", null=True)
    folded = models.TextField(editable=False, default="", help_text="For searching: core.folding")

    class Meta(CommuneModel.Meta):
        ordering = ("-sent_at", "-id")
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="submission_key_once"),)
        indexes = (
            models.Index(fields=("commune", "waits", "-sent_at"), name="submission_waiting"),
            models.Index(fields=("commune", "sent_by", "-sent_at"), name="submission_by_sender"),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(f"{self.title} {self.text} {self.place}")
        super().save(*args, **kwargs)


class SubmissionFile(CommuneModel):
    """A picture, sound or video that came with it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(CommuneModel.Meta):
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("submission", "file"), name="submission_file_once"),)

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.file_id}"


class Message(CommuneModel):
    """Lời nhắn between the editors and the contributor; never changed."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    text = models.TextField("lời nhắn")
    from_desk = models.BooleanField("của phường, xã")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta(CommuneModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:80]
