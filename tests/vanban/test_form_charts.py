"""Charts: in the preview, in the PDF as drawing, in Word as a picture; readable without colour."""

import io
import re
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from tests.vanban.form_sample import report
from vanban.form import docx_picture
from vanban.form.charts import chart_size, chart_svg, chart_words
from vanban.form.document import Bar, Chart
from vanban.form.docx import render_docx
from vanban.form.errors import FormError
from vanban.form.html import render_html
from vanban.form.pdf import render_pdf

BARS = Chart(
    "Kết quả theo đơn vị", ("Hoàn thành", "Đã đến hạn"),
    (Bar("Phòng Văn hóa - Xã hội", (5, 8), "05/08"), Bar("Văn phòng <HĐND> & UBND", (0, 2), "0/02")),
    anchor="hinh-don-vi",
)  # fmt: skip
COLUMNS = Chart(
    "Số hoạt động theo tháng", ("Hoạt động",), tuple(Bar(f"Tháng {n}", (n,)) for n in range(1, 13)), "columns"
)

COUNTS = st.integers(0, 10**6)
charts = st.builds(
    lambda bars, shape: Chart("Biểu đồ", ("A", "B"), tuple(bars), shape),
    st.lists(
        st.builds(Bar, st.text(max_size=80), st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))),
        min_size=1,
        max_size=14,
    ),
    st.sampled_from(["bars", "columns"]),
)


@given(charts)
def test_every_chart_is_well_formed_and_nothing_leaves_the_picture(chart: Chart) -> None:
    svg = etree.fromstring(chart_svg(chart, namespace=True).encode())
    width, height = chart_size(chart)
    for box in svg.iter("{*}rect"):
        x, y, w, h = (float(box.get(name)) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= -0.1
        assert x + w <= width + 0.1
        assert y + h <= height + 0.1


def test_the_words_tell_every_number() -> None:
    assert chart_words(BARS) == (
        "Kết quả theo đơn vị. Phòng Văn hóa - Xã hội: hoàn thành 5, đã đến hạn 8 (05/08); "
        "Văn phòng <HĐND> & UBND: hoàn thành 0, đã đến hạn 2 (0/02)."
    )
    assert "&lt;HĐND&gt; &amp;" in chart_svg(BARS)


def test_only_ink_and_paper_are_used() -> None:
    assert set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', chart_svg(BARS))) <= {"#333333", "#ffffff", "#000000"}


def test_the_same_chart_stands_in_preview_pdf_and_word() -> None:
    document = replace(report(rows=1, paragraphs=1), body=(BARS, COLUMNS))
    assert render_html(document).count("<svg") == 2
    page = pypdfium2.PdfDocument(render_pdf(document))[0]
    text = page.get_textpage().get_text_range()
    assert "Phòng Văn hóa - Xã hội" in text
    assert "05/08" in text, "letters stay letters: it is a drawing, not a picture"
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
        assert len(pictures) == 2
        image = Image.open(io.BytesIO(package.read(pictures[0])))
        assert image.mode == "L"
        assert image.width > 1000
        assert "đã đến hạn 8" in package.read("word/document.xml").decode()


def test_the_same_in_the_same_out() -> None:
    document = replace(report(rows=1, paragraphs=1), body=(BARS,))
    assert render_docx(document) == render_docx(document)


def test_where_no_picture_can_be_made_the_numbers_stand_in_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(_chart: Chart) -> bytes:
        raise FormError("pdf_unavailable", "x")

    monkeypatch.setattr(docx_picture, "chart_png", unavailable)
    document = replace(report(rows=1, paragraphs=1), body=(BARS,))
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as package:
        assert "Đã đến hạn" in package.read("word/document.xml").decode()
        assert not [name for name in package.namelist() if name.startswith("word/media/")]


@pytest.mark.parametrize("bars", [(), (Bar("a", (1, 2)),), (Bar("a", (-1,)),)])
def test_a_chart_that_cannot_be_drawn_is_refused(bars: tuple[Bar, ...]) -> None:
    with pytest.raises(ValueError, match="biểu đồ"):
        Chart("x", ("A",), bars)
