"""The last judgements, kept in memory for as long as nothing happened in the commune.

Every change leaves an entry in the ledger, so the head of its chain says whether what was read is still true: another
head, another day or another version is judged anew from the evidence. Nothing is stored (ADR 0009); a new process
begins empty. A head that was rolled back never comes back, as its hash holds the moment.
"""

from collections import OrderedDict
from datetime import date
from threading import Lock

from lantoa.ledger.queries import head_of
from lantoa.plans.models import PlanVersion
from lantoa.progress.queries import PlanProgress, plan_progress

KEPT = 16
"""Plans that one process keeps; a ward's year takes about 1 MB."""

Key = tuple[int, str, date]
_recent: OrderedDict[Key, PlanProgress] = OrderedDict()
_lock = Lock()
_judging = Lock()


def recent_progress(version: PlanVersion, *, today: date) -> PlanProgress:
    """The same as ``plan_progress``. What is returned is shared between requests: read it, never change it.

    The head is read before the rows: what another transaction adds in between is judged now, and once more under the
    next head.
    """
    key = (version.pk, head_of(version.commune_id), today)
    if found := _known(key):
        return found
    with _judging:  # after a change everybody asks at once: one judges, the others wait for it
        return _known(key) or _keep(key, plan_progress(version, today=today))


def _known(key: Key) -> PlanProgress | None:
    with _lock:
        found = _recent.get(key)
        if found:
            _recent.move_to_end(key)
        return found


def _keep(key: Key, judged: PlanProgress) -> PlanProgress:
    with _lock:
        _recent[key] = judged
        while len(_recent) > KEPT:
            _recent.popitem(last=False)
    return judged
