"""The room's tables as ``0004_final`` left them, in one step. An installation that stands in between takes
the steps one by one (docs/how-to/upgrade.md)."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

# What is accepted or issued stays as it is: the database itself refuses to change it (ADR 0021).
FORWARD = """
CREATE OR REPLACE FUNCTION reports_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'report % is final', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF ROW(NEW.stage, NEW.frozen, NEW.frozen_sha256, NEW.snapshot, NEW.number, NEW.dated_on, NEW.unit_id,
         NEW.replaces_id, NEW.remarks, NEW.causes, NEW.answers, NEW.kind, NEW.period_start, NEW.period_end,
         NEW.data_from, NEW.data_to)
     IS DISTINCT FROM
     ROW(OLD.stage, OLD.frozen, OLD.frozen_sha256, OLD.snapshot, OLD.number, OLD.dated_on, OLD.unit_id,
         OLD.replaces_id, OLD.remarks, OLD.causes, OLD.answers, OLD.kind, OLD.period_start, OLD.period_end,
         OLD.data_from, OLD.data_to) THEN
    RAISE EXCEPTION 'report % is final', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS reports_final ON reports_report;
CREATE TRIGGER reports_final BEFORE UPDATE OR DELETE ON reports_report FOR EACH ROW
  WHEN (OLD.stage IN ('accepted', 'issued')) EXECUTE FUNCTION reports_final();
"""
BACK = """
DROP TRIGGER IF EXISTS reports_final ON reports_report;
DROP FUNCTION IF EXISTS reports_final();
"""


class Migration(migrations.Migration):
    replaces = [
        ("reports", "0001_initial"),
        ("reports", "0002_remarks"),
        ("reports", "0003_life"),
        ("reports", "0004_final"),
    ]

    initial = True

    dependencies = [
        ("communes", "0001_squashed_0004_calendar_day"),
        ("files", "0001_initial"),
        ("plans", "0001_squashed_0005_window_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
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
                        verbose_name="kỳ báo cáo",
                    ),
                ),
                ("period_start", models.DateField(verbose_name="kỳ từ ngày")),
                ("period_end", models.DateField(verbose_name="đến ngày")),
                ("data_from", models.DateField(verbose_name="số liệu từ ngày")),
                ("data_to", models.DateField(verbose_name="số liệu đến ngày")),
                ("due_on", models.DateField(null=True, verbose_name="hạn gửi")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số, ký hiệu")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="ngày báo cáo")),
                ("remarks", models.JSONField(default=dict, verbose_name="phần người lập viết")),
                ("causes", models.JSONField(default=dict, verbose_name="nguyên nhân theo từng việc")),
                ("answers", models.JSONField(default=dict, verbose_name="kết quả việc đề ra kỳ trước")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Dự thảo"),
                            ("submitted", "Đã trình"),
                            ("returned", "Trả lại để sửa"),
                            ("approved", "Đã duyệt, chờ số"),
                            ("accepted", "Đã tiếp nhận"),
                            ("issued", "Đã ban hành"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="giai đoạn",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("making", "Đang lập"), ("ready", "Đã lập"), ("failed", "Chưa lập được")],
                        default="making",
                        max_length=10,
                    ),
                ),
                ("error_message", models.CharField(blank=True, max_length=500)),
                ("snapshot", models.JSONField(null=True, verbose_name="số liệu đã chốt")),
                ("frozen", models.JSONField(null=True, verbose_name="văn bản đã chốt")),
                ("frozen_sha256", models.CharField(blank=True, max_length=64, verbose_name="mã băm văn bản đã chốt")),
                ("printed_sha256", models.CharField(blank=True, max_length=64, verbose_name="mã băm của bản đã in")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
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
                    "docx",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="reports.report",
                        verbose_name="thay thế",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.unit",
                        verbose_name="đơn vị báo cáo",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="plans.planversion"
                    ),
                ),
            ],
            options={
                "ordering": ("-period_end", "-id"),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("commune"),
                        django.db.models.functions.datetime.ExtractYear("dated_on"),
                        django.db.models.functions.text.Lower("number"),
                        condition=models.Q(("stage", "issued")),
                        name="report_number_once_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "issued"), _negated=True),
                            models.Q(models.Q(("number", ""), _negated=True), ("dated_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="issued_report_has_number_and_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Đang chờ"),
                            ("making", "Đang đóng gói"),
                            ("ready", "Đã xong"),
                            ("failed", "Chưa làm được"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="số tệp đã đóng")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="số tệp")),
                ("message", models.CharField(blank=True, max_length=500)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="cỡ (byte)")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bundles", to="reports.report"
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
            name="ReportStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("submit", "Trình"),
                            ("take_back", "Rút về"),
                            ("return", "Trả lại"),
                            ("accept", "Tiếp nhận"),
                            ("approve", "Duyệt"),
                            ("issue", "Ban hành"),
                        ],
                        max_length=10,
                    ),
                ),
                ("notes", models.JSONField(default=dict, verbose_name="ý cần sửa theo mục")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="reports.report"
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
            name="ReportTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="lần")),
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
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune", "number"), name="template_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=12)),
                ("number", models.PositiveIntegerField(verbose_name="lần sửa")),
                ("blocks", models.JSONField(default=list)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("page", "Sửa trên trang"),
                            ("word", "Nhận từ bản Word"),
                            ("carried", "Chép từ bản trước"),
                        ],
                        default="page",
                        max_length=8,
                    ),
                ),
                ("is_reset", models.BooleanField(default=False, verbose_name="trả về lời phần mềm soạn")),
                ("set_aside", models.BooleanField(default=False, verbose_name="người khác đã sửa trước")),
                ("at", models.DateTimeField(verbose_name="lúc")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wordings", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("set_aside", False)),
                        fields=("report", "section", "number"),
                        name="wording_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WordReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken", models.JSONField(default=list, verbose_name="các mục đã nhận")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="returns", to="reports.report"
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
        migrations.RunSQL(FORWARD, BACK),
    ]
