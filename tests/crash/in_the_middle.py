"""Each piece of work is killed with kill -9 at many moments, then done again as a person or the queue would.

Run as a program of an installation: ``in_the_middle.py COMMUNE ROUNDS``. The parent never touches the database; every
try is a child of its own. Prints one JSON object: work → list of what was wrong.
"""

# ruff: noqa: E402, T201

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import django

django.setup()

from lantoa.activities.actions import log_activity
from lantoa.activities.models import Activity, Evidence
from lantoa.activities.rules import ActivityDraft
from lantoa.communes.models import Commune, Membership, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.periods import PeriodKind, ReportCalendar, Window, report_period
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.files.actions import receive
from lantoa.ledger.models import Entry
from lantoa.ledger.queries import prove
from lantoa.plans.actions.adoption import adopt_version
from lantoa.plans.actions.intake import AlreadyThere, receive_plan
from lantoa.plans.actions.review import accept_sure
from lantoa.plans.jobs import read_version
from lantoa.plans.models import Commitment, DueWork, PlanVersion
from lantoa.plans.rules.review import VersionState
from lantoa.reports.actions import ask_report
from lantoa.reports.jobs import make_report
from lantoa.reports.models import Report
from tests.files.samples import jpeg
from tests.plans.samples import PLAN

COMMUNE, ROUNDS = int(sys.argv[1]), int(sys.argv[2])
KEYS = UUID("6f1c1c52-0000-4000-8000-000000000001")
NOTES = Path(os.environ["LANTOA_VAR"]) / "in-the-middle"
WHY = NOTES.with_suffix(".why")
Work = Callable[[int], Any]


def commune() -> Commune:
    return Commune.objects.get(pk=COMMUNE)


def owner() -> Person:
    return Membership.objects.filter(role="plan_owner").select_related("person")[0].person


def entries(action: str, **about: Any) -> int:
    return Entry.objects.filter(action=action, **about).count()


def document(number: int) -> bytes:
    return PLAN.replace("25/KH-UBND", f"{number + 100}/KH-UBND").encode()


def version_of(number: int) -> PlanVersion | None:
    return PlanVersion.objects.filter(file__name=f"ke-hoach-{number}.txt").first()


def upload(number: int) -> None:
    with scope([COMMUNE]):
        try:
            receive_plan(commune=commune(), upload=document(number), name=f"ke-hoach-{number}.txt", by=owner())
        except AlreadyThere:
            return


def check_upload(number: int) -> str:
    versions = list(PlanVersion.objects.filter(file__name=f"ke-hoach-{number}.txt"))
    if len(versions) != 1:
        return f"{len(versions)} versions"
    if not store.is_sound(COMMUNE, versions[0].file.sha256):
        return "file not sound"
    received = entries("plan.received", object_id=versions[0].pk)
    return "" if received == 1 else f"{received} entries"


def read(number: int) -> None:
    with scope([COMMUNE]):
        version = version_of(number)
        assert version is not None
    read_version(COMMUNE, version.pk)


def check_read(number: int) -> str:
    version = version_of(number)
    assert version is not None
    rows, said = Commitment.objects.filter(version=version).count(), entries("plan.read", object_id=version.pk)
    whole = version.state == VersionState.IN_REVIEW.value and said == 1 and rows > 0
    whole = whole and rows == Entry.objects.get(action="plan.read", object_id=version.pk).data["items"]
    return "" if whole else f"{version.state}, {rows} items, {said} entries"


def adopt(number: int) -> None:
    with scope([COMMUNE]):
        version = version_of(number)
        assert version is not None
        if version.state == VersionState.ADOPTED.value:
            return
        accept_sure(version=version, by=owner())
        adopt_version(version=PlanVersion.objects.get(pk=version.pk), by=owner())


def check_adopt(number: int) -> str:
    version = version_of(number)
    assert version is not None
    found = Entry.objects.filter(action="plan.adopted", object_id=version.pk)
    due = DueWork.objects.filter(commitment__version=version).count()
    if version.state != VersionState.ADOPTED.value or len(found) != 1:
        return f"{version.state}, {len(found)} entries"
    return "" if due == found[0].data["due"] else f"{due} due work, the ledger says {found[0].data['due']}"


def log(number: int) -> None:
    with scope([COMMUNE]):
        draft = ActivityDraft(
            key=uuid5(KEYS, str(number)), title=f"Buổi {number}", kind="broadcast", happened_on=clock.today()
        )
        photo = receive(commune=commune(), upload=jpeg(size=(400 + number, 300)), name="anh.jpg")
        log_activity(commune=commune(), draft=draft, by=owner(), files=[photo])


def check_log(number: int) -> str:
    rows = list(Activity.objects.filter(key=uuid5(KEYS, str(number))))
    if len(rows) != 1:
        return f"{len(rows)} activities"
    pieces = list(Evidence.objects.filter(activity=rows[0]).select_related("file"))
    said = entries("activity.logged", object_id=rows[0].pk)
    if (len(pieces), said) != (1, 1):
        return f"{len(pieces)} pieces of evidence, {said} entries"
    return "" if store.is_sound(COMMUNE, pieces[0].file.sha256) else "picture not sound"


def report(number: int) -> None:
    with scope([COMMUNE]):
        row = Report.objects.filter(number=f"{number}/BC").first() or _asked(number)
    make_report(COMMUNE, row.pk)


def _asked(number: int) -> Report:
    version = PlanVersion.objects.filter(state=VersionState.ADOPTED.value).order_by("pk")[0]
    month = Window(version.plan.period_start, version.plan.period_end)
    period = report_period(PeriodKind.YEAR, month, ReportCalendar())
    return ask_report(commune=commune(), version=version, period=period, by=owner(), number=f"{number}/BC")


def check_report(number: int) -> str:
    rows = list(Report.objects.filter(number=f"{number}/BC"))
    if len(rows) != 1:
        return f"{len(rows)} reports"
    made = entries("report.made", object_id=rows[0].pk)
    if made != 1 or rows[0].docx is None or rows[0].snapshot is None:
        return f"{rows[0].state}, {made} entries"
    return "" if store.is_sound(COMMUNE, rows[0].docx.sha256) else "document not sound"


def child(work: Callable[[], Any], *, die_after: float | None = None) -> tuple[bool, float]:
    """Do the work in a process of its own. (whether it ended by itself, seconds)."""
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        except Refused as refused:
            WHY.write_text(f"{refused.code}: {refused.message}")
        except Exception:  # noqa: BLE001
            WHY.write_text(traceback.format_exc()[-600:])
        finally:
            sys.stdout.flush()
            os._exit(code)
    if die_after is not None:
        time.sleep(die_after)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) == 0, time.monotonic() - began


def wrong(check: Callable[[int], str], number: int) -> str:
    """What the check says, asked in a process of its own."""
    NOTES.unlink(missing_ok=True)

    def ask() -> None:
        with scope([COMMUNE]):
            NOTES.write_text(check(number))

    ended, _ = child(ask)
    return NOTES.read_text() if ended and NOTES.exists() else "the check broke"


def tried(work: Work, check: Callable[[int], str], numbers: list[int]) -> list[str]:
    """The first number is done in peace, for the time it takes; the others are killed on the way, then done again."""
    ended, seconds = child(lambda: work(numbers[0]))
    found = [wrong(check, numbers[0])] if ended else [f"not even in peace: {WHY.read_text()}"]
    for place, number in enumerate(numbers[1:], start=1):
        child(lambda number=number: work(number), die_after=seconds * place / len(numbers))  # type: ignore[misc]
        ended, _ = child(lambda number=number: work(number))  # type: ignore[misc]
        found.append(wrong(check, number) if ended else f"{number}: not possible any more: {WHY.read_text()}")
    return [one for one in found if one]


def sound() -> None:
    with scope([COMMUNE]):
        proof = prove(COMMUNE)
        NOTES.write_text("" if proof.is_sound else proof.faults[0].words)


numbers = list(range(ROUNDS))
result = {
    "uploading": tried(upload, check_upload, numbers),
    "reading": tried(read, check_read, numbers),
    "adopting": tried(adopt, check_adopt, numbers),
    "logging": tried(log, check_log, numbers),
    "reporting": tried(report, check_report, numbers),
}
child(sound)
result["ledger"] = [NOTES.read_text()] if NOTES.read_text() else []
print("::" + json.dumps(result, ensure_ascii=False))
