"""What an item must be: title, lists, address, sources. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.core.errors import Refused
from lantoa.core.folding import fold
from vanban.speech.documents import DOCUMENT
from vanban.vocabulary import Audience, Topic

LONGEST_SLUG = 80
MOST_SOURCES = 20
_LINK = re.compile(r"https?://[^\s<>\"]{4,480}")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where something comes from. ``number``: of a document, as the register knows it."""

    text: str
    number: str = ""
    url: str = ""


def slug_from(title: str) -> str:
    """The title as it stands in an address: "Một cửa: nộp hồ sơ" → "mot-cua-nop-ho-so"; whole words."""
    bare = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    if len(bare) > LONGEST_SLUG:
        bare = bare[: LONGEST_SLUG + 1].rsplit("-", 1)[0][:LONGEST_SLUG].strip("-")
    return bare or "noi-dung"


def check_head(topics: Iterable[str], audiences: Iterable[str]) -> None:
    """Raises Refused("content_list"): a topic or audience that is on no list."""
    unknown = set(topics) - {one.value for one in Topic} | set(audiences) - {one.value for one in Audience}
    if unknown:
        raise Refused("content_list", "Hãy chọn nội dung tuyên truyền và đối tượng từ danh sách có trên trang.")


def sources_from(text: str) -> tuple[SourceLine, ...]:
    """Typed sources, one a line: the link and the number of a document are taken out of the line."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()][:MOST_SOURCES]
    return tuple(_source(line) for line in lines)


def _source(line: str) -> SourceLine:
    link, number = _LINK.search(line), DOCUMENT.search(line)
    url = link[0].rstrip(".,;)") if link else ""
    words = line.replace(url, "").strip(" ,;–-()") if url else line
    return SourceLine(words or url, number[0] if number else "", url)
