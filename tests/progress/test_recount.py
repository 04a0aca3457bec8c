"""Every number on the pages of progress equals a recount by hand, from the rows alone."""

from collections import Counter

import pytest
from django.urls import reverse

from lantoa.activities.models import Activity, Service
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.progress.presenting import WorkLine
from tests.factories import World
from tests.progress.ward import TODAY, live

SEEDS = (1, 2, 3)


def matches(commitment: Commitment, activity: Activity) -> bool:
    wanted = commitment.match_channels
    return not wanted or bool(set(wanted) & set(activity.channels))


def counted(work: DueWork) -> list[Service]:
    """What counts in one window: written without the rules of the product."""
    commitment = work.commitment
    found = []
    for service in Service.objects.filter(commitment=commitment).select_related("activity"):
        activity = service.activity
        on = service.counted_on or activity.happened_on
        inside = work.window_start <= on <= work.window_end
        measured = service.denominator if commitment.measure == "ratio" else True
        if activity.withdrawn_at is None and inside and measured and matches(commitment, activity):
            found.append(service)
    return found


def have(work: DueWork) -> int:
    found = counted(work)
    return sum(s.activity.times for s in found) if work.commitment.measure == "count" else len(found)


def is_done(work: DueWork) -> bool:
    found = counted(work)
    if work.commitment.measure != "ratio":
        return have(work) >= (work.commitment.quantity or 1)
    if not found:
        return False
    last = max(found, key=lambda s: (s.activity.happened_on, str(s.activity_id)))
    return 100 * (last.numerator or 0) >= (work.commitment.percent or 0) * (last.denominator or 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_list_of_work_shows_what_is_in_the_rows(world: World, version: PlanVersion, seed: int) -> None:
    live(world, version, seed)
    page = world.client().get(reverse("due_list"), {"show": "all"})
    lines: list[WorkLine] = [line for group in page.context["groups"] for line in group.lines]
    assert len(lines) == DueWork.objects.count() == page.context["count"]
    for line in lines:
        assert line.progress.have == have(line.work), line.commitment.text
        assert line.progress.met == is_done(line.work), line.commitment.text
        assert sorted(line.progress.activity_ids) == sorted(str(s.activity_id) for s in counted(line.work))
        assert sum(line.progress.grades.values()) == line.progress.have


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tiles_and_the_units_add_up(world: World, version: PlanVersion, seed: int) -> None:
    live(world, version, seed)
    owed = [work for work in DueWork.objects.select_related("commitment") if work.commitment.modality != "encouraged"]
    extra = [
        work for work in DueWork.objects.select_related("commitment")
        if work.commitment.modality == "encouraged" and (is_done(work) or work.window_start > TODAY)
    ]  # fmt: skip
    done = sum(is_done(work) for work in [*owed, *extra])
    board = world.client().get(reverse("progress_board"))
    assert board.context["totals"].done == done
    assert board.context["totals"].owed == len(owed) + len(extra)
    rows = world.client().get(reverse("progress_units")).context["rows"]
    assert sum(row.totals.done for row in rows) == done
    by_lead = Counter(work.commitment.lead_id for work in [*owed, *extra])
    assert {row.unit_id: row.totals.owed for row in rows} == dict(by_lead)
    standing = Activity.objects.filter(withdrawn_at=None)
    for row in rows:
        assert row.activities == standing.filter(unit_id=row.unit_id).count()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_topics_count_activities_once(world: World, version: PlanVersion, seed: int) -> None:
    live(world, version, seed)
    context = world.client().get(reverse("progress_topics")).context
    said = {row.code: row.count for row in [*context["covered"], *context["missing"]]}
    standing = [a.topics for a in Activity.objects.filter(withdrawn_at=None)]
    assert said == {code: sum(code in topics for topics in standing) for code in said}
    assert [row.code for row in context["missing"]] == ["public_finance"]


def test_the_board_holds_every_window_once_in_the_month_of_its_deadline(world: World, version: PlanVersion) -> None:
    live(world, version, 4)
    board = world.client().get(reverse("progress_board")).context["board"]
    titles = [row["title"] for group in board["groups"] for row in group["rows"]]
    assert len(titles) == len(set(titles)) == Commitment.objects.count()
    monthly = next(row for row in board["groups"][0]["rows"] if row["title"].startswith("Phát thanh"))
    by_month = DueWork.objects.filter(commitment__text__startswith="Phát thanh").order_by("window_start")
    assert [cell["text"] for cell in monthly["cells"]] == [f"{have(work)}/2" for work in by_month]


def test_a_page_of_one_commitment_lists_exactly_what_counts(world: World, version: PlanVersion) -> None:
    live(world, version, 5)
    for commitment in Commitment.objects.all():
        windows = world.client().get(reverse("progress_commitment", args=[commitment.pk])).context["windows"]
        for window in windows:
            expected = {s.activity_id for s in counted(window["line"].work)}
            assert {activity.pk for activity in window["activities"]} == expected


def test_what_was_withdrawn_counts_nowhere(world: World, version: PlanVersion) -> None:
    made = live(world, version, 6)
    Activity.objects.filter(pk__in=[row.pk for row in made]).update(withdrawn_at="2026-08-01T00:00:00Z")
    board = world.client().get(reverse("progress_board"))
    assert board.context["totals"].done == 0
    assert board.context["totals"].activity_ids == frozenset()
