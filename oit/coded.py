"""Links that bear only a code ("O12", "OIT 12 download"): which item that is, by the form of the year that stands over them.

A code alone is a hint, no proof: sites shift them by one, and colleges number lists of their own. It counts like words that come near."""

from collections.abc import Mapping
from dataclasses import dataclass

from oit.agency import Agency
from oit.codes import find_codes
from oit.dates import find_periods
from oit.pack import Pack
from oit.thai import holds


@dataclass(frozen=True, slots=True)
class CodeTable:
    """What codes mean: fiscal year -> code -> topics. Where no year is named the list is taken for that of the assessed year. `marks` are
    words of a heading that leads to the items of the assessment."""

    by_year: Mapping[int, Mapping[str, tuple[str, ...]]]
    fiscal_year: int
    marks: tuple[str, ...] = ()

    def topics(self, text: str, heading: str, context: str) -> tuple[str, ...]:
        """The topics of the one code that the text, or else its row, bears; none where there are several, a range or an unknown year."""
        if not self.by_year:
            return ()
        of_assessment = any(holds(heading, word) for word in self.marks)
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


def code_table(pack: Pack, by_year: Mapping[int, Mapping[str, tuple[str, ...]]], fiscal_year: int, agency: Agency) -> CodeTable:
    """What codes mean on an agency's lists; nothing for agencies that number lists of their own under the same letter, as the form's data
    tells by the kind of agency and words of its name. `pack` reads the years that it was made for and those that `by_year` lacks."""
    kinds = pack.word_lists.get("own_numbers", ())
    if agency.type in kinds or any(word in agency.name for word in kinds):
        return NO_CODES
    own = {item.code: item.topics for item in pack.items}
    years = {fiscal_year: own, **by_year, **dict.fromkeys(pack.fiscal_years, own)}
    return CodeTable(years, fiscal_year, pack.marks.get("index", ()))
