"""Workers and a database that are started again when they die, as the supervisor of ``lantoa run`` does it."""

import contextlib
import os
import signal
import subprocess
import threading
import time

from lantoa.core import postgres
from tests.crash.conftest import Installation

WORK = """
import django; django.setup()
import tests.crash.jobs
from lantoa.core.jobs import run_worker
run_worker(concurrency=2)
"""


class Keeper:
    """What the supervisor of ``lantoa run`` does: a dead worker is started again, and so is a dead database."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.workers: list[subprocess.Popen[bytes]] = [installation.start("-c", WORK) for _ in range(2)]
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._keep)
        self.thread.start()

    def _keep(self) -> None:
        while not self.stopped.wait(0.25):
            if not postgres.running(var=self.installation.var):
                with contextlib.suppress(postgres.PostgresError):
                    postgres.ensure(var=self.installation.var)
            for place, worker in enumerate(self.workers):
                if worker.poll() is not None:
                    time.sleep(0.5)
                    self.workers[place] = self.installation.start("-c", WORK)

    def kill(self, place: int) -> float:
        """kill -9 of a whole worker group. Returns the moment."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.workers[place].pid, signal.SIGKILL)
        return time.time()

    def kill_database(self) -> float:
        """kill -9 of the postmaster. Returns the moment."""
        cluster = postgres.cluster_of(self.installation.var)
        pid = cluster.pid() if cluster else None
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return time.time()

    def stop(self) -> None:
        self.stopped.set()
        self.thread.join(30)
        for worker in self.workers:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
