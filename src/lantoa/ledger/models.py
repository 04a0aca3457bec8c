"""The ledger (sổ cái): append-only, hash-chained per commune. Never holds personal data: ids and facts only."""

from django.db import models

from lantoa.core.tenancy import CommuneModel


class Entry(CommuneModel):
    """One change. Actor and object are numbers, not foreign keys: entries outlive what they speak of."""

    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(CommuneModel.Meta):
        ordering = ("seq",)
        constraints = (models.UniqueConstraint(fields=("commune", "seq"), name="ledger_seq_once"),)
        indexes = (models.Index(fields=("commune", "object_type", "object_id"), name="ledger_object"),)

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"
