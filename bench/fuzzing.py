"""Mutated files for every reader: no crash, no hang, no memory without end, always a ReadError with a clear message.

    python bench/fuzzing.py [--count 10000] [--seed 1] [--only text,docx,pdf,pictures,sheets] [--plans FOLDER] [--small]

Each kind is mutated ``count`` times from a few small documents: bytes flipped, cut, doubled, exchanged; for DOCX and XLSX
also the XML inside of the package. A child process reads, so that a crash or a hang of a native library is seen; it may
not use more than 1 GiB, and 30 seconds a file. What went wrong is kept beside the report. Of pictures, all are decoded,
cleaned and put together; one in fifty is read by the real engine, the others by one that sees always the same line.
"""

import argparse
import io
import json
import multiprocessing
import os
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from PIL import Image  # noqa: E402

from vanban.errors import ReadError  # noqa: E402
from vanban.readers.engine import SeenWord  # noqa: E402

LIMIT_SECONDS, LIMIT_BYTES = 30, 1 << 30
PATIENCE = 6
"""Times the limit that the clock may show: processor time counts, since others use the machine, too."""
TOKENS = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"%PDF-",
    b"endobj",
    b"stream",
    b"<w:tbl>",
    b"</w:p>",
    b"]]>",
    b"&lt;",
    b"9" * 40,
    "Đ".encode(),
    "ế".encode(),
    "e\u0302\u0301".encode(),
    b"I. ",
    b"1. ",
    b"a) ",
    b"- ",
    b"\n\n",
    b"(((((",
    b"/Length 99999999",
    b"<w:tbl><w:tr><w:tc>",
    b'w:val="99999999"',
    b"100% ",
    b"02/2025",
    b"\t",
    b"\r",
    b"\x1a",
)


def flipped(data: bytearray, rng: random.Random) -> None:
    """Some bytes become others."""
    for _ in range(rng.choice((1, 2, 5, 20, 200))):
        data[rng.randrange(len(data))] = rng.randrange(256)


def cut(data: bytearray, rng: random.Random) -> None:
    """A stretch is left out, or the end."""
    start = rng.randrange(len(data))
    del data[start : start + rng.choice((1, 10, 200, 5000, len(data)))]


def doubled(data: bytearray, rng: random.Random) -> None:
    """A stretch stands there many times."""
    start = rng.randrange(len(data))
    piece = bytes(data[start : start + rng.choice((1, 8, 100, 2000))])
    data[start:start] = piece * rng.choice((1, 2, 10, 100))


def exchanged(data: bytearray, rng: random.Random) -> None:
    """Two stretches change places."""
    one, two = sorted(rng.randrange(len(data)) for _ in range(2))
    size = rng.choice((1, 20, 300))
    data[one : one + size], data[two : two + size] = data[two : two + size], data[one : one + size]


def planted(data: bytearray, rng: random.Random) -> None:
    """A token that readers look for stands where it should not."""
    for _ in range(rng.choice((1, 3, 10))):
        at = rng.randrange(len(data) + 1)
        data[at:at] = rng.choice(TOKENS)


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (flipped, cut, doubled, exchanged, planted)


def mutate(data: bytes, rng: random.Random) -> bytes:
    """One to four changes."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        if changed:
            rng.choice(MUTATIONS)(changed, rng)
    return bytes(changed)


def mutate_package(data: bytes, rng: random.Random) -> bytes:
    """The XML inside of a DOCX is changed and packed again; one file in four is changed as bytes."""
    if rng.random() < 0.25:
        return mutate(data, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        names = package.namelist()
        main = [name for name in names if name in ("word/document.xml", "xl/worksheets/sheet1.xml")]
        target = rng.choice(main if rng.random() < 0.6 else names)
        for name in names:
            inside = package.read(name)
            changed.writestr(name, mutate(inside, rng) if name == target and inside else inside)
    return out.getvalue()


def pictures() -> list[bytes]:
    """Two lines of words on a page that is just large enough, in each format that is read."""
    from PIL import Image, ImageDraw, ImageFont
    from pillow_heif import register_heif_opener

    register_heif_opener()
    page = Image.new("RGB", (510, 640), "white")
    font = ImageFont.truetype("/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf", 22)
    ImageDraw.Draw(page).text((60, 80), "Kế hoạch năm 2026\n1. Tuyên truyền CCHC", fill="black", font=font)
    kinds: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("JPEG", "RGB", {"quality": 60}), ("JPEG", "L", {"progressive": True}), ("PNG", "RGB", {}), ("PNG", "P", {}),
        ("TIFF", "1", {"compression": "group4", "save_all": True, "append_images": [page.convert("1")]}),
        ("TIFF", "L", {"compression": "tiff_lzw"}), ("HEIF", "RGB", {"quality": 40}), ("WEBP", "RGB", {"quality": 40}),
        ("GIF", "P", {}), ("BMP", "1", {}),
    )  # fmt: skip
    out = []
    for form, mode, more in kinds:
        file = io.BytesIO()
        page.convert(mode).save(file, form, **more)
        out.append(file.getvalue())
    return out


def sheets() -> list[bytes]:
    """A small table as XLSX and as text with three separators."""
    from openpyxl import Workbook

    rows = [["TT", "Nhiệm vụ", "Ngày", "Số lượng"], ["1", "Phát thanh", "05/3/2026", 12], ["2", "Hội nghị", "", 1.5]]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("C3:C5")
    file = io.BytesIO()
    book.save(file)
    texts = ["\n".join(sign.join(map(str, row)) for row in rows) for sign in (",", ";", "\t")]
    return [file.getvalue(), texts[0].encode(), texts[1].encode("utf-16"), texts[2].encode("cp1258", "replace")]


def originals(plans: Path | None, *, small: bool = False) -> dict[str, list[bytes]]:
    """Small documents of each kind: the project's own samples, and real plans where they lie beside the project."""
    from bench.seeds import NAMES, PLANS, plan_document
    from tests.vanban.form_sample import report
    from tests.vanban.sample_plans import WRAPPED, XA

    from vanban.form.docx import render_docx
    from vanban.form.pdf import render_pdf

    texts = [XA.encode(), WRAPPED.encode(), XA.encode("utf-16")]
    documents = [report(rows=3, paragraphs=2)]
    folder = plans or PLANS
    if folder.is_dir() and not small:
        texts += [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
        documents += [plan_document(name) for name in NAMES[:2]]
    return {
        "text": texts,
        "docx": [render_docx(one) for one in documents],
        "pdf": [render_pdf(one) for one in documents],
        "pictures": pictures(),
        "sheets": sheets(),
    }


class OneLine:
    """An engine that sees the same line in every picture: all but the reading of letters is tried."""

    name = "one line"

    def page(self, picture: Image.Image, dpi: int) -> list[list[SeenWord]]:
        """One line over the whole width."""
        wide = picture.width / 4
        words = ("Kế", "hoạch", "số", "12/KH-UBND")
        return [[SeenWord(word, (n * wide, 9, n * wide + wide - 9, 40), 0.9) for n, word in enumerate(words)]]

    def block(self, picture: Image.Image, dpi: int) -> list[list[SeenWord]]:
        """The same."""
        return self.page(picture, dpi)

    def again(self, picture: Image.Image, dpi: int) -> str:
        """The figure a little otherwise."""
        return "12/KH-UBNĐ"


def read_document_of(data: bytes) -> None:
    """A plan of any form."""
    from vanban.plan import read_document
    from vanban.readers import is_picture, open_source
    from vanban.readers.photos import read_photo
    from vanban.readers.scan import ScanReader

    quick = is_picture(data) and len(data) % 50
    read_document(read_photo(data, reader=ScanReader(OneLine, 1)) if quick else open_source(data, "tệp"))


def read_sheet(data: bytes) -> None:
    """A spreadsheet, as the child process of the product does."""
    from vanban import sheets as room

    room._say = lambda _what: None
    room._read_workbook(data) if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} else room._read_text(data)


def read_one(data: bytes, read: Callable[[bytes], None] = read_document_of) -> str:
    """What became of a file: "read", "not_a_plan" … or the name of an exception that should not be."""
    try:
        read(data)
    except ReadError as error:
        return error.code if error.code and error.message else "CRASH: ReadError without words"
    except MemoryError:
        return "MEMORY"
    except BaseException as error:  # noqa: BLE001
        import traceback

        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"CRASH: {type(error).__name__}: {str(error)[:80]} at {Path(last.filename).name}:{last.lineno}"
    return "read"


def work(pipe: Connection, kind: str) -> None:
    """The child: reads what it is sent, answers with the outcome and its peak memory. Spreadsheets have the memory that
    the product gives them."""
    most = LIMIT_BYTES if kind == "sheets" else LIMIT_BYTES * 3
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    read = read_sheet if kind == "sheets" else read_document_of
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    while True:
        data = pipe.recv_bytes()
        begun = time.process_time()
        outcome = read_one(data, read)
        pipe.send((outcome, time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


class Child:
    """A process that reads, and is started anew when it died."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.start()

    def start(self) -> None:
        """A fresh process."""
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(target=work, args=(other, self.kind), daemon=True)
        self.process.start()
        other.close()

    def ask(self, data: bytes) -> tuple[str, int, float]:
        """Outcome, peak memory in kilobytes, seconds of the processor."""
        self.pipe.send_bytes(data)
        took, memory = 0.0, 0
        try:
            if not self.pipe.poll(LIMIT_SECONDS * PATIENCE):
                self.process.kill()
                outcome, took = "HANG", float(LIMIT_SECONDS * PATIENCE)
            else:
                outcome, took, memory = self.pipe.recv()
                outcome = "HANG: slow" if took > LIMIT_SECONDS else outcome
        except (EOFError, ConnectionError):
            self.process.join()
            # The product reads spreadsheets in a child like this one, and says so when it died.
            outcome = "sheet_too_complex" if self.kind == "sheets" else f"DIED: exit {self.process.exitcode}"
        if outcome == "HANG" or not self.process.is_alive():
            self.process.join()
            self.start()
        return outcome, memory, took


def fuzz(kind: str, seeds: list[bytes], count: int, *, seed: int, kept: Path) -> dict[str, object]:
    """``count`` mutated files of one kind."""
    rng = random.Random(f"{seed}-{kind}")
    child, outcomes, slowest, memory = Child(kind), Counter[str](), 0.0, 0
    begun = time.perf_counter()
    for number in range(count):
        original = rng.choice(seeds)
        data = (mutate_package if original.startswith(b"PK") else mutate)(original, rng)
        outcome, used, took = child.ask(data)
        outcomes[outcome] += 1
        slowest, memory = max(slowest, took), max(memory, used)
        if outcome[:4].isupper() or used > LIMIT_BYTES // 1024:
            kept.mkdir(parents=True, exist_ok=True)
            (kept / f"{kind}-{number}.bin").write_bytes(data)
            child.process.kill()  # its memory would be laid at the door of the next file
            child.process.join()
            child.start()
            print(f"{kind} {number}: {outcome}", flush=True)
    child.process.kill()
    return {
        "kind": kind, "files": count, "seconds": round(time.perf_counter() - begun), "slowest": round(slowest, 2),
        "peak_mib": memory // 1024, "outcomes": dict(outcomes.most_common()),
    }  # fmt: skip


def main() -> None:
    """Fuzz each kind in turn; print one JSON line a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="text,docx,pdf,pictures,sheets")
    parser.add_argument("--plans", type=Path)
    parser.add_argument("--small", action="store_true", help="only the project's own samples")
    parser.add_argument("--out", type=Path, default=Path("fuzzing-kept"))
    given = parser.parse_args()
    files = originals(given.plans, small=given.small)
    for kind in given.only.split(","):
        print(
            json.dumps(fuzz(kind, files[kind], given.count, seed=given.seed, kept=given.out), ensure_ascii=False),
            flush=True,
        )


if __name__ == "__main__":
    main()
