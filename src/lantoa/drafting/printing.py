"""A draft as DOCX and PDF at every stage; until it is issued the paper says that it is a draft."""

import re
from dataclasses import replace

from django.utils.text import slugify

from lantoa.core.clock import WARD_TIME
from lantoa.drafting.models import Draft
from lantoa.drafting.queries import document_of
from lantoa.drafting.rules.life import Stage
from vanban.form.back_reader import sections_in
from vanban.form.document import Mark, OfficialDocument
from vanban.form.docx import render_docx
from vanban.form.pdf import render_pdf

DRAFT = "DỰ THẢO"


def printed(draft: Draft) -> OfficialDocument:
    """The document for paper: the corner of a draft says so, with the revision and the day, so that nobody signs an
    old one."""
    document = document_of(draft)
    if draft.stage == Stage.ISSUED.value:
        return document
    at = draft.changed_at.astimezone(WARD_TIME)
    return replace(document, digital=(f"{DRAFT} lần {draft.revision}", f"{at:%d/%m/%Y %H:%M}"))


MARK = re.compile(r"ban-soan-(\d+)-lan-(\d+)")


def docx_of(draft: Draft) -> bytes:
    """The Word file. One of a draft carries a mark (a bookmark that nobody sees) of which draft and which revision it
    is, so that it is known again when it comes back."""
    document = printed(draft)
    if draft.stage == Stage.ISSUED.value:
        return render_docx(document)
    mark = Mark(f"ban-soan-{draft.pk}-lan-{draft.revision}")
    return render_docx(replace(document, body=(mark, *document.body)), protect=True)


def marked_in(data: bytes) -> tuple[int, int] | None:
    """Draft and revision that a Word file was downloaded from; None where it has no such mark."""
    found = [MARK.fullmatch(name) for name in sections_in(data)]
    return next(((int(one[1]), int(one[2])) for one in found if one), None)


def pdf_of(draft: Draft) -> bytes:
    """The PDF. Raises ``FormError("pdf_unavailable")``."""
    return render_pdf(printed(draft))


def file_name(draft: Draft) -> str:
    """ "ke-hoach-07-kh-ubnd-2027" without the ending; a draft's name says that it is one."""
    number = draft.number.replace("/", " ") if draft.number else f"du thao lan {draft.revision}"
    words = f"ke hoach {number} {draft.period_start.year}".replace("Đ", "D").replace("đ", "d")
    return slugify(words)[:100] or "ke-hoach"
