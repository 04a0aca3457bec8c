"""Sizes: of what arrives and of what is made of it. Pure."""

from dataclasses import dataclass

from lantoa.core.errors import Refused

MB = 1024 * 1024
WIDTHS = (320, 640, 1280, 1920)
"""Widths of pictures in pixels: a phone, a phone with a sharp screen, a desk, a large screen."""
SHORT_SIDE = 720
"""Of a video: 720p either way round, so a video held upright is 720 × 1280."""
PIECE = 8 * MB
"""How much of a large file is sent at once."""
LONGEST_SECONDS = 4 * 3600
MOST_PIXELS = 8192 * 4352
SPARE = 1024 * MB
"""What has to stay free on the disk beside a large file that arrives."""
QUIET, LOUD = -30.0, -9.0
"""LUFS: a recording beyond these is hard to hear, or distorts, on a loudspeaker (EBU R128: −23)."""


def widths_for(width: int) -> tuple[int, ...]:
    """The widths made of a picture: never larger than it is, and always one."""
    smaller = tuple(one for one in WIDTHS if one < width)
    return (*smaller, min(width, WIDTHS[-1])) if width <= WIDTHS[-1] else smaller or (width,)


def height_for(width: int, of: tuple[int, int]) -> int:
    """The height that belongs to a width, at least one pixel."""
    return max(1, round(width * of[1] / of[0]))


@dataclass(frozen=True, slots=True)
class Room:
    """What there is room for: ``limit`` and ``free`` in bytes."""

    limit: int
    free: int


def check_announced(size: int, room: Room) -> None:
    """Whether a large file may be sent, before its first byte is.

    Raises:
        Refused: ``media_empty``, ``media_too_large``, ``media_no_space``.
    """
    if size <= 0:
        raise Refused("media_empty", "Tệp rỗng, không có nội dung: hãy kiểm tra lại tệp trên máy rồi gửi lại.")
    if size > room.limit:
        raise Refused("media_too_large", too_large(room.limit))
    if size + SPARE > room.free:
        raise Refused(
            "media_no_space",
            "Máy chủ không còn đủ chỗ cho tệp này: hãy báo người quản trị dọn bớt hoặc thêm ổ đĩa, rồi gửi lại.",
        )


def too_large(limit: int) -> str:
    """What to do about a file beyond the limit."""
    return (
        f"Tệp lớn hơn {limit // MB} MB, mức tối đa ở đây: hãy xuất lại video ở 720p hoặc cắt ngắn, "
        "hoặc đăng lên YouTube rồi thêm bằng đường dẫn."
    )


def check_piece(*, offset: int, received: int, announced: int, length: int) -> None:
    """Whether this piece is the next one.

    Raises:
        Refused: ``media_piece``: it does not follow what is there, or goes beyond what was announced.
    """
    if offset != received or length <= 0 or length > PIECE or received + length > announced:
        raise Refused("media_piece", "Phần gửi lên không khớp với phần đã nhận: hãy bấm gửi lại, phần đã nhận vẫn còn.")


def clock_words(milliseconds: int | None) -> str:
    """ "1:05" or "1:02:05"; empty where it is not known."""
    if milliseconds is None:
        return ""
    seconds = round(milliseconds / 1000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes}:{seconds % 60:02d}"


def loudness_words(loudness: float | None) -> str:
    """What to know about how loud it is; empty where all is well."""
    if loudness is None:
        return ""
    if loudness < QUIET:
        return "Âm thanh rất nhỏ: phát trên loa sẽ khó nghe. Nên thu lại gần micrô hơn hoặc tăng âm lượng rồi tải lại."
    if loudness > LOUD:
        return "Âm thanh rất to, dễ vỡ tiếng trên loa: nên giảm âm lượng rồi tải lại."
    return ""
