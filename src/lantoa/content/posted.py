"""What the editor's page sends, as words: facts and media in numbered rows, each form with its own box.

Rows are named ``f-3-key``, ``m-2-alt``; numbers say only what belongs together. A form that somebody wrote in is
theirs; one with "theo bài" ticked and untouched is drafted anew from the article.
"""

import re
from collections.abc import Mapping
from typing import Any

from lantoa.content.richtext import clean
from lantoa.content.rules.facts import Fact, facts_from
from lantoa.content.rules.items import slug_from
from lantoa.content.rules.kinds import DERIVED, Form
from lantoa.content.rules.plain import html_of
from lantoa.content.rules.words import FormText, Picture, Words

MOST_ROWS = 100
_FACT, _MEDIA = re.compile(r"f-(\d{1,4})-key"), re.compile(r"m-(\d{1,4})-file")


def words_posted(data: Mapping[str, Any], before: Words | None = None) -> Words:
    """The words of a post. ``before``: the revision that the page was drawn from.

    Raises:
        Refused("content_fact").
    """
    facts = facts_posted(data)
    return Words(
        title=str(data.get("title", "")), summary=str(data.get("summary", "")), body=body_posted(data),
        forms={form: _form(data, form, before) for form in DERIVED}, facts=facts, media=media_posted(data),
    )  # fmt: skip


def body_posted(data: Mapping[str, Any]) -> str:
    """The article as clean HTML. The editor sends HTML; where it did not start (no JavaScript) people type text."""
    body = str(data.get("body", ""))
    return clean(body if "<" in body else html_of(body))


def _form(data: Mapping[str, Any], form: Form, before: Words | None) -> FormText:
    text = str(data.get(form.value, "")).replace("\r\n", "\n")
    shown = before.form(form).replace("\r\n", "\n") if before else ""
    untouched = text.strip() == shown.strip()
    return FormText(text, edited=bool(text.strip()) and not (untouched and f"auto-{form.value}" in data))


def rows_posted(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of facts as typed, empty ones left out; a row without a key gets one from its label."""
    numbers = sorted({int(found[1]) for name in data if (found := _FACT.fullmatch(name))})[:MOST_ROWS]
    rows = [_row(data, f"f-{number}-") for number in numbers]
    return [row for row in rows if row["value"].strip() or row["key"].strip()]


def _row(data: Mapping[str, Any], start: str) -> dict[str, Any]:
    row: dict[str, Any] = {name: str(data.get(start + name, "")) for name in ("key", "kind", "label", "value")}
    row["everywhere"] = bool(data.get(start + "everywhere"))
    row["key"] = row["key"].strip() or (slug_from(row["label"])[:40].strip("-") if row["label"].strip() else "")
    return row


def facts_posted(data: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts of a post. Raises Refused("content_fact")."""
    return facts_from(rows_posted(data))


def media_posted(data: Mapping[str, Any]) -> tuple[Picture, ...]:
    """Media in the order of the page; ticked "bỏ" are left out. Which files there are is asked where it is saved."""
    numbers = sorted({int(found[1]) for name in data if (found := _MEDIA.fullmatch(name))})[:MOST_ROWS]
    return tuple(_picture(data, f"m-{number}-") for number in numbers if f"m-{number}-remove" not in data)


def _picture(data: Mapping[str, Any], start: str) -> Picture:
    file = str(data.get(start + "file", ""))
    number = int(file) if file.isascii() and file.isdigit() and len(file) < 18 else None
    alt, credit = (" ".join(str(data.get(start + name, "")).split())[:300] for name in ("alt", "credit"))
    url = str(data.get(start + "url", ""))[:500]
    return Picture(number, url if url.startswith("https://") else "", alt, credit)
