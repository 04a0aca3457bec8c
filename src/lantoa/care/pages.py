"""What the administrator's page shows, in plain words."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import vanban
from lantoa.care import backups, inside, jobs_state, machine, sign_ins
from lantoa.care.access import is_carer
from lantoa.care.findings import Finding, Level, looked, worst
from lantoa.care.machine import in_units
from lantoa.care.models import CareKind, CareRun
from lantoa.communes.access import Actor
from lantoa.core import backup
from lantoa.core.places import state_folder
from lantoa.files.models import StoredFile

LATEST = 8
JOB_WORDS: dict[str, Promise] = {
    "plans.read_version": _("Đọc kế hoạch"),
    "reports.make_report": _("Lập báo cáo"),
    "care.backup_now": _("Sao lưu theo yêu cầu"),
}
LEVEL_STATES = {Level.GOOD: "done", Level.CARE: "at_risk", Level.BAD: "late"}
"""Which of the states of progress has the colour and the sign for a level; the word stands beside it."""
OWN_MAIL = ("Thư điện tử", inside.mail)


@dataclass(frozen=True, slots=True)
class Light:
    """One line with its traffic light: a colour, a sign and a word."""

    finding: Finding
    state: str
    word: str


def lights(findings: list[Finding]) -> list[Light]:
    """For the page."""
    return [Light(one, LEVEL_STATES[one.level], one.level.word) for one in findings]


def care_page(actor: Actor) -> dict[str, Any]:
    """All cards. Those of the installation only for who looks after it."""
    carer = is_carer(actor)
    checks = looked([("Ổ đĩa", machine.disk), *inside.QUICK])
    return {
        "carer": carer, "lights": lights(checks), "overall": lights([_overall(checks)])[0],
        "counts": jobs_state.counts(actor.commune.pk), "failed": _failed(actor), "people": sign_ins.signed_in(actor),
        "storage": _storage(actor, carer=carer), "ledger": _ledger(actor), "version": vanban.__version__,
        "backups": backups.kept()[:LATEST] if carer else [], "runs": _runs() if carer else [],
        "folder": str(backups.folder()) if carer else "", "running": _running(),
    }  # fmt: skip


def _overall(checks: list[Finding]) -> Finding:
    words = {
        Level.GOOD: "Phần mềm đang chạy tốt, không phải làm gì.",
        Level.CARE: "Phần mềm chạy được; có mục cần chú ý ở dưới.",
        Level.BAD: "Có mục hỏng: làm theo lời chỉ ở mục đó, hoặc báo người cài đặt.",
    }
    level = worst(checks)
    return Finding("Tình trạng chung", level, words[level])


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that was given up, in words."""

    job: jobs_state.FailedJob
    words: str


def _failed(actor: Actor) -> list[Failed]:
    return [Failed(one, str(JOB_WORDS.get(one.name, one.name))) for one in jobs_state.failed(actor.commune.pk)]


def _storage(actor: Actor, *, carer: bool) -> list[tuple[str, str]]:
    own = StoredFile.objects.aggregate(size=Sum("size"))["size"] or 0
    rows = [(str(_("Ảnh, tệp của xã, phường")), in_units(own))]
    if carer:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            (database,) = cursor.fetchone()
        rows += [
            (str(_("Cơ sở dữ liệu")), in_units(database)),
            (str(_("Tất cả tệp")), in_units(backups.stored_bytes(backup.files_folder()))),
            (str(_("Bản sao lưu")), in_units(backups.stored_bytes(backups.folder()))),
            (str(_("Nhật ký kỹ thuật")), in_units(backups.stored_bytes(state_folder() / "log"))),
        ]
    return rows


def _ledger(actor: Actor) -> dict[str, Any]:
    """What the last proof said of this commune's ledger."""
    last = CareRun.objects.filter(kind=CareKind.LEDGER.value, ended_at__isnull=False).first()
    own: dict[str, Any] = (last.facts.get("communes") or {}).get(str(actor.commune.pk), {}) if last else {}
    return {"at": last.started_at, **own} if last and own else {}


def _runs() -> list[CareRun]:
    return list(CareRun.objects.filter(ended_at__isnull=False)[:LATEST])


def _running() -> bool:
    """Whether a backup is being made."""
    last = CareRun.objects.filter(kind=CareKind.BACKUP.value).first()
    return last is not None and last.ended_at is None
