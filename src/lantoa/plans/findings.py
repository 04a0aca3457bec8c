"""The linter's remarks on a version: by level, with their places, and which of them were set aside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lantoa.plans.models import FindingDismissal, PlanVersion
from vanban.reading import Level

OLD_LEVELS = {"info": Level.HINT.value}
"""As versions have it that were read before the linter had a catalogue."""
MOST_WORDS = 40
"""Characters of a place that are marked in the document: enough to see it, too few to hide the item around it."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One remark as the page shows it; ``dismissal`` is set once it was set aside."""

    code: str
    key: str
    level: Level
    message: str
    where: str
    mend: str
    excerpt: str
    span: tuple[int, int] | None
    dismissal: FindingDismissal | None = None

    @property
    def mark(self) -> str:
        """The key of its mark in the document."""
        return f"f{self.key}"


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The remarks of one level."""

    level: Level
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class FindingsView:
    """All remarks of a version: those that stand, by level, and those that were set aside."""

    groups: tuple[FindingGroup, ...]
    dismissed: tuple[FindingView, ...]

    @property
    def count(self) -> int:
        return sum(len(group.findings) for group in self.groups)


def findings_of(version: PlanVersion) -> FindingsView:
    """The remarks of a version. One query."""
    rows = FindingDismissal.objects.filter(plan_id=version.plan_id).select_related("dismissed_by")
    by_key = {row.key: row for row in rows}
    listed = [_view(one, by_key) for one in (version.reading or {}).get("findings") or []]
    open_ones = [view for view in listed if not view.dismissal]
    groups = [FindingGroup(level, tuple(view for view in open_ones if view.level is level)) for level in Level]
    dismissed = tuple(view for view in listed if view.dismissal)
    return FindingsView(tuple(group for group in groups if group.findings), dismissed)


def finding_of(version: PlanVersion, key: str) -> FindingView | None:
    """One remark by its key."""
    found = findings_of(version)
    everything = [view for group in found.groups for view in group.findings]
    return next((view for view in (*everything, *found.dismissed) if view.key == key), None)


def marked(findings: FindingsView) -> Iterable[tuple[int, int, str]]:
    """Where the document is marked for the remarks that stand: start, end, key."""
    for group in findings.groups:
        for view in group.findings:
            if view.span:
                yield view.span[0], min(view.span[1], view.span[0] + MOST_WORDS), view.mark


def _view(one: Mapping[str, Any], dismissals: Mapping[str, FindingDismissal]) -> FindingView:
    code, message = str(one.get("code") or ""), str(one.get("message") or "")
    key = str(one.get("key") or sha256(f"{code}|{message}".encode()).hexdigest()[:20])
    level = str(one.get("level") or "")
    span = one.get("span")
    return FindingView(
        code, key, Level(OLD_LEVELS.get(level, level)), message, where=str(one.get("where") or ""),
        mend=str(one.get("mend") or ""), excerpt=str(one.get("excerpt") or ""),
        span=(int(span[0]), int(span[1])) if span else None, dismissal=dismissals.get(key),
    )  # fmt: skip
