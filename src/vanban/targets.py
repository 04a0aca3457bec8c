"""Targets: each quantified sentence of a plan, in the list of targets, inside tasks and in appendix tables."""

import re
from bisect import bisect_right
from dataclasses import replace

from vanban.attributes import attributes
from vanban.flat import Flat, clean
from vanban.outline import Node, Role, Zone, walk
from vanban.quantities import Quantity, between, clauses, find_quantities, measure_of, period_of
from vanban.reading import MeasureKind, Modality, Target, Task
from vanban.references import find_acts
from vanban.sentences import sentences
from vanban.source import Span

LIST_ITEM = 50
"""Characters behind a quantity: more, and the sentence has gone on to something else."""

SILENT = (Role.FUNDING,)
DONE = re.compile(r"\W*[Đđ]ã \w")


def read_targets(source: str, nodes: list[Node], tasks: list[Task]) -> list[Target]:
    """The targets of a plan in reading order; those of table rows carry their row."""
    found: list[Target] = []
    for node in walk(nodes):
        if node.zone in (Zone.BODY, Zone.CLOSING) and node.role not in SILENT:
            found.extend(_of_block(source, node))
    ordered = sorted((task for task in tasks if task.row is None), key=lambda task: task.span)
    starts = [task.span[0] for task in ordered]
    found = [_with_lead(target, ordered, starts) for target in found]
    for task in tasks:
        if task.row is not None or "table_guessed" in task.doubts:
            found.extend(_of_row(source, task))
    return found


def _of_block(source: str, node: Node) -> list[Target]:
    body = node.block.body
    skip = tuple((act.start, act.end) for act in find_acts(body.text))
    everything = find_quantities(body.text, skip)
    if not everything:
        return []
    if node.role is Role.TARGETS and len(everything) == 1:
        pieces = [(0, len(body.text), everything)]
    else:
        pieces = [
            piece for start, end in sentences(body.text) for piece in _of_sentence(body, everything, (start, end))
        ]
    doubts = ("target_in_contents",) if node.role is Role.CONTENTS else ()
    made = [
        _make(source, body.part(start, end), _shifted(inside, start), section=node.path, doubts=doubts)
        for start, end, inside in pieces
    ]
    lead = next((value.text for name, value in attributes(body) if name == "lead"), None)
    kept = [replace(target, lead=lead) for target in made if _is_target(target, node)]
    return _share_periods(source, kept)


def _is_target(target: Target, node: Node) -> bool:
    """In the contents of the campaign only a clear measure is one; what has been done ("đã phát 206 lượt") is none."""
    if DONE.match(target.text):
        return False
    return node.role is not Role.CONTENTS or bool(target.comparator) or "%" in target.quantity


def _of_sentence(body: Flat, everything: list[Quantity], sentence: Span) -> list[tuple[int, int, list[Quantity]]]:
    start, end = sentence
    inside = between(everything, start, end)
    if not inside:
        return []
    local = _shifted(inside, start)
    text = body.text[start:end]
    pieces = [_narrowed(text, piece) for piece in clauses(text, local)]
    return [(start + a, start + b, _shifted(items, -start)) for a, b, items in pieces]


def _narrowed(text: str, piece: tuple[int, int, list[Quantity]]) -> tuple[int, int, list[Quantity]]:
    """A piece without the statements that a semicolon parts from its quantities."""
    start, end, items = piece
    if any(item.one_of for item in items):
        return piece
    before = text.rfind("; ", start, items[0].start)
    behind = text.find("; ", items[-1].end, end)
    return before + 2 if before >= 0 else start, behind if behind >= 0 else end, items


def _shifted(items: list[Quantity], by: int) -> list[Quantity]:
    return [replace(item, start=item.start - by, end=item.end - by) for item in items]


def _make(source: str, flat: Flat, items: list[Quantity], *, section: str, doubts: tuple[str, ...]) -> Target:
    item = items[0]
    period = period_of(flat.text, item, item.end)
    measure = measure_of(flat.text, item, period)
    found = list(doubts)
    if measure.kind is MeasureKind.COUNT and not measure.per and not measure.start and not item.one_of:
        found.append("quantity_period_missing")
    if item.word:
        found.append("quantity_word")
    if len(items) > 1:
        found.append("split_uncertain")
    span = flat.span(0, len(flat.text))
    return Target(
        text=clean(source[span[0] : span[1]]),
        span=span,
        section=section,
        quantity=item.quantity,
        unit=item.unit,
        comparator=item.comparator,
        period=period,
        modality=_modality(flat.text, item),
        measure=measure,
        doubts=tuple(found),
    )


def _modality(text: str, item: Quantity) -> Modality:
    if item.one_of:
        return Modality.ONE_OF
    return Modality.ENCOURAGED if text.startswith("Khuyến khích") else item.modality


def _share_periods(source: str, targets: list[Target]) -> list[Target]:
    """The period of a list holds for all of it: named at its end ("02 chuyên mục, 04 phóng sự và 12 tin bài trong
    năm") or at its beginning ("Mỗi tháng đăng 04 tin và 08 bài"). After a semicolon a new statement begins."""
    shared: list[Target] = []
    for target in reversed(targets):
        shared.append(_sharing(source, target, shared[-1]) if shared else target)
    forward: list[Target] = []
    for target in reversed(shared):
        before = forward[-1] if forward else None
        leads = before and before.period and 0 <= before.text.find(before.period) < before.text.find(before.quantity)
        forward.append(_sharing(source, before, target, gives=True) if before and leads else target)
    return forward


def _sharing(source: str, one: Target, two: Target, *, gives: bool = False) -> Target:
    """The one of two neighbours that lacks a period, with the giver's; unchanged where the list does not go on."""
    taker, giver = (two, one) if gives else (one, two)
    between = source[one.span[1] - 2 : two.span[0]]
    near = gives or len(one.text) - one.text.rfind(one.quantity) < LIST_ITEM
    joined = near and ";" not in between and "." not in between
    if not joined or taker.period or not giver.period or "định kỳ" in giver.period.casefold():
        return taker
    measure = replace(taker.measure, per=giver.measure.per, start=giver.measure.start, end=giver.measure.end)
    doubts = tuple(code for code in taker.doubts if code != "quantity_period_missing")
    return replace(taker, period=giver.period, measure=measure, doubts=doubts)


def _with_lead(target: Target, tasks: list[Task], starts: list[int]) -> Target:
    """The lead of the task that the target stands in; ``tasks`` are in order and ``starts`` where they begin."""
    at = bisect_right(starts, target.span[0])
    around = [task for task in tasks[max(0, at - 2) : at] if target.span[1] <= task.span[1]]
    return replace(target, lead=around[-1].lead) if around and not target.lead else target


def _of_row(source: str, task: Task) -> list[Target]:
    flat = Flat.of(source, [task.span])
    skip = tuple((act.start, act.end) for act in find_acts(flat.text))
    found = find_quantities(flat.text, skip)
    guessed = tuple(code for code in task.doubts if code == "table_guessed")
    made: list[Target] = []
    for start, end, items in clauses(flat.text, found):
        target = _make(source, flat.part(start, end), _shifted(items, start), section=task.section, doubts=guessed)
        made.append(replace(_in_row(target, task), lead=task.lead, row=task.row))
    return made


def _in_row(target: Target, task: Task) -> Target:
    """A count in a table row takes its window from the row's deadline cell, where its own words name none."""
    when = task.deadline
    if target.measure.per or target.measure.kind is not MeasureKind.COUNT or not when or not when.frequencies:
        return target
    doubts = tuple(code for code in target.doubts if code != "quantity_period_missing")
    return replace(target, period=when.text, measure=replace(target.measure, per=when.frequencies[0]), doubts=doubts)
