"""The room's tables as ``0004_calendar_day`` left them, in one step. An installation that stands in between takes
the steps one by one (docs/how-to/upgrade.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lantoa.communes.models


class Migration(migrations.Migration):
    replaces = [
        ("communes", "0001_initial"),
        ("communes", "0002_invitation_details"),
        ("communes", "0003_report_kinds"),
        ("communes", "0004_calendar_day"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Province",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("folded", models.CharField(max_length=100)),
                ("is_sample", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                (
                    "name",
                    models.CharField(help_text="Có cả loại: Phường Thạch Khôi", max_length=120, verbose_name="tên"),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="loại")),
                ("folded", models.CharField(db_index=True, max_length=120)),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="bắt đầu sử dụng")),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="communes", to="communes.province"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Neighbourhood",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="tên")),
                ("position", models.PositiveSmallIntegerField(default=100, verbose_name="thứ tự")),
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
                "ordering": ("position", "name"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune", "name"), name="neighbourhood_once")],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True, verbose_name="tên đăng nhập")),
                ("name", models.CharField(max_length=100, verbose_name="họ và tên")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="điện thoại")),
                ("is_active", models.BooleanField(default=True, verbose_name="đang hoạt động")),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        help_text="Công chức cấp tỉnh: xem mọi xã, phường của tỉnh",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.province",
                        verbose_name="tỉnh, thành phố",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="tên đơn vị")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="tên gọi tắt")),
                (
                    "asked",
                    models.BooleanField(
                        default=False,
                        help_text="Cơ quan Đảng, Mặt trận: đề nghị phối hợp, không giao nhiệm vụ",
                        verbose_name="được đề nghị",
                    ),
                ),
                ("folded", models.CharField(editable=False, max_length=150)),
                ("position", models.PositiveSmallIntegerField(default=100, verbose_name="thứ tự")),
                ("is_active", models.BooleanField(default=True, verbose_name="đang hoạt động")),
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
                "ordering": ("position", "name"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune", "name"), name="unit_once_per_commune")],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("leader", "Lãnh đạo UBND"),
                            ("plan_owner", "Người phụ trách kế hoạch"),
                            ("officer", "Công chức, viên chức"),
                            ("editor", "Biên tập viên, phát thanh viên"),
                            ("contributor", "Cộng tác viên"),
                            ("inspector", "Người kiểm tra"),
                            ("province_official", "Công chức cấp tỉnh"),
                            ("administrator", "Quản trị"),
                        ],
                        max_length=30,
                        verbose_name="vai trò",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=100, verbose_name="chức vụ")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="communes.neighbourhood"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="communes.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("commune", "person", "role"),
                        name="role_once_per_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="họ và tên")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("leader", "Lãnh đạo UBND"),
                            ("plan_owner", "Người phụ trách kế hoạch"),
                            ("officer", "Công chức, viên chức"),
                            ("editor", "Biên tập viên, phát thanh viên"),
                            ("contributor", "Cộng tác viên"),
                            ("inspector", "Người kiểm tra"),
                            ("province_official", "Công chức cấp tỉnh"),
                            ("administrator", "Quản trị"),
                        ],
                        max_length=30,
                        verbose_name="vai trò",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=100, verbose_name="chức vụ")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="communes.neighbourhood"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="communes.unit",
                        verbose_name="đơn vị",
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
            name="UnitAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200)),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="communes.unit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune", "text"), name="alias_once_per_commune")],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày")),
                (
                    "is_off",
                    models.BooleanField(
                        default=True, help_text="Không chọn = ngày làm việc (làm bù)", verbose_name="được nghỉ"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="tên ngày")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="theo văn bản")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "ordering": ("on",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune", "on"), name="calendar_day_once")],
            },
        ),
        migrations.CreateModel(
            name="CommuneSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("province_line", models.CharField(blank=True, max_length=150, verbose_name="cơ quan chủ quản")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="địa danh")),
                ("signer_name", models.CharField(blank=True, max_length=100, verbose_name="người ký")),
                ("signer_lines", models.TextField(blank=True, default="", verbose_name="quyền hạn, chức vụ người ký")),
                ("recipients", models.TextField(blank=True, default="", verbose_name="nơi nhận")),
                (
                    "report_from_day",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1 = theo tháng dương lịch; 15 = từ ngày 15 tháng trước",
                        verbose_name="kỳ số liệu bắt đầu từ ngày",
                    ),
                ),
                (
                    "report_due_day",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Để trống = theo ngày ghi trong kế hoạch; kế hoạch không ghi thì hết ngày cuối kỳ",
                        null=True,
                        verbose_name="hạn gửi: trước ngày … tháng cuối của kỳ",
                    ),
                ),
                (
                    "report_kinds",
                    models.JSONField(
                        default=lantoa.communes.models.usual_report_kinds, verbose_name="các kỳ báo cáo phải gửi"
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune",), name="one_setting_per_commune")],
            },
        ),
    ]
