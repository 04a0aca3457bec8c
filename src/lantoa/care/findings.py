"""What a check found: pure. A check says what it looked at, how it is, and how to mend it, in words of an office."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How good it is. ``word`` stands beside every colour."""

    GOOD = "good"
    CARE = "care"
    BAD = "bad"

    @property
    def word(self) -> str:
        """Vietnamese."""
        return {"good": "Tốt", "care": "Cần chú ý", "bad": "Hỏng"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """``title``: what was looked at; ``words``: how it is; ``mend``: what to do, empty where nothing is to be done."""

    title: str
    level: Level
    words: str
    mend: str = ""


Check = Callable[[], Finding]


def good(title: str, words: str) -> Finding:
    """Nothing to do."""
    return Finding(title, Level.GOOD, words)


def care(title: str, words: str, mend: str) -> Finding:
    """It works, but somebody should look after it."""
    return Finding(title, Level.CARE, words, mend)


def bad(title: str, words: str, mend: str) -> Finding:
    """It does not work, or will not for long."""
    return Finding(title, Level.BAD, words, mend)


def looked(checks: Iterable[tuple[str, Check]]) -> list[Finding]:
    """Every check in its order. One that breaks is a finding, too: a doctor must not fall ill of the patient."""
    return [_one(title, check) for title, check in checks]


def _one(title: str, check: Check) -> Finding:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever broke, the other checks go on
        name = type(error).__name__
        return bad(title, f"Không kiểm tra được ({name}).", "Xem các mục hỏng ở trên trước, rồi kiểm tra lại.")


def worst(findings: Iterable[Finding]) -> Level:
    """The level of the whole."""
    levels = {finding.level for finding in findings}
    return next((level for level in (Level.BAD, Level.CARE) if level in levels), Level.GOOD)


def in_words(findings: Iterable[Finding]) -> str:
    """For the command line: one line each, and below it how to mend it."""
    signs = {Level.GOOD: "  ✓", Level.CARE: "  !", Level.BAD: "  ✗"}
    lines = []
    for finding in findings:
        lines.append(f"{signs[finding.level]} {finding.title}: {finding.words}")
        if finding.mend:
            lines.append(f"      → {finding.mend}")
    return "\n".join(lines)
