"""How well and how fast scans are read: characters, legal references, table cells, seconds, memory; by quality.

    python bench/scans.py [--kinds grey-300,bit-200] [--plans NAME,…] [--bare] [--show] [--office FONT]

The plans are the four clean ones beside the project; without them the sample plan. ``--bare`` also measures Tesseract
alone on the same pictures, plan by plan in turn with ours. ``--office``: the plans are set by LibreOffice in that font, smaller and with other margins,
so that the layout is not ours. Each kind runs in a process of its own, so that memory is that kind's.
"""

import argparse
import difflib
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))

from bench.scanning import KINDS  # noqa: E402

from vanban.plan import read_plan  # noqa: E402
from vanban.readers import open_source  # noqa: E402
from vanban.source import Source  # noqa: E402

SHARED = ROOT.parent / "shared"
QUALITIES = ("grey-300", "colour-200", "photo-150", "bit-200")


def documents(wanted: list[str], office: str = "") -> dict[str, bytes]:
    """The digital PDFs that scans are made of; ``office``: a font, where LibreOffice sets them."""
    from vanban.form.docx import render_docx
    from vanban.form.pdf import render_pdf

    if office:
        from bench.seeds import NAMES, plan_document

        return by_office({n: render_docx(plan_document(n)) for n in NAMES if not wanted or n in wanted}, office)

    if not (SHARED / "plans").is_dir():
        from lantoa.sample.plan import sample_plan

        return {"sample": render_pdf(sample_plan(2026))}
    from bench.seeds import NAMES, plan_document

    return {name: render_pdf(plan_document(name)) for name in NAMES if not wanted or name in wanted}


def by_office(documents: dict[str, bytes], font: str) -> dict[str, bytes]:
    """The plans as LibreOffice sets them: DOCX with another font, one point less, wider margins → PDF."""
    import io

    from docx import Document
    from docx.shared import Mm, Pt

    out = {}
    for name, data in documents.items():
        document = Document(io.BytesIO(data))
        for style in document.styles:
            if getattr(style, "font", None) is not None:
                style.font.name = font
                style.font.size = Pt(style.font.size.pt - 1) if style.font.size else None
        for section in document.sections:
            section.left_margin, section.right_margin, section.top_margin = Mm(25), Mm(25), Mm(15)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.docx"
            document.save(str(path))
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
            subprocess.run([*command, "--outdir", folder, str(path)], check=True, capture_output=True)
            out[name] = (Path(folder) / "plan.pdf").read_bytes()
    return out


def same(text: str) -> str:
    """Text as it is compared: NFC, one kind of dash, dots and quotes, single blanks."""
    text = unicodedata.normalize("NFC", text).replace("…", "...")
    return " ".join(re.sub("[‐‑–—]", "-", text.replace("“", '"').replace("”", '"')).split())


def distance(one: str, other: str) -> int:
    """Characters to change, add or drop (Myers 1999, on whole numbers as bits)."""
    places: dict[str, int] = {}
    for index, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << index
    full = (1 << len(one)) - 1
    up, down, score, last = full, 0, len(one), 1 << max(0, len(one) - 1)
    for char in other:
        match = places.get(char, 0) | down
        across = (((match & up) + up) ^ up) | match
        lower, higher = up & across, down | (full & ~(up | across))
        score += bool(higher & last) - bool(lower & last)
        higher, lower = higher << 1 | 1, lower << 1
        up, down = (lower | ~(match | higher)) & full, higher & match
    return score


def by_page(source: Source) -> dict[int, str]:
    """The text of each page outside tables."""
    pages: dict[int, list[str]] = {}
    for line in source.lines:
        pages.setdefault(line.page, []).append(source.line_text(line))
    return {page: same(" ".join(lines)) for page, lines in pages.items()}


def cells(source: Source) -> list[list[str]]:
    """The rows of all tables."""
    return [[same(cell.text) for cell in row] for table in source.tables for row in table.rows]


def numbers(source: Source) -> list[str]:
    """The numbers of the acts that are named."""
    return [re.sub(r"\s", "", one.number or "") for one in read_plan(source).references if one.number]


def measure(kind: str, made: dict[str, bytes], *, bare: bool, show: bool) -> dict[str, float | str]:  # noqa: C901
    """One quality over all plans."""
    wrong = letters = 0
    edges: list[str] = []
    acts, found_acts, exact, all_cells, pages = 0, 0, 0, 0, 0
    wall = cpu = alone = 0.0
    memory = 0
    scores: list[str] = []
    for seed, (name, digital) in enumerate(made.items(), 1):
        truth = open_source(digital)
        data = scanned(digital, kind, seed)
        began, spent = time.perf_counter(), time.process_time()
        source = open_source(data)
        wall, cpu = wall + time.perf_counter() - began, cpu + time.process_time() - spent
        memory = max(memory, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        pages += source.pages
        alone += _bare(kind, data) if bare else 0.0
        mine, its = by_page(truth), by_page(source)
        for page, text in mine.items():
            errors = distance(text, its.get(page, ""))
            if _is_body(page, text):
                wrong, letters = wrong + errors, letters + len(text)
            else:
                edges.append(f"{100 * errors / max(1, len(text)):.1f}")
            if show:
                _show(f"{name} {kind} page {page}", text, its.get(page, ""))
        wanted, got = numbers(truth), set(numbers(source))
        acts, found_acts = acts + len(wanted), found_acts + sum(one in got for one in wanted)
        if show:
            print(
                "  acts missed:",
                [one for one in wanted if one not in got],
                "others:",
                [o for o in got if o not in wanted],
            )
        ours, theirs = cells(truth), cells(source)
        all_cells += max(sum(map(len, ours)), sum(map(len, theirs)))  # a row too many is as wrong as one too few
        exact += sum(a == b for x, y in zip(ours, theirs, strict=False) for a, b in zip(x, y, strict=False))
        if show:
            for x, y in zip(ours, theirs, strict=False):
                print(*(f"    {a} ≠ {b}" for a, b in zip(x, y, strict=False) if a != b), sep="\n")
        scores += _gold(name, truth, source)
    out: dict[str, float | str] = {
        "kind": kind, "pages": pages, "body": round(100 * wrong / max(1, letters), 2), "edges": " ".join(edges),
        "acts": f"{found_acts}/{acts}", "cells": f"{exact}/{all_cells}", "cpu": round(cpu / pages, 2),
        "wall": round(wall / pages, 2), "memory": memory,
        "gold": "; ".join(scores),
    }  # fmt: skip
    if bare:
        out["bare"] = round(alone / pages, 2)
    return out


def _is_body(page: int, text: str) -> bool:
    """Pages without the head, the signature and the appendix."""
    return page > 1 and "Nơi nhận" not in text and "Phụ lục" not in text[:80] and len(text) > 600


def _gold(name: str, truth: Source, source: Source) -> list[str]:
    """F1 of digital → scan against what a careful reader found, where there is such a reading."""
    gold = SHARED / "gold" / f"{name}.gold.json"
    if not gold.is_file():
        return []
    import importlib.util

    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    wanted = json.loads(gold.read_text(encoding="utf-8"))
    one, other = (module.score(wanted, read_plan(each).as_dict()) for each in (truth, source))
    return [
        f"{key} {one[key].get('f1', one[key].get('recall')):.3f}→{other[key].get('f1', other[key].get('recall')):.3f}"
        for key in ("references", "targets", "tasks", "channels", "organisations")
    ]


def scanned(digital: bytes, kind: str, seed: int) -> bytes:
    """The scan of a document, made by another process, so that this one's memory is the reader's alone."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "digital.pdf", Path(folder) / "scan.pdf"
        source.write_bytes(digital)
        making = [sys.executable, str(ROOT / "bench" / "scanning.py"), str(source), str(target), kind, str(seed)]
        subprocess.run(making, check=True)
        return target.read_bytes()


def _bare(kind: str, data: bytes) -> float:
    """Processor seconds of Tesseract alone for all pages, one thread, the same pictures and model."""
    import pypdfium2 as pdfium
    import tesserocr

    from vanban.readers.engine import tessdata

    place, model = tessdata() or (Path(), "")
    api = tesserocr.PyTessBaseAPI(path=str(place), lang=model, psm=3, oem=1)
    spent = 0.0
    with pdfium.PdfDocument(data) as document:
        for page in document:
            picture = page.render(scale=KINDS[kind].dpi / 72).to_pil()
            began = time.process_time()
            api.SetImage(picture)
            api.SetSourceResolution(KINDS[kind].dpi)
            api.GetUTF8Text()
            spent += time.process_time() - began
    api.End()
    return spent


def _show(title: str, wanted: str, found: str) -> None:
    a, b = wanted.split(), found.split()
    print(title)
    for what, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what != "equal":
            print(f"    {' '.join(a[i1:i2])[:100]} ≠ {' '.join(b[j1:j2])[:100]}")


def main() -> None:
    """One line of a Markdown table for each quality."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", default=",".join(QUALITIES))
    parser.add_argument("--plans", default="")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--office", default="", metavar="FONT")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    kinds, plans = given.kinds.split(","), [one for one in given.plans.split(",") if one]
    if given.one:
        print(
            json.dumps(
                measure(kinds[0], documents(plans, given.office), bare=given.bare, show=given.show), ensure_ascii=False
            )
        )
        return
    print(
        "| scan | body, % of characters | first, signature and other pages | acts | cells | CPU s/page (bare) | s/page | MiB |\n"
        + "|---" * 8
        + "|"
    )
    for kind in kinds:
        more = [flag for flag, on in (("--bare", given.bare), ("--show", given.show)) if on]
        command = [
            sys.executable,
            __file__,
            "--one",
            "--kinds",
            kind,
            "--plans",
            given.plans,
            "--office",
            given.office,
            *more,
        ]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        print(*lines[:-1], sep="\n", end="\n" if lines[1:] else "")
        row = json.loads(lines[-1])
        print(
            f"| {kind} | {row['body']} | {row['edges']} | {row['acts']} | {row['cells']} | {row['cpu']} ({row.get('bare', '-')}) | {row['wall']} | {row['memory']} |"
        )
        print(f"  {row['gold']}", flush=True)


if __name__ == "__main__":
    main()
