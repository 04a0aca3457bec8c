"""Documents of all kinds as Word demands them; the files as PDF tools demand them."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vanban.docx_schema import faults
from tests.vanban.form_kinds import KINDS
from vanban.form.docx import render_docx
from vanban.form.pdf import render_pdf

BREAKS = {
    "w:pPr out of order": ('<w:pPr><w:pStyle w:val="VBIssuer"/>', '<w:pPr><w:keepNext/><w:pStyle w:val="VBIssuer"/>'),
    "numbering 991": ('<w:numId w:val="10"/>', '<w:numId w:val="991"/>'),
    "style": ("<w:pStyle w:val=", "<w:pStyle w:val='gone' w:old="),
}


@pytest.mark.parametrize("kind", KINDS)
def test_word_finds_no_fault(kind: str) -> None:
    assert faults(render_docx(KINDS[kind]())) == []


@pytest.mark.parametrize("fault", BREAKS)
def test_what_is_broken_is_found(fault: str) -> None:
    old, new = BREAKS[fault]
    assert any(fault in one for one in faults(rewritten(lambda text: text.replace(old, new, 1))))


def test_a_part_that_is_not_there_is_found() -> None:
    data = rewritten(lambda text: text, without="word/numbering.xml")
    found = faults(data)
    assert any("numbering.xml is not there" in one for one in found)
    assert any("content type of word/numbering.xml" in one for one in found)


def rewritten(change: Callable[[str], str], without: str = "") -> bytes:
    """The plan, its words changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(render_docx(KINDS["ke-hoach"]()))) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/document.xml":
                data = change(data.decode()).encode()
            if name != without:
                after.writestr(name, data)
    return out.getvalue()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed (Debian: apt install qpdf)")
@pytest.mark.parametrize("kind", KINDS)
def test_qpdf_finds_no_fault(kind: str, tmp_path: Path) -> None:
    made = tmp_path / "a.pdf"
    made.write_bytes(render_pdf(KINDS[kind]()))
    told = subprocess.run(["qpdf", "--check", str(made)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
