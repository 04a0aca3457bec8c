"""Names in a DOCX, so that it can be taken apart again after somebody worked on it in Word (see ``docx_back``)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from docx.oxml.ns import qn

from vanban.form.anchors import BLOCK, FIGURE, SECTION, TAG, bookmark, is_anchor
from vanban.form.document import Block, Chart, DataTable, Mark
from vanban.form.docx_base import element

END = "het"
"""The mark before the signature: what comes after it is not part of any section."""
LOCKED = "sdtContentLocked"
"""Word lets nobody change or delete what stands in such a control."""

Drawn = Callable[[Any, Block, float], Iterable[Any]]


class Marks:
    """Counts the bookmarks of one document; without ``protect`` it leaves no trace."""

    def __init__(self, protect: bool) -> None:
        self.protect = protect
        self.count = 0

    def placed(self, made: Any, blocks: Iterable[Block], *, draw: Drawn, width: float) -> Iterator[Any]:
        """The parts of the body; figures locked, blocks and sections named."""
        waiting: list[str] = []
        for block in blocks:
            if isinstance(block, Mark):
                waiting.append(bookmark(SECTION, block.key))
                continue
            name = block.anchor if isinstance(block, DataTable | Chart) else ""
            for part in draw(made, block, width):
                if self.protect:
                    self._name(part, waiting, block_name=name)
                    waiting = []
                self._settle(part)
                yield part

    def ended(self, parts: Iterable[Any]) -> Iterator[Any]:
        """The signature block: the last section ends before it."""
        waiting = [bookmark(SECTION, END)]
        for part in parts:
            if self.protect and waiting:
                self._name(part, waiting, block_name="")
                waiting = []
            yield part

    def _name(self, part: Any, sections: list[str], *, block_name: str) -> None:
        is_block = part.tag == qn("w:tbl") or bool(part.findall(f".//{qn('w:drawing')}"))
        names = [*sections, *([bookmark(BLOCK, block_name)] if block_name and is_block else [])]
        paragraph = part if part.tag == qn("w:p") else next(part.iter(qn("w:p")), None)
        if paragraph is None or not names:
            return
        place = 1 if len(paragraph) and paragraph[0].tag == qn("w:pPr") else 0
        for name in names:
            start, end = self._pair(name)
            paragraph.insert(place, start)
            paragraph.insert(place + 1, end)
            place += 2

    def _pair(self, name: str) -> tuple[Any, Any]:
        self.count += 1
        return element("bookmarkStart", id=self.count, name=name), element("bookmarkEnd", id=self.count)

    def _settle(self, part: Any) -> None:
        """Lock the figures; the helper attribute goes in any case."""
        for run in list(part.iter(qn("w:r"))):
            anchor = run.attrib.pop("anchor", "")
            if anchor and self.protect and is_anchor(anchor):
                self._lock(run, anchor)

    def _lock(self, run: Any, anchor: str) -> None:
        start, end = self._pair(bookmark(FIGURE, anchor))
        control, properties, content = element("sdt"), element("sdtPr"), element("sdtContent")
        properties.append(element("tag", val=TAG + anchor))
        properties.append(element("id", val=1_000_000 + self.count))
        properties.append(element("lock", val=LOCKED))
        control.append(properties)
        control.append(content)
        run.addprevious(start)
        run.addprevious(control)
        run.addprevious(end)
        content.append(run)
