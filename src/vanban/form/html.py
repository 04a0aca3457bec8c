"""An official document as HTML: a fragment for a preview in a page, and a whole page for printing.

Every text is escaped. No inline styles, so that a strict content security policy holds; the look is ``stylesheet()``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from vanban.form import measures
from vanban.form import wording as say
from vanban.form.charts import chart_svg
from vanban.form.document import (
    Appendix,
    Article,
    Block,
    Bullet,
    Chart,
    Clause,
    DataTable,
    Heading,
    Mark,
    OfficialDocument,
    Paragraph,
    Point,
    Run,
    Signature,
)
from vanban.form.long import breaks, in_parts
from vanban.form.looks import LOOKS, rules

FOLDER = Path(__file__).parent
YEARS = re.compile(r"(?<=\d)-(?=\d)")
"""Word and LibreOffice break "2025-2026" behind the hyphen; where they do, the page must."""
PIXELS = 96 / 25.4
"""Of a style sheet, in a millimetre."""


@cache
def stylesheet() -> str:
    """The style sheet of previews and print, for a page to serve; every rule stands under ``.vb``."""
    return f"{(FOLDER / 'form.css').read_text(encoding='utf-8')}{rules()}\n"


def render_html(document: OfficialDocument, *, links: Mapping[str, str] | None = None, top_heading: int = 2) -> str:
    """The document as one ``<article class="vb">``.

    Anchors become ids; runs whose anchor is a key of ``links`` become links to that address. ``top_heading`` is the
    level of the document's title, for the page that it stands in.
    """
    return _Writer(links or {}, top_heading).document(document)


def render_page(document: OfficialDocument, *, extra_css: str = "") -> str:
    """A whole HTML page with its style sheet, to be printed."""
    title = escape(say.name_of(document))
    author = escape(" ".join(say.clean(line) for line in document.issuer))
    return (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{author}"><style>{stylesheet()}{extra_css}</style></head>'
        f"<body>{_Writer(top=1, paper=True).document(document)}</body></html>"
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    links: Mapping[str, str] = field(default_factory=dict)
    top: int = 2
    paper: bool = False
    """Whether what stands at the foot of the first page comes first, for the printer to put there."""

    def document(self, document: OfficialDocument) -> str:
        foot = self.contact(document)
        parts = [foot if self.paper else "", *(_p("vb-digital", _text(line)) for line in document.digital)]
        parts += [self.head(document), self.title(document), self.addressees(document)]
        if document.deciding:
            parts.append(_p("vb-deciding", _text(document.deciding.upper())))
        parts += [_p("vb-basis", self.runs(runs)) for runs in say.basis_runs(document)]
        if document.deciding:
            parts.append(_p("vb-decides", say.DECIDES))
        parts += [*self.blocks(document.body), self.sign(document), "" if self.paper else foot]
        parts += [self.appendix(number, one) for number, one in enumerate(document.appendices, 1)]
        return f'<article class="vb" lang="vi">{"".join(parts)}</article>'

    def contact(self, document: OfficialDocument) -> str:
        lines = "".join(_p("vb-contact", _text(line)) for line in document.contact)
        return f'<address class="vb-foot">{lines}</address>' if lines else ""

    def head(self, document: OfficialDocument) -> str:
        parent = _p("vb-parent", _text(document.parent.upper())) if document.parent else ""
        issuers = "".join(_p("vb-issuer", _text(line.upper())) for line in document.issuer)
        nation = _p("vb-nation", say.NATION) + _p("vb-motto", say.MOTTO) + _rule(say.motto_rule())
        number = _p("vb-number", escape(say.number_line(document)))
        if not document.kind:
            number += _p("vb-about", _broken(say.about_line(document)))
        for mark in say.marks(document):
            css = f"vb-{LOOKS[mark.style].css} vb-framed vb-wide-{mark.width:.0f}"
            number += _p(css, _text(mark.text))
        place = _p("vb-place", escape(say.date_line(document))) if document.dated else ""
        first = _row(parent + issuers + _rule(say.issuer_rule(document)), nation)
        return f'<header class="vb-side vb-head">{first}{_row(number, place)}</header>'

    def title(self, document: OfficialDocument) -> str:
        if not document.kind:
            return '<hr class="vb-gap" aria-hidden="true">'
        kind = self.heading(0, "vb-kind", _text(document.kind.upper()))
        rule = _rule(say.title_rule(document), "vb-rule vb-rule-title")
        return kind + _p("vb-title", _broken("\n".join(say.lines(document.title)))) + rule

    def heading(self, depth: int, css: str, inner: str, *, anchor: str = "") -> str:
        level = min(6, self.top + depth)
        return f'<h{level}{_id(anchor)} class="{css}">{inner}</h{level}>'

    def addressees(self, document: OfficialDocument) -> str:
        if len(document.addressees) == 1:
            return _p("vb-addressees", f"{say.ADDRESSED} {_text(document.addressees[0])}")
        if not document.addressees:
            return ""
        lines = "".join(_p("vb-addressee", escape(line)) for line in say.listed(document.addressees))
        return _p("vb-addressee-head", say.ADDRESSED) + lines + '<hr class="vb-gap vb-gap-5" aria-hidden="true">'

    def blocks(self, blocks: Iterable[Block], width: float = measures.TEXT_WIDTH) -> list[str]:
        parts = []
        for listed, group in groupby(blocks, key=lambda block: isinstance(block, Bullet | Point)):
            inner = "".join(self.block(block, width) for block in group)
            parts.append(f"<ul>{inner}</ul>" if listed else inner)
        return parts

    def block(self, block: Block, width: float) -> str:
        if isinstance(block, Heading):
            css = f"vb-heading vb-heading-{block.level}"
            return self.heading(block.level, css, self.runs(say.heading_runs(block)), anchor=block.anchor)
        if isinstance(block, DataTable | Chart | Mark):
            return self.shown(block, width)
        if isinstance(block, Paragraph):
            align = "" if block.align == "justify" else f" vb-align-{block.align}"
            css = f"vb-body{align}" + ("" if block.indent else " vb-flat")
            return _p(css, self.runs(say.clean_runs(block.text)), block.anchor)
        return self.item(block)

    def item(self, block: Bullet | Point | Clause | Article) -> str:
        inner = self.runs(say.item_runs(block))
        if isinstance(block, Bullet | Point):
            css = "vb-point" if isinstance(block, Point) else "vb-bullet" if block.mark == "-" else "vb-bullet-2"
            return f'<li{_id(block.anchor)} class="{css}">{inner}</li>'
        if isinstance(block, Article) and block.title and not block.text:
            return self.heading(1, "vb-article-title", inner, anchor=block.anchor)
        return _p("vb-article" if isinstance(block, Article) else "vb-clause", inner, block.anchor)

    def shown(self, block: DataTable | Chart | Mark, width: float) -> str:
        if isinstance(block, Mark):
            return ""
        if isinstance(block, DataTable):
            return self.table(block, width)
        caption = f"<figcaption>{_text(block.title)}</figcaption>"
        return f'<figure{_id(block.anchor)} class="vb-chart">{caption}{chart_svg(block)}</figure>'

    def table(self, table: DataTable, width: float) -> str:
        columns = "".join(f'<col width="{share * 100:.2f}%">' for share in table.shares())
        head = "".join(f'<th scope="col">{self.runs(say.clean_runs(text), whole=False)}</th>' for text in table.header)
        anchors = table.row_anchors or ("",) * len(table.rows)
        rows = []
        for anchor, row in zip(anchors, table.rows, strict=True):
            cells = "".join(
                f'<td class="vb-align-{table.align(column)}">{self.runs(say.clean_runs(text), whole=False)}</td>'
                for column, text in enumerate(row)
            )
            long = ' class="vb-long"' if breaks(table, row, width) else ""
            rows.append(f"<tr{_id(anchor)}{long}>{cells}</tr>")
        css = "vb-table vb-small" if table.small else "vb-table"
        return (
            f'<div class="vb-table-scroll" tabindex="0"><table{_id(table.anchor)} class="{css}">'
            f"<colgroup>{columns}</colgroup>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )

    def sign(self, document: OfficialDocument) -> str:
        beside, below = in_parts(say.recipients(document))
        left = _recipients(beside)
        if left:
            left = _p("vb-recipients-head", say.RECIPIENTS) + left
        right, both = _signed(document.signature), ""
        if document.cosigner:
            both, right = f'<div class="vb-side vb-both">{_row(_signed(document.cosigner), right)}</div>', ""
        foot = f'<footer class="vb-side vb-sign">{_row(left, right)}</footer>' if left or right else ""
        rest = f'<div class="vb-side vb-sign vb-long">{_row(_recipients(below), "")}</div>' if below else ""
        return both + foot + rest

    def appendix(self, number: int, appendix: Appendix) -> str:
        lying = " vb-landscape" if appendix.landscape else ""
        head = "".join(_p("vb-digital", _text(line)) for line in appendix.digital)
        head += self.heading(1, "vb-appendix-number", escape(say.appendix_label(appendix)))
        head += _p("vb-appendix-title", _broken("\n".join(say.lines(appendix.title.upper()))))
        attached = say.attached_line(appendix)
        if attached:
            head += _p("vb-attached", escape(attached))
        head += '<hr class="vb-gap vb-gap-8" aria-hidden="true">'
        width = measures.TEXT_WIDTH_LANDSCAPE if appendix.landscape else measures.TEXT_WIDTH
        inner = head + "".join(self.blocks(appendix.blocks, width))
        return f'<section class="vb-appendix vb-appendix-{number}{lying}">{inner}</section>'

    def runs(self, runs: Iterable[Run], *, whole: bool = True) -> str:
        """The runs one after the other; ``whole`` keeps numbers in one piece, for which
        a narrow cell has no room beyond "II/2026"."""
        return "".join(self.run(run, whole=whole) for run in runs)

    def run(self, run: Run, *, whole: bool) -> str:
        inner = _unbroken(run.text, say.NUMBER if whole else say.DATED)
        if run.italic:
            inner = f"<em>{inner}</em>"
        if run.bold:
            inner = f"<strong>{inner}</strong>"
        if run.anchor in self.links and run.anchor:
            return f'<a{_id(run.anchor)} href="{escape(self.links[run.anchor])}">{inner}</a>'
        return f"<span{_id(run.anchor)}>{inner}</span>" if run.anchor else inner


def _text(text: str) -> str:
    return escape(say.clean(text))


def _broken(text: str) -> str:
    """A text of lines."""
    return "<br>".join(escape(line) for line in text.split("\n"))


def _rule(length: float, css: str = "vb-rule") -> str:
    """A rule ``length`` mm long; its width is an attribute, as no inline style may be."""
    return f'<hr class="{css}" width="{length * PIXELS:.0f}" aria-hidden="true">' if length else ""


def _unbroken(text: str, whole: re.Pattern[str]) -> str:
    parts = whole.split(text)
    return "".join(
        f'<span class="vb-keep">{escape(part)}</span>' if number % 2 else YEARS.sub("-<wbr>", escape(part))
        for number, part in enumerate(parts)
    )


def _id(anchor: str) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""


def _p(css: str, inner: str, anchor: str = "") -> str:
    return f'<p{_id(anchor)} class="{css}">{inner}</p>'


def _signed(signature: Signature | None) -> str:
    if signature is None:
        return ""
    lines = "".join(_p("vb-authority", _text(line.upper())) for line in signature.authority)
    return lines + _p("vb-sign-place", "") + _p("vb-signer", _text(signature.signer))


def _recipients(lines: Iterable[str]) -> str:
    return "".join(_p("vb-recipients", escape(line)) for line in lines)


def _row(left: str, right: str) -> str:
    return f'<div class="vb-row"><div class="vb-left">{left}</div><div class="vb-right">{right}</div></div>'
