"""A draft in Word and back: what somebody changed there is shown change by change, and taken over one by one or all."""

from collections.abc import Collection

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.drafting.actions import CLOSED, content_of, save_changes
from lantoa.drafting.models import Draft, DraftReturn
from lantoa.drafting.queries import document_of, unit_names
from lantoa.drafting.rules.life import EDITABLE, Stage
from lantoa.drafting.rules.returning import is_takeable, taken_over
from lantoa.files import store
from lantoa.files.actions import enter, receive
from lantoa.files.checks import FileKind
from lantoa.files.uploads import Upload
from lantoa.ledger.actions import record
from vanban.errors import ReadError
from vanban.form.back import Change, changes

DOCX = frozenset({FileKind.DOCUMENT})
WORD = "wordprocessingml.document"
NOT_OURS = (
    "Tệp này khác quá nhiều so với bản soạn, có lẽ là tệp của văn bản khác. Hãy bấm “Tải Word”, sửa trong tệp đó rồi"
    " tải lên."
)
MOST_FOREIGN = 0.7
"""Share of the lines that may be gone or new before the file counts as another document."""


@transaction.atomic
def receive_word(*, draft: Draft, upload: "Upload | bytes", name: str, by: Person) -> DraftReturn:
    """Keep a Word file that came back, once it can be read.

    Raises:
        Refused: see ``files.checks``; ("word_foreign"): another document; or why it could not be read;
        ("draft_closed").
    """
    if Stage(draft.stage) not in EDITABLE:
        raise Refused("draft_closed", CLOSED)
    received = receive(commune=draft.commune, upload=upload, name=name, allowed=DOCX)
    if not received.media_type.endswith(WORD):
        raise Refused("file_kind", "Ở đây chỉ nhận tệp Word (.docx) đã tải về từ bản soạn này.")
    _compared(draft, store.read(draft.commune_id, received.sha256))
    file = enter(commune=draft.commune, received=received, by=by)
    row = DraftReturn.of(draft.commune_id, draft=draft, file=file, by=by)
    row.save(force_insert=True)
    record(action="draft.word_back", on=draft, by=by, file=file.sha256)
    return row


def changes_of(row: DraftReturn) -> tuple[Change, ...]:
    """The file against the draft as it stands now. Raises Refused as ``receive_word``."""
    return _compared(row.draft, store.read(row.draft.commune_id, row.file.sha256))


def _compared(draft: Draft, data: bytes) -> tuple[Change, ...]:
    document = document_of(draft)
    try:
        found = changes(document, data)
    except ReadError as error:
        raise Refused(error.code, error.message) from error
    gone = sum(change.kind == "removed" and change.path.startswith("body[") for change in found)
    if gone > MOST_FOREIGN * max(len(document.body), 1):
        raise Refused("word_foreign", NOT_OURS)
    return found


@transaction.atomic
def take_word(*, row: DraftReturn, chosen: Collection[int], revision: int, by: Person) -> int:
    """Take over the chosen changes (their places in ``changes_of``). Returns how many.

    Raises:
        Refused("draft_moved"): somebody changed the draft since the page was made.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("commune__province", "signer").get(
        pk=row.draft_id
    )  # fmt: skip
    if draft.revision != revision:
        raise Refused("draft_moved", "Bản soạn vừa được người khác sửa. Hãy xem lại danh sách thay đổi rồi nhận.")
    row.draft = draft
    wanted = [one for at, one in enumerate(changes_of(row)) if at in chosen and is_takeable(one)]
    made, title = taken_over(
        wanted, content_of(draft), document_of(draft), names=unit_names(), number=draft.revision + 1
    )
    if title:
        draft.title = title[:300]
        draft.save(update_fields=["title"])
    save_changes(draft=draft, changes=made, by=by)
    row.taken = [*row.taken, *sorted(chosen)]
    row.save(update_fields=["taken"])
    record(action="draft.word_taken", on=draft, by=by, changes=len(wanted))
    return len(wanted)
