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

from vanban.form import wording as say
from vanban.form.charts import chart_svg
from vanban.form.document import (
    Appendix,
    Block,
    Bullet,
    Chart,
    DataTable,
    Heading,
    Mark,
    OfficialDocument,
    Paragraph,
    Point,
    Run,
    Signature,
)

FOLDER = Path(__file__).parent
NUMBER = re.compile(r"(\S{1,12}/\S{1,12})")
"""A document's number, a rate: not to be broken behind the "/"."""


@cache
def stylesheet() -> str:
    """The style sheet of previews and print, for a page to serve; every rule stands under ``.vb``."""
    return (FOLDER / "form.css").read_text(encoding="utf-8")


def render_html(document: OfficialDocument, *, links: Mapping[str, str] | None = None, top_heading: int = 2) -> str:
    """The document as one ``<article class="vb">``.

    Anchors become ids; runs whose anchor is a key of ``links`` become links to that address. ``top_heading`` is the
    level of the document's title, for the page that it stands in.
    """
    return _Writer(links or {}, top_heading).document(document)


def render_page(document: OfficialDocument, *, extra_css: str = "") -> str:
    """A whole HTML page with its style sheet, to be printed."""
    title = escape(f"{say.clean(document.kind)} {say.clean(document.title)}")
    author = escape(" ".join(say.clean(line) for line in document.issuer))
    return (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{author}"><style>{stylesheet()}{extra_css}</style></head>'
        f"<body>{render_html(document, top_heading=1)}</body></html>"
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    links: Mapping[str, str] = field(default_factory=dict)
    top: int = 2

    def document(self, document: OfficialDocument) -> str:
        parts = [self.head(document), self.title(document), self.addressees(document)]
        parts += [_p("vb-basis", self.runs(runs)) for runs in say.basis_runs(document)]
        parts += self.blocks(document.body)
        parts.append(self.sign(document))
        parts += [self.appendix(number, one) for number, one in enumerate(document.appendices, 1)]
        return f'<article class="vb" lang="vi">{"".join(parts)}</article>'

    def head(self, document: OfficialDocument) -> str:
        parent = _p("vb-parent", _text(document.parent.upper())) if document.parent else ""
        issuers = "".join(_p("vb-issuer", _text(line.upper())) for line in document.issuer)
        nation = _p("vb-nation", say.NATION) + _p("vb-motto", say.MOTTO)
        number = _p("vb-number", escape(say.number_line(document)))
        if not document.kind:
            number += _p("vb-about", escape(say.about_line(document)))
        place = _p("vb-place", escape(say.date_line(document))) if document.dated else ""
        first = _row(f'{parent}<div class="vb-issuers">{issuers}</div>', nation)
        return f'<header class="vb-side vb-head">{first}{_row(number, place)}</header>'

    def title(self, document: OfficialDocument) -> str:
        if not document.kind:
            return ""
        kind = self.heading(0, "vb-kind", _text(document.kind.upper()))
        return kind + _p("vb-title", f"<span>{_text(document.title)}</span>")

    def heading(self, depth: int, css: str, inner: str, *, anchor: str = "") -> str:
        level = min(6, self.top + depth)
        return f'<h{level}{_id(anchor)} class="{css}">{inner}</h{level}>'

    def addressees(self, document: OfficialDocument) -> str:
        if len(document.addressees) == 1:
            return _p("vb-addressees", f"Kính gửi: {_text(document.addressees[0])}")
        if not document.addressees:
            return ""
        lines = "".join(_p("vb-addressee", escape(line)) for line in say.listed(document.addressees))
        return f'<div class="vb-addressees-many">{_p("vb-addressee", "Kính gửi:")}{lines}</div>'

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        parts = []
        for listed, group in groupby(blocks, key=lambda block: isinstance(block, Bullet | Point)):
            inner = "".join(self.block(block) for block in group)
            parts.append(f"<ul>{inner}</ul>" if listed else inner)
        return parts

    def block(self, block: Block) -> str:
        if isinstance(block, Heading):
            css = f"vb-heading vb-heading-{block.level}"
            return self.heading(block.level, css, self.runs(say.heading_runs(block)), anchor=block.anchor)
        if isinstance(block, DataTable | Chart | Mark):
            return self.shown(block)
        if isinstance(block, Paragraph):
            css = f"vb-body vb-align-{block.align}" + ("" if block.indent else " vb-flat")
            return _p(css, self.runs(say.clean_runs(block.text)), block.anchor)
        return f"<li{_id(block.anchor)}>{self.runs(say.item_runs(block))}</li>"

    def shown(self, block: DataTable | Chart | Mark) -> str:
        if isinstance(block, Mark):
            return ""
        if isinstance(block, DataTable):
            return self.table(block)
        caption = f"<figcaption>{_text(block.title)}</figcaption>"
        return f'<figure{_id(block.anchor)} class="vb-chart">{caption}{chart_svg(block)}</figure>'

    def table(self, table: DataTable) -> str:
        columns = "".join(f'<col width="{share * 100:.2f}%">' for share in table.shares())
        head = "".join(f'<th scope="col">{self.runs(say.clean_runs(text), whole=False)}</th>' for text in table.header)
        anchors = table.row_anchors or ("",) * len(table.rows)
        rows = []
        for anchor, row in zip(anchors, table.rows, strict=True):
            cells = "".join(
                f'<td class="vb-align-{table.align(column)}">{self.runs(say.clean_runs(text), whole=False)}</td>'
                for column, text in enumerate(row)
            )
            rows.append(f"<tr{_id(anchor)}>{cells}</tr>")
        css = "vb-table vb-small" if table.small else "vb-table"
        return (
            f'<div class="vb-table-scroll" tabindex="0"><table{_id(table.anchor)} class="{css}">'
            f"<colgroup>{columns}</colgroup>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )

    def sign(self, document: OfficialDocument) -> str:
        left = "".join(_p("vb-recipients", escape(line)) for line in say.listed(document.recipients))
        if left:
            left = _p("vb-recipients-head", say.RECIPIENTS) + left
        right, both = _signed(document.signature), ""
        if document.cosigner:
            both, right = f'<div class="vb-side vb-both">{_row(_signed(document.cosigner), right)}</div>', ""
        foot = f'<footer class="vb-side vb-sign">{_row(left, right)}</footer>' if left or right else ""
        return both + foot

    def appendix(self, number: int, appendix: Appendix) -> str:
        lying = " vb-landscape" if appendix.landscape else ""
        head = self.heading(1, "vb-appendix-number", escape(say.appendix_label(appendix)))
        head += _p("vb-appendix-title", _text(appendix.title.upper()))
        attached = say.attached_line(appendix)
        if attached:
            head += _p("vb-attached", escape(attached))
        inner = head + "".join(self.blocks(appendix.blocks))
        return f'<section class="vb-appendix vb-appendix-{number}{lying}">{inner}</section>'

    def runs(self, runs: Iterable[Run], *, whole: bool = True) -> str:
        """The runs one after the other; ``whole`` keeps numbers in one piece, which a narrow cell has no room for."""
        return "".join(self.run(run, whole=whole) for run in runs)

    def run(self, run: Run, *, whole: bool) -> str:
        inner = _unbroken(run.text) if whole else escape(run.text)
        if run.italic:
            inner = f"<em>{inner}</em>"
        if run.bold:
            inner = f"<strong>{inner}</strong>"
        if run.anchor in self.links and run.anchor:
            return f'<a{_id(run.anchor)} href="{escape(self.links[run.anchor])}">{inner}</a>'
        return f"<span{_id(run.anchor)}>{inner}</span>" if run.anchor else inner


def _text(text: str) -> str:
    return escape(say.clean(text))


def _unbroken(text: str) -> str:
    parts = NUMBER.split(text)
    return "".join(
        f'<span class="vb-keep">{escape(part)}</span>' if number % 2 else escape(part)
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
    return lines + _p("vb-signer", _text(signature.signer))


def _row(left: str, right: str) -> str:
    return f'<div class="vb-row"><div class="vb-left">{left}</div><div class="vb-right">{right}</div></div>'
