"""Which files of an item go along, and where the public finds them. Pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lantoa.channels.protocol import Picture

if TYPE_CHECKING:
    from lantoa.content.approved import Approved


def files_of(approved: "Approved", settings: Mapping[str, str], *, kind: str = "image/") -> tuple[Picture, ...]:
    """The stored files of a kind ("image/", "video/"), in order. A link to somewhere else is no file."""
    return tuple(
        Picture(one.file_id, one.url or _address(one.file_id, settings), one.alt, one.media_type)
        for one in approved.media
        if one.file_id is not None and one.media_type.startswith(kind)
    )


def article_link(approved: "Approved", settings: Mapping[str, str]) -> str:
    """Where the item is read on the commune's own portal; '' while that is closed: no link leads to nothing."""
    return f"{settings['portal']}/{approved.slug}/" if settings["portal"] else ""


def _address(file_id: int, settings: Mapping[str, str]) -> str:
    return f"{settings['media']}/{file_id}/" if settings["media"] else ""
