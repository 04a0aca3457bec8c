"""The plans that the product was asked for, made into DOCX and PDF: the reading must not depend on the format."""

import re

import pytest
from bench import seeds

from tests.seeds import needs_seeds
from vanban.form.docx import render_docx
from vanban.form.pdf import pdf_available, render_pdf
from vanban.plan import read_plan
from vanban.readers import open_source
from vanban.reading import Reading

pytestmark = [pytest.mark.seeds, needs_seeds]
KINDS = (
    "references",
    "targets",
    "tasks",
    "contents",
    "channels",
    "audiences",
    "organisations",
    "recipients",
    "funding",
)


def fold(text: str) -> str:
    text = re.sub(r"\s+", " ", text.replace("*", "")).replace("- ", "-").replace("/ ", "/")
    return text.strip(" .;").casefold()


def items(reading: Reading) -> dict[str, list[str]]:
    return {kind: sorted(fold(item.text) for item in getattr(reading, kind)) for kind in KINDS}


def readings(name: str, made: bytes) -> tuple[Reading, Reading]:
    text = (seeds.PLANS / f"{name}.txt").read_bytes()
    return read_plan(open_source(text)), read_plan(open_source(made))


@pytest.mark.parametrize("name", seeds.NAMES)
def test_docx_reads_as_the_text_does(name: str) -> None:
    text, docx = readings(name, render_docx(seeds.plan_document(name)))
    assert items(docx) == items(text)


@pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango nên không in được PDF")
@pytest.mark.parametrize("name", seeds.NAMES)
def test_pdf_reads_as_the_text_does(name: str) -> None:
    text, pdf = readings(name, render_pdf(seeds.plan_document(name)))
    assert items(pdf) == items(text)


@pytest.mark.parametrize("render", [render_docx, render_pdf])
def test_every_cell_of_the_appendix_is_read(render) -> None:
    if render is render_pdf and not pdf_available():
        pytest.skip("máy này thiếu Pango nên không in được PDF")
    document = seeds.plan_document("bach-mai-2025")
    truth = document.appendices[0].blocks[0]
    tables = open_source(render(document)).tables
    assert len(tables) == 1
    rows = [[fold(cell.text) for cell in row] for row in tables[0].rows]
    assert rows == [[fold(text) for text in row] for row in (truth.header, *truth.rows)]
