"""Late hand-ins: an activity counts for the window that it makes good, and only there."""

from datetime import date

import pytest

from lantoa.activities.models import Service
from lantoa.activities.periods import count_for
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.ledger.models import Entry
from lantoa.plans.models import Commitment, DueWork
from lantoa.progress.queries import plan_progress
from tests.activities.samples import adopted_plan, logged, year
from tests.factories import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def _broadcast(world: World) -> Service:
    """A broadcast of the 3rd of February of last year that serves the monthly target."""
    version = adopted_plan(world)
    activity = logged(world, Role.PLAN_OWNER, kind="broadcast", happened_on=date(year() - 1, 2, 3))
    commitment = Commitment.objects.get(version=version, measure="count")
    service, _ = Service.objects.get_or_create(
        activity=activity, commitment=commitment, defaults={"commune_id": world.commune.pk}
    )
    return service


def _have(service: Service) -> dict[int, int]:
    progress = plan_progress(service.commitment.version, today=date(year() - 1, 3, 1))
    return {
        one.window.start.month: one.have for one in progress.windows if one.have and one.window.start.year == year() - 1
    }


def test_it_counts_for_the_chosen_window_and_no_other(world: World) -> None:
    with scope([world.commune.pk]):
        service = _broadcast(world)
        assert _have(service) == {2: 1}
        january = DueWork.objects.get(commitment=service.commitment, window_start=date(year() - 1, 1, 1))
        assert count_for(activity=service.activity, chosen={service.pk: january.pk}, by=world.owner) == 1
        assert _have(service) == {1: 1}
        assert Entry.objects.filter(action="activity.counted_for").count() == 1
        assert count_for(activity=service.activity, chosen={service.pk: None}, by=world.owner) == 1
        assert _have(service) == {2: 1}


def test_the_page_offers_begun_windows_only_and_saves(world: World) -> None:
    with scope([world.commune.pk]):
        service = _broadcast(world)
        january = DueWork.objects.get(commitment=service.commitment, window_start=date(year() - 1, 1, 1))
        last = DueWork.objects.filter(commitment=service.commitment).order_by("-window_start")[0]
    client, address = world.client(), f"/hoat-dong/{service.activity_id}/ky/"
    page = client.get(address).content.decode()
    assert f'value="{january.pk}"' in page
    if last.window_start > clock.today():
        assert f'value="{last.pk}"' not in page
    assert client.post(address, {f"service-{service.pk}": january.pk}).status_code == 302
    with scope([world.commune.pk]):
        service.refresh_from_db()
        assert service.counted_on == january.window_end


def test_a_window_of_another_commitment_is_refused(world: World) -> None:
    with scope([world.commune.pk]):
        service = _broadcast(world)
        other = DueWork.objects.exclude(commitment=service.commitment)[0]
    answer = world.client().post(f"/hoat-dong/{service.activity_id}/ky/", {f"service-{service.pk}": other.pk})
    assert answer.status_code == 422
