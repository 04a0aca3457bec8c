"""A report's sections as an official document: a tree that ``vanban.form`` prints under Nghị định
30/2020/NĐ-CP."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lantoa.reports.rules import wording
from lantoa.reports.rules.facts import ReportFacts
from lantoa.reports.rules.sections import ROMAN, SUBJECT, UNTITLED, Named, Remarks, Section, sections_of
from lantoa.reports.rules.tables import annex_table
from vanban.form.document import (
    Appendix,
    Block,
    Chart,
    DataTable,
    Heading,
    Mark,
    OfficialDocument,
    Paragraph,
    Run,
    Signature,
)
from vanban.form.editing import Written, filled, printed, texts_of, written

ANNEX_TITLE = "DANH MỤC MINH CHỨNG"
Worded = Mapping[Section, tuple[Written, ...]]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who reports, and how the document is signed. ``body_name``: the body in running text ("Ủy ban nhân
    dân phường Hoa Mai"); ``plan_issuer``: whose plan it is, where that is another. Empty fields are left open for the
    clerk. ``replaces``: the issued report in whose place this one stands, as documents cite it."""

    body_name: str
    issuer: tuple[str, ...]
    place: str = ""
    parent: str = ""
    number: str = "/BC-UBND"
    issued_on: date | None = None
    addressees: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    authority: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    signer: str = ""
    recipients: tuple[str, ...] = ()
    plan_issuer: str = ""
    replaces: str = ""

    @property
    def named(self) -> Named:
        """The bodies, as sentences name them."""
        return Named(self.body_name, self.plan_issuer or self.body_name)


def compose(
    facts: ReportFacts, letterhead: Letterhead, remarks: Remarks | None = None, *, worded: Worded | None = None,
    revisions: Mapping[Section, int] | None = None, report_id: int | None = None,
) -> OfficialDocument:  # fmt: skip
    """The whole report: its sections, and the annex of evidence.

    ``worded``: sections that people wrote themselves; the figures in them are today's. ``revisions`` and ``report_id``
    leave marks by which a Word file that comes back is known.
    """
    period = "\u00a0".join(wording.period_name(facts).rsplit(" ", 1))  # the year is never alone on a line
    proposed = sections_of(facts, letterhead.named, remarks or Remarks())
    return OfficialDocument(
        kind="BÁO CÁO",
        title=f"Kết quả {SUBJECT} {period}",
        issuer=letterhead.issuer,
        parent=letterhead.parent,
        number=letterhead.number,
        place=letterhead.place,
        issued_on=letterhead.issued_on,
        year=facts.as_of.year,
        addressees=letterhead.addressees,
        basis=letterhead.basis,
        body=_body(proposed, letterhead, worded or {}, revisions=revisions, report_id=report_id),
        appendices=_annex(facts, letterhead),
        signature=Signature(letterhead.authority, letterhead.signer),
        recipients=letterhead.recipients,
    )


def _body(
    proposed: Mapping[Section, tuple[Block, ...]], letterhead: Letterhead, worded: Worded, *,
    revisions: Mapping[Section, int] | None, report_id: int | None,
) -> tuple[Block, ...]:  # fmt: skip
    figures = figures_in(proposed)
    blocks: list[Block] = [Mark(f"bao-cao-{report_id}")] if report_id else []
    romans = iter(ROMAN)
    for section in Section:
        found = section_blocks(section, proposed[section], worded, figures=figures)
        if revisions is not None and found:
            blocks.append(Mark(f"{section.value}-r{revisions.get(section, 0)}"))
        if found and section not in UNTITLED:
            blocks.append(Heading(next(romans), section.label, 1))
        blocks += found
        if section is Section.OPENING and letterhead.replaces:
            blocks.append(Paragraph(f"Báo cáo này thay thế {letterhead.replaces}."))
    return tuple(blocks)


def section_blocks(
    section: Section, proposed: tuple[Block, ...], worded: Worded, *, figures: Mapping[str, Run]
) -> tuple[Block, ...]:
    """One section as it is printed: people's wording where there is one, else what the software proposes."""
    words = worded.get(section)
    now = filled(words, figures) if words is not None else written(proposed)
    return printed(now, fixed_in(proposed))


def fixed_in(blocks: tuple[Block, ...]) -> dict[str, Block]:
    """Tables and charts by name."""
    return {block.anchor: block for block in blocks if isinstance(block, DataTable | Chart)}


def figures_in(proposed: Mapping[Section, tuple[Block, ...]]) -> dict[str, Run]:
    """Every figure that stands in a sentence (not in a table), by name."""
    return {
        run.anchor: run
        for blocks in proposed.values()
        for block in written(blocks)
        for run in texts_of(block)
        if run.anchor
    }


def _annex(facts: ReportFacts, letterhead: Letterhead) -> tuple[Appendix, ...]:
    if not facts.annex:
        return ()
    number = letterhead.number if not letterhead.number.startswith("/") else f"……{letterhead.number}"
    attached = f"Kèm theo Báo cáo số {number} của {letterhead.body_name}"
    notes = (Paragraph(wording.grades_note()), Paragraph(wording.SERVES_NOTE))
    blocks = (annex_table(facts), *notes)
    return (Appendix(title=ANNEX_TITLE, blocks=blocks, attached_to=attached, landscape=True),)
