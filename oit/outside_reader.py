"""Data of outside places -> OutsideRules. Every mistake names file, line, field and what is allowed; unknown keys are refused."""

import re
from enum import StrEnum
from string import Formatter

from oit.fields import Fields
from oit.linear_patterns import compiled
from oit.outside import Counts, OutsideKind, OutsideRules, Reach, Relation, Sign, SignWords, Whose
from oit.outside_address import Place, parsed
from oit.source import Source
from oit.thai import key

_KIND = (
    "th", "en", "reach", "counts", "whose", "relation", "places", "read_at", "set_query", "keep_query", "open_at", "onward", "within",
    "steps", "file_only", "sure_404", "resolves", "unwrap",
)  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_HOST = re.compile(r"(?:\*?\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::\d{1,5})?")
MOST_STEPS = 5


def parse_outside(data: object, source: Source) -> OutsideRules:
    """The rules that the data of a file describe. Raises RulePackError."""
    top = Fields.of(data, source)
    top.only("version", "suffixes", "shared", "kinds", "signs")
    kinds = tuple(_kind(name, fields) for name, fields in top.inners("kinds"))
    _check_whole(kinds, top)
    signs = tuple(_sign(name, fields) for name, fields in top.inners("signs"))
    suffixes, shared = (frozenset(_hosts(top, key)) for key in ("suffixes", "shared"))
    return OutsideRules(top.text("version"), kinds, signs, suffixes, shared)


def _kind(name: str, fields: Fields) -> OutsideKind:
    fields.only(*_KIND)
    if not _NAME.fullmatch(name):
        raise fields.source.error(fields.path, f'"{name}" is no name; small letters, digits and _ are wanted')
    places = tuple(_place(inner) for _, inner in fields.inners("places"))
    relation = Relation(fields.choice("relation", _values(Relation))) if "relation" in fields.data else None
    if bool(places) == (relation is not None):
        raise fields.source.error(fields.path, "a kind has either places or a relation to the agency's own hosts")
    steps = fields.whole("steps", 0)
    if not 0 <= steps <= MOST_STEPS:
        raise fields.error("steps", f"{steps} is not between 0 and {MOST_STEPS}")
    kind = OutsideKind(
        name=name, th=fields.text("th"), en=fields.text("en"), reach=Reach(fields.choice("reach", _values(Reach))),
        counts=Counts(fields.choice("counts", _values(Counts))), whose=Whose(fields.choice("whose", _values(Whose), Whose.ANYONE.value)),
        places=places, read_at=fields.texts("read_at", ()), set_query=_texts_by_name(fields, "set_query"),
        keep_query=fields.texts("keep_query", ()), open_at=fields.text("open_at", ""), onward=fields.texts("onward", ()),
        within=fields.text("within", ""), steps=steps, file_only=fields.flag("file_only"), sure_404=fields.flag("sure_404", True),
        resolves=fields.flag("resolves"), unwrap=fields.text("unwrap", ""), relation=relation,
    )  # fmt: skip
    _check_templates(kind, fields)
    if kind.reach is Reach.FOLLOW and not (kind.steps and (kind.onward or kind.within)):
        raise fields.error("reach", "what is followed needs steps (1 or more), and onward or within that say where to")
    return kind


def _place(fields: Fields) -> Place:
    fields.only("hosts", "path", "query")
    query = tuple((name, _pattern(fields, "query", value)) for name, value in _texts_by_name(fields, "query"))
    path = _pattern(fields, "path", fields.text("path")) if "path" in fields.data else None
    hosts = _hosts(fields, "hosts")
    if not hosts:
        raise fields.error("hosts", "is empty, a list of hosts is wanted")
    return Place(hosts, path, query)


def _sign(name: str, fields: Fields) -> SignWords:
    fields.only("words", "addresses")
    if name not in _values(Sign):
        raise fields.source.error(fields.path, f'"{name}" is none of {", ".join(_values(Sign))}')
    words = tuple(key(word) for word in fields.texts("words"))
    if short := next((word for word in words if len(word) < 6), None):
        raise fields.error("words", f'"{short}" is too short: it would be found in ordinary pages')
    return SignWords(Sign(name), words, tuple(_place(inner) for _, inner in fields.inners("addresses")))


def _hosts(fields: Fields, name: str) -> tuple[str, ...]:
    hosts = fields.texts(name, ())
    if wrong := next((host for host in hosts if not _HOST.fullmatch(host)), None):
        raise fields.error(name, f'"{wrong}" is no host; write it in small letters, without http:// and www.')
    return tuple(host.removeprefix("www.") for host in hosts)


def _pattern(fields: Fields, name: str, text: str) -> re.Pattern[str]:
    try:
        return compiled(text)
    except ValueError as error:
        raise fields.error(name, f'"{text}" {error}') from error


def _texts_by_name(fields: Fields, name: str) -> tuple[tuple[str, str], ...]:
    if name not in fields.data:
        return ()
    inner = fields.inner(name)
    return tuple((key_, inner.text(key_)) for key_ in inner.data)


def _check_templates(kind: OutsideKind, fields: Fields) -> None:
    """A template may only name what every place of the kind gives, and must make an address."""
    given = [{*(place.path.groupindex if place.path is not None else ()), *(name for name, _ in place.query)} for place in kind.places]
    common = set.intersection(*given) if given else set()
    for name, templates in (("read_at", kind.read_at), ("open_at", (kind.open_at,)), ("within", (kind.within,))):
        allowed = common | {"host"} if name == "within" else common
        for template in filter(None, templates):
            _check_template(template, allowed, name, fields)


def _check_template(template: str, allowed: set[str], name: str, fields: Fields) -> None:
    try:
        gaps = {gap for _, gap, _, _ in Formatter().parse(template) if gap is not None}
    except ValueError as error:
        raise fields.error(name, f'"{template}" is no template: {error}') from error
    if unknown := sorted(gaps - allowed):
        given = ", ".join(sorted(allowed)) or "nothing"
        raise fields.error(name, f"{{{unknown[0]}}} is not given by every place of the kind; given: {given}")
    if parsed(template.format_map(dict.fromkeys(gaps, "x"))) is None:
        raise fields.error(name, f'"{template}" makes no http or https address')


def _check_whole(kinds: tuple[OutsideKind, ...], top: Fields) -> None:
    names = {kind.name for kind in kinds}
    for relation in Relation:
        count = sum(kind.relation is relation for kind in kinds)
        if count != 1:
            raise top.error("kinds", f"{count} kinds have the relation {relation.value}; exactly one is wanted")
    for kind in kinds:
        if unknown := next((name for name in kind.onward if name not in names), None):
            raise top.source.error((*top.path, "kinds", kind.name, "onward"), f'"{unknown}" is no kind of this file')


def _values(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in kind)
