"""What the pages of a report need: the preview with its links, and the items behind a number."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from lantoa.communes.models import Commune
from lantoa.reports.jobs import remarks_of
from lantoa.reports.models import Report
from lantoa.reports.queries import letterhead_of
from lantoa.reports.rules import AnnexEntry, ReportFacts, compose, facts_from_json
from vanban.form.html import render_html

OVERALL = ("tong-hoat-dong", "muc-do-hoan-thanh")


@dataclass(frozen=True, slots=True)
class Behind:
    """One number of a report and the entries of the annex behind it."""

    title: str
    entries: list[AnnexEntry]


def snapshot_of(report: Report) -> ReportFacts:
    """The figures as they were when the report was made. 404 while there are none."""
    if not report.snapshot:
        raise Http404
    return facts_from_json(report.snapshot)


def preview_of(report: Report, commune: Commune) -> SafeString:
    """The document as HTML; every number is a link to what stands behind it."""
    facts = snapshot_of(report)
    links = {anchor: reverse("reports_behind", args=[report.pk, anchor]) for anchor, _title, _ids in _numbers(facts)}
    document = compose(facts, letterhead_of(commune, report), remarks_of(report))
    return mark_safe(render_html(document, links=links))  # noqa: S308 - render_html escapes every text


def behind(report: Report, anchor: str) -> Behind:
    """The items of one number. 404 for a number that the report does not have."""
    facts = snapshot_of(report)
    for known, title, ids in _numbers(facts):
        if known == anchor:
            wanted = set(ids)
            return Behind(title, [entry for entry in facts.annex if entry.activity_id in wanted])
    raise Http404


def _numbers(facts: ReportFacts) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every number of the document: its anchor, what it counts, the activities behind it."""
    yield OVERALL[0], "Tất cả hoạt động trong kỳ", facts.activity_ids
    served = tuple(key for line in facts.lines for key in line.activity_ids)
    yield OVERALL[1], "Hoạt động phục vụ các chỉ tiêu, nhiệm vụ trong kỳ", served
    for line in facts.lines:
        yield f"so-{line.commitment_id}", line.title, line.activity_ids
        yield f"ton-tai-{line.commitment_id}", line.title, line.activity_ids
    for prefix, tallies in (("noi-dung", facts.topics), ("kenh", facts.channels)):
        for tally in tallies:
            yield f"{prefix}-{tally.code}", tally.label, tally.activity_ids
