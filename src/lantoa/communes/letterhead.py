"""The head and foot of the commune's official documents, as set by the commune."""

from dataclasses import dataclass

from lantoa.communes.models import Commune
from lantoa.communes.queries import setting_of
from vanban.form.document import Signature


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


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
