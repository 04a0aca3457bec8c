"""Targets: each quantified sentence of a plan, in the list of targets, inside tasks and in appendix tables."""

from dataclasses import replace

from vanban.flat import Flat, clean
from vanban.outline import Node, Role, Zone, walk
from vanban.quantities import Quantity, clauses, find_quantities, measure_of, period_of
from vanban.reading import MeasureKind, Modality, Target, Task
from vanban.references import find_acts
from vanban.sentences import sentences

SILENT = (Role.FUNDING,)


def read_targets(source: str, nodes: list[Node], tasks: list[Task]) -> list[Target]:
    """The targets of a plan in reading order; those of table rows carry their row."""
    found: list[Target] = []
    for node in walk(nodes):
        if node.zone in (Zone.BODY, Zone.CLOSING) and node.role not in SILENT:
            found.extend(_of_block(source, node))
    found = [_with_lead(target, tasks) for target in found]
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
        pieces = [piece for start, end in sentences(body.text) for piece in _of_sentence(body, everything, start, end)]
    doubts = ("target_in_contents",) if node.role is Role.CONTENTS else ()
    made = [
        _make(source, body.part(start, end), _shifted(inside, start), node.path, doubts)
        for start, end, inside in pieces
    ]
    return _share_periods(source, [target for target in made if _is_target(target, node)])


def _is_target(target: Target, node: Node) -> bool:
    """In the contents of the campaign only a clear measure is one."""
    return node.role is not Role.CONTENTS or bool(target.comparator) or "%" in target.quantity


def _of_sentence(body: Flat, everything: list[Quantity], start: int, end: int) -> list[tuple[int, int, list[Quantity]]]:
    inside = [item for item in everything if start <= item.start < end]
    if not inside:
        return []
    local = _shifted(inside, start)
    return [(start + a, start + b, _shifted(items, -start)) for a, b, items in clauses(body.text[start:end], local)]


def _shifted(items: list[Quantity], by: int) -> list[Quantity]:
    return [replace(item, start=item.start - by, end=item.end - by) for item in items]


def _make(source: str, flat: Flat, items: list[Quantity], section: str, doubts: tuple[str, ...]) -> Target:
    item = next((one for one in items if one.kind is MeasureKind.COUNT), items[0])
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
    """ "02 chuyên mục, 04 phóng sự và 12 tin bài trong năm": the period at the end of a list holds for all of
    it; after a semicolon a new statement begins."""
    shared: list[Target] = []
    for target in reversed(targets):
        shared.append(_sharing(source, target, shared[-1]) if shared else target)
    return shared[::-1]


def _sharing(source: str, target: Target, after: Target) -> Target:
    between = source[target.span[1] - 2 : after.span[0]]
    joined = ";" not in between and "." not in between and len(target.text) < 60
    if not joined or target.period or not after.period or "định kỳ" in after.period.casefold():
        return target
    measure = replace(target.measure, per=after.measure.per, start=after.measure.start, end=after.measure.end)
    doubts = tuple(code for code in target.doubts if code != "quantity_period_missing")
    return replace(target, period=after.period, measure=measure, doubts=doubts)


def _with_lead(target: Target, tasks: list[Task]) -> Target:
    """The lead of the task that the target stands in."""
    for task in tasks:
        if task.span[0] <= target.span[0] and target.span[1] <= task.span[1]:
            return replace(target, lead=task.lead)
    return target


def _of_row(source: str, task: Task) -> list[Target]:
    flat = Flat.of(source, [task.span])
    skip = tuple((act.start, act.end) for act in find_acts(flat.text))
    found = find_quantities(flat.text, skip)
    guessed = tuple(code for code in task.doubts if code == "table_guessed")
    made: list[Target] = []
    for start, end, items in clauses(flat.text, found):
        target = _make(source, flat.part(start, end), _shifted(items, start), task.section, guessed)
        made.append(replace(_in_row(target, task), lead=task.lead, row=task.row))
    return made


def _in_row(target: Target, task: Task) -> Target:
    """A count in a table row takes its window from the row's deadline cell, where its own words name none."""
    when = task.deadline
    if target.measure.per or target.measure.kind is not MeasureKind.COUNT or not when or not when.frequencies:
        return target
    doubts = tuple(code for code in target.doubts if code != "quantity_period_missing")
    return replace(target, period=when.text, measure=replace(target.measure, per=when.frequencies[0]), doubts=doubts)
