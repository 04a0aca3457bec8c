"""What a report shows as a chart: where people would look rather than read. Pure; drawn by ``vanban.form.charts``."""

from collections import Counter

from lantoa.core.periods import PeriodKind
from lantoa.progress.rules import ProgressState
from lantoa.reports.rules import wording
from lantoa.reports.rules.facts import JUDGED, Line, ReportFacts
from vanban.form.document import Bar, Block, Chart

FEWEST = 2
"""A chart of one bar says less than its number."""


def units_chart(facts: ReportFacts) -> list[Block]:
    """Of each lead unit: how many of its commitments that were due are fulfilled."""
    by_unit: dict[str, list[Line]] = {}
    for line in facts.owed:
        if line.state in JUDGED and line.lead:
            by_unit.setdefault(line.lead, []).append(line)
    bars = []
    for name, lines in sorted(by_unit.items(), key=lambda item: (-len(item[1]), item[0])):
        done = sum(1 for line in lines if line.state is ProgressState.DONE)
        bars.append(Bar(name, (done, len(lines)), f"{wording.number(done)}/{wording.number(len(lines))}"))
    title = "Chỉ tiêu, nhiệm vụ đã hoàn thành trên số đã đến hạn, theo đơn vị chủ trì"
    return _chart(Chart(title, ("Hoàn thành", "Đã đến hạn"), tuple(bars), anchor="hinh-don-vi")) if bars else []


def months_chart(facts: ReportFacts) -> list[Block]:
    """How many activities there were in each month of a longer period."""
    if facts.period.kind is PeriodKind.MONTH:
        return []
    inside = set(facts.activity_ids)
    counted = Counter((e.happened_on.year, e.happened_on.month) for e in facts.annex if e.activity_id in inside)
    first, last = facts.period.data.start, facts.data_to
    months = [
        (year, month)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]
    if not counted:
        return []
    bars = tuple(Bar(f"{month:02}/{year}", (counted[year, month],)) for year, month in months)
    return _chart(Chart("Số hoạt động theo tháng", ("Hoạt động",), bars, "columns", "hinh-thang"))


def channels_chart(facts: ReportFacts) -> list[Block]:
    """How often each channel was used, the most used first."""
    ranked = sorted(facts.channels, key=lambda one: (-one.pieces, one.label))
    bars = tuple(Bar(one.label, (one.pieces,), wording.number(one.pieces)) for one in ranked)
    return (
        _chart(Chart("Số lượt tuyên truyền theo kênh, hình thức", ("Lượt",), bars, anchor="hinh-kenh")) if bars else []
    )


def _chart(chart: Chart) -> list[Block]:
    return [chart] if len(chart.bars) >= FEWEST else []
