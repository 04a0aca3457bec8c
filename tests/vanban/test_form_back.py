"""A document in Word and back: by our own reader, through LibreOffice as the "Word", with tracked changes, hostile."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from tests.vanban.form_sample import report
from vanban.errors import ReadError
from vanban.form.anchors import FIGURE, anchor_of, bookmark
from vanban.form.document import Bar, Chart, DataTable, Mark, OfficialDocument, Paragraph, Run, plain
from vanban.form.docx import render_docx
from vanban.form.docx_back import Returned, read_back
from vanban.form.editing import figures_of, fixed_of, texts_of, words_of

CHART = Chart("Số hoạt động", ("Hoạt động",), (Bar("Tháng 7", (3,)), Bar("Tháng 8", (5,))), "columns", "hinh-thang")


def document() -> OfficialDocument:
    whole = report(rows=2, paragraphs=1)
    body = [replace(one, anchor="bang-chi-tieu") if isinstance(one, DataTable) else one for one in whole.body]
    table = next(index for index, block in enumerate(body) if isinstance(block, DataTable))
    body[table + 1 : table + 1] = [CHART, Mark("short-r0")]
    return replace(whole, body=(Mark("bao-cao-12"), Mark("opening-r2"), body[0], Mark("results-r0"), *body[1:]))


def texts(found: Returned, key: str) -> str:
    return words_of(found.sections[key])


def part(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def changed(data: bytes, old: str, new: str, name: str = "word/document.xml") -> bytes:
    """The file with one part edited as text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for one in package.namelist():
            content = package.read(one)
            if one == name:
                assert old.encode() in content, old
                content = content.replace(old.encode(), new.encode())
            made.writestr(one, content)
    return out.getvalue()


def through_office(data: bytes, folder: Path) -> bytes:
    """Opened and saved by LibreOffice, by way of its own format: everything is written anew."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "a.docx").write_bytes(data)
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    for kind, name in (("odt", "a.docx"), ("docx:MS Word 2007 XML", "a.odt")):
        subprocess.run([*office, kind, "--outdir", folder, folder / name], check=True, capture_output=True, timeout=120)
    return (folder / "a.docx").read_bytes()


def check_whole(found: Returned) -> None:
    assert set(found.sections) == {"bao-cao-12", "opening-r2", "results-r0", "short-r0", "het"}
    assert found.sections["bao-cao-12"] == [], "it only says which document this is"
    assert figures_of(found.sections["results-r0"]) == {"so-lieu": 1}
    assert fixed_of(found.sections["results-r0"]) == ("bang-chi-tieu", "hinh-thang")
    assert found.tables["bang-chi-tieu"][1][3] == "1/24 buổi"
    assert "Kết quả theo hình thức" in texts(found, "results-r0")
    assert "Số hoạt động" not in texts(found, "results-r0"), "the caption belongs to the chart"
    assert texts(found, "short-r0").endswith("./.")


def test_what_goes_out_comes_back() -> None:
    check_whole(read_back(render_docx(document(), protect=True)))


def test_through_another_word_processor(tmp_path: Path) -> None:
    data = changed(render_docx(document(), protect=True), ">18 buổi<", ">19 buổi<")
    found = read_back(through_office(data, tmp_path))
    check_whole(found)
    figure = next(run for block in found.sections["results-r0"] for run in texts_of(block) if run.anchor)
    assert figure.text == "19 buổi", "a changed figure is seen as such"


def test_word_is_told_to_lock_the_figures() -> None:
    xml = part(render_docx(document(), protect=True))
    assert re.search(r'<w:tag w:val="lt:so-lieu"/><w:id [^>]+><w:lock w:val="sdtContentLocked"/>', xml)
    assert "ltf_" not in part(render_docx(document()))
    assert "sdt" not in part(render_docx(document()))


def test_a_figure_without_its_control_is_known_by_its_bookmark() -> None:
    data = render_docx(document(), protect=True)
    xml = part(data)
    naked = re.sub(r"<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", xml)
    assert naked != xml
    check_whole(read_back(changed(data, xml, naked)))


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    data = render_docx(document(), protect=True)
    old = '<w:t xml:space="preserve">Trong kỳ đã phát thanh </w:t>'
    run = f"<w:r>{old}</w:r>"
    who = 'w:id="9001" w:author="A" w:date="2026-01-01T00:00:00Z"'
    deleted = f'<w:del {who}><w:r><w:delText xml:space="preserve">Trong kỳ đã phát thanh </w:delText></w:r></w:del>'
    inserted = f'<w:ins {who}><w:r><w:t xml:space="preserve">Đã phát </w:t></w:r></w:ins>'
    found = read_back(changed(data, run, deleted + inserted))
    assert found.tracked == 2
    assert "Đã phát 18 buổi, đạt 75%." in texts(found, "results-r0")
    assert "Trong kỳ" not in texts(found, "results-r0")


def test_lines_added_in_word_are_paragraphs_and_bullets_with_their_looks() -> None:
    made = docx.Document(io.BytesIO(render_docx(document(), protect=True)))
    last = next(one for one in made.paragraphs if one.text.endswith("./."))
    new = last.insert_paragraph_before("")
    new.add_run("Ý ")
    new.add_run("đậm").bold = True
    last.insert_paragraph_before("– gạch đầu dòng")
    out = io.BytesIO()
    made.save(out)
    words = read_back(out.getvalue()).sections["short-r0"]
    assert Run("đậm", bold=True) in [run for block in words for run in texts_of(block)]
    assert "gạch đầu dòng" in [plain(texts_of(block)) for block in words]
    assert any(isinstance(block, Paragraph) and plain(texts_of(block)) == "Ý đậm" for block in words)


def test_tables_that_somebody_put_in_are_named_as_strange() -> None:
    made = docx.Document(io.BytesIO(render_docx(document(), protect=True)))
    last = next(one for one in made.paragraphs if one.text.endswith("./."))
    last._p.addprevious(made.add_table(1, 2)._tbl)
    out = io.BytesIO()
    made.save(out)
    assert read_back(out.getvalue()).strange == [("short-r0", "bảng")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken_docx"),
        (b"PK\x03\x04 khong phai", "broken_docx"),
        (b"%PDF-1.7", "broken_docx"),
    ],
)
def test_hostile_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_back(data)
    assert refused.value.code == code


def test_entities_and_bombs_are_refused() -> None:
    data = render_docx(document(), protect=True)
    bomb = changed(data, "<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document')
    with pytest.raises(ReadError) as refused:
        read_back(bomb)
    assert refused.value.code == "zip_bomb"
    many = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 3000
    with pytest.raises(ReadError) as refused:
        read_back(_many(data, many))
    assert refused.value.code == "too_complex"


def _many(data: bytes, more: str) -> bytes:
    xml = part(data)
    place = xml.index("Trên đây là")
    start = xml.rindex("<w:p>", 0, place)
    return changed(data, xml, xml[:start] + more + xml[start:])


def test_names_of_bookmarks_are_reversible() -> None:
    for anchor in ("so-12", "kenh-higher_portal-nguoi", "ton-tai-123456", "results-r3"):
        assert anchor_of(bookmark(FIGURE, anchor), FIGURE) == anchor
    for foreign in ("_Toc123", "ltf_", "ltf_A/B", "ltb_x"):
        assert anchor_of(foreign, FIGURE) == ""
