"""Contradictions (``vanban.check.disagreements``) as remarks: two places of one plan that do not agree."""

from collections.abc import Iterator

from vanban.check.rule import Finder, Found
from vanban.check.subject import Subject


def pairs(kind: str) -> Finder:
    """The rule for contradictions of one kind."""

    def find(subject: Subject) -> Iterator[Found]:
        for one in subject.contradictions:
            if one.kind == kind:
                yield Found(one.message, one.right.span, one.left.span)

    find.__doc__ = WORDS[kind]
    return find


WORDS = {
    "lead": "Body and appendix name different leads for the same work.",
    "frequency": "The same target with another number or another cycle.",
    "deadline": "The same task with another deadline.",
    "year": "Another year than the plan's, outside acts, other programmes and results.",
}
