"""Asking for an evidence bundle."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction

from lantoa.communes.models import Person
from lantoa.files import store
from lantoa.ledger.actions import record
from lantoa.reports.bundles import items_of
from lantoa.reports.jobs import make_bundle
from lantoa.reports.models import Bundle, Report
from lantoa.reports.rules.bundling import check_size


@transaction.atomic
def ask_bundle(*, report: Report, by: Person) -> Bundle:
    """A new bundle, to be packed by a job; the report's earlier one makes room.

    Raises:
        Refused("bundle_large"), Refused("bundle_room").
    """
    items = items_of(report)
    folder = Path(settings.FILES_ROOT)
    check_size(items, room=shutil.disk_usage(folder if folder.exists() else folder.parent).free)
    for old in Bundle.objects.filter(report=report).exclude(sha256=""):
        store.path_of(old.commune_id, old.sha256).unlink(missing_ok=True)
        old.delete()
    row = Bundle.of(report.commune_id, report=report, by=by, total=sum(1 for item in items if item.path))
    row.save(force_insert=True)
    record(action="report.bundle_asked", on=report, by=by, bundle=row.pk)
    make_bundle.defer(report.commune_id, row.pk)
    return row
