"""Every action that the code records has its sentence, and no sentence speaks of an action that nobody records."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lantoa.history.sentences import SENTENCES
from lantoa.inspections.rules import FollowUpStep
from lantoa.plans.rules.review import Decision
from lantoa.roster.rules import SwapState

SRC = Path(__file__).resolve().parents[2] / "src" / "lantoa"
RECORDERS = {"record", "note_opening"}
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
BY_NAME = {
    "decision.value": [decision.value for decision in Decision if decision is not Decision.MERGED],
    "kind.value": [step.value for step in FollowUpStep],
    "state.value": [state.value for state in SwapState if state is not SwapState.PROPOSED],
}
"""What stands inside an f-string, spelled out."""


def literals(node: ast.AST) -> Iterator[str]:
    """Every action that the expression can be: a string, a choice of strings, an f-string over a closed list."""
    if isinstance(node, ast.JoinedStr):
        inner = [part for part in node.values if isinstance(part, ast.FormattedValue)]
        for value in BY_NAME[ast.unparse(inner[0].value)]:
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else value for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from literals(child)


def recorded_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    assigned = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in RECORDERS):
            continue
        for keyword in call.keywords:
            if keyword.arg == "action":
                yield from _actions(keyword.value, assigned)


def _actions(value: ast.expr, assigned: dict[str, ast.expr]) -> Iterator[str]:
    """A name, or a table that is looked into, stands for what was assigned to it in the same file."""
    names = [node.id for node in ast.walk(value) if isinstance(node, ast.Name) and node.id in assigned]
    for found in literals(value) if not names else (one for name in names for one in literals(assigned[name])):
        if ACTION.fullmatch(found):
            yield found


def recorded() -> dict[str, str]:
    """Action → file that records it."""
    return {
        action: str(path.relative_to(SRC))
        for path in sorted(SRC.rglob("*.py"))
        if path.parts[-2:] != ("ledger", "actions.py")
        for action in recorded_in(path)
    }


def test_the_search_sees_every_way_of_writing_an_action() -> None:
    found = recorded()
    assert {"plan.item_accepted", "plan.item_dropped", "due_work.waived", "due_work.restored", "role.given"} <= set(
        found
    )
    calls = sum(
        bool(re.search(r"(?<![_.\w])record\($|(?<![_.\w])record\(action", line.strip()))
        for path in SRC.rglob("*.py")
        for line in path.read_text().splitlines()
        if "def " not in line
    )
    assert len(found) >= calls * 0.9, "some call is written in a way that the search does not understand"


def test_every_recorded_action_has_its_sentence() -> None:
    missing = {action: file for action, file in recorded().items() if action not in SENTENCES}
    assert missing == {}, "write the sentence in history/sentences.py"


def test_no_sentence_is_left_over() -> None:
    assert sorted(set(SENTENCES) - set(recorded())) == []


@pytest.mark.parametrize("action", sorted(SENTENCES))
def test_a_sentence_continues_a_name_and_ends_open(action: str) -> None:
    words = str(SENTENCES[action])
    assert words[0].islower(), "it continues “Ngày …, Nguyễn Thị Hoa …”"
    assert not words.endswith("."), "the point is added"
    assert not re.search(r"%(?!\()", words)
