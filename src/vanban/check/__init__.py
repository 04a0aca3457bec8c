"""The linter of plans and other administrative documents: what is wrong, where, and how to mend it.

``check`` examines a reading, ``check_document`` a document tree of ``vanban.form``. Every rule stands in ``CATALOGUE``.
"""

from vanban.check import registered
from vanban.check.catalogue import CATALOGUE
from vanban.check.checker import check
from vanban.check.rule import Rule
from vanban.check.tree import Examined, TreeFinding, check_document, examine
from vanban.reading import Finding, Level

OF_REGISTER = tuple(rule for rule in CATALOGUE if rule.find.__module__ == registered.__name__)
"""The rules that ask the register of acts: what they say changes with it, the document being the same."""

__all__ = [
    "CATALOGUE",
    "OF_REGISTER",
    "Examined",
    "Finding",
    "Level",
    "Rule",
    "TreeFinding",
    "check",
    "check_document",
    "examine",
]
