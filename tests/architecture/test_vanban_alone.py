"""The library packed alone (packages/vanban) names all that its code imports, in the versions of the product."""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ALONE = ROOT / "packages" / "vanban"
DISTRIBUTIONS = {
    "fontTools": "weasyprint",  # comes with it, and is used for its typefaces only
    "PIL": "pillow",
    "docx": "python-docx",
    "pillow_heif": "pillow-heif",
    "python_calamine": "python-calamine",
    "vietnam_provinces": "vietnam-provinces",
}


def needed(path: Path) -> dict[str, str]:
    """Name → the whole requirement."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))["project"]["dependencies"]
    return {re.split(r"[\[>=~<; ]", one, maxsplit=1)[0]: one for one in given}


def imported() -> set[str]:
    """What src/vanban imports that is neither Python's nor its own."""
    found: set[str] = set()
    for path in (ROOT / "src" / "vanban").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return {DISTRIBUTIONS.get(name, name) for name in found - set(sys.stdlib_module_names) - {"vanban"}}


def test_it_needs_what_it_imports_and_nothing_else() -> None:
    assert imported() == set(needed(ALONE / "pyproject.toml"))


def test_its_versions_are_those_of_the_product() -> None:
    product = needed(ROOT / "pyproject.toml")
    assert {name: product.get(name) for name in needed(ALONE / "pyproject.toml")} == needed(ALONE / "pyproject.toml")


def test_its_source_and_its_licence_are_the_same() -> None:
    assert (ALONE / "src" / "vanban").resolve() == ROOT / "src" / "vanban"
    assert (ALONE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
