"""Somebody else's page: robots.txt, a feed, a site map, a list, articles; and what misbehaving pages send."""

import gzip
from dataclasses import dataclass, field

from tests.standins.server import Answer, Asked, Standin

FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Cổng thành phố</title>{items}
</channel></rss>"""
ITEM = "<item><title>{title}</title><link>{url}</link>{when}</item>"
ARTICLE = """<!doctype html><html><head><meta charset="utf-8"><title>{title} - Cổng thành phố</title>
<meta property="article:published_time" content="{when}"></head><body><nav>Trang chủ Giới thiệu Liên hệ</nav>
<article><h1>{title}</h1>{body}</article><footer>Bản quyền</footer></body></html>"""


@dataclass
class NewsPage(Standin):
    """``articles``: path → (title, day ISO, HTML of the body)."""

    robots: str = ""
    articles: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    raw: dict[str, Answer] = field(default_factory=dict)
    etag: str = '"v1"'

    def respond(self, asked: Asked) -> Answer:
        if asked.path in self.raw:
            return self.raw[asked.path]
        if asked.path == "/robots.txt":
            return (200, {"Content-Type": "text/plain"}, self.robots.encode()) if self.robots else (404, {}, b"")
        if asked.path == "/rss":
            if asked.headers.get("if-none-match") == self.etag:
                return 304, {}, b""
            return 200, {"Content-Type": "application/rss+xml", "ETag": self.etag}, self.feed()
        if asked.path == "/sitemap.xml.gz":
            return 200, {"Content-Type": "application/gzip"}, gzip.compress(self.sitemap())
        if asked.path == "/index.xml":
            return 200, {}, self.index()
        if asked.path == "/tin":
            return 200, {"Content-Type": "text/html; charset=utf-8"}, self.listing()
        return self._article(asked.path)

    def _article(self, path: str) -> Answer:
        if path in self.gone:
            return 410, {}, b"gone"
        if path not in self.articles:
            return 404, {}, b"not here"
        title, when, body = self.articles[path]
        return 200, {"Content-Type": "text/html"}, ARTICLE.format(title=title, when=when, body=body).encode()

    def feed(self) -> bytes:
        items = (
            ITEM.format(title=title, url=f"{self.address}{path}", when=f"<pubDate>{when}</pubDate>" if when else "")
            for path, (title, when, _body) in self.articles.items()
        )
        return FEED.format(items="".join(items)).encode()

    def sitemap(self) -> bytes:
        urls = "".join(
            f"<url><loc>{self.address}{path}</loc><lastmod>{when}</lastmod></url>"
            for path, (_title, when, _body) in self.articles.items()
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()

    def index(self) -> bytes:
        place = f"<sitemap><loc>{self.address}/sitemap.xml.gz</loc></sitemap>"
        elsewhere = "<sitemap><loc>http://169.254.169.254/latest</loc></sitemap>"
        return f"<sitemapindex>{place}{elsewhere}</sitemapindex>".encode()

    def listing(self) -> bytes:
        links = "".join(f'<li><a href="{path}">{title}</a></li>' for path, (title, _w, _b) in self.articles.items())
        return f"<html><body><a href='/'>Trang chủ</a><ul>{links}</ul></body></html>".encode()
