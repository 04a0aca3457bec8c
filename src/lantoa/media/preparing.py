"""What the jobs do: from a kept file to files that browsers show. Slow work is done outside of transactions, each step
is seen on the page at once, and a file gets its name in the store only when it is whole."""

import logging
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.core.tenancy import scope
from lantoa.files import store
from lantoa.files.models import StoredFile
from lantoa.ledger.actions import record
from lantoa.media import arriving, ffmpeg
from lantoa.media.models import Medium, Rendition
from lantoa.media.picturing import Made, sizes_of
from lantoa.media.rules.kinds import MediumKind, MediumState, RenditionRole
from lantoa.media.rules.sizes import MB

log = logging.getLogger("lantoa")

RECIPE = ".m1."
"""In the ending of every file made here: with another recipe it gets another name, and old ones stay readable."""
FAULT = Refused(
    "medium_fault", "Phần mềm gặp lỗi khi xử lý tệp này. Hãy bấm Xử lý lại; nếu vẫn lỗi, hãy báo người quản trị."
)
LOST = Refused("medium_lost", "Không tìm thấy tệp đã lưu. Hãy tải tệp lên lại.")


def make_pictures(commune_id: int, medium_id: int) -> None:
    """The sizes of a picture: kept as they come, told when all are there."""
    row = _begun(commune_id, medium_id)
    if row is None or row.file is None:
        return
    with _answered(commune_id, medium_id):
        made = [
            _kept(row.file, one, RenditionRole.PICTURE) for one in sizes_of(store.read(commune_id, row.file.sha256))
        ]
        _settle(commune_id, medium_id, made)


def make_playable(commune_id: int, medium_id: int) -> None:
    """Web formats of a video or sound, how long and how loud it is, and a picture of a video."""
    row = _begun(commune_id, medium_id)
    if row is None:
        return
    with _answered(commune_id, medium_id):
        row = arriving.settle(row) if row.file is None else row
        if row.file is None:
            raise LOST
        work = _Work(row, row.file, store.path_of(commune_id, row.file.sha256))
        if not work.path.exists():
            raise LOST
        facts, made = _transcoded(work)
        _settle(commune_id, medium_id, made, **facts)


@dataclass(frozen=True, slots=True)
class _Work:
    row: Medium
    file: StoredFile
    path: Path


def _transcoded(work: _Work) -> tuple[dict[str, object], list[Rendition]]:
    found = ffmpeg.probe(work.path, work.file.media_type)
    wanted = MediumKind.VIDEO if found.has_video and work.row.kind == MediumKind.VIDEO.value else MediumKind.AUDIO
    if wanted is MediumKind.AUDIO and not found.has_audio:
        raise ffmpeg.broken()
    facts: dict[str, object] = {"duration": found.duration, "kind": wanted.value}
    if wanted is MediumKind.AUDIO:
        loudness, made = _audio(work, found)
        return {**facts, "loudness": loudness}, made
    loudness, made = _video(work, found)
    return {**facts, "loudness": loudness, "width": found.width, "height": found.height}, made


def _video(work: _Work, found: ffmpeg.Probed) -> tuple[float | None, list[Rendition]]:
    loudness = work.row.loudness
    film = _known(work, "video.mp4")
    if film is None:
        with _scratch(work.row.commune_id, "mp4") as target:
            said = _run(work, ffmpeg.video_command(work.path, work.file.media_type, found=found, target=target), found)
            loudness = ffmpeg.loudness_in(said)
            size = ffmpeg.probe(target, "video/mp4")
            film = _adopted(work.file, target, "video.mp4", media_type="video/mp4", role=RenditionRole.VIDEO)
            film.width, film.height = size.width, size.height
    at = _poster_moment(work.row.poster_at, found.duration)
    picture = ffmpeg.poster(work.path, work.file.media_type, at=at, found=found)
    posters = [_kept(work.file, one, RenditionRole.POSTER, prefix=f"poster{at}-") for one in sizes_of(picture)]
    return loudness, [film, *posters]


def _poster_moment(chosen: int | None, duration: int) -> int:
    """Chosen by a person, else a tenth in, at most ten seconds: the first picture is often black."""
    last = max(0, duration - 200)
    return min(chosen if chosen is not None else min(duration // 10, 10_000), last)


def _audio(work: _Work, found: ffmpeg.Probed) -> tuple[float | None, list[Rendition]]:
    with _scratch(work.row.commune_id, "m4a") as m4a, _scratch(work.row.commune_id, "mp3") as mp3:
        said = _run(work, ffmpeg.audio_command(work.path, work.file.media_type, target_m4a=m4a, target_mp3=mp3), found)
        made = [
            _adopted(work.file, m4a, "audio.m4a", media_type="audio/mp4", role=RenditionRole.AUDIO),
            _adopted(work.file, mp3, "audio.mp3", media_type="audio/mpeg", role=RenditionRole.AUDIO),
        ]
    return ffmpeg.loudness_in(said), made


def _run(work: _Work, command: list[str], found: ffmpeg.Probed) -> str:
    """Ten minutes, and for each second of film as much as a slow machine needs; the result is no larger than its bit
    rate allows."""
    seconds = found.duration // 1000 + 1
    return ffmpeg.run(
        command, seconds=600 + 10 * seconds, file_mb=64 + seconds * 3_000_000 // 8 // MB, duration=found.duration,
        tell=lambda percent: _tell(work.row.commune_id, work.row.pk, percent),
    )  # fmt: skip


# ---------------------------------------------------------------- the row, step by step


def _begun(commune_id: int, medium_id: int) -> Medium | None:
    with scope([commune_id]):
        row: Medium | None = Medium.objects.select_related("file").filter(pk=medium_id).first()
        if row is None or row.state not in {MediumState.WAITING.value, MediumState.WORKING.value} or row.is_link:
            return None
        row.state, row.progress = MediumState.WORKING.value, 0
        row.save(update_fields=["state", "progress"])
        return row


def _tell(commune_id: int, medium_id: int, percent: int) -> None:
    with scope([commune_id]):
        Medium.objects.filter(pk=medium_id, state=MediumState.WORKING.value).update(progress=percent)


def _settle(commune_id: int, medium_id: int, made: Iterable[Rendition], **facts: object) -> None:
    """All files are there: from now on the medium may be used."""
    with scope([commune_id]), transaction.atomic():
        row: Medium = Medium.objects.select_for_update(of=("self",)).select_related("file").get(pk=medium_id)
        row.renditions.all().delete()
        rows = list(made)
        for one in rows:
            one.medium = row
        Rendition.objects.bulk_create(rows)
        for name, value in facts.items():
            setattr(row, name, value)
        row.state, row.progress, row.error_code, row.error_message = MediumState.READY.value, 100, "", ""
        row.save()
        record(action="medium.prepared", on=row, by=None, files=len(rows))


@contextmanager
def _answered(commune_id: int, medium_id: int) -> Iterator[None]:
    """A refusal is an answer that stands on the page; a file that is missing is one, too."""
    try:
        yield
    except Refused as refusal:
        fail(commune_id, medium_id, refusal)
    except FileNotFoundError:
        fail(commune_id, medium_id, LOST)


def fail(commune_id: int, medium_id: int, refusal: Refused) -> None:
    """Say on the page what is wrong and what to do."""
    with scope([commune_id]), transaction.atomic():
        row: Medium | None = Medium.objects.select_for_update(of=("self",)).filter(pk=medium_id).first()
        if row is None or row.state == MediumState.READY.value:
            return
        log.info("medium failed id=%s code=%s", medium_id, refusal.code)
        row.state, row.error_code, row.error_message = MediumState.FAILED.value, refusal.code, refusal.message[:500]
        row.save(update_fields=["state", "error_code", "error_message"])
        record(action="medium.failed", on=row, by=None, code=refusal.code)


# ---------------------------------------------------------------- files


def _known(work: _Work, name: str) -> Rendition | None:
    """What an earlier run made with the same recipe; another poster does not ask for the film again."""
    with scope([work.row.commune_id]):
        found: Rendition | None = Rendition.objects.filter(medium=work.row, name=name).first()
    if found is None or not store.exists(work.row.commune_id, work.file.sha256, found.derived):
        return None
    found.pk = None
    return found


def _kept(file: StoredFile, made: Made, role: RenditionRole, *, prefix: str = "") -> Rendition:
    name = prefix + made.name
    store.keep_derived(file.commune_id, file.sha256, RECIPE + name, data=made.data)
    return Rendition.of(
        file.commune_id, role=role.value, name=name, media_type=made.media_type, derived=RECIPE + name,
        size=len(made.data), width=made.width, height=made.height,
    )  # fmt: skip


def _adopted(file: StoredFile, path: Path, name: str, *, media_type: str, role: RenditionRole) -> Rendition:
    size = path.stat().st_size
    store.adopt_derived(file.commune_id, file.sha256, RECIPE + name, made=path)
    return Rendition.of(
        file.commune_id, role=role.value, name=name, media_type=media_type, derived=RECIPE + name, size=size
    )  # fmt: skip


@contextmanager
def _scratch(commune_id: int, ending: str) -> Iterator[Path]:
    """A path for ffmpeg to write to, on the disk of the store, gone at the end."""
    folder = store.folder_of(commune_id) / "tmp"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{secrets.token_hex(16)}.{ending}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
