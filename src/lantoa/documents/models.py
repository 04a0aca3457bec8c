"""What a commune itself knows of acts: entries of its own, and corrections of those that ship with the program."""

from django.db import models

from lantoa.communes.models import Person
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from vanban.register import Status


class ActEntry(CommuneModel):
    """Văn bản do xã, phường ghi vào sổ. Stands in place of the shipped entry with the same number (and, for numbers
    that many bodies give, the same date)."""

    kind = models.CharField("loại văn bản", max_length=40)
    number = models.CharField("số, ký hiệu", max_length=60)
    key = models.CharField(max_length=80, help_text="vanban.register.number_key; kế hoạch, công văn: thêm ngày")
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    title = models.CharField("trích yếu", max_length=500, blank=True)
    status = models.CharField(
        "hiệu lực", max_length=12, choices=said_choices(Status), default=Status.UNKNOWN.value
    )  # fmt: skip
    effective = models.DateField("có hiệu lực từ ngày", null=True, blank=True)
    until = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)
    replaced_by = models.CharField("văn bản thay thế", max_length=60, blank=True)
    source = models.CharField("nguồn đã đối chiếu", max_length=300, blank=True)
    link = models.URLField("đường dẫn tới toàn văn", max_length=500, blank=True)
    checked_on = models.DateField("ngày đối chiếu", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=0)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-issued_on", "number")
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="act_once"),)

    def __str__(self) -> str:
        return f"{self.kind} số {self.number}"
