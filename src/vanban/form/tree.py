"""A document tree as JSON and back: what ``vanban render`` reads, and how a document may be kept.

Each value is an object of its fields; blocks and runs carry ``"type"``. Fields with their usual value may be left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any

from vanban.form.document import (
    Appendix,
    Article,
    Bar,
    Bullet,
    Chart,
    Clause,
    DataTable,
    Heading,
    Mark,
    OfficialDocument,
    Paragraph,
    Point,
    Run,
    Signature,
)
from vanban.form.errors import FormError

BLOCKS: dict[str, Callable[..., Any]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullet": Bullet,
    "point": Point,
    "clause": Clause,
    "article": Article,
    "table": DataTable,
    "chart": Chart,
    "mark": Mark,
}
MOST_QUOTED = 60
"""Letters of a wrong value that a message repeats."""
NAMES = {made: name for name, made in BLOCKS.items()}
CHOICES: dict[str, frozenset[Any]] = {
    "level": frozenset({1, 2, 3}),
    "mark": frozenset({"-", "+"}),
    "shape": frozenset({"bars", "columns"}),
    "align": frozenset({"left", "center", "right", "justify"}),
    "aligns": frozenset({"left", "center", "right", "justify"}),
    "secrecy": frozenset({"", "MẬT", "TỐI MẬT", "TUYỆT MẬT"}),
    "urgency": frozenset({"", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"}),
    "circulation": frozenset({"", "XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"}),
}


def tree_to_json(document: OfficialDocument) -> dict[str, Any]:
    """The document as plain values, ready for ``json.dumps``; fields with their usual value are left out."""
    made: dict[str, Any] = _plain(document)
    return made


def tree_from_json(value: Any) -> OfficialDocument:
    """The document of ``tree_to_json``. Raises ``FormError("bad_tree")`` saying which field is wrong."""
    try:
        made: OfficialDocument = _build(OfficialDocument, value, "tài liệu")
    except (ValueError, TypeError) as error:
        raise FormError("bad_tree", f"Nội dung văn bản chưa đúng cấu trúc: {error}. Hãy sửa tệp JSON.") from error
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kind = NAMES.get(type(value))
    out: dict[str, Any] = {"type": kind} if kind else {}
    for field in fields(value):
        item = getattr(value, field.name)
        if item != field.default or field.default is MISSING:
            out[field.name] = _plain(item)
    return out


def _build(made: Callable[..., Any], value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise TypeError(f"{where} phải là một đối tượng")
    known = {field.name: field for field in fields(made)}  # type: ignore[arg-type]
    unknown = [name for name in value if name not in known and name != "type"]
    if unknown:
        raise ValueError(f"{where} có mục lạ “{_short(unknown[0])}”")
    missing = [n for n, f in known.items() if f.default is MISSING and n not in value]
    if missing:
        raise ValueError(f"{where} thiếu mục “{missing[0]}”")
    return made(**{name: _value(name, value[name], f"{where} › {name}") for name in value if name != "type"})


def _value(name: str, value: Any, where: str) -> Any:
    if name in CHOICES:
        return _choice(name, value, where)
    if name in READ:
        return READ[name](value, where)
    if isinstance(value, list):
        return tuple(_strings(value, where))
    return value


def _choice(name: str, value: Any, where: str) -> Any:
    given = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str | int) and item in CHOICES[name] for item in given):
        known = ", ".join(f"“{one}”" for one in sorted(CHOICES[name], key=str) if one != "")
        raise ValueError(f"{where} không có giá trị “{_short(value)}”; chỉ nhận {known}")
    return tuple(value) if isinstance(value, list) else value


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= MOST_QUOTED else f"{text[:MOST_QUOTED]}…"


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{where} phải là một danh sách")
    return value


def _strings(value: Any, where: str) -> tuple[str, ...]:
    items = _list(value, where)
    if not all(isinstance(item, str) for item in items):
        raise TypeError(f"{where} phải gồm các chuỗi chữ")
    return tuple(items)


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{where} phải là chuỗi chữ")
    return value


def _text(value: Any, where: str) -> Any:
    if isinstance(value, str):
        return value
    return tuple(_build(Run, item, where) for item in _list(value, where))


def _run_or_title(value: Any, where: str) -> Any:
    return value if isinstance(value, str) else _text(value, where)


def _texts(value: Any, where: str) -> tuple[Any, ...]:
    return tuple(_text(item, where) for item in _list(value, where))


def _blocks(value: Any, where: str) -> tuple[Any, ...]:
    built = []
    for number, item in enumerate(_list(value, where), 1):
        kind = item.get("type") if isinstance(item, Mapping) else None
        if not isinstance(kind, str) or kind not in BLOCKS:
            raise ValueError(f"{where} {number}: không có loại đoạn “{_short(kind)}”")
        built.append(_build(BLOCKS[kind], item, f"{where} {number}"))
    return tuple(built)


def _date(value: Any, where: str) -> date | None:
    return None if value is None else date.fromisoformat(_string(value, where))


def _numbers(value: Any, where: str) -> tuple[float, ...]:
    items = _list(value, where)
    if not all(isinstance(item, int | float) and not isinstance(item, bool) for item in items):
        raise TypeError(f"{where} phải gồm các số")
    return tuple(float(item) for item in items)


def _number(value: Any, where: str) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise TypeError(f"{where} phải là số nguyên")
    return value


def _flag(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{where} phải là true hoặc false")
    return value


def _integers(value: Any, where: str) -> tuple[int, ...]:
    items = _list(value, where)
    if not all(isinstance(item, int) and not isinstance(item, bool) for item in items):
        raise TypeError(f"{where} phải gồm các số nguyên")
    return tuple(items)


def _bars(value: Any, where: str) -> tuple[Any, ...]:
    return tuple(_build(Bar, item, where) for item in _list(value, where))


def _appendices(value: Any, where: str) -> tuple[Any, ...]:
    return tuple(_build(Appendix, item, where) for item in _list(value, where))


def _signature(value: Any, where: str) -> Any:
    return None if value is None else _build(Signature, value, where)


READ: dict[str, Callable[[Any, str], Any]] = {
    "kind": _string,
    "number": _string,
    "place": _string,
    "parent": _string,
    "anchor": _string,
    "label": _string,
    "signer": _string,
    "attached_to": _string,
    "title": _run_or_title,
    "text": _run_or_title,
    "basis": _texts,
    "header": _texts,
    "rows": lambda value, where: tuple(_texts(row, where) for row in _list(value, where)),
    "body": _blocks,
    "blocks": _blocks,
    "appendices": _appendices,
    "signature": _signature,
    "cosigner": _signature,
    "dated": _flag,
    "issued_on": _date,
    "year": _number,
    "widths": _numbers,
    "issuer": _strings,
    "addressees": _strings,
    "recipients": _strings,
    "contact": _strings,
    "digital": _strings,
    "deciding": _string,
    "authority": _strings,
    "row_anchors": _strings,
    "key": _string,
    "note": _string,
    "series": _strings,
    "values": _integers,
    "bars": _bars,
    "small": _flag,
    "landscape": _flag,
    "indent": _flag,
    "bold": _flag,
    "italic": _flag,
}
"""How each field is read; a name means the same in every kind of block."""
