"""Writes to the library: bring in, describe, caption, put away. Each leaves one entry; slow work is a job."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.files.actions import Received, enter
from lantoa.files.actions import receive as receive_file
from lantoa.files.checks import LIMITS, FileKind
from lantoa.files.models import StoredFile
from lantoa.files.naming import safe_name, with_ending
from lantoa.files.uploads import Upload, chunks_of
from lantoa.ledger.actions import record
from lantoa.media.hidden import check_nothing_hidden, looks_like_picture
from lantoa.media.jobs import make_pictures, make_playable
from lantoa.media.models import Medium
from lantoa.media.queries import same_file
from lantoa.media.rules.captions import LARGEST, as_vtt
from lantoa.media.rules.kinds import MediumKind, MediumState
from lantoa.media.rules.links import link_of
from lantoa.media.rules.words import Words, checked, tidy

TAKEN = frozenset({FileKind.PICTURE, FileKind.VIDEO, FileKind.SOUND})
KIND_OF = {FileKind.PICTURE: MediumKind.PICTURE, FileKind.VIDEO: MediumKind.VIDEO, FileKind.SOUND: MediumKind.AUDIO}
_BY_TYPE = {"image": MediumKind.PICTURE, "video": MediumKind.VIDEO, "audio": MediumKind.AUDIO}


def kind_of_type(media_type: str) -> MediumKind:
    """The kind of medium that a media type ("video/mp4") is.

    Raises:
        Refused("medium_kind").
    """
    found = _BY_TYPE.get(media_type.partition("/")[0])
    if found is None:
        raise Refused("medium_kind", "Thư viện chỉ nhận ảnh, video và âm thanh; tài liệu hãy đính kèm ở nơi cần dùng.")
    return found


def receive(
    *, commune: Commune, upload: "Upload | bytes", name: str, allowed: frozenset[FileKind] = TAKEN
) -> Received:  # fmt: skip
    """The slow half: check, strip and keep the bytes; no row yet.

    Raises:
        Refused: see ``files.actions.receive``; ``picture_hides``.
    """
    _look_into_picture(upload)
    return receive_file(commune=commune, upload=upload, name=name, allowed=allowed)


def _look_into_picture(upload: "Upload | bytes") -> None:
    """A picture of a size that is taken is read as a whole; any other file is left to the checks that follow."""
    data = b""
    for chunk in chunks_of(upload):
        data += chunk
        if len(data) > LIMITS[FileKind.PICTURE] or not looks_like_picture(data[:16]):
            return
    check_nothing_hidden(data)


@transaction.atomic
def add_received(*, commune: Commune, received: Received, words: Words, by: Person | None, key: UUID) -> Medium:
    """Put bytes that ``receive`` kept into the library; its web formats are made by a job. Words that are missing can
    follow (``describe``): until then nothing can use it. The same key, or the same bytes, give what is there."""
    return add_file(commune=commune, file=enter(commune=commune, received=received, by=by), words=words, by=by, key=key)


@transaction.atomic
def add_file(*, commune: Commune, file: StoredFile, words: Words, by: Person | None, key: UUID) -> Medium:
    """Put a file that is in the store into the library (a contributor's photo, a picture of evidence).

    Raises:
        Refused("medium_kind").
    """
    kind = kind_of_type(file.media_type)
    known: Medium | None = Medium.objects.filter(key=key).first() or same_file(file.sha256)
    if known is not None:
        return known
    said = tidy(words)
    row = Medium.of(
        commune.pk, key=key, kind=kind.value, file=file, width=file.width, height=file.height, added_by=by,
        added_at=clock.now(), title=said.title or said.alt[:200], alt=said.alt, credit=said.credit, rights=said.rights,
    )  # fmt: skip
    row.save(force_insert=True)
    record(action="medium.added", on=row, by=by, medium_kind=row.kind, file=file.pk)
    _prepare(row)
    return row


def _prepare(row: Medium) -> None:
    make = make_pictures if row.kind == MediumKind.PICTURE.value else make_playable
    make.defer(row.commune_id, row.pk)


@transaction.atomic
def add_link(*, commune: Commune, url: str, kind: MediumKind, words: Words, by: Person | None, key: UUID) -> Medium:
    """Keep a link to a video, sound or picture elsewhere. Nothing is fetched from there.

    Raises:
        Refused: ``medium_link``, ``medium_alt``, ``medium_credit``.
    """
    link, said = link_of(url), checked(words, kind)
    known: Medium | None = Medium.objects.filter(key=key).first()
    known = known or Medium.objects.filter(url=link.url, archived_at__isnull=True).first()
    if known is not None:
        return known
    row = Medium.of(
        commune.pk, key=key, kind=kind.value, url=link.url, state=MediumState.READY.value, progress=100,
        title=said.title, alt=said.alt, credit=said.credit, rights=said.rights, added_by=by, added_at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    record(action="medium.linked", on=row, by=by, medium_kind=row.kind)
    return row


@transaction.atomic
def describe(*, medium: Medium, words: Words, by: Person | None) -> Medium:
    """What is seen or heard, whose it is, what may be done with it.

    Raises:
        Refused: ``medium_alt``, ``medium_credit``.
    """
    said = checked(words, MediumKind(medium.kind))
    row = locked(medium)
    if row.words == said:
        return row
    row.title, row.alt, row.credit, row.rights = said.title, said.alt, said.credit, said.rights
    row.save(update_fields=["title", "alt", "credit", "rights"])
    record(action="medium.described", on=row, by=by)
    return row


def locked(medium: Medium) -> Medium:
    """The row as it is now, held until the end of the transaction."""
    row: Medium = Medium.objects.select_for_update(of=("self",)).select_related("file").get(pk=medium.pk)
    return row


@transaction.atomic
def set_captions(*, medium: Medium, upload: "Upload | bytes", name: str, by: Person | None) -> Medium:
    """Captions from a .srt or .vtt file, kept as clean WebVTT.

    Raises:
        Refused: ``captions_large``, ``captions_unreadable``.
    """
    data = b""
    for chunk in chunks_of(upload):
        data += chunk
        if len(data) > LARGEST:
            break
    text = as_vtt(data).encode()
    with store.draft(medium.commune_id) as written:
        written.write(text)
        sha256 = store.keep(medium.commune_id, written)
    received = Received(sha256, with_ending(safe_name(name).removesuffix(".srt"), ("vtt",)), "text/vtt", len(text))
    row = locked(medium)
    row.captions = enter(commune=medium.commune, received=received, by=by)
    row.save(update_fields=["captions"])
    record(action="medium.captioned", on=row, by=by)
    return row


@transaction.atomic
def set_poster(*, medium: Medium, at: int, by: Person | None) -> Medium:
    """Another moment of the video as its picture; ``at``: milliseconds.

    Raises:
        Refused: ``medium_state``, ``poster_beyond``.
    """
    row = locked(medium)
    if row.kind != MediumKind.VIDEO.value or row.file is None or row.state != MediumState.READY.value:
        raise Refused(
            "medium_state", "Tư liệu này chưa xử lý xong hoặc không phải video: hãy tải lại trang rồi thử lại."
        )
    if not 0 <= at <= (row.duration or 0):
        raise Refused("poster_beyond", f"Video chỉ dài {row.length}: hãy chọn thời điểm trong khoảng đó.")
    row.poster_at, row.state, row.progress = at, MediumState.WAITING.value, 0
    row.save(update_fields=["poster_at", "state", "progress"])
    record(action="medium.poster_chosen", on=row, by=by, at=at)
    _prepare(row)
    return row


@transaction.atomic
def prepare_again(*, medium: Medium, by: Person | None) -> Medium:
    """Try once more what failed (ffmpeg is there now, the disk has room).

    Raises:
        Refused("medium_state").
    """
    row = locked(medium)
    if row.state != MediumState.FAILED.value or row.file is None:
        raise Refused("medium_state", "Tư liệu này không ở trạng thái cần xử lý lại: hãy tải lại trang để xem.")
    row.state, row.progress, row.error_code, row.error_message = MediumState.WAITING.value, 0, "", ""
    row.save(update_fields=["state", "progress", "error_code", "error_message"])
    record(action="medium.prepared_again", on=row, by=by)
    _prepare(row)
    return row


@transaction.atomic
def archive(*, medium: Medium, by: Person | None) -> Medium:
    """Put it away: nobody can choose it any more; where it is used it stays."""
    return _put(medium, by=by, away=True)


@transaction.atomic
def restore(*, medium: Medium, by: Person | None) -> Medium:
    """Bring it back to be chosen."""
    return _put(medium, by=by, away=False)


def _put(medium: Medium, *, by: Person | None, away: bool) -> Medium:
    row = locked(medium)
    if (row.archived_at is not None) is away:
        return row
    row.archived_at, row.archived_by = (clock.now(), by) if away else (None, None)
    row.save(update_fields=["archived_at", "archived_by"])
    record(action="medium.archived" if away else "medium.restored", on=row, by=by)
    return row


def add_several(
    *, commune: Commune, received: Sequence[Received], words: Words, by: Person | None, key: UUID | None = None
) -> list[Medium]:  # fmt: skip
    """Several files of one form: the description is of one alone, so it is dropped where there are more."""
    given = words if len(received) == 1 else Words(credit=words.credit, rights=words.rights)
    first = key or uuid4()
    keys = [first if place == 0 else UUID(int=(first.int + place) % 2**128) for place in range(len(received))]
    return [
        add_received(commune=commune, received=one, words=given, by=by, key=key)
        for one, key in zip(received, keys, strict=True)
    ]
