"""Findings for a terminal and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from vanban.reading import Finding, Level, plain


def as_lines(findings: Sequence[Finding], name: str = "") -> Iterator[str]:
    """Grouped by level, the gravest first: what, where, the words, how to mend."""
    for level in Level:
        of_level = [one for one in findings if one.level is level]
        if not of_level:
            continue
        yield f"{level.label.upper()} ({len(of_level)})"
        for one in of_level:
            yield from _lines(one, name)
        yield ""
    yield _sum(findings)


def _lines(finding: Finding, name: str) -> Iterator[str]:
    place = f"{name}:{finding.line}: " if name and finding.line else ""
    where = f" – {finding.where}" if finding.where else ""
    yield f"  {place}{finding.message} [{finding.code}]{where}"
    if finding.excerpt:
        yield f"      “{finding.excerpt}”"
    if finding.mend:
        yield f"      → {finding.mend}"


def _sum(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Không thấy lỗi nào."
    counts = [(level, sum(one.level is level for one in findings)) for level in Level]
    return f"Tổng cộng: {', '.join(f'{count} {level.label.lower()}' for level, count in counts if count)}."


def as_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Each finding as a dict; spans are ``[start, end]``."""
    return [plain(one) for one in findings]


def is_clean(findings: Sequence[Finding]) -> bool:
    """Whether there are only hints, or nothing."""
    return all(one.level is Level.HINT for one in findings)
