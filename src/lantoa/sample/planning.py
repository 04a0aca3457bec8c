"""One of the windows that will be missed has its planned work already; the others still ask for it."""

from datetime import date

from lantoa.communes.models import Person
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
