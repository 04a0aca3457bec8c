"""What a page sends: the changes of an editor as JSON, or the fields of a plain form where no script runs."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from lantoa.drafting.rules.blocks import KEY, USUAL, Block, BlockKind, bad_shape, block_from, fresh_key, from_json
from lantoa.drafting.rules.merging import Changes, Content

NAMED = frozenset(USUAL) - {"coordinating", "key", "rev"}
STEPS = {"up": -1, "down": 1}


def changes_from_json(body: bytes) -> tuple[Changes, dict[str, int]]:
    """Changes, and the revision of every line that the page has. Raises Refused("draft_shape"), ("draft_long")."""
    try:
        data = json.loads(body)
        order, known = data["order"], data["known"]
        deleted = {str(key): int(rev) for key, rev in data.get("deleted", {}).items()}
        order_rev = int(data["order_rev"])
        held = {str(key): int(rev) for key, rev in known.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise bad_shape() from error
    if not isinstance(order, list) or not all(isinstance(one, str) and KEY.fullmatch(one) for one in order):
        raise bad_shape()
    return Changes(from_json(data.get("blocks", [])), deleted, tuple(order), order_rev), held


def changes_from_form(data: QueryDict, content: Content) -> Changes:
    """The lines of the section that a plain form sent. Raises as ``changes_from_json``."""
    keys = [key for key in data.getlist("key") if KEY.fullmatch(key)]
    return Changes(tuple(_block(data, key) for key in keys), order_rev=content.order_rev)


def _block(data: QueryDict, key: str) -> Block:
    values: dict[str, Any] = {name: data[f"{key}-{name}"] for name in NAMED if f"{key}-{name}" in data}
    rev = data.get(f"{key}-rev", "")
    values |= {"key": key, "rev": int(rev) if rev.isdecimal() and len(rev) < 9 else 0}
    if f"{key}-units" in data:  # a box that is not ticked sends nothing, so the form says that it has boxes
        values["coordinating"] = data.getlist(f"{key}-coordinating")
    return block_from(values)


def operation(word: str, content: Content, number: int) -> tuple[Changes, str]:
    """A button of the plain form: "up:key", "down:key", "delete:key", "add:kind:key" → changes, and the line to go to.

    Raises Refused("draft_shape").
    """
    what, _colon, rest = word.partition(":")
    there = content.by_key()
    if what == "add":
        kind, _colon, after = rest.partition(":")
        if kind not in set(BlockKind):
            raise bad_shape()
        key = fresh_key(there, number)
        return added(content, [Block(key, kind)], after), key
    if rest not in there:
        raise bad_shape()
    if what == "delete":
        return Changes(deleted={rest: there[rest].rev}, order_rev=content.order_rev), ""
    if what not in STEPS:
        raise bad_shape()
    order = _moved(content, rest, STEPS[what])
    return Changes(order=order, order_rev=content.order_rev), rest


def added(content: Content, blocks: list[Block], after: str) -> Changes:
    """Changes that put new blocks behind the block ``after``, or at the end."""
    order = [block.key for block in content.blocks]
    at = order.index(after) + 1 if after in order else len(order)
    new = [block.key for block in blocks]
    return Changes(
        tuple(replace(one, rev=0) for one in blocks), {}, tuple(order[:at] + new + order[at:]), content.order_rev
    )


def _moved(content: Content, key: str, step: int) -> tuple[str, ...]:
    """A section moves with everything under it, any other line alone."""
    order = [block.key for block in content.blocks]
    if content.by_key()[key].kind != BlockKind.SECTION.value:
        at = order.index(key)
        to = min(max(at + step, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        return tuple(order)
    parts: list[list[str]] = [[]]
    for block in content.blocks:
        if block.kind == BlockKind.SECTION.value:
            parts.append([])
        parts[-1].append(block.key)
    at = next(number for number, part in enumerate(parts) if part and part[0] == key)
    to = min(max(at + step, 1), len(parts) - 1)
    parts.insert(to, parts.pop(at))
    return tuple(one for part in parts for one in part)


def known_of(content: Mapping[str, Block]) -> dict[str, int]:
    """The revision of every line."""
    return {key: block.rev for key, block in content.items()}
