"""What stands around the name of an item and says nothing about it: codes, agency names, years, download words. Off with it first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from oit import date_patterns
from oit.codes import strip_codes
from oit.thai import arabic_digits, clean, key
from oit.topics import Strip

LONGEST = 400  # letters of a text that are looked at
_EXTENSION = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[ts]|csv|rtf|txt|zip|rar|jpe?g|png|gif|html?|php|aspx?)(?![a-z0-9])", re.IGNORECASE)
_GLUE = re.compile(r"[_+]+|%20")
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:25|20)?\d\d(?!\d)|(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_YEAR = r"(?:2\s?[45]\s?\d\s?\d|20\d\d)"  # scans leave blanks between the digits
_NOT_INSIDE = r"(?![ะ-ฺ็-๎])"  # a vowel or mark follows: the letters belong to another word, as in เกษตรกรมี
_HALVES = {(10, 3), (4, 9)}  # first and last months of the parts of a fiscal year
_QUARTERS = {(10, 12), (1, 3), (4, 6), (7, 9)}
_LEAST = 4  # letters that a title must keep
_LONG_TAIL = 40  # letters of an agency's own name after its kind


@dataclass(frozen=True, slots=True)
class Stripped:
    """`key` is the match key of what is left, `core` the same without filler, `lead` the length of the words in front of its head.

    `bare`: nothing was said, only a period or "download".
    """

    key: str
    core: str
    bare: bool
    lead: int = 0


class Stripper:
    """Takes a text apart as `Stripped`. Linear in the length of the text, of which the first 400 letters are looked at."""

    def __init__(self, strip: Strip, agency_names: Iterable[str] = ()) -> None:
        stops, blank = _any(strip.agency_stops), r"[\s,()/|\d\"']"
        tail = rf"(?:(?!{stops}|{blank}).){{0,{_LONG_TAIL}}}"
        of, inside = _any(strip.of), "".join(f"(?<!{re.escape(word)})" for word in strip.agency_not_after)
        months, words = _any(strip.months), _any(strip.year_words)
        era = rf"(?:{_any(strip.eras)})?"
        self._agency = re.compile(
            rf"(?:{of})?\s?(?<![เ-ไ]){inside}(?:{_any(strip.agency)}){_NOT_INSIDE}{tail}|(?:(?<![ก-๎])|{of})(?:{_any(strip.agency_short)}){_NOT_INSIDE}{tail}"
        )
        subject = rf"(?:{_any(strip.subject)})(?!\s?(?:{_any(strip.subject_not)}))"
        self._notice = re.compile(rf"^\s*(?:{_any(strip.notice)})[^\n]{{0,120}}?{subject}")
        self._date = re.compile(rf"(?<!\d)\d{{1,2}}\s?(?:{months})\s?{era}\s?(?:{_YEAR}|\d\d)(?!\d)")
        self._years = re.compile(rf"{era}\s?(?<!\d)({_YEAR})(?:\s?(?:-|/|ถึง)\s?(?:(?:{words})\s?)?{era}\s?({_YEAR}|\d\d))?(?!\d)")
        self._yearly = re.compile(rf"(?<!\d)(?:{_any(map(key, strip.year_words))}){{2,}}")  # "ประจำปีงบประมาณ พ.ศ. 2566" is one word
        self._count = re.compile(rf"(?:{_any(strip.counters)})\s?\d+(?:\s?/\s?\d+)?")
        self._download = re.compile(_any(strip.download))
        self._lead = re.compile(rf"(?:{_any(strip.lead)})+")
        self._verbs = re.compile(rf"^(?:{_any(strip.verbs)})")
        self._filler = re.compile(_any(strip.filler))
        self._bare = re.compile(rf"{_any((*strip.bare, *map(key, strip.months)))}|\d+")
        self._half_means, self._whole_means = f" {strip.half_means}", f" {strip.whole_means}"
        self._quarter_means = f" {strip.quarter_means}"
        self._year_means, self._span_means = f" {strip.year_means} ", f" {strip.span_means} "
        names = tuple(agency_names)
        self._names_shown = _any(name for name in map(clean, names) if len(name) > 4)
        self._names = _any(name for name in map(key, names) if len(name) > 4)

    def core(self, title: str) -> str:
        """A match key without filler; the key itself where nothing would be left."""
        return self._filler.sub("", title) or title

    def shortened(self, title: str) -> str:
        """A match key as `core`, without the kind of agency too, as texts are taken apart; the core where too little would be left."""
        made = self(title)
        return self.core(title) if made.bare or len(made.core) < _LEAST else made.core

    def __call__(self, text: str) -> Stripped:
        shown = _GLUE.sub(" ", _EXTENSION.sub(" ", strip_codes(clean(text[:LONGEST]))))
        shown = self._notice.sub("", arabic_digits(shown))
        shown += self._round(shown)
        named = self._agency.sub(" ", re.sub(self._names_shown, " ", shown) if self._names_shown else shown)
        dated = self._count.sub(" ", self._years.sub(self._year, _NUMERIC_DATE.sub(" ", self._date.sub(" ", named))))
        left = self._verbs.sub("", self._download.sub("", self._yearly.sub(key(self._year_means), key(dated))))
        whole = re.sub(self._names, "", left) if self._names else left
        core = self.core(whole)
        bare = not self._bare.sub("", self._filler.sub("", whole)) and named == shown and whole == left
        lead = self._lead.match(whole)
        return Stripped(whole, core, bare, lead.end() if lead else 0)

    def _round(self, shown: str) -> str:
        """The name of the round that two months tell: October to March are six months."""
        for found in date_patterns.PAIR.finditer(shown):
            months = date_patterns.month_number(found["m1"]), date_patterns.month_number(found["m2"])
            if months in _HALVES:
                return self._half_means
            if months in _QUARTERS:
                return self._quarter_means
            if months == (10, 9):
                return self._whole_means
        return ""

    def _year(self, found: re.Match[str]) -> str:
        first, last = (digits and digits.replace(" ", "") for digits in found.groups())
        if last is not None and int(last[-2:]) - int(first[-2:]) > 1:
            return self._span_means
        return self._year_means


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
