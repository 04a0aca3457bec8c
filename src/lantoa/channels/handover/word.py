"""The article as a Word file, for an editor who copies from there. From clean HTML; pictures go beside it."""

import io
from html.parser import HTMLParser
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.shared import Pt

from vanban.form.docx_base import base_docx

_BLOCKS = frozenset({"p", "li", "blockquote", "figcaption", "caption", "h2", "h3", "h4"})
_BOLD = frozenset({"strong", "b", "h2", "h3", "h4", "th"})
_CELLS = frozenset({"td", "th"})
_ITALIC = frozenset({"em", "i", "figcaption"})


def word_of(title: str, summary: str, html: str, *, foot: str) -> bytes:
    """DOCX: the title, the summary in bold, the article, and whose it is."""
    document = Document(io.BytesIO(base_docx()))
    heading = document.add_paragraph().add_run(title)
    heading.bold, heading.font.size = True, Pt(16)
    if summary:
        document.add_paragraph().add_run(summary).bold = True
    reader = _Reader(document)
    reader.feed(html)
    reader.close()
    document.add_paragraph().add_run(foot).italic = True
    for one in document.paragraphs:
        one.paragraph_format.space_after = Pt(6)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Reader(HTMLParser):
    """Writes paragraphs as they come; a table row becomes one line with its cells apart."""

    def __init__(self, document: Docx) -> None:
        super().__init__(convert_charrefs=True)
        self.document, self.open, self.paragraph = document, [], None  # type: tuple[Docx, list[str], Any]
        self.lists: list[list[Any]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "br" and self.paragraph is not None:
            self.paragraph.add_run().add_break()
            return
        if tag in {"ul", "ol"}:
            self.lists.append([tag, 0])
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if (tag in _BLOCKS or tag == "tr") and not self._goes_on():
            self.paragraph = None
            self._mark(tag)
        if tag not in {"br", "img", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        if tag == "a" and self.links and (link := self.links.pop()) and self.paragraph is not None:
            self.paragraph.add_run("" if link in self.paragraph.text else f" ({link})")
        if tag in {"td", "th"} and self.paragraph is not None:
            self.paragraph.add_run("\t")
        if (tag in _BLOCKS or tag == "tr") and not _CELLS.intersection(self.open):
            self.paragraph = None

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text:
            return
        lead = " " if data[0].isspace() and self.paragraph is not None else ""
        tail = " " if data[-1].isspace() else ""
        run = self._here().add_run(f"{lead}{text}{tail}")
        run.bold = bool(_BOLD.intersection(self.open)) or None
        run.italic = bool(_ITALIC.intersection(self.open)) or None

    def _goes_on(self) -> bool:
        """A paragraph inside of a cell, or the first one of a point of a list, begins no line of its own."""
        inside = self.open[-1] if self.open else ""
        fresh = self.paragraph is not None and len(self.paragraph.runs) == 1
        return inside in _CELLS or (inside == "li" and fresh)

    def _mark(self, tag: str) -> None:
        if tag != "li" or not self.lists:
            return
        self.lists[-1][1] += 1
        kind, number = self.lists[-1]
        self._here().add_run(f"{number}. " if kind == "ol" else "- ")

    def _here(self) -> Any:
        if self.paragraph is None:
            self.paragraph = self.document.add_paragraph()
        return self.paragraph
