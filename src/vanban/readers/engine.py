"""The reader of pictures of text, behind a small protocol; the one that ships is Tesseract (ADR 0024).

Tesseract comes in the wheel ``tesserocr``; its Vietnamese model is a system package (Debian: tesseract-ocr-script-viet,
tesseract-ocr-vie), or lies in ``.tools/tessdata`` where set-up could not install it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import thread_time
from typing import Any, Protocol

from PIL import Image

from vanban.readers.builder import tidy
from vanban.readers.refusals import refusal

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom; here in dots of the picture."""

PLACES = (
    Path(__file__).resolve().parents[3] / ".tools" / "tessdata",
    *(Path("/usr/share/tesseract-ocr") / version / "tessdata" for version in ("5", "4.00")),
    Path("/usr/share/tesseract/tessdata"),
    Path("/usr/share/tessdata"),
    Path("/usr/local/share/tessdata"),
    Path("/opt/homebrew/share/tessdata"),
)
MODELS = ("Vietnamese", "script/Vietnamese", "vie")
"""Best first: the script model reads plans with a third fewer faults than the language model (facts of the project)."""
SECOND = "vie"
MOST_MILLISECONDS = 60_000
"""For one page, by the clock. A page of text takes 2 s of the processor."""
STARVED = 20.0
"""Seconds of the processor: a page that had less in that time waited for a busy machine, and is tried again with
``PATIENCE`` times as long by the clock (a page of 2 s was lost so at a load of 9)."""
PATIENCE = 10
PAGE, BLOCK, LINE = 3, 6, 7
"""Tesseract's page segmentation modes."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as the engine saw it; confidence 0 to 1."""

    text: str
    box: Box
    confidence: float


class Engine(Protocol):
    """What the reader of scans asks of an engine. One engine serves one thread."""

    name: str

    def page(self, picture: Image.Image, dpi: int) -> list[list[SeenWord]]:
        """The printed lines of a page, each as its words."""

    def block(self, picture: Image.Image, dpi: int) -> list[list[SeenWord]]:
        """The lines of one column of text."""

    def again(self, picture: Image.Image, dpi: int) -> str:
        """One line once more, by other means than ``page``."""


def tessdata() -> tuple[Path, str] | None:
    """The folder with a Vietnamese model, and the model's name; None where there is none."""
    told = os.environ.get("VANBAN_TESSDATA")
    for place in (Path(told), *PLACES) if told else PLACES:
        for model in MODELS:
            if (place / f"{model}.traineddata").is_file():
                return place, model
    return None


@cache
def ocr_available() -> bool:
    """Whether pictures can be read on this machine."""
    try:
        import tesserocr  # noqa: F401
    except ImportError:
        return False
    return tessdata() is not None


class Tesseract:
    """Tesseract with the script model, and with the language model for the second reading."""

    def __init__(self) -> None:
        found = tessdata() if ocr_available() else None
        if not found:
            raise refusal("ocr_missing")
        # Threads of its own would only fight with ours for the cores; read when the library is loaded.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        self._place, self._model = found
        self.name = f"tesseract/{Path(self._model).name}"
        self._first = self._opened(self._model)
        second = SECOND if (self._place / f"{SECOND}.traineddata").is_file() else self._model
        self._second = self._opened(second)

    def page(self, picture: Image.Image, dpi: int) -> list[list[SeenWord]]:
        """See ``Engine``. Raises ReadError ``too_complex`` after a minute."""
        return self._lines(picture, dpi, PAGE)

    def block(self, picture: Image.Image, dpi: int) -> list[list[SeenWord]]:
        """See ``Engine``."""
        return self._lines(picture, dpi, BLOCK)

    def again(self, picture: Image.Image, dpi: int) -> str:
        """See ``Engine``."""
        self._recognise(self._second, (picture, dpi), LINE)
        return tidy(" ".join(str(self._second.GetUTF8Text()).split()))

    def _opened(self, model: str) -> Any:
        import tesserocr

        try:
            return tesserocr.PyTessBaseAPI(path=str(self._place), lang=model, oem=tesserocr.OEM.LSTM_ONLY)
        except RuntimeError as error:  # a model file that is broken
            raise refusal("ocr_missing") from error

    def _lines(self, picture: Image.Image, dpi: int, mode: int) -> list[list[SeenWord]]:
        self._recognise(self._first, (picture, dpi), mode)
        return list(_lines_of(str(self._first.GetTSVText(0))))

    def _recognise(self, api: Any, what: tuple[Image.Image, int], mode: int) -> None:
        api.SetPageSegMode(mode)
        api.SetImage(what[0])
        api.SetSourceResolution(what[1])
        began = thread_time()
        if api.Recognize(MOST_MILLISECONDS):
            return
        if thread_time() - began > STARVED or not api.Recognize(PATIENCE * MOST_MILLISECONDS):
            raise refusal("too_complex")


def _lines_of(table: str) -> Iterator[list[SeenWord]]:
    """The words in Tesseract's TSV (level, page, block, paragraph, line, word, left, top, width, height, confidence,
    text), line by line."""
    line: list[SeenWord] = []
    here: list[str] = []
    for row in table.splitlines():
        cells = row.split("\t")
        text = tidy(cells[11]).strip() if len(cells) == 12 and cells[0] == "5" else ""
        if not text:
            continue
        if cells[1:5] != here and line:
            yield line
            line = []
        here = cells[1:5]
        left, top, width, height = (float(cell) for cell in cells[6:10])
        line.append(SeenWord(text, (left, top, left + width, top + height), max(0.0, float(cells[10])) / 100))
    if line:
        yield line
