"""A large file that is whole becomes a file of the store: checked by content, hashed, never in memory as a whole."""

from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.files.actions import Received, enter
from lantoa.files.checks import FileKind, FileType, accepted_words, type_of
from lantoa.files.naming import safe_name, with_ending
from lantoa.media import incoming_files
from lantoa.media.models import Incoming, Medium
from lantoa.media.rules.kinds import MediumKind

PLAYED = frozenset({FileKind.VIDEO, FileKind.SOUND})


def settle(medium: Medium) -> Medium:
    """The medium with its file. Killed in between, it begins anew from the bytes that are still there.

    Raises:
        Refused: not a video or sound that is taken; the file is gone.
    """
    with scope([medium.commune_id]):
        incoming: Incoming | None = Incoming.objects.filter(medium=medium).first()
    if incoming is None:
        return medium
    path = incoming_files.path_of(incoming.commune_id, incoming.key)
    if not path.exists():
        return medium
    try:
        found = _type(path)
    except Refused:
        path.unlink(missing_ok=True)
        raise
    sha256 = store.adopt(medium.commune_id, path)
    return _entered(medium, incoming, sha256=sha256, found=found)


def _type(path: Path) -> FileType:
    found = type_of(path, PLAYED)
    if found.kind not in PLAYED:
        raise Refused("file_kind", f"Ở đây không nhận {found.words}. Hãy gửi: {accepted_words(PLAYED)}.")
    return found


def _entered(medium: Medium, incoming: Incoming, *, sha256: str, found: FileType) -> Medium:
    name = with_ending(safe_name(incoming.name), found.endings)
    with scope([medium.commune_id]):
        row: Medium = Medium.objects.select_for_update(of=("self",)).get(pk=medium.pk)
        received = Received(sha256, name, found.media_type, incoming.size)
        row.file = enter(commune=row.commune, received=received, by=incoming.added_by)
        row.kind = (MediumKind.VIDEO if found.kind is FileKind.VIDEO else MediumKind.AUDIO).value
        row.save(update_fields=["file", "kind"])
    incoming_files.drop(incoming.commune_id, incoming.key)
    return row
