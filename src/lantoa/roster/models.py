"""Rosters: who does which window of a commitment; absences; swaps. Who has a duty stands on the due work itself."""

from django.db import models

from lantoa.communes.models import Person, Unit
from lantoa.core.tenancy import CommuneModel
from lantoa.plans.models import Commitment, DueWork, choices_of
from lantoa.roster.rules import AbsenceReason, PartyKind, SwapState


class Roster(CommuneModel):
    """Lịch phân công of one commitment."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="rosters")
    kind = models.CharField(
        "phân công cho", max_length=10, choices=choices_of(PartyKind), default=PartyKind.PERSON.value
    )
    day = models.PositiveSmallIntegerField(
        "ngày trong tháng cuối kỳ", null=True, blank=True, help_text="Để trống: ngày làm việc cuối cùng của kỳ"
    )
    revision = models.PositiveIntegerField("lần sửa", default=0, help_text="hai người cùng sửa: người sau được báo")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commitment",), name="roster_once"),)

    def __str__(self) -> str:
        return f"Lịch phân công: {self.commitment}"


class RosterMember(CommuneModel):
    """Who takes turns, in their order: a person or a unit."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(CommuneModel.Meta):
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(unit__isnull=True), name="member_is_one_party"
            ),
        )

    def __str__(self) -> str:
        return str(self.person or self.unit)


class Duty(CommuneModel):
    """Phần việc: one window of the roster and its day. Who has it: ``work.assignee`` or ``work.unit``."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="duties")
    work = models.OneToOneField(DueWork, on_delete=models.CASCADE, related_name="duty")
    on = models.DateField("ngày thực hiện", null=True, blank=True)
    by_hand = models.BooleanField("sửa tay", default=False, help_text="Lập lại lịch thì giữ nguyên")

    class Meta(CommuneModel.Meta):
        ordering = ("work__window_end", "id")

    def __str__(self) -> str:
        return str(self.work)


class Absence(CommuneModel):
    """Vắng mặt: the roster gives nothing to the person on these days."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    start = models.DateField("từ ngày")
    end = models.DateField("đến hết ngày")
    reason = models.CharField(
        "lý do", max_length=10, choices=choices_of(AbsenceReason), default=AbsenceReason.LEAVE.value
    )
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("start", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="absence_ends_after_start"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.start:%d/%m/%Y} - {self.end:%d/%m/%Y}"


class Swap(CommuneModel):
    """Đề nghị đổi lịch: ``duty`` against ``wanted``. The parties are kept as they were, to see whether all still
    holds when it is answered."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="swaps_from")
    wanted = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="swaps_to")
    party = models.CharField(max_length=24)
    other = models.CharField(max_length=24)
    note = models.CharField("lời nhắn", max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=choices_of(SwapState), default=SwapState.PROPOSED.value)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(CommuneModel.Meta):
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("duty", "wanted"), condition=models.Q(state="proposed"), name="swap_asked_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.duty_id} ↔ {self.wanted_id}"
