"""Rules data -> Pack. Every mistake names file, line, field and what is allowed; unknown keys are refused.

A form may be `based_on` another one: what it does not state is that form's, and an item takes what it does not state from the nearest
form below that has an item of its topic."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from oit.fields import Fields
from oit.item_reader import Known, confidence_of, read_item, sources_of, with_points
from oit.pack import CONFIDENCES, PERIOD_KINDS, Indicator, Item, Pack, PeriodRule
from oit.source import Source

_KEYS = (
    "name", "version", "based_on", "same_items", "fiscal_years", "titles_of", "list_confidence", "confidence", "cited", "weight", "sources",
    "indicators", "periods", "marks", "lists", "items",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the items of a form stand on."""

    indicators: tuple[Indicator, ...]
    periods: Mapping[str, PeriodRule]
    marks: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]


def base_of(data: object, source: Source) -> str:
    """The name of the form that this one is based on, "" if it stands alone."""
    return Fields.of(data, source).text("based_on", "")


def parse_pack(data: object, source: Source, sha256: str, base: Pack | None = None) -> Pack:
    """The form that the data of a pack file describes; `base` is the one it is based on. Raises RulePackError."""
    top = Fields.of(data, source)
    top.only(*_KEYS)
    shared = _shared(top, base)
    known = Known(
        tuple(indicator.code for indicator in shared.indicators if indicator.parent), shared.periods, shared.lists, _sources(top),
        base.subjects if base else {}, confidence_of(top.inner("confidence")) if "confidence" in top.data else None,
        top.texts("cited", ()),
    )  # fmt: skip
    items = _items(top, known, base)
    _check_dependencies(items, top)
    weight = top.number("weight", base.weight if base else None)
    items = with_points(_told_apart(items), shared.indicators, weight)
    return Pack(
        name=top.text("name"), version=top.text("version"), sha256=sha256,
        fiscal_years=tuple(_years(top)), titles_of=top.whole("titles_of"), weight=weight,
        indicators=shared.indicators, items=items, marks=shared.marks, word_lists=shared.lists,
        periods=shared.periods, list_confidence=top.choice("list_confidence", CONFIDENCES, "confirmed"), subjects=_subjects(items, base),
    )  # fmt: skip


def _shared(top: Fields, base: Pack | None) -> _Shared:
    """Periods, lists and marks are added to those of the base, words of a list or mark to its own; an indicator replaces its own."""
    own = {indicator.code: indicator for indicator in (_indicator(code, fields) for code, fields in top.inners("indicators"))}
    indicators = {indicator.code: indicator for indicator in base.indicators} if base else {}
    inherited = base.periods if base else {}
    periods = {name: _period(name, fields) for name, fields in top.inners("periods")}
    return _Shared(
        tuple({**indicators, **own}.values()), {**inherited, **periods},
        _extended(base.marks if base else {}, _texts(top, "marks")), _extended(base.word_lists if base else {}, _texts(top, "lists")),
    )  # fmt: skip


def _extended(below: Mapping[str, tuple[str, ...]], own: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {**below, **{name: tuple(dict.fromkeys((*below.get(name, ()), *words))) for name, words in own.items()}}


def _items(top: Fields, known: Known, base: Pack | None) -> tuple[Item, ...]:
    """The stated items; with `same_items` those of the base that are not stated stand too, each in its place, as sure as this form says."""
    cited = sources_of(top, "cited", known)
    stated = {code: read_item(code, fields, known) for code, fields in top.inners("items")}
    if not top.flag("same_items"):
        return tuple(stated.values())
    if base is None or known.confidence is None:
        raise top.error("same_items", "only a form with based_on and confidence can keep the items of another")
    kept = {
        item.code: replace(item, confidence={**item.confidence, **known.confidence}, sources=cited or item.sources) for item in base.items
    }
    return tuple({**kept, **stated}.values())


def _told_apart(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Each item that shares a topic with others knows the words that tell those."""
    return tuple(replace(item, others_told_by=_told_of_others(item, items)) if item.told_by else item for item in items)


def _told_of_others(item: Item, items: tuple[Item, ...]) -> tuple[str, ...]:
    sharing = (other for other in items if other is not item and set(other.topics) & set(item.topics))
    return tuple(dict.fromkeys(word for other in sharing for word in other.told_by))


def _texts(top: Fields, name: str) -> dict[str, tuple[str, ...]]:
    fields = top.inner(name) if name in top.data else None
    return {key: fields.texts(key) for key in fields.data} if fields else {}


def _sources(top: Fields) -> Mapping[str, str]:
    fields = top.inner("sources") if "sources" in top.data else None
    return {name: fields.text(name) for name in fields.data} if fields else {}


def _subjects(items: tuple[Item, ...], base: Pack | None) -> Mapping[str, Item]:
    own: dict[str, Item] = {}
    for item in items:
        if not item.parts:
            own.setdefault(item.topic, item)
    return {**(base.subjects if base else {}), **own}


def _years(top: Fields) -> list[int]:
    value = top.data.get("fiscal_years")
    if not isinstance(value, list) or not value or not all(isinstance(year, int) and 2500 <= year <= 2700 for year in value):
        raise top.error("fiscal_years", "a list of Buddhist-era years is wanted, e.g. [2565]")
    return sorted(value)


def _indicator(code: str, fields: Fields) -> Indicator:
    fields.only("th", "en", "parent")
    return Indicator(code, fields.text("th"), fields.text("en"), fields.text("parent", "") or "")


def _period(word: str, fields: Fields) -> PeriodRule:
    fields.only("kind", "offset", "due")
    due = None
    if "due" in fields.data:
        month, _, day = fields.text("due").partition("-")
        if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            raise fields.error("due", 'a month and day is wanted, e.g. "04-01"')
        due = (int(month), int(day))
    return PeriodRule(word, fields.choice("kind", PERIOD_KINDS), fields.whole("offset", 0), due)


def _check_dependencies(items: tuple[Item, ...], top: Fields) -> None:
    codes = {item.code for item in items}
    for item in items:
        for dependency in item.depends_on:
            if dependency.code not in codes:
                raise top.source.error(("items", item.code, "depends_on"), f"{dependency.code} is no item of this form")
