"""Rules data: the forms of the assessment and the words of their items. Only names and reads files; oit.pack gives them meaning."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from oit.errors import BadInput
from oit.outside import OutsideRules
from oit.outside_reader import parse_outside
from oit.pack import Pack
from oit.pack_reader import base_of, parse_pack
from oit.source import Path as DataPath
from oit.source import Source
from oit.topics import TopicWords, parse_topics
from rules.bounds import read_text, refuse_bombs

DEFAULT_PACK = "o01_o43"
YEAR_PACKS = ("2562", "2563", "2564", "2566", "2567", "2568", "2569")
PACKS = (DEFAULT_PACK, *YEAR_PACKS)
TOPICS = "topics.yaml"
OUTSIDE = "outside.yaml"
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same safe types; the C one reads ten times faster


def data_file(name: str, folder: Path | None = None) -> Traversable | Path:
    """A file of this folder, whether installed or in a checkout, or of another folder of rules."""
    return resources.files(__name__).joinpath(name) if folder is None else folder / name


def read_yaml(file: Traversable | Path) -> tuple[Any, Source]:
    """The data of a YAML file (safe types only) and the line of each of its keys. Raises RulePackError naming the line of a mistake."""
    name = f"rules/{file.name}" if not isinstance(file, Path) else str(file)
    try:
        text = read_text(file)
        refuse_bombs(text, name)
        loader = _SAFE(text)
        try:
            node = loader.get_single_node()
            lines = dict(_lines(node, ())) if node is not None else {}
            return loader.construct_document(node) if node is not None else None, Source(name, lines)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Source(name, {(): line}).error((), f"no YAML: {error.problem}") from error
    except (yaml.YAMLError, OSError, ValueError, RecursionError) as error:  # a control character has no mark; 2566-99-99 is no date
        raise Source(name).error((), f"cannot be read: {' '.join(str(error).split())[:300]}") from error


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


def load_pack(name: str = DEFAULT_PACK, folder: Path | None = None) -> Pack:
    """The form of that name, of the shipped rules or of a folder like them. Raises BadInput for a name that is none, RulePackError for a
    mistake in a file."""
    if name not in PACKS:
        raise BadInput(f"form {name}: there is no such form; there are: {', '.join(PACKS)}")
    return _form(name, folder, ())[0]


@cache
def code_tables() -> Mapping[int, Mapping[str, tuple[str, ...]]]:
    """Fiscal year -> code -> topics, of every year whose form is known: on lists of several years the year tells what a code means."""
    packs = {year: load_pack(DEFAULT_PACK) for year in load_pack(DEFAULT_PACK).fiscal_years}
    packs |= {int(name): load_pack(name) for name in YEAR_PACKS}
    return {year: {item.code: item.topics for item in pack.items} for year, pack in sorted(packs.items())}


def _load(name: str, folder: Path | None, above: tuple[str, ...]) -> tuple[Pack, tuple[str, ...]]:
    """A form and the names of the files it rests on."""
    data, source = read_yaml(data_file(f"{name}.yaml", folder))
    below = base_of(data, source)
    if below and (below not in PACKS or below in (*above, name)):
        others = ", ".join(other for other in PACKS if other not in (*above, name))
        raise source.error(("based_on",), f'"{below}" is no form to build on; there are: {others}')
    base, files = _form(below, folder, (*above, name)) if below else (None, (TOPICS,))
    files = (f"{name}.yaml", *files)
    pack = replace(parse_pack(data, source, _sha256(files, folder), base), outside=load_outside(folder))
    slugs = load_words(folder).slugs
    for item in pack.items:
        for topic in (*item.topics, *item.also_on):
            if topic not in slugs:
                raise source.error(("items", item.code), f"{topic} is no topic of {TOPICS}")
    return pack, files


def _form(name: str, folder: Path | None, above: tuple[str, ...]) -> tuple[Pack, tuple[str, ...]]:
    """As `_load`; the shipped forms, which many commands ask for again, are read once."""
    return _shipped_form(name) if folder is None else _load(name, folder, above)


@cache
def _shipped_form(name: str) -> tuple[Pack, tuple[str, ...]]:
    return _load(name, None, ())


def load_words(folder: Path | None = None) -> TopicWords:
    """What the topics are called on websites, by the shipped rules or those of another folder. Raises RulePackError."""
    return _shipped_words() if folder is None else parse_topics(*read_yaml(data_file(TOPICS, folder)))


@cache
def _shipped_words() -> TopicWords:
    return parse_topics(*read_yaml(data_file(TOPICS)))


def load_outside(folder: Path | None = None) -> OutsideRules:
    """What is done with links to other hosts, by the shipped rules or those of another folder; a folder that says nothing of them takes the
    shipped ones. Raises RulePackError."""
    own = folder is not None and (folder / OUTSIDE).is_file()
    return parse_outside(*read_yaml(_outside_file(folder))) if own else _shipped_outside()


@cache
def _shipped_outside() -> OutsideRules:
    return parse_outside(*read_yaml(data_file(OUTSIDE)))


def _outside_file(folder: Path | None) -> Traversable | Path:
    """The file of outside places that rules of `folder` go by: its own, or the shipped one."""
    own = folder / OUTSIDE if folder is not None else None
    return own if own is not None and own.is_file() else data_file(OUTSIDE)


def pack_of_year(fiscal_year: int) -> str:
    """The name of the pack made for an assessed year, "" if no form of that year is known."""
    if str(fiscal_year) in PACKS:
        return str(fiscal_year)
    return DEFAULT_PACK if fiscal_year in load_pack(DEFAULT_PACK).fiscal_years else ""


def _sha256(names: tuple[str, ...], folder: Path | None) -> str:
    """One hash over the files a judgement rests on."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(data_file(name, folder).read_bytes())
    digest.update(_outside_file(folder).read_bytes())
    return digest.hexdigest()
