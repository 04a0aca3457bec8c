"""Taking files in: checked, freed of metadata, stored by hash, entered once per person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core.errors import Refused
from lantoa.files import heic, pictures, store
from lantoa.files.checks import EVERYTHING, TYPES, FileKind, FileType, check_file, largest, too_large
from lantoa.files.models import StoredFile
from lantoa.files.naming import safe_name, with_ending
from lantoa.files.uploads import Upload, chunks_of
from lantoa.ledger.actions import record


@dataclass(frozen=True, slots=True)
class Received:
    """A file whose bytes are in the store, but which no row speaks of yet."""

    sha256: str
    name: str
    media_type: str
    size: int
    width: int | None = None
    height: int | None = None
    taken_at: datetime | None = None


def store_upload(
    *, commune: Commune, upload: "Upload | bytes", name: str, by: Person | None,
    allowed: frozenset[FileKind] = EVERYTHING,
) -> StoredFile:  # fmt: skip
    """Check and keep one file. Returns its row; the same bytes from the same person give the row that is there.

    ``name`` is what the person's device called it. The bytes are held once per commune whoever sends them: to find the
    same document again compare ``sha256``, not the row. Pictures are kept without metadata, so their hash is that of
    the stripped picture.

    Raises:
        Refused: see ``checks.check_file`` and ``pictures.prepare``.
    """
    return enter(commune=commune, received=receive(commune=commune, upload=upload, name=name, allowed=allowed), by=by)


def receive(
    *, commune: Commune, upload: "Upload | bytes", name: str, allowed: frozenset[FileKind] = EVERYTHING
) -> Received:
    """The slow half of ``store_upload``: bytes into the store, no row and no lock yet."""
    safe = safe_name(name)
    with store.draft(commune.pk) as written:
        store.write_all(written, _limited(chunks_of(upload), allowed))
        written.settle()
        found = check_file(written.path, safe, allowed)
        safe = with_ending(safe, found.endings)
        if found.kind is FileKind.PICTURE:
            return _receive_picture(commune.pk, written.path.read_bytes(), name=safe, found=found)
        return Received(store.keep(commune.pk, written), safe, found.media_type, written.size)


def enter(*, commune: Commune, received: Received, by: Person | None) -> StoredFile:
    """The quick half: the row and its ledger entry."""
    with transaction.atomic():
        known: StoredFile | None = StoredFile.objects.filter(
            commune=commune, sha256=received.sha256, added_by=by
        ).first()
        if known is not None:
            return known
        row = StoredFile.of(
            commune.pk, sha256=received.sha256, name=received.name, media_type=received.media_type,
            size=received.size, width=received.width, height=received.height, taken_at=received.taken_at, added_by=by,
        )  # fmt: skip
        row.save(force_insert=True)
        record(action="file.stored", on=row, by=by, sha256=row.sha256, media_type=row.media_type, size=row.size)
        return row


def _receive_picture(commune_id: int, data: bytes, *, name: str, found: FileType) -> Received:
    """HEIC comes out as JPEG: browsers of offices show no HEIC."""
    if found.media_type == "image/heic":
        data, found = heic.as_jpeg(data), TYPES["image/jpeg"]
        name = with_ending(name, found.endings)
    picture = pictures.prepare(data, found.media_type)
    with store.draft(commune_id) as clean:
        clean.write(picture.data)
        sha256 = store.keep(commune_id, clean)
    store.keep_derived(commune_id, sha256, pictures.THUMBNAIL, data=picture.thumbnail)
    return Received(
        sha256, name, found.media_type, len(picture.data), picture.width, picture.height, picture.taken_at
    )  # fmt: skip


def _limited(chunks: Iterable[bytes], allowed: frozenset[FileKind]) -> Iterable[bytes]:
    limit, arrived = largest(allowed), 0
    for chunk in chunks:
        arrived += len(chunk)
        if arrived > limit:
            raise Refused("file_too_large", too_large(allowed))
        yield chunk
