"""What LibreOffice makes of our DOCX: the same pages as our PDF, and after saving it the same document."""

import shutil
import subprocess
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from tests.vanban.form_kinds import KINDS
from tests.vanban.printed import Page, pages_of
from vanban.form.back import changes
from vanban.form.docx import render_docx
from vanban.form.pdf import pdf_available, render_pdf

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="máy này không có LibreOffice (apt install libreoffice-writer-nogui)"),
    pytest.mark.skipif(not pdf_available(), reason="máy này thiếu Pango nên không in được PDF"),
]
HEADER = 18.0
"""Millimetres: what stands higher is the number of the page, which the two paint at different times."""
ACROSS, DOWN = 2.5, 0.5
"""How far a word may stand from where it stands in ours (mm); measured 0.6 and 0.35, but for a bold number of a điều,
whose space Word does not stretch with the line: 2.4."""


def converted(folder: Path, form: str, target: Path) -> None:
    files = sorted(str(path) for path in folder.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", form, "--outdir", str(target), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("office")
    for name, document in KINDS.items():
        (made / f"{name}.docx").write_bytes(render_docx(document()))
    converted(made, "pdf", made / "pdf")
    converted(made, "docx:MS Word 2007 XML", made / "docx")
    return made


@cache
def printed(kind: str) -> list[Page]:
    return pages_of(render_pdf(KINDS[kind]()))


def body(page: Page) -> list[str]:
    return [word.text for word in page.words if word.y > HEADER]


@pytest.mark.parametrize("kind", KINDS)
def test_pages_agree_word_by_word_and_stand_at_the_same_place(folder: Path, kind: str) -> None:
    ours = printed(kind)
    theirs = pages_of((folder / "pdf" / f"{kind}.pdf").read_bytes())
    assert [body(page) for page in ours] == [body(page) for page in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        assert (round(mine.width), round(mine.height)) == (round(other.width), round(other.height))
        pairs = list(
            zip((w for w in mine.words if w.y > HEADER), (w for w in other.words if w.y > HEADER), strict=True)
        )
        assert max(abs(a.x - b.x) for a, b in pairs) < ACROSS
        assert max(abs(a.y - b.y) for a, b in pairs) < DOWN
        assert {(round(a.size), a.bold, a.italic) for a, _ in pairs} == {
            (round(b.size), b.bold, b.italic) for _, b in pairs
        }


@pytest.mark.parametrize("kind", KINDS)
def test_page_numbers_agree(folder: Path, kind: str) -> None:
    ours = printed(kind)
    theirs = pages_of((folder / "pdf" / f"{kind}.pdf").read_bytes())
    numbers = [[word.text for word in page.words if word.y <= HEADER] for page in ours]
    assert numbers == [[word.text for word in page.words if word.y <= HEADER] for page in theirs]


@pytest.mark.parametrize("kind", KINDS)
def test_saved_by_libreoffice_it_is_the_same_document(folder: Path, kind: str) -> None:
    saved = (folder / "docx" / f"{kind}.docx").read_bytes()
    assert changes(KINDS[kind](), saved) == ()


def test_the_comparison_sees_a_difference(folder: Path) -> None:
    ours = pages_of(render_pdf(KINDS["cong-van"]()))
    theirs = pages_of((folder / "pdf" / "giay-moi.pdf").read_bytes())
    assert SequenceMatcher(None, body(ours[0]), body(theirs[0])).ratio() < 0.9
