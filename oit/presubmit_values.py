"""What a cell that people may change means: a word of a list in either language, a day however it is written, an address, words."""

import re
from datetime import date

from oit.dates import find_periods
from oit.human import HumanVerdict
from oit.presubmit import Has
from oit.presubmit_cells import tidy
from oit.presubmit_columns import LONGEST
from oit.roster_owners import read_person
from oit.thai import arabic_digits
from oit.wording import head

LANGS = ("th", "en")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEARS = (2000, 2100)
_SCHEME = re.compile(r"https?://[^\s/]+", re.I)


def meaning(column: str, text: str) -> str:
    """As oit.presubmit_sheet.kept_values writes it. Raises ValueError telling what is wrong and what is allowed."""
    shown = tidy(text, len(text) + 1)
    longest = LONGEST.get(column, 0)
    if longest and len(shown) > longest:
        raise ValueError(f"has {len(shown):,} letters; at most {longest:,} are kept, shorten it")
    if not shown:
        return ""
    if column == "has":
        return _of_list(shown, {has.value: f"pre_has_{has}" for has in Has})
    if column == "verdict":
        return _of_list(shown, {one.value: f"pre_verdict_{one}" for one in HumanVerdict})
    if column == "deadline":
        return day_of(shown)
    if column == "link":
        return _address(shown)
    if column == "owner":
        name, contact = read_person(" ".join(shown.split()))
        return f"{name} <{contact}>" if contact else name
    return shown if column in ("text", "remark") else " ".join(shown.split())


def folded(text: str) -> str:
    """A head or a word of a list without blanks, in small letters and Arabic digits."""
    return "".join(arabic_digits(text).lower().split())


def _of_list(text: str, heads: dict[str, str]) -> str:
    words = {folded(head(name, lang)): value for value, name in heads.items() for lang in LANGS}
    if folded(text) in words:
        return words[folded(text)]
    allowed = ", ".join(head(name, "th") for name in heads.values())
    raise ValueError(f"“{text[:60]}” is none of: {allowed}")


def day_of(text: str) -> str:
    """The ISO date of a day as a program or a person writes it; years from 2400 on are Buddhist. Raises ValueError."""
    plain = arabic_digits(text).strip()
    written = _ISO.fullmatch(plain) or _NUMERIC.fullmatch(plain)
    if written:
        year, month, day = (int(part) for part in written.groups())
        if written.re is _NUMERIC:
            year, day = day, year
        made = _date(year, month, day)
    else:
        periods = [
            period for period in find_periods(plain, "text") if period.date and period.date.count("-") == 2 and ".." not in period.date
        ]
        made = date.fromisoformat(periods[0].date or "") if len(periods) == 1 else None
    if made is None or not _YEARS[0] <= made.year <= _YEARS[1]:
        raise ValueError(f"“{text[:60]}” is no day; write it as 31 มกราคม 2567 or 31/1/2567")
    return made.isoformat()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year - 543 if year >= 2400 else year, month, day)
    except ValueError:
        return None


def _address(text: str) -> str:
    if any(ch.isspace() for ch in text) or not _SCHEME.match(text):
        raise ValueError(f"“{text[:80]}” is no web address; one address that begins with http:// or https:// can be entered")
    return text
