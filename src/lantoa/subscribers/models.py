"""Người đăng ký: personal data (Luật 91/2025/QH15), so nothing here goes into logs or the ledger but numbers of rows.

Who leaves is erased: the address goes, a keyed hash stays so that a paper list of last year does not bring it back.
"""

from django.db import models

from lantoa.communes.models import Person
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.subscribers.rules import LONGEST_ADDRESS, LONGEST_WHERE, LetterState, Origin, State


class Subscriber(CommuneModel):
    """Người đăng ký nhận bản tin qua thư. No address of a network, no name: what is not needed is not kept."""

    address = models.CharField("địa chỉ", max_length=LONGEST_ADDRESS, blank=True)
    digest = models.CharField("dấu của địa chỉ", max_length=64, help_text="Keyed hash: stays when the address goes")
    state = models.CharField(
        "trạng thái", max_length=10, choices=said_choices(State), default=State.PENDING.value
    )  # fmt: skip
    topics = models.JSONField("chủ đề", default=list)
    origin = models.CharField("đăng ký bằng", max_length=10, choices=said_choices(Origin), default=Origin.PAGE.value)
    place = models.CharField("địa chỉ cổng", max_length=80, blank=True, help_text="Where they asked: in links of mails")
    agreed = models.TextField("lời đã đồng ý", blank=True)
    asked_at = models.DateTimeField("đăng ký lúc")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    consent_on = models.DateField("ngày ký phiếu", null=True)
    consent_where = models.CharField("nơi lưu phiếu", max_length=LONGEST_WHERE, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField("thôi nhận lúc", null=True)
    bounced_at = models.DateTimeField("hộp thư từ chối lúc", null=True)
    bounce_code = models.PositiveSmallIntegerField("mã từ chối", null=True)
    token_hash = models.CharField(max_length=64, blank=True)
    token_until = models.DateTimeField(null=True)
    letter = models.CharField(max_length=10, choices=said_choices(LetterState), default=LetterState.NONE.value)
    letter_tries = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField("gửi thư xác nhận lúc", null=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-asked_at", "-id")
        constraints = (models.UniqueConstraint(fields=("commune", "digest"), name="subscriber_once"),)
        indexes = (
            models.Index(fields=("commune", "state"), name="subscriber_by_state"),
            models.Index(fields=("token_hash",), condition=~models.Q(token_hash=""), name="subscriber_token"),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class PushSubscription(CommuneModel):
    """Trình duyệt nhận thông báo: what a browser gave for it (RFC 8030, 8291), nothing about who sits before it."""

    endpoint = models.TextField("địa chỉ dịch vụ thông báo", blank=True)
    digest = models.CharField(max_length=64)
    p256dh = models.CharField("khóa công khai của trình duyệt", max_length=100, blank=True)
    auth = models.CharField("mã xác thực của trình duyệt", max_length=40, blank=True)
    agreed = models.TextField("lời đã đồng ý", blank=True)
    made_at = models.DateTimeField("đăng ký lúc")
    gone_at = models.DateTimeField("thôi nhận lúc", null=True)

    class Meta(CommuneModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("commune", "digest"), name="push_once"),)
        indexes = (models.Index(fields=("commune", "gone_at"), name="push_by_end"),)

    def __str__(self) -> str:
        return f"{self.pk}"
