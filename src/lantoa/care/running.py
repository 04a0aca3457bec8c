"""Backup, rehearsal and proof: each done once, with its result kept for people to see."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from lantoa.care import backups, proving
from lantoa.care.models import CareKind, CareRun
from lantoa.care.rules import Rhythm, Try, is_due
from lantoa.core import backup, clock, postgres
from lantoa.core.clock import WARD_TIME
from lantoa.core.errors import Refused

log = logging.getLogger("lantoa.care")
RHYTHMS = {CareKind.BACKUP: Rhythm(days=1), CareKind.LEDGER: Rhythm(days=1), CareKind.REHEARSAL: Rhythm(days=7)}
MOST_FAULTS = 20
KEEP_RUNS = timedelta(days=400)
UNEXPECTED = "Lỗi ngoài dự kiến; nhật ký kỹ thuật (var/log) có ghi. Phần mềm sẽ tự thử lại sau một giờ."


def owner_dsns() -> postgres.Dsns:
    """The database, with the role that may read everything: backups cannot be made behind the wall between communes."""
    owner, app = postgres.database_urls()
    return postgres.Dsns(owner=owner, app=app)


def do_what_is_due() -> list[CareRun]:
    """Backup, then rehearsal, then proof, as far as each is due. Safe to call at any time and from several workers."""
    return [run(kind) for kind in RHYTHMS if _due(kind)]


def _due(kind: CareKind) -> bool:
    recent = CareRun.objects.filter(kind=kind.value).order_by("-started_at", "-pk")[:50]
    tries = [Try(one.started_at, one.ok) for one in recent]
    return is_due(RHYTHMS[kind], tries, now=clock.now(), zone=WARD_TIME)


def run(kind: CareKind, row: CareRun | None = None) -> CareRun:
    """Do it now. A failure is a result, kept like a success; nothing is raised."""
    row = row or CareRun.objects.create(kind=kind.value, started_at=clock.now())
    try:
        row.facts = _WORK[kind]()
        row.ok, row.words = _outcome(row.facts)
    except Refused as refused:
        row.ok, row.code, row.words = False, refused.code, refused.message[:600]
    except Exception:
        log.exception("care failed kind=%s", kind.value)
        row.ok, row.code, row.words = False, "unexpected", UNEXPECTED
    row.ended_at = clock.now()
    row.save()
    CareRun.objects.filter(started_at__lt=clock.now() - KEEP_RUNS).delete()
    return row


def _outcome(facts: dict[str, Any]) -> tuple[bool, str]:
    return not facts.get("trouble"), str(facts.get("trouble", ""))[:600]


def _backup() -> dict[str, Any]:
    made = backups.make(owner_dsns())
    return {
        "file": made.path.name, "size": made.size, "tables": made.tables, "files": made.files,
        "removed": made.removed, "copied": bool(made.copied_to), "copy_trouble": made.copy_trouble,
    }  # fmt: skip


def _rehearsal() -> dict[str, Any]:
    newest = newest_backup()
    heads = backup.manifest_of(newest).ledger_heads
    manifest = backup.rehearse(newest, owner_dsns(), look=lambda url: proving.look_at_restored(url, heads))
    return {"file": newest.name, "rows": sum(manifest.tables.values()), "files": len(manifest.files) - 1}


def newest_backup() -> Path:
    """The latest backup in the folder.

    Raises:
        Refused("no_backup"): there is none yet.
    """
    found = backups.kept()
    if not found:
        raise Refused("no_backup", "Chưa có bản sao lưu nào. Hãy bấm “Sao lưu ngay” hoặc chờ lần sao lưu đêm nay.")
    return found[0].path


def _prove() -> dict[str, Any]:
    found = list(proving.proofs())
    proving.witness(found)
    communes = {
        str(proof.commune_id): {
            "entries": proof.entries, "seq": proof.seq, "head": proof.head,
            "faults": len(proof.faults), "words": [fault.words for fault in proof.faults[:MOST_FAULTS]],
        }
        for proof in found
    }  # fmt: skip
    broken = sum(not proof.is_sound for proof in found)
    trouble = f"Sổ cái của {broken} xã, phường không nguyên vẹn." if broken else ""
    return {"communes": communes, "trouble": trouble}


_WORK: dict[CareKind, Callable[[], dict[str, Any]]] = {
    CareKind.BACKUP: _backup, CareKind.REHEARSAL: _rehearsal, CareKind.LEDGER: _prove,
}  # fmt: skip
