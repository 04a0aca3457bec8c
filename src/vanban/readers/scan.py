"""Pictures of pages → pages with lines and tables, several at a time, in little memory however many there are.

Tesseract lets go of Python's lock while it works, so threads use all cores; each has an engine of its own. Pictures are
made one after the other as they are needed, never all at once.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import local
from typing import Literal

from PIL import Image

from vanban.errors import ReadError
from vanban.readers import PageProgress
from vanban.readers.engine import Engine, Tesseract
from vanban.readers.pages import PageContent
from vanban.readers.scan_page import read_page
from vanban.readers.seen import mark_of
from vanban.readers.spreads import dots_of_half, fold_of, on_whole

MOST_PICTURES = 120
"""Pages. At 1 to 3 s of processor time each; plans have 5 to 20."""
MOST_THREADS = 4


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of page ``number`` (from 1) at ``dpi`` dots an inch; ``layered``: its text was damaged."""

    number: int
    picture: Image.Image
    dpi: int
    layered: bool = False


@dataclass(slots=True)
class ScanReader:
    """Reads pictures with engines that ``make`` gives, one for each thread."""

    make: Callable[[], Engine] = Tesseract
    threads: int = 0
    engine: str = ""
    _own: local = field(default_factory=local)

    def read(self, pictures: Iterable[PagePicture], total: int, progress: PageProgress | None) -> list[PageContent]:
        """The pages in the order of the pictures. Raises ReadError ``ocr_missing``, or ``too_complex`` where not one
        page could be read in time."""
        self.engine = self.make().name
        threads = self.threads or min(MOST_THREADS, _cores())
        pages: list[PageContent] = []
        with ThreadPoolExecutor(threads) as pool:
            for page in self._streamed(pool, pictures, threads):
                pages.append(page)
                if progress:
                    progress(len(pages), total)
        return pages

    def _streamed(
        self, pool: ThreadPoolExecutor, pictures: Iterable[PagePicture], threads: int
    ) -> Iterator[PageContent]:
        waiting: deque[Future[PageContent]] = deque()
        for picture in pictures:
            waiting.append(pool.submit(self._one, picture))
            del picture
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _one(self, of: PagePicture) -> PageContent:
        engine = getattr(self._own, "engine", None)
        if engine is None:
            engine = self._own.engine = self.make()
        fold = fold_of(of.picture)
        return self._page(of, engine) if fold is None else self._two(of, engine, fold)

    def _two(self, of: PagePicture, engine: Engine, fold: int) -> PageContent:
        """An open booklet: the left page, and the right one as its ``second``."""
        read = []
        for half, (left, right) in enumerate(((0, fold), (fold, of.picture.width)), 1):
            cut = of.picture.crop((left, 0, right, of.picture.height))
            dpi = dots_of_half(cut)
            page = self._page(replace(of, picture=cut, dpi=dpi), engine, half)
            read.append(on_whole(page, left * 72 / of.dpi, dpi / of.dpi))
        sure = [page.confidence for page in read if page.confidence is not None]
        points = 72 / of.dpi
        return replace(
            read[0], second=read[1], confidence=round(sum(sure) / len(sure), 3) if sure else None,
            whole=(round(of.picture.width * points, 1), round(of.picture.height * points, 1)),
        )  # fmt: skip

    def _page(self, of: PagePicture, engine: Engine, half: int = 0) -> PageContent:
        kind: Literal["picture", "bad_layer"] = "bad_layer" if of.layered else "picture"
        try:
            page = read_page(of.picture, of.dpi, engine, marks=mark_of(of.number, half))
        except ReadError:  # this one page took too long: the others are still worth reading
            points = 72 / of.dpi
            return PageContent(of.number, of.picture.width * points, of.picture.height * points, kind=kind)
        return PageContent(
            of.number, page.width, page.height, page.lines, page.tables, kind, page.turned, page.confidence, page.cells
        )


def _cores() -> int:
    """Those that this process may use; macOS and Windows only say how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def unread_note(pages: Iterable[PageContent]) -> Iterator[str]:
    """What is said of pictures in which nothing was read."""
    numbers = [str(page.number) for page in pages if page.kind != "digital" and page.confidence is None]
    if numbers:
        yield f"Trang {', '.join(numbers)} là ảnh nhưng không nhận ra chữ nào. Hãy xem lại ảnh của trang."
