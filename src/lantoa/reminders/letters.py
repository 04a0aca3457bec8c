"""Which units are late, and the letter that urges them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.communes.models import Commune, Person, Unit
from lantoa.communes.queries import setting_of
from lantoa.ledger.actions import record
from lantoa.plans.models import Plan
from lantoa.progress.rules import ProgressState
from lantoa.reminders.queries import running_progress, work_facts
from lantoa.reminders.rules.gathering import WorkFacts
from lantoa.reminders.rules.letter import LateWork, Sender, UnitBehind, letter_to
from vanban.form.docx import render_docx


@dataclass(frozen=True, slots=True)
class Behind:
    """A unit and its work that is late, the oldest first."""

    unit: Unit
    works: tuple[WorkFacts, ...]


def units_behind(*, today: date) -> list[Behind]:
    """Units that lead work which is past its day and can still be made good, in the commune's order."""
    progress = running_progress(today)
    late: dict[int, list[WorkFacts]] = {}
    for work in work_facts(progress) if progress else ():
        if work.state is ProgressState.LATE and work.unit_id is not None:
            late.setdefault(work.unit_id, []).append(work)
    units = Unit.objects.filter(pk__in=late)
    return [Behind(unit, tuple(sorted(late[unit.pk], key=lambda one: one.deadline))) for unit in units]


def letter_file(commune: Commune, chosen: Sequence[Behind], *, report_by: date, today: date) -> bytes:
    """The letter as a Word file."""
    units = [UnitBehind(one.unit.name, one.unit.asked, tuple(map(_late, one.works))) for one in chosen]
    return render_docx(letter_to(units, _sender(commune, today), today=today, report_by=report_by))


def _late(work: WorkFacts) -> LateWork:
    return LateWork(" ".join(work.subject.split()), work.detail, work.deadline)


def _sender(commune: Commune, today: date) -> Sender:
    setting, progress = setting_of(commune), running_progress(today)
    lines = tuple(line.strip() for line in setting.signer_lines.splitlines() if line.strip())
    return Sender(
        commune=commune.name, place=setting.place or commune.short_name, parent=setting.province_line,
        authority=lines or ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), signer=setting.signer_name,
        plan=_named(progress.version.plan) if progress else "Kế hoạch tuyên truyền cải cách hành chính",
    )  # fmt: skip


def _named(plan: Plan) -> str:
    """ "Kế hoạch số 12/KH-UBND ngày 05/02/2026 (…)"."""
    number = f" số {plan.number}" if plan.number else ""
    day = f" ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    return f"Kế hoạch{number}{day} về {_lower(plan.title)}" if number else _lower(plan.title, keep=True)


def _lower(title: str, *, keep: bool = False) -> str:
    words = title.strip().rstrip(".")
    if words.casefold().startswith("kế hoạch"):
        words = words if keep else words[len("kế hoạch") :].strip()
    return words if keep else words[:1].lower() + words[1:]


@transaction.atomic
def note_letter(*, commune: Commune, units: Sequence[int], by: Person) -> None:
    """That a letter was made, and to whom."""
    first: Unit = Unit.objects.get(pk=units[0])
    record(action="reminders.letter_made", on=first, by=by, units=sorted(units))
