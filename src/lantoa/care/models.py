"""What the program does to look after itself: backups, rehearsals of restoring, proofs of the ledger."""

from django.db import models

from lantoa.core.saying import said_choices
from vanban.vocabulary import Labelled


class CareKind(Labelled):
    """Việc chăm sóc."""

    BACKUP = "backup", "Sao lưu"
    REHEARSAL = "rehearsal", "Phục hồi thử"
    LEDGER = "ledger", "Kiểm tra sổ cái"


class CareRun(models.Model):
    """One time that such work was done. Of the installation, not of a commune: it holds no commune's data.

    ``ok`` is None while it runs, or when it was cut short. ``code`` is that of the refusal; ``words`` say it to people.
    """

    kind = models.CharField(max_length=12, choices=said_choices(CareKind))
    asked_by_hand = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ok = models.BooleanField(null=True)
    code = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=600, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-started_at", "-pk")
        indexes = (models.Index(fields=("kind", "-started_at"), name="care_latest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%d/%m/%Y}"
