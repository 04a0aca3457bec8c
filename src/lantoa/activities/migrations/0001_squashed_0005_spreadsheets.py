"""The room's tables as ``0005_spreadsheets`` left them, in one step. An installation that stands in between takes
the steps one by one (docs/how-to/upgrade.md)."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("activities", "0001_initial"),
        ("activities", "0002_counted_on"),
        ("activities", "0003_search"),
        ("activities", "0004_acceptance"),
        ("activities", "0005_spreadsheets"),
    ]

    initial = True

    dependencies = [
        ("communes", "0001_squashed_0004_calendar_day"),
        ("files", "0001_initial"),
        ("plans", "0001_squashed_0005_window_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.UUIDField(
                        help_text="Made by the form; the same key twice is one activity", verbose_name="mã gửi"
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="đã làm gì")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news", "Tin, bài"),
                            ("broadcast", "Buổi phát thanh"),
                            ("feature", "Phóng sự, video, chuyên mục"),
                            ("post", "Bài đăng mạng xã hội"),
                            ("conference", "Hội nghị, sinh hoạt chuyên đề"),
                            ("training", "Lớp tập huấn, bồi dưỡng"),
                            ("dialogue", "Tọa đàm, đối thoại"),
                            ("meeting", "Cuộc họp có lồng ghép"),
                            ("contest", "Cuộc thi, hội thi"),
                            ("performance", "Văn nghệ, sân khấu hóa"),
                            ("printed", "Ấn phẩm, pano, tờ rơi"),
                            ("posting", "Niêm yết, cập nhật thủ tục hành chính"),
                            ("inspection", "Kiểm tra, đôn đốc"),
                            ("survey", "Khảo sát, đo lường"),
                            ("document", "Văn bản, báo cáo"),
                            ("other", "Hoạt động khác"),
                        ],
                        max_length=20,
                        verbose_name="loại hoạt động",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="ngày thực hiện")),
                ("channels", models.JSONField(default=list, verbose_name="kênh, hình thức")),
                ("topics", models.JSONField(default=list, verbose_name="nội dung")),
                ("audiences", models.JSONField(default=list, verbose_name="đối tượng")),
                (
                    "people",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="số người tham dự, tiếp cận"),
                ),
                ("times", models.PositiveSmallIntegerField(default=1, verbose_name="số lần, số lượng")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="địa điểm")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                (
                    "integrated",
                    models.BooleanField(default=False, verbose_name="lồng ghép trong cuộc họp, hoạt động khác"),
                ),
                (
                    "folded",
                    models.TextField(
                        default="", editable=False, help_text="Title, place and note for searching: core.folding"
                    ),
                ),
                ("logged_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do rút")),
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
                    "logged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="communes.unit",
                        verbose_name="đơn vị thực hiện",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-happened_on", "-id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune", "happened_on"], name="activity_by_date")],
                "constraints": [models.UniqueConstraint(fields=("commune", "key"), name="activity_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "Hệ thống tự ghi nhận (đã đăng, đã phát, đã điểm danh)"),
                            ("B", "Xác nhận của hệ thống khác"),
                            ("C", "Tệp hoặc liên kết có ngày (ảnh, biên bản, bài đăng), đã có người thứ hai xác nhận"),
                            ("D", "Lời khai của cán bộ: chưa có tệp kèm theo, hoặc tệp chưa được xác nhận"),
                        ],
                        max_length=1,
                        verbose_name="hạng",
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="đường dẫn")),
                ("caption", models.CharField(blank=True, max_length=200, verbose_name="chú thích")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="ngày của minh chứng")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ xác nhận"),
                            ("accepted", "Đã xác nhận"),
                            ("returned", "Bị trả lại"),
                            ("replaced", "Đã được thay"),
                            ("withdrawn", "Đã rút"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("judged_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="lý do trả lại hoặc rút")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="activities.activity"
                    ),
                ),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="activities.evidence",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["commune", "activity"],
                        name="evidence_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Đang đọc tệp"),
                            ("unreadable", "Không đọc được"),
                            ("ready", "Chờ kiểm tra"),
                            ("writing", "Đang nhập"),
                            ("imported", "Đã nhập"),
                            ("undone", "Đã hoàn tác"),
                            ("dropped", "Đã bỏ"),
                        ],
                        default="reading",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="đã làm (%)")),
                ("stage", models.CharField(blank=True, max_length=120, verbose_name="đang làm")),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("error_message", models.CharField(blank=True, max_length=500)),
                ("sheets", models.JSONField(default=list, verbose_name="các trang tính")),
                ("hidden", models.JSONField(default=list, verbose_name="trang tính ẩn, không đọc")),
                ("sheet", models.CharField(blank=True, max_length=200, verbose_name="trang tính")),
                ("header", models.PositiveIntegerField(default=0, verbose_name="dòng tiêu đề")),
                ("headings", models.JSONField(default=list, verbose_name="tiêu đề các cột")),
                ("columns", models.JSONField(default=dict, verbose_name="cột nào là gì")),
                ("chosen", models.BooleanField(default=False, verbose_name="cột do người nhập chọn")),
                (
                    "order",
                    models.CharField(
                        choices=[
                            ("day_first", "ngày/tháng/năm (25/03/2025)"),
                            ("month_first", "tháng/ngày/năm, kiểu Mỹ (03/25/2025)"),
                        ],
                        default="day_first",
                        max_length=12,
                        verbose_name="cách ghi ngày",
                    ),
                ),
                ("notes", models.JSONField(default=list, verbose_name="điều cần biết")),
                ("commitments", models.JSONField(default=list, verbose_name="chỉ tiêu, nhiệm vụ đã chọn")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("asked_at", models.DateTimeField()),
                ("imported_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
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
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="dòng")),
                ("cells", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("good", "Nhập được"),
                            ("bad", "Cần sửa"),
                            ("duplicate", "Trùng"),
                            ("skipped", "Bỏ qua"),
                            ("imported", "Đã nhập"),
                        ],
                        max_length=10,
                    ),
                ),
                ("draft", models.JSONField(null=True)),
                ("links", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("remarks", models.JSONField(default=list)),
                ("suggested", models.JSONField(default=list, verbose_name="chỉ tiêu, nhiệm vụ gợi ý")),
                ("fingerprint", models.CharField(blank=True, max_length=32)),
                ("twin_row", models.PositiveIntegerField(null=True, verbose_name="trùng dòng")),
                ("wanted", models.BooleanField(default=False, verbose_name="vẫn nhập dù trùng")),
                ("key", models.UUIDField(default=uuid.uuid4)),
                (
                    "activity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_rows",
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
                    "twin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="activities.importrun"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune", "run", "state", "number"], name="import_row_state")],
                "constraints": [models.UniqueConstraint(fields=("run", "number"), name="import_row_once")],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "counted_on",
                    models.DateField(
                        blank=True,
                        help_text="Để trống: ngày thực hiện. Báo cáo quý III nộp tháng 10: 30/9",
                        null=True,
                        verbose_name="tính cho ngày",
                    ),
                ),
                ("numerator", models.PositiveIntegerField(blank=True, null=True, verbose_name="số đạt")),
                ("denominator", models.PositiveIntegerField(blank=True, null=True, verbose_name="tổng số")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="services", to="activities.activity"
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="services", to="plans.commitment"
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
                "constraints": [
                    models.UniqueConstraint(fields=("activity", "commitment"), name="service_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(("denominator__gt", 0), ("numerator__lte", models.F("denominator"))),
                            _connector="OR",
                        ),
                        name="measured_ratio_is_a_share",
                    ),
                ],
            },
        ),
    ]
