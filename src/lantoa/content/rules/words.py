"""The words of a revision as a value, and its forms drafted from one another by templates. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lantoa.content.rules.facts import Fact, FactKind, facts_from, facts_to_json
from lantoa.content.rules.kinds import DERIVED, Form
from lantoa.content.rules.plain import paragraphs_of
from lantoa.core.errors import Refused
from vanban.speech import spoken

SHORT_LENGTH, POSTER_LINES, POSTER_LINE = 600, 5, 140
"""Characters of a post that is read without a tap (Facebook folds at some 480, Zalo OA shows more), lines of a poster
that are read in passing. Defaults of the draft; people write as they need."""
LONGEST_FORM = 20_000
LONGEST_TITLE, LONGEST_SUMMARY = 200, 1000
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class FormText:
    """One form. ``edited``: a person wrote in it, so it is no longer drafted anew from the article."""

    text: str = ""
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, video or sound of an item: a stored file, or a link. ``alt``: what it shows, for who cannot see it."""

    file: int | None = None
    url: str = ""
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that a revision says. ``body`` is clean HTML; every text uses facts as ``[[key]]``."""

    title: str
    summary: str = ""
    body: str = ""
    forms: Mapping[Form, FormText] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    media: tuple[Picture, ...] = ()

    def form(self, form: Form) -> str:
        """The text of a form; the article as its HTML."""
        return self.body if form is Form.ARTICLE else self.forms.get(form, FormText()).text


def words_from(row: Any) -> Words:
    """A revision (or anything with its fields) as a value."""
    forms = {form: FormText(str(one.get("text", "")), bool(one.get("edited"))) for form, one in _known(row.forms)}
    media = tuple(
        Picture(one.get("file"), str(one.get("url", "")), str(one.get("alt", "")), str(one.get("credit", "")))
        for one in row.media
    )
    return Words(row.title, row.summary, row.body_html, forms, facts_from(row.facts), media)


def _known(forms: Mapping[str, Any]) -> list[tuple[Form, Mapping[str, Any]]]:
    return [(form, forms[form.value]) for form in DERIVED if form.value in forms]


def fields_of(words: Words) -> dict[str, Any]:
    """The fields of a revision."""
    return {
        "title": words.title, "summary": words.summary, "body_html": words.body,
        "forms": {form.value: {"text": one.text, "edited": one.edited} for form, one in words.forms.items()},
        "facts": facts_to_json(words.facts),
        "media": [{"file": one.file, "url": one.url, "alt": one.alt, "credit": one.credit} for one in words.media],
    }  # fmt: skip


def with_forms(words: Words) -> Words:
    """The same with every form that nobody edited drafted from the article. Facts stay facts."""
    made = {form: FormText(_DRAFTS[form](words)) for form in DERIVED}
    kept = {form: one for form, one in words.forms.items() if one.edited and one.text.strip()}
    return replace(words, forms={**made, **kept})


def _short(words: Words) -> str:
    """Title, what it is about, how to reach somebody; facts that every form has to state come at the end."""
    body = [words.summary] if words.summary else paragraphs_of(words.body)[:1]
    text = "\n\n".join(part for part in (words.title, _cut(" ".join(body), SHORT_LENGTH)) if part)
    return _with_facts(text, words.facts)


def _spoken(words: Words) -> str:
    """What the loudspeaker says: greeting, title, the whole text with figures in words, thanks."""
    whole = [words.summary, *paragraphs_of(words.body)] if words.summary else paragraphs_of(words.body)
    parts = ["Kính thưa toàn thể nhân dân!", _sentence(words.title), *whole]
    return _with_facts("\n\n".join([spoken(part) for part in parts if part]), words.facts, end="Xin trân trọng cảm ơn!")


def _poster(words: Words) -> str:
    """The title as headline, the summary's sentences as lines, then the facts with their labels."""
    source = words.summary or " ".join(paragraphs_of(words.body)[:1])
    lines = [_cut(one, POSTER_LINE) for one in _SENTENCE.split(source) if one.strip()][:POSTER_LINES]
    facts = [f"{fact.label}: [[{fact.key}]]" for fact in words.facts if _on_poster(fact)][:POSTER_LINES]
    return "\n".join([words.title, *lines, *facts])


def _on_poster(fact: Fact) -> bool:
    return fact.everywhere or fact.kind in {FactKind.PHONE, FactKind.LINK, FactKind.PLACE, FactKind.TIME}


def _mail(words: Words) -> str:
    paragraphs = paragraphs_of(words.body)
    body = [words.summary, *paragraphs] if words.summary else paragraphs
    text = "\n\n".join(["Kính gửi ông/bà,", *(part for part in body if part)])
    return _with_facts(text, words.facts, end="Trân trọng.")


def _with_facts(text: str, facts: tuple[Fact, ...], *, end: str = "") -> str:
    missing = [fact for fact in facts if fact.everywhere and f"[[{fact.key}]]" not in text]
    lines = "\n".join(f"{fact.label}: [[{fact.key}]]." for fact in missing)
    return "\n\n".join(part for part in (text, lines, end) if part)


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _cut(text: str, length: int) -> str:
    """Whole sentences as far as they fit, else whole words; never through a ``[[key]]``."""
    if len(text) <= length:
        return text
    kept = ""
    for sentence in _SENTENCE.split(text):
        if len(f"{kept} {sentence}") > length:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or f"{text[: length - 1].rsplit(' ', 1)[0].rsplit('[[', 1)[0].rstrip()}…"


_DRAFTS = {Form.SHORT: _short, Form.SPOKEN: _spoken, Form.POSTER: _poster, Form.MAIL: _mail}


def tidied(words: Words, *, body: str) -> Words:
    """Without stray spaces. ``body``: the article after cleaning.

    Raises:
        Refused("content_title"): no title, or too long a one; ("content_long"): a text is longer than anybody reads.
    """
    title = " ".join(words.title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise Refused("content_title", f"Hãy nhập tiêu đề, không quá {LONGEST_TITLE} chữ.")
    if len(words.summary) > LONGEST_SUMMARY:
        raise Refused("content_long", f"Tóm tắt dài quá {LONGEST_SUMMARY} chữ. Hãy rút gọn, phần còn lại để trong bài.")
    for form, one in words.forms.items():
        if len(one.text) > LONGEST_FORM:
            raise Refused("content_long", f"“{form.label}” dài quá {LONGEST_FORM} chữ. Hãy rút gọn rồi lưu lại.")
    forms = {form: replace(one, text=_lines(one.text)) for form, one in words.forms.items()}
    return replace(words, title=title, summary=_lines(words.summary), body=body, forms=forms)


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\x00", "").split("\n")).strip()
