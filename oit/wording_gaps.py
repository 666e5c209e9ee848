"""Values for the gaps of a sentence: crawled words made harmless, years, dates and periods written out, lists joined."""

import re
import unicodedata
from urllib.parse import quote, unquote_to_bytes

from oit.audit import FoundPeriod, ItemFinding, Reason
from oit.harmless import TEXT_LIMIT, is_shown, plain
from oit.wording_digits import dated, figure, worded
from oit.wording_table import MONTHS, SHORT_MONTHS, TERMS, Both

MOST_LISTED = 4
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.S)
_GAP = re.compile(r"\{(\w+)\}")
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_FISCAL_YEAR = re.compile(r"FY\s?(2[45]\d\d)")
_NOTATION = re.compile(r"(?:(?:FY\s?)?2[45]\d\d|\d{4}-\d{2}(?:-\d{2})?|\s|,|\.\.|-|–|/)+")
_LONGEST_HOST = 60  # letters that are shown of one; its end says whose it is
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#\\]*)(.*)", re.S)
_ESCAPES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def pick(both: Both, lang: str) -> str:
    """The phrase in English for "en", else in Thai."""
    return both.en if lang == "en" else both.th


def fill(phrase: str, values: dict[str, str]) -> str:
    """The phrase with its gaps filled; a part in [[double brackets]] goes when one of its gaps has no value."""

    def part(found: re.Match[str]) -> str:
        return found[1] if all(values.get(name) for name in _GAP.findall(found[1])) else ""

    phrase, shown = worded(_OPTIONAL.sub(part, phrase), values)
    return _GAP.sub(lambda gap: shown.get(gap[1], ""), phrase).strip()


def term(group: str, value: str, lang: str) -> str:
    """Name of a value of one of the groups of TERMS; a value that the table does not know is shown as it is."""
    both = TERMS[group].get(value)
    return pick(both, lang) if both else plain(value)


def listed(names: list[str], lang: str) -> str:
    """Names joined as in a sentence; from the fifth on they are counted, not named."""
    shown, rest = names[:MOST_LISTED], len(names) - MOST_LISTED
    if rest > 0:
        return ", ".join(shown) + (f" and {rest} more" if lang == "en" else dated(f" และอื่น ๆ อีก {rest} รายการ", lang))
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + (" and " if lang == "en" else " และ") + shown[-1]


def fiscal_year(year: int | str, lang: str) -> str:
    """A Buddhist fiscal year written out."""
    return f"fiscal year {year}" if lang == "en" else dated(f"ปีงบประมาณ พ.ศ. {year}", lang)


def day(iso: str, lang: str, months: tuple[Both, ...] = MONTHS) -> str:
    """An ISO day or month written out, in Thai with the Buddhist year; other text as it is."""
    found = _DAY.match(iso)
    if not found or not 1 <= int(found[2]) <= 12:
        return plain(iso)
    month = pick(months[int(found[2]) - 1], lang)
    year = int(found[1]) + (0 if lang == "en" else 543)
    return dated(f"{int(found[3])} {month} {year}" if found[3] else f"{month} {year}", lang)


def _range(start: str, end: str, lang: str) -> str:
    years = tuple(int(text[:4]) for text in (start, end))
    written = f"{day(start, lang)} {'to' if lang == 'en' else 'ถึง'} {day(end, lang)}"
    if years[1] == years[0] + 1 and start[4:] == "-10-01":
        if end[4:] == "-03-31":
            half = "first six months of " if lang == "en" else dated("6 เดือนแรกของ", lang)
            return f"{half}{fiscal_year(years[1] + 543, lang)} ({written})"
        if end[4:] == "-09-30":
            return f"{fiscal_year(years[1] + 543, lang)} ({written})"
    return written


def _one_period(text: str, lang: str) -> str:
    if text in TERMS["period"] or text.replace(" ", "_") in TERMS["period"]:
        return term("period", text.replace(" ", "_"), lang)
    ends = re.fullmatch(rf"({_DAY.pattern})\s*(?:\.\.|/)\s*({_DAY.pattern})", text)
    if ends:
        return _range(ends[1], ends[5], lang)
    years = re.fullmatch(r"(?:FY\s?)?(2[45]\d\d)\s*(?:\.\.|-|–)\s*(?:FY\s?)?(2[45]\d\d)", text)
    if years:
        return f"fiscal years {years[1]} to {years[2]}" if lang == "en" else dated(f"ปีงบประมาณ พ.ศ. {years[1]} ถึง {years[2]}", lang)
    written = _FISCAL_YEAR.sub(lambda year: fiscal_year(year[1], lang), plain(text))
    return _DAY.sub(lambda found: day(found[0], lang), written)


def period_text(text: str, lang: str) -> str:
    """A period in the notation of the audit ("FY2566", "2022-10-01..2023-03-31", "in force", lists of these) written out."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return listed([_one_period(part, lang) for part in parts[:20]], lang)


def found_text(period: FoundPeriod, lang: str) -> str:
    """A period that was read, written out."""
    if period.fiscal_year is not None:
        return fiscal_year(period.fiscal_year, lang)
    if period.span is not None:
        first, last = period.span
        return f"years {first} to {last}" if lang == "en" else dated(f"ปี พ.ศ. {first} ถึง {last}", lang)
    if not period.date:
        return ""
    written = _one_period(period.date, lang)
    if lang == "en":
        return written
    if not re.fullmatch(_DAY.pattern, period.date):
        return f"ช่วง {written}" if written[:1].isdigit() and not written.startswith(dated("6 เดือนแรก", lang)) else written
    return f"วันที่ {written}" if period.date.count("-") == 2 else f"เดือน{written}"


def found_short(period: FoundPeriod, lang: str) -> str:
    """A period that was read, for a narrow column."""
    if period.fiscal_year is not None:
        return f"FY{period.fiscal_year}" if lang == "en" else dated(f"ปีงบฯ {period.fiscal_year}", lang)
    if period.span is not None:
        return f"{period.span[0]}-{period.span[1]}" if lang == "en" else f"พ.ศ. {figure(f'{period.span[0]}-{period.span[1]}', lang)}"
    start, _, end = (period.date or "").partition("..")
    return " - ".join(day(part[:7], lang, SHORT_MONTHS) for part in (start, end)) if end else day(start, lang, SHORT_MONTHS)


def readable_url(url: str, limit: int = TEXT_LIMIT) -> str:
    """An address for reading, not for use as a link: letters for their percent signs, harmless, cut.

    The host stands as it is looked up, in ASCII and with its end; a user name before it, which could look like another host, is left out.
    Blanks and punctuation stay escaped, so that an address cannot hold a sentence."""
    text = url[: limit * 12]
    parts = _ADDRESS.fullmatch(text)
    if not parts:
        return plain(_unescaped(text), limit)
    host = _ascii_host(parts[2].rpartition("@")[2])
    return plain(f"{parts[1]}{host}{_unescaped(parts[3])}", limit)


def _ascii_host(host: str) -> str:
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii") if len(host) < 254 else quote(host, errors="replace")
        except UnicodeError:
            host = quote(host, errors="replace")
    return host if len(host) <= _LONGEST_HOST else "…" + host[-_LONGEST_HOST + 1 :]


def _unescaped(text: str) -> str:
    return _ESCAPES.sub(_letters, text)


def _letters(escaped: re.Match[str]) -> str:
    """Letters, marks and figures that are written from left to right; bytes that are no UTF-8 and everything else as it was."""
    try:
        text = unquote_to_bytes(escaped[0]).decode("utf-8")
    except UnicodeDecodeError:
        return escaped[0]
    return "".join(ch if _is_letter(ch) else quote(ch) for ch in text)


def _is_letter(ch: str) -> bool:
    lettered = ch.isalnum() or unicodedata.category(ch).startswith("M") or ch in "ฯ๏"
    return lettered and is_shown(ch) and unicodedata.bidirectional(ch) not in ("R", "AL", "AN")


def where(finding: ItemFinding) -> str:
    """Link texts from the front page to the best evidence, in quotation marks."""
    path = [plain(step, 60) for step in finding.evidence[0].link_path] if finding.evidence else []
    return f"“{' › '.join(step for step in path[-3:] if step)}”" if any(path) else ""


def _missing(finding: ItemFinding | None, fact: str, lang: str) -> str:
    elements = {e.id: e for e in finding.elements} if finding else {}
    ids = [part.strip() for part in fact.split(",") if part.strip()] or [e.id for e in elements.values() if e.required and not e.seen]
    names = [(elements[i].text_en if lang == "en" else elements[i].text_th) if i in elements else i for i in ids]
    return listed([plain(name) for name in names], lang)


def gap_values(reason: Reason | None, finding: ItemFinding | None, lang: str) -> dict[str, str]:
    """A value for each gap that the reason's facts or the finding can fill (oit.wording_reasons.GAPS)."""
    facts = dict(reason.facts) if reason else {}
    values = {name: plain(str(fact)) for name, fact in facts.items()}
    for name, group in (("why", "not_fetched"), ("failure", "failure"), ("problem", "problem"), ("outcome", "outcome"), ("shown", "shown")):
        if facts.get(name):
            values[name] = term(group, str(facts[name]), lang)
    for name in ("found", "required", "first", "second"):
        if facts.get(name):
            values[name] = _period_fact(str(facts[name]), lang)
    for name in ("url", "page"):
        if facts.get(name):
            values[name] = readable_url(str(facts[name]))
    if facts.get("due"):
        values["due"] = day(str(facts["due"]), lang)
    if finding:
        _from_finding(values, finding, lang)
    values["missing"] = _missing(finding, str(facts.get("missing", "")), lang)
    return values


def _period_fact(fact: str, lang: str) -> str:
    """A period in the audit's notation written out; words of the site in quotation marks."""
    return period_text(fact, lang) if _NOTATION.fullmatch(fact) or fact.replace(" ", "_") in TERMS["period"] else f"“{plain(fact)}”"


def _from_finding(values: dict[str, str], finding: ItemFinding, lang: str) -> None:
    values["title"] = plain(finding.title_en if lang == "en" else finding.title_th)
    values["where"] = where(finding)
    if finding.currency.required and not values.get("required"):
        values["required"] = period_text(finding.currency.required, lang)
    if finding.currency.found:
        first = finding.currency.found[0]
        if not values.get("found") or values["found"].startswith("“"):
            values["found"] = found_text(first, lang)
        values["as_written"] = plain(first.as_written, 60)
