"""The pieces a document is made of, as site.yaml writes them. Pages take them too and have more kinds of their own (see pages.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[str, ...], ...]  # the first is the head; all have the same length


@dataclass(frozen=True, slots=True)
class Signature:
    lines: tuple[str, ...]


Block = Heading | Text | Lines | Table | Signature


def read_blocks(body: Sequence[str | Mapping[str, Any]]) -> tuple[Block, ...]:
    """Blocks of a document. A plain string is a paragraph; a mapping has one key: h, list, table or sign. ValueError for another key."""
    return tuple(_block(part) for part in body)


def _block(part: str | Mapping[str, Any]) -> Block:
    if isinstance(part, str):
        return Text(part)
    [(kind, value)] = part.items()
    match kind:
        case "h":
            return Heading(value)
        case "list":
            return Lines(tuple(value))
        case "table":
            return Table(tuple(tuple(str(cell) for cell in row) for row in value))
        case "sign":
            return Signature(tuple(value))
    raise ValueError(f"site.yaml: a document has no block of the kind {kind!r}; take h, list, table or sign")


def plain_lines(blocks: Sequence[Block]) -> list[str]:
    """The text of a document, one piece a line, for formats without layout and for tests."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(text) | Text(text):
                found.append(text)
            case Lines(lines) | Signature(lines):
                found += lines
            case Table(rows):
                found += [cell for row in rows for cell in row]
    return found
