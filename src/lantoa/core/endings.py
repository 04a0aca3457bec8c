"""The end of a job is written although the database goes away at that very moment (ADR 0004).

procrastinate writes it once. A connection lost during that statement would leave the job "doing" for as long as its
worker lives: nobody takes a job over from the living, and what has the same lock would wait behind it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

PAUSE_SECONDS = 0.5
PATIENCE_SECONDS = 60
"""A database that is still away then has ended its worker already: its heart cannot beat."""

_STILL_OURS = """
SELECT count(*) AS count FROM procrastinate_jobs
WHERE id = %(id)s AND status = 'doing' AND worker_id = %(worker)s AND attempts = %(attempts)s
"""


class Endings(JobManager):
    """Writes how a job ended, again after a lost connection. ``gave_up`` ends the worker, so that others take over."""

    def __init__(self, connector: Any, gave_up: Callable[[], None]) -> None:
        super().__init__(connector)
        self._gave_up = gave_up

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Done, failed or aborted."""
        await self._written(job, partial(super().finish_job, job, status, delete_job))

    async def retry_job(self, job: Job, *how: Any, **more: Any) -> None:
        """To be tried again."""
        await self._written(job, partial(super().retry_job, job, *how, **more))

    async def _written(self, job: Job, write: Callable[[], Awaitable[None]]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        first = True
        while True:
            try:
                if first or await self._is_still_ours(job):
                    await write()
                return
            except ConnectorException as error:
                if not isinstance(error.__cause__, psycopg.OperationalError | psycopg.InterfaceError):
                    raise
                if time.monotonic() > until:
                    self._gave_up()
                    raise
            first = False
            await asyncio.sleep(PAUSE_SECONDS)

    async def _is_still_ours(self, job: Job) -> bool:
        """Not once the statement was done and only its answer lost, nor once another worker has taken the job over."""
        asked = {"id": job.id, "worker": job.worker_id, "attempts": job.attempts}
        return bool((await self.connector.execute_query_one_async(_STILL_OURS, **asked))["count"])


@contextmanager
def kept(app: Any, gave_up: Callable[[], None]) -> Iterator[None]:
    """Inside, the workers of this app write ends that way."""
    plain = app.job_manager
    app.job_manager = Endings(app.connector, gave_up)
    try:
        yield
    finally:
        app.job_manager = plain
