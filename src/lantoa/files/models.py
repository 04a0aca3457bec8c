"""Files that people gave: stored by hash, one copy per commune, never executed."""

from django.db import models

from lantoa.communes.models import Person
from lantoa.core.tenancy import CommuneModel


class StoredFile(CommuneModel):
    """Tệp. The bytes lie in the store under ``sha256``; this row says what they are."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField("tên tệp", max_length=200)
    media_type = models.CharField("loại", max_length=100)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField("chụp lúc", null=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        indexes = (models.Index(fields=("commune", "sha256"), name="file_by_hash"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether a thumbnail can be shown."""
        return self.media_type.startswith("image/")
