"""A report in Word and back: the file that goes out, and what came back, section by section."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.files.actions import enter as enter_file
from lantoa.files.actions import receive
from lantoa.files.checks import FileKind
from lantoa.files.uploads import Upload
from lantoa.ledger.actions import record
from lantoa.reports.documents import Desk, desk_of, document_of
from lantoa.reports.forms_used import template_bytes
from lantoa.reports.models import Report, WordingOrigin, WordReturn
from lantoa.reports.rules.composing import fixed_in
from lantoa.reports.rules.rewording import SectionBack, Sent, judge_section
from lantoa.reports.rules.sections import Section
from lantoa.reports.wording_actions import save_wording
from vanban.errors import ReadError
from vanban.form.document import Block, DataTable, plain
from vanban.form.docx import render_docx
from vanban.form.docx_back import Returned, read_back
from vanban.form.editing import figures_of

DOCX = frozenset({FileKind.DOCUMENT})
WORD = "wordprocessingml.document"
NOT_OURS = (
    "Tệp này không phải bản Word tải về từ chính báo cáo này, hoặc đã được chép sang tệp mới nên mất dấu nhận biết. "
    "Hãy bấm “Tải Word để sửa”, sửa trong tệp đó rồi tải lên."
)
Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Back:
    """What a Word file brought: its sections, and how many tracked changes and comments it still holds."""

    sections: list[SectionBack]
    absent: list[Section]
    tracked: int
    comments: int


def word_file(report: Report, commune: Commune) -> bytes:
    """The report for editing in Word: figures locked and named, tables and sections named."""
    document = document_of(report, commune, marked=True)
    return render_docx(document, protect=True, template=template_bytes(report))


@transaction.atomic
def receive_word(*, report: Report, upload: "Upload | bytes", name: str, by: Person) -> WordReturn:
    """Keep a Word file that came back, once it can be read.

    Raises:
        Refused: see ``files.checks``; ``word_foreign``: not from this report; or why it could not be read.
    """
    received = receive(commune=report.commune, upload=upload, name=name, allowed=DOCX)
    if not received.media_type.endswith(WORD):
        raise Refused("file_kind", "Ở đây chỉ nhận tệp Word (.docx) đã tải về từ báo cáo này.")
    _read(report, store.read(report.commune_id, received.sha256))
    file = enter_file(commune=report.commune, received=received, by=by)
    row = WordReturn.of(report.commune_id, report=report, file=file, by=by)
    row.save(force_insert=True)
    record(action="report.word_back", on=report, by=by, file=file.sha256)
    return row


def _read(report: Report, data: bytes) -> Returned:
    try:
        found = read_back(data)
    except ReadError as error:
        raise Refused(error.code, error.message) from error
    if f"bao-cao-{report.pk}" not in found.sections:
        raise Refused("word_foreign", NOT_OURS)
    return found


def back_of(row: WordReturn) -> Back:
    """Compare the file with the report as it stands now."""
    report = row.report
    found = _read(report, store.read(report.commune_id, row.file.sha256))
    desk = desk_of(report, report.commune)
    marked = {key.rpartition("-r")[0]: key for key in found.sections if "-r" in key}
    there = [section for section in Section if section.value in marked]
    every = {section: figures_of(found.sections[marked[section.value]]) for section in there}
    judged = []
    for section in there:
        key = marked[section.value]
        others = frozenset(name for other, names in every.items() if other is not section for name in names)
        sent = Sent(desk.words(section), desk.offered(section), desk.number(section))
        judged.append(judge_section(
            section, sent, tuple(found.sections[key]), figures=desk.figures, revision=_revision(key),
            tables=_tables(desk.proposed[section], found.tables), elsewhere=others,
            strange=tuple(what for where, what in found.strange if where == key),
        ))  # fmt: skip
    absent = [one for one in Section if one not in there and desk.words(one)]
    return Back(judged, absent, found.tracked, found.comments)


def _revision(key: str) -> int:
    text = key.rpartition("-r")[2]
    return int(text) if text.isdigit() else -1


def _tables(blocks: tuple[Block, ...], came: Mapping[str, Cells]) -> dict[str, tuple[Cells, Cells]]:
    """By table, the cells that went out and those that came."""
    tables = {name: one for name, one in fixed_in(blocks).items() if isinstance(one, DataTable)}
    return {name: (_cells(one), came[name]) for name, one in tables.items() if name in came}


def _cells(table: DataTable) -> Cells:
    return tuple(tuple(" ".join(plain(cell).split()) for cell in row) for row in (table.header, *table.rows))


@transaction.atomic
def take_word(*, row: WordReturn, sections: list[Section], by: Person) -> list[Section]:
    """Take over the wording of the chosen sections. Returns those that were taken.

    Raises:
        Refused("figures_missing"): a figure was moved between two sections and only one of them is taken.
    """
    report = row.report
    back, desk = back_of(row), desk_of(report, report.commune)
    chosen = [one for one in back.sections if one.section in sections and one.takeable]
    _check_whole(desk, chosen)
    for one in chosen:
        save_wording(
            report=report, section=one.section, words=one.words, based_on=desk.number(one.section), by=by,
            origin=WordingOrigin.WORD,
        )  # fmt: skip
    row.taken = sorted({*row.taken, *(one.section.value for one in chosen)})
    row.save(update_fields=["taken"])
    return [one.section for one in chosen]


def _check_whole(desk: Desk, chosen: list[SectionBack]) -> None:
    """Every figure stands once in the whole report, before and after."""
    new = {one.section: one.words for one in chosen}
    before = sum((figures_of(desk.words(section)) for section in Section), start=figures_of(()))
    after = sum((figures_of(new.get(section, desk.words(section))) for section in Section), start=figures_of(()))
    if before != after:
        moved = next(iter((before - after) | (after - before)))
        text = desk.figures[moved].text if moved in desk.figures else moved
        raise Refused(
            "figures_missing", f"Số liệu “{text}” được dời giữa hai mục. Hãy nhận cả hai mục hoặc để lại cả hai."
        )
