"""Runs the catalogue over a document."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vanban.check.catalogue import CATALOGUE
from vanban.check.rule import Found, Rule
from vanban.check.subject import Subject
from vanban.flat import clean, fold
from vanban.outline import Node, Zone
from vanban.reading import Finding, Level, Reading
from vanban.register import Register, register
from vanban.skeleton import Skeleton
from vanban.source import Source, Span

ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2}
LONGEST_EXCERPT = 160
AROUND = 5
"""Words on either side that tell one "năm 2025" from another."""
MOST = 40
"""Findings of one rule: beyond, the document is not what the rule is for, and nobody reads them."""
ZONES = {
    Zone.HEAD: "Phần đầu văn bản",
    Zone.PREAMBLE: "Phần căn cứ",
    Zone.CLOSING: "Phần kết",
    Zone.RECIPIENTS: "Nơi nhận",
    Zone.SIGNATURE: "Phần ký",
    Zone.APPENDIX: "Phụ lục",
}


def check(
    reading: Reading, source: Source | None = None, *, rules: Sequence[Rule] = CATALOGUE, acts: Register | None = None
) -> tuple[Finding, ...]:
    """The remarks on a document, the gravest first, then by place.

    ``source`` is what the reading was made from; without it the text of the reading stands for it, and what only the
    file knows (page set-up, true tables, doubtful words of a scan) is not examined. ``acts``: another register than the
    one that ships.
    """
    if source is None:
        from vanban.readers.text import source_of

        source = source_of(reading.text)
    return check_subject(Subject(reading, source, Skeleton.of(source), acts or register()), rules)


def check_subject(subject: Subject, rules: Sequence[Rule] = CATALOGUE) -> tuple[Finding, ...]:
    """As ``check``, for what has been prepared already."""
    found: list[Finding] = []
    for rule in rules:
        if rule.any_kind or subject.skeleton.is_plan:
            found.extend(_of_rule(rule, subject))
    found.sort(key=lambda one: (ORDER[one.level], one.span is None, one.span or (0, 0)))
    return tuple(_with_keys(found, subject.source.text))


def _of_rule(rule: Rule, subject: Subject) -> Iterable[Finding]:
    seen: set[tuple[Span | None, str]] = set()
    for one in rule.find(subject):
        if rule.exact and one.span and subject.is_uncertain(one.span):
            continue
        if (one.span, one.message) not in seen and len(seen) < MOST:
            seen.add((one.span, one.message))
            yield _finding(rule, one, subject)


def _finding(rule: Rule, one: Found, subject: Subject) -> Finding:
    finding = Finding(rule.code, rule.level, one.message, one.span, one.other, mend=one.mend or rule.mend)
    if not one.span:
        return finding
    page, line = _place(subject.source, one.span[0])
    node = subject.node_at(one.span[0])
    where = f"trang {page}" if subject.source.format != "text" else f"dòng {line}"
    return replace(
        finding, where=_where(node, where), excerpt=_excerpt(subject.source.text, one.span), page=page, line=line
    )


def _place(source: Source, at: int) -> tuple[int, int]:
    page = 1
    for line in source.lines:
        if line.start > at:
            break
        page = line.page
    return page, source.text.count("\n", 0, at) + 1


def _where(node: Node | None, place: str) -> str:
    if node is None:
        part = "Trong bảng"
    elif node.zone is Zone.BODY:
        part = f"Mục {node.path}" if node.path else "Nội dung"
    else:
        part = ZONES[node.zone]
    return f"{part}, {place}"


def _excerpt(text: str, span: Span) -> str:
    words = clean(text[span[0] : span[1]])
    return words if len(words) <= LONGEST_EXCERPT else f"{words[: LONGEST_EXCERPT - 1]}…"


def _with_keys(found: list[Finding], text: str) -> Iterable[Finding]:
    """Each finding with a key of its own: its code, its words and the words around them, and which of several with
    the same words it is."""
    seen: Counter[str] = Counter()
    for finding in found:
        about = f"{finding.code}|{_words(text, finding)}"
        seen[about] += 1
        digest = hashlib.sha256(f"{about}|{seen[about]}".encode()).hexdigest()
        yield replace(finding, key=digest[:20])


def _words(text: str, finding: Finding) -> str:
    if not finding.span:
        return ""
    start, end = finding.span
    if end - start > LONGEST_EXCERPT // 2:
        return _bare(text[start:end])
    before = _bare(text[max(0, start - 80) : start]).split(" ")[-AROUND:]
    after = _bare(text[end : end + 80]).split(" ")[:AROUND]
    return " ".join((*before, _bare(text[start:end]) or fold(text[start:end]), *after))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
