"""A large ward: 100 commitments, 10,000 activities. Progress from the kept counts, and recounted; both have to agree.

Runs inside the product's own database (``bench.load.Ward.inside``), in a commune of its own.
"""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import django

django.setup()

from lantoa.activities.actions import log_activity  # noqa: E402
from lantoa.activities.counts import recount_all  # noqa: E402
from lantoa.activities.models import Activity, Evidence, Service  # noqa: E402
from lantoa.activities.rules import ActivityDraft, ServiceDraft  # noqa: E402
from lantoa.communes.actions import open_commune  # noqa: E402
from lantoa.communes.models import Commune, Person  # noqa: E402
from lantoa.core.tenancy import scope  # noqa: E402
from lantoa.plans.models import Commitment, Plan, PlanVersion, WindowCount  # noqa: E402
from lantoa.plans.scheduling import create_due_work  # noqa: E402
from lantoa.progress.counted import counted_windows, recounted_windows  # noqa: E402
from lantoa.progress.forecast import forecasts_of  # noqa: E402
from lantoa.progress.queries import plan_progress  # noqa: E402

COMMITMENTS, ACTIVITIES, TODAY = 100, 10_000, date(2026, 9, 20)
SHAPES = (("month", 4), ("month", 2), ("quarter", 3), ("half_year", 2), ("year", 10))
DICE = random.Random(2026)


def ward() -> tuple[Commune, PlanVersion]:
    """The commune, its plan, its commitments and their due work."""
    sample = Commune.objects.get(pk=99901)
    commune = Commune.objects.create(
        id=99902, province=sample.province, name="Phường Rất Lớn", kind="phường", folded="phuong rat lon"
    )
    with scope([commune.pk]):
        open_commune(commune=commune)
        plan = Plan.of(commune.pk, title="Kế hoạch", period_start=date(2026, 1, 1), period_end=date(2026, 12, 31))
        plan.save()
        version = PlanVersion.of(commune.pk, plan=plan, state="adopted")
        version.save()
        for number in range(COMMITMENTS):
            window, quantity = SHAPES[number % len(SHAPES)]
            Commitment.of(
                commune.pk, version=version, kind="target", text=f"Chỉ tiêu {number}", decision="accepted",
                measure="count", quantity=quantity, window=window, position=number, match_channels=["broadcast"],
            ).save()  # fmt: skip
        print(f"  {COMMITMENTS} commitments, {create_due_work(version)} windows, {ACTIVITIES} activities")
    return commune, version


def live(commune: Commune, version: PlanVersion, by: Person) -> None:
    """Ten thousand activities, each serving two commitments, each with a link."""
    keys = list(Commitment.objects.filter(version=version).values_list("pk", flat=True))
    rows = [
        Activity.of(
            commune.pk, key=UUID(int=number), title=f"Việc {number}", kind="broadcast", logged_by=by,
            happened_on=date(2026, 1, 1) + timedelta(DICE.randrange(260)), channels=["broadcast"],
            topics=DICE.sample(("procedures", "digital", "policy"), 2),
        )
        for number in range(ACTIVITIES)
    ]  # fmt: skip
    made = Activity.objects.bulk_create(rows, batch_size=1000)
    pairs = [(row, key) for row in made for key in DICE.sample(keys, 2)]
    Service.objects.bulk_create(
        [Service.of(commune.pk, activity=row, commitment_id=key) for row, key in pairs], batch_size=2000
    )
    Evidence.objects.bulk_create(
        [Evidence.of(commune.pk, activity=row, grade="C", url="https://a.example/1", added_by=by) for row in made],
        batch_size=2000,
    )


def timed(name: str, work: Callable[[], object], runs: int = 9) -> object:
    """Prints minimum, median and maximum in milliseconds of wall time, and the median of CPU time."""
    result, walls, cpus = work(), [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    low, middle, high, cpu = min(walls), statistics.median(walls), max(walls), statistics.median(cpus)
    print(f"  {name:34} {low:.1f} / {middle:.1f} / {high:.1f} ms wall, {cpu:.1f} ms CPU")
    return result


def main() -> None:
    """Make the ward, measure, compare."""
    commune, version = ward()
    by = Person.objects.get(username="vhxh")
    with scope([commune.pk]):
        live(commune, version, by)
        keys = list(Commitment.objects.filter(version=version).values_list("pk", flat=True))
        timed("counting everything (each night)", lambda: recount_all(keys), runs=3)
        assert WindowCount.objects.count() > 0
        kept = timed("progress from the kept counts", lambda: counted_windows(version, today=TODAY), runs=25)
        anew = timed("progress recounted", lambda: recounted_windows(version, today=TODAY), runs=15)
        whole = timed("the same with all that pages need", lambda: plan_progress(version, today=TODAY).windows)
        bare = [replace(one, activity_ids=(), unmatched_ids=()) for one in whole]  # type: ignore[attr-defined]
        print(f"  all three equal in {len(bare)} windows: {kept == bare == anew}")
        timed("forecasts of all open windows", lambda: foretold(version), runs=5)
        numbers = iter(range(10**6, 2 * 10**6))
        timed("entering one more activity", lambda: enter(commune, by, keys, next(numbers)), runs=25)


def foretold(version: PlanVersion) -> object:
    """Judged and foretold, as the first page after a change does."""
    return forecasts_of(plan_progress(version, today=TODAY))


def enter(commune: Commune, by: Person, keys: list[int], number: int) -> None:
    """One entry as the form makes it, counts included."""
    services = tuple(ServiceDraft(key) for key in DICE.sample(keys, 2))
    draft = ActivityDraft(
        key=UUID(int=number), title="Việc", kind="broadcast", happened_on=date(2026, 9, 1), channels=("broadcast",),
        services=services,
    )  # fmt: skip
    log_activity(commune=commune, draft=draft, by=by)


main()
