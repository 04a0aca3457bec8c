"""One page of a file as a picture for the screen, drawn in a process of its own.

The file comes from anybody: pdfium and the decoders of pictures are C. As with reading (``apart``), only a child opens
it, within limits of memory and time, and it dies alone.
"""

import io
import subprocess
import sys
from typing import Any

from vanban.errors import ReadError

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 20
MOST_PIXELS = 60_000_000
WIDTH = 1100
"""Pixels: sharp on a phone at twice its width, and small enough to load over a phone's line (about 150 KB)."""
QUALITY = 72
NOT_DRAWN = ReadError("page_not_drawn", "Không vẽ được trang này của tệp. Hãy mở tệp gốc để xem.")


def page_picture(data: bytes, page: int, *, turned: int = 0) -> bytes:
    """Page ``page`` (from 1) as a JPEG of ``WIDTH`` pixels, turned clockwise by ``turned`` degrees to stand upright.

    Raises:
        ReadError: ``page_not_drawn``: no such page, or the file is broken, locked or too large.
    """
    command = [sys.executable, "-P", "-m", "vanban.page_pictures", str(page), str(turned)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS * 3, check=False)
    except subprocess.TimeoutExpired as error:
        raise NOT_DRAWN from error
    if done.returncode or not done.stdout.startswith(b"\xff\xd8"):
        raise NOT_DRAWN
    return done.stdout


def draw(data: bytes, page: int, turned: int) -> bytes:
    """As ``page_picture``, in this process."""
    image = _of_pdf(data, page) if b"%PDF-" in data[:1024] else _of_picture(data, page)
    upright = image.convert("RGB").rotate(-turned, expand=True) if turned else image.convert("RGB")
    upright.thumbnail((WIDTH, WIDTH * 3))
    target = io.BytesIO()
    upright.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return target.getvalue()


def _of_pdf(data: bytes, page: int) -> Any:
    import pypdfium2

    sheet = pypdfium2.PdfDocument(data)[page - 1]
    width, height = sheet.get_size()
    scale = min(WIDTH * 1.3 / max(1.0, min(width, height)), (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return sheet.render(scale=scale).to_pil()


def _of_picture(data: bytes, page: int) -> Any:
    from vanban.readers.photos import frames_of

    return next(frame.picture for frame in frames_of(data) if frame.number == page)


def main() -> None:
    """The child: bytes on stdin, a JPEG on stdout."""
    from vanban.apart import limit

    limit(MOST_MEMORY, MOST_SECONDS)
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2])))


if __name__ == "__main__":
    main()
