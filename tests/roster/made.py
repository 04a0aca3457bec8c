"""A roster of the tests' ward."""

from datetime import timedelta

from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.plans.models import Commitment
from lantoa.plans.scheduling import refresh_due_work
from lantoa.roster.actions import RosterDraft, make_roster, propose_swap
from lantoa.roster.models import Duty, Roster, Swap
from lantoa.roster.rules import PartyKind
from tests.activities.samples import adopted_plan
from tests.factories import World

TURNS = (Role.CONTRIBUTOR, Role.OFFICER)


def monthly(world: World) -> Commitment:
    """A commitment with windows to come: its plan runs for another year."""
    version = adopted_plan(world)
    plan = version.plan
    plan.period_end = plan.period_end.replace(year=clock.today().year + 1)
    plan.save()
    commitment: Commitment = version.commitments.order_by("position")[0]
    refresh_due_work(commitment)
    return commitment


def made_roster(world: World, roles: tuple[Role, ...] = TURNS) -> Roster:
    """Months from today on, given to these people by turns."""
    draft = RosterDraft(PartyKind.PERSON, people=tuple(world.person(role) for role in roles), day=20)
    return make_roster(commitment=monthly(world), draft=draft, by=world.owner)


def coming(roster: Roster) -> list[Duty]:
    """Its duties that are not over, in order."""
    later = clock.today() + timedelta(1)
    return list(roster.duties.filter(on__gte=later).select_related("work").order_by("on"))


def asked_swap(world: World) -> Swap:
    """The contributor asks the officer."""
    roster = made_roster(world)
    by = {duty.work.assignee_id: duty for duty in reversed(coming(roster))}
    own, other = (by[world.person(role).pk] for role in TURNS)
    return propose_swap(duty=own, wanted=other, note="Tôi đi tập huấn", by=world.person(Role.CONTRIBUTOR))
