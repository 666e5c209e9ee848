"""Slips of the pen that YAML forgives or tells poorly: told with file, line and mend, before the data is given a meaning."""

import re
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from oit.source import Source
from rules.bounds import read_text, refuse_bombs

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAB = re.compile(r" *\t[ \t]*\S")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def refuse_slips(file: Traversable | Path) -> None:
    """Raises RulePackError for a file that cannot be read, for control characters, tabs at the start of a line, what is not YAML (naming
    the line on which an open quote or bracket begins) and for a key that stands twice, of which YAML would silently keep the last."""
    name = str(file)
    text = _text(file, name)
    refuse_bombs(text, name)
    for number, line in enumerate(text.split("\n"), 1):
        if _CONTROL.search(line):
            raise _error(name, number, "holds a control character; delete it (it may not be visible)")
        if _TAB.match(line):
            raise _error(name, number, "begins with a tab; write blanks instead")
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(name, error) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _error(name, 1, "is no YAML; compare it with the file it was copied from") from error
    if node is not None:
        _refuse_doubles(name, node, ())


def _text(file: Traversable | Path, name: str) -> str:
    try:
        return read_text(file, "utf-8-sig")
    except OSError as error:
        raise _error(name, 1, f"cannot be read ({error.strerror}); copy it from the installation's rules") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _error(name, line, "is no UTF-8; save the file as UTF-8") from error


def _not_yaml(name: str, error: yaml.MarkedYAMLError) -> Exception:
    """An open quote or bracket swallows what follows it: the line on which it stands says more than the one where the reader gave up."""
    at = error.problem_mark.line + 1 if error.problem_mark else 1
    opened = error.context_mark.line + 1 if error.context_mark and any(word in (error.context or "") for word in ("scalar", "flow")) else at
    noticed = f" (noticed on line {at})" if opened != at else ""
    doing = f" {error.context}{noticed}:" if error.context else ""
    return _error(name, opened, f"is no YAML:{doing} {error.problem}; mind quotes, brackets and blanks")


def _refuse_doubles(name: str, node: yaml.Node, path: tuple[str | int, ...]) -> None:
    if isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            here, line = str(key.value), key.start_mark.line + 1
            if here in first:
                raise Source(name, {(*path, here): line}).error((*path, here), f"stands twice, first on line {first[here]}; join the two")
            first[here] = line
            _refuse_doubles(name, value, (*path, here))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _refuse_doubles(name, value, (*path, index))


def _error(name: str, line: int, message: str) -> Exception:
    return Source(name, {(): line}).error((), message)
