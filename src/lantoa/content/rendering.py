"""A revision with its facts in words, each form in its own way: what goes out, and what the preview shows."""

from html import escape

from lantoa.content.richtext import clean
from lantoa.content.rules.facts import Fact, FactKind, fill
from lantoa.content.rules.kinds import Form
from lantoa.content.rules.words import Words


def rendered(words: Words, form: Form) -> str:
    """One form with its facts in words. The article is HTML, all others plain text."""
    if form is Form.ARTICLE:
        return clean(fill(words.body, words.facts, html_words))
    return fill(words.form(form), words.facts, said if form is Form.SPOKEN else written)


def plain(words: Words, text: str) -> str:
    """Title or summary with its facts in words."""
    return fill(text, words.facts, written)


def written(fact: Fact) -> str:
    """A fact as it is written."""
    return fact.written


def said(fact: Fact) -> str:
    """A fact as it is said."""
    return fact.said


def html_words(fact: Fact) -> str:
    """A fact inside of an article: a link and a telephone number can be tapped."""
    words = escape(fact.written)
    if fact.kind is FactKind.LINK:
        return f'<a href="{escape(fact.value)}">{words.removeprefix("https://").rstrip("/")}</a>'
    return f'<a href="tel:{fact.value}">{words}</a>' if fact.kind is FactKind.PHONE else words
