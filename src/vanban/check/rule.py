"""One rule of the linter: a code, a level, a function that finds, and the words for whoever has to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vanban.check.subject import Subject
from vanban.reading import Level
from vanban.source import Span


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: in Vietnamese what is wrong; its place; a second place that it is compared with; how to mend
    it, where the rule's usual words do not fit."""

    message: str
    span: Span | None = None
    other: Span | None = None
    mend: str = ""


Finder = Callable[[Subject], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """``title`` says in a few words what the rule is about; ``mend`` how to put it right; ``basis`` is the article or
    the measurement that the rule comes from; ``wrong`` and ``right`` are an example. ``any_kind``: also for documents
    that are no plan. ``exact``: the rule looks at letters; stretches that a reader restored or is unsure of
    are not its matter."""

    code: str
    level: Level
    find: Finder
    title: str
    mend: str
    basis: str = ""
    wrong: str = ""
    right: str = ""
    any_kind: bool = False
    exact: bool = False
