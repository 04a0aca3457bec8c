"""Whether all forms of an item state the same facts, and what is missing before somebody may approve it. Pure.

The proof: every form states facts only as ``[[key]]``, so two forms cannot disagree. What looks like a fact (a day, an
hour, a sum, a telephone number, the number of a document, a link) but stands typed in a form is found and compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.content.rules.facts import TOKEN, Fact, FactKind, fact_from, keys_in
from lantoa.content.rules.kinds import DERIVED, Form
from lantoa.content.rules.plain import text_of
from lantoa.content.rules.words import Words
from lantoa.core.errors import Refused
from vanban.speech.documents import DOCUMENT

FORMS = (Form.ARTICLE, *DERIVED)
_LINK = r"https?://[^\s<>\"\]]{1,480}[\w/]|(?<![\w.@/-])(?:[a-z0-9-]{1,63}\.){1,8}vn(?:/[\w./-]{0,400}\w)?(?![\w.-])"
_DATE = r"(?<![\d/.-])\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}(?![\d/-])"
_FEE = r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+|\d{4,12})\s?(?:đồng|đ|VNĐ|VND)(?!\w)"
_PHONE = r"(?<![\d.,/])(?:\(?0\d{2,4}\)?(?:[ .-]?\d{3,4}){2}|0\d{9,10}|1[89]00[ .-]?\d{4})(?!\d)"
_TIME = (
    r"(?<![\d:])(?:[01]?\d|2[0-3])(?::[0-5]\d|h(?:[0-5]\d)?|\s?giờ(?:\s?[0-5]\d)?)"
    r"(?:\s?phút)?(?![\d:\w])"
)
_FINDERS: tuple[tuple[FactKind, "re.Pattern[str]"], ...] = (
    (FactKind.LINK, re.compile(_LINK, re.IGNORECASE)),
    (FactKind.DOCUMENT, DOCUMENT),
    (FactKind.DATE, re.compile(_DATE)),
    (FactKind.FEE, re.compile(_FEE, re.IGNORECASE)),
    (FactKind.PHONE, re.compile(_PHONE)),
    (FactKind.TIME, re.compile(_TIME)),
)
"""In this order: what one kind has taken is no other's, so that the day of "12/5/2026" is no number of a document."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A typed fact in a form. ``fact``: the fact of the item that says the same, else None."""

    form: Form
    kind: FactKind
    text: str
    value: str
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What has to be mended (``must``) before approval, or should be looked at."""

    code: str
    form: Form | None
    words: str
    must: bool
    literal: Literal | None = None


@dataclass(frozen=True, slots=True)
class FactUse:
    """One row of the table facts × forms: in which forms a fact stands, and where it is missing though it must."""

    fact: Fact
    used: tuple[bool, ...]
    missing: tuple[Form, ...]

    @property
    def stated(self) -> list[Form]:
        """The forms that state it."""
        return [form for form, there in zip(FORMS, self.used, strict=True) if there]


def uses(words: Words) -> list[FactUse]:
    """The table facts × forms (``FORMS``)."""
    keys = {form: set(keys_in(_all_of(words, form))) for form in FORMS}
    rows = []
    for fact in words.facts:
        used = tuple(fact.key in keys[form] for form in FORMS)
        lacking = [form for form, there in zip(FORMS, used, strict=True) if fact.everywhere and not there]
        rows.append(FactUse(fact, used, tuple(lacking)))
    return rows


def _all_of(words: Words, form: Form) -> str:
    """What belongs to a form: the article has title and summary with it."""
    return f"{words.title}\n{words.summary}\n{words.body}" if form is Form.ARTICLE else words.form(form)


def literals(words: Words) -> list[Literal]:
    """Typed facts in all forms, in order."""
    return [found for form in FORMS for found in _literals_of(words, form)]


def _literals_of(words: Words, form: Form) -> Iterator[Literal]:
    text = _readable(words, form)
    for kind, pattern in _FINDERS:
        for found in pattern.finditer(text):
            literal = _literal(form, kind, text=found[0], facts=words.facts)
            if literal:
                yield literal
        text = pattern.sub(lambda found: " " * len(found[0]), text)


def _readable(words: Words, form: Form) -> str:
    text = f"{words.title}\n{words.summary}\n{text_of(words.body)}" if form is Form.ARTICLE else words.form(form)
    return TOKEN.sub(" ", text)


def _literal(form: Form, kind: FactKind, *, text: str, facts: tuple[Fact, ...]) -> Literal | None:
    try:
        value = fact_from({"key": "x", "kind": kind.value, "label": "", "value": text}).value
    except Refused:
        return None
    same = [fact for fact in facts if fact.kind is kind and _same(kind, fact.value, value)]
    return Literal(form, kind, text, value, same[0] if same else None)


def _same(kind: FactKind, fact: str, literal: str) -> bool:
    if kind is FactKind.LINK:
        return fact.rstrip("/") == literal.rstrip("/")
    if kind is FactKind.DOCUMENT:
        return literal in fact
    return literal in fact.split("-") if kind is FactKind.TIME else fact == literal


def problems(words: Words) -> list[Problem]:
    """Everything to mend or to look at, what must be mended first."""
    found = [*_missing(words), *_unknown(words), *_lacking(words), *_typed(words)]
    return sorted(found, key=lambda one: not one.must)


def check_ready(words: Words) -> None:
    """Raises Refused("content_unready"): something must be mended first."""
    must = [one for one in problems(words) if one.must]
    if must:
        raise unready(must[0].words, others=len(must) - 1)


def unready(first: str, *, others: int) -> Refused:
    """What is said when something must be mended: the first of it, and how much more there is."""
    more = f" (và {others} chỗ khác)" if others else ""
    return Refused("content_unready", f"Chưa trình, duyệt được: {first}{more}. Hãy mở trang soạn để sửa.")


def _missing(words: Words) -> Iterator[Problem]:
    if not text_of(words.body) and not words.media:
        yield Problem("body", Form.ARTICLE, "Chưa có bài: hãy viết phần nội dung hoặc gắn ảnh, video", must=True)
    if not words.summary:
        yield Problem(
            "summary", Form.ARTICLE, "Chưa có tóm tắt: một, hai câu giúp tin ngắn và áp phích dễ đọc", must=False
        )
    for place, one in enumerate(words.media, 1):
        if not one.alt.strip():
            yield Problem("alt", None, f"Ảnh, tệp thứ {place} chưa có lời mô tả cho người không nhìn thấy", must=True)
        if not one.credit.strip():
            yield Problem("credit", None, f"Ảnh, tệp thứ {place} chưa ghi tác giả hoặc nguồn", must=False)


def _unknown(words: Words) -> Iterator[Problem]:
    known = {fact.key for fact in words.facts}
    for form in FORMS:
        for key in dict.fromkeys(keys_in(_all_of(words, form))):
            if key not in known:
                yield Problem("unknown", form, f"“{form.label}” dùng [[{key}]] nhưng không có dữ kiện này", must=True)


def _lacking(words: Words) -> Iterator[Problem]:
    for row in uses(words):
        for form in row.missing:
            said = f"“{form.label}” chưa nêu “{row.fact.label}” (dữ kiện phải có ở mọi dạng)"
            yield Problem("lacking", form, said, must=True)


def _typed(words: Words) -> Iterator[Problem]:
    kinds = {fact.kind for fact in words.facts}
    seen: set[tuple[Form, FactKind, str]] = set()
    for one in literals(words):
        place = (one.form, one.kind, one.value)
        if place not in seen:
            seen.add(place)
            yield _judged(one, differs=one.kind in kinds)


def _judged(one: Literal, *, differs: bool) -> Problem:
    where = f"“{one.form.label}” ghi “{one.text}”"
    if one.fact:
        return Problem("same", one.form, f"{where}, đúng như dữ kiện “{one.fact.label}”: nên dùng dữ kiện", False, one)
    if differs:
        words = f"{where}, không khớp dữ kiện nào ({one.kind.label.lower()}): hãy sửa hoặc thêm thành dữ kiện"
        return Problem("differs", one.form, words, True, one)
    return Problem("typed", one.form, f"{where}: nên đưa thành dữ kiện để mọi dạng nói như nhau", False, one)
