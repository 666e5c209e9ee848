"""Reading rules data field by field: each mistake is told with file, line, field and what is allowed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oit.source import Path, Source


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping of the rules data and where it stands."""

    data: Mapping[str, object]
    source: Source
    path: Path = ()

    @classmethod
    def of(cls, data: object, source: Source, path: Path = ()) -> "Fields":
        if not isinstance(data, Mapping):
            raise source.error(path, f"is {_kind(data)}, a mapping (key: value) is wanted")
        return cls({str(key): value for key, value in data.items()}, source, path)

    def only(self, *allowed: str) -> None:
        """Refuses keys that mean nothing here."""
        for key in self.data:
            if key not in allowed:
                raise self.source.error((*self.path, key), f"unknown key; allowed: {', '.join(allowed)}")

    def error(self, key: str, message: str) -> Exception:
        return self.source.error((*self.path, key), message)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.error(key, f"is {_kind(value)}, a text is wanted")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(key, f"is {_kind(value)}, a number is wanted")
        return float(value)

    def whole(self, key: str, default: int | None = None) -> int:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(key, f"is {_kind(value)}, a whole number is wanted")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"is {_kind(value)}, true or false is wanted")
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.data.get(key, default)
        if value not in allowed:
            raise self.error(key, f'"{value}" is none of {", ".join(allowed)}')
        return str(value)

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self.data.get(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(entry, str) for entry in value):
            raise self.error(key, f"is {_kind(value)}, a list of texts is wanted")
        return tuple(value)

    def inner(self, key: str) -> "Fields":
        return Fields.of(self.data.get(key), self.source, (*self.path, key))

    def inners(self, key: str) -> Iterator[tuple[str, "Fields"]]:
        """The mappings under `key`: of a mapping with its keys, of a list with the indices as keys."""
        value = self.data.get(key, {})
        if isinstance(value, Mapping):
            for name, inner in value.items():
                yield str(name), Fields.of(inner, self.source, (*self.path, key, str(name)))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                yield str(index), Fields.of(inner, self.source, (*self.path, key, index))
        else:
            raise self.error(key, f"is {_kind(value)}, a mapping or a list is wanted")


def _kind(value: object) -> str:
    if value is None:
        return "missing"
    if isinstance(value, str):
        return f'a text ("{value}")'
    names = {"list": "a list", "dict": "a mapping", "int": "a number", "float": "a number", "bool": "true or false"}
    return names.get(type(value).__name__, type(value).__name__)
