"""HTML of other programs (Word, web pages, Google Docs) as the plain structure of an article.

Word writes lists as paragraphs whose style says "list", bold as a style, and a good deal about itself. Here that
becomes real lists, ``strong`` and ``em``; divisions become paragraphs, headings fit below the page's own. It is not a
gate: what comes out is cleaned afterwards (``content.richtext.clean``). The same rules stand in ``js/paste.js`` for the
browser. No Django, no database.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

FOREIGN = re.compile(
    r"<(?:span|font|div|section|article|main|header|footer|center|h[156]|strike|del|tt|o:|w:|v:|st1:|xml|meta|link|style)\b"
    r"|\sstyle\s*=|\sclass\s*=|mso-|<!",
    re.IGNORECASE,
)
"""What only other programs write; an article of ours is left as it is, so cleaning it again costs little."""

_RENAMED = {
    "h1": "h2", "h5": "h4", "h6": "h4", "div": "p", "section": "p", "article": "p", "main": "p", "header": "p",
    "footer": "p", "center": "p", "strike": "s", "del": "s", "b": "strong", "i": "em", "dt": "p", "dd": "p",
    "address": "p",
}  # fmt: skip
_DROPPED = frozenset({
    "script", "style", "xml", "title", "head", "template", "noscript", "object", "svg", "math", "select",
})  # fmt: skip
_TRANSPARENT = frozenset({
    "html", "body", "span", "font", "u", "ins", "label", "form", "input", "button", "meta", "link", "base", "iframe",
    "tt", "small", "big", "nobr",
})  # fmt: skip
_VOID = frozenset({"br", "hr", "img"})
_DIGITS = re.compile(r"^\(?(\d{1,4})[.)/]?$")
_LETTERS = re.compile(r"^\(?(?:[a-zđ]{1,4}|[ivxlc]{1,7})[.)]$", re.IGNORECASE)
_LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d{1,2})", re.IGNORECASE)
_DEEPEST = 4
_MOST_OPEN = 150


@dataclass(slots=True)
class Item:
    """A paragraph that Word calls a list item. ``marker``: the sign or number before it, as it is shown."""

    level: int
    marker: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def html(self) -> str:
        """What it says."""
        return "".join(self.parts).strip()

    @property
    def number(self) -> int | None:
        """Its number, where it is numbered with digits."""
        found = _DIGITS.match(self.marker.strip())
        return int(found[1]) if found else None

    @property
    def is_lettered(self) -> bool:
        """ "a)", "đ)", "IV.": browsers count letters without đ, and texts refer to "điểm đ"."""
        return self.number is None and bool(_LETTERS.match(self.marker.strip()))


def plain_structure(html: str) -> str:
    """The same text in paragraphs, headings, lists, tables, ``strong`` and ``em``. Words are never lost, except those
    of scripts, styles and Word's own notes."""
    if not FOREIGN.search(html):
        return html
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _EMPTY.sub("", _joined(reader.parts))


_EMPTY = re.compile(r"<(p|h[2-4]|strong|em|s|sub|sup|blockquote)>(?:\s|&nbsp;|\u00a0|<br>)*</\1>")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str | Item] = []
        self._open: list[tuple[str, list[str]]] = []
        self._item: Item | None = None
        self._dropped = 0
        self._marker = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if self._dropped or tag in _DROPPED:
            self._dropped += tag in _DROPPED
            return
        if tag in _VOID:
            self._write("" if "interchange" in named.get("class", "") else _start(tag, named))
            return
        if len(self._open) >= _MOST_OPEN:
            return
        self._open.append((tag, self._closing(tag, named)))

    def _closing(self, tag: str, named: dict[str, str]) -> list[str]:
        """Write what this tag means. Returns what its end has to write, the last first."""
        style = re.sub(r"\s+", "", named.get("style", "").lower())
        if "mso-list:ignore" in style:
            self._marker += 1
            return ["\0marker"]
        level = _LEVEL.search(named.get("style", ""))
        if tag == "p" and level and self._item is None:
            self._item = Item(min(int(level[1]), _DEEPEST))
            self.parts.append(self._item)
            return ["\0item"]
        wanted = [*self._block(tag, named, style), *(one for one in _marks(tag, style) if not self._is_heavy(one))]
        for one in wanted:
            self._write(_start(one, named if one == tag else {}))
        return [f"</{one}>" for one in reversed(wanted)]

    def _block(self, tag: str, named: dict[str, str], style: str) -> list[str]:
        if tag in _TRANSPARENT or ":" in tag or tag in {"b", "i", "strong", "em"}:
            return []
        if tag == "p" and "msotitle" in named.get("class", "").lower():
            return ["h2"]
        name = _RENAMED.get(tag, tag)
        return [] if name == "p" and self._item is not None else [name]

    def _is_heavy(self, mark: str) -> bool:
        """A heading is bold by itself."""
        return mark == "strong" and any(end in {"</h2>", "</h3>", "</h4>"} for _tag, ends in self._open for end in ends)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID and not self._dropped:
            self._write(_start(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            self._dropped -= tag in _DROPPED
            return
        if not any(name == tag for name, _ends in self._open):
            return
        while self._open:
            name, ends = self._open.pop()
            for end in ends:
                self._end(end)
            if name == tag:
                return

    def _end(self, end: str) -> None:
        if end == "\0marker":
            self._marker -= 1
        elif end == "\0item":
            self._item = None
        else:
            self._write(end)

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        if self._marker and self._item is not None:
            self._item.marker += data
            return
        self._write(escape(data.replace("\r\n", " ").replace("\n", " "), quote=False))

    def close(self) -> None:
        super().close()
        while self._open:
            for end in self._open.pop()[1]:
                self._end(end)

    def _write(self, text: str) -> None:
        (self.parts if self._item is None else self._item.parts).append(text)


def _marks(tag: str, style: str) -> list[str]:
    weight = re.search(r"(?:^|;)font-weight:(\w+)", style)  # not mso-bidi-font-weight
    said = weight[1] if weight else ""
    bold = tag in {"b", "strong"} if not said else said in {"bold", "bolder"} or (said.isdigit() and int(said) >= 600)
    slant = re.search(r"(?:^|;)font-style:(\w+)", style)
    italic = tag in {"i", "em"} if not slant else slant[1] in {"italic", "oblique"}
    marks = [("strong", bold), ("em", italic), ("s", "line-through" in style and tag == "span")]
    raised = re.search(r"vertical-align:(super|sub)\b", style)
    return [name for name, there in marks if there] + ([raised[1].replace("super", "sup")] if raised else [])


_KEPT = {
    "a": ("href", "title"), "img": ("src", "alt"), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope"),
    "ol": ("start",),
}  # fmt: skip


def _start(tag: str, named: dict[str, str]) -> str:
    words = "".join(f' {name}="{escape(named[name])}"' for name in _KEPT.get(tag, ()) if named.get(name))
    return f"<{tag}{words}>"


def _joined(parts: list[str | Item]) -> str:
    out: list[str] = []
    items: list[Item] = []
    for part in parts:
        if isinstance(part, Item) and not part.is_lettered:
            items.append(part)
        elif isinstance(part, str) and not part.strip():
            out.append(part if not items else "")
        else:
            out += [
                nested(items),
                part if isinstance(part, str) else f"<p>{escape(part.marker.strip())} {part.html}</p>",
            ]
            items = []
    return "".join([*out, nested(items)])


def nested(items: list[Item]) -> str:
    """Items that follow one another as lists in lists."""
    out: list[str] = []
    open_lists: list[tuple[int, str]] = []
    for item in items:
        while open_lists and open_lists[-1][0] > item.level:
            out.append(f"</li></{open_lists.pop()[1]}>")
        kind = "ul" if item.number is None else "ol"
        if open_lists and open_lists[-1] == (item.level, kind):
            out.append(f"</li><li>{item.html}")
            continue
        if open_lists and open_lists[-1][0] == item.level:
            out.append(f"</li></{open_lists.pop()[1]}>")
        start = f' start="{item.number}"' if (item.number or 1) > 1 else ""
        out.append(f"<{kind}{start}><li>{item.html}")
        open_lists.append((item.level, kind))
    return "".join([*out, *(f"</li></{kind}>" for _level, kind in reversed(open_lists))])
