"""Whether a worker is alive, known at once: while it works it holds an advisory lock under its number.

The lock goes with the connection, and the connection with the process: after a kill -9 the server takes it away within
milliseconds. A heartbeat alone tells only after seconds, and a machine under load misses beats although nobody died.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
from procrastinate.contrib.django.utils import connector_params

_KIND = 6_411_928
GRACE_SECONDS = 1.0
"""A job is taken a moment before its worker's sign is up."""

LEFT_BEHIND = f"""
SELECT job.id FROM procrastinate_jobs job
JOIN LATERAL (SELECT max(at) AS at FROM procrastinate_events WHERE job_id = job.id AND type = 'started') begun ON true
WHERE job.status = 'doing' AND job.worker_id IS NOT NULL
  AND coalesce(begun.at, '-infinity') < now() - interval '{GRACE_SECONDS} second'
  AND NOT EXISTS (
    SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = {_KIND} AND objid = job.worker_id::int::oid
      AND objsubid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""  # noqa: S608 - constants


class Sign:
    """The sign of life of this process's worker: a connection of its own, opened with the first job."""

    def __init__(self) -> None:
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._worker: int | None = None
        self._stop: Callable[[], None] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, do: Callable[[], Awaitable[Any]], context: Any, worker: Any) -> Any:
        """Around every job: the sign is up before the work begins."""
        async with self._one_at_a_time:
            if self._worker != worker.worker_id or not await self._stands():
                await self._put_up(worker.worker_id)
            self._stop = worker.stop
        return await do()

    def stop(self) -> None:
        """End the worker that has the sign: its connection goes with it, and others take over what it had begun."""
        if self._stop is not None:
            self._stop()

    async def _stands(self) -> bool:
        """After a restart of the database the sign is gone, and the connection does not know it until it is used."""
        try:
            await self._connection.execute("SELECT 1")  # type: ignore[union-attr]
        except (psycopg.Error, AttributeError):
            return False
        return True

    async def _put_up(self, number: int) -> None:
        await self.aclose()
        self._connection = await psycopg.AsyncConnection.connect(**connector_params(), autocommit=True)
        await self._connection.execute("SELECT pg_advisory_lock(%s, %s)", [_KIND, number])
        self._worker = number

    async def aclose(self) -> None:
        """At the end of the worker."""
        if self._connection is not None:
            await self._connection.close()
        self._connection = self._worker = None
