"""A file of a plan read from beginning to end: bytes in, everything that the review needs out. Writes nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from lantoa.plans.actions.reading import Read
from vanban.apart import Progress, read_kept, read_whole


def read_document(data: bytes, name: str, tell: Progress, *, units: Sequence[str] = ()) -> Read:
    """Bytes of a PDF, DOCX or text file → reading, proposals, paragraphs.

    ``tell`` hears per cent and what is being done. ``units``: what the commune calls its units.

    Raises ``ReadError`` with a message for the official.
    """
    return _read(read_whole(data, name, tell, names=units))


def read_corrected(kept: Mapping[str, Any], tell: Progress, *, units: Sequence[str] = ()) -> Read:
    """The source that an earlier reading kept, set right by a person since. Raises as ``read_document``."""
    return _read(read_kept(kept, tell, names=units))


def _read(whole: Mapping[str, Any]) -> Read:
    paragraphs = [tuple(one) for one in whole["paragraphs"]]
    return Read(whole["reading"], whole["proposals"], paragraphs, whole["kept"])
