"""Sources that are watched, and what appeared there."""

from django.db import models

from lantoa.activities.models import Activity
from lantoa.channels.models import Account, Delivery
from lantoa.communes.models import Person
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.plans.models import choices_of
from lantoa.watching.rules.states import EntryState, SourceKind, SourceState
from vanban.vocabulary import Channel


class Source(CommuneModel):
    """Nguồn theo dõi. ``account``: the channel whose items are expected here; ``names``: only what names the ward."""

    name = models.CharField("tên trang", max_length=120)
    kind = models.CharField("cách đọc", max_length=10, choices=said_choices(SourceKind))
    url = models.CharField("địa chỉ", max_length=500)
    medium = models.CharField("trang này là", max_length=20, choices=choices_of(Channel))
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    outside = models.BooleanField("liệt kê cả bài không gửi từ phần mềm", default=True)
    names = models.CharField("chỉ bài có nhắc tới", max_length=300, blank=True)
    since = models.DateField("tính từ ngày")
    every = models.PositiveSmallIntegerField("đọc lại sau (phút)", default=60)
    state = models.CharField(
        "tình trạng", max_length=10, choices=said_choices(SourceState), default=SourceState.NEW.value
    )
    words = models.CharField("kết quả lần đọc", max_length=400, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField("đọc lần cuối", null=True)
    next_at = models.DateTimeField("đọc lần tới")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("commune", "url"), name="source_once"),)
        indexes = (models.Index(fields=("next_at",), name="source_due"),)

    def __str__(self) -> str:
        return self.name


class Entry(CommuneModel):
    """Bài thấy ở nơi khác: found by a source, or the address that a person gave (``source`` None). The copy of the page
    is proof: hash of its text, some of its words, when it was read and what the server said."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, null=True, related_name="entries")
    key = models.CharField(max_length=64, help_text="SHA-256 of the address")
    url = models.CharField("địa chỉ", max_length=500)
    title = models.CharField("tiêu đề", max_length=300, blank=True)
    published_on = models.DateField("ngày đăng", null=True)
    seen_at = models.DateTimeField("thấy lúc")
    state = models.CharField(
        "tình trạng", max_length=10, choices=said_choices(EntryState), default=EntryState.NEW.value
    )
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, related_name="+")
    reasons = models.JSONField("vì sao giống", default=list)
    declined = models.JSONField("lượt phát đã trả lời không", default=list)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    topics = models.JSONField("nội dung", default=list)
    text_hash = models.CharField(max_length=64, blank=True)
    excerpt = models.CharField("trích", max_length=400, blank=True)
    facts = models.JSONField("máy chủ trả lời", default=dict)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField("đọc lúc", null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    looks = models.PositiveSmallIntegerField(default=0)
    misses = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField("không còn từ", null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-published_on", "-id")
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="entry_once"),)
        indexes = (
            models.Index(fields=("next_at",), condition=models.Q(next_at__isnull=False), name="entry_due"),
            models.Index(fields=("commune", "state"), name="entry_by_state"),
        )

    def __str__(self) -> str:
        return self.title or self.url
