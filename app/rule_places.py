"""Where in the rules files a thing is said: file and line, so that an author opens the right place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rules
from app.rule_books import RuleBook
from oit.pack import Item
from oit.source import Path as DataPath
from oit.source import Source


@dataclass(frozen=True)
class RulePlaces:
    """The files of one form that was read without a mistake, the nearest first: what a form does not state itself stands in the one it is
    based on."""

    topics: Source
    forms: tuple[tuple[Mapping[str, Any], Source], ...]  # what each says of its items, and where

    @classmethod
    def of(cls, book: RuleBook, form: str) -> "RulePlaces":
        """Reads the files again, for their lines. Raises RulePackError."""
        forms = []
        name = form
        while name:
            data, source = rules.read_yaml(rules.data_file(f"{name}.yaml", book.folder))
            forms.append((data.get("items") or {}, source))
            name = data.get("based_on", "")
        return cls(rules.read_yaml(rules.data_file(rules.TOPICS, book.folder))[1], tuple(forms))

    def topic(self, slug: str, field: str = "") -> str:
        """Where a topic's words stand, or those of one that no item asks for; "" if nowhere."""
        return _first(self.topics, ("topics", slug, field), ("topics", slug), ("others", slug))

    def group(self, name: str) -> str:
        """Where a group of words stands that patterns name."""
        return _first(self.topics, ("terms", name))

    def item(self, item: Item, field: str, need: str = "") -> str:
        """Where `field` of an item is said (of `needs`, the one with this id): in its own entry, else in the one that lends it."""
        for number, (entries, source) in enumerate(self.forms):
            for code, entry in entries.items():
                mine = (not number and code == item.code) or (number and entry.get("topic") in item.topics)
                if mine and field in entry:
                    path: DataPath = ("items", code, field)
                    at = next((at for at, one in enumerate(entry[field]) if need and one["id"] == need), -1)
                    return _first(source, (*path, at), path)
        whole = (_first(source, ("items", item.code)) for _, source in self.forms)
        return next((place for place in whole if place), "")


def _first(source: Source, *paths: DataPath) -> str:
    line = next((source.lines[path] for path in paths if path in source.lines), None)
    return f"{shown_file(source.file)}:{line}" if line is not None else ""


def shown_file(file: str) -> str:
    """The file as the author would name it: from the folder in which the command runs, where it lies below it."""
    path, here = Path(file), Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else file
