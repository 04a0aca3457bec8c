"""Which plans and items a person may open: everything of the commune that is open, nothing else."""

from typing import TypeVar

from django.http import Http404

from lantoa.communes.access import Actor
from lantoa.core.errors import Refused
from lantoa.plans.models import Commitment, Contradiction, Plan, PlanElement, PlanVersion
from lantoa.plans.rules.review import VersionState

T = TypeVar("T")


def access_plan(actor: Actor, pk: int) -> Plan:
    """A plan of the open commune. Raises Http404 for any other."""
    plan: Plan = _found(Plan.objects.filter(commune=actor.commune, pk=pk).first())
    return plan


def access_version(actor: Actor, plan_id: int) -> PlanVersion:
    """The newest version of a plan that was not given up. Raises Http404."""
    rows = PlanVersion.objects.filter(commune=actor.commune, plan_id=plan_id).select_related("plan", "file")
    rows = rows.exclude(state=VersionState.WITHDRAWN.value).order_by("-edition")
    version: PlanVersion = _found(rows.first())
    return version


def access_edition(actor: Actor, plan_id: int, asked: str = "") -> PlanVersion:
    """The edition that is asked for by its number; else the one in force, else the newest. Raises Http404."""
    rows = PlanVersion.objects.filter(commune=actor.commune, plan_id=plan_id).select_related("plan", "file")
    rows = rows.exclude(state=VersionState.WITHDRAWN.value).order_by("-edition")
    if asked:
        rows = rows.filter(edition=int(asked) if asked.isdecimal() and len(asked) < 5 else 0)
    else:
        in_force = rows.filter(state=VersionState.ADOPTED.value)
        rows = in_force if in_force.exists() else rows
    version: PlanVersion = _found(rows.first())
    return version


def access_review(actor: Actor, plan_id: int) -> PlanVersion:
    """The version under review. Raises Http404; Refused("not_in_review") once it is adopted or while it is read."""
    version = access_version(actor, plan_id)
    check_in_review(version)
    return version


def access_item(actor: Actor, plan_id: int, pk: int) -> Commitment:
    """An item of the version under review. Raises Http404 and as ``access_review``."""
    version = access_review(actor, plan_id)
    rows = Commitment.objects.filter(version=version, pk=pk).select_related("lead", "merged_into", "same_as")
    item: Commitment = _found(rows.prefetch_related("coordinating__unit").first())
    item.version = version
    return item


def access_contradiction(actor: Actor, plan_id: int, pk: int) -> Contradiction:
    """A contradiction of the version under review. Raises as ``access_item``."""
    version = access_review(actor, plan_id)
    found: Contradiction = _found(Contradiction.objects.filter(version=version, pk=pk).first())
    return found


def access_element(actor: Actor, plan_id: int, pk: int) -> PlanElement:
    """Something else that the version under review names. Raises as ``access_item``."""
    version = access_review(actor, plan_id)
    found: PlanElement = _found(PlanElement.objects.filter(version=version, pk=pk).first())
    return found


def check_in_review(version: PlanVersion) -> None:
    """Raises Refused: what is adopted does not change; what is being read is not there yet."""
    if version.state == VersionState.IN_REVIEW.value:
        return
    if version.state in (VersionState.ADOPTED.value, VersionState.SUPERSEDED.value):
        raise Refused(
            "already_adopted",
            "Kế hoạch đã được ban hành nên các mục không sửa được nữa. Xem kế hoạch ở trang Kế hoạch.",
        )
    raise Refused("not_in_review", "Kế hoạch chưa đọc xong nên chưa rà soát được. Xin chờ hoặc tải tệp khác.")


def _found(row: T | None) -> T:
    if row is None:
        raise Http404
    return row
