"""Reads of the register: what ships, with what the commune has entered in its place."""

from lantoa.documents.models import ActEntry
from lantoa.documents.rules import is_local, standing
from vanban.register import Register, RegisteredAct, Status, register


def own_act(row: ActEntry) -> RegisteredAct:
    """An entry of the commune as the library knows acts."""
    return RegisteredAct(
        kind=row.kind, number=row.number, source=row.source, issued_on=row.issued_on, issuer=row.issuer or None,
        title=row.title or None, status=Status(row.status), replaced_by=row.replaced_by or None,
        effective=row.effective, until=row.until, verified=bool(row.source and row.checked_on),
        checked_on=row.checked_on, note=row.note, local=is_local(row.kind, row.number),
    )  # fmt: skip


def own_entries() -> dict[str, ActEntry]:
    """The entries of the open commune by key."""
    return {row.key: row for row in ActEntry.objects.all()}


def register_here() -> Register:
    """What the linter and the editor of this commune ask."""
    return Register(standing(register().acts, (own_act(row) for row in ActEntry.objects.all())))


def has_own_acts() -> bool:
    """Whether the commune knows anything of acts beside what ships."""
    return ActEntry.objects.exists()
