"""What stands around the name of an item and says nothing about it: codes, agency names, years, download words. Off with it first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from oit import date_patterns
from oit.codes import strip_codes
from oit.date_signs import ANY_MONTH
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
_HAS_LATIN = re.compile(r"[A-Za-z]")
_HAS_DIGIT = re.compile(r"\d")
_SHORT_YEAR = re.compile(r"(?<!\d)[5-7]\d(?!\d)")  # no word for year ends in a digit
_LATIN_BLANKS = r"[\s_-]*"
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
        self._in_full = _InFull(strip.stands_for)
        stops, blank = _any(strip.agency_stops), r"[\s,()/|\d\"']"
        tail = rf"(?:(?!{stops}|{blank}).){{0,{_LONG_TAIL}}}"
        of, inside = _any(strip.of), "".join(f"(?<!{re.escape(word)})" for word in strip.agency_not_after)
        months, words = _any(strip.months), _any(strip.year_words)
        era = rf"(?:{_any(strip.eras)})?"
        self._agency = re.compile(
            rf"(?={_initial(strip.of, strip.agency, strip.agency_short)}|\s)"
            rf"(?:(?:{of})?\s?(?<![เ-ไ]){inside}(?:{_any(strip.agency)}){_NOT_INSIDE}{tail}"
            rf"|(?:(?<![ก-๎])|{of})(?:{_any(strip.agency_short)}){_NOT_INSIDE}{tail})"
        )
        kept = "".join(f"(?!{re.escape(word)})" for word in strip.acronyms_kept)
        self._acronym = re.compile(rf"(?:(?<=\s)|{of}\s?){kept}[ก-ฮ]{{2,5}}\.(?=[\s()/]|$)")
        latin = _any(strip.agency_latin)
        self._agency_latin = re.compile(rf"(?:\b[A-Z][\w.'-]*\s){{1,5}}(?i:{latin})\b|\b(?i:{latin})\sof(?:\s[A-Z][\w.'-]*){{1,5}}")
        subject = rf"(?:{_any(strip.subject)})(?!\s?(?:{_any(strip.subject_not)}))"
        self._notice = re.compile(rf"^\s*(?:{_any(strip.notice)})[^\n]{{0,120}}?{subject}")
        self._date = re.compile(rf"(?<!\d)\d{{1,2}}\s?(?:{months})\s?{era}\s?(?:{_YEAR}|\d\d)(?!\d)")
        self._years = re.compile(rf"{era}\s?(?<!\d)({_YEAR})(?:\s?(?:-|/|ถึง)\s?(?:(?:{words})\s?)?{era}\s?({_YEAR}|\d\d))?(?!\d)")
        self._yearly = re.compile(rf"(?<!\d)(?:{_any(map(key, strip.year_words))}){{2,}}")  # "ประจำปีงบประมาณ พ.ศ. 2566" is one word
        short = r"([5-7]\d)"
        self._short_years = re.compile(
            rf"(?:(?:{words})\s?)?{era}\s?(?<![\d./]){short}\s?(?:-|ถึง)\s?{short}(?![\d/])|(?:{words})\s?{era}\s?'?{short}(?!\d)"
            rf"|(?<=[ก-๎])\s?{short}(?=\s*(?:$|[()_,]))"
        )
        self._not_years = tuple(strip.not_years)
        self._month = re.compile(rf"(?<!\d)(?<!\d ){ANY_MONTH.pattern}\s?{era}\s?(?:{_YEAR}|[5-7]\d)(?!\d)", date_patterns.FLAGS)
        self._last_day = re.compile(rf"(?:{_any(strip.until)})\s?(?:3[01]\s?)?(?P<m1>{date_patterns.MONTH})", date_patterns.FLAGS)
        self._count = re.compile(rf"(?:{_any(strip.counters)})\s?\d+(?:\s?/\s?\d+)?")
        self._download = re.compile(_any(strip.download))
        self._lead = re.compile(rf"(?:{_any(strip.lead)})+")
        self._verbs = re.compile(rf"^(?:{_any(strip.verbs)})")
        self._filler = re.compile(_any(strip.filler))
        self._bare = re.compile(rf"{_any((*strip.bare, *map(key, strip.months)))}|\d+")
        self._half_means, self._whole_means = f" {strip.half_means}", f" {strip.whole_means}"
        self._quarter_means, self._month_means = f" {strip.quarter_means}", f" {strip.month_means} "
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
        shown = self._shown(text)
        named = self._unnamed(re.sub(self._names_shown, " ", shown) if self._names_shown else shown)
        left = self._left(named)
        whole = re.sub(self._names, "", left) if self._names else left
        core = self.core(whole)
        bare = named == shown and whole == left and not self._bare.sub("", self._filler.sub("", whole))
        lead = self._lead.match(whole)
        return Stripped(whole, core, bare, lead.end() if lead else 0)

    def where_names_stand(self, text: str) -> tuple[str, str]:
        """The two forms of the text that a Stripper looks for its agency's names in, as the text is and as a match key."""
        shown = self._shown(text)
        return shown, self._left(self._unnamed(shown))

    def finds_a_name(self, shown: str, left: str) -> bool:
        """Does a name of its agency stand in one of them? If not, the text is taken apart as if there were no agency."""
        return bool(self._names_shown and re.search(self._names_shown, shown)) or bool(self._names and re.search(self._names, left))

    def _shown(self, text: str) -> str:
        shown = _GLUE.sub(" ", _EXTENSION.sub(" ", strip_codes(clean(text[:LONGEST]))))
        shown = self._notice.sub("", self._in_full(arabic_digits(shown)))
        return self._rounded(shown)

    def _left(self, named: str) -> str:
        dated = self._count.sub(" ", self._undated(named)) if _HAS_DIGIT.search(named) else named
        return self._verbs.sub("", self._download.sub("", self._yearly.sub(key(self._year_means), key(dated))))

    def _unnamed(self, shown: str) -> str:
        if _HAS_LATIN.search(shown):
            shown = self._agency_latin.sub(" ", shown)
        return self._acronym.sub(" ", self._agency.sub(" ", shown))

    def _rounded(self, shown: str) -> str:
        """With the name of the round that two months tell: October to March are six months. One month with its year is a month's paper."""
        if not (_HAS_DIGIT.search(shown) and ANY_MONTH.search(shown)):
            return shown
        if date_patterns.PAIR.search(shown):
            return shown + self._round(shown)
        if last := self._last_day.search(shown):
            return shown + {3: self._half_means, 9: self._whole_means}.get(date_patterns.month_number(last["m1"]), "")
        return self._month.sub(self._month_means, shown)

    def _round(self, shown: str) -> str:
        for found in date_patterns.PAIR.finditer(shown):
            months = date_patterns.month_number(found["m1"]), date_patterns.month_number(found["m2"])
            if months in _HALVES:
                return self._half_means
            if months in _QUARTERS:
                return self._quarter_means
            if months == (10, 9):
                return self._whole_means
        return ""

    def _undated(self, named: str) -> str:
        dated = self._years.sub(self._year, _NUMERIC_DATE.sub(" ", self._date.sub(" ", named)))
        return self._short_years.sub(self._short_year, dated) if _SHORT_YEAR.search(dated) else dated

    def _short_year(self, found: re.Match[str]) -> str:
        first, last, _, ending = found.groups()
        if ending and found.string[: found.start()].endswith(self._not_years):
            return found.group()
        return self._span_means if first and int(last) - int(first) > 1 else self._year_means

    def _year(self, found: re.Match[str]) -> str:
        first, last = (digits and digits.replace(" ", "") for digits in found.groups())
        if last is not None and int(last[-2:]) - int(first[-2:]) > 1:
            return self._span_means
        return self._year_means


class _InFull:
    """Writes abbreviations, everyday words and English ones as the full words that they stand for."""

    def __init__(self, stands_for: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._full = {_folded(written): full for full, short in stands_for for written in short}
        every = [written for _, short in stands_for for written in short]
        latin = [written for written in every if _HAS_LATIN.match(written)]
        thai = [written for written in every if not _HAS_LATIN.match(written)]
        in_latin = _longest(_LATIN_BLANKS.join(map(re.escape, written.split())) for written in latin)
        opens = _initial(written.removeprefix("^") for written in thai)
        self._latin = re.compile(rf"(?={_initial(latin)})(?<![a-z])(?:{in_latin})(?![a-z])", re.IGNORECASE) if latin else None
        self._thai = re.compile(rf"(?={opens})(?:{_longest(map(_thai_word, thai))})") if thai else None

    def __call__(self, text: str) -> str:
        if self._latin and _HAS_LATIN.search(text):
            text = self._latin.sub(self._replace, text)
        return self._thai.sub(self._replace, text) if self._thai else text

    def _replace(self, found: re.Match[str]) -> str:
        return self._full[_folded(found.group())]


def _folded(written: str) -> str:
    return "".join(letter for letter in written.casefold() if letter not in " _-./^")


def _thai_word(written: str) -> str:
    """An abbreviation or word; the last dot may be left out unless one stands within; a vowel or mark after it makes it another word."""
    begins = r"(?<![ก-๎])" if written.startswith("^") else ""
    body = re.escape(written.removeprefix("^")).replace(r"\-", r"\s?[-/]?\s?").replace(r"\ ", r"\s?")
    return rf"{begins}{body}\.?{_NOT_INSIDE}"


def _longest(patterns: Iterable[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))


def _initial(*lists: Iterable[str]) -> str:
    """A pattern for the first letters of the words: it passes most letters of a text by before the long list of words is tried."""
    letters = "".join(sorted({re.escape(word[0]) for words in lists for word in words}))
    return f"[{letters}]" if letters else ""


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
