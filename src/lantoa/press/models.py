"""What outlets were sent that is no item of the program: a text, an interview, figures by telephone. Items stand in the
log of deliveries; the register shows both."""

from django.db import models

from lantoa.activities.models import Activity
from lantoa.channels.models import Account
from lantoa.communes.models import Person
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.press.rules import PlacementState


class Placement(CommuneModel):
    """Bài, tin, tư liệu gửi báo, đài, bản tin."""

    key = models.UUIDField("mã gửi", help_text="Made by the form; the same key twice is one placement")
    outlet = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name="báo, đài, bản tin")
    title = models.CharField("tiêu đề", max_length=300)
    text = models.TextField("nội dung đã gửi", blank=True)
    sent_on = models.DateField("ngày gửi")
    sent_to = models.CharField("gửi cho ai, bằng cách nào", max_length=200, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=said_choices(PlacementState), default=PlacementState.SENT.value
    )
    appeared_on = models.DateField("ngày đăng, phát", null=True)
    place = models.CharField("chương trình, số báo, trang", max_length=200, blank=True)
    url = models.CharField("đường dẫn", max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(CommuneModel.Meta):
        ordering = ("-sent_on", "-id")
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="placement_key_once"),)

    def __str__(self) -> str:
        return self.title
