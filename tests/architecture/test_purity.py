"""Contracts between rooms, by import-linter; and, without it, what rules and the library may name at all."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
FRAMEWORKS = {"django", "psycopg", "procrastinate", "allauth", "csp", "whitenoise"}
PURE = sorted(
    path
    for path in SRC.rglob("*.py")
    if path.is_relative_to(SRC / "vanban") or path.name == "rules.py" or path.parent.name == "rules"
)


def imported(path: Path) -> set[str]:
    """Full names of the modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_the_contracts_hold() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(SRC)))
def test_rules_and_library_name_no_framework(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imported(path)}
    forbidden = FRAMEWORKS | ({"lantoa"} if path.is_relative_to(SRC / "vanban") else set())
    assert roots & forbidden == set()


def test_rules_are_there_to_be_checked() -> None:
    assert {"plans", "progress", "ledger"} <= {path.relative_to(SRC).parts[1] for path in PURE}


def test_rules_import_without_django() -> None:
    """Imported in a fresh process, the rules have not drawn in Django by any way."""
    modules = [
        ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
        for path in PURE
        if path.is_relative_to(SRC / "lantoa")
    ]
    program = f"import sys, importlib\nfor name in {modules!r}: importlib.import_module(name)\n"
    program += "print(sorted({m.partition('.')[0] for m in sys.modules} & {'django', 'psycopg', 'procrastinate'}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=SRC, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
