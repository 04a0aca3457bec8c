"""Writes about the ward's own Word form."""

from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.files.actions import enter, receive
from lantoa.files.checks import FileKind
from lantoa.files.uploads import Upload
from lantoa.ledger.actions import record
from lantoa.reports.models import ReportTemplate
from vanban.form.errors import FormError
from vanban.form.letterhead import check_form


@transaction.atomic
def save_template(*, commune: Commune, upload: "Upload | bytes", name: str, by: Person) -> ReportTemplate:
    """A new form, once it was checked. Raises Refused with what to mend in it."""
    received = receive(commune=commune, upload=upload, name=name, allowed=frozenset({FileKind.DOCUMENT}))
    if not received.media_type.endswith("wordprocessingml.document"):
        raise Refused("file_kind", "Mẫu phải là tệp Word (.docx).")
    try:
        check_form(store.read(commune.pk, received.sha256))
    except FormError as error:
        raise Refused(error.code, error.message) from error
    file = enter(commune=commune, received=received, by=by)
    row = ReportTemplate.of(commune.pk, number=_next_number(), file=file, by=by)
    row.save(force_insert=True)
    record(action="report.form_set", on=row, by=by, file=file.sha256, number=row.number)
    return row


@transaction.atomic
def reset_template(*, commune: Commune, by: Person) -> None:
    """The usual form again; nothing is removed."""
    newest = ReportTemplate.objects.first()
    if newest is None or newest.file_id is None:
        return
    row = ReportTemplate.of(commune.pk, number=_next_number(), file=None, by=by)
    row.save(force_insert=True)
    record(action="report.form_reset", on=row, by=by, number=row.number)


def _next_number() -> int:
    newest = ReportTemplate.objects.first()
    return newest.number + 1 if newest else 1
