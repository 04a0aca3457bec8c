"""What a draft is made of: one list of blocks in reading order, each with a key that never changes (ADR 0028).

Targets and tasks are rows of fields: the sentence of the body and the line of the appendix are both written from them
(``sentences``, ``composing``), so nothing is typed twice.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from lantoa.core.errors import Refused
from lantoa.core.periods import FIRST_DAY, LAST_DAY, PeriodKind
from lantoa.drafting.rules.grids import tidied
from vanban.form.wording import clean
from vanban.vocabulary import ActivityKind, Channel, Labelled


class BlockKind(Labelled):
    """Loại dòng trong bản soạn."""

    BASIS = "basis", "Căn cứ"
    SECTION = "section", "Mục lớn (I, II, …)"
    HEADING = "heading", "Mục nhỏ (1, 2, …)"
    TEXT = "text", "Đoạn văn"
    ITEM = "item", "Gạch đầu dòng"
    POINT = "point", "Điểm (a, b, c)"
    TABLE = "table", "Bảng"
    TARGET = "target", "Chỉ tiêu"
    TASK = "task", "Nhiệm vụ"
    RECIPIENT = "recipient", "Nơi nhận"


class Bold(Labelled):
    """Chữ đậm trong một dòng."""

    LEAD = "lead", "Đậm đến dấu hai chấm"
    WHOLE = "whole", "Đậm cả dòng"


class Amount(Labelled):
    """Chỉ tiêu được nói thế nào."""

    FLOOR = "floor", "tối thiểu … lần, tin, bài"
    RATIO = "ratio", "đạt từ … % trở lên"
    ABOVE = "above", "đạt trên … %"
    WHOLE = "whole", "đạt 100%"


class Timing(Labelled):
    """Thời hạn của nhiệm vụ."""

    FIXED = "fixed", "Chậm nhất ngày …"
    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF_YEAR = "half_year", "6 tháng một lần"
    YEAR = "year", "Hằng năm"
    PLAN = "plan", "Trong kỳ kế hoạch"
    AFTER = "after", "Sau … ngày kể từ ngày …"
    ROSTER = "roster", "Theo lịch phân công"
    HIGHER = "higher", "Theo lịch của cấp trên"


class Flag(Labelled):
    """Dòng này từ đâu, cần chú ý điều gì."""

    MISSED = "missed", "Năm trước chưa đạt"
    OVER = "over", "Năm trước vượt"
    KEPT = "kept", "Giữ từ năm trước"
    HIGHER = "higher", "Theo kế hoạch cấp trên"
    WORD = "word", "Sửa từ bản Word, cần xem lại"


ONE_OF: dict[str, frozenset[str]] = {
    "kind": frozenset(BlockKind),
    "bold": frozenset({"", *Bold}),
    "amount": frozenset(Amount),
    "timing": frozenset(Timing),
    "flag": frozenset({"", *Flag}),
    "per": frozenset({"", *PeriodKind}),
    "activity": frozenset({"", *ActivityKind}),
    "channel": frozenset({"", *Channel}),
}
LONGEST = {"text": 6000, "wording": 6000, "note": 500, "event": 200, "output": 200, "unit": 60, "ref": 80}
NUMBERS = ("number", "day", "days")
MOST_BLOCKS = 600
MOST_LETTERS = 400_000
KEY = re.compile(r"[a-z][a-z0-9]{1,23}")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a draft. ``rev``: the revision of the draft that last changed it. ``lead`` and ``coordinating``: ids
    of units. ``wording``: a person's own sentence in place of the one made from the fields. ``note`` is for the
    authors and never printed; ``source``: the commitment that the line comes from. ``text`` of a table: see
    ``grids``."""

    key: str
    kind: str
    text: str = ""
    rev: int = 0
    amount: str = Amount.FLOOR.value
    number: str = ""
    unit: str = ""
    per: str = ""
    activity: str = ""
    channel: str = ""
    lead: str = ""
    coordinating: tuple[str, ...] = ()
    timing: str = Timing.PLAN.value
    on: str = ""
    day: str = ""
    days: str = ""
    event: str = ""
    output: str = ""
    ref: str = ""
    wording: str = ""
    flag: str = ""
    note: str = ""
    source: str = ""
    bold: str = ""

    @property
    def is_commitment(self) -> bool:
        """A target or a task."""
        return self.kind in {BlockKind.TARGET.value, BlockKind.TASK.value}

    def same_as(self, other: "Block") -> bool:
        """Whether both say the same, whenever they were written."""
        return replace(self, rev=0) == replace(other, rev=0)


USUAL = {field.name: field.default for field in fields(Block)}


def to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The blocks as plain values; fields with their usual value are left out."""
    made = []
    for block in blocks:
        values = {name: value for name, value in asdict(block).items() if value != USUAL[name] and value != ()}
        made.append({**values, **({"coordinating": list(block.coordinating)} if block.coordinating else {})})
    return made


def from_json(data: Any) -> tuple[Block, ...]:
    """Blocks that a page sent or a table keeps. Raises Refused("draft_shape"), ("draft_long")."""
    if not isinstance(data, list):
        raise bad_shape()
    if len(data) > MOST_BLOCKS:
        raise Refused("draft_long", f"Bản soạn dài quá {MOST_BLOCKS} dòng. Hãy tách bớt sang phụ lục riêng.")
    blocks = tuple(block_from(one) for one in data)
    if sum(len(block.text) + len(block.wording) for block in blocks) > MOST_LETTERS:
        raise Refused("draft_long", "Bản soạn quá dài. Hãy rút gọn rồi lưu lại.")
    return blocks


def block_from(data: Any) -> Block:
    """One block; every value is looked at, because anybody can send anything. Raises Refused("draft_shape")."""
    if not isinstance(data, Mapping) or not set(data) <= set(USUAL):
        raise bad_shape()
    is_table = data.get("kind") == BlockKind.TABLE.value and isinstance(data.get("text"), str)
    values = {name: _value(name, value) for name, value in data.items() if not (is_table and name == "text")}
    if is_table:
        values["text"] = tidied(data["text"])
    if not KEY.fullmatch(str(values.get("key", ""))) or "kind" not in values:
        raise bad_shape()
    return Block(**values)


def _value(name: str, value: Any) -> Any:
    if name == "coordinating":
        return _units(value)
    if name == "rev":
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else _refuse()
    if not isinstance(value, str):
        _refuse()
    if name in ONE_OF:
        return value if value in ONE_OF[name] else _refuse()
    return _words(name, clean(value))


def _words(name: str, text: str) -> str:
    """``text`` keeps the space at its end while somebody types; everything else is tidied."""
    if len(text) > LONGEST.get(name, 40):
        raise Refused("draft_long", f"Một dòng dài quá {LONGEST.get(name, 40)} chữ. Hãy tách thành nhiều dòng.")
    text = text.strip()
    if name in NUMBERS:
        return text if not text or (text.isascii() and text.isdigit() and len(text) < 6) else _refuse()
    if name in {"lead", "source"}:
        return text if not text or (text.isascii() and text.isdigit()) else _refuse()
    return _day(text) if name == "on" else text


def _day(text: str) -> str:
    try:
        return text if not text or FIRST_DAY <= date.fromisoformat(text) <= LAST_DAY else ""
    except ValueError:
        return ""


def _units(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or len(value) > 60:
        _refuse()
    if not all(isinstance(one, str) and one.isascii() and one.isdigit() for one in value):
        _refuse()
    return tuple(dict.fromkeys(value))


def _refuse() -> Any:
    raise bad_shape()


def bad_shape() -> Refused:
    """What was sent is no draft."""
    return Refused("draft_shape", "Nội dung gửi lên không đọc được. Hãy tải lại trang rồi sửa tiếp.")


def fresh_key(taken: Iterable[str], number: int) -> str:
    """A key that no block of the draft has had: ``number`` grows with every revision."""
    there = set(taken)
    found = f"s{number}"
    while found in there:
        number += 1
        found = f"s{number}"
    return found
