"""A large file, sent in pieces that survive a broken line: announced, piece after piece, finished."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files.checks import TYPES, accepted_words
from lantoa.files.naming import ending_of, safe_name
from lantoa.ledger.actions import record
from lantoa.media import incoming_files
from lantoa.media.arriving import PLAYED
from lantoa.media.jobs import make_playable
from lantoa.media.models import Incoming, Medium
from lantoa.media.rules.kinds import MediumKind
from lantoa.media.rules.sizes import Room, check_announced, check_piece
from lantoa.media.rules.words import Words, checked

ENDINGS = {ending: one for one in TYPES.values() if one.kind in PLAYED for ending in one.endings}


@transaction.atomic
def announce(*, commune: Commune, key: UUID, name: str, size: int, by: Person) -> Incoming:
    """Say what will come, before its first byte. The same key again gives what is there, to go on with.

    Raises:
        Refused: ``media_empty``, ``media_too_large``, ``media_no_space``, ``file_kind``.
    """
    known: Incoming | None = Incoming.objects.filter(key=key, added_by=by, size=size).first()
    if known is not None:
        return known
    check_announced(size, Room(limit=settings.MEDIA_LIMIT, free=incoming_files.free_space()))
    safe = safe_name(name)
    if ending_of(safe) not in ENDINGS:
        raise Refused("file_kind", f"Chưa nhận được loại tệp này. Hãy gửi: {accepted_words(PLAYED)}.")
    row = Incoming.of(commune.pk, key=key, name=safe, size=size, added_by=by, added_at=clock.now())
    row.save(force_insert=True)
    return row


def take_piece(*, incoming: Incoming, offset: int, length: int, pieces: Iterable[bytes]) -> int:
    """Write the next piece. ``incoming`` is locked. Returns the bytes that are there now.

    Raises:
        Refused: ``media_piece``, ``media_sent``.
    """
    if incoming.medium_id is not None:
        raise Refused("media_sent", "Tệp này đã gửi xong: hãy mở lại trang thư viện để xem.")
    there = incoming_files.received(incoming.commune_id, incoming.key)
    check_piece(offset=offset, received=there, announced=incoming.size, length=length)
    return incoming_files.append(incoming.commune_id, incoming.key, pieces, offset=offset, most=length)


@transaction.atomic
def finish(*, incoming: Incoming, words: Words, by: Person) -> Medium:
    """All pieces are there: the file becomes a medium, and a job does the rest.

    Raises:
        Refused: ``media_piece`` (something is missing), ``medium_alt``, ``medium_credit``.
    """
    if incoming.medium is not None:
        return incoming.medium
    if incoming_files.received(incoming.commune_id, incoming.key) != incoming.size:
        raise Refused("media_piece", "Tệp chưa gửi hết: hãy bấm gửi lại, phần đã nhận vẫn còn.")
    is_video = ENDINGS[ending_of(incoming.name)].media_type.startswith("video/")
    kind = MediumKind.VIDEO if is_video else MediumKind.AUDIO
    said = checked(words, kind)
    row = Medium.of(
        incoming.commune_id, key=incoming.key, kind=kind.value, title=said.title, alt=said.alt, credit=said.credit,
        rights=said.rights, added_by=by, added_at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    incoming.medium = row
    incoming.save(update_fields=["medium"])
    record(action="medium.added", on=row, by=by, medium_kind=row.kind, size=incoming.size)
    make_playable.defer(row.commune_id, row.pk)
    return row
