"""A report's figures as JSON and back: what is frozen when a report is made, and read when it is opened
later."""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from lantoa.reports.rules.facts import ReportFacts

FORM = 1
"""Number of the form; goes up when a stored snapshot could no longer be read as it is."""

T = TypeVar("T")


def facts_to_json(facts: ReportFacts) -> dict[str, Any]:
    """A JSON object: days as ISO 8601, decimals as strings, so that nothing is rounded."""
    return {"form": FORM, "facts": _plain(facts)}


def facts_from_json(data: Mapping[str, Any]) -> ReportFacts:
    """The facts of a stored snapshot. Raises ValueError for another form or for values that do not fit."""
    if data.get("form") != FORM:
        raise ValueError(f"snapshot of form {data.get('form')!r}, not {FORM}")
    try:
        return _dataclass(ReportFacts, data["facts"])
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError(f"not a snapshot of a report: {error}") from error


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@cache
def _hints(kind: Callable[..., object]) -> dict[str, Any]:
    return get_type_hints(kind)


def _dataclass(kind: Callable[..., T], data: Mapping[str, Any]) -> T:
    hints = _hints(kind)
    return kind(**{name: _typed(hints[name], value) for name, value in data.items()})


def _typed(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(kind for kind in get_args(hint) if kind is not types.NoneType)
        return None if value is None else _typed(inner, value)
    if origin is tuple:
        return tuple(_typed(get_args(hint)[0], item) for item in value)
    if origin is dict:
        return {key: _typed(get_args(hint)[1], item) for key, item in value.items()}
    return _leaf(hint, value)


def _leaf(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        return _dataclass(kind, value)  # type: ignore[arg-type]
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal or issubclass(kind, StrEnum):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
