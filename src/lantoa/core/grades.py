"""How far a piece of evidence can be trusted (design.md §3): the one list that activities, progress and
reports use."""

from collections.abc import Iterable

from vanban.vocabulary import Labelled


class EvidenceGrade(Labelled):
    """Bậc của minh chứng, A mạnh nhất."""

    A = "A", "Hệ thống tự ghi nhận (đã đăng, đã phát, đã điểm danh)"
    B = "B", "Xác nhận của hệ thống khác"
    C = "C", "Tệp hoặc liên kết có ngày (ảnh, biên bản, bài đăng)"
    D = "D", "Lời khai của cán bộ, chưa có tệp kèm theo"


def best_grade(grades: Iterable[str]) -> EvidenceGrade:
    """The strongest grade among pieces of evidence; D (someone's word) when there is none."""
    return EvidenceGrade(min(grades, default=EvidenceGrade.D))
