"""The linter's remarks on a version: by level, with their places, and which of them were set aside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lantoa.documents.queries import has_own_acts, register_here
from lantoa.ledger.kept import kept
from lantoa.plans.models import FindingDismissal, PlanVersion
from lantoa.plans.queries import source_of
from vanban.check import OF_REGISTER, check
from vanban.errors import ReadError
from vanban.plan import read_document
from vanban.readers.text import source_of as plain_source
from vanban.reading import Level, plain

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
    """The remarks of a version. Two queries."""
    rows = FindingDismissal.objects.filter(plan_id=version.plan_id).select_related("dismissed_by")
    by_key = {row.key: row for row in rows}
    listed = [_view(one, by_key) for one in _raw(version)]
    open_ones = [view for view in listed if not view.dismissal]
    groups = [FindingGroup(level, tuple(view for view in open_ones if view.level is level)) for level in Level]
    dismissed = tuple(view for view in listed if view.dismissal)
    return FindingsView(tuple(group for group in groups if group.findings), dismissed)


def _raw(version: PlanVersion) -> list[Mapping[str, Any]]:
    """What was found when the document was read; where the commune has entries of its own in the register of acts, what
    the register says of the citations as it stands now."""
    found: list[Mapping[str, Any]] = list((version.reading or {}).get("findings") or [])
    if not version.text or not has_own_acts():
        return found
    own = kept(version.commune_id, ("findings.register", version.pk), lambda: _of_register(version))
    rest = [one for one in found if one.get("code") not in _REGISTER_CODES]
    return sorted([*rest, *own], key=_gravity)


_REGISTER_CODES = frozenset(rule.code for rule in OF_REGISTER)
_LEVELS = [level.value for level in Level]


def _gravity(one: Mapping[str, Any]) -> tuple[int, int]:
    level, span = str(one.get("level") or ""), one.get("span")
    return _LEVELS.index(OLD_LEVELS.get(level, level)), int(span[0]) if span else 10**9


def _of_register(version: PlanVersion) -> list[Mapping[str, Any]]:
    source = source_of(version) or plain_source(version.text)
    try:
        reading = read_document(source)
    except ReadError:  # a text that only a former version of the reader took
        return []
    return [plain(one) for one in check(reading, source, rules=OF_REGISTER, acts=register_here())]


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
