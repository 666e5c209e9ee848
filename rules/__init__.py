"""Rules data: the forms of the assessment and the words of their items. Only names and reads files; oit.pack gives them meaning."""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from oit.source import Path as DataPath
from oit.source import Source

DEFAULT_PACK = "o01_o43"
PACKS = (DEFAULT_PACK,)


def data_file(name: str) -> Traversable:
    """A file of this folder, whether installed or in a checkout."""
    return resources.files(__name__).joinpath(name)


def read_yaml(file: Traversable | Path) -> tuple[Any, Source]:
    """The data of a YAML file (safe types only) and the line of each of its keys. Raises RulePackError naming the line of a mistake."""
    name = f"rules/{file.name}" if not isinstance(file, Path) else str(file)
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        lines = dict(_lines(node, ())) if node is not None else {}
        return yaml.safe_load(text), Source(name, lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Source(name, {(): line}).error((), f"no YAML: {error.problem}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise Source(name).error((), f"cannot be read: {error}") from error


def _lines(node: yaml.Node, path: DataPath) -> Iterator[tuple[DataPath, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            yield from ((p, n) for p, n in _lines(value, here) if p != here)
            yield here, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))
