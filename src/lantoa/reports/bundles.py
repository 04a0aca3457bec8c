"""An evidence bundle: a ZIP written straight to the store, a piece at a time."""

import shutil
import zipfile
from collections.abc import Callable
from hashlib import sha256
from typing import IO

from lantoa.activities.models import Evidence
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.ledger.actions import record
from lantoa.reports.making import file_name
from lantoa.reports.models import Bundle, BundleState, Report
from lantoa.reports.queries import PROVING, letterhead_of
from lantoa.reports.rules import facts_from_json
from lantoa.reports.rules.bundling import Item, Piece, contents, index_csv, index_document, sums
from vanban.form.docx import render_docx

EVERY = 20
"""Files between two words about the progress."""
GAVE_UP = "Đã thử ba lần mà chưa đóng gói được. Hãy thử lại; nếu vẫn vậy, báo người quản trị."
WHEN = (2000, 1, 1, 0, 0, 0)


def items_of(report: Report) -> list[Item]:
    """What a report's bundle holds, by its figures as they were and the files that stand now."""
    facts = facts_from_json(report.snapshot or {})
    ids = [int(entry.activity_id) for entry in facts.annex if entry.activity_id.isdigit()]
    rows = Evidence.objects.filter(activity_id__in=ids, state__in=PROVING).select_related("file").order_by("id")
    return contents(facts, [_piece(row) for row in rows])


def _piece(row: Evidence) -> Piece:
    if row.file is None:
        return Piece(str(row.activity_id), row.caption or row.url, url=row.url)
    return Piece(str(row.activity_id), row.file.name, row.file.sha256, row.file.size, row.url)


def fail_bundle(*, bundle_id: int) -> None:
    """The job was given up: its page says so."""
    Bundle.objects.filter(pk=bundle_id).exclude(state=BundleState.READY.value).update(
        state=BundleState.FAILED.value, message=GAVE_UP
    )


def pack_bundle(*, commune_id: int, bundle_id: int) -> None:
    """Pack a bundle. Each word of progress is a transaction of its own; killed in between, it starts anew."""
    with scope([commune_id]):
        rows = Bundle.objects.select_related("report__commune", "report__version__plan", "report__unit")
        row = rows.select_related("report__docx", "report__pdf", "report__replaces", "by").filter(pk=bundle_id).first()
        if row is None or row.state == BundleState.READY.value:
            return
        items, extras = items_of(row.report), _extras(row.report)
        Bundle.objects.filter(pk=bundle_id).update(state=BundleState.MAKING.value, done=0)

    def tell(done: int) -> None:
        with scope([commune_id]):
            Bundle.objects.filter(pk=bundle_id).update(done=done)

    with store.draft(commune_id) as written:
        _pack(written, commune_id, items, extras=extras, tell=tell)
        digest, size = store.keep(commune_id, written), written.size
    with scope([commune_id]):
        _finish(row, digest=digest, size=size)


def _extras(report: Report) -> dict[str, bytes]:
    """What lies beside the evidence: the contents as document and table, the report itself."""
    items = items_of(report)
    name = file_name(report)
    issuer = letterhead_of(report.commune, report).issuer
    found = {
        "Mục lục.docx": render_docx(index_document(items, title=name, issuer=issuer)),
        "Mục lục.csv": index_csv(items),
    }
    for file, ending in ((report.docx, "docx"), (report.pdf, "pdf")):
        if file:
            found[f"{name}.{ending}"] = store.read(report.commune_id, file.sha256)
    return found


class _Sink:
    """What the ZIP is written to: the draft, which hashes as it grows and never goes back."""

    def __init__(self, draft: store.Draft) -> None:
        self.draft = draft

    def write(self, data: bytes) -> int:
        """Append."""
        self.draft.write(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""


def _pack(
    draft: store.Draft, commune_id: int, items: list[Item], *, extras: dict[str, bytes], tell: Callable[[int], None]
) -> None:
    with zipfile.ZipFile(_Sink(draft), "w", zipfile.ZIP_STORED) as packed:  # type: ignore[call-overload]
        for path, data in extras.items():
            packed.writestr(zipfile.ZipInfo(path, WHEN), data, zipfile.ZIP_DEFLATED)
        done, lost = 0, []
        for item in items:
            if not item.path or item.piece is None:
                continue
            try:
                with store.opened(commune_id, item.piece.sha256) as source:
                    _copy(packed, item.path, source)
            except FileNotFoundError:
                lost.append(item.path)
            done += 1
            if done % EVERY == 0:
                tell(done)
        digests = [(path, sha256(data).hexdigest()) for path, data in extras.items()]
        there = [item for item in items if item.path not in lost]
        packed.writestr(zipfile.ZipInfo("SHA256SUMS.txt", WHEN), sums(there, digests))
        if lost:
            words = "Các tệp sau không còn trong kho:\n" + "\n".join(lost)
            packed.writestr(zipfile.ZipInfo("TỆP THIẾU.txt", WHEN), words)
    tell(done)


def _copy(packed: zipfile.ZipFile, path: str, source: IO[bytes]) -> None:
    with packed.open(zipfile.ZipInfo(path, WHEN), "w") as target:
        shutil.copyfileobj(source, target, store.CHUNK)


def _finish(row: Bundle, *, digest: str, size: int) -> None:
    changed = (
        Bundle.objects.filter(pk=row.pk)
        .exclude(state=BundleState.READY.value)
        .update(state=BundleState.READY.value, sha256=digest, size=size)
    )
    if changed:
        record(action="report.bundle_made", on=row.report, by=row.by, bundle=row.pk, sha256=digest, size=size)
