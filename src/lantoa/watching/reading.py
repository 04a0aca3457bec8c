"""What feeds, site maps and pages say. Bytes in, values out; whatever they hold, an answer or ``Unreadable``.

XML is parsed without entities, without a DTD and without the network, in bounded size (lxml on libxml2); what declares
entities at all is refused. Nothing that is read here is shown as HTML.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

from lantoa.core.clock import WARD_TIME

MOST_ENTRIES = 500
MOST_UNPACKED = 10 * 1024 * 1024
MOST_LETTERS = 60_000
SHORTEST_LINK_TEXT = 15
LONGEST_ADDRESS = 500
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]{2,30})""", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_DROPPED = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "iframe", "svg")
_DATES = ("article:published_time", "datepublished", "pubdate", "dc.date", "dc.date.issued", "date")


class Unreadable(Exception):  # noqa: N818
    """Not what it should be; ``words`` says what, for people."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Link:
    """One entry: address, and title and day where they are told."""

    url: str
    title: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a source lists; ``more``: site maps that it refers to, the newest first."""

    entries: tuple[Link, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page as plain values."""

    title: str
    text: str
    on: date | None
    links: frozenset[str] = field(default_factory=frozenset)


def read_feed(data: bytes, base: str) -> Listing:
    """RSS 0.9–2.0 and Atom."""
    root = _xml(unpacked(data))
    items = [one for one in root.iter() if _name(one) in {"item", "entry"}][:MOST_ENTRIES]
    if not items and _name(root) not in {"rss", "feed", "rdf"}:
        raise Unreadable("Địa chỉ này không phải nguồn tin RSS, Atom: hãy kiểm tra lại, hoặc chọn cách đọc khác.")
    found = (_entry(one, base) for one in items)
    return Listing(_once(one for one in found if one is not None))


def read_sitemap(data: bytes, base: str) -> Listing:
    """A site map, or an index of such; gzip or plain."""
    root = _xml(unpacked(data))
    if _name(root) not in {"urlset", "sitemapindex"}:
        raise Unreadable("Địa chỉ này không phải sơ đồ trang (sitemap): hãy kiểm tra lại, hoặc chọn cách đọc khác.")
    found = []
    for one in root:
        url = _address(base, _text(one, "loc"))
        if url:
            found.append(
                Link(url, _text(one, "title"), day_in(_text(one, "publication_date") or _text(one, "lastmod")))
            )
    found.sort(key=lambda link: link.on or date.min, reverse=True)
    if _name(root) == "sitemapindex":
        return Listing(more=tuple(link.url for link in found))
    return Listing(_once(found))


def read_links(data: bytes, base: str, *, charset: str = "") -> Listing:
    """The links of a page that lists articles: those of the same host whose words are long enough for a title."""
    tree, host = _html(data, charset), urlsplit(base).hostname
    found = []
    for one in tree.iter("a"):
        title, url = " ".join(one.text_content().split()), _address(base, str(one.get("href") or ""))
        title = title if len(title) >= SHORTEST_LINK_TEXT else " ".join(str(one.get("title") or "").split())
        if url and url != base and urlsplit(url).hostname == host and len(title) >= SHORTEST_LINK_TEXT:
            found.append(Link(url, title[:300]))
    return Listing(_once(found))


def read_page(data: bytes, base: str, *, charset: str = "") -> Page:
    """An article: its title, its text without menus, the day that it names."""
    tree = _html(data, charset)
    meta = {
        str(one.get("property") or one.get("name") or one.get("itemprop") or "").lower(): str(one.get("content") or "")
        for one in tree.iter("meta")
    }  # fmt: skip
    title, on = _title(tree, meta), _day(tree, meta)
    links = frozenset(
        url.rstrip("/") for one in tree.iter("a") if (url := _address(base, str(one.get("href") or "")))
    )  # fmt: skip
    for one in list(tree.iter(*_DROPPED)):
        if one.getparent() is not None:
            one.drop_tree()
    body = next(iter(tree.iter("article")), None)
    body = body if body is not None else next(iter(tree.iter("main")), tree)
    text = " ".join(" ".join(body.itertext()).split())
    return Page(title[:300], text[:MOST_LETTERS], on or day_in(text[:600]), links)


def unpacked(data: bytes) -> bytes:
    """gzip opened, as far as the measure goes: a bomb gives ten megabytes and no more."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(31).decompress(data, MOST_UNPACKED)
    except zlib.error as error:
        raise Unreadable("Tệp nén bị hỏng.") from error


def decoded(data: bytes, charset: str = "") -> str:
    """Text in the letters that the server or the page names, else UTF-8, else the Vietnamese of old Windows."""
    named = _CHARSET.search(data[:2048])
    for name in (charset, named.group(1).decode("ascii", "ignore") if named else "", "utf-8", "cp1258"):
        try:
            if name:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def day_in(text: str) -> date | None:
    """The first day that a text names: ISO, RFC 822, or day/month/year; in Vietnam's time where an hour is told."""
    if not text:
        return None
    line = text.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(line[:40])
        except (ValueError, TypeError, IndexError):
            continue
        return (moment.astimezone(WARD_TIME) if moment.tzinfo else moment).date()
    iso, usual = _ISO.search(line), _DAY_FIRST.search(line)
    try:
        if iso and (not usual or iso.start() < usual.start()):
            return date(*map(int, iso.groups()))
        return date(int(usual[3]), int(usual[2]), int(usual[1])) if usual else None
    except ValueError:
        return None


def _xml(data: bytes) -> Any:
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise Unreadable("Nguồn tin khai báo thực thể XML nên phần mềm không đọc.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data[:MOST_UNPACKED].strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("Trang không trả về dữ liệu XML đọc được.") from error
    if root is None:
        raise Unreadable("Trang không trả về dữ liệu XML đọc được.")
    return root


def _html(data: bytes, charset: str) -> Any:
    text = decoded(unpacked(data), charset).replace("\x00", "")
    parser = html.HTMLParser(no_network=True, huge_tree=False, recover=True, remove_comments=True, encoding="utf-8")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("Trang trống hoặc không phải trang web.") from error


def _entry(item: Any, base: str) -> Link | None:
    url = _text(item, "link") or next((str(one.get("href")) for one in item if _is_page(one)), "")
    guid = _text(item, "guid") or _text(item, "id")
    url = _address(base, url) or _address(base, guid if guid.startswith("http") else "")
    when = next((text for name in ("pubdate", "published", "date", "updated") if (text := _text(item, name))), "")
    return Link(url, _plain(_text(item, "title"))[:300], day_in(when)) if url else None


def _is_page(one: Any) -> bool:
    return _name(one) == "link" and bool(one.get("href")) and one.get("rel", "alternate") == "alternate"


def _plain(text: str) -> str:
    """Titles may hold HTML."""
    if "<" not in text and "&" not in text:
        return text
    try:
        return " ".join("".join(map(str, html.fromstring(f"<p>{text}</p>").itertext())).split())
    except (etree.ParserError, ValueError):
        return text


def _name(one: Any) -> str:
    return str(one.tag).rpartition("}")[2].lower() if isinstance(one.tag, str) else ""


def _text(parent: Any, name: str) -> str:
    """Of the first element of this name below, at most two levels down (news site maps nest)."""
    for one in parent.iterdescendants():
        if _name(one) == name and (found := " ".join("".join(one.itertext()).split())):
            return found
    return ""


def _title(tree: Any, meta: dict[str, str]) -> str:
    heading = next((" ".join(one.text_content().split()) for one in tree.iter("h1")), "")
    named = next((" ".join(one.text_content().split()) for one in tree.iter("title")), "")
    return " ".join((meta.get("og:title") or heading or named).split())


def _day(tree: Any, meta: dict[str, str]) -> date | None:
    told = next((meta[name] for name in _DATES if meta.get(name)), "")
    told = told or next((str(one.get("datetime")) for one in tree.iter("time") if one.get("datetime")), "")
    return day_in(told) or _day_of_data(tree)


def _day_of_data(tree: Any) -> date | None:
    """``datePublished`` of JSON-LD."""
    for one in tree.iter("script"):
        if one.get("type") == "application/ld+json":
            found = re.search(r'"datePublished"\s*:\s*("[^"]{4,40}")', str(one.text or "")[:MOST_LETTERS])
            if found:
                return day_in(str(json.loads(found.group(1))))
    return None


def _address(base: str, link: str) -> str:
    """A whole address of a page without its fragment; '' for anything else."""
    if not link.strip():
        return ""
    try:
        url = urldefrag(urljoin(base, link.strip())).url
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return ""
    good = parts.scheme in {"http", "https"} and parts.hostname and not parts.username and len(url) <= LONGEST_ADDRESS
    return url if good and not any(letter.isspace() or ord(letter) < 33 for letter in url) else ""


def _once(links: Iterator[Link] | list[Link] | Any) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for one in links:
        if one.url not in found or len(one.title) > len(found[one.url].title):
            found[one.url] = one
        if len(found) >= MOST_ENTRIES:
            break
    return tuple(found.values())
