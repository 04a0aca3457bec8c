"""What a rule of the linter sees: a reading with its tree, its source and its page set-up, and the register of acts."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from vanban.blocks import Block
from vanban.check.disagreements import find_contradictions
from vanban.flat import Flat
from vanban.head import Head
from vanban.outline import Node, Zone, walk
from vanban.reading import Contradiction, Reading
from vanban.references import Act, find_acts
from vanban.register import Register, register
from vanban.skeleton import Skeleton
from vanban.source import Source, Span


@dataclass(frozen=True)
class Mention:
    """An act named at one place of the text."""

    act: Act
    span: Span
    node: Node


@dataclass(frozen=True)
class Subject:
    """A document under examination. What rules share is computed once, when it is first asked for."""

    reading: Reading
    source: Source
    skeleton: Skeleton
    register: Register = field(default_factory=register)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every paragraph in reading order."""
        return tuple(walk(list(self.skeleton.nodes)))

    @property
    def head(self) -> Head:
        """The head of the document."""
        return self.skeleton.head

    @cached_property
    def cells(self) -> tuple[Flat, ...]:
        """The cells of every table, but for the headers."""
        text = self.source.text
        return tuple(
            Flat.of(text, [(cell.start, cell.end)])
            for table in self.reading.tables
            for row in table.rows[1:]
            for cell in row
            if cell.text.strip()
        )

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every place that names an act, repeated ones too."""
        return tuple(
            Mention(act, node.block.flat.span(act.start, act.end), node)
            for node in self.nodes
            for act in find_acts(node.block.flat.text)
        )

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Pairs of places that do not agree."""
        flats = [node.block.flat for node in self.nodes]
        of = self.reading
        return tuple(find_contradictions(flats, list(of.tasks), list(of.targets), period=of.period, commune=of.commune))

    def is_uncertain(self, span: Span) -> bool:
        """Whether a place touches words that were restored, or that a reader of pictures is not sure of."""
        return any(one.start < span[1] and one.end > span[0] for one in self.source.uncertain)

    def zone(self, *zones: Zone) -> Iterator[Node]:
        """The paragraphs of some parts of the document."""
        return (node for node in self.nodes if node.zone in zones)

    def search(self, pattern: re.Pattern[str], *zones: Zone) -> Iterator[tuple[re.Match[str], Node]]:
        """Every match of a pattern in the flat text of the paragraphs of some parts (all of them where none is
        named)."""
        for node in self.nodes:
            if not zones or node.zone in zones:
                for match in pattern.finditer(node.block.flat.text):
                    yield match, node

    @cached_property
    def _starts(self) -> list[int]:
        return [node.block.start for node in self.nodes]

    def node_at(self, place: int) -> Node | None:
        """The paragraph at an offset of the source."""
        index = bisect_right(self._starts, place) - 1
        return self.nodes[index] if index >= 0 and place <= self.nodes[index].block.end else None


def place_of(node: Node, match: re.Match[str], group: int | str = 0) -> Span:
    """The span in the source of what a pattern matched in the flat text of a paragraph."""
    return node.block.flat.span(match.start(group), match.end(group))


def whole(block: Block) -> Span:
    """The span of a paragraph."""
    return block.start, block.end
