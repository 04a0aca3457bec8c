"""Kept counts are what the activities add up to, whatever was done in whatever order; the night finds what is wrong."""

import ast
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.activities.accepting import actions as accepting
from lantoa.activities.actions import add_evidence, change_activity, log_activity, withdraw_activity
from lantoa.activities.count_checks import check_counts, differences, due_work_of
from lantoa.activities.counts import recount_all, tallies
from lantoa.activities.models import Activity, Evidence, Service
from lantoa.activities.periods import count_for
from lantoa.activities.rules import ActivityDraft, ServiceDraft
from lantoa.communes.models import Unit
from lantoa.communes.roles import Role
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.models import Entry
from lantoa.plans.due_actions import set_event_date
from lantoa.plans.models import Commitment, DueWork, PlanVersion, WindowCount
from lantoa.progress.counted import counted_windows, kept_tallies
from lantoa.progress.jobs import check_counts_of
from lantoa.progress.queries import plan_progress
from tests.factories import World
from tests.progress.conftest import day, version, world
from tests.progress.ward import TODAY

__all__ = ["day", "version", "world"]
pytestmark = pytest.mark.django_db
SRC = Path(__file__).resolve().parents[2] / "src" / "lantoa"
Dice = random.Random


def draft(dice: Dice) -> ActivityDraft:
    kind = dice.choice(("broadcast", "news", "training", "document"))
    served = dice.sample(list(Commitment.objects.all()), dice.randrange(4))
    return ActivityDraft(
        key=uuid4(), title="Việc đã làm", kind=kind, happened_on=date(2026, 1, 1) + timedelta(dice.randrange(231)),
        channels=dice.choice(((), ("broadcast",), ("portal",))), times=dice.choice((1, 1, 2)),
        unit_id=dice.choice(list(Unit.objects.values_list("pk", flat=True))),
        services=tuple(
            ServiceDraft(one.pk, *((dice.randrange(41), 40) if one.measure == "ratio" else ())) for one in served
        ),
    )  # fmt: skip


def links(dice: Dice) -> list[str]:
    return [f"https://phuong.example/{dice.randrange(10**9)}" for _ in range(dice.randrange(3))]


def log(dice: Dice, world: World) -> None:
    log_activity(commune=world.commune, draft=draft(dice), by=world.owner, links=links(dice))


def change(dice: Dice, world: World) -> None:
    change_activity(activity=some(dice), draft=draft(dice), by=world.owner)


def withdraw(dice: Dice, world: World) -> None:
    withdraw_activity(activity=some(dice), reason="Ghi nhầm ngày", by=world.owner)


def evidence(dice: Dice, world: World) -> None:
    add_evidence(activity=some(dice), by=world.owner, links=["https://phuong.example/a", *links(dice)])


def judge(dice: Dice, world: World) -> None:
    piece = dice.choice(list(Evidence.objects.select_related("activity")))
    second = world.person(Role.LEADER)
    if dice.random() < 0.5:
        accepting.accept(activity=piece.activity, ids=[piece.pk], by=second)
    else:
        accepting.give_back(piece=piece, note="Ảnh không rõ ngày", by=second)


def count_elsewhere(dice: Dice, world: World) -> None:
    service = dice.choice(list(Service.objects.select_related("activity")))
    works = list(DueWork.objects.filter(commitment_id=service.commitment_id).values_list("pk", flat=True))
    count_for(activity=service.activity, chosen={service.pk: dice.choice([None, *works])}, by=world.owner)


def some(dice: Dice) -> Activity:
    return dice.choice(list(Activity.objects.all()))


STEPS = (log, log, log, change, withdraw, evidence, judge, count_elsewhere)


def agree(version: PlanVersion) -> None:
    works = due_work_of(version)
    right = {work.pk: tally for work, tally in tallies(works).items()}
    assert kept_tallies(works, with_pieces=True) == right
    kept = {row.work_id for row in WindowCount.objects.all()}
    assert {pk for pk, tally in right.items() if tally.have} <= kept, "a count that nobody kept was made by luck"
    assert differences(works) == []
    whole = plan_progress(version, today=TODAY).windows
    bare = [replace(one, activity_ids=(), unmatched_ids=()) for one in whole]
    assert counted_windows(version, today=TODAY) == bare, "judged from the kept counts as from the activities"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2**32)), min_size=6, max_size=14))
def test_whatever_is_done_the_counts_are_what_a_recount_says(
    world: World, version: PlanVersion, steps: list[tuple[object, int]]
) -> None:
    for step, seed in steps:
        try:
            step(random.Random(seed), world)  # type: ignore[operator] # noqa: S311
        except (Refused, IndexError):  # nothing there yet, or withdrawn: refused, and nothing changed
            continue
    agree(version)


def test_a_date_that_becomes_known_makes_a_count_unbelieved_and_not_wrong(world: World, version: PlanVersion) -> None:
    for seed in range(12):
        log(random.Random(seed), world)  # noqa: S311
    waiting = Commitment.objects.get(due_kind="days_after_event")
    set_event_date(commitment=waiting, event_on=date(2026, 3, 1), by=world.owner)
    agree(version)
    WindowCount.objects.update(made_for="2025-01-01/2025-12-31/0", have=9)
    works = due_work_of(version)
    assert kept_tallies(works, with_pieces=True) == {work.pk: tally for work, tally in tallies(works).items()}
    assert differences(works) == []


def test_the_night_finds_and_mends_a_wrong_count_and_says_so(world: World, version: PlanVersion) -> None:
    for seed in range(12):
        log(random.Random(seed), world)  # noqa: S311
    row = WindowCount.objects.filter(have__gt=0)[0]
    WindowCount.objects.filter(pk=row.pk).update(have=row.have + 3)
    assert differences(due_work_of(version)) == [row.work_id]
    check_counts_of(commune_id=world.commune.pk)
    row.refresh_from_db()
    agree(version)
    entry = Entry.objects.get(action="counts.mended")
    assert (entry.data["wrong"], entry.data["due_work"]) == (1, [row.work_id])
    assert check_counts() == 0
    assert Entry.objects.filter(action="counts.mended").count() == 1


def test_a_plan_that_was_never_counted_is_right_and_counted_by_night(world: World, version: PlanVersion) -> None:
    for seed in range(5):
        log(random.Random(seed), world)  # noqa: S311
    WindowCount.objects.all().delete()
    works = due_work_of(version)
    before = kept_tallies(works)
    assert WindowCount.objects.count() == 0, "a reading writes nothing"
    assert check_counts() == 0, "missing is not wrong"
    assert WindowCount.objects.count() == len(works)
    assert kept_tallies(works).keys() == before.keys()
    recount_all([])
    assert clock.today() == TODAY


CHANGES = ("activity.", "import.written", "import.undone")
RECOUNTS = {"recount", "recount_of", "recount_all", "forget"}


def test_every_action_that_changes_what_counts_counts_anew() -> None:
    """Whoever writes an entry about an activity calls one of the counting functions in the same function."""
    silent = []
    for path in SRC.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef) and _writes_about_activities(function):
                called = {getattr(call.func, "id", "") for call in ast.walk(function) if isinstance(call, ast.Call)}
                if not called & RECOUNTS:
                    silent.append(f"{path.relative_to(SRC)}: {function.name}")
    assert silent == []


def _writes_about_activities(function: ast.FunctionDef) -> bool:
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record":
            action = next((word.value for word in call.keywords if word.arg == "action"), None)
            if isinstance(action, ast.Constant) and str(action.value).startswith(CHANGES):
                return True
    return False
