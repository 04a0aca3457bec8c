"""The head and foot of the commune's official documents, as set by the commune."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from lantoa.communes.models import Commune
from lantoa.communes.queries import setting_of
from lantoa.core import clock
from vanban.form.document import OfficialDocument, Paragraph, Signature
from vanban.form.html import render_html


@dataclass(frozen=True, slots=True)
class OfficialHead:
    """Who issues a document and how it is signed. ``body_name``: in running text."""

    body_name: str
    issuer: tuple[str, ...]
    parent: str
    place: str
    signature: Signature
    recipients: tuple[str, ...]
    plan_recipients: tuple[str, ...] = ()
    """Where plans go; where the ward has set none, the same as other documents."""


def official_head(commune: Commune) -> OfficialHead:
    """The People's Committee as issuer, its signer and recipients."""
    setting = setting_of(commune)
    authority = _lines(setting.signer_lines) or ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    return OfficialHead(
        body_name=f"Ủy ban nhân dân {commune.in_text}",
        issuer=("ỦY BAN NHÂN DÂN", commune.name.upper()),
        parent=setting.province_line,
        place=setting.place or commune.short_name,
        signature=Signature(authority, setting.signer_name),
        recipients=_lines(setting.recipients),
        plan_recipients=_lines(setting.plan_recipients) or _lines(setting.recipients),
    )


def head_preview(commune: Commune) -> SafeString:
    """Head and foot as they will be printed, around one sentence: drawn by the writer itself."""
    head = official_head(commune)
    document = OfficialDocument(
        kind="KẾ HOẠCH", title="Tuyên truyền cải cách hành chính (văn bản mẫu)", issuer=head.issuer, parent=head.parent,
        number="/KH-UBND", place=head.place, body=(Paragraph(f"{head.body_name} ban hành Kế hoạch như sau:"),),
        signature=head.signature, recipients=head.plan_recipients, year=clock.today().year,
    )  # fmt: skip
    return mark_safe(render_html(document))  # noqa: S308 - every text in it was escaped


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
