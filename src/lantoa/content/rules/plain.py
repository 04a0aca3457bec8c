"""HTML as plain text, and plain text as HTML. Pure; ``richtext.clean`` stands before it."""

import re
from html import escape
from html.parser import HTMLParser

_BLOCKS = {
    "p",
    "h2",
    "h3",
    "h4",
    "li",
    "blockquote",
    "tr",
    "figcaption",
    "caption",
    "ul",
    "ol",
    "table",
    "hr",
    "figure",
}

_BULLET = re.compile(r"^\s*[-–•*]\s+")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))


def text_of(html: str) -> str:
    """The words, paragraphs apart by an empty line."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\n+", "".join(parser.parts))]
    return "\n\n".join(part for part in paragraphs if part)


def paragraphs_of(html: str) -> list[str]:
    """The paragraphs as plain text."""
    return [part for part in text_of(html).split("\n\n") if part]


def html_of(text: str) -> str:
    """Typed text as HTML: an empty line begins a paragraph, a line its own line, "- " a list."""
    blocks = [block.strip() for block in re.split(r"\r?\n\s*\r?\n", text) if block.strip()]
    return "\n".join(_block(block.splitlines()) for block in blocks)


def _block(lines: list[str]) -> str:
    if all(_BULLET.match(line) for line in lines):
        items = "".join(f"<li>{escape(_BULLET.sub('', line))}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    if len(lines) == 1 and lines[0].startswith("## "):
        return f"<h2>{escape(lines[0][3:].strip())}</h2>"
    return f"<p>{'<br>'.join(escape(line.strip()) for line in lines)}</p>"
