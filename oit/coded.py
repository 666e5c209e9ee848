"""Links that bear only a code ("O12", "OIT 12 download"): which item that is, by the form of the year that stands over them.

A code alone is a hint, no proof: sites shift them by one, and colleges number lists of their own. It counts like words that come near."""

from collections.abc import Mapping
from dataclasses import dataclass

from oit.codes import find_codes
from oit.dates import find_periods

OWN_NUMBERS = frozenset({"college"})  # agency types whose lists bear the same letter and other subjects
_OF_ASSESSMENT = ("ITA", "OIT")


@dataclass(frozen=True, slots=True)
class CodeTable:
    """What codes mean: fiscal year -> code -> topics. Where no year is named the list is taken for that of the assessed year."""

    by_year: Mapping[int, Mapping[str, tuple[str, ...]]]
    fiscal_year: int
    agency_type: str = "other"

    def topics(self, text: str, heading: str, context: str) -> tuple[str, ...]:
        """The topics of the one code that the text, or else its row, bears; none where there are several, a range or an unknown year."""
        if self.agency_type in OWN_NUMBERS:
            return ()
        of_assessment = any(word in heading.upper() for word in _OF_ASSESSMENT)
        for words in (text, context):
            reading = find_codes(words, place="text", oit_context=of_assessment)
            if reading.codes:
                alone = len(reading.codes) == 1 and not reading.is_range and reading.strength == "strong"
                return self._table(f"{words}\n{heading}").get(reading.codes[0], ()) if alone else ()
        return ()

    def _table(self, words: str) -> Mapping[str, tuple[str, ...]]:
        named = [year for period in find_periods(words, "text") if not period.is_span for year in period.fiscal_years]
        year = named[0] if len(set(named)) == 1 else self.fiscal_year if not named else 0
        return self.by_year.get(year, {})


NO_CODES = CodeTable({}, 0)
