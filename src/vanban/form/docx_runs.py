"""Runs of an edited DOCX: the words of a paragraph with their look, and the figures among them.

Tracked changes are read as accepted (insertions kept, deletions gone); hidden text, codes of fields and text boxes are
not part of the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vanban.form.anchors import FIGURE, anchor_of, anchor_of_tag
from vanban.form.document import Run
from vanban.form.looks import LOOKS
from vanban.form.wording import clean
from vanban.readers.package import W

DELETED = {f"{W}{tag}" for tag in ("del", "moveFrom")}
SILENT = {f"{W}{tag}" for tag in ("rPr", "pPr", "sdtPr", "instrText", "delText", "txbxContent", "pict", "object")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
HOLDERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
OFF = {"0", "false", "off"}
NAMES = {look.name: style_id for style_id, look in LOOKS.items()}


def style_names(root: Any | None) -> dict[str, str]:
    """Style ids of the file → ours: other programs rename the ids and keep the names."""
    found = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        name = style.find(f"{W}name")
        known = NAMES.get(name.get(f"{W}val", "")) if name is not None else None
        if known:
            found[style.get(f"{W}styleId", "")] = known
    return found


@dataclass(slots=True)
class RunReader:
    """Reads runs; remembers the bookmarks that are open."""

    styles: dict[str, str]
    open: dict[str, str] = field(default_factory=dict)

    def style(self, paragraph: Any) -> str:
        """Our id of a paragraph's style, whatever the program called it; its own id for a foreign one."""
        own = value(paragraph, "pStyle")
        return self.styles.get(own, own)

    def runs(self, parent: Any, figure: str = "") -> Iterator[Run]:
        """The runs of a paragraph; ``anchor`` names the figure that they belong to."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}bookmarkStart":
                if found := anchor_of(child.get(f"{W}name", ""), FIGURE):
                    self.open[child.get(f"{W}id", "")] = found
            elif tag == f"{W}bookmarkEnd":
                self.open.pop(child.get(f"{W}id", ""), None)
            elif tag == f"{W}r":
                yield from self.run(child, figure)
            elif isinstance(tag, str) and tag not in SILENT | DELETED:
                yield from self.runs(child, _tagged(child) or figure)

    def run(self, run: Any, figure: str) -> Iterator[Run]:
        look = run.find(f"{W}rPr")
        if _flag(look, "vanish"):
            return
        words = "".join(_words(run))
        if words:
            anchor = figure or (list(self.open.values())[-1] if self.open else "")
            yield Run(clean(words), _flag(look, "b"), _flag(look, "i"), anchor)


def value(paragraph: Any, tag: str) -> str:
    found = paragraph.find(f"{W}pPr/{W}{tag}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def is_listed(paragraph: Any) -> bool:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    return number is not None and number.get(f"{W}val", "0") != "0"


def _tagged(element: Any) -> str:
    if element.tag != f"{W}sdt":
        return ""
    tag = element.find(f"{W}sdtPr/{W}tag")
    return anchor_of_tag(tag.get(f"{W}val", "")) if tag is not None else ""


def _flag(look: Any | None, tag: str) -> bool:
    found = look.find(f"{W}{tag}") if look is not None else None
    return found is not None and found.get(f"{W}val", "1") not in OFF


def _words(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in {f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"}:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def rows(table: Any) -> Iterator[Any]:
    for row in table.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in HOLDERS:
            yield from cells(child)
