"""Links to video and sound elsewhere: kept as links. Nothing is fetched from them, nothing is embedded. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from lantoa.core.errors import Refused
from lantoa.media.rules.kinds import Site

LONGEST = 500
_YOUTUBE = frozenset({"youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com"})
_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_VIMEO_ID = re.compile(r"^/(?:video/)?(\d{5,12})(?:/|$)")


@dataclass(frozen=True, slots=True)
class Link:
    """Where it leads. ``video``: the site's own number of the video; empty for other pages."""

    url: str
    site: Site
    video: str = ""


def link_of(url: str) -> Link:
    """The link, in one form for each video of the known sites.

    Raises:
        Refused: ``medium_link``: no address of a web page that others can open.
    """
    given = url.strip()
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").removeprefix("www.")
        _ = parts.port  # a port that is no number raises here
    except ValueError as error:
        raise _refused() from error
    if not _is_page(given, parts.scheme, host) or parts.username or parts.password:
        raise _refused()
    if host in _YOUTUBE and (found := _youtube(host, parts.path, parts.query)):
        return Link(f"https://www.youtube.com/watch?v={found}", Site.YOUTUBE, found)
    if host in {"vimeo.com", "player.vimeo.com"} and (match := _VIMEO_ID.match(parts.path)):
        return Link(f"https://vimeo.com/{match[1]}", Site.VIMEO, match[1])
    return Link(given, Site.PAGE)


def _is_page(url: str, scheme: str, host: str) -> bool:
    if scheme not in {"http", "https"} or len(url) > LONGEST or re.search(r"[\s<>\"'\\^`{|}\x00-\x20\x7f]", url):
        return False
    return "." in host and not host.endswith((".local", ".localhost", ".internal"))


def _youtube(host: str, path: str, query: str) -> str:
    if host == "youtu.be":
        given = path.strip("/").split("/")[0]
    elif path == "/watch":
        given = parse_qs(query).get("v", [""])[0]
    else:
        kind, _, rest = path.strip("/").partition("/")
        given = rest.split("/")[0] if kind in {"shorts", "embed", "live", "v"} else ""
    return given if _YOUTUBE_ID.fullmatch(given) else ""


def _refused() -> Refused:
    return Refused(
        "medium_link",
        "Đường dẫn chưa đúng: hãy mở video trên trình duyệt, chép nguyên địa chỉ bắt đầu bằng https:// rồi dán lại.",
    )
