"""What people plan in order to close a gap. How far things are is never stored here (ADR 0009)."""

from django.db import models

from lantoa.communes.models import Person, Unit
from lantoa.core.tenancy import CommuneModel
from lantoa.plans.models import DueWork


class PlannedWork(CommuneModel):
    """Việc dự kiến: on this day this person does so many of the pieces that a window lacks.

    ``fills``: it is done as soon as the window has so many pieces, so nobody has to tick it off, and it comes back when
    an activity is withdrawn.
    """

    work = models.ForeignKey(DueWork, on_delete=models.CASCADE, related_name="planned")
    planned_on = models.DateField("ngày dự kiến")
    pieces = models.PositiveIntegerField("số lượng", default=1)
    fills = models.PositiveIntegerField("đủ khi kỳ đạt")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    assignee = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người thực hiện"
    )
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("planned_on", "id")
        indexes = (models.Index(fields=("commune", "planned_on"), name="planned_by_day"),)

    def __str__(self) -> str:
        return f"{self.work_id}: {self.planned_on:%d/%m/%Y}"
