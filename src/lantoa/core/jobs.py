"""Work that happens later: procrastinate's jobs, put in the transaction that needs them (design §5, ADR 0002).

A job takes ids, works in its commune's scope, and may run twice: after a kill -9 it is started again.
"""

import asyncio
import contextlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, ParamSpec

from django.db import InterfaceError, OperationalError, connection
from django.utils.module_loading import autodiscover_modules
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import DeleteJobCondition, Status
from procrastinate.manager import JobManager

from lantoa.core import alive, clock, endings, ties
from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope

P = ParamSpec("P")

HEARTBEAT_SECONDS = 1.5
STALLED_SECONDS = 5
RECOVERY_EVERY = "* * * * * */2"
RECOVERY_PRIORITY = 100
POISONED_AFTER = 5
"""A job that took its worker down this many times is given up, lest it block the others for ever."""
WITHOUT_DATABASE, LONGEST_PAUSE = 8, 30
"""Tries, and seconds between two of them, of a job whose database went away."""


@dataclass(frozen=True)
class Job(Generic[P]):
    """A function to be called later. Made by ``job``."""

    name: str
    function: Callable[P, None]
    task: Any
    lock: str | None
    in_steps: bool = False

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Do it now, in the scope of its commune and in one transaction, again after a tie (``core.ties``); a job in
        steps opens its scopes itself."""
        if self.in_steps:
            return self.function(*args, **kwargs)

        def once() -> None:
            with scope([self._arguments(*args, **kwargs)["commune_id"]]):
                self.function(*args, **kwargs)

        return ties.again(once)

    def defer(self, *args: P.args, **kwargs: P.kwargs) -> int:
        """Have it done by a worker once the surrounding transaction is committed. Returns the job's number.

        Raises:
            RuntimeError: no transaction is open: the row and its job must appear together or not at all.
        """
        return self._put(None, *args, **kwargs)

    def defer_at(self, when: datetime, *args: P.args, **kwargs: P.kwargs) -> int:
        """Like ``defer``, but not before the moment ``when`` (UTC)."""
        return self._put(when, *args, **kwargs)

    def _put(self, when: datetime | None, *args: P.args, **kwargs: P.kwargs) -> int:
        if not connection.in_atomic_block:
            raise RuntimeError(f"job {self.name} deferred outside of a transaction")
        arguments = self._arguments(*args, **kwargs)
        lock = self.lock.format(**arguments) if self.lock else None
        deferrer = self.task.configure(lock=lock, schedule_at=when)
        # Inside a worker the app has a connection of its own; ours is the one whose transaction is open.
        deferrer.job_manager = JobManager(DjangoConnector())
        number: int = deferrer.defer(**arguments)
        return number

    def _arguments(self, *args: P.args, **kwargs: P.kwargs) -> dict[str, Any]:
        bound = inspect.signature(self.function).bind(*args, **kwargs)
        bound.apply_defaults()
        return dict(bound.arguments)


def job(
    name: str,
    *,
    queue: str = "default",
    lock: str | None = None,
    attempts: int = 3,
    in_steps: bool = False,
    failed: Callable[..., None] | None = None,
) -> Callable[[Callable[P, None]], Job[P]]:
    """Make a function that takes ``commune_id`` and other ids into a job.

    ``lock`` is a template over the arguments ("plan-{plan_id}"): jobs with the same lock run one at a time. A failed
    job is tried ``attempts`` times with growing pauses (2, 4, 8 … seconds); a refusal (``Refused``) is an answer and
    is not tried again. A job ``in_steps`` shows its progress: it opens ``scope([commune_id])`` for each step by itself.
    ``failed``: called with the same arguments, in a transaction of its own, once the job is given up, so that its page
    can say so.
    """

    def make(function: Callable[P, None]) -> Job[P]:
        if "commune_id" not in inspect.signature(function).parameters:
            raise TypeError(f"job {name} must take commune_id")
        made: Job[P] = Job(name, function, None, lock, in_steps)
        options: dict[str, Any] = {"name": name, "queue": queue, "retry": _Patience(attempts)}
        if failed:
            task = app.task(**options, pass_context=True)(_telling(made, failed, attempts))
        else:
            task = app.task(**options)(_caller(made))
        return Job(name, function, task, lock, in_steps)

    return make


@dataclass(frozen=True)
class _Patience(BaseRetryStrategy):
    attempts: int

    def get_retry_decision(self, *, exception: BaseException, job: Any) -> RetryDecision | None:
        if is_given_up(exception, tries=job.attempts + 1, attempts=self.attempts):
            return None
        return RetryDecision(retry_in={"seconds": min(2 ** (job.attempts + 1), LONGEST_PAUSE)})


def is_given_up(error: BaseException, *, tries: int, attempts: int) -> bool:
    """Whether a job that failed with this error at its ``tries``-th time is not tried again. A database that went away
    is no fault of the job, and being started again after a kill has counted as a try already."""
    if isinstance(error, Refused):
        return True
    away = isinstance(error, OperationalError | InterfaceError)
    return tries >= (max(attempts, WITHOUT_DATABASE) if away else attempts)


def _caller(made: Job[P]) -> Callable[..., None]:
    def call(**arguments: Any) -> None:
        made(**arguments)  # type: ignore[call-arg]

    call.__name__, call.__module__ = made.function.__name__, made.function.__module__
    return call


def _telling(made: Job[P], failed: Callable[..., None], attempts: int) -> Callable[..., None]:
    """Like ``_caller``; the last failure is told."""

    def call(context: Any, **arguments: Any) -> None:
        try:
            made(**arguments)  # type: ignore[call-arg]
        except Exception as error:
            if is_given_up(error, tries=context.job.attempts + 1, attempts=attempts):
                with scope([arguments["commune_id"]]):
                    failed(**arguments)
            raise

    call.__name__, call.__module__ = made.function.__name__, made.function.__module__
    return call


@app.periodic(cron=RECOVERY_EVERY)
@app.task(name="core.recover", queueing_lock="core.recover", priority=RECOVERY_PRIORITY, pass_context=True)
async def recover(context: Any, timestamp: int) -> None:
    """Start again what a dead worker left behind; before everything else that waits (facts: platform 2.3).

    A worker is dead when its sign is gone (``core.alive``), or when it hangs and its heart has not beaten for a while.
    """
    manager = context.app.job_manager
    left = {row["id"] for row in await context.app.connector.execute_query_all_async(alive.LEFT_BEHIND)}
    dead = [one for one in await manager.list_jobs_async(status="doing") if one.id in left] if left else []
    late = await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
    for stalled in {one.id: one for one in (*dead, *late)}.values():
        if stalled.attempts >= POISONED_AFTER:
            await manager.finish_job(stalled, status=Status.FAILED, delete_job=False)
        else:
            await manager.retry_job(stalled)


def run_worker(*, concurrency: int = 2, wait: bool = True, name: str = "lantoa") -> None:
    """Do jobs until the process is told to stop; with ``wait=False`` until none is left."""
    autodiscover_modules("jobs")
    asyncio.run(_work(concurrency=concurrency, wait=wait, name=name))


async def _work(*, concurrency: int, wait: bool, name: str) -> None:
    sign = alive.Sign()
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]
        async with worker_app.open_async(), contextlib.aclosing(sign):
            with endings.kept(worker_app, sign.stop):
                await _rounds(worker_app, sign, concurrency=concurrency, wait=wait, name=name)


async def _rounds(worker_app: Any, sign: alive.Sign, *, concurrency: int, wait: bool, name: str) -> None:
    seen: set[int | None] | None = None
    while True:
        await worker_app.run_worker_async(
            name=name,
            concurrency=concurrency,
            wait=wait,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            shutdown_graceful_timeout=10,
            install_signal_handlers=wait,
            worker_middleware=[sign],
        )
        left = set() if wait else await _startable(worker_app)
        if not left or left == seen:
            return
        seen = left


async def _startable(worker_app: Any) -> set[int | None]:
    """Jobs that stood behind another with the same lock are not seen by a worker that only does what it finds."""
    todo = await worker_app.job_manager.list_jobs_async(status="todo")
    moment = clock.now()
    return {
        job.id
        for job in todo
        if job.task_name in worker_app.tasks and (job.scheduled_at is None or job.scheduled_at <= moment)
    }
