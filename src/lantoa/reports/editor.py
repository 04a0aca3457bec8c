"""A section as a page edits it: HTML with figures that cannot be typed into, and what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from lantoa.reports.documents import Desk
from lantoa.reports.models import Report, Wording
from lantoa.reports.rules.composing import fixed_in
from lantoa.reports.rules.rewording import typed_in
from lantoa.reports.rules.sections import Section
from vanban.form.document import Bullet, Chart, DataTable, Heading, Run
from vanban.form.editing import Fixed, Written, figures_of, filled, from_json, texts_of, words_of
from vanban.form.numbers import TypedNumber

TABLES = {
    "bang-chi-tieu": "Bảng kết quả thực hiện các chỉ tiêu", "bang-nhiem-vu": "Bảng kết quả thực hiện các nhiệm vụ",
    "bang-ky-toi": "Bảng nhiệm vụ kỳ tiếp theo", "bang-ky-truoc": "Bảng thực hiện nhiệm vụ kỳ trước",
    "bang-nguyen-nhan": "Bảng nguyên nhân",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that came second: it lies here until somebody takes it."""

    row: Wording
    html: SafeString


@dataclass(frozen=True, slots=True)
class SectionDesk:
    """One section on the page."""

    section: Section
    html: SafeString
    number: int
    figures: list[dict[str, str]]
    row: Wording | None
    fresh: list[str]
    lost: list[str]
    typed: list[TypedNumber]
    asides: list[Aside]


def sections_on(desk: Desk, report: Report) -> list[SectionDesk]:
    """Every section of the report for the page."""
    asides: dict[str, list[Wording]] = {}
    for row in Wording.objects.filter(report=report, set_aside=True).select_related("by"):
        asides.setdefault(row.section, []).append(row)
    return [_section(desk, section, asides.get(section.value, [])) for section in Section]


def _section(desk: Desk, section: Section, asides: list[Wording]) -> SectionDesk:
    words = desk.words(section)
    names = names_of(desk, section)
    return SectionDesk(
        section=section, html=editor_html(words, names), number=desk.number(section),
        figures=[{"f": name, "x": desk.figures[name].text} for name in figures_of(words) if name in desk.figures],
        row=desk.rows.get(section), fresh=[names.get(one, one) for one in desk.fresh(section)],
        lost=desk.lost(section), typed=typed_in(desk.offered(section), words),
        asides=[Aside(row, editor_html(filled(from_json(row.blocks), desk.figures), names)) for row in asides],
    )  # fmt: skip


def names_of(desk: Desk, section: Section) -> dict[str, str]:
    """What the tables and charts of a section are called."""
    found = {}
    for name, block in fixed_in(desk.proposed[section]).items():
        if isinstance(block, Chart):
            found[name] = f"Biểu đồ: {block.title}"
        elif isinstance(block, DataTable):
            found[name] = f"{TABLES.get(name, 'Bảng')} ({len(block.rows)} dòng)"
    return found


def editor_html(words: tuple[Written, ...], names: Mapping[str, str]) -> SafeString:
    """The section as HTML for the editor; every text is escaped."""
    parts = [_block(block, names) for block in words] or ['<p data-k="p"><br></p>']
    return mark_safe("".join(parts))  # noqa: S308 - every text in it was escaped


def _block(block: Written, names: Mapping[str, str]) -> str:
    if isinstance(block, Fixed):
        name = escape(names.get(block.anchor, "Bảng, biểu đồ không còn trong kỳ này"))
        return f'<div class="rw-fixed" contenteditable="false" data-x="{escape(block.anchor)}">{name}</div>'
    kind = "h" if isinstance(block, Heading) else "b" if isinstance(block, Bullet) else "p"
    deep = ' data-m="+"' if isinstance(block, Bullet) and block.mark == "+" else ""
    return f'<p data-k="{kind}"{deep}>{"".join(_run(run) for run in texts_of(block))}</p>'


def _run(run: Run) -> str:
    inner = escape(run.text)
    if run.anchor:
        inner = f'<span class="rw-figure" contenteditable="false" data-f="{escape(run.anchor)}">{inner}</span>'
    if run.italic:
        inner = f"<i>{inner}</i>"
    return f"<b>{inner}</b>" if run.bold else inner


def plain_section(words: tuple[Written, ...]) -> str:
    """The text of a section, for a comparison side by side."""
    return words_of(words)


def typed_everywhere(desk: Desk) -> list[tuple[Section, TypedNumber]]:
    """Every number in the report that somebody typed and nothing proves."""
    return [(section, one) for section in Section for one in typed_in(desk.offered(section), desk.words(section))]


def saved_json(desk: Desk, section: Section) -> dict[str, Any]:
    """What the page is told after saving."""
    typed = typed_in(desk.offered(section), desk.words(section))
    return {"typed": [{"text": one.text, "context": one.context} for one in typed]}
