"""The plans that the main loop is played with: our own everywhere, two of the real ones where they lie beside us."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from lantoa.sample.plan import sample_plan
from vanban.form.docx import render_docx
from vanban.form.pdf import render_pdf

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Played:
    """One plan, as a file, and what its ward is called."""

    commune: str
    name: str
    data: bytes
    year: int


def own_plan(year: int = 2026) -> Played:
    return Played("Phường Hoa Mai", "ke-hoach.docx", render_docx(sample_plan(year)), year)


def tran_phu() -> Played:
    """Trần Phú as a digital PDF."""
    return Played("Phường Trần Phú", "tran-phu.pdf", render_pdf(_seed("tran-phu-2025")), 2025)


def bach_mai() -> Played:
    """Bạch Mai as DOCX, its appendix a true table."""
    return Played("Phường Bạch Mai", "bach-mai.docx", render_docx(_seed("bach-mai-2025")), 2025)


def _seed(name: str):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("bench_seeds", ROOT / "bench" / "seeds.py")
    assert spec
    assert spec.loader
    seeds = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(seeds)
    return seeds.plan_document(name)
