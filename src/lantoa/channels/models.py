"""Accounts, deliveries (intent), attempts, receipts, figures (design §5, ADR 0030)."""

from django.db import models

from lantoa.activities.models import Activity
from lantoa.channels.protocol import Prepared
from lantoa.channels.rules.many import why_words
from lantoa.channels.rules.states import AccountState, DeliveryState, OutcomeKind, Purpose, RecipientState
from lantoa.communes.models import Person
from lantoa.content.models import Item, Revision
from lantoa.core.grades import EvidenceGrade
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.subscribers.models import PushSubscription, Subscriber


class Account(CommuneModel):
    """Tài khoản của xã, phường ở một kênh. Secrets are sealed (``core.sealing``) and never shown again."""

    channel = models.CharField("kênh", max_length=30)
    name = models.CharField("tên gọi", max_length=120)
    settings = models.JSONField("thiết lập", default=dict)
    sealed = models.TextField("mã truy cập đã niêm phong", blank=True)
    good_until = models.DateTimeField("mã truy cập dùng đến", null=True)
    renewed_at = models.DateTimeField("đổi mã lần cuối", null=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=said_choices(AccountState), default=AccountState.NEW.value
    )
    checked_at = models.DateTimeField("kiểm tra lúc", null=True)
    words = models.CharField("kết quả kiểm tra", max_length=400, blank=True)
    resume_at = models.DateTimeField("nghỉ đến", null=True, help_text="The service said: not before")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("commune",), condition=models.Q(channel="portal"), name="one_portal_account"
            ),
            models.UniqueConstraint(fields=("commune", "channel", "name"), name="account_name_once"),
            models.UniqueConstraint(
                fields=("commune", "channel"),
                condition=models.Q(channel__in=["newsletter", "web_push"]),
                name="one_account_for_subscribers",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Delivery(CommuneModel):
    """Lượt phát: that an approved revision is to be at one account (or corrected there, or taken down). The intent is
    this row; ``prepared`` is what goes out, as the preview showed it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="deliveries")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deliveries")
    purpose = models.CharField("việc", max_length=10, choices=said_choices(Purpose), default=Purpose.PUBLISH.value)
    original = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    key = models.UUIDField(help_text="Once per commune; told to services that know such keys")
    prepared = models.JSONField(default=dict)
    trail = models.JSONField(default=dict, help_text="What the steps so far left")
    due_at = models.DateTimeField("giờ phát")
    next_at = models.DateTimeField("lần thử tới")
    state = models.CharField(
        "trạng thái", max_length=12, choices=said_choices(DeliveryState), default=DeliveryState.WAITING.value
    )
    tries = models.PositiveSmallIntegerField("số lần không thành liên tiếp", default=0)
    looks = models.PositiveSmallIntegerField("số lần dò", default=0)
    steps = models.PositiveSmallIntegerField("số lần gọi", default=0)
    claimed_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True, help_text="Begin of the first attempt whose end is unknown")
    code = models.CharField("mã", max_length=40, blank=True)
    words = models.CharField("diễn giải", max_length=400, blank=True)
    settled_at = models.DateTimeField("xong lúc", null=True)
    recalled_at = models.DateTimeField("đã thu hồi lúc", null=True)
    figures_at = models.DateTimeField("lần đọc số liệu tới", null=True)
    ordered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        ordering = ("-due_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("commune", "key"), name="delivery_key_once"),
            models.UniqueConstraint(
                fields=("item", "account"),
                condition=models.Q(purpose="publish", recalled_at__isnull=True) & ~models.Q(state="cancelled"),
                name="one_publication_per_place",
            ),
            models.UniqueConstraint(
                fields=("original", "revision", "purpose"),
                condition=models.Q(original__isnull=False) & ~models.Q(state="cancelled"),
                name="one_follow_up",
            ),
        )
        indexes = (
            models.Index(
                fields=("state", "next_at"), condition=models.Q(state__in=["waiting", "unknown"]), name="delivery_due"
            ),
            models.Index(fields=("state", "claimed_at"), condition=models.Q(state="sending"), name="delivery_silent"),
            models.Index(fields=("figures_at",), condition=models.Q(figures_at__isnull=False), name="delivery_figures"),
            models.Index(fields=("commune", "item"), name="delivery_by_item"),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.item_id} → {self.account_id}"

    @property
    def sending(self) -> Prepared:
        """What goes out."""
        return Prepared.from_json(self.prepared)


class Attempt(CommuneModel):
    """Lần thử: written before the call, ended after it. One without an end: its process died."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField("lần")
    is_look = models.BooleanField("chỉ dò lại", default=False)
    began_at = models.DateTimeField("bắt đầu")
    ended_at = models.DateTimeField("kết thúc", null=True)
    outcome = models.CharField("kết quả", max_length=12, blank=True, choices=said_choices(OutcomeKind))
    code = models.CharField("mã", max_length=40, blank=True)
    words = models.CharField("diễn giải", max_length=400, blank=True)

    class Meta(CommuneModel.Meta):
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("delivery", "number"), name="attempt_number_once"),)

    def __str__(self) -> str:
        return f"{self.delivery_id}/{self.number}"


class Receipt(CommuneModel):
    """Biên nhận: that it is there, where, and as what it counts. ``by``: a person's word, with link or picture."""

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="receipt")
    remote_id = models.CharField("mã bài ở kênh", max_length=200, blank=True)
    url = models.CharField("địa chỉ bài", max_length=500, blank=True)
    grade = models.CharField("mức minh chứng", max_length=1, choices=said_choices(EvidenceGrade))
    at = models.DateTimeField("lúc")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    no_activity = models.CharField("vì sao chưa tính vào hoạt động", max_length=300, blank=True)
    appeared_on = models.DateField("ngày đăng, phát", null=True)
    place = models.CharField("chương trình, trang", max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.url or self.remote_id


class Callback(CommuneModel):
    """A signed answer of another page that was taken: the same one does not count a second time (replay)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("account", "digest"), name="callback_once"),)

    def __str__(self) -> str:
        return f"{self.account_id}: {self.digest[:8]}"


class Figure(CommuneModel):
    """Số liệu trả về: what a service counted, when it was asked. Shown as theirs; never counted as evidence."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField("tên", max_length=60)
    value = models.BigIntegerField("số")
    source = models.CharField("nguồn", max_length=60)
    at = models.DateTimeField("lúc")

    class Meta(CommuneModel.Meta):
        ordering = ("-at", "name")
        indexes = (models.Index(fields=("commune", "delivery", "-at"), name="figure_by_delivery"),)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class Recipient(CommuneModel):
    """Người nhận của một lượt phát tới nhiều người: intent, attempt and end of its own, so that nobody gets it twice.

    Who it is stands in the room of subscribers alone: erased there, it is erased here."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="recipients")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, null=True, related_name="+")
    browser = models.ForeignKey(PushSubscription, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        "trạng thái", max_length=10, choices=said_choices(RecipientState), default=RecipientState.WAITING.value
    )  # fmt: skip
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_at = models.DateTimeField("lần thử tới")
    began_at = models.DateTimeField("bắt đầu", null=True)
    ended_at = models.DateTimeField("kết thúc", null=True)
    code = models.CharField("mã", max_length=40, blank=True)

    class Meta(CommuneModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("delivery", "subscriber"),
                condition=models.Q(subscriber__isnull=False), name="recipient_mail_once",
            ),
            models.UniqueConstraint(
                fields=("delivery", "browser"),
                condition=models.Q(browser__isnull=False), name="recipient_push_once",
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=("delivery", "state", "next_at"), name="recipient_due"),)

    def __str__(self) -> str:
        return f"{self.delivery_id}/{self.pk}"

    @property
    def why(self) -> str:
        """Why it ended as it did, in words; the answer of a server by its code."""
        return why_words(self.code)
