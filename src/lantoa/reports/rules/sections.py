"""The sections of a report and the words that the software proposes for each, from the figures and what people said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lantoa.plans.rules.commitment import CommitmentKind
from lantoa.reports.rules import telling, wording
from lantoa.reports.rules.causes import Cause, owing
from lantoa.reports.rules.facts import ReportFacts, Tally
from lantoa.reports.rules.figures import label_from
from lantoa.reports.rules.following import Answer, answered
from lantoa.reports.rules.pictures import channels_chart, months_chart, units_chart
from lantoa.reports.rules.published import GOOD_MODELS, SHORTCOMINGS, marked_table, outlets_table, voices_table
from lantoa.reports.rules.tables import causes_table, followed_table, lines_table, upcoming_table
from vanban.form.document import Block, Bullet, Heading, Paragraph
from vanban.vocabulary import Labelled, Topic

SUBJECT = "công tác thông tin, tuyên truyền cải cách hành chính"


class Section(Labelled):
    """Mục của báo cáo, in the order of the document."""

    OPENING = "opening", "Mở đầu"
    DIRECTING = "directing", "Công tác chỉ đạo, triển khai"
    RESULTS = "results", "Kết quả thực hiện"
    FOLLOWED = "followed", "Việc thực hiện nhiệm vụ đề ra tại báo cáo kỳ trước"
    SHORT = "short", "Tồn tại, hạn chế và nguyên nhân"
    NEXT = "next", "Nhiệm vụ trọng tâm kỳ tiếp theo"
    PROPOSALS = "proposals", "Kiến nghị, đề xuất"
    CLOSING = "closing", "Kết thúc"


UNTITLED = frozenset({Section.OPENING, Section.CLOSING})
ROMAN = ("I", "II", "III", "IV", "V", "VI")
SectionBlocks = dict[Section, tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Remarks:
    """What only a person can say. Lists of paragraphs: on direction, further results, causes in general, work that is
    no commitment, proposals. ``by_line``: the cause of each line that is short; ``answers``: what became of last
    period's own work."""

    directing: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    next_work: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    by_line: Mapping[str, Cause] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """How the document names the body that reports and the one that issued the plan."""

    body: str
    plan_issuer: str


def sections_of(facts: ReportFacts, named: Named, remarks: Remarks) -> SectionBlocks:
    """Every section with what the software proposes; one that has nothing to say is empty. Numbers of headings are set
    when the document is put together."""
    made: dict[Section, list[Block]] = {
        Section.OPENING: [Paragraph(_opening(facts, named))],
        Section.DIRECTING: _directing(facts, remarks),
        Section.RESULTS: _results(facts, remarks),
        Section.FOLLOWED: _followed(facts, remarks),
        Section.SHORT: _shortcomings(facts, remarks),
        Section.NEXT: _next(facts, remarks),
        Section.PROPOSALS: [*_said(remarks.proposals), *_taken(facts, Section.PROPOSALS)],
        Section.CLOSING: [Paragraph(_closing(facts, named))],
    }
    return {section: tuple(blocks) for section, blocks in made.items()}


def _opening(facts: ReportFacts, named: Named) -> str:
    plan = wording.plan_named(facts.plan, named.plan_issuer)
    return f"Thực hiện {plan}, {named.body} báo cáo kết quả {SUBJECT} {wording.period_name(facts)} như sau:"


def _closing(facts: ReportFacts, named: Named) -> str:
    return f"Trên đây là Báo cáo kết quả {SUBJECT} {wording.period_name(facts)} của {named.body}./."


def _said(lines: tuple[str, ...]) -> list[Block]:
    return [Paragraph(text) for text in lines]


def _taken(facts: ReportFacts, section: Section) -> list[Block]:
    """Words of the units' reports, with their source."""
    return [Paragraph(f"Theo báo cáo của {one.unit}: {one.text}") for one in facts.taken if one.part == section.value]


def _directing(facts: ReportFacts, remarks: Remarks) -> list[Block]:
    handed: list[Block] = [Paragraph(telling.handed_in(facts.handed))] if facts.handed else []
    return [
        *_said(remarks.directing), *_taken(facts, Section.DIRECTING), Paragraph(telling.overview(facts)), *handed
    ]  # fmt: skip


def _results(facts: ReportFacts, remarks: Remarks) -> list[Block]:
    blocks: list[Block] = [Paragraph(telling.fulfilment(facts)), *units_chart(facts)]
    parts = (
        ("Kết quả thực hiện các chỉ tiêu", lines_table(facts, CommitmentKind.TARGET)),
        ("Kết quả thực hiện các nhiệm vụ", lines_table(facts, CommitmentKind.TASK)),
        ("Nội dung đã tuyên truyền", _topics(facts)),
        ("Kênh, hình thức tuyên truyền", _channels(facts)),
        ("Đăng, phát theo kênh", outlets_table(facts.outlets)),
        ("Gương điển hình, mô hình hay", marked_table(facts.marked, "good_model", GOOD_MODELS)),
        ("Ý kiến của người dân", voices_table(facts.voices)),
        ("Kết quả khác", [*_said(remarks.results), *_taken(facts, Section.RESULTS)]),
    )
    for title, found in parts:
        if found:
            blocks += [Heading("", title, 2), *found]
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
        Paragraph(telling.channels_used(facts)), *_tallies(facts.channels, "kenh"), *channels_chart(facts),
        *months_chart(facts),
    ]  # fmt: skip


def _tallies(tallies: tuple[Tally, ...], prefix: str) -> list[Block]:
    last = len(tallies) - 1
    return [
        Bullet(telling.tally(one, prefix, "." if index == last else ";")) for index, one in enumerate(tallies)
    ]  # fmt: skip


def _followed(facts: ReportFacts, remarks: Remarks) -> list[Block]:
    if not facts.followed:
        return []
    cited = facts.followed_of or "Báo cáo kỳ trước"
    rows = answered(facts.followed, remarks.answers)
    return [Paragraph(f"Kết quả thực hiện các nhiệm vụ đề ra tại {cited}:"), followed_table(rows)]


def _shortcomings(facts: ReportFacts, remarks: Remarks) -> list[Block]:
    named = marked_table(facts.marked, "shortcoming", SHORTCOMINGS)
    if not facts.short:
        return [Paragraph("Trong kỳ không có chỉ tiêu, nhiệm vụ nào chậm hoặc có nguy cơ chậm."), *named]
    told: list[Block] = [Bullet(telling.shortcoming(line, ".")) for line in facts.short]
    owed = owing(facts)
    causes: list[Block] = [causes_table(owed, remarks.by_line)] if owed else []
    causes += [*_said(remarks.causes), *_taken(facts, Section.SHORT)]
    if causes:
        causes = [Heading("", "Nguyên nhân", 2), *causes]
    return [Heading("", "Tồn tại, hạn chế", 2), *told, *named, *causes]


def _next(facts: ReportFacts, remarks: Remarks) -> list[Block]:
    own: list[Block] = [Bullet(f"{text.rstrip('.;')}.") for text in remarks.next_work]
    own += _taken(facts, Section.NEXT)
    if facts.upcoming:
        lead = "Tiếp tục thực hiện các chỉ tiêu, nhiệm vụ đến hạn trong kỳ tiếp theo:"
        return [Paragraph(lead), upcoming_table(facts), *own]
    return own or [Paragraph("Kế hoạch không còn nhiệm vụ đến hạn trong kỳ tiếp theo.")]
