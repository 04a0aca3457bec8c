"""An adopted plan and entries about it, for the tests of activities."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from lantoa.activities.actions import log_activity
from lantoa.activities.models import Activity
from lantoa.activities.rules import ActivityDraft
from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.files.actions import Received, receive
from lantoa.plans.models import Commitment, Decision, DueWork, Plan, PlanVersion, VersionState
from lantoa.plans.queries import commitment_facts, plan_period
from lantoa.plans.rules.expansion import expand
from tests.factories import World


def year() -> int:
    return clock.today().year


def first_day() -> date:
    return date(year() - 1, 1, 1)


def adopted_plan(world: World) -> PlanVersion:
    """A plan of last year and this one, so that today is always in it; with three commitments and their due work."""
    plan = Plan.of(
        world.commune.pk, title="Kế hoạch tuyên truyền CCHC", period_start=first_day(), period_end=date(year(), 12, 31)
    )
    plan.save()
    version = PlanVersion.of(world.commune.pk, plan=plan, state=VersionState.ADOPTED.value)
    version.save()
    lead = Unit.objects.order_by("id")[0]
    _commitment(
        version, kind="target", text="Mỗi tháng có ít nhất 02 lượt phát thanh trên hệ thống truyền thanh",
        measure="count", quantity=2, window="month", match_channels=["broadcast"], lead=lead, position=1,
    )  # fmt: skip
    _commitment(
        version, kind="target", text="100% cán bộ, công chức được tập huấn về cải cách hành chính",
        measure="ratio", percent=100, window="year", match_kinds=["training"], lead=lead, position=2,
    )  # fmt: skip
    _commitment(
        version, kind="task", text="Tham mưu văn bản chỉ đạo công tác thông tin", lead=lead, window="plan", position=3,
        measure="deliverable",
    )  # fmt: skip
    return version


def _commitment(version: PlanVersion, **values: Any) -> Commitment:
    row = Commitment.of(version.commune_id, version=version, decision=Decision.ACCEPTED.value, **values)
    row.save()
    period = plan_period(version.plan)
    assert period is not None
    for due in expand(commitment_facts(row), period):
        DueWork.of(
            version.commune_id, commitment=row, window_kind=due.kind.value, window_start=due.window.start,
            window_end=due.window.end, due_on=due.due_on,
        ).save()  # fmt: skip
    return row


def commitment(words: str) -> Commitment:
    found: Commitment = Commitment.objects.get(text__contains=words)
    return found


def draft(**values: Any) -> ActivityDraft:
    given = {"key": uuid4(), "title": "Phát thanh về dịch vụ công trực tuyến", "kind": "broadcast"}
    return ActivityDraft(**{"happened_on": clock.today(), **given, **values})


def logged(
    world: World,
    role: Role = Role.OFFICER,
    *,
    files: dict[str, bytes] | None = None,
    links: tuple[str, ...] = (),
    **values: Any,
) -> Activity:  # fmt: skip
    """An activity of a person of this role."""
    received: list[Received] = [
        receive(commune=world.commune, upload=data, name=name) for name, data in (files or {}).items()
    ]
    values.setdefault("unit_id", world.actor(role).unit_id)
    found = log_activity(
        commune=world.commune, draft=draft(**values), by=world.people[role], files=received, links=links
    )
    return found.activity


def entered(key: UUID | str | None = None, **values: Any) -> dict[str, Any]:
    """What a browser posts."""
    given = {
        "key": str(uuid4() if key is None else key), "title": "Phát thanh về dịch vụ công trực tuyến",
        "kind": "broadcast", "happened_on": clock.today().isoformat(), "times": "1",
    }  # fmt: skip
    return {**given, **values}
