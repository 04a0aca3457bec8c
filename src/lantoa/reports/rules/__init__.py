"""Pure rules of reports: the figures of a period, their snapshot, their words, the official document made
of them."""

from lantoa.reports.rules.composing import Letterhead, compose
from lantoa.reports.rules.facts import (
    AnnexEntry,
    Figure,
    Line,
    PlanNamed,
    ReportFacts,
    Tally,
    Upcoming,
)
from lantoa.reports.rules.figures import Names, report_facts
from lantoa.reports.rules.sections import Remarks, Section
from lantoa.reports.rules.snapshot import facts_from_json, facts_to_json

__all__ = [
    "AnnexEntry",
    "Figure",
    "Letterhead",
    "Line",
    "Names",
    "PlanNamed",
    "Remarks",
    "ReportFacts",
    "Section",
    "Tally",
    "Upcoming",
    "compose",
    "facts_from_json",
    "facts_to_json",
    "report_facts",
]
