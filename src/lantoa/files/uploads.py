"""What arrives with a request: nothing is written to disk beyond the largest size that is taken anywhere."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from lantoa.core.errors import Refused
from lantoa.files.checks import EVERYTHING, FileKind, largest, too_large

MAX_FILES = 20

Upload: TypeAlias = "UploadedFile[Any]"
"""A file of a request, in memory or in a temporary file."""


class LimitedUpload(FileUploadHandler):
    """First of the upload handlers: drops a file as soon as it is larger than any type may be, and says so."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._limit = largest(EVERYTHING)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._arrived += len(raw_data)
        if self._arrived > self._limit:
            if self.request is not None:
                self.request.oversized = True  # type: ignore[attr-defined]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def files_of(request: HttpRequest, field: str) -> list[Upload]:
    """The files of a field, in the order of the form.

    Raises:
        Refused: one was too large to be taken in, or there are more than 20.
    """
    found = request.FILES.getlist(field)
    if getattr(request, "oversized", False):
        raise Refused("file_too_large", too_large(FileKind.VIDEO))
    if len(found) > MAX_FILES:
        raise Refused("too_many_files", f"Mỗi lần gửi tối đa {MAX_FILES} tệp: hãy gửi làm nhiều lần.")
    return found


def chunks_of(upload: "Upload | bytes") -> Iterator[bytes]:
    """The bytes of an upload, a piece at a time."""
    if isinstance(upload, bytes):
        yield upload
        return
    upload.seek(0)
    yield from upload.chunks()
