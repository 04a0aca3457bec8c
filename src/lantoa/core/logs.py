"""What may stand in a log: what happened, where and when, never who or what people wrote (ADR 0016).

Addresses lose the secrets that some of them carry; names of files, mail addresses and telephone numbers are taken out;
of an error only its kind and its place in the program are kept, since its words may quote what somebody typed.
"""

import fcntl
import json
import logging
import os
import re
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

SIZE, COPIES = 5 * 1024 * 1024, 5
"""Bytes of one file and how many old ones stay: at most 30 MB, however long the program runs."""
DEEPEST = 30

_current: ContextVar[str] = ContextVar("lantoa_log_id", default="")

_SECRET = re.compile(r"(/(?:loi-moi|key|nhac|dung-thu|lich-rieng)/)[^/\s?]+")
_QUERY = re.compile(r"\?\S*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.:-])(?:\+84|0)(?:[ .-]?\d){9}(?!\d)")
_FILE = re.compile(
    r"[^\s/'\"“”()]+\.(docx?|pdf|txt|xlsx?|csv|ods|jpe?g|png|webp|heic|heif|mp3|mp4|m4a|zip|odt|gif)\b", re.IGNORECASE
)
_TOKEN = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9_-]{32,}\b")
_TAKEN_OUT: tuple[tuple[re.Pattern[str], str], ...] = (
    (_SECRET, r"\1***"), (_QUERY, "?***"), (_MAIL, "***@***"), (_PHONE, "***"), (_FILE, r"***.\1"), (_TOKEN, "***"),
)  # fmt: skip


def hidden(text: str) -> str:
    """The text without links' secrets, queries, mail addresses, telephone numbers, names of files and long tokens."""
    for pattern, instead in _TAKEN_OUT:
        text = pattern.sub(instead, text)
    return text


def new_id() -> str:
    """A short name for one request or job, shown to people on error pages and written beside each of its lines."""
    return secrets.token_hex(4)


def current_id() -> str:
    """The name of the request or job that runs now; empty outside of one."""
    return _current.get()


@contextmanager
def named(name: str) -> Iterator[None]:
    """Lines written inside carry this name."""
    token = _current.set(name)
    try:
        yield
    finally:
        _current.reset(token)


class NoSecrets(logging.Filter):
    """Whoever reads a log must not be able to come in by a link that stands in it, nor learn about people."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hidden(record.getMessage()), ()
        return True


class Lines(logging.Formatter):
    """One JSON object for each line: at, level, name, id, message; for an error its kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "name": record.name, "id": current_id(), "message": hidden(record.getMessage()),
        }  # fmt: skip
        if record.exc_info and record.exc_info[0] is not None:
            said |= {"error": _kind(record.exc_info[1]), "places": _places(record.exc_info[2])}  # type: ignore[dict-item]
        return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


class Plain(logging.Formatter):
    """For the screen: the same, as a person reads it."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        return "\n".join([_kind(ei[1]), *(f"  {place}" for place in _places(ei[2]))])


def _kind(error: BaseException | None) -> str:
    """The chain of kinds, with the codes of the database and the system; never the words."""
    kinds: list[str] = []
    while error is not None and len(kinds) < 5:
        code = getattr(error, "sqlstate", None) or getattr(error, "errno", None) or getattr(error, "code", None)
        kinds.append(type(error).__name__ + (f"[{hidden(str(code))}]" if code else ""))
        error = error.__cause__ or error.__context__
    return " < ".join(kinds)


def _places(trace: TracebackType | None) -> list[str]:
    """File, line and function of each step, innermost last; without the source line, which may hold words."""
    steps = list(traceback.walk_tb(trace))[-DEEPEST:]
    return [f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in steps]


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-3:])


class Rotating(logging.Handler):
    """Lines into a file that several processes share; when it is full it is put aside under a lock, the oldest goes.

    A log that cannot be written (a full disk, a folder of others) stops nothing.
    """

    def __init__(self, filename: str, size: int = SIZE, copies: int = COPIES) -> None:
        super().__init__()
        self.path, self.size, self.copies = Path(filename), size, copies

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{self.format(record)}\n".encode(errors="replace")
        with suppress(OSError):
            self._write(line)

    def _write(self, line: bytes) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(self.path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.path.exists() and self.path.stat().st_size + len(line) > self.size:
                self._put_aside()
            file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                os.write(file, line)
            finally:
                os.close(file)
        finally:
            os.close(lock)

    def _put_aside(self) -> None:
        for number in range(self.copies, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            newer = self.path if number == 1 else self.path.with_name(f"{self.path.name}.{number - 1}")
            if newer.exists():
                newer.replace(older)
