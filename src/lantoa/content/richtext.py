"""Rich text of articles: the one gate through which HTML comes in, and what is left of it.

Whatever brings HTML (the form, a paste from Word, a contributor's text, an import) goes through ``clean`` before it is
kept; ``approved`` cleans once more what it puts together. What other programs wrote becomes plain structure first
(``editing.foreign``); the gate stands behind it and trusts nothing of it.
"""

import re

import nh3

from lantoa.editing.foreign import FOREIGN, plain_structure

TAGS = {
    "p", "br", "h2", "h3", "h4", "strong", "b", "em", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "hr", "figure", "figcaption", "img",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "width", "height"}, "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"}, "ol": {"start"},
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST = 100_000
"""Characters of an article; the longest feature of a ward has some 15,000."""
LONGEST_GIVEN = 2_000_000
"""Characters that are looked at: Word sends 50 times as much about an article as the article."""
DEEPEST = 250
"""Elements inside of one another; Word's deepest lists and tables come to some thirty."""
_NESTING = re.compile(
    r"<(/?)(?!/?(?:p|li|tr|td|th|dt|dd|br|hr|img|col|option|meta|link|input|wbr)\b)[a-z][^<>]*>", re.IGNORECASE
)
"""Tags that go deeper until they are closed; a paragraph or a line of a list ends where the next one begins."""
_READ_TAGS = TAGS | {
    "span", "font", "div", "section", "article", "main", "header", "footer", "center", "h1", "h5", "h6", "strike",
    "del", "dt", "dd", "address",
}  # fmt: skip
_READ_ATTRIBUTES = {**ATTRIBUTES, "*": {"style", "class"}}
_UNSEEN = {
    "script", "style", "xml", "title", "template", "noscript", "object", "svg", "math", "iframe", "select", "video",
    "audio",
}  # fmt: skip
_VALUE = r'(?:\s+[a-z]+="[^"]*")*'
_BARE_LINK = re.compile(r'<a(?:\s+(?:title|rel)="[^"]*")*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(rf"<img({_VALUE})\s*/?>")
_EMPTY = re.compile(r"<(p|h[2-4]|strong|em|s|sub|sup|blockquote)>(?:\s|&nbsp;|\u00a0|<br>)*</\1>")


def _own_pictures_only(tag: str, name: str, value: str) -> str | None:
    """A picture from elsewhere tells its owner who reads; only our own addresses stay."""
    if tag == "img" and name == "src" and (not value.startswith("/") or value.startswith(("//", "/\\"))):
        return None
    return value


def clean(html: str) -> str:
    """HTML that holds nothing but text, structure, safe links and own pictures. What scripts, styles and forms were is
    gone; the words stay. What is clean stays as it is."""
    given = _shallow(html[:LONGEST_GIVEN])
    if not FOREIGN.search(given):
        return _gate(given)
    read = nh3.clean(
        given,
        tags=_READ_TAGS,
        attributes=_READ_ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=_UNSEEN,
        link_rel=None,
    )
    return _EMPTY.sub("", _gate(plain_structure(read))).strip()


def _shallow(html: str) -> str:
    """The same without what opens deeper than anybody writes: the parser's time grows with the square of the depth
    (50,000 lists each inside of the one before took it a minute). Words stay."""
    depth = deepest = 0
    for found in _NESTING.finditer(html):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest <= DEEPEST:
        return html
    depth = 0

    def kept(found: "re.Match[str]") -> str:
        nonlocal depth
        if found[1]:
            depth = max(0, depth - 1)
            return found[0] if depth < DEEPEST else ""
        depth += 1
        return found[0] if depth <= DEEPEST else ""

    return _NESTING.sub(kept, html)


def _gate(html: str) -> str:
    kept = nh3.clean(
        html[:LONGEST], tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, clean_content_tags=_UNSEEN,
        attribute_filter=_own_pictures_only, link_rel="noopener noreferrer",
    )  # fmt: skip
    pictures = _PICTURE.sub(lambda found: found[0] if ' src="' in found[1] else "", kept)
    return _BARE_LINK.sub(r"\1", pictures).strip()
