"""Charts as SVG: our own few shapes, sober, readable in black and white, with their words beside them.

Pure: numbers in, text out; no styles and no scripts, so that a strict content security policy holds. Four units are a
millimetre of paper. The same drawing stands in the preview, in the PDF (as vectors) and, as a picture, in Word.
"""

from html import escape

from vanban.form import wording as say
from vanban.form.document import Bar, Chart

UNITS_PER_MM = 4
WIDTH = 660
"""165 mm, the width of the text."""
LABELS, NOTES = 232, 66
"""Room for the labels of bars on the left, for the numbers on the right."""
LETTER, LINE = 15.5, 19
"""11 pt; the letters of Times New Roman are half as wide as high."""
BAR, GAP = 20, 10
TALL, COLUMN_NOTE = 150, 22
INK, PAPER, FRAME = "#333333", "#ffffff", "#000000"
FONT = "'Van Ban Serif','Times New Roman','Liberation Serif',serif"


def chart_words(chart: Chart) -> str:
    """What the chart shows, in words: for those who cannot see it."""
    told = "; ".join(f"{say.clean(bar.label)}: {_said(chart, bar)}" for bar in chart.bars)
    return f"{say.clean(chart.title)}. {told}."


def chart_size(chart: Chart) -> tuple[int, int]:
    """Width and height in units."""
    legend = LINE + 10 if len(chart.series) > 1 else 0
    if chart.shape == "columns":
        return WIDTH, COLUMN_NOTE + TALL + _deepest(chart) * LINE + 10 + legend
    return WIDTH, sum(_height(bar) for bar in chart.bars) + 6 + legend


def chart_svg(chart: Chart, *, namespace: bool = False) -> str:
    """The drawing. ``namespace``: as a file of its own, not inside HTML."""
    width, height = chart_size(chart)
    parts = _columns(chart) if chart.shape == "columns" else _bars(chart)
    parts += _legend(chart, height)
    origin = ' xmlns="http://www.w3.org/2000/svg"' if namespace else ""
    size = f'width="{width / UNITS_PER_MM:g}mm" height="{height / UNITS_PER_MM:g}mm"'
    words = escape(chart_words(chart))
    return (
        f'<svg{origin} class="vb-drawing" role="img" aria-label="{words}" viewBox="0 0 {width} {height}" {size} '
        f'font-family="{FONT}" font-size="{LETTER}">{"".join(parts)}</svg>'
    )


def _said(chart: Chart, bar: Bar) -> str:
    if len(chart.series) == 1:
        return bar.note or str(bar.values[0])
    told = ", ".join(f"{name.lower()} {value}" for name, value in zip(chart.series, bar.values, strict=True))
    return f"{told} ({bar.note})" if bar.note else told


def _most(chart: Chart) -> int:
    return max(1, *(value for bar in chart.bars for value in bar.values))


def _wrapped(text: str, width: float) -> list[str]:
    """The words of a label in lines of at most ``width`` units; the third line ends in an ellipsis."""
    most, lines = max(4, int(width / (LETTER * 0.5))), [""]
    for word in say.clean(text).split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= 3 else [*lines[:2], lines[2][: most - 1] + "…"]


def _height(bar: Bar) -> int:
    return max(BAR, len(_wrapped(bar.label, LABELS - 10)) * LINE) + GAP


def _text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def _rect(x: float, y: float, size: tuple[float, float], *, solid: bool) -> str:
    fill, (width, height) = INK if solid else PAPER, size
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" fill="{fill}" '
        f'stroke="{FRAME}" stroke-width="0.8"/>'
    )


def _bars(chart: Chart) -> list[str]:
    parts, top, most = [], 3.0, _most(chart)
    room = WIDTH - LABELS - NOTES
    for bar in chart.bars:
        lines, height = _wrapped(bar.label, LABELS - 10), _height(bar) - GAP
        first = top + height / 2 - (len(lines) - 1) * LINE / 2 + LETTER * 0.35
        parts += [_text(LABELS - 10, first + number * LINE, line, anchor="end") for number, line in enumerate(lines)]
        y = top + (height - BAR) / 2
        sizes = [value * room / most for value in bar.values]
        parts += [_rect(LABELS, y, (size, BAR), solid=False) for size in sizes[1:]]
        parts.append(_rect(LABELS, y, (sizes[0], BAR), solid=True))
        parts.append(_text(LABELS + max(sizes) + 6, y + BAR * 0.75, bar.note or str(bar.values[0])))
        top += height + GAP
    parts.append(f'<line x1="{LABELS}" y1="0" x2="{LABELS}" y2="{top - GAP + 3:g}" stroke="{FRAME}"/>')
    return parts


def _column_width(chart: Chart) -> float:
    return (WIDTH - 20) / len(chart.bars)


def _deepest(chart: Chart) -> int:
    return max(len(_wrapped(bar.label, _column_width(chart))) for bar in chart.bars)


def _columns(chart: Chart) -> list[str]:
    parts, most, each = [], _most(chart), _column_width(chart)
    foot, wide = COLUMN_NOTE + TALL, min(each * 0.6, 60)
    for number, bar in enumerate(chart.bars):
        middle = 10 + each * (number + 0.5)
        sizes = [value * TALL / most for value in bar.values]
        parts += [_rect(middle - wide / 2, foot - size, (wide, size), solid=False) for size in sizes[1:]]
        parts.append(_rect(middle - wide / 2, foot - sizes[0], (wide, sizes[0]), solid=True))
        parts.append(_text(middle, foot - max(sizes) - 5, bar.note or str(bar.values[0]), anchor="middle"))
        lines = _wrapped(bar.label, each)
        parts += [_text(middle, foot + (line + 1) * LINE, words, anchor="middle") for line, words in enumerate(lines)]
    parts.append(f'<line x1="10" y1="{foot}" x2="{WIDTH - 10}" y2="{foot}" stroke="{FRAME}"/>')
    return parts


def _legend(chart: Chart, height: int) -> list[str]:
    if len(chart.series) < 2:
        return []
    parts, x = [], float(LABELS if chart.shape == "bars" else 10)
    for number, name in enumerate(chart.series):
        parts.append(_rect(x, height - 20, (22, 13), solid=number == 0))
        parts.append(_text(x + 28, height - 8, name))
        x += 28 + len(name) * LETTER * 0.55 + 20
    return parts
