"""Rules data -> Pack. Every mistake names file, line, field and what is allowed; unknown keys are refused."""

from collections.abc import Mapping
from dataclasses import replace

from oit.checks import CHECKS
from oit.fields import Fields
from oit.pack import CONFIDENCES, FORMS_OF_EVIDENCE, PERIOD_KINDS, Dependency, Indicator, Item, Need, Pack, PeriodRule
from oit.source import Source
from oit.thai import key as match_key

_ITEM_KEYS = (
    "topic", "title", "indicator", "period", "shown_as", "needs", "depends_on", "confidence", "sources", "applies_to", "own", "also_named",
    "also_on", "site_wide", "none",
)  # fmt: skip
_NEED_KEYS = ("id", "th", "en", "check", "required", "core", "confidence")


def parse_pack(data: object, source: Source, sha256: str) -> Pack:
    """The form that the data of a pack file describes. Raises RulePackError."""
    top = Fields.of(data, source)
    top.only("name", "version", "fiscal_years", "titles_of", "weight", "indicators", "periods", "marks", "lists", "items")
    lists = {name: top.inner("lists").texts(name) for name in top.inner("lists").data}
    marks = {name: top.inner("marks").texts(name) for name in top.inner("marks").data}
    periods = {name: _period(name, fields) for name, fields in top.inners("periods")}
    indicators = tuple(_indicator(code, fields) for code, fields in top.inners("indicators"))
    weight = top.number("weight")
    items = tuple(_item(code, fields, periods, indicators, lists) for code, fields in top.inners("items"))
    _check_dependencies(items, top)
    return Pack(
        name=top.text("name"), version=top.text("version"), sha256=sha256,
        fiscal_years=tuple(_years(top)), titles_of=top.whole("titles_of"), weight=weight,
        indicators=indicators, items=_with_points(items, indicators, weight), marks=marks, word_lists=lists,
    )  # fmt: skip


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


def _item(
    code: str, fields: Fields, periods: Mapping[str, PeriodRule], indicators: tuple[Indicator, ...], lists: Mapping[str, tuple[str, ...]]
) -> Item:
    fields.only(*_ITEM_KEYS)
    title = fields.inner("title")
    title.only("th", "en")
    subs = tuple(indicator.code for indicator in indicators if indicator.parent)
    shown_as = fields.texts("shown_as")
    for form in shown_as:
        if form not in FORMS_OF_EVIDENCE:
            raise fields.error("shown_as", f'"{form}" is none of {", ".join(FORMS_OF_EVIDENCE)}')
    needs = tuple(_need(inner, lists) for _, inner in fields.inners("needs"))
    if not any(need.required for need in needs):
        raise fields.error("needs", "at least one need must be required")
    confidence = fields.inner("confidence")
    confidence.only("title", "needs", "period")
    return Item(
        code=code, topic=fields.text("topic"), title_th=title.text("th"), title_en=title.text("en"),
        indicator=fields.choice("indicator", subs), points=0.0, period=periods[fields.choice("period", tuple(periods))],
        shown_as=shown_as, needs=needs, depends_on=tuple(_dependency(inner) for _, inner in fields.inners("depends_on")),
        confidence={name: confidence.choice(name, CONFIDENCES) for name in ("title", "needs", "period")},
        sources=fields.texts("sources", ()), applies_to=fields.texts("applies_to", ()),
        own=fields.flag("own"), also_named=fields.texts("also_named", ()), also_on=fields.texts("also_on", ()),
        site_wide=fields.flag("site_wide"), none_words=fields.texts("none", ()),
    )  # fmt: skip


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
        elif key in ("files", "titles"):
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


def _check_dependencies(items: tuple[Item, ...], top: Fields) -> None:
    codes = {item.code for item in items}
    for item in items:
        for dependency in item.depends_on:
            if dependency.code not in codes:
                raise top.source.error(("items", item.code, "depends_on"), f"{dependency.code} is no item of this form")


def _with_points(items: tuple[Item, ...], indicators: tuple[Indicator, ...], weight: float) -> tuple[Item, ...]:
    """Official nesting: the points go in equal parts to indicators, sub-indicators, items."""
    tops = [indicator.code for indicator in indicators if not indicator.parent]
    subs = {top: [i.code for i in indicators if i.parent == top] for top in tops}
    parent = {sub: top for top, codes in subs.items() for sub in codes}
    count = {sub: sum(item.indicator == sub for item in items) for sub in parent}
    return tuple(
        replace(item, points=weight / len(tops) / len(subs[parent[item.indicator]]) / count[item.indicator]) for item in items
    )
