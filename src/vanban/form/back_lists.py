"""Two lists of blocks or lines compared: what was added, removed, changed, moved; and a list with chosen edits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Any, Literal

from vanban.form import wording as say
from vanban.form.back_reader import Picture, block_of
from vanban.form.document import Article, Bullet, Chart, Clause, DataTable, Heading, Mark, Paragraph, Point, Run, plain
from vanban.form.editing import joined

ALIKE = 0.5
"""Share of common letters from which a block is taken for the changed other one, not for a new one."""
MOST_PAIRS = 400
"""In a stretch with more pairs than that, blocks are matched by their order alone."""
MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a list. ``at``: the item's place before; of something added, the item before which it stands; ``to``
    likewise of something moved; ``order`` among several put in at one place."""

    kind: Literal["added", "removed", "changed", "moved"]
    at: int
    before: Any = None
    after: Any = None
    to: int = 0
    order: int = 0


def key_of(item: Any) -> tuple[Any, ...]:
    """What of an item is compared: its words with their look and its kind, not the number before it."""
    if isinstance(item, DataTable):
        return ("table", tuple(map(_words, item.header)), tuple(tuple(map(_words, row)) for row in item.rows))
    if isinstance(item, Chart | Picture):
        return ("chart", " ".join(say.clean(item.title).split()))
    if isinstance(item, Mark):
        return ("mark",)
    if isinstance(item, str) or (isinstance(item, tuple) and all(isinstance(one, Run) for one in item)):
        return ("text", _words(item))
    if isinstance(item, tuple):
        return ("row", tuple(map(_words, item)))
    read = _as_read(item)
    return (type(read).__name__, getattr(read, "level", 0), getattr(read, "mark", ""), _words(say.spoken(read)))


def _as_read(block: Any) -> Any:
    """A block as the reader of Word files would take it, had its label been typed."""
    if isinstance(block, Paragraph):
        return block_of("", say.clean_runs(block.text), "")
    style = f"VBHeading{block.level}" if isinstance(block, Heading) else ""
    label = say.label_of(block)
    typed = (Run(f"{label} "), *say.words_of(block)) if label else say.words_of(block)
    return block_of(style, typed, "")


def _words(text: Any) -> tuple[tuple[str, bool, bool], ...]:
    runs = joined([Run(run.text, run.bold, run.italic) for run in say.clean_runs(text)])
    return tuple((run.text, run.bold, run.italic) for run in runs)


def edits(before: Sequence[Any], after: Sequence[Any]) -> list[Edit]:
    """What was done to ``before``, in its order. Marks and empty paragraphs, which print nothing, do not count."""
    places = [index for index, item in enumerate(before) if _shows(item)]
    old, new = [before[index] for index in places], [item for item in after if _shows(item)]
    keys = ([key_of(item) for item in old], [key_of(item) for item in new])
    compared = _Compared(old, new, [*places, len(before)])
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            compared.same += list(zip(range(i1, i2), range(j1, j2), strict=True))
        else:
            compared.stretch((i1, i2), (j1, j2))
    return _moved([*compared.found, *compared.labels()])


def _shows(item: Any) -> bool:
    if isinstance(item, Mark):
        return False
    if isinstance(item, Heading | Paragraph | Bullet | Point | Clause | Article):
        return bool(plain(say.spoken(item)).strip())
    return True


class _Compared:
    def __init__(self, old: list[Any], new: list[Any], places: list[int]) -> None:
        self.old, self.new, self.places = old, new, places
        self.found: list[Edit] = []
        self.same: list[tuple[int, int]] = []

    def stretch(self, old: tuple[int, int], new: tuple[int, int]) -> None:
        """A stretch that differs: the pair most alike is a change, what stands before and after goes on alike."""
        pair = self._best(old, new) if old[0] < old[1] and new[0] < new[1] else None
        if pair is None:
            for index in range(*old):
                self.found.append(Edit("removed", self.places[index], self.old[index]))
            for order, index in enumerate(range(*new)):
                if not isinstance(self.new[index], Picture):
                    self.found.append(Edit("added", self.places[old[1]], None, self.new[index], order=order))
            return
        i, j = pair
        self.stretch((old[0], i), (new[0], j))
        self.found.append(Edit("changed", self.places[i], self.old[i], self.new[j]))
        self.stretch((i + 1, old[1]), (j + 1, new[1]))

    def _best(self, old: tuple[int, int], new: tuple[int, int]) -> tuple[int, int] | None:
        if (old[1] - old[0]) * (new[1] - new[0]) > MOST_PAIRS:
            return old[0], new[0]
        pairs = [(alike(self.old[i], self.new[j]), -i, -j) for i in range(*old) for j in range(*new)]
        best, i, j = max(pairs)
        return (-i, -j) if best >= ALIKE else None

    def labels(self) -> list[Edit]:
        """Numbers set right by hand; where blocks came or went all below them shift, which is no change."""
        if any(edit.kind != "changed" for edit in self.found):
            return []
        pairs = [(i, self.old[i], self.new[j]) for i, j in self.same]
        return [Edit("changed", self.places[i], old, new) for i, old, new in pairs if _label(old) != _label(new)]


def _label(item: Any) -> str:
    return say.label_of(item) if isinstance(item, Heading | Point | Clause | Article) else ""


def alike(one: Any, other: Any) -> float:
    """How alike two items are, from 0 to 1; only a table is like a table."""
    if isinstance(one, DataTable) or isinstance(other, DataTable):
        both = isinstance(one, DataTable) and isinstance(other, DataTable)
        return 1.0 if both and key_of(one)[1] == key_of(other)[1] else 0.6 if both else 0.0
    if isinstance(other, Picture) or isinstance(one, Chart):
        return 0.0
    left, right = _letters(one), _letters(other)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _letters(item: Any) -> str:
    if isinstance(item, tuple) and item and not isinstance(item[0], Run):
        return " ".join(plain(cell) for cell in item)[:MOST_LETTERS]
    text = item if isinstance(item, str | tuple) else say.spoken(item)
    return plain(text)[:MOST_LETTERS]


def _moved(found: list[Edit]) -> list[Edit]:
    """What went at one place and came at another, word for word, was moved."""
    gone = {key_of(edit.before): edit for edit in found if edit.kind == "removed"}
    made: list[Edit] = []
    taken: set[int] = set()
    for edit in found:
        left = gone.pop(key_of(edit.after), None) if edit.kind == "added" else None
        if left is None:
            made.append(edit)
        else:
            taken.add(id(left))
            made.append(Edit("moved", left.at, left.before, edit.after, edit.at, edit.order))
    return sorted((edit for edit in made if id(edit) not in taken), key=lambda edit: (edit.at, edit.order))


def edited(items: Sequence[Any], chosen: Iterable[Edit]) -> list[Any]:
    """The list with edits done. Raises ``IndexError`` for a place that is not there."""
    inserted: dict[int, list[tuple[int, Any]]] = {}
    gone: set[int] = set()
    new = list(items)
    for edit in chosen:
        if edit.kind != "added" and not 0 <= edit.at < len(items):
            raise IndexError(edit.at)
        if edit.kind == "changed":
            new[edit.at] = kept(items[edit.at], edit.after)
        if edit.kind in {"removed", "moved"}:
            gone.add(edit.at)
        if edit.kind in {"added", "moved"}:
            value = items[edit.at] if edit.kind == "moved" else edit.after
            inserted.setdefault(edit.to if edit.kind == "moved" else edit.at, []).append((edit.order, value))
    made: list[Any] = []
    for index in range(len(items) + 1):
        made += [value for _, value in sorted(inserted.get(index, ()), key=lambda one: one[0])]
        if index < len(items) and index not in gone:
            made.append(new[index])
    return made


def kept(before: Any, after: Any) -> Any:
    """The new block under the name by which the old one was known."""
    names = {field.name for field in fields(after)} if hasattr(after, "__dataclass_fields__") else set()
    anchor = getattr(before, "anchor", "")
    return replace(after, anchor=anchor) if anchor and "anchor" in names else after
