"""Which amendments a person may open: those of the open commune's plans."""

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.core.errors import Refused
from lantoa.plans.access import access_edition, access_review
from lantoa.plans.editions import open_edition
from lantoa.plans.models import PlanVersion
from lantoa.plans.rules.review import VersionState


def access_amendment(actor: Actor, plan_id: int) -> PlanVersion:
    """The amendment under review. Raises Http404; Refused("not_amendment") where the plan has none, and as
    ``plans.access.access_review``."""
    version = access_review(actor, plan_id)
    if version.based_on_id is None:
        raise Refused("not_amendment", "Đây là bản đầu tiên của kế hoạch, chưa có bản trước để so sánh.")
    return version


def access_comparable(actor: Actor, plan_id: int, asked: str) -> PlanVersion:
    """The edition that is asked for, else the one that waits, else the one in force; it has a former one. Raises as
    ``access_amendment``."""
    version = access_edition(actor, plan_id, asked)
    if not asked and (waiting := open_edition(version.plan)):
        version = waiting
    if version.based_on_id is None:
        raise Refused("not_amendment", "Đây là bản đầu tiên của kế hoạch, chưa có bản trước để so sánh.")
    if version.state in (VersionState.READING.value, VersionState.UNREADABLE.value):
        raise Refused("not_in_review", "Bản sửa đổi chưa đọc xong nên chưa so sánh được. Xin chờ hoặc tải tệp khác.")
    if version.state == VersionState.WITHDRAWN.value:
        raise Http404
    return version
