"""Marks between words: blanks, capitals after a semicolon, brackets, full stops; what a programme or a scan left in the
text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from vanban.blocks import UPPER, Mark
from vanban.check.rule import Found
from vanban.check.subject import Subject, place_of
from vanban.organisations import VERBS
from vanban.outline import Node, Zone
from vanban.source import Span

MARKDOWN = re.compile(
    r"\*\*|(?<![\w*])\*(?=[^\s*])(?=[^*\n]{2,200}\*)|^#{1,6} (?=\S)|`{1,3}(?=\w)|__(?=\w)", re.MULTILINE
)
DEBRIS = re.compile(
    r"[a-zà-ỹ]{2,}\d+[a-zà-ỹ]+|(?<=[a-zà-ỹ])[|¦~^{}<>](?=[a-zà-ỹ])|(?<!\S)[|¦~^¬¤†‡](?!\S)|[ﬀ-ﬆ�]|(?<!\S)[‘’`´]{1,2}(?!\S)|"
    r"(?<=[a-zà-ỹ])[€£¢¥§¬](?=[a-zà-ỹ ])"
)
LOOK_ALIKE = re.compile("[Ððа-яА-ЯοΟ]")
GLUED = re.compile(rf"(?<=[a-zà-ỹ])(?P<m>[,;])(?=[^\W\d_])|(?<=[a-zà-ỹ]{{2}})(?P<s>\.)(?=[{UPPER}][a-zà-ỹ])")
GLUED_NUMBER = re.compile(r"(?<!\w)(?:ngày|tháng|năm|số|quý)\d+")
BLANK_BEFORE = re.compile(r"(?<=[\w)”]) (?=[,;:](?:\s|$)|\.(?:\s|$)(?!\.))")
WEB = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S+\.(?:vn|com|gov)\S*", re.IGNORECASE)
NOT_VERBS = ("là", "thông tin")
VERB_AFTER = "|".join(
    sorted(
        {
            verb[0].upper() + verb[1:]
            for verb in (*VERBS.split("|"), "đề nghị", "yêu cầu", "giao")
            if verb not in NOT_VERBS
        },
        key=len,
        reverse=True,
    )
)
CAPITAL = re.compile(rf"; (?P<w>(?:{VERB_AFTER}))(?!\w)")
ENUMERATED = re.compile(r"(?<!\w)(?:[a-zđ]|\d{1,2}|[ivx]+)\)")
LISTED = (Mark.LETTER, Mark.DASH, Mark.PLUS)
LEAST = 60
"""Characters of a list item that is a sentence."""
PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))


def markdown(subject: Subject) -> Iterator[Found]:
    """Asterisks, hashes and the like of a chat programme. Said once."""
    found = (
        list(MARKDOWN.finditer(subject.source.text))
        if subject.source.format == "text"
        else [
            match
            for node in subject.nodes
            for match in MARKDOWN.finditer(subject.source.text, node.block.start, node.block.end)
        ]
    )
    if found:
        first = found[0]
        end = subject.source.text.find("\n", first.end())
        stop = min(end if end >= 0 else first.end() + 30, first.end() + 30)
        said = f"Còn ký hiệu định dạng “{first.group().strip()}” ({len(found)} chỗ) của phần mềm khác."
        yield Found(said, (first.start(), stop))


def debris(subject: Subject) -> Iterator[Found]:
    """Figures inside of words, lone strokes, ligatures: what a scan left."""
    for match, node in subject.search(DEBRIS):
        if not _in_web(node, match):
            yield Found(f"Ký tự lạ “{match.group()}”, có thể do nhận dạng ảnh quét.", place_of(node, match))


def look_alike(subject: Subject) -> Iterator[Found]:
    """The Icelandic Eth for "Đ", Cyrillic or Greek letters: searching does not find such words. Said once."""
    found = list(LOOK_ALIKE.finditer(subject.source.text))
    if found:
        span = found[0].span()
        said = f"Chữ “{found[0].group()}” không phải chữ tiếng Việt ({len(found)} chỗ), tra cứu không thấy."
        yield Found(said, span)


def glued(subject: Subject) -> Iterator[Found]:
    """No blank after a comma or a full stop, or between "ngày" and its figure."""
    for pattern in (GLUED, GLUED_NUMBER):
        for match, node in subject.search(pattern):
            if not _in_web(node, match):
                text = node.block.flat.text
                around = match.group() if pattern is GLUED_NUMBER else _around(text, match)
                yield Found(f"Thiếu dấu cách: “{around}”.", _word_span(node, match))
    for flat in subject.cells:
        for match in GLUED.finditer(flat.text):
            yield Found(f"Thiếu dấu cách: “{_around(flat.text, match)}”.", flat.span(*_word(flat.text, match)))


def blank_before(subject: Subject) -> Iterator[Found]:
    """A blank before a comma, a semicolon, a colon or a full stop. Said once."""
    found = [(match, node) for match, node in subject.search(BLANK_BEFORE, Zone.BODY, Zone.PREAMBLE, Zone.CLOSING)]
    if found:
        match, node = found[0]
        many = f" ({len(found)} chỗ)" if len(found) > 1 else ""
        start = node.block.flat.text.rfind(" ", 0, match.start()) + 1
        span = node.block.flat.span(start, match.end() + 1)
        yield Found(f"Thừa dấu cách trước dấu câu{many}: “{node.block.flat.text[start : match.end() + 1]}”.", span)


def capital(subject: Subject) -> Iterator[Found]:
    """A verb with a capital after a semicolon."""
    for match, node in subject.search(CAPITAL, Zone.BODY, Zone.CLOSING):
        word = match["w"]
        yield Found(
            f"Sau dấu chấm phẩy viết hoa “{word}”.",
            place_of(node, match),
            mend=f"Viết “; {word[0].lower()}{word[1:]}”, hoặc thay dấu chấm phẩy bằng dấu chấm.",
        )


def unbalanced(subject: Subject) -> Iterator[Found]:
    """A bracket or a quotation mark that is opened and not closed, or the reverse, in one paragraph."""
    for node in subject.zone(Zone.PREAMBLE, Zone.BODY, Zone.CLOSING):
        text = node.block.body.text
        if ENUMERATED.search(text):
            continue
        for opening, shut in PAIRS:
            if text.count(opening) != text.count(shut):
                mark = opening if text.count(opening) > text.count(shut) else shut
                at = text.rfind(mark)
                yield Found(
                    f"Dấu “{opening}{shut}” thiếu một vế.",
                    node.block.body.span(max(0, at - 15), min(len(text), at + 25)),
                )


def full_stop(subject: Subject) -> Iterator[Found]:
    """A long item of a list that ends without any mark; not where its sentence goes on in the next paragraph."""
    nodes = subject.nodes
    for index, node in enumerate(nodes):
        after = nodes[index + 1].block if index + 1 < len(nodes) else None
        goes_on = after is not None and after.mark is Mark.NONE and after.flat.text[:1].islower()
        if _is_item(node) and node.text[-1:].isalpha() and not goes_on:
            text = node.block.body.text
            start = text.rfind(" ", 0, max(0, len(text) - 30)) + 1
            yield Found("Cuối câu chưa có dấu câu.", node.block.body.span(start, len(text)))


def _is_item(node: Node) -> bool:
    if node.zone is not Zone.BODY or node.block.mark not in LISTED or node.heading or node.children:
        return False
    return len(node.text) >= LEAST


def _in_web(node: Node, match: re.Match[str]) -> bool:
    spans = _webs(node.block.flat.text)
    last = bisect_right(spans, match.start(), key=itemgetter(0)) - 1
    return last >= 0 and match.start() < spans[last][1]


@lru_cache(maxsize=8)
def _webs(text: str) -> tuple[tuple[int, int], ...]:
    """Looked for once a paragraph: forty thousand characters of nonsense have ten thousand places to ask about."""
    return tuple(web.span() for web in WEB.finditer(text))


def _word(text: str, match: re.Match[str]) -> tuple[int, int]:
    start = text.rfind(" ", 0, match.start()) + 1
    end = text.find(" ", match.end())
    return start, end if end >= 0 else len(text)


def _around(text: str, match: re.Match[str]) -> str:
    start, end = _word(text, match)
    return text[start:end].strip(".;:")


def _word_span(node: Node, match: re.Match[str]) -> Span:
    return node.block.flat.span(*_word(node.block.flat.text, match))
