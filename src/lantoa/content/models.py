"""Content (nội dung tuyên truyền): items, their revisions, what was done with them. Revisions and steps never change:
the database refuses it (migration 0002)."""

from django.db import models

from lantoa.communes.models import Person, Unit
from lantoa.content.rules.kinds import ContentKind, Form, Language, Mark
from lantoa.content.rules.life import ItemState, StepKind
from lantoa.content.rules.links import MailState
from lantoa.core.folding import fold
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.plans.models import Commitment


class Item(CommuneModel):
    """Một nội dung. ``latest``: what is being written; ``approved``: what may go out; ``live``: what is out."""

    key = models.UUIDField("mã gửi", help_text="Made by the form; the same key twice is one item")
    kind = models.CharField("loại", max_length=12, choices=said_choices(ContentKind))
    title = models.CharField("tiêu đề", max_length=200, help_text="Of the latest revision, for lists")
    slug = models.SlugField("tên trong địa chỉ", max_length=90, help_text="Made once, never changes")
    topics = models.JSONField("nội dung tuyên truyền", default=list)
    audiences = models.JSONField("đối tượng", default=list)
    language = models.CharField("ngôn ngữ", max_length=3, choices=said_choices(Language), default=Language.VI.value)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đơn vị")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người viết")
    credit = models.CharField("bút danh, tác giả", max_length=150, blank=True)
    mark = models.CharField("điển hình, tồn tại", max_length=12, choices=said_choices(Mark), default=Mark.NONE.value)
    state = models.CharField(
        "trạng thái", max_length=10, choices=said_choices(ItemState), default=ItemState.DRAFT.value
    )
    due_on = models.DateField("hạn xong", null=True)
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người đang xử lý"
    )
    publish_at = models.DateTimeField("hẹn phát hành lúc", null=True)
    first_published_at = models.DateTimeField("phát hành lần đầu", null=True)
    latest = models.ForeignKey("Revision", on_delete=models.PROTECT, null=True, related_name="+")
    approved = models.ForeignKey("Revision", on_delete=models.PROTECT, null=True, related_name="+")
    live = models.ForeignKey("Revision", on_delete=models.PROTECT, null=True, related_name="+")
    folded = models.TextField(editable=False, default="", help_text="For searching: core.folding")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField("sửa lúc")

    class Meta(CommuneModel.Meta):
        ordering = ("-changed_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("commune", "key"), name="item_key_once"),
            models.UniqueConstraint(fields=("commune", "slug"), name="item_slug_once"),
        )
        indexes = (
            models.Index(fields=("commune", "state"), name="item_by_state"),
            models.Index(
                fields=("commune", "-first_published_at"), condition=models.Q(live__isnull=False), name="item_out"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> "Revision":
        """The latest revision: every item has one."""
        if self.latest is None:
            raise LookupError(f"item {self.pk} has no revision")
        return self.latest

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(f"{self.title} {self.credit}")
        fields = kwargs.get("update_fields")
        if isinstance(fields, list) and {"title", "credit"} & set(fields):
            kwargs["update_fields"] = [*fields, "folded"]
        super().save(*args, **kwargs)


class ItemService(CommuneModel):
    """That an item serves a commitment of the plan: its deliveries become evidence of it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="services")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("item", "commitment"), name="item_service_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} → {self.commitment_id}"


class Source(CommuneModel):
    """Nguồn: what an item says comes from here."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="sources")
    text = models.CharField("nguồn", max_length=300)
    number = models.CharField("số, ký hiệu văn bản", max_length=60, blank=True)
    url = models.URLField("đường dẫn", max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(CommuneModel.Meta):
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text


class Revision(CommuneModel):
    """One state of the words of an item; never changed, never removed.

    ``forms``: {"short": {"text": …, "edited": bool}, …}; ``facts``: list of {key, kind, label, value, everywhere};
    ``media``: list of {"file": id or null, "url": …, "alt": …, "credit": …}, in order. Texts use facts as ``[[key]]``.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField("lần")
    title = models.CharField("tiêu đề", max_length=200)
    summary = models.TextField("tóm tắt", blank=True)
    body_html = models.TextField("bài", blank=True)
    forms = models.JSONField("các dạng", default=dict)
    facts = models.JSONField("dữ kiện", default=list)
    media = models.JSONField("ảnh, video, âm thanh", default=list)
    note = models.CharField("ghi chú lần sửa", max_length=300, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("lúc")

    class Meta(CommuneModel.Meta):
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="revision_number_once"),)

    def __str__(self) -> str:
        return f"{self.item_id} lần {self.number}"


class Step(CommuneModel):
    """One step of an item's life. ``by_link``: a leader's one-time link, without signing in."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="steps")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("việc", max_length=10, choices=said_choices(StepKind))
    note = models.TextField("ghi chú", blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    by_link = models.BooleanField("qua đường dẫn một lần", default=False)
    at = models.DateTimeField("lúc")

    class Meta(CommuneModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.item_id} {self.kind}"


class Comment(CommuneModel):
    """Ý kiến tại chỗ: ``quote`` is the passage of the form that it is about; empty = the form as a whole."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="comments")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="comments")
    form = models.CharField("dạng", max_length=8, choices=said_choices(Form), default=Form.ARTICLE.value)
    quote = models.CharField("đoạn", max_length=300, blank=True)
    text = models.TextField("ý kiến")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("lúc")
    resolved_at = models.DateTimeField("xử lý lúc", null=True)
    resolved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(CommuneModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:80]


class ApprovalLink(CommuneModel):
    """The key for one leader to one revision, without a password, once. Only the hash of its secret is kept."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="links")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name="người duyệt")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField("xem lần đầu", null=True)
    used_at = models.DateTimeField("dùng lúc", null=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)
    mail_state = models.CharField("thư", max_length=10, blank=True, choices=said_choices(MailState))
    mailed_at = models.DateTimeField("gửi thư lúc", null=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"Đường dẫn duyệt {self.pk}"


class ContentSetting(CommuneModel):
    """Whether the plan owner may approve in the leaders' place. No row = no."""

    owner_approves = models.BooleanField("người phụ trách kế hoạch được duyệt nội dung", default=False)

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune",), name="one_content_setting"),)

    def __str__(self) -> str:
        return f"Thiết lập nội dung {self.commune_id}"
