"""A Word file, the draft as it went out, and the draft as it is now: what of the file's changes is still to be decided.

The file is compared with the state that it was downloaded from, so that it never takes back what others wrote since.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from lantoa.drafting.rules.composing import ROW
from lantoa.drafting.rules.returning import GONE
from lantoa.drafting.rules.states import CELLS, GRID, PATH, State, words_of
from vanban.form.back import Change, key_of

CHANGED = "Dòng này đã được sửa trên phần mềm sau khi tải tệp Word này về; nhận thì lời trong Word thay lời đó."


def still_open(changes: Iterable[Change], base: State, now: State) -> tuple[Change, ...]:
    """The changes that the draft does not have yet: a file that comes a second time asks nothing again."""
    if base is now:
        return tuple(changes)
    looks, said = now.looks(), {one.text for one in now.blocks if one.text}
    return tuple(one for one in changes if not _is_done(one, base.key_at(one.path), looks, said=said))


def _is_done(change: Change, key: str, looks: Mapping[str, Any], *, said: Collection[str]) -> bool:
    after = change.after
    if change.kind == "added":
        is_row = bool(CELLS.match(change.path)) and isinstance(after, tuple) and len(after) > 1
        words = words_of(after[1]) if is_row and isinstance(after, tuple) else words_of(after)
        return (is_row or bool(PATH.match(change.path))) and words in said
    key = key or change.path
    if GRID.match(change.path) or change.kind == "moved":
        return False
    if change.kind == "removed":
        return bool(PATH.match(change.path) or CELLS.match(change.path)) and key.removesuffix(ROW) not in looks
    return after is not None and key_of(after) == looks.get(key)


def moved_on(changes: Sequence[Change], base: State, now: State, *, seen: int) -> dict[int, str]:
    """Changes whose line somebody changed or deleted in the product since the file went out: place → what happened."""
    there = {one.key: one for one in now.blocks}
    found = {}
    for at, change in enumerate(changes):
        key = base.key_at(change.path).removesuffix(ROW)
        if change.kind == "added" or not key:
            continue
        if key not in there:
            found[at] = GONE
        elif there[key].rev > seen:
            found[at] = f"{CHANGED} Trên phần mềm hiện ghi: “{there[key].wording or there[key].text}”"
    return found
