"""Names that a caller gives, and how far what was read is from them."""

from collections.abc import Iterable

FEW = 2
"""Letters by which a name of ``LONG`` letters may have been misread; a shorter one by one letter."""
LONG = 12
SHORTEST = 8
"""Letters of a name that is looked for in running text."""
MOST_NAMES, LONGEST = 400, 120


def usable(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are looked for: of at least two words, single blanks, each once, no more than ``MOST_NAMES``."""
    tidy = dict.fromkeys(" ".join(name.split()) for name in names)
    return tuple(one for one in tidy if SHORTEST <= len(one) <= LONGEST and " " in one)[:MOST_NAMES]


def letters_apart(one: str, other: str) -> int:
    """Letters to change, add or leave out."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(last + (a != b), row[j] + 1, row[j - 1] + 1)
    return row[-1]
