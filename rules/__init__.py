"""Rules data: the forms of the assessment and the words of their items. Only names and reads files; oit.pack gives them meaning."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from oit.errors import BadInput
from oit.pack import Pack
from oit.pack_reader import parse_pack
from oit.source import Path as DataPath
from oit.source import Source
from oit.topics import TopicWords, parse_topics

DEFAULT_PACK = "o01_o43"
PACKS = (DEFAULT_PACK,)
TOPICS = "topics.yaml"
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same safe types; the C one reads ten times faster


def data_file(name: str) -> Traversable:
    """A file of this folder, whether installed or in a checkout."""
    return resources.files(__name__).joinpath(name)


def read_yaml(file: Traversable | Path) -> tuple[Any, Source]:
    """The data of a YAML file (safe types only) and the line of each of its keys. Raises RulePackError naming the line of a mistake."""
    name = f"rules/{file.name}" if not isinstance(file, Path) else str(file)
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_SAFE)
        lines = dict(_lines(node, ())) if node is not None else {}
        return yaml.load(text, Loader=_SAFE), Source(name, lines)
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


def pack_names() -> tuple[str, ...]:
    """The names that `--form` takes, the default first."""
    return PACKS


def load_pack(name: str = DEFAULT_PACK) -> Pack:
    """The form of that name. Raises BadInput for a name that is none, RulePackError for a mistake in the file."""
    if name not in PACKS:
        raise BadInput(f"form {name}: there is no such form; there are: {', '.join(PACKS)}")
    file = data_file(f"{name}.yaml")
    data, source = read_yaml(file)
    pack = parse_pack(data, source, _sha256(f"{name}.yaml", TOPICS))
    for item in pack.items:
        for topic in (*item.topics, *item.also_on):
            if topic not in load_words().slugs:
                raise source.error(("items", item.code), f"{topic} is no topic of {TOPICS}")
    return pack


@cache
def load_words() -> TopicWords:
    """What the topics are called on websites."""
    return parse_topics(*read_yaml(data_file(TOPICS)))


def pack_of_year(fiscal_year: int) -> str:
    """The name of the pack made for an assessed year, "" if there is none. Years that only share the default form have no own pack."""
    return str(fiscal_year) if str(fiscal_year) in PACKS else ""


def _sha256(*names: str) -> str:
    """One hash over the files a judgement rests on."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(data_file(name).read_bytes())
    return digest.hexdigest()
