"""The PDF of a long draft: asked for on the page, made by a worker, kept as long as the words are the same."""

from dataclasses import dataclass

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core import clock
from lantoa.core.tenancy import scope
from lantoa.drafting.models import Draft, DraftPrint, PrintState
from lantoa.drafting.printing import file_name, printed
from lantoa.drafting.queries import digest_of
from lantoa.files.actions import Received, enter, receive
from lantoa.ledger.actions import record
from vanban.form.document import OfficialDocument
from vanban.form.errors import FormError
from vanban.form.pdf import render_pdf
from vanban.form.tree import tree_to_json

GAVE_UP = "Đã thử ba lần mà chưa lập được PDF. Hãy bấm “Lập lại”; trong lúc đó tải bản Word."
EVERY = 4
"""Pages between two words about the progress."""


def print_digest(draft: Draft) -> str:
    """What makes two printings the same: the document with its corner, word for word."""
    return _digest(printed(draft))


def _digest(document: OfficialDocument) -> str:
    return digest_of(tree_to_json(document))


@transaction.atomic
def asked_print(*, draft: Draft, by: Person, again: bool = False) -> tuple[DraftPrint, bool]:
    """The printing of a draft as it stands, and whether it has to be made yet: then the caller defers the job. One that
    failed is tried again when asked to."""
    row: DraftPrint
    row, made = DraftPrint.objects.get_or_create(
        draft=draft, digest=print_digest(draft), commune_id=draft.commune_id, defaults={"by": by, "at": clock.now()}
    )
    if again and row.state == PrintState.FAILED.value:
        row.state, row.error_message, row.pages = PrintState.MAKING.value, "", 0
        row.save(update_fields=["state", "error_message", "pages"])
        made = True
    return row, made


@dataclass(frozen=True, slots=True)
class _Work:
    draft: Draft
    document: OfficialDocument


def make_pdf(*, commune_id: int, print_id: int) -> None:
    """Print; every word of progress is a transaction of its own. Killed in between, it starts anew."""
    work = _begun(commune_id, print_id)
    if work is None:
        return

    def tell(page: int) -> None:
        if page % EVERY == 0:
            with scope([commune_id]):
                DraftPrint.objects.filter(pk=print_id).update(pages=page)

    try:
        data = render_pdf(work.document, tell=tell)
    except FormError as error:
        with scope([commune_id]):
            _failed(print_id, error.message)
        return
    with scope([commune_id]):
        received = receive(commune=work.draft.commune, upload=data, name=f"{file_name(work.draft)}.pdf")
        _finish(print_id, work, received=received)


def _begun(commune_id: int, print_id: int) -> _Work | None:
    """What is to be printed; None where it is done, or where the draft says something else by now: then nobody will
    ask for this printing any more."""
    with scope([commune_id]):
        rows = DraftPrint.objects.select_related("draft__commune__province", "draft__signer")
        row = rows.filter(pk=print_id, state=PrintState.MAKING.value).first()
        if row is None:
            return None
        document = printed(row.draft)
        if _digest(document) != row.digest:
            row.delete()
            return None
        return _Work(row.draft, document)


def _finish(print_id: int, work: _Work, *, received: Received) -> None:
    row = DraftPrint.objects.select_for_update(of=("self",)).filter(pk=print_id).first()
    if row is None or row.state == PrintState.READY.value:
        return
    row.file = enter(commune=work.draft.commune, received=received, by=row.by)
    row.state = PrintState.READY.value
    row.save(update_fields=["file", "state"])
    DraftPrint.objects.filter(draft_id=row.draft_id).exclude(pk=row.pk).exclude(state=PrintState.MAKING.value).delete()
    record(action="draft.printed", on=work.draft, by=row.by, number=work.draft.revision)


def _failed(print_id: int, message: str) -> None:
    rows = DraftPrint.objects.filter(pk=print_id, state=PrintState.MAKING.value)
    rows.update(state=PrintState.FAILED.value, error_message=message[:500])


def fail_print(*, print_id: int) -> None:
    """The job was given up: the page says so and offers to try again."""
    _failed(print_id, GAVE_UP)
