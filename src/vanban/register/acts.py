"""One act of the register, and the reading of the file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from vanban.vocabulary import Labelled

FILE = Path(__file__).with_name("acts.toml")


class Status(Labelled):
    """Whether an act is in force, as far as the register knows."""

    IN_FORCE = "in_force", "Còn hiệu lực"
    REPLACED = "replaced", "Đã được thay thế"
    EXPIRED = "expired", "Hết hiệu lực"
    UNKNOWN = "unknown", "Chưa rõ"


@dataclass(frozen=True, slots=True)
class RegisteredAct:
    """``effective`` is the first day in force, ``until`` the day on which it ceased to be. ``verified``: an official
    text was read that says so, on ``checked_on``; ``source`` says which; ``unchecked`` are fields that it does not
    cover. ``local``: other communes and provinces give the same number to acts of their own."""

    kind: str
    number: str
    source: str
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    status: Status = Status.UNKNOWN
    replaced_by: str | None = None
    effective: date | None = None
    until: date | None = None
    verified: bool = False
    checked_on: date | None = None
    unchecked: tuple[str, ...] = ()
    local: bool = False
    note: str = ""

    @property
    def full_name(self) -> str:
        """ "Nghị định số 30/2020/NĐ-CP"."""
        return f"{self.kind} số {self.number}" if self.kind != "Tiêu chuẩn" else self.number

    def ceased_by(self, day: date) -> bool:
        """Whether the act is known to have been replaced or to have expired by a day."""
        return self.status in (Status.REPLACED, Status.EXPIRED) and (self.until is None or self.until <= day)


def read_acts(path: Path = FILE) -> tuple[RegisteredAct, ...]:
    """The acts of a file. Raises ValueError saying which entry is wrong."""
    with path.open("rb") as file:
        entries = tomllib.load(file).get("act", [])
    return tuple(_act(entry, index) for index, entry in enumerate(entries, 1))


def _act(entry: Mapping[str, Any], index: int) -> RegisteredAct:
    known = {field.name for field in fields(RegisteredAct)}
    unknown = set(entry) - known
    if unknown:
        raise ValueError(f"act {index}: unknown field {sorted(unknown)}")
    values = dict(entry)
    try:
        values["status"] = Status(values.get("status", Status.UNKNOWN))
        values["unchecked"] = tuple(values.get("unchecked", ()))
        return RegisteredAct(**values)
    except (ValueError, TypeError) as error:
        raise ValueError(f"act {index} ({entry.get('number')}): {error}") from error
