"""Rich text of articles: the one gate through which HTML comes in, and what is left of it.

Whatever brings HTML (the form, a paste from Word, a contributor's text, an import) goes through ``clean`` before it is
kept; ``approved`` cleans once more what it puts together.
"""

import nh3

TAGS = {
    "p", "br", "h2", "h3", "h4", "strong", "b", "em", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "hr", "figure", "figcaption", "img",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "width", "height"}, "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"}, "ol": {"start"},
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST = 200_000
"""Characters of an article; the longest feature of a ward has some 15,000."""


def _own_pictures_only(tag: str, name: str, value: str) -> str | None:
    """A picture from elsewhere tells its owner who reads; only our own addresses stay."""
    if tag == "img" and name == "src" and (not value.startswith("/") or value.startswith("//")):
        return None
    return value


def clean(html: str) -> str:
    """HTML that holds nothing but text, structure, safe links and own pictures. What scripts, styles and forms were is
    gone; the words stay."""
    return nh3.clean(
        html[:LONGEST], tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, attribute_filter=_own_pictures_only,
        link_rel="noopener noreferrer",
    ).strip()  # fmt: skip
