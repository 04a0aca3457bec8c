"""What arrives with a request: only pages that take files get any, and nothing beyond their limit touches the disk.

A body that is too large is read to its end and dropped piece by piece: a browser shows an answer only once it has sent
everything.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from lantoa.core.errors import Refused
from lantoa.files.checks import EVERYTHING, MB, FileKind, largest, too_large

MAX_FILES = 20
MAX_TOGETHER = 600 * MB

Upload: TypeAlias = "UploadedFile[Any]"
"""A file of a request, in memory or in a temporary file."""
V = TypeVar("V", bound=Callable[..., Any])


def takes_files(
    allowed: frozenset[FileKind] = EVERYTHING, *, with_key: Callable[[str], bool] | None = None
) -> Callable[[V], V]:
    """Mark a view as one that takes files of these kinds, from people who are signed in. Files sent to any other view
    are dropped as they arrive. ``with_key``: whether the address's ``token`` lets somebody who is not signed in."""

    def mark(view: V) -> V:
        view.takes_files, view.with_key = allowed, with_key  # type: ignore[attr-defined]
        return view

    return mark


class LimitedUpload(FileUploadHandler):
    """First of the upload handlers: drops what is not taken here, and notes the refusal for ``files_of``."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:  # noqa: N803
        self._allowed = _taken_by(self.request)
        self._files = 0
        if content_length > MAX_TOGETHER:
            self._allowed = frozenset()
            self._note(Refused("files_too_large", f"Các tệp gửi cùng lúc lớn hơn {MAX_TOGETHER // MB} MB: "
                               "hãy gửi làm nhiều lần."))  # fmt: skip

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._arrived = 0
        self._files += 1
        if self._files > MAX_FILES:
            self._note(Refused("too_many_files", f"Mỗi lần gửi tối đa {MAX_FILES} tệp: hãy gửi làm nhiều lần."))
        if not self._allowed or self._files > MAX_FILES:
            raise SkipFile
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True, mode=0o700)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._arrived += len(raw_data)
        if self._arrived > largest(self._allowed):
            self._note(Refused("file_too_large", too_large(self._allowed)))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _note(self, refusal: Refused) -> None:
        if self.request is not None:
            self.request.upload_refused = refusal  # type: ignore[attr-defined]


def _taken_by(request: HttpRequest | None) -> frozenset[FileKind]:
    if request is None or request.resolver_match is None:
        return frozenset()
    view = request.resolver_match.func
    taken: frozenset[FileKind] = getattr(view, "takes_files", frozenset())
    if request.user.is_authenticated or not taken:
        return taken
    opens: Callable[[str], bool] | None = getattr(view, "with_key", None)
    return taken if opens and opens(request.resolver_match.kwargs.get("token", "")) else frozenset()


def files_of(request: HttpRequest, field: str) -> list[Upload]:
    """The files of a field, in the order of the form.

    Raises:
        Refused: one was too large to be taken in here, all were together, or there are more than 20.
    """
    found = request.FILES.getlist(field)
    if refusal := getattr(request, "upload_refused", None):
        raise refusal
    return found


def chunks_of(upload: "Upload | bytes") -> Iterator[bytes]:
    """The bytes of an upload, a piece at a time."""
    if isinstance(upload, bytes):
        yield upload
        return
    upload.seek(0)
    yield from upload.chunks()
