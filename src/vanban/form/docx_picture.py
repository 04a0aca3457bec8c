"""A chart in a DOCX: a picture with its words; where no picture can be made, a small table of the same numbers."""

import io
from collections.abc import Callable, Iterator
from typing import Any

from docx.shared import Mm

from vanban.form.charts import UNITS_PER_MM, chart_size, chart_words
from vanban.form.document import Align, Chart, DataTable
from vanban.form.docx_base import element
from vanban.form.errors import FormError
from vanban.form.pictures import chart_png

MOST_WORDS = 1000


def chart_parts(
    made: Any, chart: Chart, *, paragraph: Callable[..., Any], table: Callable[[DataTable], Any]
) -> Iterator[Any]:
    """The paragraph with the picture, or the table in its place."""
    try:
        picture = chart_png(chart)
    except FormError:
        yield table(as_table(chart))
        yield paragraph("VBRule", ())
        return
    width, height = (side / UNITS_PER_MM for side in chart_size(chart))
    inline = made.part.new_pic_inline(io.BytesIO(picture), Mm(width), Mm(height))
    inline.docPr.set("descr", chart_words(chart)[:MOST_WORDS])
    inline.docPr.set("name", chart.anchor or "bieu-do")
    drawing, run = element("drawing"), element("r")
    drawing.append(inline)
    run.append(drawing)
    holder = paragraph("VBChart", ())
    holder.append(run)
    yield holder


def as_table(chart: Chart) -> DataTable:
    """The numbers of a chart as rows."""
    return DataTable(
        header=("", *chart.series),
        rows=tuple((bar.label, *(str(value) for value in bar.values)) for bar in chart.bars),
        widths=(3.0, *(1.0,) * len(chart.series)),
        aligns=("left", *_centred(len(chart.series))),
        anchor=chart.anchor,
    )


def _centred(count: int) -> tuple[Align, ...]:
    middle: Align = "center"
    return (middle,) * count
