"""Pages and documents as JSON and back, without loss: for the cache of readings and for the pipe to the reading process."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from oit.content import Block, BlockKind, Content, Document, Form, FormField, Link, Page, Region, Table, TextLayer

_Raw = Mapping[str, Any]
_T = TypeVar("_T")


def to_json(content: Content) -> str:
    """One line of JSON. `from_json` gives an equal object back."""
    made = {"type": type(content).__name__.lower(), **_shallow(content)}
    return json.dumps(made, default=_shallow, ensure_ascii=False, separators=(",", ":"))


def _shallow(value: Any) -> dict[str, Any]:
    """The fields of a dataclass; those inside are asked for one by one."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def from_json(text: str) -> Content:
    """The content that `to_json` wrote. Raises ValueError for anything else."""
    try:
        raw = json.loads(text)
    except RecursionError as error:
        raise ValueError("not a page or document as to_json writes it: brackets without end") from error
    try:
        kind = raw.pop("type")
        return _page(raw) if kind == "page" else _document(raw) if kind == "document" else _refuse(kind)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a page or document as to_json writes it: {error}") from error


def _refuse(kind: object) -> Content:
    raise ValueError(f"content of an unknown type {kind!r}: expected page or document")


def _page(raw: _Raw) -> Page:
    made: dict[str, Any] = {
        "blocks": _each(raw, "blocks", _block), "links": _each(raw, "links", _link), "forms": _each(raw, "forms", _form),
        "tables": _each(raw, "tables", _table), "scripts": tuple(raw["scripts"]), "needs_browser": tuple(raw["needs_browser"]),
    }  # fmt: skip
    return Page(**{**raw, **made})


def _document(raw: _Raw) -> Document:
    made: dict[str, Any] = {"pages": tuple(raw["pages"]), "names": tuple(raw["names"]), "text_layer": TextLayer(raw["text_layer"])}
    return Document(**{**raw, **made})


def _each(raw: _Raw, name: str, make: Callable[[_Raw], _T]) -> tuple[_T, ...]:
    return tuple(make(entry) for entry in raw[name])


def _block(raw: _Raw) -> Block:
    return Block(BlockKind(raw["kind"]), raw["text"], raw["level"], Region(raw["region"]), tuple(raw["links"]), raw["url"])


def _link(raw: _Raw) -> Link:
    return Link(**{**raw, "region": Region(raw["region"]), "above": tuple(raw.get("above", ()))})


def _form(raw: _Raw) -> Form:
    asked = tuple(FormField(**field) for field in raw["fields"])
    return Form(**{**raw, "fields": asked, "region": Region(raw["region"])})


def _table(raw: _Raw) -> Table:
    return Table(raw["heading"], tuple(tuple(row) for row in raw["rows"]))
