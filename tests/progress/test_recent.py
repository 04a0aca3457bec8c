"""Judgements kept in memory are given out only while nothing has happened."""

from datetime import date, timedelta

import pytest

from lantoa.communes.roles import Role
from lantoa.core.tenancy import scope
from lantoa.plans.models import Commitment
from lantoa.progress.queries import plan_progress
from lantoa.progress.recent import recent_progress
from tests.activities.samples import adopted_plan, logged, year
from tests.factories import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)  # what a transaction has written itself is not kept


@pytest.fixture
def world() -> World:
    return build_world()


def test_the_same_head_is_judged_once_and_a_new_entry_anew(world: World) -> None:
    today = date(year() - 1, 3, 1)
    with scope([world.commune.pk]):
        version = adopted_plan(world)
        target = Commitment.objects.get(version=version, measure="count")
        logged(world, Role.PLAN_OWNER, kind="broadcast", happened_on=date(year() - 1, 2, 3))
    with scope([world.commune.pk]):
        before = recent_progress(version, today=today)
        assert recent_progress(version, today=today) is before
        assert recent_progress(version, today=today + timedelta(days=1)) is not before
        service = logged(world, Role.PLAN_OWNER, kind="broadcast", happened_on=date(year() - 1, 2, 4)).services
        assert service is not None
        after = recent_progress(version, today=today)
        assert after is not before
        assert after.windows == plan_progress(version, today=today).windows
        assert str(target.pk) in after.commitments
