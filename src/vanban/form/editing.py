"""The words of a document's section while people work on them: text that is free, figures and tables that are not.

A section is a tuple of ``Written``: headings, paragraphs, bullets made of runs, and ``Fixed`` places where a table or
chart stands. A run with an anchor is a figure: it may be moved, its text comes from the figures and nowhere else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vanban.form.anchors import is_anchor
from vanban.form.document import (
    Article,
    Block,
    Bullet,
    Chart,
    Clause,
    DataTable,
    Heading,
    Mark,
    Paragraph,
    Point,
    Run,
    Text,
    as_runs,
    plain,
)
from vanban.form.errors import FormError
from vanban.form.wording import clean, item_runs

MOST_BLOCKS, MOST_RUNS, MOST_LETTERS = 400, 400, 60_000
"""What one section may hold."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The place of a table or chart, which nobody edits."""

    anchor: str


Written = Heading | Paragraph | Bullet | Fixed
KINDS = {"h": Heading, "p": Paragraph, "b": Bullet, "x": Fixed}


def written(blocks: Iterable[Block]) -> tuple[Written, ...]:
    """The blocks of a printed section, as they are edited."""
    found: list[Written] = []
    for block in blocks:
        if isinstance(block, DataTable | Chart):
            found.append(Fixed(block.anchor))
        elif isinstance(block, Point):
            found.append(Bullet(block.text))
        elif isinstance(block, Clause | Article):
            found.append(Paragraph(item_runs(block)))
        elif not isinstance(block, Mark):
            found.append(block)
    return tuple(found)


def texts_of(block: Written) -> tuple[Run, ...]:
    """The runs of a block; none for a fixed one."""
    if isinstance(block, Fixed):
        return ()
    return as_runs(block.title if isinstance(block, Heading) else block.text)


def figures_of(blocks: Iterable[Written]) -> Counter[str]:
    """How often each figure stands in a section."""
    return Counter(run.anchor for block in blocks for run in texts_of(block) if run.anchor)


def fixed_of(blocks: Iterable[Written]) -> tuple[str, ...]:
    """The tables and charts of a section, in order."""
    return tuple(block.anchor for block in blocks if isinstance(block, Fixed))


def words_of(blocks: Iterable[Written]) -> str:
    """The text of a section, one line for each block; tables are left out."""
    return "\n".join(plain(texts_of(block)) for block in blocks if not isinstance(block, Fixed))


def free_words(blocks: Iterable[Written]) -> tuple[str, ...]:
    """What people can write themselves: each block without its figures, which leave a gap."""
    return tuple(
        "".join("\x00" if run.anchor else run.text for run in texts_of(block))
        for block in blocks
        if not isinstance(block, Fixed)
    )


def joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one look made one; spaces at both ends cut."""
    found: list[Run] = []
    for run in runs:
        if found and replace(found[-1], text="") == replace(run, text=""):
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    if found and not found[0].anchor:
        found[0] = replace(found[0], text=found[0].text.lstrip())
    if found and not found[-1].anchor:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return [run for run in found if run.text]


def filled(blocks: Iterable[Written], figures: Mapping[str, Run]) -> tuple[Written, ...]:
    """The section with today's figures; one that is no more leaves the words that stood there, without a figure."""
    return tuple(_filled(block, figures) for block in blocks)


def _filled(block: Written, figures: Mapping[str, Run]) -> Written:
    if isinstance(block, Fixed):
        return block
    runs = tuple(
        replace(run, text=figures[run.anchor].text) if run.anchor in figures else run for run in texts_of(block)
    )
    return replace(block, title=runs) if isinstance(block, Heading) else replace(block, text=runs)


def printed(blocks: Iterable[Written], fixed: Mapping[str, Block]) -> tuple[Block, ...]:
    """The blocks as they are printed: tables and charts in their places, those without a place at the end, sub-headings
    numbered."""
    found: list[Block] = []
    placed: set[str] = set()
    number = 0
    for block in blocks:
        if isinstance(block, Fixed):
            if block.anchor in fixed and block.anchor not in placed:
                placed.add(block.anchor)
                found.append(fixed[block.anchor])
        elif isinstance(block, Heading):
            number += 1
            found.append(replace(block, number=str(number)))
        else:
            found.append(block)
    return (*found, *(block for anchor, block in fixed.items() if anchor not in placed))


def to_json(blocks: Iterable[Written]) -> list[dict[str, Any]]:
    """``{"k": "p", "r": [{"x": "text", "b": true, "i": true, "f": "figure"}]}`` for each block."""
    return [_block_json(block) for block in blocks]


def _block_json(block: Written) -> dict[str, Any]:
    if isinstance(block, Fixed):
        return {"k": "x", "f": block.anchor}
    kind = "h" if isinstance(block, Heading) else "p" if isinstance(block, Paragraph) else "b"
    made: dict[str, Any] = {"k": kind, "r": [_run_json(run) for run in texts_of(block)]}
    return {**made, "m": "+"} if isinstance(block, Bullet) and block.mark == "+" else made


def _run_json(run: Run) -> dict[str, Any]:
    marks = (("b", run.bold), ("i", run.italic), ("f", run.anchor))
    return {"x": run.text, **{name: value for name, value in marks if value}}


def from_json(data: Any) -> tuple[Written, ...]:
    """The section that a page sent or a table keeps. Raises ``FormError("bad_section")``."""
    try:
        if not isinstance(data, list) or len(data) > MOST_BLOCKS:
            raise ValueError("blocks")
        blocks = tuple(block for block in map(_block, data) if isinstance(block, Fixed) or texts_of(block))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormError("bad_section", "Nội dung gửi lên không đúng cấu trúc. Hãy tải lại trang rồi sửa.") from error
    if sum(len(plain(texts_of(block))) for block in blocks) > MOST_LETTERS:
        raise FormError("section_long", f"Một mục dài quá {MOST_LETTERS:,} chữ cái. Hãy rút gọn.".replace(",", "."))
    return blocks


def _block(data: Mapping[str, Any]) -> Written:
    kind = KINDS[data["k"]]
    if kind is Fixed:
        return Fixed(_anchor(data["f"]))
    if not isinstance(data["r"], list) or len(data["r"]) > MOST_RUNS:
        raise ValueError("runs")
    runs: Text = tuple(joined([_run(one) for one in data["r"]]))
    if kind is Heading:
        return Heading("", runs, 2)
    return Bullet(runs, "+" if data.get("m") == "+" else "-") if kind is Bullet else Paragraph(runs)


def _run(data: Mapping[str, Any]) -> Run:
    if not isinstance(data["x"], str):
        raise TypeError("text")
    anchor = _anchor(data["f"]) if data.get("f") else ""
    return Run(clean(data["x"]), bool(data.get("b")), bool(data.get("i")), anchor)


def _anchor(text: Any) -> str:
    if not isinstance(text, str) or not is_anchor(text):
        raise ValueError("anchor")
    return text
