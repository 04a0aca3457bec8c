"""The document of a report as it stands: frozen, or put together from its figures and what people wrote."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lantoa.communes.models import Commune
from lantoa.reports.models import Report, Wording
from lantoa.reports.queries import letterhead_of
from lantoa.reports.rules import Remarks, ReportFacts, Section, compose, facts_from_json
from lantoa.reports.rules.causes import causes_from
from lantoa.reports.rules.composing import figures_in
from lantoa.reports.rules.facts import Outcome
from lantoa.reports.rules.following import Answer
from lantoa.reports.rules.sections import sections_of
from vanban.form.document import Block, OfficialDocument, Run
from vanban.form.editing import Written, figures_of, filled, fixed_of, from_json, written
from vanban.form.tree import tree_from_json, tree_to_json

LINES = ("directing", "results", "causes", "next_work", "proposals")
"""What is written when a report is asked for: one paragraph a line."""


def remarks_of(report: Report) -> Remarks:
    """What people said of the report beside its wording."""
    lines = {
        name: tuple(line.strip() for line in str(report.remarks.get(name, "")).splitlines() if line.strip())
        for name in LINES
    }
    answers = {key: Answer(Outcome(row["outcome"]), row.get("words", "")) for key, row in report.answers.items()}
    return Remarks(**lines, by_line=causes_from(report.causes.items()), answers=answers)


def latest_wordings(report: Report) -> dict[Section, Wording]:
    """The newest wording of each section that anybody ever wrote."""
    rows = Wording.objects.filter(report=report, set_aside=False).select_related("by").order_by("number")
    return {Section(row.section): row for row in rows}


def worded(rows: Mapping[Section, Wording]) -> dict[Section, tuple[Written, ...]]:
    """The wordings that count; a section that was reset says again what the software proposes."""
    return {section: from_json(row.blocks) for section, row in rows.items() if not row.is_reset}


def document_of(report: Report, commune: Commune, *, marked: bool = False) -> OfficialDocument:
    """The whole document. A frozen one comes from its snapshot alone. ``marked``: for Word and back."""
    if report.frozen and not marked:
        return tree_from_json(report.frozen["document"])
    rows = latest_wordings(report)
    return compose(
        facts_from_json(report.snapshot or {}), letterhead_of(commune, report), remarks_of(report), worded=worded(rows),
        revisions={section: row.number for section, row in rows.items()} if marked else None,
        report_id=report.pk if marked else None,
    )  # fmt: skip


def digest_of(value: Any) -> str:
    """SHA-256 of a JSON value in its one canonical form."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def document_digest(document: OfficialDocument) -> str:
    """Says whether two documents are the same in every text."""
    return digest_of(tree_to_json(document))


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that one needs to work on a report's wording. ``proposed``: what the software says, by section."""

    facts: ReportFacts
    proposed: Mapping[Section, tuple[Block, ...]]
    figures: Mapping[str, Run]
    rows: Mapping[Section, Wording]

    def words(self, section: Section) -> tuple[Written, ...]:
        """A section as it stands, with today's figures."""
        row = self.rows.get(section)
        if row is None or row.is_reset:
            return written(self.proposed[section])
        return filled(from_json(row.blocks), self.figures)

    def offered(self, section: Section) -> tuple[Written, ...]:
        """The section as the software proposes it."""
        return written(self.proposed[section])

    def number(self, section: Section) -> int:
        """How often the section was written; 0 = never."""
        row = self.rows.get(section)
        return row.number if row else 0

    def lost(self, section: Section) -> list[str]:
        """Figures in people's wording that no longer exist: they were taken away since."""
        words = self.words(section)
        return [name for name in figures_of(words) if name not in self.figures]

    def fresh(self, section: Section) -> list[str]:
        """Figures and tables that the software has for this section and people's wording does not show yet."""
        everywhere = {name for one in Section for name in figures_of(self.words(one))}
        new = [self.figures[name].text for name in figures_of(self.offered(section)) if name not in everywhere]
        tables = set(fixed_of(self.offered(section))) - set(fixed_of(self.words(section)))
        return [*new, *sorted(tables)]


def desk_of(report: Report, commune: Commune) -> Desk:
    """Read what is needed to edit a report that has its figures."""
    facts = facts_from_json(report.snapshot or {})
    proposed = sections_of(facts, letterhead_of(commune, report).named, remarks_of(report))
    return Desk(facts, proposed, figures_in(proposed), latest_wordings(report))
