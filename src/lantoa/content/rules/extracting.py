"""Typed facts made into facts: "gọi 0226 385 1234" in the article becomes a fact that every form uses. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape

from lantoa.content.rules.checking import Literal, literals
from lantoa.content.rules.facts import TOKEN, Fact, FactKind
from lantoa.content.rules.items import slug_from
from lantoa.content.rules.kinds import Form
from lantoa.content.rules.words import FormText, Words

_TAGS = re.compile(r"(<a\b.*?</a>|<[^>]*>|\[\[[^\[\]]{0,60}\]\])", re.DOTALL | re.IGNORECASE)
_WORDS_BEFORE = 4
_LABEL = re.compile(
    r"(?:^|[.,;:!?\n])([^.,;:!?\n]{3,60}?)\s+(?:là|gồm|qua|số|vào|từ|đến|ngày|lúc|tại)?\s*$", re.IGNORECASE
)


def extracted(words: Words) -> Words:
    """The same with every typed fact as a fact: those that say what a fact says already use it, others become new
    ones. What is in the article comes first, so that its words name the fact."""
    known = list(words.facts)
    for one in literals(words):
        if not any(fact.kind is one.kind and fact.value == one.value for fact in known) and one.fact is None:
            known.append(_fact_of(one, known, before=_before(words, one)))
    with_facts = replace(words, facts=tuple(known))
    return _using(with_facts)


def _using(words: Words) -> Words:
    found = literals(words)
    given = {one.text: one.fact for one in found if one.fact and one.value == _whole(one.fact)}
    swap = _swapping({text: fact for text, fact in given.items() if fact})
    body = "".join(part if _TAGS.fullmatch(part) else swap(part) for part in _TAGS.split(words.body))
    forms = {form: FormText(_plain(swap, one.text), one.edited) for form, one in words.forms.items()}
    return replace(
        words, title=_plain(swap, words.title), summary=_plain(swap, words.summary), body=body, forms=forms
    )  # fmt: skip


def _whole(fact: Fact) -> str:
    return fact.value


def _swapping(given: dict[str, Fact]) -> Callable[[str], str]:
    """Replaces each literal by its token, the longest first. A fact of hours that a single hour is part of stays."""
    if not given:
        return lambda text: text
    tokens = {form: f"[[{fact.key}]]" for text, fact in given.items() for form in (text, escape(text))}
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(tokens, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda found: tokens[found[0]], text)


def _plain(swap: Callable[[str], str], text: str) -> str:
    return "".join(part if TOKEN.fullmatch(part) else swap(part) for part in re.split(r"(\[\[[^\[\]]{0,60}\]\])", text))


def _before(words: Words, one: Literal) -> str:
    text = f"{words.title}\n{words.summary}\n{re.sub('<[^>]*>', ' ', words.body)}"
    text = text if one.form is Form.ARTICLE else words.form(one.form)
    place = text.find(one.text)
    return text[max(0, place - 80) : place] if place > 0 else ""


def _fact_of(one: Literal, known: list[Fact], *, before: str) -> Fact:
    label = _label_of(before) or _USUAL[one.kind]
    base = slug_from(label)[:36].strip("-")
    taken = {fact.key for fact in known}
    key = next(key for key in (base, *(f"{base}-{again}" for again in range(2, 1000))) if key not in taken)
    if key != base:
        label = f"{label} ({key.rsplit('-', 1)[1]})"
    return Fact(key, one.kind, label, one.value)


def _label_of(before: str) -> str:
    """The words just before, where they are short enough to be a name: "Lệ phí bản sao là 8.000 đồng"."""
    found = _LABEL.search(" ".join(TOKEN.sub(".", before).split(" ")))
    words = found[1].split() if found else []
    if not words or len(words) > _WORDS_BEFORE:
        return ""
    label = " ".join(words)
    return label[:1].upper() + label[1:]


_USUAL = {
    FactKind.DATE: "Ngày", FactKind.TIME: "Giờ", FactKind.FEE: "Lệ phí", FactKind.PHONE: "Điện thoại",
    FactKind.PLACE: "Địa điểm", FactKind.DOCUMENT: "Văn bản", FactKind.LINK: "Trang web", FactKind.NUMBER: "Con số",
}  # fmt: skip
