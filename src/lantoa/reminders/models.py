"""Reminders (đôn đốc): when a commune reminds, who was reminded of what, how the mail went, what was answered;
and each person's calendar feed. Secrets of links are kept only as hashes."""

from datetime import time

from django.db import models

from lantoa.activities.models import Activity
from lantoa.communes.models import Person
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.plans.models import DueWork
from lantoa.reminders.states import AnswerKind, DigestState, Reason, RoundState

WORKING_WEEK = 5


def usual_weekdays() -> list[int]:
    """Monday to Friday, as ``date.weekday()`` counts."""
    return list(range(WORKING_WEEK))


class ReminderSetting(CommuneModel):
    """Whether, at what hour and how far ahead the commune reminds."""

    is_on = models.BooleanField("nhắc việc hằng ngày", default=True)
    at = models.TimeField("giờ nhắc", default=time(7, 30))
    days_ahead = models.PositiveSmallIntegerField("nhắc trước hạn (ngày)", default=7)

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune",), name="one_reminder_setting_per_commune"),)

    def __str__(self) -> str:
        return f"Nhắc việc {self.commune_id}"


class Preference(CommuneModel):
    """What one person chose: no mail, or mail on some days only. No row = mail on every working day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by_mail = models.BooleanField("nhận qua thư điện tử", default=True)
    weekdays = models.JSONField("các ngày nhận thư", default=usual_weekdays)

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune", "person"), name="one_preference_per_person"),)

    def __str__(self) -> str:
        return f"Lựa chọn của {self.person_id}"


class Round(CommuneModel):
    """The reminding of one day: the row that the minute tick finds when it is due. One for each day, whatever the
    clock does."""

    on = models.DateField("ngày")
    due_at = models.DateTimeField("đến giờ lúc")
    state = models.CharField(max_length=10, choices=said_choices(RoundState), default=RoundState.PLANNED.value)
    finished_at = models.DateTimeField(null=True)

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune", "on"), name="one_round_per_day"),)
        indexes = (models.Index(fields=("state", "due_at"), name="round_due"),)

    def __str__(self) -> str:
        return f"Nhắc việc ngày {self.on:%d/%m/%Y}"


class Digest(CommuneModel):
    """One person's reminders of one day: at most one, and at most one mail. The row is the intent; ``attempts`` are
    the tries; the state is the receipt."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name="người được nhắc")
    on = models.DateField("ngày")
    state = models.CharField(max_length=10, choices=said_choices(DigestState), default=DigestState.PLANNED.value)
    send_after = models.DateTimeField("gửi từ lúc")
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    tried_at = models.DateTimeField("lần gửi gần nhất", null=True)
    settled_at = models.DateTimeField("có kết quả lúc", null=True)
    smtp_code = models.PositiveSmallIntegerField("mã trả lời của máy chủ thư", null=True)
    why = models.CharField("lý do", max_length=40, blank=True, help_text="code: mail_off, no_address, chosen, …")

    class Meta(CommuneModel.Meta):
        ordering = ("-on", "-id")
        constraints = (
            models.UniqueConstraint(fields=("commune", "person", "on"), name="one_digest_per_person_and_day"),
        )
        indexes = (models.Index(fields=("state", "send_after"), name="digest_due"),)

    def __str__(self) -> str:
        return f"Nhắc việc {self.on:%d/%m/%Y}"


class DigestItem(CommuneModel):
    """One thing that a person was reminded of. What it is about is derived from what it points to."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="items")
    reason = models.CharField("vì sao", max_length=12, choices=said_choices(Reason))
    work = models.ForeignKey(DueWork, on_delete=models.SET_NULL, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, related_name="+")
    subject = models.CharField("việc", max_length=300)
    detail = models.CharField("chi tiết", max_length=300, blank=True)
    due_on = models.DateField("hạn", null=True)
    path = models.CharField("nơi xem", max_length=200, blank=True, help_text="Where it is neither work nor activity")
    severity = models.PositiveSmallIntegerField("mức thiếu", default=0, help_text="pieces forecast to be missing")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(CommuneModel.Meta):
        ordering = ("position", "id")
        indexes = (models.Index(fields=("commune", "work"), name="reminded_work"),)

    def __str__(self) -> str:
        return self.subject


class ReminderLink(CommuneModel):
    """The key to one item for one person, without a password. Only the hash of its secret is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    item = models.ForeignKey(DigestItem, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField("xem lần đầu", null=True)
    tries = models.PositiveSmallIntegerField("số lần gửi trả lời", default=0)
    used_at = models.DateTimeField("trả lời lúc", null=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)

    def __str__(self) -> str:
        return f"Đường dẫn {self.pk}"


class Answer(CommuneModel):
    """What a person said about one item, by the link of a reminder or on the page."""

    item = models.ForeignKey(DigestItem, on_delete=models.CASCADE, related_name="answers")
    link = models.OneToOneField(ReminderLink, on_delete=models.CASCADE, null=True, related_name="answer")
    key = models.UUIDField("mã gửi", help_text="Made by the form; the same key twice is one answer")
    work = models.ForeignKey(DueWork, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("trả lời", max_length=10, choices=said_choices(AnswerKind))
    promised_on = models.DateField("hẹn làm ngày", null=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    handled_at = models.DateTimeField("đã xử lý lúc", null=True)
    handled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta(CommuneModel.Meta):
        ordering = ("-at", "-id")
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="answer_key_once"),)
        indexes = (models.Index(fields=("commune", "work", "person"), name="answer_by_work"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y}"


class Nudge(CommuneModel):
    """Đôn đốc ngay: the plan owner asks that one person be reminded of one piece of work. It joins a digest."""

    work = models.ForeignKey(DueWork, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    digest = models.ForeignKey(Digest, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta(CommuneModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("work", "person"), condition=models.Q(digest__isnull=True), name="one_open_nudge"
            ),
        )

    def __str__(self) -> str:
        return f"Đôn đốc {self.work_id}"


class CalendarFeed(CommuneModel):
    """The secret address of one person's calendar. Only the hash of its secret is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    with_holidays = models.BooleanField("kèm ngày nghỉ lễ", default=False)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(CommuneModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("commune", "person"), condition=models.Q(revoked_at__isnull=True), name="one_feed_per_person"
            ),
        )

    def __str__(self) -> str:
        return f"Lịch của {self.person_id}"


class FeedEvent(CommuneModel):
    """What a calendar was told last under one UID: so that a change gets the next SEQUENCE and what is gone is told as
    cancelled. Belongs to the person, so that a renewed address goes on where the old one stood."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    summary = models.CharField(max_length=300)
    cancelled = models.BooleanField(default=False)

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune", "person", "uid"), name="feed_event_once"),)

    def __str__(self) -> str:
        return self.summary
