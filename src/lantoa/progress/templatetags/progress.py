"""A line of due work, drawn once for as long as its judgement stands."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lantoa.progress.presenting import WorkLine

register = template.Library()

ROW = "progress/_line_row.html"


@register.simple_tag
def line_row(line: WorkLine) -> SafeString:
    """The line as a list shows it, the same for everybody: only the line itself goes into the template."""
    if ROW not in line.drawn:
        line.drawn[ROW] = render_to_string(ROW, {"line": line})
    return line.drawn[ROW]
