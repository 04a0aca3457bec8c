"""Sentences with figures in them: each number is a run of its own, with a name by which it is found again."""

import re

from vanban.form.document import Run

PLACE = re.compile(r"\{(\w+)\}")


def figure(anchor: str, text: str) -> Run:
    """A number, date or quotation that nobody edits; a page opens it to what stands behind it."""
    return Run(text, anchor=anchor)


def told(sentence: str, **figures: Run) -> tuple[Run, ...]:
    """ "đã thực hiện {n} hoạt động" with the run ``n`` in its place."""
    parts = PLACE.split(sentence)
    runs = [figures[part] if number % 2 else Run(part) for number, part in enumerate(parts)]
    return tuple(run for run in runs if run.text)
