"""What waits for a person, as the home page lists it; and what a ward still lacks before it can work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.care import inside
from lantoa.care.findings import Level, looked
from lantoa.communes.access import Actor
from lantoa.communes.models import Membership, Neighbourhood
from lantoa.communes.queries import overview, setting_of, units_in_use
from lantoa.communes.roles import Permission, Role
from lantoa.core.saying import said


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a decision of this person."""

    title: str
    text: str
    url: str
    icon: str = "file-text"


def setup_tasks(actor: Actor) -> list[Waiting]:
    """For the administrator: roles without anybody, units without people, links not yet used, empty settings."""
    if not actor.may(Permission.MANAGE_PEOPLE):
        return []
    return [*_care(), *_people(), *_units(), *_places(actor)]


def _care() -> list[Waiting]:
    """What is broken in the program itself: first of all, since everything else rests on it."""
    broken = [one for one in looked(inside.QUICK) if one.level is Level.BAD]
    url, todo = reverse("care_show"), _("cần xử lý")
    return [Waiting(f"{one.title}: {todo}", one.words, url, "shield-check") for one in broken]


def _people() -> list[Waiting]:
    seats = Membership.objects.filter(ended_at__isnull=True)
    held = set(seats.values_list("role", flat=True))
    invited = overview().waiting
    found = [
        Waiting(_("Chưa có %(role)s") % {"role": said(role.label)}, text, reverse("communes_invite"), "users")
        for role, text in (
            (Role.PLAN_OWNER, _("Mời người phụ trách để kế hoạch có người tải lên, rà soát và lập báo cáo.")),
            (Role.LEADER, _("Mời lãnh đạo để có người ban hành kế hoạch và xem tiến độ.")),
        )
        if role.value not in held
    ]
    if invited:
        text = ngettext("%(n)s lời mời chưa có người nhận.", "%(n)s lời mời chưa có người nhận.", invited)
        found.append(Waiting(_("Lời mời đang chờ"), text % {"n": invited}, reverse("communes_people"), "users"))
    return found


def _units() -> list[Waiting]:
    seats = Membership.objects.filter(ended_at__isnull=True, unit__isnull=False)
    empty = list(units_in_use().exclude(pk__in=seats.values("unit_id")).values_list("name", flat=True))
    if not units_in_use().exists():
        return [Waiting(_("Chưa khai báo đơn vị"), _("Thêm các đơn vị thường có."), reverse("communes_units"), "users")]
    if not empty:
        return []
    return [Waiting(_("Đơn vị chưa có người dùng"), "; ".join(empty), reverse("communes_invite"), "users")]


def _places(actor: Actor) -> list[Waiting]:
    found = []
    if not Neighbourhood.objects.exists():
        text = _("Thêm tổ dân phố, thôn để cộng tác viên gửi tin theo địa bàn.")
        found.append(Waiting(_("Chưa khai báo địa bàn"), text, reverse("communes_neighbourhoods"), "house"))
    if not setting_of(actor.commune).signer_name:
        text = _("Báo cáo lập ra sẽ để trống người ký và nơi nhận.")
        found.append(Waiting(_("Chưa đặt người ký văn bản"), text, reverse("communes_settings"), "settings"))
    return found
