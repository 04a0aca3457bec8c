"""Who may see and work on an import: who gave it, and whoever may withdraw any activity."""

from typing import Any

from django.db import models
from django.http import Http404

from lantoa.activities.models import ImportRow, ImportRun
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed


def imports_of(actor: Actor) -> models.QuerySet[ImportRun]:
    """The imports that this person may see, the latest first."""
    rows: models.QuerySet[ImportRun] = ImportRun.objects.select_related("file", "created_by", "undone_by")
    return rows if actor.may(Permission.WITHDRAW_ANY_ACTIVITY) else rows.filter(created_by=actor.person)


def access_import(actor: Actor, pk: int) -> ImportRun:
    """One import. Raises ``Http404``, ``NotAllowed`` for somebody else's."""
    found: ImportRun | None = imports_of(actor).filter(pk=pk).first()
    if found is None:
        raise _refusal(ImportRun.objects.filter(pk=pk))
    return found


def _refusal(rows: models.QuerySet[Any]) -> Exception:
    """What is somebody else's is refused; what is not there is not found."""
    return NotAllowed() if rows.exists() else Http404()


def access_row(actor: Actor, pk: int) -> ImportRow:
    """One row of an import. Raises ``Http404``, ``NotAllowed`` for somebody else's."""
    rows = ImportRow.objects.filter(run__in=imports_of(actor))
    found: ImportRow | None = rows.select_related("run").filter(pk=pk).first()
    if found is None:
        raise _refusal(ImportRow.objects.filter(pk=pk))
    return found
