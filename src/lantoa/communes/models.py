"""Provinces, communes (the tenants), their units and neighbourhoods, people and their roles."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from lantoa.communes.roles import Role
from lantoa.core.folding import fold
from lantoa.core.periods import PeriodKind
from lantoa.core.saying import said_choices
from lantoa.core.tenancy import CommuneModel
from vanban.vocabulary import Labelled

REPORT_KINDS = (
    PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTHS, PeriodKind.YEAR,
)  # fmt: skip
"""Kinds of reports that a commune may have to send up."""


class Province(models.Model):
    """Tỉnh, thành phố. The id is the official code."""

    id = models.IntegerField(primary_key=True)
    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=100)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """Xã, phường, đặc khu: the tenant. The id is the official code."""

    id = models.IntegerField(primary_key=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    name = models.CharField("tên", max_length=120, help_text="Có cả loại: Phường Thạch Khôi")
    kind = models.CharField("loại", max_length=20)
    folded = models.CharField(max_length=120, db_index=True)
    opened_at = models.DateTimeField("bắt đầu sử dụng", null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """ "Thạch Khôi" of "Phường Thạch Khôi"."""
        return self.name[len(self.kind) :].strip() if self.name.casefold().startswith(self.kind) else self.name

    @property
    def in_text(self) -> str:
        """ "phường Thạch Khôi", as inside a sentence."""
        return f"{self.kind} {self.short_name}"


class PersonManager(BaseUserManager["Person"]):
    """Fetches people by login name, without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Người sử dụng. Rights come from memberships; there is no all-powerful account."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    name = models.CharField("họ và tên", max_length=100)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tỉnh, thành phố",
        help_text="Công chức cấp tỉnh: xem mọi xã, phường của tỉnh",
    )  # fmt: skip
    is_active = models.BooleanField("đang hoạt động", default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Never: there is no Django admin."""
        return False


class Unit(CommuneModel):
    """Phòng, ban, trung tâm, đoàn thể of one commune, as data."""

    name = models.CharField("tên đơn vị", max_length=150)
    short_name = models.CharField("tên gọi tắt", max_length=60, blank=True)
    asked = models.BooleanField(
        "được đề nghị",
        default=False,
        help_text="Cơ quan Đảng, Mặt trận: đề nghị phối hợp, không giao nhiệm vụ",
    )
    folded = models.CharField(max_length=150, editable=False)
    position = models.PositiveSmallIntegerField("thứ tự", default=100)
    is_active = models.BooleanField("đang hoạt động", default=True)

    class Meta(CommuneModel.Meta):
        ordering = ("position", "name")
        constraints = (models.UniqueConstraint(fields=("commune", "name"), name="unit_once_per_commune"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class UnitAlias(CommuneModel):
    """Another name of a unit, as a plan wrote it; remembered from one review to the next."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune", "text"), name="alias_once_per_commune"),)

    def __str__(self) -> str:
        return self.text


class Neighbourhood(CommuneModel):
    """Tổ dân phố, thôn, xóm."""

    name = models.CharField("tên", max_length=100)
    position = models.PositiveSmallIntegerField("thứ tự", default=100)

    class Meta(CommuneModel.Meta):
        ordering = ("position", "name")
        constraints = (models.UniqueConstraint(fields=("commune", "name"), name="neighbourhood_once"),)

    def __str__(self) -> str:
        return self.name


class Membership(CommuneModel):
    """One role of one person in one commune; a person may have several."""

    own_rows = "person_id = nullif(current_setting('app.person', true), '')::bigint"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField("vai trò", max_length=30, choices=said_choices(Role))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, verbose_name="đơn vị")
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True, blank=True)
    title = models.CharField("chức vụ", max_length=100, blank=True)
    unscoped: "models.Manager[Membership]" = models.Manager()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(CommuneModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("commune", "person", "role"),
                condition=models.Q(ended_at__isnull=True),
                name="role_once_per_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


class Invitation(CommuneModel):
    """Lời mời bằng đường dẫn: the link holds the secret, the row only its hash.

    With ``person`` it lets somebody who is here already choose a new password, and gives no role.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField("họ và tên", max_length=100)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField("vai trò", max_length=30, choices=said_choices(Role), blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, verbose_name="đơn vị")
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.CASCADE, null=True, blank=True)
    title = models.CharField("chức vụ", max_length=100, blank=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


def usual_report_kinds() -> list[str]:
    """What plans usually order: quarter, half-year, nine months and year (``core.periods.PeriodKind``)."""
    return [kind.value for kind in REPORT_KINDS if kind is not PeriodKind.MONTH]


class CommuneSetting(CommuneModel):
    """Thiết lập của xã, phường: letterhead, signer, recipients, and the reports' windows and due days."""

    province_line = models.CharField("cơ quan chủ quản", max_length=150, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    signer_name = models.CharField("người ký", max_length=100, blank=True)
    signer_lines = models.TextField("quyền hạn, chức vụ người ký", blank=True, default="")
    recipients = models.TextField("nơi nhận", blank=True, default="")
    plan_recipients = models.TextField("nơi nhận kế hoạch", blank=True, default="")
    report_from_day = models.PositiveSmallIntegerField(
        "kỳ số liệu bắt đầu từ ngày",
        default=1,
        help_text="1 = theo tháng dương lịch; 15 = từ ngày 15 tháng trước",
    )
    report_due_day = models.PositiveSmallIntegerField(
        "hạn gửi: trước ngày … tháng cuối của kỳ",
        null=True,
        blank=True,
        help_text="Để trống = theo ngày ghi trong kế hoạch; kế hoạch không ghi thì hết ngày cuối kỳ",
    )
    report_kinds = models.JSONField("các kỳ báo cáo phải gửi", default=usual_report_kinds)

    class Meta(CommuneModel.Meta):
        constraints = (models.UniqueConstraint(fields=("commune",), name="one_setting_per_commune"),)

    def __str__(self) -> str:
        return f"Thiết lập {self.commune_id}"


class SignForm(Labelled):
    """Ký với quyền hạn nào (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 7)."""

    CHAIR = "chair", "Chủ tịch"
    ACTING = "acting", "Quyền Chủ tịch"
    VICE = "vice", "KT. Chủ tịch – Phó Chủ tịch"
    ORDER = "order", "TL. Chủ tịch – chức vụ khác"
    PROXY = "proxy", "TUQ. Chủ tịch – chức vụ khác"


WITH_POSITION = frozenset({SignForm.ORDER.value, SignForm.PROXY.value})
"""Who signs by order or by proxy is neither chair nor vice: the position is named."""

SIGN_LINES = {
    SignForm.CHAIR.value: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    SignForm.ACTING.value: ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
    SignForm.VICE.value: ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    SignForm.ORDER.value: ("TL. CHỦ TỊCH",),
    SignForm.PROXY.value: ("TUQ. CHỦ TỊCH",),
}


class Signer(CommuneModel):
    """Người ký văn bản của UBND."""

    name = models.CharField("họ và tên", max_length=100)
    form = models.CharField("quyền hạn ký", max_length=10, choices=said_choices(SignForm))
    position = models.CharField("chức vụ", max_length=100, blank=True, help_text="chỉ khi ký thừa lệnh, thừa ủy quyền")
    is_active = models.BooleanField("đang ký", default=True)

    class Meta(CommuneModel.Meta):
        ordering = ("form", "name", "id")

    def __str__(self) -> str:
        return f"{self.name} ({self.get_form_display()})"

    @property
    def lines(self) -> tuple[str, ...]:
        """Quyền hạn, chức vụ, a line each."""
        own = (self.position.upper(),) if self.form in WITH_POSITION and self.position else ()
        return (*SIGN_LINES[self.form], *own)


class CalendarDay(CommuneModel):
    """Ngày nghỉ, ngày làm bù of one commune, as the yearly decision sets them; stands above the public holidays."""

    on = models.DateField("ngày")
    is_off = models.BooleanField("được nghỉ", default=True, help_text="Không chọn = ngày làm việc (làm bù)")
    name = models.CharField("tên ngày", max_length=100, blank=True)
    source = models.CharField("theo văn bản", max_length=200, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta(CommuneModel.Meta):
        ordering = ("on",)
        constraints = (models.UniqueConstraint(fields=("commune", "on"), name="calendar_day_once"),)

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.name}".strip()
