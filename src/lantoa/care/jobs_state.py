"""The queue in numbers: what waits, runs, failed; whether a worker lives; and trying again what failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.db.models.functions import Coalesce
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from lantoa.communes.models import Commune, CommuneSetting, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record

DEAD_AFTER_SECONDS = 30.0
STUCK_AFTER = timedelta(hours=1)
MOST = 50


@dataclass(frozen=True, slots=True)
class Counts:
    """``stuck``: waits for more than an hour although its time has come."""

    waiting: int
    running: int
    failed: int
    stuck: int


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was given up. ``name``: of the task, put into words by ``JOB_WORDS``."""

    number: int
    name: str
    attempts: int
    at: datetime | None


def seconds_since_heartbeat() -> float | None:
    """How long ago a worker last said that it lives; None where none ever did."""
    last = ProcrastinateWorker.objects.aggregate(last=models.Max("last_heartbeat"))["last"]
    return None if last is None else (clock.now() - last).total_seconds()


def counts(commune_id: int | None = None) -> Counts:
    """Of one commune, or of the whole installation."""
    found = _jobs(commune_id)
    put_in = Coalesce("scheduled_at", models.Max("procrastinateevent__at"))
    late = found.filter(status="todo").annotate(since=put_in).filter(since__lt=clock.now() - STUCK_AFTER)
    return Counts(
        waiting=found.filter(status="todo").count(), running=found.filter(status="doing").count(),
        failed=found.filter(status="failed").count(), stuck=late.count(),
    )  # fmt: skip


def _jobs(commune_id: int | None) -> "models.QuerySet[ProcrastinateJob]":
    found: models.QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.all()
    return found if commune_id is None else found.filter(args__commune_id=commune_id)


def failed(commune_id: int) -> list[FailedJob]:
    """What was given up in a commune, newest first."""
    found = _jobs(commune_id).filter(status="failed").annotate(at=models.Max("procrastinateevent__at"))
    rows = found.order_by("-id")[:MOST]
    return [FailedJob(row.pk, row.task_name, row.attempts, row.at) for row in rows]


@transaction.atomic
def retry(*, number: int, commune: Commune, by: Person) -> None:
    """Put a failed job of the commune back into the queue, with all its tries.

    Raises:
        Refused("job_gone"): it is not there, not failed, or another commune's.
    """
    with connection.cursor() as cursor:  # the library's own model may only be read
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL, worker_id = NULL "
            "WHERE id = %s AND status = 'failed' AND (args->>'commune_id')::bigint = %s RETURNING task_name",
            [number, commune.pk],
        )
        changed = cursor.fetchall()
    if not changed:
        raise Refused("job_gone", "Việc này không còn trong danh sách lỗi: có thể đã được chạy lại. Hãy tải lại trang.")
    record(action="job.retried", on=CommuneSetting.objects.get(commune=commune), by=by, job=changed[0][0])
