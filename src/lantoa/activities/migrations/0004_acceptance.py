"""A second person looks at evidence (ADR 0010). What was given before this waits like everything else: nobody but its
giver is known to have seen it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0003_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("evidence", "judged_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "evidence",
            "judged_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "evidence",
            "note",
            models.CharField(blank=True, max_length=300, verbose_name="lý do trả lại hoặc rút"),
        ),
        migrations.AddField(
            "evidence",
            "replaces",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="activities.evidence",
            ),
        ),
        migrations.AddField(
            "evidence",
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
        migrations.AlterField(
            "evidence",
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
        migrations.AddIndex(
            "evidence",
            models.Index(
                condition=models.Q(("state", "waiting")), fields=["commune", "activity"], name="evidence_waiting"
            ),
        ),
    ]
