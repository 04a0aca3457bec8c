"""Tasks and targets: who does it, until when, how it is counted."""

from collections import defaultdict
from collections.abc import Iterator

from vanban.check.rule import Found
from vanban.check.subject import Subject
from vanban.reading import Task


def without_lead(subject: Subject) -> Iterator[Found]:
    """A task that no unit is to do."""
    for task in subject.reading.tasks:
        if not task.lead:
            yield Found(f"Nhiệm vụ “{_short(task.text)}” chưa giao đơn vị chủ trì.", task.span)


def without_deadline(subject: Subject) -> Iterator[Found]:
    """Tasks that say nothing of when: one remark for each unit, at its first such task."""
    units: dict[str, list[Task]] = defaultdict(list)
    for task in subject.reading.tasks:
        if not task.deadline and task.lead:
            units[task.lead].append(task)
    for lead, tasks in units.items():
        count = f"{len(tasks)} nhiệm vụ" if len(tasks) > 1 else "1 nhiệm vụ"
        first = f"“{_short(tasks[0].text)}”" + (" và các việc sau" if len(tasks) > 1 else "")
        yield Found(f"{lead}: {count} chưa có thời hạn ({first}).", tasks[0].span)


def target_without_period(subject: Subject) -> Iterator[Found]:
    """A count that does not say in which time."""
    for target in subject.reading.targets:
        if "quantity_period_missing" in target.doubts:
            yield Found(f"Chỉ tiêu “{_short(target.text)}” chưa nêu kỳ (tháng, quý, năm).", target.span)


def _short(text: str, most: int = 80) -> str:
    words = text.rstrip(" .;:")
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]}…"
