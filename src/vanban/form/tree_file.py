"""A document tree from a JSON file that anybody may have written: how much it may hold, and what is wrong with it.

Every refusal is a ``FormError`` with the place in the file: ``bad_tree`` (no JSON, a wrong tree), ``tree_too_large``.
"""

import json
from collections.abc import Iterator
from typing import Any

from vanban.form.document import OfficialDocument
from vanban.form.errors import FormError
from vanban.form.tree import tree_from_json
from vanban.form.wording import CONTROL

MOST_BYTES = 20 * 1024 * 1024
MOST_VALUES = 400_000
"""Values in a tree: about a thousand pages."""
DEEPEST = 12
"""A table cell of an appendix in runs stands at depth 8."""
MOST_LETTERS = 50_000
"""Of one text: about fifteen pages in one paragraph."""


def read_tree(data: bytes) -> OfficialDocument:
    """The document of a JSON file."""
    if len(data) > MOST_BYTES:
        raise FormError(
            "tree_too_large", f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy tách phụ lục ra tệp riêng."
        )
    value = _value(data)
    for count, (where, depth, item) in enumerate(_walk(value, "tài liệu", 1)):
        if count > MOST_VALUES:
            raise FormError("tree_too_large", "Văn bản có quá nhiều đoạn, ô bảng. Hãy tách phụ lục ra tệp riêng.")
        _check(where, depth, item)
    return tree_from_json(value)


def _value(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        message = f"Tệp không phải UTF-8 (byte thứ {error.start + 1}). Hãy lưu lại với bảng mã UTF-8."
        raise FormError("bad_tree", message) from error
    except json.JSONDecodeError as error:
        message = f"Tệp JSON sai cú pháp ở dòng {error.lineno}, cột {error.colno}. Hãy sửa rồi chạy lại."
        raise FormError("bad_tree", message) from error
    except (RecursionError, ValueError) as error:
        raise FormError("bad_tree", f"Tệp JSON không đọc được: {_reason(error)}.") from error


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "các mục lồng nhau quá sâu"
    text = str(error)
    return "có con số dài quá mức" if "digits" in text else text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = next(name for name in made if sum(one == name for one, _ in pairs) > 1)
        raise ValueError(f"mục “{twice[:40]}” đứng hai lần trong một đối tượng")
    return made


def _no_number(text: str) -> Any:
    raise ValueError(f"“{text}” không phải là số")


def _walk(value: Any, where: str, depth: int) -> Iterator[tuple[str, int, Any]]:
    """Every value with its place and depth; what lies too deep is given and not entered."""
    yield where, depth, value
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        for name, item in value.items():
            yield f"{where} › {name[:40]}", depth, name
            yield from _walk(item, f"{where} › {name[:40]}", depth + 1)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _walk(item, f"{where} {number}", depth + 1)


def _check(where: str, depth: int, item: Any) -> None:
    if depth > DEEPEST:
        raise FormError("bad_tree", f"Nội dung văn bản chưa đúng cấu trúc: {where[:120]} lồng nhau quá sâu.")
    if not isinstance(item, str):
        return
    if len(item) > MOST_LETTERS:
        raise FormError("tree_too_large", f"{where} dài quá {MOST_LETTERS} chữ cái. Hãy chia thành nhiều đoạn.")
    found = CONTROL.search(item)
    if found:
        code = f"U+{ord(found.group()):04X}"
        raise FormError("bad_tree", f"{where} có ký tự điều khiển {code} không in được. Hãy xóa ký tự đó.")
