import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lantoa.reminders.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_squashed_0005_spreadsheets"),
        ("communes", "0001_squashed_0004_calendar_day"),
        ("plans", "0001_squashed_0005_window_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Chờ gửi"),
                            ("sending", "Đang gửi"),
                            ("sent", "Đã gửi"),
                            ("refused", "Máy chủ thư từ chối"),
                            ("unknown", "Không rõ đã đến chưa"),
                            ("to_confirm", "Cần hỏi lại người nhận"),
                            ("page_only", "Chỉ nhắc trên trang"),
                            ("dropped", "Bỏ qua vì quá muộn"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("send_after", models.DateTimeField(verbose_name="gửi từ lúc")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần gửi")),
                ("tried_at", models.DateTimeField(null=True, verbose_name="lần gửi gần nhất")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="có kết quả lúc")),
                ("smtp_code", models.PositiveSmallIntegerField(null=True, verbose_name="mã trả lời của máy chủ thư")),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        help_text="code: mail_off, no_address, chosen, …",
                        max_length=40,
                        verbose_name="lý do",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người được nhắc",
                    ),
                ),
            ],
            options={
                "ordering": ("-on", "-id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["state", "send_after"], name="digest_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("commune", "person", "on"), name="one_digest_per_person_and_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("escalated", "Dự báo sẽ không đạt, cần lãnh đạo chỉ đạo"),
                            ("nudged", "Được đôn đốc"),
                            ("late", "Đã quá hạn"),
                            ("forecast", "Dự báo sẽ không đạt"),
                            ("returned", "Bị trả lại, cần bổ sung"),
                            ("soon", "Sắp đến hạn"),
                            ("duty", "Đến phiên phân công"),
                            ("inspection", "Kiểm tra sắp tới"),
                            ("help", "Có người cần hỗ trợ"),
                        ],
                        max_length=12,
                        verbose_name="vì sao",
                    ),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="việc")),
                ("detail", models.CharField(blank=True, max_length=300, verbose_name="chi tiết")),
                ("due_on", models.DateField(null=True, verbose_name="hạn")),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="pieces forecast to be missing", verbose_name="mức thiếu"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="reminders.digest"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="plans.duework"
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune", "work"], name="reminded_work")],
            },
        ),
        migrations.CreateModel(
            name="FeedEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=100)),
                ("fingerprint", models.CharField(max_length=64)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("summary", models.CharField(max_length=300)),
                ("cancelled", models.BooleanField(default=False)),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune", "person", "uid"), name="feed_event_once")],
            },
        ),
        migrations.CreateModel(
            name="Nudge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="reminders.digest"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="plans.duework"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("digest__isnull", True)), fields=("work", "person"), name="one_open_nudge"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_mail", models.BooleanField(default=True, verbose_name="nhận qua thư điện tử")),
                (
                    "weekdays",
                    models.JSONField(default=lantoa.reminders.models.usual_weekdays, verbose_name="các ngày nhận thư"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("commune", "person"), name="one_preference_per_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True, verbose_name="xem lần đầu")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="số lần gửi trả lời")),
                ("used_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="thu hồi lúc")),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="reminders.digestitem"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(
                        help_text="Made by the form; the same key twice is one answer", verbose_name="mã gửi"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("done", "Đã làm"),
                            ("will_do", "Sẽ làm ngày …"),
                            ("help", "Không thuộc tôi, cần hỗ trợ"),
                        ],
                        max_length=10,
                        verbose_name="trả lời",
                    ),
                ),
                ("promised_on", models.DateField(null=True, verbose_name="hẹn làm ngày")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(null=True, verbose_name="đã xử lý lúc")),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="plans.duework"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="reminders.digestitem"
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer",
                        to="reminders.reminderlink",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune", "work", "person"], name="answer_by_work")],
                "constraints": [models.UniqueConstraint(fields=("commune", "key"), name="answer_key_once")],
            },
        ),
        migrations.CreateModel(
            name="ReminderSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_on", models.BooleanField(default=True, verbose_name="nhắc việc hằng ngày")),
                ("at", models.TimeField(default=datetime.time(7, 30), verbose_name="giờ nhắc")),
                ("days_ahead", models.PositiveSmallIntegerField(default=7, verbose_name="nhắc trước hạn (ngày)")),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune",), name="one_reminder_setting_per_commune")],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày")),
                ("due_at", models.DateTimeField(verbose_name="đến giờ lúc")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Chờ đến giờ"), ("done", "Đã lập"), ("dropped", "Bỏ qua vì quá muộn")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["state", "due_at"], name="round_due")],
                "constraints": [models.UniqueConstraint(fields=("commune", "on"), name="one_round_per_day")],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("with_holidays", models.BooleanField(default=False, verbose_name="kèm ngày nghỉ lễ")),
                ("created_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.commune",
                        verbose_name="xã, phường",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("commune", "person"),
                        name="one_feed_per_person",
                    )
                ],
            },
        ),
    ]
