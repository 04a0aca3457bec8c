import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_squashed_0005_spreadsheets"),
        ("communes", "0001_squashed_0004_calendar_day"),
        ("files", "0001_initial"),
        ("plans", "0001_squashed_0005_window_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("planned_on", models.DateField(verbose_name="ngày kiểm tra theo lịch")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Đã lên lịch"),
                            ("running", "Đang kiểm tra"),
                            ("closed", "Đã kết thúc"),
                            ("cancelled", "Đã hủy"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("held_on", models.DateField(null=True, verbose_name="ngày kiểm tra")),
                ("opened_at", models.DateTimeField(null=True, verbose_name="bắt đầu lúc")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="kết thúc lúc")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="địa điểm")),
                ("others", models.TextField(blank=True, verbose_name="thành phần đoàn kiểm tra khác")),
                ("present", models.TextField(blank=True, verbose_name="đại diện đơn vị được kiểm tra")),
                ("opinion", models.TextField(blank=True, verbose_name="ý kiến của đơn vị")),
                ("conclusion", models.TextField(blank=True, verbose_name="nhận xét, kết luận")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="vướng mắc khi lập văn bản")),
                ("planned_at", models.DateTimeField(auto_now_add=True)),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="plans.commitment",
                        verbose_name="thực hiện nhiệm vụ của kế hoạch",
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
                    "conclusion_docx",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "conclusion_pdf",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="trưởng đoàn, người kiểm tra",
                    ),
                ),
                (
                    "minutes_docx",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "minutes_pdf",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.unit",
                        verbose_name="đơn vị được kiểm tra",
                    ),
                ),
            ],
            options={
                "ordering": ("-planned_on", "-id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune", "unit", "planned_on"], name="inspection_by_unit")],
            },
        ),
        migrations.CreateModel(
            name="ChecklistLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("commitment", "Theo kế hoạch"),
                            ("standing", "Mục chung"),
                            ("earlier", "Kiến nghị lần trước"),
                            ("own", "Người kiểm tra thêm"),
                        ],
                        max_length=12,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField(verbose_name="nội dung kiểm tra")),
                ("seen", models.JSONField(default=dict, verbose_name="hệ thống ghi nhận")),
                (
                    "mark",
                    models.CharField(
                        blank=True,
                        choices=[("passed", "Đạt"), ("failed", "Chưa đạt"), ("not_applicable", "Không áp dụng")],
                        max_length=14,
                        verbose_name="kết quả",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="nhận xét")),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=0, help_text="hai người cùng ghi: người sau được báo", verbose_name="lần sửa"
                    ),
                ),
                ("marked_at", models.DateTimeField(null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.commitment"
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
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="inspections.inspection"
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("shortcoming", "Tồn tại"), ("recommendation", "Kiến nghị")],
                        max_length=14,
                        verbose_name="loại",
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung")),
                ("due_on", models.DateField(verbose_name="hạn khắc phục")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Chờ khắc phục"),
                            ("answered", "Đã báo cáo, chờ xác nhận"),
                            ("closed", "Đã khắc phục"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("found_at", models.DateTimeField(auto_now_add=True)),
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
                    "found_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="findings",
                        to="inspections.checklistline",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.unit",
                        verbose_name="đơn vị chịu trách nhiệm",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="inspections.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune", "state", "due_on"], name="finding_by_state")],
            },
        ),
        migrations.CreateModel(
            name="FindingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answered", "Báo cáo khắc phục"),
                            ("returned", "Trả lại"),
                            ("closed", "Xác nhận đã khắc phục"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("links", models.JSONField(default=list)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
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
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="inspections.finding"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="LinePhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="inspections.checklistline",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("line", "file"), name="line_photo_once")],
            },
        ),
        migrations.CreateModel(
            name="StepFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="inspections.findingstep"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
    ]
