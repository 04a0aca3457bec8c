"""One of the windows that will be missed has its planned work already; the others still ask for it. The dialogue of the
half-year has its day, so that the public calendar shows something to come."""

from datetime import date, timedelta

from lantoa.communes.models import Person
from lantoa.communes.queries import work_calendar
from lantoa.core.periods import Window
from lantoa.plans.models import DueWork
from lantoa.plans.queries import adopted_version
from lantoa.progress.actions import Item, plan_work
from lantoa.progress.forecast import will_miss
from lantoa.progress.models import PlannedWork
from lantoa.progress.planned import closing_of
from lantoa.progress.queries import plan_progress


def plan_a_gap(*, today: date, owner: Person) -> None:
    """Take over the proposed days for the window whose deadline is the furthest; once."""
    version = adopted_version(today)
    if version is None or PlannedWork.objects.exists():
        return
    progress = plan_progress(version, today=today)
    missing = will_miss(progress)
    if len(missing) < 2:
        return
    work = max(missing, key=lambda line: (line[2].deadline, line[0].pk))[0]
    closing = closing_of(progress, work.pk)
    if closing:
        items = [Item(one.on, one.pieces, one.fills, work.assignee) for one in closing.proposed]
        plan_work(work=work, items=items, left=closing.left, by=owner)


def plan_dialogue(*, today: date, owner: Person) -> None:
    """A day of the coming weeks for the dialogue that is still owed; once, and only while its window runs."""
    version = adopted_version(today)
    rows = DueWork.objects.filter(
        commitment__version=version, commitment__match_kinds__contains=["dialogue"], window_start__lte=today,
        window_end__gt=today, planned__isnull=True,
    )  # fmt: skip
    work = rows.order_by("window_end", "id").first()
    left = (
        Window(today + timedelta(days=3), work.window_end) if work and work.window_end >= today + timedelta(3) else None
    )
    days = work_calendar().working_days(left) if left else []
    if work is not None and days:
        item = Item(days[min(3, len(days) - 1)], pieces=1, fills=1, assignee=work.assignee)
        plan_work(work=work, items=[item], left=left, by=owner)
