"""What a file of rules may be before it is parsed: a parser written in C ends the program on deep nesting, and a few lines of references
to references stand for thousands of millions."""

from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from oit.source import Source

LARGEST = 3_000_000  # characters; the largest shipped file has a quarter of a million
DEEPEST = 40  # lists and mappings within one another
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSES = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def read_text(file: Traversable | Path, encoding: str = "utf-8") -> str:
    """The text of a file, of one that is too long no more than it takes to see that. Raises OSError, UnicodeDecodeError."""
    with file.open(encoding=encoding) as text:
        return str(text.read(LARGEST + 1))


def refuse_bombs(text: str, name: str) -> None:
    """Raises RulePackError, naming the line, for a file that is too long, nested too deep, or that refers to itself (`&`, `*`). Passes what
    is no YAML: whoever parses it says so better."""
    if len(text) > LARGEST:
        raise Source(name).error((), f"is longer than {LARGEST:,} characters, the most that is read")
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, _OPENS) - isinstance(event, _CLOSES)
            if isinstance(event, yaml.AliasEvent):
                raise _error(name, event, f"*{event.anchor} refers to another place; write out what it stands for")
            if depth > DEEPEST:
                raise _error(name, event, f"is nested more than {DEEPEST} deep")
    except yaml.YAMLError:
        return


def _error(name: str, event: yaml.Event, message: str) -> Exception:
    return Source(name, {(): event.start_mark.line + 1 if event.start_mark else 1}).error((), message)
