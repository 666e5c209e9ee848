"""Frozen records as JSON's own kinds of values and back, by their declared types."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def to_data(value: Any) -> Any:
    """Dicts, lists, texts, numbers. `from_data` gives an equal value back."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {name: to_data(one) for name, one in value.items()}
    return [to_data(one) for one in value] if isinstance(value, (tuple, list)) else value


def from_data(kind: type[_T], data: Any) -> _T:
    """The value of that type. Raises ValueError for data of another shape."""
    try:
        made: _T = _made(kind, data)
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"is no {kind}: {error}") from error
    return made


def _made(kind: Any, data: Any) -> Any:
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if data is None else _made(next(one for one in inside if one is not types.NoneType), data)
    if origin is tuple:
        kinds = [inside[0]] * len(data) if inside[1:] == (Ellipsis,) else inside
        return tuple(_made(one, value) for one, value in zip(kinds, _of(list, data), strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {_of(str, name): _made(inside[1], value) for name, value in _of(dict, data).items()}
    if is_dataclass(kind):
        given = _of(dict, data)
        return kind(**{name: _made(hint, given[name]) for name, hint in _hints(kind)})  # type: ignore[arg-type, operator]
    if issubclass(kind, Enum):
        return kind(data)
    return _of((int, float) if kind is float else kind, data)


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(get_type_hints(kind).items())


def _of(kind: Any, data: Any) -> Any:
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise TypeError(f"{str(data)[:50]!r} where {kind} is expected")
    return data
