"""From the plain data of a plan's file to the plan, or to its first mistake with file, line, field and what is allowed."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

from oit.fields import Fields
from oit.harmless import plain
from oit.pack import Pack
from oit.rounds import Plan, Round, Step, Sureness
from oit.rounds_calendar import STEPS
from oit.rounds_days import HINT, read_plan_day
from oit.source import Source
from oit.thai import arabic_digits, clean

Path = tuple[str | int, ...]
EVERYTHING = frozenset({"all", "*", "ทั้งหมด", "ทุกข้อ"})
_KEYS = ("form", "fiscal_year", "issuer", "rounds", "report_days", "calendar")
_ROUND_KEYS = ("name", "start", "end", "due", "pass_mark")
_STEP_KEYS = ("name", "first", "last", "sure")
_YEARS = range(2555, 2621)  # Buddhist era
_LONGEST = 120
_MOST = 60  # rounds, report days, steps
_CODE = re.compile(r"[Oo]?0*(\d{1,3})")
_RANGE = re.compile(r"([Oo]?\d{1,3})\s*(?:-|–|ถึง|to|\.\.)\s*([Oo]?\d{1,3})")
# Everything lies about the fiscal year (October to September); a slip in the year of a date leads outside.
_FIRST_MONTH, _LAST_DAY = 7, (12, 31)


def parse_plan(data: object, source: Source, load_pack: Callable[[str], Pack], forms: tuple[str, ...]) -> Plan:
    """`data` holds texts, lists and mappings only, as rules.plain_yaml reads them. Raises RulePackError."""
    fields = Fields.of(data, source)
    fields.only(*_KEYS)
    form = _text(fields, "form")
    if form not in forms:
        raise fields.error("form", f'"{plain(form, 40)}" is no form; there are: {", ".join(forms)}')
    year = _year(fields)
    rounds = _rounds(fields, load_pack(form), year)
    days = [_read_day(day, source, ("report_days", at), year) for at, day in enumerate(_list(fields, "report_days", ()))]
    calendar = _calendar(fields, year) if "calendar" in fields.data else ()
    issuer = _text(fields, "issuer", "")
    return Plan(form, year, rounds, tuple(sorted(set(days))), calendar, issuer)


def _year(fields: Fields) -> int:
    written = arabic_digits(_text(fields, "fiscal_year"))
    year = int(written) if re.fullmatch(r"\d{4}", written) else 0
    if year not in _YEARS:
        mend = f"; did you mean {year + 543}?" if year + 543 in _YEARS else ""
        what = f'"{plain(written, 40)}" is no Buddhist-era year between {_YEARS[0]} and {_YEARS[-1]}{mend}'
        raise fields.error("fiscal_year", what)
    return year


def _rounds(fields: Fields, pack: Pack, year: int) -> tuple[Round, ...]:
    listed = _list(fields, "rounds")
    if not listed:
        raise fields.error("rounds", "is empty; a plan has at least one round with name, start and end")
    read = [(("rounds", at), _round(Fields.of(one, fields.source, ("rounds", at)), pack, year)) for at, one in enumerate(listed)]
    names: set[str] = set()
    for path, one in read:
        if one.name in names:
            raise fields.source.error((*path, "name"), f'"{one.name}" stands twice; each round has a name of its own')
        names.add(one.name)
    in_time = sorted(read, key=lambda pair: (pair[1].start, pair[1].end))
    for (_, before), (path, one) in pairwise(in_time):
        if one.start <= before.end:
            what = f'{one.start} lies within "{before.name}", which ends on {before.end}; rounds may not overlap'
            raise fields.source.error((*path, "start"), what)
    return tuple(one for _, one in in_time)


def _round(fields: Fields, pack: Pack, year: int) -> Round:
    fields.only(*_ROUND_KEYS)
    name = _text(fields, "name")
    start, end = _day(fields, "start", year), _day(fields, "end", year)
    if end < start:
        raise fields.error("end", f"{end} is before the round's start, {start}")
    return Round(name, start, end, _due(fields, pack), _mark(fields))


def _mark(fields: Fields) -> float:
    written = arabic_digits(_text(fields, "pass_mark", "100")).removesuffix("%").removeprefix("ร้อยละ").strip()
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4})?", written):
        raise fields.error("pass_mark", f'"{plain(written, 40)}" is no number; write a percentage such as 90')
    mark = float(written)
    if not 0 < mark <= 100:
        raise fields.error("pass_mark", f"{written} is no share; allowed: more than 0, at most 100")
    return mark


def _due(fields: Fields, pack: Pack) -> tuple[str, ...]:
    """Codes in the order of the form; () for all items."""
    given = fields.data.get("due", "all")
    words = [given] if isinstance(given, str) else given
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise fields.error("due", "is no list of items; write all, or a list of codes (O1, O5-O9), topics or indicators (9.1)")
    wanted: set[str] = set()
    for at, word in enumerate(words):
        path: Path = (*fields.path, "due") if isinstance(given, str) else (*fields.path, "due", at)
        for part in re.split(r"[,;]", word):
            wanted |= _codes(" ".join(arabic_digits(clean(part)).split()), pack, fields.source, path)
    if not wanted:
        raise fields.error("due", "names no item; write all, or a list of codes (O1, O5-O9), topics or indicators (9.1)")
    codes = tuple(item.code for item in pack.items if item.code in wanted)
    return () if len(codes) == len(pack.items) else codes


def _codes(word: str, pack: Pack, source: Source, path: Path) -> set[str]:
    """The codes that one word means: everything, an indicator or sub-indicator, a topic, a code, a range of codes."""
    order = [item.code for item in pack.items]
    if word.lower() in EVERYTHING:
        return set(order)
    if any(one.code == word for one in pack.indicators):
        return {item.code for item in pack.items if item.indicator == word or item.indicator.startswith(f"{word}.")}
    if found := _RANGE.fullmatch(word):
        first, last = (order.index(_code(end, order, word, source, path, pack.name)) for end in found.groups())
        if last < first:
            raise source.error(path, f'"{plain(word, 40)}" runs backwards; write the smaller code first')
        return set(order[first : last + 1])
    by_topic = {item.code for item in pack.items if word in item.topics}
    return by_topic or {_code(word, order, word, source, path, pack.name)}


def _code(text: str, order: list[str], word: str, source: Source, path: Path, form: str) -> str:
    found = _CODE.fullmatch(text)
    code = f"O{int(found[1])}" if found else ""
    if code not in order:
        what = f'"{plain(word, 40)}" is no item of form {form}; allowed: all, {order[0]} to {order[-1]}, topics, indicators such as 9.1'
        raise source.error(path, what)
    return code


def _calendar(fields: Fields, year: int) -> tuple[Step, ...]:
    if fields.data["calendar"] == "":
        return ()
    steps = []
    for key, inner in fields.inners("calendar"):
        inner.only(*_STEP_KEYS)
        name = _text(inner, "name", "")
        if key not in STEPS and not name:
            known = ", ".join(STEPS)
            raise inner.source.error(inner.path, f"is no usual step ({known}); give a step of your own a name: what it is called")
        first = _day(inner, "first", year)
        last = _day(inner, "last", year) if "last" in inner.data else first
        if last < first:
            raise inner.error("last", f"{last} is before the step's first day, {first}")
        sure = inner.choice("sure", tuple(Sureness), Sureness.ASSUMED)
        steps.append(Step(plain(key, _LONGEST), first, last, Sureness(sure), name))
    _refuse_many(len(steps), fields, "calendar")
    return tuple(sorted(steps, key=lambda step: (step.first, step.last)))


def _day(fields: Fields, key: str, year: int) -> date:
    if key not in fields.data:
        raise fields.error(key, f"is missing; {HINT}")
    return _read_day(fields.data[key], fields.source, (*fields.path, key), year)


def _read_day(written: object, source: Source, path: Path, year: int) -> date:
    if not isinstance(written, str):
        raise source.error(path, f"is no day; {HINT}")
    try:
        day = read_plan_day(written)
    except ValueError as error:
        raise source.error(path, str(error)) from None
    earliest, latest = date(year - 544, _FIRST_MONTH, 1), date(year - 543, *_LAST_DAY)
    if not earliest <= day <= latest:
        what = f"{day} ({day.year + 543} B.E.) is too far from fiscal year {year}; allowed: {earliest} to {latest}"
        raise source.error(path, what)
    return day


def _text(fields: Fields, key: str, default: str | None = None) -> str:
    """One line of visible characters."""
    shown = clean(fields.text(key, default)).strip()
    line = plain(shown, _LONGEST + 1)
    if len(line) > _LONGEST:
        raise fields.error(key, f"has more than {_LONGEST} characters; shorten it")
    if not line and default is None:
        raise fields.error(key, "is empty; write a text")
    return line


def _list(fields: Fields, key: str, default: tuple[object, ...] | None = None) -> list[object]:
    value = fields.data.get(key, default)
    if value == "" and default is not None:
        return []
    if not isinstance(value, list | tuple):
        raise fields.error(key, f"is {'missing' if value is None else 'no list'}; begin each line of a list with -")
    _refuse_many(len(value), fields, key)
    return list(value)


def _refuse_many(count: int, fields: Fields, key: str) -> None:
    if count > _MOST:
        raise fields.error(key, f"has {count} entries; at most {_MOST} are read")
