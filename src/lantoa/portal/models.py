"""What a ward decided to show. The public rows of this table may be read without a scope: they are the open door."""

from django.db import models

from lantoa.communes.models import Person
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from lantoa.portal.rules import LONGEST_SLUG, Hotline, Shown, usual_sections


class Portal(CommuneModel):
    """Cổng công khai của xã, phường. ``slug`` is made once and never changes: it stands on posters."""

    own_rows = "is_on"

    slug = models.SlugField("địa chỉ", max_length=LONGEST_SLUG, unique=True)
    is_on = models.BooleanField("đang mở", default=False)
    intro = models.TextField("lời giới thiệu", max_length=600, blank=True, default="")
    address = models.CharField("địa chỉ trụ sở", max_length=200, blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    hours = models.CharField("giờ làm việc", max_length=200, blank=True)
    sections = models.JSONField("các phần hiện trên cổng", default=usual_sections)
    hotlines = models.JSONField("đường dây nóng", default=list)
    shown = models.CharField(
        "minh chứng công khai", max_length=10, choices=said_choices(Shown), default=Shown.LINKS.value
    )  # fmt: skip
    tasks_too = models.BooleanField("công khai cả nhiệm vụ", default=False)
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    unscoped: "models.Manager[Portal]" = models.Manager()

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune",), name="one_portal_per_commune"),)

    def __str__(self) -> str:
        return self.slug

    def shows(self, section: str) -> bool:
        """Whether the part is on the portal."""
        return section in self.sections

    @property
    def lines(self) -> list[Hotline]:
        """The hotlines as values."""
        return [Hotline(**one) for one in self.hotlines]
