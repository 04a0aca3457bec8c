"""A draft as DOCX and PDF at every stage; until it is issued the paper says that it is a draft."""

from dataclasses import replace

from django.utils.text import slugify

from lantoa.core.clock import WARD_TIME
from lantoa.drafting.models import Draft
from lantoa.drafting.queries import document_of
from lantoa.drafting.rules.life import Stage
from vanban.form.document import OfficialDocument
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


def docx_of(draft: Draft) -> bytes:
    """The Word file."""
    return render_docx(printed(draft))


def pdf_of(draft: Draft) -> bytes:
    """The PDF. Raises ``FormError("pdf_unavailable")``."""
    return render_pdf(printed(draft))


def file_name(draft: Draft) -> str:
    """ "ke-hoach-07-kh-ubnd-2027" without the ending; a draft's name says that it is one."""
    number = draft.number.replace("/", " ") if draft.number else f"du thao lan {draft.revision}"
    words = f"ke hoach {number} {draft.period_start.year}".replace("Đ", "D").replace("đ", "d")
    return slugify(words)[:100] or "ke-hoach"
