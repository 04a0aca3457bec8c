"""The room's tables as ``0005_window_counts`` left them, in one step. An installation that stands in between takes
the steps one by one (docs/how-to/upgrade.md)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("plans", "0001_initial"),
        ("plans", "0002_review"),
        ("plans", "0003_due_unit"),
        ("plans", "0004_amendments"),
        ("plans", "0005_window_counts"),
    ]

    initial = True

    dependencies = [
        ("communes", "0001_squashed_0004_calendar_day"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=500, verbose_name="trích yếu")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số, ký hiệu")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="ngày ban hành")),
                ("period_start", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
                ("period_end", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-period_start", "-id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="lần")),
                (
                    "is_partial",
                    models.BooleanField(
                        default=False,
                        help_text="Nội dung không nhắc đến thì giữ như bản trước",
                        verbose_name="chỉ sửa đổi, bổ sung",
                    ),
                ),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="áp dụng từ ngày")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="trích yếu")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số, ký hiệu")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="ngày ban hành")),
                ("period_start", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
                ("period_end", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Đang đọc"),
                            ("unreadable", "Không đọc được"),
                            ("in_review", "Đang rà soát"),
                            ("adopted", "Đang thực hiện"),
                            ("superseded", "Đã được thay thế"),
                            ("withdrawn", "Đã bỏ"),
                        ],
                        default="reading",
                        max_length=20,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="đã đọc (%)")),
                ("stage", models.CharField(blank=True, max_length=120, verbose_name="đang làm")),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("error_message", models.CharField(blank=True, max_length=500)),
                ("text", models.TextField(blank=True, verbose_name="toàn văn")),
                ("reading", models.JSONField(null=True, verbose_name="kết quả đọc")),
                ("notes", models.JSONField(default=list, verbose_name="ghi chú của bộ đọc")),
                ("asked_at", models.DateTimeField(null=True, verbose_name="yêu cầu đọc lúc")),
                (
                    "other_commune",
                    models.CharField(blank=True, max_length=200, verbose_name="tên xã, phường khác ghi trong văn bản"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="mã băm khi ban hành")),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.planversion",
                        verbose_name="sửa từ",
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
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "other_commune_confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="plans.plan"
                    ),
                ),
            ],
            options={
                "ordering": ("-edition",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "edition"), name="edition_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "adopted")), fields=("plan",), name="one_adopted_version_per_plan"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("target", "Chỉ tiêu"), ("task", "Nhiệm vụ")], max_length=10, verbose_name="loại"
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung")),
                ("span_start", models.PositiveIntegerField(null=True)),
                ("span_end", models.PositiveIntegerField(null=True)),
                ("section", models.CharField(blank=True, max_length=300, verbose_name="mục")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("read", "Đọc từ kế hoạch"),
                            ("added", "Người rà soát thêm"),
                            ("proposed", "Phần mềm đề xuất"),
                            ("carried", "Giữ từ bản trước"),
                        ],
                        default="read",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do đề xuất")),
                ("doubts", models.JSONField(default=list, verbose_name="điểm chưa chắc")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("pending", "Chưa quyết định"),
                            ("accepted", "Đã nhận"),
                            ("dropped", "Đã bỏ"),
                            ("merged", "Đã gộp"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("assumptions", models.JSONField(default=list, verbose_name="điều phần mềm tạm hiểu")),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=0, help_text="hai người cùng sửa: người sau được báo", verbose_name="lần sửa"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="thứ tự")),
                (
                    "modality",
                    models.CharField(
                        choices=[
                            ("must", "Phải thực hiện"),
                            ("floor", "Ít nhất, tối thiểu"),
                            ("one_of", "Một trong các hình thức"),
                            ("encouraged", "Khuyến khích"),
                            ("requested", "Đề nghị phối hợp"),
                        ],
                        default="must",
                        max_length=12,
                        verbose_name="mức độ",
                    ),
                ),
                ("alternative_group", models.CharField(blank=True, max_length=40, verbose_name="nhóm lựa chọn")),
                ("lead_text", models.CharField(blank=True, max_length=300, verbose_name="chủ trì (theo kế hoạch)")),
                ("coordinating_text", models.JSONField(default=list, verbose_name="phối hợp (theo kế hoạch)")),
                ("output", models.CharField(blank=True, max_length=300, verbose_name="sản phẩm")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("count", "Đếm số hoạt động"),
                            ("ratio", "Tỷ lệ phần trăm"),
                            ("deliverable", "Sản phẩm hoàn thành"),
                        ],
                        default="deliverable",
                        max_length=12,
                        verbose_name="cách đo",
                    ),
                ),
                ("quantity", models.PositiveIntegerField(blank=True, null=True, verbose_name="số lượng mỗi kỳ")),
                (
                    "percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="tỷ lệ (%)"
                    ),
                ),
                ("above", models.BooleanField(default=False, verbose_name="phải vượt tỷ lệ")),
                ("unit_text", models.CharField(blank=True, max_length=120, verbose_name="đơn vị tính")),
                ("match_kinds", models.JSONField(default=list, verbose_name="loại hoạt động được tính")),
                ("match_channels", models.JSONField(default=list, verbose_name="kênh được tính")),
                ("match_topics", models.JSONField(default=list, verbose_name="nội dung được tính")),
                ("match_audiences", models.JSONField(default=list, verbose_name="đối tượng được tính")),
                (
                    "window",
                    models.CharField(
                        choices=[
                            ("month", "Tháng"),
                            ("quarter", "Quý"),
                            ("half_year", "6 tháng"),
                            ("nine_months", "9 tháng"),
                            ("year", "Năm"),
                            ("plan", "Cả kỳ kế hoạch"),
                        ],
                        default="plan",
                        max_length=12,
                        verbose_name="kỳ",
                    ),
                ),
                ("also_windows", models.JSONField(default=list, verbose_name="các kỳ khác")),
                ("active_from", models.DateField(blank=True, null=True, verbose_name="thực hiện từ ngày")),
                ("active_to", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
                (
                    "deadline_text",
                    models.CharField(blank=True, max_length=300, verbose_name="thời hạn (theo kế hoạch)"),
                ),
                (
                    "due_kind",
                    models.CharField(
                        choices=[
                            ("window_end", "Ngày cuối của kỳ"),
                            ("fixed_date", "Ngày cụ thể"),
                            ("days_after_event", "Số ngày kể từ một văn bản hoặc sự kiện"),
                            ("day_of_last_month", "Ngày trong tháng cuối của kỳ"),
                            ("roster", "Theo lịch phân công"),
                            ("higher_calendar", "Theo lịch của cấp trên"),
                            ("none", "Thường xuyên, không có hạn riêng"),
                        ],
                        default="window_end",
                        max_length=20,
                        verbose_name="cách tính hạn",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="ngày đến hạn")),
                ("due_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số ngày")),
                ("due_working_days", models.BooleanField(default=False, verbose_name="ngày làm việc")),
                ("due_event", models.CharField(blank=True, max_length=300, verbose_name="kể từ")),
                ("due_event_on", models.DateField(blank=True, null=True, verbose_name="ngày của sự kiện")),
                ("due_day", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ngày trong tháng")),
                ("due_before", models.BooleanField(default=False, verbose_name="trước ngày đó")),
                ("due_dates", models.JSONField(default=list, verbose_name="các ngày đã ấn định")),
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
                    "continues",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="continued_by",
                        to="plans.commitment",
                        verbose_name="tiếp tục mục của bản trước",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.unit",
                        verbose_name="đơn vị chủ trì",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merged",
                        to="plans.commitment",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="plans.commitment"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="commitments", to="plans.planversion"
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune", "version", "decision"], name="commitment_by_version")],
            },
        ),
        migrations.CreateModel(
            name="DueWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "window_kind",
                    models.CharField(
                        choices=[
                            ("month", "Tháng"),
                            ("quarter", "Quý"),
                            ("half_year", "6 tháng"),
                            ("nine_months", "9 tháng"),
                            ("year", "Năm"),
                            ("plan", "Cả kỳ kế hoạch"),
                        ],
                        max_length=12,
                    ),
                ),
                ("window_start", models.DateField()),
                ("window_end", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn")),
                ("waiting_for", models.CharField(blank=True, max_length=300, verbose_name="đang chờ")),
                ("waived_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do miễn")),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thực hiện",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="due_work", to="plans.commitment"
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
                    "terms",
                    models.ForeignKey(
                        help_text="Kỳ đã qua trước khi sửa đổi: được đánh giá theo mục của bản trước (ADR 0022)",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.commitment",
                        verbose_name="đo theo bản trước",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Theo lịch phân công giữa các đơn vị; để trống: đơn vị chủ trì",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.unit",
                        verbose_name="đơn vị được phân công",
                    ),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "window_end", "id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune", "due_on"], name="due_by_date")],
                "constraints": [
                    models.UniqueConstraint(fields=("commitment", "window_kind", "window_start"), name="window_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanElement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("code", models.CharField(blank=True, max_length=40)),
                ("span_start", models.PositiveIntegerField(null=True)),
                ("span_end", models.PositiveIntegerField(null=True)),
                ("data", models.JSONField(default=dict)),
                ("position", models.PositiveIntegerField(default=0)),
                ("by_person", models.BooleanField(default=False, verbose_name="do người rà soát ghi")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="elements", to="plans.planversion"
                    ),
                ),
            ],
            options={
                "ordering": ("kind", "position"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                    "former",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.commitment",
                        verbose_name="mục không còn",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plans.commitment",
                        verbose_name="chuyển sang",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="plans.planversion"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("version", "former"), name="handover_once")],
            },
        ),
        migrations.CreateModel(
            name="Contradiction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("message", models.CharField(max_length=500)),
                ("left_text", models.TextField()),
                ("left_start", models.PositiveIntegerField(null=True)),
                ("left_end", models.PositiveIntegerField(null=True)),
                ("right_text", models.TextField()),
                ("right_start", models.PositiveIntegerField(null=True)),
                ("right_end", models.PositiveIntegerField(null=True)),
                ("decision", models.CharField(blank=True, help_text="left, right, both; blank = open", max_length=10)),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "applied",
                    models.JSONField(
                        default=list, help_text="Để trả lại như cũ khi đổi lựa chọn", verbose_name="đã sửa mục nào"
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contradictions",
                        to="plans.planversion",
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
            name="StandingDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("item", "Chỉ tiêu, nhiệm vụ"), ("contradiction", "Mâu thuẫn trong văn bản")],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="rules.standing.key_of: words without case, marks and years", max_length=64
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung trong kế hoạch")),
                ("words", models.CharField(max_length=600, verbose_name="đã chọn")),
                ("value", models.JSONField(default=dict)),
                ("decided_at", models.DateTimeField()),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-decided_at", "-id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune", "kind", "key"), name="standing_once")],
            },
        ),
        migrations.CreateModel(
            name="WindowCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_for", models.CharField(max_length=60)),
                ("have", models.PositiveIntegerField(default=0)),
                ("grades", models.JSONField(default=dict)),
                ("numerator", models.PositiveIntegerField(null=True)),
                ("denominator", models.PositiveIntegerField(null=True)),
                (
                    "pieces",
                    models.JSONField(
                        default=list, help_text="[day, pieces] of each activity; [day, part, whole] of a share"
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
                    "work",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="count", to="plans.duework"
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
            name="CommitmentUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="coordinating", to="plans.commitment"
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communes.unit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commitment", "unit"), name="coordinating_once")],
            },
        ),
    ]
