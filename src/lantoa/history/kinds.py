"""Which objects have a history page, who may read it, and which other objects' entries belong to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantoa.activities.access import access_activity
from lantoa.activities.importing.access import access_import
from lantoa.communes.access import Actor, access_member
from lantoa.communes.models import Invitation, Membership
from lantoa.communes.roles import Permission
from lantoa.contributors.access import access_at_desk
from lantoa.core.errors import NotAllowed
from lantoa.inspections.models import Finding
from lantoa.plans.models import Commitment, Contradiction, DueWork, PlanVersion
from lantoa.printed.models import Posting

Parts = dict[str, models.QuerySet[Any]]
"""Kind of an object (as the ledger names it) → the rows, as a subquery of their numbers."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of object. ``slug``: in the address; ``model``: as the ledger names it.

    ``parts``: what else belongs to the history of such an object; ``access``: where the room has a rule of its own.
    """

    slug: str
    model: str
    label: Promise
    needs: Permission = Permission.SEE
    page: str = ""
    parts: Callable[[Any], Parts] | None = None
    access: Callable[[Actor, int], Any] | None = None

    def find(self, actor: Actor, pk: int) -> Any:
        """The object, for somebody who may read its history.

        Raises:
            Http404: not of this commune, or not theirs to see.
            NotAllowed: seen, but not with its history.
        """
        if self.access is not None:
            return self.access(actor, pk)
        actor.check(self.needs)
        return get_object_or_404(apps.get_model(self.model), pk=pk, commune=actor.commune)


def _of_plan(plan: Any) -> Parts:
    versions: models.QuerySet[Any] = PlanVersion.objects.filter(plan_id=plan.pk)
    return {
        "plans.planversion": versions,
        "plans.contradiction": Contradiction.objects.filter(version__in=versions),
        "plans.commitment": Commitment.objects.filter(version__in=versions),
    }


def _of_commitment(commitment: Any) -> Parts:
    return {"plans.duework": DueWork.objects.filter(commitment_id=commitment.pk)}


def _of_inspection(inspection: Any) -> Parts:
    return {"inspections.finding": Finding.objects.filter(inspection_id=inspection.pk)}


def _of_print(print_: Any) -> Parts:
    return {"printed.posting": Posting.objects.filter(print_id=print_.pk)}


def _of_person(person: Any) -> Parts:
    offered = models.Q(person=person) | models.Q(accepted_by=person)
    return {
        "communes.membership": Membership.objects.filter(person=person),
        "communes.invitation": Invitation.objects.filter(offered),
    }


def _person(actor: Actor, pk: int) -> Any:
    """Oneself, or somebody of the commune for those who look after people."""
    if pk != actor.person.pk and not actor.may(Permission.MANAGE_PEOPLE):
        raise NotAllowed
    return access_member(actor, pk)


KINDS: tuple[Kind, ...] = (
    Kind("ke-hoach", "plans.plan", _("kế hoạch"), page="plans_show", parts=_of_plan),
    Kind("ban-ke-hoach", "plans.planversion", _("bản kế hoạch")),
    Kind(
        "chi-tieu-nhiem-vu", "plans.commitment", _("chỉ tiêu, nhiệm vụ"),
        page="progress_commitment", parts=_of_commitment,
    ),
    Kind("mau-thuan", "plans.contradiction", _("chỗ mâu thuẫn"), Permission.REVIEW_PLAN),
    Kind("viec", "plans.duework", _("việc đến hạn")),
    Kind("hoat-dong", "activities.activity", _("hoạt động"), page="activities_show", access=access_activity),
    Kind("ban-soan", "drafting.draft", _("bản soạn kế hoạch"), page="drafting_show"),
    Kind("an-pham", "printed.print", _("ấn phẩm"), page="print_show", parts=_of_print),
    Kind("noi-dan", "printed.posting", _("nơi dán ấn phẩm")),
    Kind(
        "tin-cong-tac-vien", "contributors.submission", _("tin của cộng tác viên"),
        page="contributors_desk", access=access_at_desk,
    ),
    Kind("noi-dung", "content.item", _("nội dung"), page="content_show"),
    Kind("nguoi-ky", "communes.signer", _("người ký"), Permission.MANAGE_COMMUNE),
    Kind("bao-cao", "reports.report", _("báo cáo"), page="reports_show"),
    Kind("don-vi", "communes.unit", _("đơn vị"), page="communes_unit"),
    Kind("dia-ban", "communes.neighbourhood", _("tổ dân phố, thôn")),
    Kind("nguoi-dung", "communes.person", _("người dùng"), page="communes_person", parts=_of_person, access=_person),
    Kind("vai-tro", "communes.membership", _("vai trò"), Permission.MANAGE_PEOPLE),
    Kind("loi-moi", "communes.invitation", _("lời mời"), Permission.MANAGE_PEOPLE),
    Kind("thiet-lap", "communes.communesetting", _("thiết lập"), Permission.MANAGE_COMMUNE),
    Kind("cong-cong-khai", "portal.portal", _("cổng công khai"), Permission.MANAGE_COMMUNE),
    Kind("lich-phan-cong", "roster.roster", _("lịch phân công")),
    Kind("doi-lich", "roster.swap", _("đề nghị đổi lịch")),
    Kind("kiem-tra", "inspections.inspection", _("cuộc kiểm tra"), page="inspection_show", parts=_of_inspection),
    Kind("kien-nghi", "inspections.finding", _("kiến nghị"), page="finding_show"),
    Kind("nguoi-dang-ky", "subscribers.subscriber", _("người đăng ký nhận tin"), Permission.PUBLISH_CONTENT),
    Kind("luot-phat", "channels.delivery", _("lượt phát"), page="channels_delivery"),
    Kind("bai-gui-bao", "press.placement", _("bài gửi báo, đài, bản tin"), page="press_show"),
    Kind("bai-noi-khac", "watching.entry", _("bài đăng nơi khác"), page="watching_entry"),
    Kind("trang-theo-doi", "watching.source", _("trang theo dõi"), page="watching_source"),
    Kind("kenh", "channels.account", _("tài khoản kênh phát"), Permission.MANAGE_COMMUNE, page="channels_account"),
    Kind("bang-nhap", "activities.importrun", _("bảng hoạt động đã làm"), page="imports_show", access=access_import),
    Kind("van-ban", "documents.actentry", _("văn bản trong sổ"), page="citations_entry"),
    Kind("tu-lieu", "media.medium", _("tư liệu"), page="media_show"),
    Kind("tep", "files.storedfile", _("tệp")),
)  # fmt: skip
BY_SLUG = {kind.slug: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}


def kind_of(slug: str) -> Kind:
    """The kind with this name in an address, or 404."""
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]
