"""A draft in Word and back: what somebody changed there is shown change by change, and taken over one by one or all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from lantoa.communes.models import Person
from lantoa.core.errors import Refused
from lantoa.drafting.actions import CLOSED, content_of, save_changes
from lantoa.drafting.models import Draft, DraftReturn, DraftRevision
from lantoa.drafting.printing import docx_of, marked_in
from lantoa.drafting.queries import blocks_of, document_of, paper_of, unit_names
from lantoa.drafting.rules.blocks import from_json
from lantoa.drafting.rules.composing import compose
from lantoa.drafting.rules.life import EDITABLE, Stage
from lantoa.drafting.rules.returning import is_takeable, taken_over
from lantoa.drafting.rules.states import State
from lantoa.drafting.rules.three import moved_on, still_open
from lantoa.files import store
from lantoa.files.actions import enter, receive
from lantoa.files.checks import FileKind
from lantoa.files.uploads import Upload
from lantoa.ledger.actions import record
from vanban.errors import ReadError
from vanban.form.back import Change, changes
from vanban.form.back_notes import Notes, notes_in

DOCX = frozenset({FileKind.DOCUMENT})
WORD = "wordprocessingml.document"
NOT_OURS = (
    "Tệp này khác quá nhiều so với bản soạn, có lẽ là tệp của văn bản khác. Hãy bấm “Tải Word”, sửa trong tệp đó rồi"
    " tải lên."
)
OTHER_DRAFT = (
    "Tệp này được tải về từ một bản soạn khác, không phải bản đang mở. Hãy mở đúng bản soạn đó để tải lên, hoặc bấm"
    " “Tải Word” ở trang này rồi sửa trong tệp đó."
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
    data = store.read(draft.commune_id, received.sha256)
    seen = _seen(draft, data)
    _compared(draft, seen, data)
    file = enter(commune=draft.commune, received=received, by=by)
    row = DraftReturn.of(draft.commune_id, draft=draft, file=file, by=by, seen=seen)
    row.save(force_insert=True)
    record(action="draft.word_back", on=draft, by=by, file=file.sha256)
    return row


def _seen(draft: Draft, data: bytes) -> int | None:
    """The revision that the file says it is from. Raises Refused("word_foreign"): it says that it is another draft."""
    try:
        mark = marked_in(data)
    except ReadError as error:
        raise Refused(error.code, error.message) from error
    if mark is None:
        return None
    if mark[0] != draft.pk:
        raise Refused("word_foreign", OTHER_DRAFT)
    return mark[1]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a file changes that the draft does not have yet, and what others did meanwhile to the lines of it. ``base``:
    the draft as it went out; where that is not known any more, as it is now."""

    changes: tuple[Change, ...]
    base: State
    since: Mapping[int, str]


def compared(row: DraftReturn) -> Compared:
    """The file against the draft. Raises Refused as ``receive_word``."""
    return _compared(row.draft, row.seen, _bytes_of(row))


def notes_of(row: DraftReturn) -> Notes:
    """Tracked changes and comments in the file."""
    return notes_in(_bytes_of(row))


def _bytes_of(row: DraftReturn) -> bytes:
    return store.read(row.draft.commune_id, row.file.sha256)


def _compared(draft: Draft, seen: int | None, data: bytes) -> Compared:
    now = State(blocks_of(draft), document_of(draft))
    base = _base(draft, seen) or now
    try:
        found = changes(base.document, data)
    except ReadError as error:
        raise Refused(error.code, error.message) from error
    gone = sum(change.kind == "removed" and change.path.startswith("body[") for change in found)
    if gone > MOST_FOREIGN * max(len(base.document.body), 1):
        raise Refused("word_foreign", NOT_OURS)
    left = still_open(found, base, now)
    return Compared(left, base, moved_on(left, base, now, seen=seen) if seen and base is not now else {})


def _base(draft: Draft, seen: int | None) -> State | None:
    """The draft as it was at a revision; None where that is the present one, or was never kept."""
    if seen is None or seen >= draft.revision:
        return None
    kept = DraftRevision.objects.filter(draft=draft, number=seen).first()
    if kept is None:
        return None
    blocks = from_json(kept.content)
    return State(blocks, compose(blocks, paper_of(draft), unit_names()))


@transaction.atomic
def take_word(*, row: DraftReturn, chosen: Collection[int], revision: int, by: Person) -> int:
    """Take over the chosen changes (their places in ``compared``). Returns how many.

    Raises:
        Refused("draft_moved"): somebody changed the draft since the page was made.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("commune__province", "signer").get(
        pk=row.draft_id
    )  # fmt: skip
    if draft.revision != revision:
        raise Refused("draft_moved", "Bản soạn vừa được người khác sửa. Hãy xem lại danh sách thay đổi rồi nhận.")
    row.draft = draft
    found = compared(row)
    wanted = [one for at, one in enumerate(found.changes) if at in chosen and is_takeable(one)]
    made, title = taken_over(wanted, content_of(draft), found.base, names=unit_names(), number=draft.revision + 1)
    if title:
        draft.title = title[:300]
        draft.save(update_fields=["title"])
    save_changes(draft=draft, changes=made, by=by)
    row.taken = [*row.taken, *sorted(chosen)]
    row.save(update_fields=["taken"])
    record(action="draft.word_taken", on=draft, by=by, changes=len(wanted))
    return len(wanted)


@transaction.atomic
def send_word(draft: Draft) -> bytes:
    """The Word file of a draft, its present state kept for the day when the file comes back."""
    DraftRevision.objects.filter(draft=draft, number=draft.revision).update(sent=True)
    return docx_of(draft)
