"""Sizes that keep the code readable (design §7): measured on the syntax tree of everything in ``src``."""

import ast
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
FILE, FUNCTION, VIEW, POSITIONAL = 400, 40, 20, 3
Function = ast.FunctionDef | ast.AsyncFunctionDef
SOURCES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)


@cache
def functions(path: Path) -> tuple[Function, ...]:
    """Every function and method of a file, also those inside others."""
    return tuple(node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, Function))


def body_lines(node: Function) -> int:
    """Lines from ``def`` to the end, without decorators and docstring."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def positional(node: Function) -> int:
    """Parameters that may be given by place, without self and cls."""
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return len(names[1:] if names[:1] in (["self"], ["cls"]) else names)


def is_view_file(path: Path) -> bool:
    return "views" in path.stem or path.parent.name == "views"


def named(path: Path, node: Function, number: int) -> str:
    return f"{path.relative_to(SRC)}:{node.lineno} {node.name}: {number}"


def test_there_is_something_to_measure() -> None:
    assert len(SOURCES) > 50


def test_no_file_is_longer_than_its_ceiling() -> None:
    lengths = {str(path.relative_to(SRC)): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > FILE} == {}


def test_no_function_is_longer_than_its_ceiling() -> None:
    long = [named(p, n, body_lines(n)) for p in SOURCES for n in functions(p) if body_lines(n) > FUNCTION]
    assert not long, "\n".join(long)


def test_no_view_is_longer_than_its_ceiling() -> None:
    views = filter(is_view_file, SOURCES)
    long = [named(p, n, body_lines(n)) for p in views for n in functions(p) if body_lines(n) > VIEW]
    assert not long, "\n".join(long)


def test_no_function_takes_more_than_three_values_by_place() -> None:
    many = [named(p, n, positional(n)) for p in SOURCES for n in functions(p) if positional(n) > POSITIONAL]
    assert not many, "\n".join(many)


@pytest.mark.parametrize(
    ("source", "lines", "places"),
    [
        ("def f(a, b, c, d): return a", 1, 4),
        ("@wraps\ndef f(self, a, *, b):\n    return a", 2, 1),
        ('def f(a):\n    """One.\n\n    Two.\n    """\n    return a', 2, 1),
    ],
)
def test_the_measure_itself(source: str, lines: int, places: int) -> None:
    node = ast.parse(source).body[0]
    assert isinstance(node, Function)
    assert (body_lines(node), positional(node)) == (lines, places)
