"""Photos of the pages of one document put together to one PDF, in a process of its own.

A JPEG goes into the PDF as it is, byte for byte, and the page is turned as the camera says; other pictures are put in
as JPEG. In which order the pages are read is told later by the
numbers that are printed on them (``vanban.readers.page_order``).
"""

import io
import json
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from vanban.errors import ReadError
from vanban.readers import MOST_MEGABYTES, is_picture
from vanban.readers.refusals import refusal

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 90
QUALITY = 92
CLOCKWISE = {1: 0, 3: 180, 6: 90, 8: 270}
"""How a camera says which way up a picture is (EXIF 2.32, 4.6.5, tag 274), as the turn of a page; the others mirror."""
REFUSED = 3
"""How the child says that a picture is refused; anything else that is not 0 is a child that fell."""
LENGTH = struct.Struct(">I")


def photos_together(photos: Sequence[bytes]) -> bytes:
    """One PDF, a page for each picture in the order given.

    Raises:
        ReadError: ``not_photos``: one of the files is no picture; or what ``read_photo`` says of one.
    """
    if not photos or not all(map(is_picture, photos)):
        raise refusal("not_photos")
    data = b"".join(LENGTH.pack(len(one)) + one for one in photos)
    command = [sys.executable, "-P", "-m", "vanban.photos_together"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS * 3, check=False)
    except subprocess.TimeoutExpired as error:
        raise refusal("broken_picture") from error
    if done.returncode == REFUSED:
        raise ReadError(*json.loads(done.stdout))
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise refusal("broken_picture")
    return done.stdout


def together(photos: Sequence[bytes], most: int = MOST_MEGABYTES * 1024 * 1024) -> bytes:
    """As ``photos_together``, in this process. Where the pictures would be more than ``most`` bytes as they are, each
    is put in as it is read: at 300 dots an inch."""
    import pypdfium2 as pdfium

    as_they_are = sum(map(len, photos)) < 0.9 * most
    document = pdfium.PdfDocument.new()
    for photo in photos:
        for jpeg, size, turned in _leaves(photo, as_they_are=as_they_are):
            _page(document, jpeg, (size, turned))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _leaves(photo: bytes, *, as_they_are: bool) -> Iterator[tuple[bytes, tuple[int, int], int]]:
    """The pictures of a file: JPEG, size in dots, clockwise turn."""
    from PIL import Image

    from vanban.readers.photos import frames_of

    if as_they_are and photo.startswith(b"\xff\xd8\xff"):
        with Image.open(io.BytesIO(photo), formats=("JPEG",)) as image:
            turned = CLOCKWISE.get(int(image.getexif().get(0x0112, 1) or 1))
            if turned is not None and image.mode in {"L", "RGB"}:
                yield photo, image.size, turned
                return
    for frame in frames_of(photo):
        out = io.BytesIO()
        frame.picture.convert("L" if frame.picture.mode in {"1", "L"} else "RGB").save(out, "JPEG", quality=QUALITY)
        yield out.getvalue(), frame.picture.size, 0


def _page(document: Any, jpeg: bytes, how: tuple[tuple[int, int], int]) -> None:
    import pypdfium2 as pdfium

    from vanban.readers.photos import dots_an_inch

    size, turned = how
    points = 72 / dots_an_inch(size)
    wide, high = size[0] * points, size[1] * points
    page = document.new_page(wide, high)
    image = pdfium.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(jpeg), inline=True)
    image.set_matrix(pdfium.PdfMatrix(wide, 0, 0, high, 0, 0))
    page.insert_obj(image)
    page.gen_content()
    page.set_rotation(turned)
    page.close()


def _parts(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        (length,) = LENGTH.unpack_from(data, at)
        yield data[at + LENGTH.size : at + LENGTH.size + length]
        at += LENGTH.size + length


def main() -> None:
    """The child: pictures on stdin, each behind its length, a PDF on stdout."""
    from vanban.apart import limit

    limit(MOST_MEMORY, MOST_SECONDS)
    try:
        sys.stdout.buffer.write(together(list(_parts(sys.stdin.buffer.read()))))
    except ReadError as error:
        sys.stdout.write(json.dumps([error.code, error.message]))
        sys.exit(REFUSED)


if __name__ == "__main__":
    main()
