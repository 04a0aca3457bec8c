"""Printed matter (ấn phẩm), the places where it hangs, and scans counted per place and day: of nobody's phone."""

from django.db import models

from lantoa.activities.models import Activity
from lantoa.communes.models import Neighbourhood, Person
from lantoa.content.models import Item, Revision
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.files.models import StoredFile
from lantoa.printed.rules.codes import Code
from lantoa.printed.rules.sizes import Layout, Sheet, Size


class Print(CommuneModel):
    """Ấn phẩm: one approved revision on one kind of sheet."""

    key = models.UUIDField("mã gửi")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="prints")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    layout = models.CharField("kiểu", max_length=10, choices=said_choices(Layout))
    size = models.CharField("khổ giấy", max_length=4, choices=said_choices(Size))
    bleed = models.BooleanField("chừa lề xén và dấu cắt cho nhà in", default=False)
    expires_on = models.DateField("hết hiệu lực sau ngày", null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("lúc")

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("commune", "key"), name="print_key_once"),)

    def __str__(self) -> str:
        return f"{self.get_layout_display()}: {self.item}"

    @property
    def sheet(self) -> Sheet:
        """The sheet as the rules know it."""
        return Sheet(Layout(self.layout), Size(self.size), bleed=self.bleed)


class Posting(CommuneModel):
    """Một nơi dán: with a code of its own, so that scans can be told apart by place."""

    print = models.ForeignKey(Print, on_delete=models.PROTECT, related_name="postings")
    place = models.CharField("nơi dán", max_length=200)
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tổ dân phố, thôn",
    )
    own_code = models.CharField("mã", max_length=5)
    put_up_on = models.DateField("dán ngày", null=True)
    put_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    taken_down_on = models.DateField("gỡ ngày", null=True)
    taken_down_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(CommuneModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("commune", "own_code"), name="posting_code_once"),
            models.UniqueConstraint(fields=("print", "place"), name="posting_place_once"),
        )

    def __str__(self) -> str:
        return self.place

    @property
    def code(self) -> str:
        """What stands below the picture, to be typed by those who cannot scan."""
        return str(Code(self.commune_id, self.own_code))


class ScanDay(CommuneModel):
    """Scans of one place's code on one day. Nothing about who scanned is kept."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="days")
    day = models.DateField("ngày")
    count = models.PositiveIntegerField("lượt quét", default=0)

    class Meta(CommuneModel.Meta):
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=("posting", "day"), name="scans_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.posting_id} {self.day}: {self.count}"
