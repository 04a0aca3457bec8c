"""The hash chain: pure. What it can and cannot prove: ADR 0015."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

GENESIS = "0" * 64


def entry_hash(
    *, commune_id: int, seq: int, at: datetime, actor_id: int | None, action: str,
    object_type: str, object_id: int | None, data: Mapping[str, object], previous_hash: str,
) -> str:  # fmt: skip
    """SHA-256 over everything that the entry says and the hash of the entry before."""
    said = [commune_id, seq, at.isoformat(), actor_id, action, object_type, object_id, data, previous_hash]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: object) -> object:
    """The value as the database will give it back: text keys, lists, whole numbers without a point.

    An entry is hashed before it is stored and read again for every proof, so both must be the same text.

    Raises:
        TypeError, ValueError: it is no JSON value (a date, a model, infinity).
    """
    return _whole(json.loads(json.dumps(value, allow_nan=False)))


def _whole(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry as it is stored. Times in UTC."""

    commune_id: int
    seq: int
    at: datetime
    actor_id: int | None
    action: str
    object_type: str
    object_id: int | None
    data: Mapping[str, object]
    previous_hash: str
    hash: str

    def computed(self) -> str:
        """The hash that an entry with this content must have."""
        return entry_hash(
            commune_id=self.commune_id, seq=self.seq, at=self.at, actor_id=self.actor_id, action=self.action,
            object_type=self.object_type, object_id=self.object_id, data=self.data, previous_hash=self.previous_hash,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """What somebody else keeps of the ledger: entry ``seq`` had this hash. ``source``: where that is written."""

    seq: int
    hash: str
    source: str = ""


class FaultKind(StrEnum):
    """What is wrong at one place of the chain."""

    CHANGED = "changed"
    DROPPED = "dropped"
    INSERTED = "inserted"
    UNLINKED = "unlinked"
    REWRITTEN = "rewritten"
    CUT_OFF = "cut_off"


FAULT_WORDS: dict[FaultKind, str] = {
    FaultKind.CHANGED: "nội dung đã bị sửa (không khớp mã băm của chính nó)",
    FaultKind.DROPPED: "đã bị bỏ khỏi sổ",
    FaultKind.INSERTED: "bị chèn thêm (số thứ tự đã có)",
    FaultKind.UNLINKED: "không nối tiếp mục đứng trước: một trong hai mục đã bị thay, đổi chỗ hoặc làm giả",
    FaultKind.REWRITTEN: "khác với mã đã lưu ở nơi khác: mục này hoặc một mục trước nó đã bị viết lại",
    FaultKind.CUT_OFF: "phần cuối sổ đã bị cắt: mục này từng có (mã của nó còn lưu ở nơi khác)",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with entry ``seq`` (to ``last``, for a run of dropped entries)."""

    kind: FaultKind
    seq: int
    last: int
    source: str = ""

    @property
    def words(self) -> str:
        """Vietnamese: which entry, what happened to it."""
        place = f"Mục {self.seq}" if self.last == self.seq else f"Các mục {self.seq} đến {self.last}"
        kept = f" [{self.source}]" if self.source else ""
        return f"{place}: {FAULT_WORDS[self.kind]}{kept}."


@dataclass(slots=True)
class Walk:
    """Goes through a chain once, holding one entry at a time. ``faults`` yields what is wrong, in order."""

    anchors: Iterable[Anchor] = ()
    count: int = 0
    seq: int = 0
    hash: str = GENESIS

    def faults(self, entries: Iterable[EntryFacts]) -> Iterator[Fault]:
        """Every fault of the chain. ``entries``: in the order of their numbers, from the first."""
        known: dict[int, list[Anchor]] = {}
        for anchor in self.anchors:
            known.setdefault(anchor.seq, []).append(anchor)
        for entry in entries:
            yield from self._link(entry)
            for anchor in known.pop(entry.seq, ()):
                if anchor.hash != entry.hash:
                    yield Fault(FaultKind.REWRITTEN, entry.seq, entry.seq, anchor.source)
            self.count += 1
            self.seq, self.hash = max(self.seq, entry.seq), entry.hash
        if lost := [anchor for seq, found in sorted(known.items()) for anchor in found if seq > self.seq]:
            yield Fault(FaultKind.CUT_OFF, self.seq + 1, lost[-1].seq, lost[-1].source)

    def _link(self, entry: EntryFacts) -> Iterator[Fault]:
        """How one entry follows the one before it."""
        if entry.seq > self.seq + 1:
            yield Fault(FaultKind.DROPPED, self.seq + 1, entry.seq - 1)
        elif entry.seq <= self.seq:
            yield Fault(FaultKind.INSERTED, entry.seq, entry.seq)
        elif entry.previous_hash != self.hash:
            yield Fault(FaultKind.UNLINKED, entry.seq, entry.seq)
        if entry.computed() != entry.hash:
            yield Fault(FaultKind.CHANGED, entry.seq, entry.seq)
