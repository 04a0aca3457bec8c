"""The reading of a higher plan: its targets and tasks as rows, how it is cited, the blank in căn cứ filled."""

from dataclasses import replace

from django.db import transaction

from lantoa.communes.queries import unit_wordings
from lantoa.drafting.actions import content_of, save_changes
from lantoa.drafting.models import HigherPlan, HigherState
from lantoa.drafting.rules.blocks import BlockKind, to_json
from lantoa.drafting.rules.citing import body_in_text
from lantoa.drafting.rules.life import EDITABLE, Stage
from lantoa.drafting.rules.merging import Changes
from lantoa.drafting.rules.sentences import day_words
from lantoa.drafting.rules.taking import Taken, row_of
from lantoa.files import store
from lantoa.plans.document import read_document
from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.plans.rules.intake import ItemDraft, head_from_reading, items_from_reading
from vanban.errors import ReadError

LOST = "Không tìm thấy tệp đã lưu. Hãy tải kế hoạch cấp trên lên lại."
GAVE_UP = "Đã thử ba lần mà chưa đọc được tệp. Hãy tải lại tệp Word hoặc PDF khác của kế hoạch này."


def _quiet(_percent: int, _stage: str) -> None:
    """Nobody waits for the percentages of a short reading."""


@transaction.atomic
def read_higher_plan(*, higher_id: int) -> None:
    """Read the file once; called again when it is read, it does nothing."""
    rows = HigherPlan.objects.select_for_update(of=("self",)).select_related("file", "draft", "by")
    row = rows.filter(pk=higher_id, state=HigherState.READING.value).first()
    if row is None or row.file is None:
        return
    try:
        data = store.read(row.commune_id, row.file.sha256)
        read = read_document(data, row.file.name, _quiet, units=unit_wordings())
    except (ReadError, FileNotFoundError) as error:
        row.state = HigherState.FAILED.value
        row.error_message = error.message[:500] if isinstance(error, ReadError) else LOST
        row.save(update_fields=["state", "error_message"])
        return
    items = items_from_reading(read.reading, [])
    blocks = [replace(row_of(taken_from(one)), key=f"h{at}", note=_whose(one)) for at, one in enumerate(items, 1)]
    row.duties = to_json(blocks)
    row.title = cited(read.reading)[:300] or row.title
    row.state = HigherState.READY.value
    row.save(update_fields=["duties", "title", "state"])
    _fill_blank(row)


def taken_from(item: ItemDraft) -> Taken:
    """An item of a reading as rows of drafts take it; the units of another body are not ours."""
    found = item.defaults
    return Taken(
        id="", is_target=found.kind is CommitmentKind.TARGET, text=item.text, measure=found.measure,
        window=found.window_kind.value, due=found.due, output=item.output, unit=item.unit_text,
    )  # fmt: skip


def _whose(item: ItemDraft) -> str:
    return f"Cấp trên giao: {item.lead_text}"[:500] if item.lead_text else ""


def cited(reading: "dict[str, object]") -> str:
    """ "Kế hoạch số 04/KH-UBND ngày 05/01/2027 của UBND tỉnh Sông Bằng về …", with what the document says of itself."""
    head = head_from_reading(reading)
    issuer = " ".join(str(reading.get("issuer") or "").split())
    parts = [
        f"Kế hoạch số {head.number}" if head.number else "Kế hoạch",
        f"ngày {day_words(head.issued_on.isoformat())}" if head.issued_on else "",
        f"của {body_in_text(issuer)}" if issuer else "",
        f"về {head.title[:1].lower()}{head.title[1:]}" if head.title else "",
    ]
    return " ".join(part for part in parts if part)


def _fill_blank(row: HigherPlan) -> None:
    """The template's "Thực hiện [Kế hoạch số …]" says which plan it is, where nobody has written it yet."""
    draft = row.draft
    if Stage(draft.stage) not in EDITABLE or row.by is None:
        return
    blanks = [
        block for block in content_of(draft).blocks
        if block.kind == BlockKind.BASIS.value and block.text.startswith("Thực hiện [")
    ]  # fmt: skip
    if blanks:
        save_changes(draft=draft, changes=Changes((replace(blanks[0], text=f"Thực hiện {row.title}"),)), by=row.by)


@transaction.atomic
def fail_higher(*, higher_id: int) -> None:
    """The job was given up: say so."""
    rows = HigherPlan.objects.filter(pk=higher_id, state=HigherState.READING.value)
    rows.update(state=HigherState.FAILED.value, error_message=GAVE_UP)
