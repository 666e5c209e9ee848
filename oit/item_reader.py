"""One item of a form, from rules data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from oit.checks import CHECKS
from oit.fields import Fields
from oit.pack import CONFIDENCES, FORMS_OF_EVIDENCE, Dependency, Indicator, Item, Need, PeriodRule
from oit.thai import key as match_key

_ITEM_KEYS = (
    "topic", "joins", "title", "indicator", "period", "shown_as", "needs", "depends_on", "confidence", "sources", "applies_to", "own",
    "also_named", "also_on", "site_wide", "none", "told_by",
)  # fmt: skip
_NEED_KEYS = ("id", "th", "en", "check", "required", "core", "confidence")
_SURE = ("title", "needs", "period")


@dataclass(frozen=True, slots=True)
class Known:
    """What an item may point to: sub-indicators, periods, lists of words, names of sources, the items of the forms below by topic."""

    indicators: tuple[str, ...]
    periods: Mapping[str, PeriodRule]
    lists: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    subjects: Mapping[str, Item]
    confidence: Mapping[str, str] | None = None  # of the facts of items that do not say how sure theirs are
    cited: tuple[str, ...] = ()  # the sources of items that name none


def read_item(code: str, fields: Fields, known: Known) -> Item:
    """The item `code`. A topic that a form below has an item for lends what is not stated; `joins` makes one item of several topics."""
    fields.only(*_ITEM_KEYS)
    if "joins" in fields.data:
        return _joint(code, fields, known)
    base = known.subjects.get(fields.text("topic"))
    period = known.periods[fields.choice("period", tuple(known.periods), base.period.word if base else None)]
    title_th, title_en = _title(fields, base)
    return Item(
        code=code, topic=fields.text("topic"), title_th=title_th, title_en=title_en,
        indicator=fields.choice("indicator", known.indicators), points=0.0, period=period,
        shown_as=_shown_as(fields, base), needs=_needs(fields, known, base),
        depends_on=tuple(_dependency(inner) for _, inner in fields.inners("depends_on")),
        confidence=_confidence(fields, known, base), sources=sources_of(fields, "sources", known),
        applies_to=fields.texts("applies_to", base.applies_to if base else ()), own=fields.flag("own", base.own if base else False),
        also_named=fields.texts("also_named", base.also_named if base else ()),
        also_on=fields.texts("also_on", base.also_on if base else ()),
        site_wide=fields.flag("site_wide", base.site_wide if base else False),
        none_words=fields.texts("none", base.none_words if base else ()), told_by=_told_by(fields),
    )  # fmt: skip


def _joint(code: str, fields: Fields, known: Known) -> Item:
    topics = fields.texts("joins")
    for forbidden in ("topic", "needs", "period", "shown_as", "own", "site_wide"):
        if forbidden in fields.data:
            raise fields.error(forbidden, "an item that joins topics takes this from them; leave it out")
    for topic in topics:
        if topic not in known.subjects:
            raise fields.error("joins", f"{topic} is the topic of no item of the form that this one is based on")
    if len(topics) < 2:
        raise fields.error("joins", "two topics or more are wanted")
    title_th, title_en = _title(fields, None)
    indicator, sure = fields.choice("indicator", known.indicators), _confidence(fields, known, None)
    bases = [known.subjects[topic] for topic in topics]
    parts = tuple(replace(base, code=code, indicator=indicator, confidence=sure, depends_on=(), told_by=()) for base in bases)
    needs = tuple(replace(need, id=f"{part.topic}.{need.id}", core=False) for part in parts for need in part.needs)
    return Item(
        code=code, topic=topics[0], title_th=title_th, title_en=title_en, indicator=indicator, points=0.0, period=parts[0].period,
        shown_as=tuple(dict.fromkeys(form for part in parts for form in part.shown_as)), needs=needs,
        depends_on=tuple(_dependency(inner) for _, inner in fields.inners("depends_on")), confidence=sure,
        sources=sources_of(fields, "sources", known), applies_to=fields.texts("applies_to", ()), also_named=fields.texts("also_named", ()),
        also_on=fields.texts("also_on", ()), parts=parts,
    )  # fmt: skip


def _title(fields: Fields, base: Item | None) -> tuple[str, str]:
    """An item of a known subject need not say its title in English again, nor any if it is the same."""
    if base is not None and "title" not in fields.data:
        return base.title_th, base.title_en
    if base is not None and isinstance(fields.data["title"], str):
        return fields.text("title"), base.title_en
    title = fields.inner("title")
    title.only("th", "en")
    return title.text("th"), title.text("en")


def _shown_as(fields: Fields, base: Item | None) -> tuple[str, ...]:
    shown_as = fields.texts("shown_as", base.shown_as if base else None)
    for form in shown_as:
        if form not in FORMS_OF_EVIDENCE:
            raise fields.error("shown_as", f'"{form}" is none of {", ".join(FORMS_OF_EVIDENCE)}')
    return shown_as


def _needs(fields: Fields, known: Known, base: Item | None) -> tuple[Need, ...]:
    needs = tuple(_need(inner, known.lists) for _, inner in fields.inners("needs")) or (base.needs if base else ())
    if not any(need.required for need in needs):
        raise fields.error("needs", "at least one need must be required")
    return needs


def _confidence(fields: Fields, known: Known, base: Item | None) -> Mapping[str, str]:
    """As stated; else as the form says of all its items; else, for what neither says, as sure as the item below."""
    if "confidence" not in fields.data and known.confidence is None:
        raise fields.error("confidence", f"is missing, a mapping of {', '.join(_SURE)} is wanted")
    stated = confidence_of(fields.inner("confidence")) if "confidence" in fields.data else {}
    sure = {**(base.confidence if base else {}), **(known.confidence or {}), **stated}
    if lacking := [name for name in _SURE if name not in sure]:
        raise fields.error("confidence", f"lacks {', '.join(lacking)}")
    return sure


def confidence_of(confidence: Fields) -> Mapping[str, str]:
    """How sure title, needs and period are, as far as it is stated."""
    confidence.only(*_SURE)
    return {name: confidence.choice(name, CONFIDENCES) for name in _SURE if name in confidence.data}


def sources_of(fields: Fields, key: str, known: Known) -> tuple[str, ...]:
    """A source is an address, or a name of the form's own table of sources."""
    named = fields.texts(key, known.cited)
    for name in named:
        if known.sources and name not in known.sources:
            raise fields.error(key, f'"{name}" is not in the table of sources; there are: {", ".join(known.sources)}')
    return tuple(known.sources.get(name, name) for name in named)


def _told_by(fields: Fields) -> tuple[str, ...]:
    for word in fields.texts("told_by", ()):
        if not match_key(word):
            raise fields.error("told_by", f'"{word}" has no letters or digits; give words')
    return fields.texts("told_by", ())


def _dependency(fields: Fields) -> Dependency:
    fields.only("code", "year", "confidence")
    return Dependency(fields.text("code"), fields.choice("year", ("same", "prev")), fields.choice("confidence", CONFIDENCES, "confirmed"))


def _need(fields: Fields, lists: Mapping[str, tuple[str, ...]]) -> Need:
    args = _check_args(fields, lists, extra=_NEED_KEYS)
    return Need(
        id=fields.text("id"), text_th=fields.text("th"), text_en=fields.text("en"), check=fields.text("check"), args=args,
        required=fields.flag("required", True), core=fields.flag("core"), confidence=fields.choice("confidence", CONFIDENCES, "confirmed"),
    )  # fmt: skip


def _check_args(fields: Fields, lists: Mapping[str, tuple[str, ...]], extra: tuple[str, ...] = ("check",)) -> Mapping[str, object]:
    name = fields.choice("check", tuple(CHECKS))
    allowed = CHECKS[name][1]
    fields.only(*extra, *allowed)
    args: dict[str, object] = {"check": name}
    for key in allowed:
        if key not in fields.data:
            continue
        value = fields.data[key]
        if key == "checks":
            args[key] = [_check_args(inner, lists) for _, inner in fields.inners("checks")]
        elif key == "least":
            args[key] = fields.whole(key)
        elif key in ("files", "titles", "series", "strict"):
            args[key] = fields.flag(key)
        elif isinstance(value, str):
            args[key] = fields.choice(key, tuple(lists))
        else:
            args[key] = fields.texts(key)
            _refuse_empty(fields, key)
    return args


def _refuse_empty(fields: Fields, name: str) -> None:
    """A word without letters would stand in every text."""
    for word in fields.texts(name):
        if name == "any" and not match_key(word):
            raise fields.error(name, f'"{word}" has no letters or digits; give words')


def with_points(items: tuple[Item, ...], indicators: tuple[Indicator, ...], weight: float) -> tuple[Item, ...]:
    """Official nesting: the points go in equal parts to indicators, sub-indicators, items."""
    tops = [indicator.code for indicator in indicators if not indicator.parent]
    subs = {top: [i.code for i in indicators if i.parent == top] for top in tops}
    parent = {sub: top for top, codes in subs.items() for sub in codes}
    count = {sub: sum(item.indicator == sub for item in items) for sub in parent}
    return tuple(replace(item, points=weight / len(tops) / len(subs[parent[item.indicator]]) / count[item.indicator]) for item in items)
