"""A report's figures as an official document: a tree that ``vanban.form`` prints under Nghị định
30/2020/NĐ-CP."""

from dataclasses import dataclass
from datetime import date

from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.reports.rules import wording
from lantoa.reports.rules.facts import ReportFacts, Tally
from lantoa.reports.rules.figures import label_from
from lantoa.reports.rules.tables import annex_table, figure_run, lines_table, upcoming_table
from vanban.form.document import (
    Appendix,
    Block,
    Bullet,
    Heading,
    OfficialDocument,
    Paragraph,
    Signature,
)
from vanban.vocabulary import Topic

SUBJECT = "công tác thông tin, tuyên truyền cải cách hành chính"
ANNEX_TITLE = "DANH MỤC MINH CHỨNG"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who reports, and how the document is signed. ``body_name``: the body in running text ("Ủy ban nhân
    dân phường Hoa Mai"). Empty fields are left open for the clerk."""

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


@dataclass(frozen=True, slots=True)
class Remarks:
    """What only a person can write: on direction, on causes, further results, proposals. One string, one
    paragraph."""

    directing: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


def compose(facts: ReportFacts, letterhead: Letterhead, remarks: Remarks | None = None) -> OfficialDocument:
    """The whole report: direction, results, shortcomings, next period, proposals, and the annex of
    evidence."""
    period = "\u00a0".join(wording.period_name(facts).rsplit(" ", 1))  # the year is never alone on a line
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
        body=_body(facts, letterhead, remarks or Remarks()),
        appendices=_annex(facts, letterhead),
        signature=Signature(letterhead.authority, letterhead.signer),
        recipients=letterhead.recipients,
    )


def _body(facts: ReportFacts, letterhead: Letterhead, remarks: Remarks) -> tuple[Block, ...]:
    period = wording.period_name(facts)
    body_name = letterhead.body_name
    opening = (
        f"Thực hiện {wording.plan_named(facts.plan, body_name)}, {body_name} báo cáo kết quả {SUBJECT} "
        f"{period} như sau:"
    )
    sections: list[tuple[str, list[Block]]] = [
        ("Công tác chỉ đạo, triển khai", _directing(facts, remarks)),
        ("Kết quả thực hiện", _results(facts, remarks)),
        ("Tồn tại, hạn chế và nguyên nhân", _shortcomings(facts, remarks)),
        ("Nhiệm vụ trọng tâm kỳ tiếp theo", _next(facts)),
        ("Kiến nghị, đề xuất", [Paragraph(text) for text in remarks.proposals]),
    ]
    blocks: list[Block] = [Paragraph(opening)]
    kept = [(title, found) for title, found in sections if found]
    for roman, (title, found) in zip(("I", "II", "III", "IV", "V"), kept, strict=False):
        blocks += [Heading(roman, title, 1), *found]
    closing = f"Trên đây là Báo cáo kết quả {SUBJECT} {period} của {body_name}./."
    return (*blocks, Paragraph(closing))


def _directing(facts: ReportFacts, remarks: Remarks) -> list[Block]:
    said = [Paragraph(text) for text in remarks.directing]
    return [*said, Paragraph((figure_run(wording.overview(facts), "tong-hoat-dong"),))]


def _results(facts: ReportFacts, remarks: Remarks) -> list[Block]:
    blocks: list[Block] = [Paragraph((figure_run(wording.fulfilment(facts), "muc-do-hoan-thanh"),))]
    parts = (
        ("Kết quả thực hiện các chỉ tiêu", lines_table(facts, CommitmentKind.TARGET)),
        ("Kết quả thực hiện các nhiệm vụ", lines_table(facts, CommitmentKind.TASK)),
        ("Nội dung đã tuyên truyền", _topics(facts)),
        ("Kênh, hình thức tuyên truyền", _channels(facts)),
        ("Kết quả khác", [Paragraph(text) for text in remarks.results]),
    )
    kept = [(title, found) for title, found in parts if found]
    for index, (title, found) in enumerate(kept, start=1):
        blocks += [Heading(str(index), title, 2), *found]
    return blocks


def _topics(facts: ReportFacts) -> list[Block]:
    blocks = _tallies(facts.topics, "noi-dung")
    missing = [wording.lowered(label_from(Topic, code)) for code in facts.uncovered_topics]
    if missing:
        blocks.append(Paragraph(f"Nội dung của kế hoạch chưa được tuyên truyền: {'; '.join(missing)}."))
    return blocks


def _channels(facts: ReportFacts) -> list[Block]:
    if not facts.channels:
        return []
    return [
        Paragraph(f"Đã sử dụng {wording.number(len(facts.channels))} kênh, hình thức tuyên truyền:"),
        *_tallies(facts.channels, "kenh"),
    ]


def _tallies(tallies: tuple[Tally, ...], prefix: str) -> list[Block]:
    last = len(tallies) - 1
    return [
        Bullet((figure_run(wording.tally(one) + ("." if index == last else ";"), f"{prefix}-{one.code}"),))
        for index, one in enumerate(tallies)
    ]


def _shortcomings(facts: ReportFacts, remarks: Remarks) -> list[Block]:
    if not facts.short:
        return [Paragraph("Trong kỳ không có chỉ tiêu, nhiệm vụ nào chậm hoặc có nguy cơ chậm.")]
    told: list[Block] = [
        Bullet((figure_run(wording.shortcoming(line) + ".", f"ton-tai-{line.commitment_id}"),)) for line in facts.short
    ]
    causes = remarks.causes or ("…………………………………………………………………………",)
    return [
        Heading("1", "Tồn tại, hạn chế", 2),
        *told,
        Heading("2", "Nguyên nhân", 2),
        *(Paragraph(text) for text in causes),
    ]


def _next(facts: ReportFacts) -> list[Block]:
    if not facts.upcoming:
        return [Paragraph("Kế hoạch không còn nhiệm vụ đến hạn trong kỳ tiếp theo.")]
    return [Paragraph("Tiếp tục thực hiện các chỉ tiêu, nhiệm vụ đến hạn trong kỳ tiếp theo:"), upcoming_table(facts)]


def _annex(facts: ReportFacts, letterhead: Letterhead) -> tuple[Appendix, ...]:
    if not facts.annex:
        return ()
    number = letterhead.number if not letterhead.number.startswith("/") else f"……{letterhead.number}"
    attached = f"Kèm theo Báo cáo số {number} của {letterhead.body_name}"
    notes = (Paragraph(wording.grades_note()), Paragraph(wording.SERVES_NOTE))
    blocks = (annex_table(facts), *notes)
    return (Appendix(title=ANNEX_TITLE, blocks=blocks, attached_to=attached, landscape=True),)
