"""Progress from the kept counts (ADR 0020): the same judgements without reading a single activity.

What is kept is believed only where it was made for the days and terms that hold now; the rest is counted from the
activities here and now, so a window that nobody has counted yet is right, too.
"""

from datetime import date
from typing import Any

from lantoa.activities.counts import made_for, tallies
from lantoa.plans.models import DueWork, WindowCount
from lantoa.plans.rules.tally import Tally

COLUMNS = ("made_for", "have", "grades", "numerator", "denominator")


def kept_tallies(works: list[DueWork], *, with_pieces: bool = False) -> dict[int, Tally]:
    """The tally of each window, by the id of its due work; ``pieces`` and ``shares`` only where they are asked for.

    ``works``: with ``commitment`` and ``terms``. One query; three more where counts are missing.
    """
    columns = (*COLUMNS, "pieces") if with_pieces else COLUMNS
    kept = {row[0]: row[1:] for row in _rows(works, columns)}
    found, missing = {}, []
    for work in works:
        row = kept.get(work.pk)
        if row is None or row[0] != made_for(work):
            missing.append(work)
        else:
            found[work.pk] = _tally(row)
    return found | {work.pk: tally for work, tally in tallies(missing).items()} if missing else found


def _rows(works: list[DueWork], columns: tuple[str, ...]) -> Any:
    commitments = {work.commitment_id for work in works}
    return WindowCount.objects.filter(work__commitment_id__in=commitments).values_list("work_id", *columns)


def _tally(row: tuple[Any, ...]) -> Tally:
    _made_for, have, grades, part, whole, *rest = row
    pieces: list[Any] = rest[0] if rest else []
    if part is None:
        return Tally(have, grades, part, whole, pieces=tuple((date.fromisoformat(day), n) for day, n in pieces))
    shares = tuple((date.fromisoformat(day), one, all_of) for day, one, all_of in pieces)
    return Tally(have, grades, part, whole, tuple((day, 1) for day, _one, _all in shares), shares)
