"""An adopted plan with evidence, and its amendments."""

from typing import Any

from lantoa.activities.models import Activity
from lantoa.amendments.actions import adopt_amendment
from lantoa.communes.roles import Role
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.editions import start_edition
from lantoa.plans.actions.intake import receive_plan
from lantoa.plans.actions.review import accept_sure, correct_item, decide_item
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, PlanVersion
from lantoa.plans.rules.review import Decision
from tests.activities.samples import logged
from tests.factories import World
from tests.plans.samples import PLAN, read

BROADCAST, NEWS, POSTING = "truyền thanh phường tối thiểu", "01 tin, bài/tháng", "Niêm yết công khai"


def adopted(world: World, text: str = PLAN) -> PlanVersion:
    """The first edition, in force."""
    version = read(world.commune, text)
    accept_sure(version=version, by=world.owner)
    adopt_version(version=version, by=world.owner)
    version.refresh_from_db()
    return version


def uploaded(world: World, text: str, version: PlanVersion, *, partial: bool = False) -> PlanVersion:
    """A document given as the next edition, read; what is sure is accepted."""
    second = receive_plan(
        commune=world.commune, upload=text.encode(), name="ban-2.txt", by=world.owner, plan=version.plan,
        partial=partial,
    )  # fmt: skip
    read_version(world.commune.pk, second.pk)
    accept_sure(version=second, by=world.owner)
    return PlanVersion.objects.select_related("plan", "based_on").get(pk=second.pk)


def edited(world: World, version: PlanVersion) -> PlanVersion:
    """The next edition, begun from what is in force."""
    return start_edition(plan=version.plan, by=world.owner)


def item(version: PlanVersion, words: str) -> Commitment:
    found: Commitment = Commitment.objects.get(version=version, text__contains=words)
    return found


def change(world: World, version: PlanVersion, words: str, **values: Any) -> Commitment:
    """Correct one item of a review."""
    row = item(version, words)
    units = [link.unit for link in row.coordinating.select_related("unit")]
    return correct_item(item=row, values=values, coordinating=units, seen=None, by=world.owner, accept=True)


def drop(world: World, version: PlanVersion, words: str) -> None:
    decide_item(item=item(version, words), decision=Decision.DROPPED, seen=None, by=world.owner)


def serve(world: World, version: PlanVersion, words: str, on: Any, **values: Any) -> Activity:
    """An activity that serves one commitment."""
    from lantoa.activities.rules import ServiceDraft

    services = (ServiceDraft(item(version, words).pk),)
    return logged(world, Role.OFFICER, happened_on=on, services=services, **values)


def amend(world: World, version: PlanVersion) -> int:
    return adopt_amendment(version=PlanVersion.objects.get(pk=version.pk), by=world.owner)
