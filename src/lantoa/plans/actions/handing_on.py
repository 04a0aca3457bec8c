"""Due work goes on from the former edition to the new one: called inside the adoption, after both are locked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.communes.queries import work_calendar
from lantoa.plans.editions import Compared, effective_on, mains, period_of
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.queries import commitment_facts, due_window
from lantoa.plans.rules.amending import Replanned, key_of, replan, same_terms
from lantoa.plans.rules.commitment import DueWindow
from lantoa.plans.rules.expansion import expand
from lantoa.plans.scheduling import new_row

MOVED = ("commitment", "terms", "window_end", "due_on", "waiting_for")


@dataclass(frozen=True, slots=True)
class HandedOn:
    """How much due work was kept as it was, goes on, is new, and stays behind with the former edition."""

    kept: int
    on: int
    new: int
    left: int
    continued: int

    def as_counts(self) -> dict[str, int]:
        """For the ledger; ``due`` is what stands under the new edition."""
        due = self.kept + self.on + self.new
        return {
            "due": due, "kept": self.kept, "went_on": self.on, "planned": self.new, "left": self.left,
            "continued": self.continued,
        }  # fmt: skip


def plan_again(compared: Compared) -> dict[str, Replanned]:
    """What becomes of the due work, by the id of each commitment of the new edition. Writes nothing."""
    rows, pairs = compared.rows, mains(compared.changes)
    there = _windows(int(key) for key in pairs.values())
    period, calendar, day = period_of(compared.version), work_calendar(), effective_on(compared.version)
    found = {}
    for key in (clause.key for change in compared.changes for clause in change.new):
        wanted = expand(commitment_facts(rows[key]), period, calendar) if period else []
        found[key] = replan(there.get(pairs.get(key, ""), []), wanted, effective_on=day)
    return found


def hand_on(compared: Compared) -> HandedOn:
    """Move, bring up to date and make the due work of an edition that is being adopted."""
    _take_dates(compared)
    pairs, plans = mains(compared.changes), plan_again(compared)
    works: dict[str, list[DueWork]] = {}
    for work in DueWork.objects.filter(commitment__version=compared.former).order_by("pk"):
        works.setdefault(str(work.commitment_id), []).append(work)
    totals: Counter[str] = Counter()
    for key, plan in plans.items():
        row, old = compared.rows[key], compared.rows.get(pairs.get(key, ""))
        _move(works.get(pairs.get(key, ""), []), plan, row=row, old=old)
        DueWork.objects.bulk_create([new_row(row, due) for due in plan.new], batch_size=500)
        totals.update(kept=len(plan.kept), on=len(plan.on), new=len(plan.new))
    left = DueWork.objects.filter(commitment__version=compared.former).count()
    return HandedOn(totals["kept"], totals["on"], totals["new"], left, len(pairs))


def _windows(ids: Iterable[int]) -> dict[str, list[DueWindow]]:
    found: dict[str, list[DueWindow]] = {}
    for work in DueWork.objects.filter(commitment_id__in=list(ids)).order_by("window_start", "pk"):
        found.setdefault(str(work.commitment_id), []).append(due_window(work))
    return found


def _take_dates(compared: Compared) -> None:
    """A date that became known while the amendment was reviewed is known in it, too."""
    for key, old_key in mains(compared.changes).items():
        row, old = compared.rows[key], compared.rows[old_key]
        if row.due_kind != old.due_kind or (row.due_event_on, row.due_dates) == (old.due_event_on, old.due_dates):
            continue
        row.due_event_on, row.due_dates = old.due_event_on or row.due_event_on, old.due_dates or row.due_dates
        row.save(update_fields=["due_event_on", "due_dates"])


def _move(works: Sequence[DueWork], plan: Replanned, *, row: Commitment, old: Commitment | None) -> None:
    if old is None:
        return
    kept, on = {key_of(due) for due in plan.kept}, {key_of(due): due for due in plan.on}
    differs = not same_terms(commitment_facts(row), commitment_facts(old))
    moved = []
    for work in works:
        key = key_of(due_window(work))
        if key in kept and differs and work.terms_id is None:
            work.terms = old
        elif key in on:
            work.terms, due = None, on[key]
            work.window_end, work.due_on, work.waiting_for = due.window.end, due.due_on, due.waiting_for[:300]
        if key in kept or key in on:
            work.commitment = row
            moved.append(work)
    DueWork.objects.bulk_update(moved, MOVED, batch_size=200)
