"""How far a piece of evidence can be trusted (design.md §3): the one list that activities, progress and
reports use; and how a second person's look changes it (ADR 0010)."""

from collections.abc import Iterable

from vanban.vocabulary import Labelled


class EvidenceGrade(Labelled):
    """Hạng của minh chứng, A mạnh nhất."""

    A = "A", "Hệ thống tự ghi nhận (đã đăng, đã phát, đã điểm danh)"
    B = "B", "Xác nhận của hệ thống khác"
    C = "C", "Tệp hoặc liên kết có ngày (ảnh, biên bản, bài đăng), đã có người thứ hai xác nhận"
    D = "D", "Lời khai của cán bộ: chưa có tệp kèm theo, hoặc tệp chưa được xác nhận"


class EvidenceState(Labelled):
    """Trạng thái của một minh chứng."""

    WAITING = "waiting", "Chờ xác nhận"
    ACCEPTED = "accepted", "Đã xác nhận"
    RETURNED = "returned", "Bị trả lại"
    REPLACED = "replaced", "Đã được thay"
    WITHDRAWN = "withdrawn", "Đã rút"


NEEDS_NO_LOOK = frozenset({EvidenceGrade.A.value, EvidenceGrade.B.value})
"""Captured by a machine: nobody's word is in it that a second person could check."""

SHOWN = frozenset({EvidenceState.WAITING.value, EvidenceState.ACCEPTED.value, EvidenceState.RETURNED.value})
"""States of evidence that still stands with its activity; the others are history."""


def effective_grade(grade: str, state: str) -> EvidenceGrade | None:
    """What a piece of evidence is worth now; None = it proves nothing (returned, replaced, withdrawn).

    A file or link that nobody but its giver has seen is worth as much as the giver's word.
    """
    if state not in SHOWN or state == EvidenceState.RETURNED.value:
        return None
    if grade == EvidenceGrade.C.value and state == EvidenceState.WAITING.value:
        return EvidenceGrade.D
    return EvidenceGrade(grade)


def effective_grades(pieces: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The grades of an activity's pieces, each given as (grade, state); sorted, those that prove nothing left out."""
    found = (effective_grade(grade, state) for grade, state in pieces)
    return tuple(sorted(grade.value for grade in found if grade))


def best_grade(grades: Iterable[str]) -> EvidenceGrade:
    """The strongest grade among pieces of evidence; D (someone's word) when there is none."""
    return EvidenceGrade(min(grades, default=EvidenceGrade.D))
