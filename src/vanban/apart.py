"""A document read from beginning to end, a PDF or a picture in a process of its own.

pdfium, the decoders of pictures and Tesseract are C: a hostile PDF of 1 MB can take gigabytes (a compressed page),
never end, or bring the process down. So only a child opens it, within limits; it dies alone and the
sender is told. The other readers are Python and bounded.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vanban.closeness import usable
from vanban.errors import ReadError
from vanban.readers import PageProgress, is_picture, open_source
from vanban.readers.refusals import refusal

if TYPE_CHECKING:
    from vanban.source import Source

Progress = Callable[[int, str], None]
"""Hears per cent and what is being done."""
Whole = dict[str, Any]

MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 60
"""Of processor time; each page that was read from a picture earns ``SECONDS_OF_PAGE`` more."""
SECONDS_OF_PAGE = 20
NOT_A_PLAN = ReadError(
    "not_a_plan",
    "Tài liệu này không giống một kế hoạch: không thấy chỉ tiêu hay nhiệm vụ nào. "
    "Hãy kiểm tra xem có gửi nhầm tệp không, rồi chọn đúng tệp kế hoạch.",
)


def read_whole(data: bytes, name: str, tell: Progress, *, names: Sequence[str] = ()) -> Whole:
    """Bytes of a PDF, DOCX, picture or text file → "reading" (as JSON), "proposals", "paragraphs" (start, end, marker),
    and "kept": the source as JSON where some of its words are uncertain, else None. ``names``: as in ``open_source``.

    Raises ``ReadError`` with a message for the official; RuntimeError where the child failed by our own fault.
    """
    tell(10, "Đang mở tệp và đọc chữ")
    apart = b"%PDF-" in data[:1024] or is_picture(data)
    known = usable(names)
    return _read_apart(data, tell, known) if apart else _read_here(data, tell, known)


def _read_here(data: bytes, tell: Progress, names: Sequence[str]) -> Whole:
    return _read_opened(open_source(data, progress=_by_page(tell), names=names), tell, names)


def _by_page(tell: Progress) -> PageProgress:
    """Progress in pages, as progress in per cent and words."""

    def told(done: int, total: int) -> None:
        tell(10 + 35 * done // max(1, total), f"Đã nhận dạng chữ {done}/{total} trang")

    return told


def read_kept(kept: Mapping[str, Any], tell: Progress, *, names: Sequence[str] = ()) -> Whole:
    """As ``read_whole``, from the source that an earlier reading kept (``corrections``)."""
    from vanban.corrections import source_from_dict

    return _read_opened(source_from_dict(kept), tell, usable(names))


def _read_opened(source: "Source", tell: Progress, names: Sequence[str]) -> Whole:
    from vanban.blocks import read_blocks
    from vanban.plan import read_plan
    from vanban.propose import propose_targets

    tell(45, f"Đã đọc {source.pages} trang, đang tìm chỉ tiêu và nhiệm vụ")
    reading = read_plan(source, names=names)
    if not reading.targets and not reading.tasks:
        raise NOT_A_PLAN
    tell(80, "Đang chuẩn bị trang rà soát")
    return {
        "reading": reading.as_dict(),
        "proposals": [proposal.as_dict() for proposal in propose_targets(reading)],
        "paragraphs": [(block.start, block.end, block.mark.value) for block in read_blocks(source)],
        "kept": _kept(source),
    }


def _kept(source: "Source") -> dict[str, Any] | None:
    """The source itself where people may have to set words right; None where the text is what the file says."""
    from vanban.corrections import source_as_dict

    return source_as_dict(source) if source.uncertain or source.format == "scan" else None


def _read_apart(data: bytes, tell: Progress, names: Sequence[str]) -> Whole:
    """The child hears the bytes on stdin, the names as an argument, and answers lines of JSON: [per cent, words] …,
    then what it read."""
    command = [sys.executable, "-P", "-m", "vanban.apart", str(MOST_MEMORY), json.dumps(names)]
    # One heap for all threads: each further one would reserve 64 MB of the memory that the child may have.
    surroundings = {**os.environ, "MALLOC_ARENA_MAX": "2"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings) as child:
        try:
            last = _conversation(child, data, tell)
        finally:
            child.kill()
    if isinstance(last, dict) and "error" in last:
        raise ReadError(*last["error"])
    if isinstance(last, dict):
        return last
    if child.returncode == 1:
        raise RuntimeError("the reading process failed; its traceback is on stderr")
    raise refusal("too_complex")


def _conversation(child: "subprocess.Popen[bytes]", data: bytes, tell: Progress) -> object:
    assert child.stdin is not None  # noqa: S101 - asked for above
    assert child.stdout is not None  # noqa: S101
    try:
        child.stdin.write(data)
        child.stdin.close()
    except BrokenPipeError:
        pass
    last: object = None
    for line in child.stdout:
        last = json.loads(line)
        if isinstance(last, list):
            tell(*last)
    child.wait()
    return last


def limit(memory: int, seconds: int = MOST_SECONDS) -> None:
    """Bound this process: bytes of memory, seconds of processor time, no core dump."""
    import resource

    limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0}
    for what, most in limits.items():
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def more_time(seconds: int) -> None:
    """Allow this process more seconds of processor time than it was given."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        more = soft + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (more if hard == resource.RLIM_INFINITY else min(more, hard), hard))


def main() -> None:
    """The child: reads stdin within its limits."""

    def say(what: object) -> None:
        sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
        sys.stdout.buffer.flush()

    def tell(percent: int, words: str) -> None:
        more_time(SECONDS_OF_PAGE)
        say([percent, words])

    limit(int(sys.argv[1]))
    try:
        say(_read_here(sys.stdin.buffer.read(), tell, json.loads(sys.argv[2])))
    except ReadError as error:
        say({"error": [error.code, error.message]})
    except MemoryError:
        sys.exit(2)


if __name__ == "__main__":
    main()
