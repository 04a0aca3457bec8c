"""The library of a commune (thư viện): each picture, video or sound once, and the files made from it for the web."""

from django.db import models

from lantoa.communes.models import Person
from lantoa.core.folding import fold
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.media.rules.kinds import MediumKind, MediumState, RenditionRole
from lantoa.media.rules.sizes import clock_words
from lantoa.media.rules.words import Words


class Medium(CommuneModel):
    """Tư liệu. ``file``: as it came in (pictures without metadata); ``url``: where it is kept elsewhere."""

    key = models.UUIDField("mã gửi", help_text="Made by the form; the same key twice is one medium")
    kind = models.CharField("loại", max_length=8, choices=said_choices(MediumKind))
    title = models.CharField("tên gọi", max_length=200, blank=True)
    alt = models.CharField("mô tả cho người không nhìn thấy", max_length=500, blank=True)
    credit = models.CharField("nguồn, tác giả", max_length=150, blank=True)
    rights = models.CharField("quyền sử dụng", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    url = models.URLField("đường dẫn", max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=said_choices(MediumState), default=MediumState.WAITING.value)
    progress = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.CharField(max_length=500, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    duration = models.PositiveIntegerField("thời lượng (mili giây)", null=True)
    loudness = models.FloatField("độ to (LUFS)", null=True)
    captions = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    poster_at = models.PositiveIntegerField("ảnh bìa ở mili giây", null=True)
    folded = models.TextField(editable=False, default="", help_text="Words for searching: core.folding")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField("thêm lúc")
    archived_at = models.DateTimeField("cất lúc", null=True)
    archived_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(CommuneModel.Meta):
        ordering = ("-added_at", "-id")
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="medium_key_once"),)
        indexes = (models.Index(fields=("commune", "kind", "-added_at"), name="medium_by_kind"),)

    def __str__(self) -> str:
        return self.title or (self.file.name if self.file else self.url) or f"Tư liệu {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(f"{self.title} {self.alt} {self.credit} {self.file.name if self.file else self.url}")
        fields = kwargs.get("update_fields")
        if isinstance(fields, list):
            kwargs["update_fields"] = [*fields, "folded"]
        super().save(*args, **kwargs)

    @property
    def words(self) -> Words:
        """What is said of it."""
        return Words(self.title, self.alt, self.credit, self.rights)

    @property
    def is_usable(self) -> bool:
        """Whether content may take it: fit for the web, described, credited, not put away."""
        return self.state == MediumState.READY.value and self.words.complete and self.archived_at is None

    @property
    def is_link(self) -> bool:
        """Whether it is kept elsewhere."""
        return bool(self.url)

    @property
    def length(self) -> str:
        """ "1:05", empty for pictures."""
        return clock_words(self.duration)


class Rendition(CommuneModel):
    """One file made from a medium. Its bytes lie in the store beside the original, under the ending ``derived``."""

    medium = models.ForeignKey(Medium, on_delete=models.CASCADE, related_name="renditions")
    role = models.CharField(max_length=8, choices=said_choices(RenditionRole))
    name = models.CharField(max_length=40)
    media_type = models.CharField(max_length=40)
    derived = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)

    class Meta(CommuneModel.Meta):
        ordering = ("role", "width", "name")
        constraints = (models.UniqueConstraint(fields=("medium", "name"), name="rendition_once"),)

    def __str__(self) -> str:
        return f"{self.medium_id}/{self.name}"


class Incoming(CommuneModel):
    """A large file on its way in, piece by piece. ``medium``: what it became, once the last piece was there."""

    key = models.UUIDField("mã gửi")
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField("cỡ báo trước (byte)")
    medium = models.OneToOneField(Medium, on_delete=models.CASCADE, null=True, related_name="incoming")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("bắt đầu lúc")

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="incoming_key_once"),)

    def __str__(self) -> str:
        return self.name
